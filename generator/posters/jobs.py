"""A catalogue and its designs to jobs: what each paper says, as the data that its design reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import groupby
from typing import Any

from generator import addresses, check_words, qr, wording
from generator.addresses import Address
from generator.posters.designs import Design, Subject, Variant
from generator.records import Catalogue, Unit
from generator.views import board_sheets, disclosure, poster, rounds, sheets, survey
from generator.views.rounds import Hanging


@dataclass(frozen=True)
class Job:
    """One paper to make.

    `file` is its path below the folder of posters, `name` what messages call it, `address` where a code on it must
    lead, whatever the number of the print (None where it is about no single page), `place` the code of the place it
    is for. `page` is the page at that address; `answers` are the procedures it may state the facts of, by code, with
    their titles. `words` is what the design says, `drawn` every address it may draw a code of, by its path, for `unit`.
    """

    design: Design
    variant: Variant
    file: str
    name: str
    address: str | None
    place: str | None
    page: Address | None
    answers: Mapping[str, str] = field(repr=False)
    words: Mapping[str, Any] = field(repr=False)
    drawn: Mapping[str, Address] = field(repr=False)
    unit: Unit = field(repr=False)

    @property
    def kind(self) -> str:
        """Design and variant, as the register and the names of files call them: `to-thon-A4`."""
        return kind(self.design, self.variant)

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, Any]]:
        """The codes as the designs draw them, by path. Made when asked for: the first papers need not wait for all."""
        return {path: _code(self.unit, address) for path, address in self.drawn.items()}

    @property
    def data(self) -> str:
        """What the design reads, as JSON."""
        return json.dumps(
            {**self.words, "ma": self.codes, "thiet_ke": self.variant.settings}, ensure_ascii=False, sort_keys=True
        )


def kind(design: Design, variant: Variant) -> str:
    """What one size and way of printing of a design is called."""
    return f"{design.stem}-{variant.suffix}"


@dataclass(frozen=True)
class OrderLine:
    """What the copy shop prints of one design on one size of paper; `inks` are the ways of printing to choose from."""

    name: str
    size: str
    inks: str
    folder: str
    files: int
    copies: int
    total: int
    paper: str
    finish: str


@dataclass(frozen=True)
class _Paper:
    """A paper before it is known in which sizes it comes: the stem of its file, its name, its words."""

    stem: str
    name: str
    words: Any
    address: Address | None
    more: Mapping[str, Any] = field(default_factory=dict)
    place: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


def all(
    chosen: Iterable[Design],
    catalogue: Catalogue,
    today: date,
    editions: Mapping[Address, int] | None,
    hanging: Iterable[Hanging],
    place: str | None = None,
) -> list[Job]:
    """Every paper of these designs, design by design; with `place` only those for that place.

    `editions` gives the number of the print of an address, for the designs that carry it on their own address;
    without it the papers are drafts.
    """
    known = tuple(hanging)
    chosen = tuple(chosen)
    papers = {
        one: tuple(_PAPERS[one](catalogue, today, known)) for one in Subject if one in {d.subject for d in chosen}
    }
    if place is not None:
        papers = {subject: tuple(one for one in found if one.place == place) for subject, found in papers.items()}
    shared = poster.shared(catalogue, today)
    designs = [design for design in chosen if papers[design.subject]]
    whole = [line for design in designs for line in _orders(design, len(papers[design.subject]))]
    single = [line for design in designs if design.subject is Subject.PLACE for line in _orders(design, 1)]
    orders = {Subject.UNIT: whole, Subject.PLACE: single}
    return [
        job
        for design in designs
        for paper in papers[design.subject]
        for job in _jobs(design, paper, shared, orders.get(design.subject, []), catalogue.unit, editions)
    ]


def _jobs(
    design: Design,
    paper: _Paper,
    shared: poster.Shared,
    orders: list[OrderLine],
    unit: Unit,
    editions: Mapping[Address, int] | None,
) -> Iterator[Job]:
    numbered = design.numbered and paper.address in (editions or {})
    words = _Plain({paper.address: editions[paper.address]} if editions and paper.address and numbered else {})
    data = {
        # What ages must not hang before it stands in the register.
        "xem_thu": editions is None and design.numbered,
        "to": {**words.of(paper.words), **words.of(paper.more)},
        "chung": words.of(shared),
        "dat_in": words.of(orders),
    }
    own = addresses.printed(unit, paper.address) if paper.address is not None else None
    for variant in design.variants:
        yield Job(
            design,
            variant,
            f"{design.stem}/{paper.stem}-{variant.suffix}.pdf",
            paper.name,
            own,
            paper.place,
            paper.address,
            paper.answers,
            data,
            words.addresses,
            unit,
        )


class _Plain:
    """Views to what JSON can hold. An address becomes its path; those met on the way are kept, to make their codes."""

    def __init__(self, editions: Mapping[Address, int]) -> None:
        self._editions = editions
        self.addresses: dict[str, Address] = {}

    def numbered(self, address: Address) -> Address:
        return address if address.edition else replace(address, edition=self._editions.get(address))

    def of(self, value: Any) -> Any:
        if isinstance(value, Address):
            address = self.numbered(value)
            self.addresses[address.path] = address
            return address.path
        if is_dataclass(value) and not isinstance(value, type):
            # What a view works out of itself counts like what it was given.
            worked_out = [name for name, one in vars(type(value)).items() if isinstance(one, property)]
            names = [*(one.name for one in fields(value)), *worked_out]
            return {name: self.of(getattr(value, name)) for name in names}
        if isinstance(value, Mapping):
            return {key: self.of(one) for key, one in value.items()}
        if isinstance(value, (tuple, list)):
            return [self.of(one) for one in value]
        if isinstance(value, date):
            return value.isoformat()
        return value.value if isinstance(value, Enum) else value


def _code(unit: Unit, address: Address) -> dict[str, Any]:
    """A code as the designs draw it; `svg` is empty where no code can hold the address."""
    text = addresses.printed(unit, address)
    code = qr.make(text)
    return {
        "chu": text,
        "svg": code.svg if code else "",
        "so_o": code.modules if code else 21,
        "vien": qr.QUIET_ZONE,
        "tu": check_words.of(unit, address),
        "lan_in": address.edition,
    }


def _orders(design: Design, count: int) -> Iterator[OrderLine]:
    order = design.order
    for paper, same in groupby(design.variants, key=lambda variant: variant.paper):
        inks = wording.joined([variant.colours.words for variant in same], " hoặc ")
        total = count * order.copies
        yield OrderLine(
            design.name, paper.upper(), inks, design.stem, count, order.copies, total, order.paper, order.finish
        )


def _places(catalogue: Catalogue, today: date, hanging: tuple[Hanging, ...]) -> Iterator[_Paper]:
    """A paper for each place, also for one that is still to come; none for one that has ended."""
    places = [one for one in catalogue.unit.places if one.lifetime.end is None or today <= one.lifetime.end]
    for place, words in zip(places, poster.of_places(places, catalogue, today), strict=True):
        more = {"bien_ban": rounds.record(place, hanging)}
        answers = {one.code: one.title for one in words.answers}
        yield _Paper(place.code, place.name, words, words.address, more, place.code, answers)


def _procedures(catalogue: Catalogue, today: date, _: tuple[Hanging, ...]) -> Iterator[_Paper]:
    for procedure in catalogue.procedures.values():
        if poster.is_in_force(procedure, today):
            words = sheets.of_procedure(procedure, catalogue, today)
            yield _Paper(procedure.code, words.page.title, words, words.address)


def _fields(catalogue: Catalogue, today: date, _: tuple[Hanging, ...]) -> Iterator[_Paper]:
    for one in catalogue.fields.values():
        if one.lifetime.includes(today):
            words = sheets.of_field(one, catalogue, today)
            if words.entries:
                answers = {entry.address.code: entry.title for entry in words.entries}
                yield _Paper(one.code, one.name, words, words.address, answers=answers)


def _events(catalogue: Catalogue, today: date, _: tuple[Hanging, ...]) -> Iterator[_Paper]:
    for one in catalogue.events.values():
        if one.lifetime.includes(today):
            words = sheets.of_event(one, catalogue, today)
            steps = (catalogue.procedures[step.procedure].on(today) for step in one.steps)
            answers = {step.code: wording.capitalised(step.title) for step in steps}
            yield _Paper(one.code, one.name, words, words.address, answers=answers)


def _unit(catalogue: Catalogue, today: date, hanging: tuple[Hanging, ...]) -> Iterator[_Paper]:
    more = {
        "kiem_tra": rounds.rounds(catalogue, today, hanging),
        "hay_dung": [poster.answer(one, catalogue, today) for one in poster.favourites(catalogue, today)],
        "so_niem_yet": disclosure.of(catalogue, today),
        "ngay": wording.long_date(today),
    }
    words = sheets.of_unit(catalogue, today)
    answers = {sheet.page.code: sheet.page.title for field in words.fields for sheet in field.sheets}
    yield _Paper(catalogue.unit.code, catalogue.unit.name, words, None, more, answers=answers)


def _board(catalogue: Catalogue, today: date, _: tuple[Hanging, ...]) -> Iterator[_Paper]:
    for words in board_sheets.of(catalogue, today):
        yield _Paper(words.code, words.title, words, None)


def _conduct(catalogue: Catalogue, today: date, _: tuple[Hanging, ...]) -> Iterator[_Paper]:
    for words in board_sheets.conduct(catalogue, today):
        yield _Paper(words.code, words.title, words, None)


def _apology(catalogue: Catalogue, _: date, __: tuple[Hanging, ...]) -> Iterator[_Paper]:
    if words := board_sheets.apology(catalogue):
        yield _Paper(catalogue.unit.code, catalogue.unit.name, words, None)


def _survey(catalogue: Catalogue, today: date, _: tuple[Hanging, ...]) -> Iterator[_Paper]:
    """The slip; none for a unit that has not said what it asks."""
    if catalogue.survey and (words := survey.slip(catalogue.survey, catalogue)):
        yield _Paper(catalogue.survey.code, catalogue.unit.name, words, words.address)


_PAPERS: dict[Subject, Callable[[Catalogue, date, tuple[Hanging, ...]], Iterator[_Paper]]] = {
    Subject.PLACE: _places,
    Subject.PROCEDURE: _procedures,
    Subject.FIELD: _fields,
    Subject.EVENT: _events,
    Subject.UNIT: _unit,
    Subject.BOARD: _board,
    Subject.CONDUCT: _conduct,
    Subject.APOLOGY: _apology,
    Subject.SURVEY: _survey,
}
