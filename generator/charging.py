"""What one pays: pages and copies, tiers, caps and exemptions worked out, charge by charge.

Money is whole đồng (VND). Which entry of a charge holds is decided in `generator.selecting`; different charges add up.
- A charge per page is worked out copy by copy: tiers begin anew with each copy, and a cap per copy (`toi_da_theo:
  ban`) holds for each. So Thông tư 226/2016/TT-BTC: 2.000 đồng a page, from the third page 1.000 đồng, at most
  200.000 đồng a copy.
- Any other cap holds for each unit of what it names, or once.
- An exemption takes its percentage off each charge it names, rounded to the nearest đồng.
What is not known stays not known: the sum is then that of the known part, and names the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.records import Basis, Channel, Exemption, Fee, Nothing, Procedure, Tier, Unknown, When
from generator.selecting import charges

ONCE = frozenset({Basis.TIME, Basis.DOSSIER, Basis.CASE})
"""What is paid once in one go and needs no number from whoever asks."""

_FIXED = frozenset({Basis.TIME, Basis.DOSSIER})
"""What is paid once for a dossier, whatever is in it; one dossier may hold several cases."""

Quantities = Mapping[Basis, int]
"""How much of each; what is not named is 1. `PAGE` is pages of one copy."""


@dataclass(frozen=True)
class Line:
    """One charge: before and after the exemption, in VND. Not known is None, and `fee` says why."""

    fee: Fee
    full: int | None
    amount: int | None


@dataclass(frozen=True)
class Bill:
    """All charges. `total` is the sum of the known ones; `complete` says whether that is all of them."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        return sum(line.amount or 0 for line in self.lines)

    @property
    def complete(self) -> bool:
        return all(line.amount is not None for line in self.lines)


def bill(
    fees: Iterable[Fee],
    channel: Channel | None,
    case: str | None,
    day: date,
    quantities: Quantities,
    exemption: Exemption | None = None,
) -> Bill:
    """What somebody pays who hands in over `channel`, in the situation `case`, on `day`."""
    return Bill(tuple(_line(fee, quantities, exemption) for fee in charges(fees, channel, case, day)))


def fixed_amount(procedure: Procedure, way: When, day: date) -> int | None:
    """What everybody pays on `day`, in VND, who files in a way and a situation that `way` allows.

    None where it differs, where anybody pays less, where it is counted, and where it is not known: a number that
    stands in a payment is right for all or it is not there.
    """
    if not isinstance(procedure.fees, tuple):
        return None
    channels = tuple(Channel) if isinstance(procedure.channels, Unknown) else procedure.channels
    ways = [one for one in channels if not way.channels or one in way.channels]
    cases: list[str | None] = [one.code for one in procedure.cases if not way.cases or one.code in way.cases]
    amounts = {_fixed(procedure, channel, case, day) for channel in ways for case in cases or [None]}
    return amounts.pop() if len(amounts) == 1 else None


def _fixed(procedure: Procedure, channel: Channel, case: str | None, day: date) -> int | None:
    assert isinstance(procedure.fees, tuple)
    due = charges(procedure.fees, channel, case, day)
    if len(due) != 1 or due[0].basis not in _FIXED or not isinstance(due[0].amount, int):
        return None
    lowered = any(not one.fees or due[0].code in one.fees for one in procedure.exemptions)
    return None if lowered else due[0].amount


def _line(fee: Fee, quantities: Quantities, exemption: Exemption | None) -> Line:
    full = full_amount(fee, quantities)
    if exemption is None or full is None or (exemption.fees and fee.code not in exemption.fees):
        return Line(fee, full, full)
    if isinstance(exemption.percent, Unknown):
        # Nothing is charged of nothing, whatever the percentage.
        return Line(fee, full, full if full == 0 else None)
    return Line(fee, full, _share(full, 100 - exemption.percent))


def full_amount(fee: Fee, quantities: Quantities) -> int | None:
    """A charge before any exemption, in VND; None where it is not known."""
    if isinstance(fee.amount, Unknown):
        return None
    if isinstance(fee.amount, Nothing):
        return 0
    copies = _quantity(quantities, Basis.COPY)
    if fee.basis is Basis.PAGE:
        each = _priced(fee.amount, quantities.get(Basis.PAGE, 1))
        if fee.cap is not None and fee.cap_basis is Basis.COPY:
            return copies * min(each, fee.cap)
        amount = copies * each
    else:
        amount = _priced(fee.amount, _quantity(quantities, fee.basis))
    return amount if fee.cap is None else min(amount, fee.cap * _quantity(quantities, fee.cap_basis))


def _quantity(quantities: Quantities, basis: Basis | None) -> int:
    """How many units there are in all; pages are those of all copies."""
    if basis is None or basis in ONCE:
        return 1
    number = quantities.get(basis, 1)
    return number * quantities.get(Basis.COPY, 1) if basis is Basis.PAGE else number


def _priced(amount: int | tuple[Tier, ...], number: int) -> int:
    """So many units, each at the price of the tier it falls into."""
    if isinstance(amount, int):
        return amount * number
    total = before = 0
    for tier in amount:
        upto = number if tier.upto is None else min(tier.upto, number)
        total += max(upto - before, 0) * tier.amount
        before = max(before, upto)
    return total


def _share(amount: int, percent: int) -> int:
    return (amount * percent + 50) // 100
