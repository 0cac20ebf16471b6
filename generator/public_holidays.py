"""Public holidays of Vietnam: who is off by law, and which weekends are worked in exchange.

Bộ luật Lao động 45/2019/QH14: Điều 112 khoản 1 names the days (Tết Dương lịch 1 day, Tết Âm lịch 5, 30/4, 01/5,
Quốc khánh 2, Giỗ Tổ Hùng Vương on the 10th day of the 3rd lunar month); Điều 111 khoản 3 moves a day that falls on a
weekend to the next working day. The `holidays` package works out the lunar days, adds Ngày Văn hóa Việt Nam
(24/11, since 2026), and knows the days that the government has swapped. Which day before or after Tết and Quốc khánh
is off is decided anew each year (Điều 112 khoản 3), so a year that nobody has announced is a forecast.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_TET = "Tết Nguyên Đán"


@cache
def _of_year(year: int) -> HolidayBase:
    # Imported here, because it brings every country of the world, and most builds remember the days.
    import holidays

    return holidays.country_holidays("VN", years=year, language="vi")


def days_off(first_year: int, last_year: int) -> dict[date, str]:
    """Every public holiday of some years, both included, with its name, in order."""
    found = {
        day: _named(name)
        for year in range(first_year, last_year + 1)
        for day, name in _of_year(year).items()
        if day.year == year
    }
    return dict(sorted(found.items()))


def worked_weekends(first_year: int, last_year: int) -> frozenset[date]:
    """Weekend days that the state works in exchange for a day off."""
    return frozenset(day for year in range(first_year, last_year + 1) for day in _of_year(year).weekend_workdays)


def _named(name: str) -> str:
    """One name for all the days of Tết, so that they make one stretch; a swapped day says just that."""
    if "Tết" in name and "Dương lịch" not in name:
        return _TET
    return "Nghỉ hoán đổi ngày làm việc" if name.startswith("Ngày nghỉ (") else name
