"""Numbers, money, dates and times in Vietnamese words, as they are read out.

The usage is that of the North and of national broadcasting: `nghìn`, `linh`, `mốt`, `tư` and `lăm` after `mươi`, and a
hundred that is said even where it is none (`hai nghìn không trăm hai mươi bảy`). `num2words` 0.5.14 says "hai nghìn lẻ
hai mươi bảy" for 2027 and "không phẩy năm mươi" for 0,5, so the rules stand here.
"""

from __future__ import annotations

from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_SCALES = ((10**6, "triệu"), (10**3, "nghìn"))
_READ_AS_NUMBER = 2
"""So many decimals are read as one number, `phẩy mười bốn`; more are read one by one."""


def number(value: int) -> str:
    """`một trăm linh năm`, `hai mươi mốt`, `âm ba`; any size."""
    return f"âm {_whole(-value)}" if value < 0 else _whole(value)


def decimal(whole: int, decimals: str) -> str:
    """The number written `whole,decimals`: `không phẩy năm`, `ba phẩy không năm`."""
    after = digits(decimals) if decimals[0] == "0" or len(decimals) > _READ_AS_NUMBER else number(int(decimals))
    return f"{number(whole)} phẩy {after}"


def digits(text: str) -> str:
    """Digit by digit, as phone numbers are read."""
    return " ".join(_DIGITS[int(one)] for one in text)


def day(value: date) -> str:
    """`ngày năm tháng ba năm hai nghìn không trăm hai mươi bảy`."""
    return f"ngày {number(value.day)} {month(value)}"


def month(value: date) -> str:
    """`tháng tư năm hai nghìn không trăm hai mươi sáu`."""
    return f"{month_name(value.month)} năm {number(value.year)}"


def month_name(value: int) -> str:
    """`tháng tư`: the fourth month is not called by its number."""
    return "tháng tư" if value == 4 else f"tháng {number(value)}"


def _whole(value: int) -> str:
    if value >= _BILLION:
        billions, rest = divmod(value, _BILLION)
        return " ".join([_whole(billions), "tỷ", *_below_billion(rest, said_before=True)])
    return " ".join(_below_billion(value, said_before=False)) or _DIGITS[0]


def _below_billion(value: int, said_before: bool) -> list[str]:
    words: list[str] = []
    for size, name in _SCALES:
        count, value = divmod(value, size)
        if count:
            words += [*_below_thousand(count, said_before or bool(words)), name]
    if value:
        words += _below_thousand(value, said_before or bool(words))
    return words


def _below_thousand(value: int, said_before: bool) -> list[str]:
    """Up to three digits; behind other groups all three places are said."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or said_before else []
    if tens == 0 and ones:
        words += ["linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
    elif tens == 1:
        words += ["mười", *_after_ten(ones)]
    elif tens:
        words += [_DIGITS[tens], "mươi", *_after_tens(ones)]
    return words


def _after_ten(ones: int) -> list[str]:
    return {0: [], 5: ["lăm"]}.get(ones, [_DIGITS[ones]])


def _after_tens(ones: int) -> list[str]:
    return {0: [], 1: ["mốt"], 4: ["tư"], 5: ["lăm"]}.get(ones, [_DIGITS[ones]])
