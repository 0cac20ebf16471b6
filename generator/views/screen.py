"""What the screen in the lobby shows: slides of a few large lines, each for as long as it takes to read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from generator import addresses, qr, wording
from generator.addresses import Address
from generator.qr import Code
from generator.records import Catalogue
from generator.views import closed_days, frame, news, phrases, poster, results
from generator.views.frame import Frame

AHEAD = timedelta(days=60)
"""How far back and ahead changes and days off are told."""
MOST_NEWS = 6
MOST_SENTENCES = 2
"""Sentences on one change behind the one that names the day: the page has them all."""

ROOM = 640
"""Pixels of height for entries on a screen of 1920 × 1080; the sizes are those of `screen.css`."""
_TITLE_PX, _LINE_PX, _GAP_PX = 72, 64, 32
_TITLE_LETTERS, _LINE_LETTERS = 46, 60
"""Letters in a line, so few that a line of wide letters still fits."""

_WORDS_A_SECOND = 2.5
_LEAST_SECONDS = 12
_TO_LOOK_UP = 4


@dataclass(frozen=True)
class Entry:
    """A line in large letters and what stands below it; `until` is the last day on which it is still of use."""

    title: str
    lines: tuple[str, ...] = ()
    until: date | None = None

    @property
    def height(self) -> int:
        """About how many pixels it takes."""
        below = sum(math.ceil(len(line) / _LINE_LETTERS) for line in self.lines)
        return math.ceil(len(self.title) / _TITLE_LETTERS) * _TITLE_PX + below * _LINE_PX + _GAP_PX


@dataclass(frozen=True)
class Slide:
    """What stands on the screen at one time, `code` beside it."""

    title: str
    entries: tuple[Entry, ...]
    code: Code | None = None

    @property
    def seconds(self) -> int:
        """How long it stands: a slow reader reads it once, after looking up."""
        words = sum(len(text.split()) for one in self.entries for text in (one.title, *one.lines))
        return max(_LEAST_SECONDS, _TO_LOOK_UP + math.ceil(words / _WORDS_A_SECOND))


@dataclass(frozen=True)
class ScreenPage:
    """All slides in turn. `edition` tells this edition of the site from the next."""

    address: Address
    frame: Frame
    slides: tuple[Slide, ...]
    edition: str = ""


def of(catalogue: Catalogue, today: date) -> ScreenPage:
    """The slides as they stand on `today`; what there is nothing of has none."""
    unit_frame = frame.of(catalogue)
    parts = (
        ("Thủ tục đã đổi, sắp đổi", _changes(catalogue, today)),
        ("Thủ tục hay dùng", _favourites(catalogue, today)),
        ("Kết quả giải quyết hồ sơ", _results(catalogue)),
        ("Giờ làm việc, ngày nghỉ", _hours(catalogue, unit_frame, today)),
    )
    slides = [slide for title, entries in parts for slide in _slides(title, entries)]
    code = qr.make(addresses.printed(catalogue.unit, addresses.HOME), qr.Correction.SCREEN)
    scan = Slide("Xem thủ tục trên điện thoại", tuple(Entry(step) for step in poster.STEPS), code)
    return ScreenPage(addresses.SCREEN, unit_frame, (*slides, scan))


def _slides(title: str, entries: Iterable[Entry]) -> Iterator[Slide]:
    """As many entries on each slide as it has room for, but at least one."""
    pages: list[list[Entry]] = []
    left = 0
    for one in entries:
        if not pages or one.height > left:
            pages.append([])
            left = ROOM
        pages[-1].append(one)
        left -= one.height
    for number, page in zip(count(1), pages):
        yield Slide(f"{title} ({number}/{len(pages)})" if len(pages) > 1 else title, tuple(page))


def _changes(catalogue: Catalogue, today: date) -> Iterator[Entry]:
    found = [one for one in news.of(catalogue, today) if abs(one.day - today) <= AHEAD]
    for one in found[:MOST_NEWS]:
        lines = one.sentences[: MOST_SENTENCES + 1]
        more = ("Còn thay đổi khác: xem ở trang thủ tục hoặc hỏi tại quầy.",) if len(one.sentences) > len(lines) else ()
        yield Entry(one.title, (*lines, *more))


def _favourites(catalogue: Catalogue, today: date) -> Iterator[Entry]:
    for one in (favourite.on(today) for favourite in poster.favourites(catalogue, today)):
        fee, deadline = phrases.fee_in_short(one, today), phrases.deadline_in_short(one, today)
        words = f"Tiền: {wording.uncapitalised(fee.text)}. Thời hạn: {wording.uncapitalised(deadline.text)}."
        yield Entry(wording.capitalised(one.title), (words,))


def _results(catalogue: Catalogue) -> Iterator[Entry]:
    """The results of the last month that is counted, in the words of its page."""
    if catalogue.results:
        page = results.of_month(catalogue.results[-1], catalogue)
        yield Entry(f"{page.title}.", (page.lead, *([page.outside] if page.outside else [])))
        lines = tuple(f"{line.name}: {line.words}" for line in page.lines)
        notes = (f"Ghi chú: {page.note}",) if page.note else ()
        if lines or notes:
            yield Entry("Trong đó", (*lines, *notes))


def _hours(catalogue: Catalogue, unit: Frame, today: date) -> Iterator[Entry]:
    for days, times in unit.hours:
        yield Entry(days, (wording.capitalised(times),))
    for one in closed_days.ahead(catalogue, today, today + AHEAD):
        kind = "Làm việc bù" if one.worked else "Nghỉ"
        yield Entry(f"{kind} {one.days}", (wording.capitalised(one.reason),), one.end)
