"""An account belongs to the unit and lies at a bank that a VietQR code can name; a sample has none that could be paid.

Breaks it: `chu_tai_khoan: NGUYEN VAN A`. Keeps it: `chu_tai_khoan: UBND XA HUONG XUAN`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from generator import transfers, wording
from generator.layers import Source
from generator.problems import Problem
from generator.rules._records import is_sample, listed
from generator.sources import Sources

ID = "tai_khoan"
_OFFICES = (
    *("ubnd", "uy ban nhan dan", "hdnd", "hoi dong nhan dan", "van phong", "vp", "trung tam", "tt", "ttpvhcc"),
    *("phong", "kho bac", "kbnn", "cong an", "ca xa", "ca phuong", "chi cuc", "thue", "bao hiem xa hoi", "bhxh"),
)
"""How the name of a state office begins, without diacritics."""
_OFFICE = re.compile(rf"(?:{'|'.join(_OFFICES)})\b")
_SAMPLE = "000000"
"""How the number of an account begins that nobody has."""


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    unit = sources.unit
    if unit is None:
        return
    sample = is_sample(unit)
    for index, account in enumerate(listed(unit.data, "tai_khoan")):
        yield from _bank(unit, index, account["ngan_hang"])
        if not _OFFICE.match(wording.folded(account["chu_tai_khoan"]).strip()):
            message = (
                f'chủ tài khoản "{account["chu_tai_khoan"]}" không giống tên cơ quan; tiền của dân chỉ được vào tài khoản'
                " đứng tên đơn vị, hãy ghi đúng tên ngân hàng hiện ra, ví dụ UBND XA HUONG XUAN"
            )
            yield Problem.at(unit.at("tai_khoan", index, "chu_tai_khoan"), ID, message)
        yield from _number(unit, index, account["so"], sample)


def _bank(unit: Source, index: int, name: str) -> Iterator[Problem]:
    if transfers.bank(name) is None:
        names = {wording.folded(one): one for one in transfers.bank_names()}
        close = get_close_matches(wording.folded(name), names, n=1)
        hint = f'có phải là "{names[close[0]]}"?' if close else 'hãy ghi tên ngắn như "Agribank" hoặc mã BIN sáu chữ số'
        message = f'không có ngân hàng "{name}" trong danh sách nhận tiền qua VietQR; {hint}'
        yield Problem.at(unit.at("tai_khoan", index, "ngan_hang"), ID, message)


def _number(unit: Source, index: int, number: str, sample: bool) -> Iterator[Problem]:
    """Nobody can pay by mistake on a sample, nor into a number that was left over from one."""
    if sample and not number.startswith(_SAMPLE):
        message = (
            "trang đang là BẢN MẪU thì không ghi số tài khoản thật, kẻo có người chuyển tiền nhầm;"
            f" hãy ghi số bắt đầu bằng {_SAMPLE}, khi trang dùng thật thì ghi số thật"
        )
    elif not sample and number.startswith(_SAMPLE):
        message = f"số tài khoản {number} chỉ để làm mẫu; hãy ghi số tài khoản thật của đơn vị hoặc bỏ mục này"
    else:
        return
    yield Problem.at(unit.at("tai_khoan", index, "so"), ID, message)
