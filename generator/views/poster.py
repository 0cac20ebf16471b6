"""What a place's poster says, in words, and what all papers share: they must answer those who have no phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import (
    Catalogue,
    Channel,
    Deadline,
    Document,
    HoursKind,
    Nothing,
    Opening,
    Place,
    Procedure,
    Supporter,
    Unknown,
    When,
)
from generator.selecting import in_dates
from generator.views import frame, phrases
from generator.views.phrases import Fact

STEPS = ("Mở máy ảnh hoặc Zalo", "Soi vào mã vuông bên cạnh", "Bấm vào dòng chữ hiện ra")
DEPENDING = "và giấy tờ tùy trường hợp"

# One of several papers will do: the first stands for all ("thẻ căn cước, căn cước điện tử hoặc hộ chiếu").
_CHOICE = re.compile(r"(?P<what>[^:]+): (?P<first>[^,;()]+?)(?:,| hoặc ).*?(?P<remark> \([^()]*\))?\Z")
# A page has room for long restrictions, a poster has not.
_LONG_RESTRICTION = re.compile(r"\([^()]{31,}\)")
_LAST_DAY = re.compile(r"đến hết [0-9/]+")


@dataclass(frozen=True)
class Helper:
    """Who helps on the spot, by role, never by name."""

    role: str
    phone: Fact


@dataclass(frozen=True)
class Answer:
    """What people ask about one procedure, for those who hand in at the office.

    `bring` are the papers that everybody needs, one by one. `channels` is set where one can't hand in there,
    `filed_at` where the dossier goes elsewhere than to the unit's first reception point.
    """

    code: str
    title: str
    bring: tuple[str, ...]
    bring_known: bool
    fee: Fact
    deadline: Fact
    channels: str | None
    filed_at: str | None


@dataclass(frozen=True)
class Shared:
    """What stands on every paper of one unit, in words."""

    unit: str
    province: str
    office: Fact
    domain: str
    warning: str
    steps: tuple[str, ...]
    phone: Fact
    hours: tuple[tuple[str, str], ...]
    hours_unknown: Fact | None
    complaints_where: Fact
    complaints_phone: Fact
    complaints_box: str | None
    as_of: str
    sample: bool


@dataclass(frozen=True)
class PlacePoster:
    """The words on the poster of one place. `total` counts the procedures on the site behind the code."""

    address: Address
    place: str
    posted_at: str | None
    helpers: tuple[Helper, ...]
    answers: tuple[Answer, ...]
    total: int
    sample: bool


def shared(catalogue: Catalogue, today: date) -> Shared:
    """What every paper of a unit says, as things stand on `today`."""
    frame_words = frame.of(catalogue)
    return Shared(
        unit=frame_words.unit,
        province=frame_words.province,
        office=frame_words.address,
        domain=frame_words.home,
        warning=frame_words.warning,
        steps=STEPS,
        phone=frame_words.phone.fact,
        hours=_hours(catalogue.unit.hours),
        hours_unknown=frame_words.hours_fact,
        complaints_where=frame_words.complaints_where,
        complaints_phone=frame_words.complaints_phone.fact,
        complaints_box=frame_words.complaints_box,
        as_of=wording.short_date(today),
        sample=frame_words.sample,
    )


def of_places(places: Iterable[Place], catalogue: Catalogue, today: date) -> Iterator[PlacePoster]:
    """The posters of places as things stand on `today`; the answers are the same on all of them."""
    chosen = favourites(catalogue, today)
    answers = tuple(answer(procedure, catalogue, today) for procedure in chosen)
    total = sum(is_in_force(procedure, today) for procedure in catalogue.procedures.values())
    sample = frame.is_sample(catalogue.unit) or any(map(is_unsourced, chosen))
    for place in places:
        yield PlacePoster(
            address=addresses.of_place(place),
            place=place.name,
            posted_at=place.posted_at,
            helpers=tuple(map(_helper, place.supporters)),
            answers=answers,
            total=total,
            sample=sample,
        )


def of_place(place: Place, catalogue: Catalogue, today: date) -> PlacePoster:
    """The poster of a place as things stand on `today`."""
    return next(of_places([place], catalogue, today))


def is_unsourced(procedure: Procedure) -> bool:
    """Whether nobody knows the decision that announced a record: its facts are no more than a draft."""
    return isinstance(procedure.source.decision, Unknown)


def favourites(catalogue: Catalogue, today: date) -> list[Procedure]:
    """The commune's most used procedures in the order it chose; what does not apply on `today` is left out."""
    chosen = (catalogue.procedures.get(code) for code in catalogue.unit.favourites)
    return [procedure for procedure in chosen if procedure and is_in_force(procedure, today)]


def is_in_force(procedure: Procedure, today: date) -> bool:
    """Whether a procedure is in use on `today`."""
    return procedure.on(today).validity.in_use(today)


def answer(original: Procedure, catalogue: Catalogue, today: date) -> Answer:
    """A procedure's papers, charges and days in short, as they stand on `today`."""
    procedure = original.on(today)
    at_office = isinstance(procedure.channels, Unknown) or Channel.IN_PERSON in procedure.channels
    if at_office:
        procedure = _handed_in_at_office(procedure)
    papers = _papers(procedure, today)
    return Answer(
        code=procedure.code,
        title=wording.capitalised(procedure.title),
        bring=papers or (wording.capitalised(wording.UNKNOWN),),
        bring_known=bool(papers),
        fee=_fee(procedure, today),
        deadline=_shortened(phrases.deadline_in_short(procedure, today)),
        channels=None if at_office else phrases.channels_in_short(procedure).text,
        filed_at=_filed_at(procedure, catalogue) if at_office else None,
    )


def _filed_at(procedure: Procedure, catalogue: Catalogue) -> str | None:
    """`Nộp tại Công an xã, 0000 000 003`; None where the first reception point, the one-stop centre, takes it."""
    points = catalogue.unit.reception_points
    if isinstance(procedure.reception_points, Unknown) or not points or points[0].code in procedure.reception_points:
        return None
    by_code = {point.code: point for point in points}
    found = [by_code[code] for code in procedure.reception_points]
    named = [f"{one.name}, {one.phone}" if isinstance(one.phone, str) else one.name for one in found]
    return f"Nộp tại {wording.joined(named, ' hoặc ')}" if named else None


def short_name(document: Document) -> str:
    """`Giấy tờ tùy thân, như thẻ căn cước`, and how many unless it is just the one original."""
    name = wording.capitalised(document.name)
    choice = _CHOICE.match(name)
    if choice and " hoặc " in name[choice.end("what") :]:
        name = f"{choice['what']}, như {choice['first'].strip()}{choice['remark'] or ''}"
    if isinstance(document.originals, Unknown) or isinstance(document.copies, Unknown):
        return name
    counts = phrases.counts(document)
    said = counts == "1 bản sao" and name.startswith("Bản sao")
    return name if said or counts == "1 bản chính" else f"{name} ({counts})"


def _papers(procedure: Procedure, today: date) -> tuple[str, ...]:
    """The papers everybody needs, those most situations need, and a hint at the others; none if not known."""
    if isinstance(procedure.documents, Unknown):
        return ()
    if isinstance(procedure.documents, Nothing):
        return ("Không cần giấy tờ nào",)
    current = [one for one in procedure.documents if in_dates(one.when, today)]
    lines: list[str] = []
    for document in current:
        if document.condition:
            continue
        if not document.when.cases:
            lines.append(short_name(document))
        elif 2 * len(document.when.cases) > len(procedure.cases):
            lines.append(f"{short_name(document)} (phần lớn trường hợp)")
    lines = list(dict.fromkeys(lines))
    if any(document.condition or document.when.cases for document in current):
        lines.append(DEPENDING if lines else wording.capitalised(DEPENDING.removeprefix("và ")))
    return tuple(lines)


def _handed_in_at_office(procedure: Procedure) -> Procedure:
    """The procedure with the papers and deadlines of those who come in person; charges name their channel."""
    documents, deadlines = procedure.documents, procedure.deadlines
    if isinstance(documents, tuple):
        documents = tuple(one for one in documents if _in_person(one.when))
    if isinstance(deadlines, tuple):
        deadlines = tuple(_any_channel(deadlines))
    return replace(procedure, documents=documents, deadlines=deadlines)


def _in_person(when: When) -> bool:
    return not when.channels or Channel.IN_PERSON in when.channels


def _any_channel(deadlines: Iterable[Deadline]) -> Iterable[Deadline]:
    return (replace(one, when=replace(one.when, channels=())) for one in deadlines if _in_person(one.when))


def _fee(procedure: Procedure, today: date) -> Fact:
    """All charges in short, in the words of the page."""
    return _shortened(phrases.fee_in_short(procedure, today))


def _shortened(fact: Fact) -> Fact:
    text = _LONG_RESTRICTION.sub(_short_restriction, fact.text)
    return replace(fact, text=wording.capitalised(text))


def _short_restriction(long: re.Match[str]) -> str:
    """`(tùy trường hợp)`; the last day stays, because a poster hangs on."""
    end = _LAST_DAY.search(long.group())
    return f"(tùy trường hợp; {end.group()})" if end else "(tùy trường hợp)"


def _hours(openings: tuple[Opening, ...] | Unknown) -> tuple[tuple[str, str], ...]:
    """Office hours first, then the ninth hour as what is added on some days."""
    if isinstance(openings, Unknown):
        return ()
    office = phrases.opening_hours(one for one in openings if one.kind is HoursKind.OFFICE)
    ninth = phrases.opening_hours(one for one in openings if one.kind is HoursKind.NINTH_HOUR)
    return (*office, *((days, f"thêm {times}") for days, times in ninth))


def _helper(supporter: Supporter) -> Helper:
    known = supporter.phone if supporter.phone is not None else Unknown("chưa khai báo")
    return Helper(supporter.role, frame.phone(known).fact)
