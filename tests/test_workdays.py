"""The day a result is due: what the law says, and what must hold whatever the calendar."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import public_holidays, workdays
from generator.calendars import Calendar
from generator.records import Closure, Duration, MakeUpDay, TimeUnit, Unknown
from generator.workdays import Due
from tests import calendar_cases as cases

OFFICE = cases.office()
DAY, WORKING_DAY, HOUR, MONTH, YEAR = (
    TimeUnit.DAY,
    TimeUnit.WORKING_DAY,
    TimeUnit.WORKING_HOUR,
    TimeUnit.MONTH,
    TimeUnit.YEAR,
)


def due(text: str, number: int, unit: TimeUnit, office: Calendar = OFFICE, cutoff: str | None = None) -> Due | None:
    moment = datetime.strptime(text, "%d/%m/%Y %H:%M")
    return workdays.due(office, Duration(number, unit), moment, time.fromisoformat(cutoff) if cutoff else None)


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


@pytest.mark.parametrize(
    ("handed_in", "number", "unit", "received", "expected", "moved"),
    [
        # Counting starts the day after; a weekend is not worked.
        ("25/11/2026 08:00", 7, WORKING_DAY, "25/11/2026", "04/12/2026", False),
        ("25/11/2026 08:00", 0, WORKING_DAY, "25/11/2026", "25/11/2026", False),
        # A dossier of Saturday counts as received on Monday.
        ("28/11/2026 08:00", 1, WORKING_DAY, "30/11/2026", "01/12/2026", False),
        # After closing it counts as received on the next day; in the lunch break it is in time.
        ("25/11/2026 17:00", 1, WORKING_DAY, "26/11/2026", "27/11/2026", False),
        ("25/11/2026 12:00", 1, WORKING_DAY, "25/11/2026", "26/11/2026", False),
        # Days of the calendar; a last day that is off gives way to the next working day.
        ("25/11/2026 08:00", 7, DAY, "25/11/2026", "02/12/2026", False),
        ("25/11/2026 08:00", 3, DAY, "25/11/2026", "30/11/2026", True),
        # 24/11/2026 is Ngày Văn hóa Việt Nam.
        ("23/11/2026 08:00", 1, WORKING_DAY, "23/11/2026", "25/11/2026", False),
        # Across Tết 2027, as the law alone gives it: off from Thursday 04/02 to Wednesday 10/02.
        ("03/02/2027 08:00", 3, WORKING_DAY, "03/02/2027", "15/02/2027", False),
        # A month ends on the same number, or on the last day of a shorter month.
        ("30/11/2026 08:00", 3, MONTH, "30/11/2026", "01/03/2027", True),
        ("25/11/2026 08:00", 1, MONTH, "25/11/2026", "25/12/2026", False),
        ("25/11/2026 08:00", 1, YEAR, "25/11/2026", "25/11/2027", False),
    ],
)
def test_days_as_the_law_counts_them(
    handed_in: str, number: int, unit: TimeUnit, received: str, expected: str, moved: bool
) -> None:
    found = due(handed_in, number, unit)
    assert found
    assert (found.received, found.day, found.moved) == (day(received), day(expected), moved)
    assert found.moment is None
    assert found.forecast == (day(expected).year > 2026)


@pytest.mark.parametrize(
    ("handed_in", "number", "expected"),
    [
        ("25/11/2026 08:00", 2, "25/11/2026 10:00"),
        ("25/11/2026 08:00", 8, "26/11/2026 08:30"),
        # The lunch break and the ninth hour are not worked through.
        ("25/11/2026 11:00", 1, "25/11/2026 14:00"),
        ("24/11/2026 17:30", 1, "25/11/2026 08:30"),
        ("27/11/2026 16:30", 1, "30/11/2026 08:00"),
        ("28/11/2026 10:00", 1, "30/11/2026 08:30"),
        ("25/11/2026 07:00", 4, "25/11/2026 11:30"),
    ],
)
def test_hours_run_while_the_office_works(handed_in: str, number: int, expected: str) -> None:
    found = due(handed_in, number, HOUR)
    assert found
    assert found.moment
    assert f"{found.day:%d/%m/%Y} {found.moment:%H:%M}" == expected


def test_the_cut_off_itself_is_still_in_time() -> None:
    for clock, expected in (("15:00", "26/11/2026"), ("15:01", "27/11/2026")):
        found = due(f"25/11/2026 {clock}", 1, WORKING_DAY, cutoff="15:00")
        assert found
        assert found.day == day(expected)


def test_what_the_unit_announces_wins() -> None:
    swapped = cases.office(
        closures=(Closure(day("26/11/2026"), day("26/11/2026"), "Bão"),),
        make_up_days=(MakeUpDay(day("28/11/2026"), "Làm bù"), MakeUpDay(day("24/11/2026"), "Xã vẫn làm")),
    )
    assert "26/11/2026" in {f"{one:%d/%m/%Y}" for one in swapped.closed}
    found = due("25/11/2026 08:00", 2, WORKING_DAY, swapped)
    assert found
    # Thursday is shut, Friday is the first working day, Saturday made up for it is the second.
    assert found.day == day("28/11/2026")
    found = due("23/11/2026 08:00", 1, WORKING_DAY, swapped)
    assert found
    assert found.day == day("24/11/2026")


def test_swapped_days_of_the_state_are_known() -> None:
    assert OFFICE.counts(day("22/08/2026"))
    assert not OFFICE.counts(day("31/08/2026"))
    assert OFFICE.openings(day("22/08/2026"))
    # A make-up Saturday has the office hours of an ordinary day, without the ninth hour.
    assert [one.end for one in OFFICE.openings(day("22/08/2026"))] == [time(11, 30), time(17)]


def test_without_hours_days_can_still_be_counted_but_hours_cannot() -> None:
    office = cases.office(hours=Unknown("Chưa công bố"))
    found = due("25/11/2026 23:00", 1, WORKING_DAY, office)
    assert found
    assert found.day == day("26/11/2026")
    assert due("25/11/2026 08:00", 4, HOUR, office) is None


def test_an_office_that_never_works_on_a_working_day_promises_nothing() -> None:
    office = cases.office(hours=(cases.opening("5", "08:00", "11:00"),))
    for unit in TimeUnit:
        assert due("25/11/2026 08:00", 2, unit, office) is None


def test_nothing_is_announced_unless_the_unit_says_so() -> None:
    found = due("25/11/2026 08:00", 1, WORKING_DAY, cases.office(announced=None))
    assert found
    assert found.forecast


def test_every_year_has_the_holidays_of_the_law() -> None:
    for year in range(2026, 2036):
        names = list(public_holidays.days_off(year, year).values())
        assert names.count("Tết Nguyên Đán") >= 5
        assert {"Tết Dương lịch", "Ngày Giỗ Tổ Hùng Vương", "Ngày Chiến thắng", "Ngày Quốc tế Lao động"} <= set(names)
        assert sum(name.startswith("Quốc khánh") for name in names) >= 2
        assert all(one.year == year for one in public_holidays.days_off(year, year))


seeds = st.integers(0, 10**9).map(random.Random)
numbers = st.integers(0, 60)


@given(seeds, numbers, st.sampled_from(TimeUnit))
def test_a_result_never_falls_on_a_day_on_which_nobody_is_there(
    source: random.Random, number: int, unit: TimeUnit
) -> None:
    office = cases.any_office(source)
    found = workdays.due(office, Duration(number, unit), cases.any_moment(source, office))
    if found is None:
        return
    assert office.counts(found.day)
    assert office.opens(found.day)
    assert found.day not in office.closed
    assert office.opens(found.received)
    assert found.received <= found.day
    if found.moment:
        assert any(one.start < found.moment <= one.end for one in office.openings(found.day))


@given(seeds, numbers, st.sampled_from(TimeUnit), st.integers(1, 20_000))
def test_who_comes_later_is_never_done_earlier(source: random.Random, number: int, unit: TimeUnit, wait: int) -> None:
    office = cases.any_office(source)
    moment = cases.any_moment(source, office)
    cutoff = time(15) if source.random() < 0.5 else None
    first = workdays.due(office, Duration(number, unit), moment, cutoff)
    later = workdays.due(office, Duration(number, unit), moment + timedelta(minutes=wait), cutoff)
    if first and later:
        assert (first.received, first.day, first.moment or time()) <= (
            later.received,
            later.day,
            later.moment or time(),
        )


@given(seeds, numbers, st.sampled_from(TimeUnit))
def test_more_time_never_ends_earlier(source: random.Random, number: int, unit: TimeUnit) -> None:
    office = cases.any_office(source)
    moment = cases.any_moment(source, office)
    if unit is TimeUnit.WORKING_HOUR and number == 0:
        return
    shorter = workdays.due(office, Duration(number, unit), moment)
    longer = workdays.due(office, Duration(number + 1, unit), moment)
    if shorter and longer:
        assert (shorter.day, shorter.moment or time()) <= (longer.day, longer.moment or time())


@given(seeds, st.integers(1, 60))
def test_between_receipt_and_result_lie_exactly_the_working_days(source: random.Random, number: int) -> None:
    office = cases.any_office(source)
    found = workdays.due(office, Duration(number, WORKING_DAY), cases.any_moment(source, office))
    if found and not found.moved:
        length = (found.day - found.received).days
        assert sum(office.counts(found.received + timedelta(days=step + 1)) for step in range(length)) == number
