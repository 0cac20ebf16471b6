"""One procedure as the national portal publishes it in JSON, to the data of a record.

Keys of the portal: `ma_thu_tuc`, `ten_thu_tuc`, `linh_vuc`, `so_quyet_dinh`, `detail_url`, and the texts of
the page's sections. Nothing is guessed: see `generator.importers`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from generator.characters import says_something
from generator.checking import schema
from generator.importers.cleaning import (
    MAX_TEXT,
    code_of,
    codes_of,
    defused,
    is_blank,
    pieces,
    plain,
    tidy,
    unique,
)
from generator.importers.deadlines import deadlines
from generator.importers.documents import documents
from generator.importers.fees import fees
from generator.importers.glued import ChannelRow, channel_rows, channels_of, result_items
from generator.importers.laws import laws, legal_bases
from generator.importers.leftover import leftover
from generator.importers.pages import AFTER, without_tail
from generator.importers.parts import Part, not_understood, unknown
from generator.importers.reading_json import text_of
from generator.importers.steps import sets, steps
from generator.problems import Level, Problem

_COMPOUND_AUDIENCE = "Cán bộ, công chức, viên chức"
_LONGEST_DECISION = 200
_LONGEST_NAME = 1500
_PORTAL = re.compile(r"https://(?:[a-z0-9-]+\.)*dichvucong\.gov\.vn(?:/|\Z)")
_ADDRESS = re.compile(r"(?:https?|ftp|data):|//+", re.IGNORECASE)
_NONE = re.compile(r"không(?: có| quy định| yêu cầu)?(?: yêu cầu, điều kiện)?[.;]?", re.IGNORECASE)


@dataclass(frozen=True)
class Imported:
    """One procedure: its code, its field (id and official name), the record's data, and warnings."""

    code: str
    field: str
    field_name: str
    data: dict[str, object] = attribute(repr=False)
    problems: list[Problem] = attribute(repr=False)
    defused: bool = False
    """Whether the text held the beginning of a program, which is now mere text."""


def to_record(official: Mapping[str, object], shown: str, fields: Mapping[str, str]) -> Imported:
    """The record of one procedure. `fields` maps the portal's names of fields to our ids."""
    texts = {key: text_of(official, key) for key in official}
    # The JSON of the portal has the end of the page among the results.
    results, after = without_tail(texts.get("ket_qua_xu_ly", ""))
    texts |= {"ket_qua_xu_ly": results, AFTER: f"{after}{texts.get(AFTER, '')}"}
    page = _Page(texts)
    field_name = field_named(page["linh_vuc"])
    own_field = field_code(field_name, fields)
    parts = _parts(page)
    known = any(own_field == code for code in fields.values())
    new = f'lĩnh vực "{field_name}" là lĩnh vực mới; hãy đọc lại tên, ghi mô tả trong linh_vuc.yaml'
    doubt = new if field_name else "Cổng không ghi lĩnh vực"
    parts["linh_vuc"] = Part(own_field, () if known else (doubt,))
    order = schema("procedure")["properties"]
    data = {key: parts[key].value for key in order if key in parts and parts[key].value is not None}
    problems = [
        Problem(shown, 1, 1, f"nhap.{key}", doubt, Level.WARNING)
        for key in order
        if key in parts
        for doubt in parts[key].doubts
    ]
    silent = [key for key in data if _is_unknown(data[key]) and not parts[key].doubts]
    if silent:
        message = f"Cổng không ghi những mục sau, cán bộ cần điền thêm: {', '.join(silent)}"
        problems.append(Problem(shown, 1, 1, "nhap.bo_sung", message, Level.WARNING))
    safe = _defused(data)
    had_program = safe != data
    rest = leftover(texts, field_name, safe)
    if rest:
        safe["nguon"]["nguyen_van"] = rest
    return Imported(page["ma_thu_tuc"], own_field, field_name, safe, problems, had_program)


def _defused(value: Any) -> Any:
    """The same value with harmless texts; links and the official words beside what is not known stay as they are."""
    if isinstance(value, dict):
        kept = ("nguyen_van", "dia_chi", "nop_truc_tuyen")
        return {key: inner if key in kept else _defused(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_defused(inner) for inner in value]
    return defused(value) if isinstance(value, str) else value


def _is_unknown(value: object) -> bool:
    return isinstance(value, dict) and "chua_ro" in value


class _Page(dict[str, str]):
    """The texts of an official page; a section that is not there is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def field_named(text: str) -> str:
    """The portal's name of a field, made harmless."""
    return _ADDRESS.sub(" ", defused(plain(text))).strip()


def field_code(name: str, fields: Mapping[str, str]) -> str:
    """Our code of a field by the portal's name of it; a new one where `fields` does not know it."""
    known = next((code for known, code in fields.items() if known.casefold() == name.casefold()), "")
    return known or code_of(name, "chua-ro-linh-vuc")


def _parts(page: _Page) -> dict[str, Part]:
    rows = channel_rows(page["cach_thuc_thuc_hien"])
    channels = channels_of(rows)
    decision = plain(page["so_quyet_dinh"])
    decision = "" if is_blank(decision) or len(decision) > _LONGEST_DECISION else decision
    known_laws, _ = laws(page["can_cu_phap_ly"])
    elsewhere = f"{page['trinh_tu_thuc_hien']}\n{page['thanh_phan_ho_so']}"
    papers = documents(page["thanh_phan_ho_so"])
    cases = {str(case["ten"]): str(case["ma"]) for case in papers.cases}
    time = deadlines(rows, cases)
    cases = cases or {str(case["ten"]): str(case["ma"]) for case in time.cases}
    money = fees(rows, known_laws, decision, elsewhere, cases)
    return {
        "ma": Part(page["ma_thu_tuc"]),
        "ten": Part(pieces(plain(page["ten_thu_tuc"]) or page["ma_thu_tuc"], _LONGEST_NAME)[0]),
        **_online(page, rows, channels),
        "doi_tuong": _audience(page["doi_tuong_thuc_hien"]),
        "co_quan": _authority(page),
        "nop_o_dau": Part(unknown("Chưa ghi nơi tiếp nhận của xã", page["dia_chi_tiep_nhan"])),
        "noi_khac": Part(unknown("Cổng không ghi nộp ở xã khác được hay không")),
        "uy_quyen": Part(unknown("Cổng không ghi riêng việc nhờ người khác làm thay")),
        "truong_hop": Part([*papers.cases, *time.cases, *money.cases] or None),
        "giay_to": papers.documents,
        "so_bo": sets(page["trinh_tu_thuc_hien"], page["thanh_phan_ho_so"]),
        "thoi_han": _table(page, time.part),
        "phi_le_phi": _table(page, money.part),
        "trinh_tu": steps(page["trinh_tu_thuc_hien"]),
        "ket_qua": _results(page["ket_qua_xu_ly"]),
        "yeu_cau": _requirements(page["yeu_cau_dieu_kien"], decision),
        "neu_bi_tu_choi": Part(unknown("Cổng không ghi riêng việc bà con làm gì khi hồ sơ bị từ chối")),
        "neu_tre_hen": Part(unknown("Cổng không ghi cơ quan làm gì khi trễ hẹn")),
        "luu_y": Part(papers.notes or None),
        "can_cu": legal_bases(page["can_cu_phap_ly"]),
        "hieu_luc": Part({"tu": unknown("Cổng không ghi ngày bắt đầu áp dụng"), "trang_thai": "dang_ap_dung"}),
        "nguon": _source(page, decision),
    }


def _table(page: _Page, part: Part) -> Part:
    """A part of the table of channels; the whole table stands beside it where it could not be read."""
    text = page["cach_thuc_thuc_hien"]
    if (
        isinstance(part.value, dict)
        and "chua_ro" in part.value
        and "nguyen_van" not in part.value
        and not is_blank(text)
    ):
        return Part(unknown(str(part.value["chua_ro"]), text), part.doubts)
    return part


def _online(page: _Page, rows: list[ChannelRow], channels: list[str]) -> dict[str, Part]:
    """`cach_nop`, `muc_do` and `nop_truc_tuyen`."""
    if not rows:
        return {
            "muc_do": Part(unknown("Cổng không ghi rõ nộp trên mạng được hay không")),
            "cach_nop": not_understood("Chưa đọc được bảng cách nộp trên Cổng", page["cach_thuc_thuc_hien"]),
        }
    if "truc_tuyen" not in channels:
        return {"muc_do": Part("truc_tiep"), "cach_nop": Part(channels)}
    link = page["detail_url"]
    return {
        "muc_do": Part(unknown("Cổng cho nộp trên mạng nhưng không ghi làm trọn trên mạng hay chỉ một phần")),
        "nop_truc_tuyen": Part(link if _is_link(link) and _PORTAL.match(link) else None),
        "cach_nop": Part(channels),
    }


def _is_link(text: str) -> bool:
    rule = schema("common")["$defs"]["lien_ket"]
    return re.search(rule["pattern"], text) is not None and len(text) <= int(rule["maxLength"])


def _audience(text: str) -> Part:
    if is_blank(text):
        return not_understood("Cổng không ghi ai làm thủ tục này")
    # "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức"
    apart = plain(text).replace(_COMPOUND_AUDIENCE, _COMPOUND_AUDIENCE.replace(", ", "\n"))
    names = re.split(r",\s*(?![^()]*\))", apart)
    return Part(unique(name.replace("\n", ", ").strip()[:MAX_TEXT] for name in names if name.strip()))


def _authority(page: _Page) -> Part:
    for key in ("co_quan_co_tham_quyen", "co_quan_thuc_hien"):
        if not is_blank(page[key]):
            return Part(pieces(plain(page[key]))[0])
    return not_understood("Cổng không ghi cơ quan giải quyết")


def _results(text: str) -> Part:
    items = result_items(text)
    if not items:
        return not_understood("Cổng không ghi kết quả")
    if len(items) == 1 and not items[0].code and len(items[0].name) > 500:
        return not_understood("Chưa tách được danh sách kết quả trên Cổng", text)
    found = list(dict.fromkeys(items))
    codes = codes_of((code_of(item.code or item.name, "ket-qua") for item in found), "ket-qua")
    return Part(
        [
            {
                "ma": code,
                "ten": pieces(item.name)[0],
                "nhan": unknown("Cổng không ghi nhận kết quả bằng cách nào"),
                "gia_tri": unknown("Cổng không ghi kết quả dùng được bao lâu"),
            }
            for item, code in zip(found, codes, strict=True)
        ]
    )


def _requirements(text: str, decision: str) -> Part:
    if is_blank(text):
        return not_understood("Cổng không ghi có yêu cầu, điều kiện gì hay không")
    if _NONE.fullmatch(plain(text)):
        return Part(
            {
                "khong_co": f'{f"Quyết định {decision}" if decision else "Cổng Dịch vụ công quốc gia"} ghi "{plain(text)}"'
            }
        )
    blocks: list[str] = []
    for line in tidy(text).split("\n"):
        # A line that begins with "+" or a small letter, or says nothing alone, goes on from the one before it.
        goes_on = line[0] == "+" or (line[0].islower() and not re.match(r"[a-zđ]\)", line))
        if blocks and (goes_on or not (says_something(line) and says_something(blocks[-1]))):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
    return Part(unique(piece for block in blocks for piece in pieces(block.lstrip("-–• ").strip()) if piece))


def _source(page: _Page, decision: str) -> Part:
    source: dict[str, object] = {"quyet_dinh": decision or unknown("Cổng không ghi quyết định công bố")}
    if _is_link(page["detail_url"]) and _PORTAL.match(page["detail_url"]):
        source["dia_chi"] = page["detail_url"]
    source["kiem_tra"] = unknown("Nhập từ Cổng Dịch vụ công quốc gia, chưa có cán bộ đối chiếu")
    return Part(source, () if decision else ("Cổng không ghi quyết định công bố",))
