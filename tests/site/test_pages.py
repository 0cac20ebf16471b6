"""Generated pages one by one: nothing from a record is markup, and every word of ours can be translated."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from generator import addresses, check_words, checking, vocabulary
from generator.cache import Cache
from generator.layers import Source
from generator.problems import Problem
from generator.reading import Document
from generator.records import Catalogue
from generator.site import pages, rendering
from generator.site.rendering import Renderer
from generator.views import frame, listing, news, procedure
from tests import making
from tests.site.reading_pages import Page, parse

EDITOR = ("can-bo/sua/index.html", "sua.js")
"""The one page with a program of its own, and that program."""
WAYS_TO_PAY = [
    {"ma": "mat", "loai": "tien_mat", "ghi_chu": "Ghi chú trả"},
    {"ma": "ck", "loai": "chuyen_khoan", "tai_khoan": "le-phi", "khi": {"cach_nop": "truc_tiep"}},
]
RICH = making.procedure(
    ten_goi_khac=["Giấy thử"],
    tom_tat="Tóm tắt.",
    muc_do={"chua_ro": "Chưa rõ mức"},
    truong_hop=[{"ma": "thue", "ten": "Ở nhà thuê", "giai_thich": "Giải thích"}],
    giay_to=[
        {"ma": "a", "ten": "Tờ khai", "viec": "nop", "ban_chinh": {"chua_ro": "Lý do số"}, "ban_sao": 0, "mau": "mau", "hoac": ["Giấy khác"], "dieu_kien": "Điều kiện", "ghi_chu": "Ghi chú"},
        {"ma": "b", "ten": "Hợp đồng", "viec": "nop", "ban_chinh": 1, "ban_sao": 0, "khi": {"truong_hop": "thue"}},
    ],
    khong_phai_nop=["Sổ hộ khẩu"],
    so_bo={"chua_ro": "Chưa rõ số bộ"},
    thoi_han=[{"so": 7, "don_vi": "ngay", "ghi_chu": "Ghi chú thời hạn", "chot_gio": "15:00"}, {"chua_ro": "Chưa rõ hạn", "khi": {"cach_nop": "truc_tuyen"}}],
    phi_le_phi=[
        {"ma": "a", "loai": "phi", "ten": "Phí thử", "muc": 5000, "tinh_theo": "trang", "can_cu": "1/QĐ", "ghi_chu": "Ghi chú phí"},
        {"ma": "b", "loai": "phi", "ten": "Phí khác", "muc": {"chua_ro": "Chưa rõ phí"}},
    ],
    mien_giam=[{"ma": "a", "ai": "Hộ nghèo", "giam": 100, "giay": "Giấy hộ nghèo", "can_cu": {"chua_ro": "Chưa rõ căn cứ"}}],
    cach_tra_tien=WAYS_TO_PAY,
    trinh_tu=[{"ai": "co_quan", "lam": "Xem hồ sơ", "thoi_gian": {"chua_ro": "Chưa rõ bước"}}],
    ket_qua=[{"ma": "a", "ten": "Giấy", "nhan": {"chua_ro": "Chưa rõ nhận"}, "gia_tri": {"chua_ro": "Chưa rõ giá trị"}, "ghi_chu": "Ghi chú kết quả", "tra_tai_nha": "Người già yếu"}],
    yeu_cau=["Yêu cầu một"],
    luu_y=["Lưu ý một"],
    uy_quyen={"duoc": True, "giay": "Giấy ủy quyền", "tru": "Ngoại lệ"},
    can_cu=[{"so_hieu": "1/QĐ", "ten": "Quyết định", "tu": "2020-01-01", "dia_chi": "https://vbpl.vn/1"}],
    hieu_luc={"tu": "2025-07-01", "trang_thai": "tam_dung", "ly_do": "Lý do dừng"},
    nguon={"quyet_dinh": "Quyết định 5", "kiem_tra": {"chua_ro": "Chưa kiểm"}, "dia_chi": "https://dichvucong.gov.vn/1"},
    phien_ban=[{"tu": "2027-01-01", "thay": {"giay_to": {"a": None}}, "can_cu": "9/QĐ"}],
    lien_quan=["1.000002"],
    iso={"quy_trinh": "QT-01"},
)  # fmt: skip
OTHER = making.procedure(
    "1.000002",
    phi_le_phi={"khong_thu": "Luật phí"},
    giay_to={"khong_co": "Luật giấy"},
    ket_qua=[{"ma": "a", "ten": "Thẻ", "nhan": ["buu_chinh"], "gia_tri": "vo_thoi_han", "cuoc_buu_chinh": {"chua_ro": "Chưa rõ cước"}}],
)  # fmt: skip
UNIT = making.unit(
    ban_do="https://www.openstreetmap.org/1",
    phan_anh={"noi": "Nơi phản ánh", "dien_thoai": {"chua_ro": "Chưa lắp máy"}, "hop_thu": "Hòm thư"},
    gio_lam_viec=[{"ngay": ["thu_2"], "tu": "07:30", "den": "11:30"}, {"ngay": ["thu_2"], "tu": "17:00", "den": "18:00", "loai": "gio_thu_9"}],
    noi_tiep_nhan=[{"ma": "mot-cua", "ten": "Quầy một cửa", "dia_chi": {"chua_ro": "Chưa rõ quầy"}, "dien_thoai": "0000 000 009", "lay_so": "Cạnh cửa"}],
    noi=[
        {"ma": "thon-mot", "loai": "thon", "ten": "Thôn Một", "treo_o": "Nhà văn hóa", "ho_tro": [{"vai": "Tổ trưởng", "dien_thoai": {"chua_ro": "Chưa có số"}}]},
        {"ma": "thon-cu", "loai": "thon", "ten": "Thôn Cũ", "hieu_luc": {"den": "2026-01-01"}, "thay_bang": "thon-mot"},
    ],
    hay_dung=["1.000001"],
    tai_khoan=[{"ma": "le-phi", "ngan_hang": "Agribank", "so": "0000000000001", "chu_tai_khoan": "UBND XA THU"}],
    lien_ket={"tra_cuu": "https://dichvucong.gov.vn/2", "ung_dung": {"ten": "Ứng dụng xã", "dia_chi": "https://dichvucong.gov.vn/3"}, "khao_sat": "https://dichvucong.gov.vn/4"},
)  # fmt: skip
FIELDS = making.fields(
    {"ma": "hai", "ten": "Lĩnh vực hai", "mo_ta": "Mô tả hai"},
    {"ma": "cu", "ten": "Lĩnh vực cũ", "hieu_luc": {"den": "2026-01-01"}, "thay_bang": "hai"},
)
BOARD = {
    "bang_tin": [
        {"ma": "noi-quy", "loai": "noi_quy", "ten": "Nội quy", "nguon": {"chua_ro": "Chưa rõ số"}, "noi_dung": ["Đoạn", {"de_muc": "Đề mục", "y": ["Ý"]}]},
        {"ma": "moi", "loai": "khac", "ten": "Việc mới", "nguon": "1/QĐ", "hieu_luc": {"tu": "2027-01-01"}, "noi_dung": ["Đoạn"]},
    ],
    "thu_xin_loi": {"nguon": "1/QĐ", "ngay": "2026-01-01", "khi": "Trễ hẹn", "ai_ky": "Chủ tịch", "loi_thu": ["Xin lỗi"]},
}  # fmt: skip
SCHEDULE = {
    "tuan": [
        {"tu": "2026-11-23", "buoi": [{"ngay": "thu_2", "tu": "08:00", "den": "09:00", "viec": "Họp", "ai": "Chủ tịch", "o_dau": "Phòng họp"}]}
    ]
}  # fmt: skip
FORM = {"ma": "mau", "ten": "Tên mẫu", "ky_hieu": "TK01", "nguon": "1/QĐ"}
EVIL = "<script>alert({0})</script>&\"'{{{{7*7}}}}</title>"


PAID = making.procedure("1.000003", cach_tra_tien=WAYS_TO_PAY)


def catalogue(replace_text: bool = False) -> Catalogue:
    """A catalogue made past the rules, so that only the pages stand between a record's text and a reader."""
    # 49 is what the braces in them would come to.
    counter = (number for number in range(1000, 9000) if "49" not in str(number))
    parts = {"unit": UNIT, "field": FIELDS, "form": FORM, "procedure": RICH, "other": OTHER, "paid": PAID}
    parts |= {"board": BOARD, "schedule": SCHEDULE}
    if replace_text:
        parts = {
            name: _evil(data, "procedure" if name in ("other", "paid") else name, counter)
            for name, data in parts.items()
        }
    versioned = parts["procedure"]
    later = {**versioned, "giay_to": versioned["giay_to"][1:]}
    plain = {key: value for key, value in versioned.items() if key != "phien_ban"}
    one = vocabulary.procedure(plain, (("2027-01-01", later, versioned["phien_ban"][0]["can_cu"]),))
    others = [vocabulary.procedure(parts[name]) for name in ("other", "paid")]
    return Catalogue(
        vocabulary.unit(parts["unit"]),
        vocabulary.fields(parts["field"]),
        {"mau": vocabulary.form(parts["form"], "procedures_yaml/bieu_mau")},
        {each.code: each for each in (one, *others)},
        board=vocabulary.board(parts["board"]),
        schedule=vocabulary.schedule(parts["schedule"]),
    )


def _evil(data: Any, kind: str, counter: Iterator[int]) -> Any:
    """The data with every text replaced that its schema lets anybody write freely."""
    data = copy.deepcopy(data)

    def valid() -> bool:
        return not checking.check(Source.of(Document("f", b"a: b", data)), kind)

    def walk(node: Any) -> None:
        for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
            if isinstance(value, str):
                node[key] = EVIL.format(next(counter))
                if not valid():
                    node[key] = value
            elif isinstance(value, (dict, list)):
                walk(value)

    assert valid()
    walk(data)
    return data


def built(
    content: Catalogue, root: Path, problems: tuple[Problem, ...] = (), live: bool = False, about: str | None = None
) -> dict[str, str]:
    kept = Cache(None)
    renderer = pages.renderer(content, root, making.TODAY, kept, live, about)
    files = [
        *pages.build(content, root, making.TODAY, kept, renderer, problems),
        *pages.extras(content, making.TODAY, renderer),
    ]
    return {file.path: str(file.content) for file in files}


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    files = built(catalogue(replace_text=True), tmp_path_factory.mktemp("root"))
    return {path: parse(html) for path, html in files.items() if path.endswith(".html")}


def test_text_from_records_is_text(evil: dict[str, Page]) -> None:
    shown = set()
    for path, page in evil.items():
        assert all(one["class"] == "find" for one in page.all("form"))
        assert page.all("iframe", "object", "embed", "base") == []
        settings, *scripts = sorted(page.all("script"), key=len)
        assert settings == {}, "the one inline script, which the policy names"
        for script in scripts:
            data = script.get("type") in ("application/json", "application/ld+json")
            assert data or re.search(r"assets/[a-z-]+\.js$", script["src"]) or (path, script["src"]) == EDITOR
        text = "".join(text for tag, text in page.texts if tag != "script")
        assert "49" not in text, "a record's braces were evaluated"
        for number in re.findall(r"alert\((\d+)\)", text):
            assert EVIL.format(number) in text or EVIL.format(number)[1:] in text
            shown.add(number)
    assert len(shown) > 60, "most texts of a record are on its pages"


def test_data_for_scripts_cannot_end_its_element(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(RICH, "hieu_luc", {"tu": "2025-07-01", "trang_thai": "dang_ap_dung"})
    html = built(catalogue(replace_text=True), tmp_path)["TT/1.000001/index.html"]
    found = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', html)
    assert [name for name, _ in found] == ["tinh", "tinh", "lich"], "what it is and what it will be"
    for _, text in found:
        assert not set("<>&'\u2028\u2029") & set(text)
        json.loads(text)
    assert EVIL[:8] in json.loads(found[0][1])["ban"][0]["phi"][0]["n"]
    assert json.loads(rendering._compact("a\u2028b\u2029")) == "a\u2028b\u2029"
    assert "\u2028" not in rendering._compact("a\u2028b\u2029")


def test_no_attribute_holds_style_or_script(evil: dict[str, Page]) -> None:
    for page in evil.values():
        for tag, attributes in page.elements:
            assert "style" not in attributes
            assert not [name for name in attributes if name.startswith("on")], tag
            for name in ("href", "src"):
                assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get(name, ""), re.IGNORECASE)
        (description,) = [one for one in page.all("meta") if one.get("name") == "description"]
        assert description["content"]


def test_sitemap_is_xml_with_every_address(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    content = catalogue()
    tree = ElementTree.fromstring(built(content, tmp_path)["sitemap.xml"])  # noqa: S314 - our own
    found = [one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found == [addresses.url(content.unit, one) for one in addresses.all(content)]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_exactly_the_style_and_the_settings_of_the_page(tmp_path: Path) -> None:
    for path, html in built(catalogue(), tmp_path).items():
        if not path.endswith(".html"):
            continue
        page = parse(html)
        (policy,) = [one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
        (settings,) = re.findall("<script>(.*?)</script>", html, re.DOTALL)
        assert policy == (
            f"default-src 'none'; style-src '{_hash(page.text('style'))}'; script-src 'self' '{_hash(settings)}'; "
            "connect-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
        )
        assert len(page.all("style")) == 1
        assert html.index("Content-Security-Policy") < html.index("<style")


def test_live_preview_has_no_policy_and_shows_what_is_broken(tmp_path: Path) -> None:
    wrong = Problem("a.yaml", 3, 7, "x", "sai <b>ở đây</b>")
    html = built(catalogue(), tmp_path, live=True, problems=(wrong,))["index.html"]
    assert "Content-Security-Policy" not in html
    assert "a.yaml:3:7" in parse(html).text()
    assert "sai <b>ở đây</b>" in parse(html).text()
    alone = parse(str(pages.broken(tmp_path, (wrong,)).content))
    assert "a.yaml:3:7 sai <b>ở đây</b>" in alone.text()


def test_the_canonical_address_is_the_printed_one(tmp_path: Path) -> None:
    content = catalogue()
    files = built(content, tmp_path)
    for address in addresses.all(content):
        page = parse(files[f"{address.path}index.html"])
        (canonical,) = [one["href"] for one in page.all("link") if one["rel"] == "canonical"]
        assert canonical == addresses.url(content.unit, address)
    assert not [one for one in parse(files["404.html"]).all("link") if one["rel"] == "canonical"]


def test_the_page_not_found_stands_at_any_depth(tmp_path: Path) -> None:
    unit = making.unit(duong_dan="/xa/")
    content = making.catalogue(tmp_path, of_unit=unit)
    page = parse(built(content, tmp_path)["404.html"])
    links = [one["href"] for one in page.all("a", "link") if not one["href"].startswith(("#", "tel:"))]
    assert len(links) >= 3
    assert all(link.startswith("/xa/") for link in links)


def test_a_file_of_the_root_replaces_ours(tmp_path: Path) -> None:
    own = tmp_path / "site_templates" / "pages"
    own.mkdir(parents=True)
    (own / "404.html").write_text("<h1>Của riêng xã</h1>", "utf-8")
    files = built(catalogue(), tmp_path)
    assert files["404.html"] == "<h1>Của riêng xã</h1>"
    assert "Bà con cần làm việc gì?" in files["index.html"]


# Translation


def _words() -> list[str]:
    """The interface words that Babel finds in the templates."""
    folder = str(making.REPOSITORY / "site_templates")
    found = extract_from_dir(folder, [("**.html", "jinja2")], options_map={"**.html": {"silent": "false"}})
    return sorted({message for _, _, message, _, _ in found if isinstance(message, str)})


def _translated(root: Path) -> None:
    """An "English" in which every word of the interface stands in brackets of its own."""
    english = Catalog(locale="en")
    for word in _words():
        english.add(word, f"⟦{word}⟧")
    content = BytesIO()
    write_mo(content, english)
    file = root / "locale" / "en" / "LC_MESSAGES" / "niemyet.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(content.getvalue())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _strings(getattr(value, one.name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _strings(one)


def _views(content: Catalogue) -> dict[str, tuple[str, object]]:
    return {
        "home": ("", listing.home(content, making.TODAY)),
        "field": ("LV/HAI/", listing.field(content.fields["hai"], content, making.TODAY)),
        "place": ("N/THON-MOT/", listing.place(content.unit.places[0], content, making.TODAY)),
        "procedure": ("TT/1.000001/", procedure.of(content.procedures["1.000001"], content, making.TODAY)),
        "search": ("tim/", listing.search(content, making.TODAY)),
        "changes": ("thay-doi/", news.page(content, making.TODAY)),
        "404": ("404.html", None),
    }


def test_babel_finds_the_words_of_the_interface() -> None:
    assert {"Cần mang gì", "BẢN MẪU", "Về trang đầu", "Nếu bị từ chối"} < set(_words())
    assert len(_words()) > 60


@pytest.mark.parametrize("name", ["home", "field", "place", "procedure", "search", "changes", "404"])
def test_another_language_changes_our_words_and_nothing_of_a_record(tmp_path: Path, name: str) -> None:
    content = catalogue()
    _translated(tmp_path)
    path, view = _views(content)[name]
    shared = frame.of(content)
    vietnamese = Renderer(tmp_path, content.unit, shared).page(name, path, view)
    english = Renderer(tmp_path, content.unit, shared, language="en").page(name, path, view)
    assert english.replace("⟦", "").replace("⟧", "").replace('lang="en"', 'lang="vi"') == vietnamese
    assert parse(english).elements[0] == ("html", {"lang": "en"})
    of_records = set(_strings(view)) | set(_strings(shared))
    of_records |= {urlsplit(text).netloc for text in of_records if text.startswith("https://")}
    assert not [text for text in of_records if "⟦" in text]
    # What stands on the poster stays as it is printed there.
    word = {check_words.of(content.unit, getattr(view, "address", addresses.HOME))}
    known = sorted(of_records | word | {text.capitalize() for text in of_records}, key=len, reverse=True)
    for tag, text in parse(english).texts:
        if tag in ("style", "script", "template"):
            continue
        rest = re.sub(r"⟦[^⟧]*⟧", " ", text)
        for one in known:
            rest = rest.replace(one, " ")
        assert not re.search(r"\w", re.sub(r"\d+", "", rest)), f"not from a record, not translated: {text!r}"


def test_pages_remembered_know_their_language(tmp_path: Path) -> None:
    content = catalogue()
    before = Renderer(tmp_path, content.unit, frame.of(content), language="en").identity
    _translated(tmp_path)
    assert Renderer(tmp_path, content.unit, frame.of(content), language="en").identity != before
    assert Renderer(tmp_path, content.unit, frame.of(content)).identity != before
