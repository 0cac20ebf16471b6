"""What changes in a catalogue and when, as news: dated versions and prices, first and last days, past and coming."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from generator import addresses, changes, wording
from generator.addresses import Address
from generator.records import Catalogue, Procedure, Status, Unknown
from generator.views import ahead
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


@dataclass(frozen=True)
class NewsDay:
    """What changes on one day, in the order of addresses."""

    name: str
    news: tuple[News, ...]


@dataclass(frozen=True)
class NewsPage:
    """The page of changes, the latest day first."""

    address: Address
    days: tuple[NewsDay, ...]


def page(catalogue: Catalogue, today: date) -> NewsPage:
    """All news as a page shows them: by their day, never as past or to come, so that the page does not age."""
    by_day = groupby(of(catalogue, today), key=lambda news: news.day)
    days = (NewsDay(wording.capitalised(wording.long_date(day)), tuple(told)) for day, told in by_day)
    return NewsPage(addresses.CHANGES, tuple(days))


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
    bases = {version.start: version.legal_basis for version in original.versions}
    for day in sorted(set(ahead.of_procedure(original)) - {date.min}):
        eve = day - timedelta(days=1)
        after = original.on(day)
        told = change_words.sentences(changes.between(original.on(eve), eve, after, day), after)
        if told or day in bases:
            reason = f", theo {bases[day]}" if day in bases else ""
            words = f"Từ {wording.short_date(day)}{reason}:"
            yield news("thay-doi", day, f"{wording.capitalised(after.title)}: thay đổi", (words, *told))
    validity = original.on(date.max).validity
    if validity.end:
        words = f"Thủ tục chỉ áp dụng đến hết {wording.short_date(validity.end)}."
        why = (f"{validity.reason}.",) if validity.reason else ()
        state = (
            wording.STATUSES[validity.status] if validity.status is not Status.IN_FORCE else "ngày áp dụng cuối cùng"
        )
        yield news("het", validity.end, f"{name}: {state}", (words, *why))


def _known(procedure: Procedure, day: date) -> date:
    """When a change could be told: by the last check of the record, else when it first came within a year.

    Never a day of the future for what is known today, and never the day of the build, so that an entry stays
    the same from one build to the next.
    """
    checked = procedure.source.checked
    return min(day, day - SPAN if isinstance(checked, Unknown) else checked)
