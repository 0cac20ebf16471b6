"""What is read out on the village loudspeakers: results, changed procedures, days off and a tip, in spoken sentences.

It says what the pages say, from the same records. What is not known is left out: who only listens can't look it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator import numerals, spoken, wording
from generator.records import Catalogue, OnlineLevel, Tally, Unknown
from generator.views import closed_days, frame, news, phrases, poster
from generator.views.news import News

MOST_NEWS = 5
"""Procedures told in one bulletin: more is not kept in mind, and the page has them all."""
MOST_SENTENCES = 4
"""Sentences on one procedure, the first of which names the day."""

_GENERAL = (
    "Trước khi đi, bà con quét mã trên tờ niêm yết ở thôn, tổ để biết phải mang giấy tờ gì.",
    "Trang thủ tục của xã không bao giờ hỏi mã OTP hay mật khẩu. Ai hỏi thì bà con đừng đưa.",
)
"""Tips that are right everywhere; the second is what every page and every poster promises."""


@dataclass(frozen=True)
class Bulletin:
    """A bulletin. Paragraphs are sentences ready to be read; `seconds` is how long that takes at `words_a_minute`."""

    month: date
    paragraphs: tuple[tuple[str, ...], ...]
    seconds: int
    words_a_minute: int = spoken.WORDS_A_MINUTE

    @property
    def text(self) -> str:
        """One sentence a line, a blank line between paragraphs."""
        return "\n\n".join("\n".join(paragraph) for paragraph in self.paragraphs) + "\n"

    @property
    def count(self) -> int:
        """The number of sentences."""
        return sum(len(paragraph) for paragraph in self.paragraphs)


def of(catalogue: Catalogue, month: date, today: date) -> Bulletin:
    """The bulletin of the month that `month` lies in.

    It tells the results of that month, or of the one before where they are not counted yet; what changes and which
    days are off from its first day (from `today`, if that is in it) to the end of the month after.
    """
    first = month.replace(day=1)
    last = _next(_next(first)) - timedelta(days=1)
    begin = max(first, today) if today < _next(first) else first
    known = _abbreviations(catalogue)
    parts = (
        _greeting(catalogue, first),
        _results(catalogue, first),
        _news(catalogue, first, last),
        _closed(catalogue, begin, last),
        _tip(catalogue, first, today, known),
        _farewell(catalogue),
    )
    paragraphs = [
        tuple(
            sentence
            for text in part
            if wording.UNKNOWN not in text.lower()
            for sentence in spoken.sentences(text, known)
        )
        for part in parts
    ]
    told = tuple(paragraph for paragraph in paragraphs if paragraph)
    return Bulletin(first, told, spoken.seconds(sentence for paragraph in told for sentence in paragraph))


def _next(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def _abbreviations(catalogue: Catalogue) -> dict[str, str]:
    """The unit's own, from its glossary and its dictionary, as they are written in capitals."""
    glossary = {term.word: term.full for term in catalogue.glossary.values() if term.full}
    return {**{short.upper(): full for short, full in catalogue.dictionary.abbreviations.items()}, **glossary}


def _greeting(catalogue: Catalogue, first: date) -> Iterator[str]:
    if frame.is_sample(catalogue.unit):
        yield "Đây là bản mẫu để nghe thử, không phải thông báo thật."
    yield f"Kính thưa bà con. Sau đây là bản tin thủ tục hành chính {numerals.month(first)} của {catalogue.unit.name}."


def _results(catalogue: Catalogue, first: date) -> Iterator[str]:
    """What became of the dossiers; every share has its own whole, and nothing is said that nobody counted."""
    before = (first - timedelta(days=1)).replace(day=1)
    found = {one.month: one.total for one in catalogue.results}
    month = first if first in found else before
    if month not in found:
        return
    tally = found[month]
    yield f"Kết quả giải quyết hồ sơ {numerals.month(month)}. Tiếp nhận {tally.received} hồ sơ."
    if tally.received:
        for state, count in (
            ("đúng hạn", tally.on_time),
            ("đang giải quyết", tally.pending),
            ("quá hạn", tally.overdue),
        ):
            yield f"{wording.capitalised(state)} {count} hồ sơ." if count else f"Không hồ sơ nào {state}."
    if tally.excluded:
        yield f"Ngoài số đó, có {tally.excluded} hồ sơ không tính, lý do: {tally.reason}."
    yield from _more_results(tally)


def _more_results(tally: Tally) -> Iterator[str]:
    if tally.early is not None and tally.returned:
        yield f"Trả trước hạn {tally.early} hồ sơ, trong {tally.returned} hồ sơ đã trả kết quả."
    if tally.online is not None and tally.received:
        yield f"Có {tally.online} hồ sơ nộp trực tuyến, trong {tally.received} hồ sơ tiếp nhận."
    if tally.collected is not None:
        yield f"Phí, lệ phí đã thu là {wording.money(tally.collected)}."
    if tally.note:
        yield f"{tally.note}."


def _news(catalogue: Catalogue, first: date, last: date) -> Iterator[str]:
    found = [one for one in reversed(news.of(catalogue, first)) if first <= one.day <= last]
    if found:
        yield "Về thủ tục có thay đổi."
    for one in found[:MOST_NEWS]:
        yield from _told(one)
    if len(found) > MOST_NEWS:
        yield f"Còn {len(found) - MOST_NEWS} thay đổi khác, mời bà con xem ở trang thủ tục của xã hoặc hỏi nơi tiếp nhận."


def _told(one: News) -> Iterator[str]:
    known = [text for text in one.sentences if wording.UNKNOWN not in text.lower()]
    yield f"Thủ tục {wording.uncapitalised(one.title)}."
    yield from known[:MOST_SENTENCES]
    if len(known) > MOST_SENTENCES:
        yield "Thủ tục này còn thay đổi khác nữa."


def _closed(catalogue: Catalogue, first: date, last: date) -> Iterator[str]:
    found = closed_days.ahead(catalogue, first, last)
    if found:
        yield "Về ngày nghỉ, ngày làm việc của cơ quan."
    for one in found:
        yield one.words


def _tip(catalogue: Catalogue, first: date, today: date, known: Mapping[str, str]) -> Iterator[str]:
    """One tip a month, another each month; of what the records say only what is short enough to remember."""
    tips = [*_GENERAL, *(one for one in _tips(catalogue, today) if len(spoken.sentences(one, known)) == 1)]
    yield "Điều bà con nên biết."
    yield tips[(first.year * 12 + first.month) % len(tips)]


def _tips(catalogue: Catalogue, today: date) -> Iterator[str]:
    for procedure in (one.on(today) for one in poster.favourites(catalogue, today)):
        name = wording.uncapitalised(procedure.title)
        if procedure.not_required:
            papers = wording.joined([wording.uncapitalised(one) for one in procedure.not_required], " hoặc ")
            yield f"Khi làm thủ tục {name}, bà con không phải nộp: {papers}."
        if procedure.online_level is OnlineLevel.FULL:
            yield f"Thủ tục {name} làm được hết trên mạng, bà con không phải đi lại để nộp."
        if (deadline := phrases.deadline_in_short(procedure, today)).known:
            yield f"Thời hạn làm thủ tục {name}: {wording.uncapitalised(deadline.text)}."


def _farewell(catalogue: Catalogue) -> Iterator[str]:
    phone = catalogue.unit.phone
    if not isinstance(phone, Unknown):
        yield f"Cần hỏi thêm, bà con gọi số {phone}."
    yield "Cảm ơn bà con đã lắng nghe."
