"""How long something was posted and how often it was read out, counted as the law asks for it.

Luật 10/2022/QH15, Điều 11 to 13: what a commune collects is posted in the villages for at least 30 days in a row and
read out on the loudspeakers on at least 3 days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.records import Printed, Register
from generator.register import standing

POSTING_DAYS = 30
BROADCAST_DAYS = 3


@dataclass(frozen=True)
class Posting:
    """One content that hung in one place without a gap; `end` is the day it came down, None while it hangs.

    `spots` are where in the place, the first first, and `prints` the prints that hung there, each saying the same.
    """

    place: str
    prints: tuple[Printed, ...]
    spots: tuple[str, ...]
    start: date
    end: date | None

    def days(self, today: date) -> int:
        """The whole days that are over on `today`.

        The day it went up does not count (Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 2). Neither does the day it came
        down: a day is over at its midnight (Điều 148 khoản 6), and the register does not know the hour.
        """
        return max(0, (min(self.end or today, today) - self.start).days - 1)

    @property
    def last_needed(self) -> date:
        """The last of the 30 days."""
        return self.start + timedelta(days=POSTING_DAYS)


@dataclass(frozen=True)
class Broadcast:
    """A procedure that was read out in a place on every day from `start` to `end`."""

    place: str
    procedure: str
    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def postings(register: Register) -> tuple[Posting, ...]:
    """Everything that ever hung, the first put up first.

    A sheet put up on the day on which one that said the same came down goes on with it; later there is a gap, and one
    that says something else is posted anew.
    """
    down = {one.hung: one.day for one in sorted(register.taken_down, key=lambda one: one.day, reverse=True)}
    back = {one.printed: one.day for one in sorted(register.taken_back, key=lambda one: one.day, reverse=True)}
    found: list[Posting] = []
    for one in sorted(register.hung.values(), key=lambda one: (one.day, one.code)):
        printed = register.printed.get(one.printed)
        if printed is None:
            continue
        ends = [day for day in (down.get(one.code), back.get(one.printed)) if day]
        end = max(one.day, min(ends)) if ends else None
        spots = (one.spot,) if one.spot else ()
        new = Posting(one.place, (printed,), spots, one.day, end)
        same = next((at for at, other in enumerate(found) if _goes_on(other, new)), None)
        if same is None:
            found.append(new)
        else:
            found[same] = _joined(found[same], new)
    return tuple(found)


def _goes_on(before: Posting, after: Posting) -> bool:
    without_gap = before.end is None or after.start <= before.end
    return before.place == after.place and without_gap and _says_the_same(before.prints[-1], after.prints[0])


def _says_the_same(one: Printed, other: Printed) -> bool:
    if one.code == other.code:
        return True
    return one.facts is not None and one.facts == other.facts and standing.kind(one) == standing.kind(other)


def _joined(before: Posting, after: Posting) -> Posting:
    end = max(before.end, after.end) if before.end and after.end else None
    return replace(
        before,
        prints=_once((*before.prints, *after.prints)),
        spots=tuple(dict.fromkeys((*before.spots, *after.spots))),
        end=end,
    )


def _once(prints: Iterable[Printed]) -> tuple[Printed, ...]:
    return tuple({one.code: one for one in prints}.values())


def broadcasts(register: Register) -> tuple[Broadcast, ...]:
    """What was read out where on days in a row, the first first; how often on one day makes no difference."""
    heard: dict[tuple[str, str], set[date]] = defaultdict(set)
    for one in register.announced:
        for procedure in one.procedures:
            for place in one.places:
                heard[place, procedure].add(one.day)
    found: list[Broadcast] = []
    for (place, procedure), days in heard.items():
        for day in sorted(days):
            last = found[-1] if found else None
            if last and (last.place, last.procedure, last.end) == (place, procedure, day - timedelta(days=1)):
                found[-1] = replace(last, end=day)
            else:
                found.append(Broadcast(place, procedure, day, day))
    return tuple(sorted(found, key=lambda one: (one.start, one.procedure)))
