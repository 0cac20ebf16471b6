"""An entry of an official list to the data of a record: name, field and authority, and that nothing else is known."""

from __future__ import annotations

from generator.importers.cleaning import MAX_TEXT, is_blank, pieces, plain, unique
from generator.importers.excel_list import Entry
from generator.importers.parts import unknown

_REASON = "Danh sách của Cổng chỉ ghi mã, tên và lĩnh vực; xã chưa nhập trang của thủ tục này"
_UNKNOWN = (
    "muc_do", "doi_tuong", "nop_o_dau", "noi_khac", "uy_quyen", "cach_nop", "giay_to", "so_bo", "thoi_han",
    "phi_le_phi", "trinh_tu", "ket_qua", "yeu_cau", "neu_bi_tu_choi", "neu_tre_hen", "can_cu",
)  # fmt: skip


def to_data(entry: Entry, field: str) -> dict[str, object]:
    """The record of one entry; `field` is our code of its field."""
    lines = unique(plain(line) for line in (entry.authority or "").split("\n") if not is_blank(line))
    authority = pieces(", ".join(lines), MAX_TEXT)[0] if lines else unknown("Danh sách không ghi cơ quan giải quyết")
    return {
        "ma": entry.code,
        "ten": entry.name,
        "linh_vuc": field,
        "co_quan": authority,
        **{key: unknown(_REASON) for key in _UNKNOWN},
        "hieu_luc": {"tu": unknown("Danh sách không ghi ngày bắt đầu áp dụng"), "trang_thai": "dang_ap_dung"},
        "nguon": {"quyet_dinh": unknown("Danh sách không ghi quyết định công bố"), "kiem_tra": unknown(_REASON)},
    }
