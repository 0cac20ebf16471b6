"""A target the unit was given against what there is: never a percentage without its two numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator import wording


@dataclass(frozen=True)
class Target:
    """What was asked for by which day, what there is, and whether that is enough, in words."""

    asked: str
    found: str
    verdict: str


def of(
    asked: str,
    until: date,
    legal_basis: str | None,
    part: int,
    whole: int,
    percent: int,
    today: date,
    remark: str | None = None,
) -> Target:
    """A target of `percent`, of which `part` of `whole` procedures are there; exactly as many is enough."""
    source = f" ({legal_basis})" if legal_basis else ""
    found = f"{wording.number(part)} trên {wording.number(whole)} thủ tục ({wording.share(part, whole)})"
    found = found if whole else "Chưa có thủ tục nào để tính"
    return Target(
        f"Đến {wording.short_date(until)}, {asked}{source}",
        f"{found}; {remark}" if remark else found,
        _verdict(100 * part >= percent * whole if whole else None, until < today),
    )


def _verdict(reached: bool | None, is_over: bool) -> str:
    words = "Không tính được" if reached is None else "Đạt" if reached else "Chưa đạt"
    return f"{words} (ngày phải đạt đã qua)" if is_over else words
