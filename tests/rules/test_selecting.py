"""What a selector means: which entry applies, and which of several wins."""

from __future__ import annotations

from datetime import date

from generator.records import Basis, Channel, Deadline, Duration, Fee, FeeKind, TimeUnit, When
from generator.selecting import applicable, applies, best, charges, chosen, specificity, turning_days

TODAY = date(2026, 11, 22)
ONLINE, IN_PERSON = Channel.ONLINE, Channel.IN_PERSON


def deadline(days: int, **when: object) -> Deadline:
    return Deadline(Duration(days, TimeUnit.WORKING_DAY), when=When(**when))  # type: ignore[arg-type]


def test_an_empty_selector_always_applies() -> None:
    assert applies(When(), None, None, TODAY)


def test_every_named_condition_must_hold() -> None:
    when = When((ONLINE,), ("lam-lai",), date(2026, 1, 1), date(2026, 12, 31))
    assert applies(when, ONLINE, "lam-lai", TODAY)
    assert not applies(when, IN_PERSON, "lam-lai", TODAY)
    assert not applies(when, ONLINE, "lam-moi", TODAY)
    assert not applies(when, ONLINE, None, TODAY)
    assert not applies(when, None, "lam-lai", TODAY)


def test_first_and_last_day_are_included() -> None:
    when = When(start=TODAY, end=TODAY)
    assert applies(when, None, None, TODAY)
    assert not applies(when, None, None, date(2026, 11, 21))
    assert not applies(when, None, None, date(2026, 11, 23))


def test_dates_count_as_one_kind_of_condition() -> None:
    assert specificity(When()) == 0
    assert specificity(When(start=TODAY, end=TODAY)) == 1
    assert specificity(When((ONLINE, IN_PERSON), ("a",), end=TODAY)) == 3


def test_the_entry_with_more_conditions_wins() -> None:
    plain, online, both = deadline(5), deadline(3, channels=(ONLINE,)), deadline(2, channels=(ONLINE,), cases=("a",))
    entries = [plain, both, online]
    assert chosen(entries, IN_PERSON, "a", TODAY) is plain
    assert chosen(entries, ONLINE, "b", TODAY) is online
    assert chosen(entries, ONLINE, "a", TODAY) is both
    assert applicable(entries, ONLINE, "a", TODAY) == (plain, both, online)


def test_a_tie_chooses_nothing() -> None:
    online, case = deadline(3, channels=(ONLINE,)), deadline(2, cases=("a",))
    assert best([online, case], ONLINE, "a", TODAY) == (online, case)
    assert chosen([online, case], ONLINE, "a", TODAY) is None
    assert chosen([], ONLINE, "a", TODAY) is None


def fee(code: str, name: str, amount: int, when: When | None = None) -> Fee:
    return Fee(code, FeeKind.FEE, name, amount, Basis.TIME, when=when or When())


def test_charges_of_one_name_compete_and_others_add_up() -> None:
    paper, online = fee("a", "Phí", 20000), fee("b", "Phí", 10000, When((ONLINE,)))
    copy = fee("c", "Phí bản sao", 2000)
    assert charges([paper, online, copy], ONLINE, None, TODAY) == (online, copy)
    assert charges([paper, online, copy], IN_PERSON, None, TODAY) == (paper, copy)


def test_turning_days_are_where_what_applies_can_change() -> None:
    first, second = When(end=date(2026, 12, 31)), When(start=date(2027, 1, 1), end=date.max)
    assert turning_days([first, second]) == (date.min, date(2027, 1, 1))
