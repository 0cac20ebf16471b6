"""Which entries of a list apply: what a selector `khi` means, said once for rules, pages and posters.

An entry applies to a way of handing in, a situation and a day when every condition it names holds. Among
entries that compete, the one that names conditions of more kinds wins: {cach_nop, truong_hop} beats
{cach_nop}, which beats an entry without conditions. Dates count as one kind. Where the best are equal,
nothing is chosen: the rule `hoa_nhau` calls it an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from generator.records import Channel, Fee, When


class Selected(Protocol):
    """Anything that has a selector."""

    @property
    def when(self) -> When: ...


Entry = TypeVar("Entry", bound=Selected)


def in_dates(when: When, day: date) -> bool:
    """Whether the dates of a selector include `day`."""
    return (when.start is None or when.start <= day) and (when.end is None or day <= when.end)


def applies(when: When, channel: Channel | None, case: str | None, day: date) -> bool:
    """Whether a selector holds. None is a channel or situation that nobody has stated: it meets no condition."""
    return (
        (not when.channels or channel in when.channels)
        and (not when.cases or case in when.cases)
        and in_dates(when, day)
    )


def specificity(when: When) -> int:
    """How many kinds of conditions a selector names, 0 to 3."""
    return bool(when.channels) + bool(when.cases) + (when.start is not None or when.end is not None)


def applicable(entries: Iterable[Entry], channel: Channel | None, case: str | None, day: date) -> tuple[Entry, ...]:
    """The entries that apply, in the order written."""
    return tuple(entry for entry in entries if applies(entry.when, channel, case, day))


def best(entries: Iterable[Entry], channel: Channel | None, case: str | None, day: date) -> tuple[Entry, ...]:
    """The most specific of the entries that apply; more than one is a tie."""
    found = applicable(entries, channel, case, day)
    top = max((specificity(entry.when) for entry in found), default=0)
    return tuple(entry for entry in found if specificity(entry.when) == top)


def chosen(entries: Iterable[Entry], channel: Channel | None, case: str | None, day: date) -> Entry | None:
    """The one entry that wins, or None where none applies or the best are equal."""
    found = best(entries, channel, case, day)
    return found[0] if len(found) == 1 else None


def charges(fees: Iterable[Fee], channel: Channel | None, case: str | None, day: date) -> tuple[Fee, ...]:
    """What is charged: the winner among the entries of each kind and name; different charges add up."""
    groups: dict[tuple[object, str], list[Fee]] = {}
    for fee in fees:
        groups.setdefault((fee.kind, fee.name), []).append(fee)
    winners = (chosen(group, channel, case, day) for group in groups.values())
    return tuple(fee for fee in winners if fee)


def turning_days(selectors: Iterable[When]) -> tuple[date, ...]:
    """One day of each stretch in which the same entries apply: the day it begins, or the first day there is."""
    days = {date.min}
    for when in selectors:
        if when.start:
            days.add(when.start)
        if when.end and when.end < date.max:
            days.add(when.end + timedelta(days=1))
    return tuple(sorted(days))
