"""What one step of a life event costs and takes, and what all steps come to: sums, longest chain, what is not known.

Nothing here is ever guessed: an amount that depends on pages, copies or a situation nobody has named is named
beside the sum, and what is not known is named too; neither counts as zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from generator import wording
from generator.records import (
    Basis,
    Channel,
    Deadline,
    Duration,
    Fee,
    JourneyStep,
    Nothing,
    Procedure,
    TimeUnit,
    Unknown,
    When,
)
from generator.selecting import charges, chosen
from generator.views import phrases
from generator.views.phrases import Fact

E = TypeVar("E", Fee, Deadline)

_COUNTED_ONCE = frozenset(
    {
        *(Basis.TIME, Basis.DOSSIER, Basis.CASE, Basis.CARD, Basis.PAPER),
        *(Basis.CONTRACT, Basis.TRANSACTION, Basis.INSTRUMENT, Basis.WILL),
    }
)
"""What one journey needs one of. Pages, copies, people, square metres are not known here."""

_DAYS = {
    TimeUnit.WORKING_HOUR: 7 / 40,
    TimeUnit.DAY: 1.0,
    TimeUnit.WORKING_DAY: 7 / 5,
    TimeUnit.MONTH: 30.0,
    TimeUnit.YEAR: 365.0,
}
"""About how many days a unit lasts: to tell which chain of steps is the longest, never to show a number."""


@dataclass(frozen=True)
class Cost:
    """What a step costs in one channel: VND that are certain, what comes on top in words, whether a part is unknown."""

    amount: int = 0
    extras: tuple[str, ...] = ()
    unknown: bool = False


@dataclass(frozen=True)
class Total:
    """A sum in words: `fact`, what comes on top, and the steps whose part is not known."""

    label: str | None
    fact: Fact
    extras: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Time:
    """The longest chain of steps in words, its steps, the rounds of what can be done at the same time."""

    total: Total
    chain: tuple[str, ...]
    rounds: tuple[tuple[str, ...], ...]


def channel_of(procedure: Procedure, wanted: Channel) -> Channel:
    """The wanted way of handing in, or the first there is where it is not offered."""
    offered = procedure.channels
    return wanted if isinstance(offered, Unknown) or wanted in offered else offered[0]


def _cases(procedure: Procedure, case: str | None) -> tuple[str | None, ...]:
    """The situations a step may mean: its own, else every one of the procedure."""
    return (case,) if case else tuple(one.code for one in procedure.cases) or (None,)


def narrowed(procedure: Procedure, case: str | None, day: date) -> Procedure:
    """The procedure with only the fees and deadlines of one situation."""
    if case is None:
        return procedure
    channels = tuple(Channel) if isinstance(procedure.channels, Unknown) else procedure.channels
    fees, deadlines = procedure.fees, procedure.deadlines
    if isinstance(fees, tuple):
        fees = _plain(fee for channel in channels for fee in charges(fees, channel, case, day))
    if isinstance(deadlines, tuple):
        found = (chosen(deadlines, channel, case, day) for channel in channels)
        deadlines = _plain(one for one in found if one)
    return replace(procedure, fees=fees, deadlines=deadlines)


def _plain(entries: Iterable[E]) -> tuple[E, ...]:
    """Each entry once, without the situations it is for."""
    return tuple(
        replace(one, when=When(one.when.channels, (), one.when.start, one.when.end)) for one in dict.fromkeys(entries)
    )


def cost(procedure: Procedure, case: str | None, wanted: Channel, day: date) -> Cost:
    """What one step costs when handed in the wanted way."""
    if isinstance(procedure.fees, Unknown):
        return Cost(unknown=True)
    if isinstance(procedure.fees, Nothing):
        return Cost()
    channel = channel_of(procedure, wanted)
    found = {_cost_of(charges(procedure.fees, channel, one, day)) for one in _cases(procedure, case)}
    if len(found) == 1:
        return found.pop()
    return Cost(extras=("tùy trường hợp",), unknown=any(one.unknown for one in found))


def _cost_of(fees: tuple[Fee, ...]) -> Cost:
    amount, extras, unknown = 0, [], not fees
    for fee in fees:
        if isinstance(fee.amount, Unknown):
            unknown = True
        elif isinstance(fee.amount, int) and (fee.basis is None or fee.basis in _COUNTED_ONCE):
            amount += fee.amount
        elif not isinstance(fee.amount, Nothing):
            extras.append(phrases.amount(fee).text)
    return Cost(amount, tuple(extras), unknown)


def time(procedure: Procedure, case: str | None, wanted: Channel, day: date) -> Duration | None:
    """How long one step takes when handed in the wanted way; the longest of its situations, None if one is unknown."""
    if isinstance(procedure.deadlines, Unknown):
        return None
    channel = channel_of(procedure, wanted)
    longest: Duration | None = None
    for one in _cases(procedure, case):
        entry = chosen(procedure.deadlines, channel, one, day)
        if entry is None or isinstance(entry.duration, Unknown):
            return None
        number = entry.duration.number if entry.committed is None else entry.committed
        found = Duration(number, entry.duration.unit)
        if longest is None or _length((found,)) > _length((longest,)):
            longest = found
    return longest


def _length(durations: Iterable[Duration]) -> float:
    return sum(one.number * _DAYS[one.unit] for one in durations)


def total_fee(steps: Iterable[tuple[JourneyStep, Procedure, str]], wanted: Channel, day: date) -> Total:
    """The sum of some steps, each with its procedure and its name."""
    amount, extras, missing, free = 0, [], [], False
    for step, procedure, name in steps:
        one = cost(procedure, step.case, wanted, day)
        amount += one.amount
        extras += [f"{extra} ({name})" for extra in one.extras]
        if one.unknown:
            missing.append(name)
        elif not one.extras:
            free = True
    label = f"Nộp {wording.CHANNELS[wanted]}"
    if amount:
        fact = Fact(("Ít nhất " if missing or extras else "") + wording.money(amount))
    elif missing and not extras and not free:
        fact = Fact(wording.capitalised(wording.UNKNOWN), False)
    elif missing or extras:
        fact = Fact("Chưa cộng được", False)
    else:
        fact = Fact(wording.capitalised(wording.NO_CHARGE))
    return Total(label, fact, tuple(extras), tuple(missing))


def total_time(
    steps: Iterable[tuple[JourneyStep, Procedure, str]], every: Iterable[JourneyStep], wanted: Channel, day: date
) -> Time:
    """The longest chain among some steps; a step between them that not everybody takes holds up nobody.

    `every` are all steps of the way in the order written, so that what waits for a skipped step waits for
    what comes before that.
    """
    named: Mapping[str, tuple[Duration | None, str]] = {
        step.code: (time(procedure, step.case, wanted, day), name) for step, procedure, name in steps
    }
    ends: dict[str, tuple[tuple[Duration, ...], tuple[str, ...]]] = {}
    rounds: dict[str, int] = {}
    for step in every:
        before = [code for code in step.after if code in ends]
        durations, chain = max((ends[code] for code in before), key=lambda one: _length(one[0]), default=((), ()))
        rounds[step.code] = max((rounds[code] for code in before), default=0) + (step.code in named)
        if step.code in named:
            own, name = named[step.code]
            durations, chain = (*durations, *((own,) if own else ())), (*chain, name)
        ends[step.code] = durations, chain
    durations, chain = max(
        (ends[code] for code in named if code in ends), key=lambda one: (_length(one[0]), len(one[1])), default=((), ())
    )
    missing = tuple(name for own, name in named.values() if own is None)
    by_round: dict[int, list[str]] = {}
    for code, (_, name) in named.items():
        by_round.setdefault(rounds[code], []).append(name)
    if not durations:
        fact = Fact(wording.capitalised(wording.UNKNOWN), False)
    else:
        fact = Fact(("Ít nhất " if missing else "Khoảng " if len(chain) > 1 else "") + _in_words(durations))
    label = f"Nộp {wording.CHANNELS[wanted]}"
    return Time(
        Total(label, Fact(wording.capitalised(fact.text), fact.known), (), missing),
        chain,
        tuple(tuple(names) for _, names in sorted(by_round.items())),
    )


def _in_words(durations: Iterable[Duration]) -> str:
    """`7 ngày làm việc và 20 ngày`: days that count differently are not added up."""
    sums: dict[TimeUnit, int] = {}
    for one in durations:
        sums[one.unit] = sums.get(one.unit, 0) + one.number
    parts = [wording.duration(Duration(number, unit)) for unit, number in sums.items() if number]
    return wording.joined(parts, " cộng ") if parts else "trong ngày"
