"""What changes in a catalogue and when, as news: dated versions, first and last days, past and coming."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator import addresses, changes, wording
from generator.addresses import Address
from generator.records import Catalogue, Procedure, Status, Unknown
from generator.views import changes as change_words

SPAN = timedelta(days=365)
"""How far back and how far ahead news reach."""


@dataclass(frozen=True)
class News:
    """One dated change. `key` never changes for the same event; `known` is the day it can be told from."""

    address: Address
    key: str
    day: date
    known: date
    title: str
    sentences: tuple[str, ...]


def of(catalogue: Catalogue, today: date) -> tuple[News, ...]:
    """All news within a year of `today`, the latest first."""
    found = [
        news
        for procedure in catalogue.procedures.values()
        for news in _of_procedure(procedure)
        if today - SPAN <= news.day <= today + SPAN
    ]
    return tuple(sorted(found, key=lambda news: (-news.day.toordinal(), news.address.path, news.key)))


def _of_procedure(original: Procedure) -> Iterator[News]:
    address = addresses.of_procedure(original)

    def news(kind: str, day: date, title: str, sentences: tuple[str, ...]) -> News:
        return News(address, f"{kind}-{day.isoformat()}", day, _known(original, day), title, sentences)

    name = wording.capitalised(original.title)
    start = original.validity.start
    if not isinstance(start, Unknown):
        words = f"Thủ tục áp dụng từ {wording.short_date(start)}."
        yield news("ap-dung", start, f"{name}: bắt đầu áp dụng", (words,))
    before = original
    for version in original.versions:
        after = version.procedure
        words = f"Từ {wording.short_date(version.start)}, theo {version.legal_basis}:"
        told = change_words.sentences(changes.of_procedure(before, after), after)
        yield news("thay-doi", version.start, f"{wording.capitalised(after.title)}: thay đổi", (words, *told))
        before = after
    validity = before.validity
    if validity.end:
        words = f"Thủ tục chỉ áp dụng đến hết {wording.short_date(validity.end)}."
        reason = (f"{validity.reason}.",) if validity.reason else ()
        state = (
            wording.STATUSES[validity.status] if validity.status is not Status.IN_FORCE else "ngày áp dụng cuối cùng"
        )
        yield news("het", validity.end, f"{name}: {state}", (words, *reason))


def _known(procedure: Procedure, day: date) -> date:
    """When a change could be told: by the last check of the record, else when it first came within a year.

    Never a day of the future for what is known today, and never the day of the build, so that an entry stays
    the same from one build to the next.
    """
    checked = procedure.source.checked
    return min(day, day - SPAN if isinstance(checked, Unknown) else checked)
