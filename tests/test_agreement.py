"""The browser does the same sums as Python: the same made-up cases run in both, and every answer is the same."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator import charging, office, workdays
from generator.records import Basis, Channel, Duration, TimeUnit
from generator.views import calculator
from tests import browsing
from tests import calendar_cases as cases
from tests.making import REPOSITORY

ASSETS = REPOSITORY / "site_templates" / "assets"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with our scripts, on a phone whose zone is far from Vietnam and has daylight saving time."""
    with browsing.opened(browser, timezone_id="America/New_York") as page:
        for name in ("lich.js", "tinh.js"):
            page.add_script_tag(path=ASSETS / name)
        yield page


def _minutes(moment: Any) -> int | None:
    return None if moment is None else moment.hour * 60 + moment.minute


def test_fees(page: Page) -> None:
    source = random.Random(11)  # noqa: S311 - cases, not secrets
    asked, expected = [], []
    for _ in range(600):
        fees = tuple(cases.any_fee(source, number) for number in range(source.randint(1, 5)))
        free = cases.any_exemption(source, fees)
        way = source.choice([*Channel, None])
        case = source.choice([*cases.CASES, None])
        day = date(2026, source.randint(6, 12), source.randint(1, 28))
        numbers = {basis: source.choice([1, 2, 3, source.randint(1, 500)]) for basis in Basis if source.random() < 0.7}
        bill = charging.bill(fees, way, case, day, numbers, free)
        asked.append([
            [calculator.fee_data(fee) for fee in fees],
            calculator.exemption_data(free) if free else None,
            way and way.value, case, day.isoformat(), {basis.value: number for basis, number in numbers.items()},
        ])  # fmt: skip
        expected.append([[line.fee.code, line.full, line.amount] for line in bill.lines])
    found = page.evaluate(
        "all => all.map(a => NiemYetTinh.bill(...a).map(([f, full, pays]) => [f.ma, full, pays]))", asked
    )
    assert found == expected
    lines = [line for one in expected for line in one]
    kinds = Counter((line[1] is None, line[2] is None, line[1] != line[2]) for line in lines)
    assert kinds.keys() >= {(False, False, False), (False, False, True), (True, True, False), (False, True, True)}
    assert len({tuple(map(str, line[1:])) for line in lines}) > 400
    assert sum(one == [] for one in expected) < 150


def test_days_on_which_results_are_due(page: Page) -> None:
    source = random.Random(12)  # noqa: S311
    asked, expected, units = [], [], Counter[tuple[TimeUnit, bool]]()
    for _ in range(60):
        calendar = cases.any_office(source)
        questions = []
        for _ in range(15):
            deadline, moment = cases.any_deadline(source), cases.any_moment(source, calendar)
            assert isinstance(deadline.duration, Duration)
            number = deadline.duration.number if deadline.committed is None else deadline.committed
            due = workdays.due(calendar, Duration(number, deadline.duration.unit), moment, deadline.cutoff)
            questions.append([calculator.deadline_data(deadline), moment.date().isoformat(), _minutes(moment)])
            units[deadline.duration.unit, due is None] += 1
            expected.append(
                due and [due.received.isoformat(), due.day.isoformat(), _minutes(due.moment), due.moved, due.forecast]
            )
        asked.append([calculator.calendar_data(calendar), questions])
    found = page.evaluate(
        """all => all.flatMap(([data, questions]) => {
          const L = NiemYetLich, office = L.calendar(data);
          return questions.map(([term, day, minute]) => {
            const d = NiemYetTinh.due(office, term, L.day(day), minute);
            return d && [L.iso(d.received), L.iso(d.day), d.minute, d.moved, d.forecast];
          });
        })""",
        asked,
    )
    assert found == expected
    assert len(expected) == 900
    assert all(units[unit, False] > 100 for unit in TimeUnit)
    assert 20 < sum(one is None for one in expected) < 200
    for place, value in ((2, None), (3, True), (3, False), (4, True), (4, False)):
        assert sum(one is not None and (one[place] == value) for one in expected) > 100, (place, value)


def test_whether_the_office_is_open(page: Page) -> None:
    source = random.Random(13)  # noqa: S311
    asked, expected = [], []
    for _ in range(50):
        calendar = cases.any_office(source)
        moments = [cases.any_moment(source, calendar) for _ in range(16)]
        asked.append([calculator.calendar_data(calendar), [[one.date().isoformat(), _minutes(one)] for one in moments]])
        expected += [_plain(office.status(calendar, one)) for one in moments]
    found = page.evaluate(
        """all => all.flatMap(([data, moments]) => {
          const L = NiemYetLich, office = L.calendar(data);
          return moments.map(([day, minute]) => {
            const s = L.status(office, L.day(day), minute);
            return s && [s.open, s.until, s.ninth, s.next && [L.iso(s.next[0]), s.next[1]], s.lunch, s.why, s.receptions, s.forecast];
          });
        })""",
        asked,
    )
    assert found == expected
    assert len(expected) == 800
    known = [one for one in expected if one]
    assert 20 < len(expected) - len(known) < 200
    for place, least in ((0, 150), (2, 5), (3, 300), (4, 15), (5, 80), (6, 50), (7, 100)):
        assert sum(bool(one[place]) for one in known) > least, place


def _plain(status: office.Status | None) -> list[Any] | None:
    if status is None:
        return None
    upcoming: datetime | None = status.next_opening
    return [
        status.is_open, _minutes(status.until), status.ninth_hour,
        upcoming and [upcoming.date().isoformat(), _minutes(upcoming)], status.lunch, status.reason,
        [[_minutes(start), _minutes(end)] for start, end in status.receptions], status.forecast,
    ]  # fmt: skip
