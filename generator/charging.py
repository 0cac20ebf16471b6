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

from generator.records import Basis, Channel, Exemption, Fee, Nothing, Tier, Unknown
from generator.selecting import charges

ONCE = frozenset({Basis.TIME, Basis.DOSSIER, Basis.CASE})
"""What is paid once in one go and needs no number from whoever asks."""

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
