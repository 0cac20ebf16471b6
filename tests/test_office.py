"""Open now: what a villager in front of the door would see."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import office
from generator.records import Closure, Unknown
from tests import calendar_cases as cases

OFFICE = cases.office(closures=(Closure(datetime(2026, 11, 26).date(), datetime(2026, 11, 27).date(), "Bão"),))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


@pytest.mark.parametrize(
    ("now", "until", "ninth"),
    [
        ("25/11/2026 07:30", "11:30", False),
        ("25/11/2026 11:29", "11:30", False),
        # Tuesday: the ninth hour follows at once.
        ("01/12/2026 14:00", "18:00", False),
        ("01/12/2026 17:00", "18:00", True),
    ],
)
def test_open(now: str, until: str, ninth: bool) -> None:
    found = office.status(OFFICE, at(now))
    assert found
    assert (found.is_open, found.until, found.ninth_hour) == (True, time.fromisoformat(until), ninth)


@pytest.mark.parametrize(
    ("now", "opens", "lunch", "reason"),
    [
        ("25/11/2026 07:29", "25/11/2026 07:30", False, None),
        ("25/11/2026 11:30", "25/11/2026 13:30", True, None),
        ("25/11/2026 17:00", "30/11/2026 07:30", False, None),
        ("26/11/2026 09:00", "30/11/2026 07:30", False, "Bão"),
        ("24/11/2026 09:00", "25/11/2026 07:30", False, "Ngày Văn hóa Việt Nam"),
        ("28/11/2026 09:00", "30/11/2026 07:30", False, None),
    ],
)
def test_shut(now: str, opens: str, lunch: bool, reason: str | None) -> None:
    found = office.status(OFFICE, at(now))
    assert found
    assert (found.is_open, found.next_opening, found.lunch, found.reason) == (False, at(opens), lunch, reason)


def test_reception_of_citizens_is_told_unless_the_day_is_off() -> None:
    thursday, shut = office.status(OFFICE, at("03/12/2026 07:00")), office.status(OFFICE, at("26/11/2026 09:00"))
    assert thursday
    assert shut
    assert thursday.receptions == ((time(8), time(11)),)
    assert shut.receptions == ()


def test_hours_that_are_not_known_are_not_guessed() -> None:
    assert office.status(cases.office(hours=Unknown("Chưa công bố")), at("25/11/2026 09:00")) is None


@given(st.integers(0, 10**9).map(random.Random))
def test_the_next_opening_is_the_first_minute_somebody_is_there(source: random.Random) -> None:
    calendar = cases.any_office(source)
    now = cases.any_moment(source, calendar)
    found = office.status(calendar, now)
    if found is None or found.is_open or found.next_opening is None:
        return
    there = office.status(calendar, found.next_opening)
    assert there
    assert there.is_open
    gap = int((found.next_opening - now) / timedelta(minutes=1))
    for minutes in {0, gap - 1, source.randrange(gap), source.randrange(gap)}:
        between = office.status(calendar, now + timedelta(minutes=minutes))
        assert between
        assert not between.is_open
