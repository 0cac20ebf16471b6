"""Small roots for tests: plain data to a folder of records and to a catalogue."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator import loading
from generator.loading import Loaded
from generator.records import Catalogue

TODAY = date(2026, 11, 22)
REPOSITORY = Path(__file__).parent.parent
CODE = "1.000001"

_UNIT: dict[str, Any] = {
    "ma": "xa-thu",
    "loai": "xa",
    "ten": "Xã Thử",
    "tinh": "Tỉnh Thử",
    "ban_mau": True,
    "ten_mien": "xathu.example",
    "dia_chi": "Trụ sở xã Thử",
    "dien_thoai": "0000 000 001",
    "phan_anh": {"noi": "Văn phòng xã Thử", "dien_thoai": "0000 000 002"},
    "gio_lam_viec": [{"ngay": ["thu_2", "thu_3"], "tu": "07:30", "den": "11:30"}],
    "noi_tiep_nhan": [{"ma": "mot-cua", "ten": "Quầy một cửa", "dia_chi": "Tầng 1"}],
    "noi": [{"ma": "thon-mot", "loai": "thon", "ten": "Thôn Một"}],
}
_PROCEDURE: dict[str, Any] = {
    "ma": CODE,
    "ten": "Đăng ký thử",
    "linh_vuc": "thu-nghiem",
    "muc_do": "mot_phan",
    "nop_truc_tuyen": "https://dichvucong.gov.vn/thu",
    "doi_tuong": ["Công dân Việt Nam"],
    "co_quan": "Ủy ban nhân dân xã",
    "nop_o_dau": ["mot-cua"],
    "noi_khac": False,
    "uy_quyen": {"duoc": True, "giay": "Văn bản ủy quyền"},
    "cach_nop": ["truc_tiep", "truc_tuyen"],
    "giay_to": [
        {"ma": "to-khai", "ten": "Tờ khai", "viec": "nop", "ban_chinh": 1, "ban_sao": 0},
        {"ma": "can-cuoc", "ten": "Thẻ căn cước", "viec": "xuat_trinh", "ban_chinh": 1, "ban_sao": 0},
    ],
    "so_bo": 1,
    "thoi_han": [{"so": 7, "don_vi": "ngay_lam_viec"}],
    "phi_le_phi": [
        {
            "ma": "le-phi",
            "loai": "le_phi",
            "ten": "Lệ phí thử",
            "muc": 8000,
            "tinh_theo": "lan",
            "can_cu": "75/2022/TT-BTC",
        }
    ],
    "trinh_tu": [{"ai": "nguoi_lam_thu_tuc", "lam": "Nộp hồ sơ"}],
    "ket_qua": [{"ma": "giay", "ten": "Giấy chứng nhận", "nhan": ["truc_tiep"], "gia_tri": "vo_thoi_han"}],
    "yeu_cau": {"khong_co": "Quyết định 1/QĐ-UBND"},
    "neu_bi_tu_choi": "Hỏi lý do bằng văn bản",
    "neu_tre_hen": "Được xin lỗi bằng văn bản",
    "can_cu": [{"so_hieu": "75/2022/TT-BTC", "ten": "Thông tư thử", "tu": "2022-12-22"}],
    "hieu_luc": {"tu": "2025-07-01", "trang_thai": "dang_ap_dung"},
    "nguon": {"quyet_dinh": "1/QĐ-UBND", "kiem_tra": "2026-11-20"},
}


def unit(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(_UNIT), **changes}


def procedure(code: str = CODE, **changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(_PROCEDURE), "ma": code, "ten": f"Đăng ký thử {code}", **changes}


def fields(*more: Mapping[str, Any]) -> dict[str, Any]:
    return {"linh_vuc": [{"ma": "thu-nghiem", "ten": "Thử nghiệm"}, *more]}


def write(file: Path, data: Any) -> Path:
    """Data as a file that our reader reads: JSON is YAML with all text in quotes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return file


def write_root(
    root: Path,
    procedures: Iterable[Mapping[str, Any]] | None = None,
    of_unit: Mapping[str, Any] | None = None,
    of_fields: Mapping[str, Any] | None = None,
) -> Path:
    """A root folder; without arguments a valid one with one procedure."""
    folder = root / loading.FOLDER
    write(folder / "don_vi.yaml", of_unit or unit())
    write(folder / "linh_vuc.yaml", of_fields or fields())
    for one in [procedure()] if procedures is None else procedures:
        write(folder / str(one["linh_vuc"]) / f"{one['ma']}.yaml", one)
    return root


def load(root: Path) -> Loaded:
    return loading.load(root, TODAY)


def catalogue(root: Path, *procedures: Mapping[str, Any], **parts: Any) -> Catalogue:
    """The catalogue of some data, which must be without errors."""
    loaded = load(write_root(root, procedures or None, **parts))
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    return loaded.catalogue
