"""How many procedures can be done online to which level, by field, against the targets the unit was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, LevelTarget, OnlineLevel, Procedure, Unknown
from generator.views import targets
from generator.views.picture import Bar, Picture
from generator.views.targets import Target

_REACHING = {
    OnlineLevel.FULL: (OnlineLevel.FULL,),
    OnlineLevel.PARTIAL: (OnlineLevel.FULL, OnlineLevel.PARTIAL),
    OnlineLevel.IN_PERSON: tuple(OnlineLevel),
}
"""The levels that reach a level: what can be done whole can be done in part."""


@dataclass(frozen=True)
class FieldLevels:
    """One field and the levels that any of its procedures stand on."""

    name: str
    levels: tuple[Bar, ...]


@dataclass(frozen=True)
class OnlineLevelsPage:
    """The levels of the procedures in use on one day."""

    address: Address
    day: str
    targets: tuple[Target, ...]
    whole: Picture
    by_field: Picture
    fields: tuple[FieldLevels, ...]


def of(catalogue: Catalogue, today: date) -> OnlineLevelsPage:
    """The levels as things stand on `today`."""
    current = [now for one in catalogue.procedures.values() if (now := one.on(today)).validity.in_use(today)]
    by_field = {code: found for code in catalogue.fields if (found := [one for one in current if one.field == code])}
    return OnlineLevelsPage(
        addresses.ONLINE_LEVELS,
        wording.long_date(today),
        tuple(_target(one, current, today) for one in catalogue.unit.level_targets),
        picture(current),
        Picture(
            "theo-linh-vuc",
            f"{wording.ONLINE_LEVELS[OnlineLevel.FULL]}, theo lĩnh vực",
            "Lĩnh vực",
            tuple(
                Bar(catalogue.fields[code].name, sum(one.online_level is OnlineLevel.FULL for one in found), len(found))
                for code, found in by_field.items()
            ),
        ),
        tuple(
            FieldLevels(catalogue.fields[code].name, tuple(bar for bar in picture(found).bars if bar.count))
            for code, found in by_field.items()
        ),
    )


def picture(current: Iterable[Procedure]) -> Picture:
    """How many of these procedures stand on each level, and of how many nobody knows."""
    levels = [one.online_level for one in current]
    bars = [Bar(wording.ONLINE_LEVELS[level], levels.count(level), len(levels)) for level in OnlineLevel]
    unknown = sum(isinstance(level, Unknown) for level in levels)
    bars.append(Bar(wording.capitalised(wording.UNKNOWN), unknown, len(levels), missing=True))
    return Picture("truc-tuyen", "Làm được trên mạng đến đâu", "Mức độ", tuple(bars))


def _target(target: LevelTarget, current: list[Procedure], today: date) -> Target:
    reached = sum(one.online_level in _REACHING[target.level] for one in current)
    level = wording.uncapitalised(wording.ONLINE_LEVELS[target.level])
    more = " trở lên" if target.level is OnlineLevel.PARTIAL else ""
    asked = f"ít nhất {target.percent}% thủ tục {level}{more}"
    return targets.of(asked, target.until, target.legal_basis, reached, len(current), target.percent, today)
