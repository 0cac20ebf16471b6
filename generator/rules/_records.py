"""What several rules ask of raw data: its lists, its selectors, its dated states.

Raw data, because only there every value still knows its file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from generator import wording
from generator.events import Steps
from generator.layers import Source, states
from generator.problems import Level
from generator.records import Channel, When
from generator.sources import Sources
from generator.vocabulary import when

_SELECTING = ("giay_to", "thoi_han", "phi_le_phi", "cach_tra_tien", "trinh_tu")
"""The lists whose items can have a selector."""
_FEW = 100
PLACEHOLDERS = ("example", "invalid", "test", "localhost")
"""Names that never lead anywhere: RFC 2606 and RFC 6761."""


@dataclass(frozen=True)
class Entry:
    """An item of a list and when it applies."""

    index: int
    when: When


def listed(data: Mapping[str, Any], name: str) -> list[Any]:
    """The list called `name`; empty where it is not there, not known or stated to be none."""
    value = data.get(name)
    return value if isinstance(value, list) else []


def is_unknown(value: object) -> bool:
    """Whether this is `{chua_ro: …}`."""
    return isinstance(value, dict) and "chua_ro" in value


def is_sample(unit: Source) -> bool:
    """Whether what is published is only a sample: said so, or under an address that can't be real."""
    return bool(unit.data.get("ban_mau")) or unit.data["ten_mien"].rpartition(".")[2] in PLACEHOLDERS


def blame(procedure: Source) -> Level:
    """How bad loose words are: those that were imported and that nobody has compared yet are the source's own."""
    return Level.WARNING if is_unknown(procedure.data["nguon"]["kiem_tra"]) else Level.ERROR


def selectors(procedure: Source) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Every `khi` of a record and the way to it."""
    for name in _SELECTING:
        for index, item in enumerate(listed(procedure.data, name)):
            selector = item.get("khi")
            if selector:
                yield (name, index, "khi"), selector


def entries(items: Iterable[Any]) -> list[Entry]:
    """The items of a list with their selectors."""
    return [Entry(index, when(item.get("khi"))) for index, item in enumerate(items)]


def channels(procedure: Source) -> tuple[Channel, ...]:
    """How the dossier can be handed in; every way there is where that is not known."""
    names = listed(procedure.data, "cach_nop")
    return tuple(Channel(name) for name in names) or tuple(Channel)


def situation(procedure: Source, channel: Channel | None, case: str | None) -> str:
    """`khi nộp trên mạng, trường hợp "Ở nhà thuê"`."""
    parts = [f"khi nộp {wording.CHANNELS[channel]}"] if channel else []
    if case:
        names = {item["ma"]: item["ten"] for item in listed(procedure.data, "truong_hop")}
        parts.append(f'trường hợp "{names.get(case, case)}"')
    return ", ".join(parts)


def in_states(sources: Sources) -> Iterator[Source]:
    """Every record in each of its dated states."""
    for procedure in sources.procedures.values():
        for _, state in states(procedure):
            yield state


def on(procedure: Source, day: date) -> Source:
    """A record as it stands on `day`."""
    (_, current), *later = states(procedure)
    for start, state in later:
        if start and start <= day.isoformat():
            current = state
    return current


def shown(day: str) -> str:
    """A date as written in YAML, as people write it."""
    return wording.short_date(date.fromisoformat(day))


def suggestion(code: str, known: Iterable[str]) -> str:
    """The closest of the codes there are, or all of them where they are few."""
    return _suggestion(code, frozenset(known))


@lru_cache(maxsize=1024)
def _suggestion(code: str, known: frozenset[str]) -> str:
    codes = sorted(known)
    # Among thousands of codes only those that begin or end alike are worth measuring.
    near = codes if len(codes) <= _FEW else [one for one in codes if one[:5] == code[:5] or one[-4:] == code[-4:]]
    close = get_close_matches(code, near, n=1, cutoff=0.8)
    if close:
        return f'; có phải là "{close[0]}"?'
    return f"; các mã đang có: {', '.join(codes)}" if 0 < len(codes) <= 8 else ""
