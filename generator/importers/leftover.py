"""What no field of a record holds of the official text, so that nothing of it is lost.

A section is left over as a whole where any word of it is in no field: half a table would be of no use to whoever
compares the record with its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.importers.cleaning import BULLETS, clean, is_blank
from generator.importers.pages import AFTER, BEFORE, LABELS

_NAMES = {
    **dict(LABELS),
    BEFORE: "Đầu trang",
    AFTER: "Cuối trang",
    "detail_url": "Địa chỉ trang",
    "formality_id": "Số hiệu trên Cổng",
}
# What the portal's own form writes, and what a record holds in another form: cells of the tables as numbers and codes,
# the number of a step as its place in the list. Without spaces, because cells come glued.
_TIME = r"(?:\d{1,4}(?:Ngàylàmviệc|Ngày|Giờlàmviệc|Giờ|Tháng|Năm)?)?"
_FORM: dict[str, str] = {
    "cach_thuc_thuc_hien": "HìnhthứcnộpThờigianPhí,lệphíMôtả"
    rf"|(?:Trựctiếp|Trựctuyến|Dịchvụbưuchính){_TIME}(?:Miễnphí|Khôngcóthôngtin|[\d.,]+(?:ViệtNamĐồng|VNĐ|VND))?",
    "thanh_phan_ho_so": r"TêngiấytờMẫuđơn,tờkhaiSốlượng|\d{1,2}bảnchính(?:,\d{1,2}bảnsao)?|\d{1,2}bảnsao",
    "can_cu_phap_ly": r"TênvănbảnpháplýMãvănbản|\b(?:Luật|Bộluật|Pháplệnh|Nghịđịnh|Nghịquyết|Thôngtư)(?:số)?:?",
    "trinh_tu_thuc_hien": r"Bước\d{1,2}",
    "ket_qua_xu_ly": r"Mã:(?:KQ[.-][A-Z]\d{1,3}\.\d{1,6})?",
    AFTER: "TừkhóaKhôngcóthôngtinMôtảKhôngcóthôngtin|ChọncơquanthựchiệnTỉnh/ThànhphốBộngành|--Chọn[^-]{3,30}--"
    "|Phường/Xã|Đơnvị|Sở|Hệthốngchỉhiểnthịnhữngcơquanđãápdụngdịchvụcôngtrựctuyến|Nộphồsơ",
}
_MARKS = re.compile(rf"[\W_{re.escape(BULLETS)}]+")
_CODED = frozenset(("ma", "viec", "loai", "tinh_theo", "khi", "trang_thai", "ai", "don_vi", "chua_ro", "linh_vuc"))
"""Keys whose values are no words of the official text."""
_TAKEN = "\0"


def leftover(official: Mapping[str, str], field_name: str, data: Mapping[str, object]) -> str:
    """The sections of the official text that are not held by `data`, each after its label; empty where all are."""
    held = sorted({_squeezed(text) for text in (*_texts(data), field_name)} - {""}, key=len, reverse=True)
    parts = []
    for key, text in official.items():
        if not is_blank(text) and not _is_held(_squeezed(text), held, _FORM.get(key)):
            parts.append(f"{_NAMES.get(key, key)}: {clean(text)}")
    return "\n".join(parts)


def _is_held(text: str, held: list[str], form: str | None) -> bool:
    for one in held:
        text = text.replace(one, _TAKEN)
    rest = re.sub(form, _TAKEN, text) if form else text
    return not _MARKS.sub("", rest)


def _squeezed(text: str) -> str:
    """Without spaces, and without the marks around it that lists put there."""
    return re.sub(r"\s+", "", clean(text)).strip(f"{BULLETS};,.")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        # A note holds several things: the name of a file after its label, a situation before its remark.
        yield from (piece for line in value.split("\n") for piece in line.split(": ", 1))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _CODED or (key == "ma" and isinstance(inner, str) and inner[:1].isdigit()):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
