"""How much shorter the unit promises to be than the law allows, and whether that reaches the targets it was given.

Compared in whole numbers of the deadline's own unit (working hours, days, months): a promise of 8 of 10 working days
cuts exactly 20% and reaches a target of 20%. Without a number in the law there is nothing to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, Deadline, Duration, Procedure, TimeTarget, Unknown
from generator.selecting import in_dates
from generator.views import phrases, targets
from generator.views.picture import Bar, Picture
from generator.views.targets import Target

NOT_KNOWN = "không tính được"


@dataclass(frozen=True)
class Cut:
    """One deadline: what the law allows, what is promised, by how much that is shorter, each in words."""

    situation: str | None
    statutory: str
    promised: str
    share: str


@dataclass(frozen=True)
class ProcedureCuts:
    """A procedure whose deadlines are promised to be shorter, or that a target is set for."""

    address: Address
    title: str
    kind: str | None
    cuts: tuple[Cut, ...]
    verdict: str | None


@dataclass(frozen=True)
class TimeCutPage:
    """The cuts as of one day. `others` says how many procedures promise no more than the law does."""

    address: Address
    day: str
    targets: tuple[Target, ...]
    whole: Picture
    procedures: tuple[ProcedureCuts, ...]
    others: str | None


def of(catalogue: Catalogue, today: date) -> TimeCutPage:
    """The promises of the procedures in use on `today`."""
    current = [now for one in catalogue.procedures.values() if (now := one.on(today)).validity.in_use(today)]
    shown = [
        one for one in current if one.source.kind or any(part.committed is not None for part in _known(one, today))
    ]
    others = len(current) - len(shown)
    return TimeCutPage(
        addresses.TIME_CUT,
        wording.long_date(today),
        tuple(_target(one, current, today) for one in catalogue.unit.time_targets),
        _picture(current, today),
        tuple(_procedure(one, catalogue.unit.time_targets, today) for one in shown),
        wording.number(others) if others else None,
    )


def reaches(deadline: Deadline, percent: int) -> bool | None:
    """Whether a promise is at least `percent` shorter than the law allows; None where there is nothing to compare."""
    if isinstance(deadline.duration, Unknown) or deadline.duration.number == 0:
        return None
    statutory = deadline.duration.number
    promised = statutory if deadline.committed is None else deadline.committed
    return 100 * (statutory - promised) >= percent * statutory


def _known(one: Procedure, today: date) -> list[Deadline]:
    """The deadlines that hold on the day."""
    deadlines = () if isinstance(one.deadlines, Unknown) else one.deadlines
    return [deadline for deadline in deadlines if in_dates(deadline.when, today)]


def _all_reach(one: Procedure, percent: int, today: date) -> bool | None:
    """Whether every deadline of a procedure that can be compared is cut by so much; None where none can be."""
    found = [known for part in _known(one, today) if (known := reaches(part, percent)) is not None]
    return all(found) if found else None


def _picture(current: list[Procedure], today: date) -> Picture:
    shorter = unknown = 0
    for one in current:
        known = [part for part in _known(one, today) if reaches(part, 0) is not None]
        unknown += not known
        shorter += any(part.committed is not None for part in known)
    total = len(current)
    bars = (
        Bar("Cam kết ngắn hơn quy định", shorter, total),
        Bar("Theo đúng quy định", total - shorter - unknown, total),
        Bar(wording.capitalised(NOT_KNOWN), unknown, total, missing=True),
    )
    return Picture("cam-ket", "Thời gian cam kết so với quy định", "Cam kết", bars)


def _target(target: TimeTarget, current: list[Procedure], today: date) -> Target:
    found = [_all_reach(one, target.percent, today) for one in current if one.source.kind is target.kind]
    known = [one for one in found if one is not None]
    asked = f"mọi thủ tục {wording.CHANGE_KINDS[target.kind]} rút ngắn ít nhất {target.percent}% thời gian"
    without = len(found) - len(known)
    return targets.of(
        asked,
        target.until,
        target.legal_basis,
        sum(known),
        len(known),
        100,
        today,
        f"{NOT_KNOWN}: {without} thủ tục" if without else None,
    )


def _procedure(one: Procedure, goals: tuple[TimeTarget, ...], today: date) -> ProcedureCuts:
    kind = one.source.kind
    target = _current([goal for goal in goals if goal.kind is kind], today)
    return ProcedureCuts(
        addresses.of_procedure(one),
        wording.capitalised(one.title),
        wording.CHANGE_KINDS[kind] if kind else None,
        tuple(_cuts(one, today)),
        _verdict(one, target, today) if target else None,
    )


def _current(goals: list[TimeTarget], today: date) -> TimeTarget | None:
    """The target that is next to be reached, else the last one there was."""
    ordered = sorted(goals, key=lambda one: one.until)
    return next((one for one in ordered if today <= one.until), ordered[-1] if ordered else None)


def _verdict(one: Procedure, target: TimeTarget, today: date) -> str:
    reached = _all_reach(one, target.percent, today)
    goal = f"mục tiêu {target.percent}% đến {wording.short_date(target.until)}"
    return f"{goal}: {NOT_KNOWN if reached is None else 'đạt' if reached else 'chưa đạt'}"


def _cuts(one: Procedure, today: date) -> Iterator[Cut]:
    cases = {case.code: case for case in one.cases}
    for deadline in _known(one, today):
        situation = phrases.when(deadline.when, cases)
        if isinstance(deadline.duration, Unknown):
            yield Cut(situation or None, wording.UNKNOWN, wording.UNKNOWN, NOT_KNOWN)
            continue
        statutory = deadline.duration.number
        promised = (
            "chưa cam kết ngắn hơn"
            if deadline.committed is None
            else wording.duration(Duration(deadline.committed, deadline.duration.unit))
        )
        less = 0 if deadline.committed is None else statutory - deadline.committed
        share = wording.share(less, statutory) if statutory else NOT_KNOWN
        yield Cut(situation or None, wording.duration(deadline.duration), promised, share)
