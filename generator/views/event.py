"""A life event's page: each way through it with its steps in order, papers listed once, sums of money and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import (
    Branch,
    Catalogue,
    Channel,
    Document,
    JourneyStep,
    LifeEvent,
    Nothing,
    Procedure,
    Unknown,
)
from generator.selecting import applies
from generator.views import frame, glossary, journey, phrases
from generator.views.frame import Link
from generator.views.glossary import EMPTY, Glossary
from generator.views.journey import Time, Total
from generator.views.phrases import Fact

_REMARK = re.compile(r"\s*\(([^()]*)\)\Z")
"""A remark in brackets at the end of a paper's name: `(của người đi khai)`."""


@dataclass(frozen=True)
class AgencyLine:
    """An office of a linked procedure and its part."""

    name: str
    task: str
    link: Link | None


@dataclass(frozen=True)
class StepLine:
    """One step in words. `after` are the numbers of earlier steps it waits for."""

    number: int
    title: str
    address: Address
    situation: str | None
    reason: str | None
    condition: str | None
    after: tuple[int, ...]
    agencies: tuple[AgencyLine, ...]
    authority: Fact
    fee: Fact
    deadline: Fact
    standing: str | None


@dataclass(frozen=True)
class Use:
    """What is done with a paper in one step."""

    number: int
    what: str
    remark: str | None
    condition: str | None


@dataclass(frozen=True)
class Paper:
    """A paper and the steps that need it."""

    name: str
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class StepPapers:
    """The papers that one step alone needs, or the one fact that stands where there are none to list."""

    number: int
    title: str
    address: Address
    papers: tuple[Paper, ...]
    fact: Fact | None
    more: bool


@dataclass(frozen=True)
class Way:
    """One way through a life event; without branches the only one, and nameless."""

    name: str | None
    explanation: str | None
    steps: tuple[StepLine, ...]
    agencies: tuple[str, ...]
    shared: tuple[Paper, ...]
    papers: tuple[StepPapers, ...]
    fees: tuple[Total, ...]
    times: tuple[Time, ...]
    optional: bool


@dataclass(frozen=True)
class EventPage:
    """All words and addresses on a life event's page."""

    address: Address
    name: str
    summary: str
    aliases: tuple[str, ...]
    ended: str | None
    successor: Link | None
    ways: tuple[Way, ...]
    notes: tuple[str, ...]
    glossary: Glossary = EMPTY


@dataclass(frozen=True)
class EventEntry:
    """A life event in a list."""

    address: Address
    name: str
    summary: str


def entries(catalogue: Catalogue, today: date) -> tuple[EventEntry, ...]:
    """The life events in use, in the order written."""
    return tuple(
        EventEntry(addresses.of_event(one), one.name, one.summary)
        for one in catalogue.events.values()
        if one.lifetime.includes(today)
    )


def links(code: str, catalogue: Catalogue, today: date) -> tuple[Link, ...]:
    """The life events in use that a procedure is a part of."""
    return tuple(
        Link(one.name, addresses.of_event(one))
        for one in catalogue.events.values()
        if one.lifetime.includes(today) and code in set(_procedures(one))
    )


def _procedures(event: LifeEvent) -> Iterator[str]:
    for step in event.steps:
        yield step.procedure
        yield from (agency.procedure for agency in step.agencies if agency.procedure)


def of(event: LifeEvent, catalogue: Catalogue, today: date) -> EventPage:
    """The page of a life event as it stands on `today`."""
    successor = catalogue.events.get(event.replaced_by) if event.replaced_by else None
    page = EventPage(
        address=addresses.of_event(event),
        name=event.name,
        summary=event.summary,
        aliases=event.aliases,
        ended=phrases.last_day(event.lifetime),
        successor=Link(successor.name, addresses.of_event(successor)) if successor else None,
        ways=tuple(_way(branch, event, catalogue, today) for branch in event.branches or (None,)),
        notes=event.notes,
    )
    return glossary.explained(page, [[page.summary], *(list(_texts(way)) for way in page.ways), page.notes], catalogue)


def _texts(way: Way) -> Iterator[str]:
    """The running text of a way, in the order of the page."""
    for step in way.steps:
        yield from (text for text in (step.condition, step.situation, step.reason) if text)
        for agency in step.agencies:
            yield agency.name
            yield agency.task
        yield from (step.authority.text, step.fee.text, step.deadline.text)
    for paper in (*way.shared, *(paper for one in way.papers for paper in one.papers)):
        yield paper.name
        for use in paper.uses:
            yield from (text for text in (use.what, use.remark, use.condition) if text)
    for total in (*way.fees, *(one.total for one in way.times)):
        yield from (total.fact.text, *total.extras)


def _way(branch: Branch | None, event: LifeEvent, catalogue: Catalogue, today: date) -> Way:
    every = [step for step in event.steps if branch is None or not step.branches or branch.code in step.branches]
    found = [(step, catalogue.procedures[step.procedure].on(today)) for step in every]
    numbers = {step.code: number for number, step in enumerate(every, 1)}
    named = [(step, procedure, wording.capitalised(procedure.title)) for step, procedure in found]
    needed = [one for one in named if one[0].condition is None]
    shared, papers = _papers(found, numbers, today)
    channels = [Channel.IN_PERSON]
    if any(journey.channel_of(procedure, Channel.ONLINE) is Channel.ONLINE for _, procedure, _ in needed):
        channels.append(Channel.ONLINE)
    return Way(
        name=branch.name if branch else None,
        explanation=branch.explanation if branch else None,
        steps=tuple(_step(step, procedure, numbers, catalogue, today) for step, procedure in found),
        agencies=_agencies(found),
        shared=shared,
        papers=papers,
        fees=_once(tuple(journey.total_fee(needed, channel, today) for channel in channels)) if needed else (),
        times=_once_time(tuple(journey.total_time(needed, every, channel, today) for channel in channels))
        if needed
        else (),
        optional=len(needed) < len(named),
    )


def _once(totals: tuple[Total, ...]) -> tuple[Total, ...]:
    """One line, without naming the way of handing in, where it makes no difference."""
    first, *rest = totals
    same = all((one.fact, one.extras, one.missing) == (first.fact, first.extras, first.missing) for one in rest)
    return (Total(None, first.fact, first.extras, first.missing),) if same else totals


def _once_time(times: tuple[Time, ...]) -> tuple[Time, ...]:
    totals = _once(tuple(one.total for one in times))
    return tuple(Time(total, one.chain, one.rounds) for total, one in zip(totals, times, strict=False))


def _step(
    step: JourneyStep, procedure: Procedure, numbers: dict[str, int], catalogue: Catalogue, today: date
) -> StepLine:
    narrowed = journey.narrowed(procedure, step.case, today)
    return StepLine(
        number=numbers[step.code],
        title=wording.capitalised(procedure.title),
        address=addresses.of_procedure(procedure),
        situation=next((case.name for case in procedure.cases if case.code == step.case), None),
        reason=step.reason,
        condition=step.condition,
        after=tuple(numbers[code] for code in step.after if code in numbers),
        agencies=tuple(_agency(one.name, one.task, one.procedure, catalogue, today) for one in step.agencies),
        authority=frame.fact(procedure.authority),
        fee=phrases.fee_in_short(narrowed, today),
        deadline=phrases.deadline_in_short(narrowed, today),
        standing=phrases.standing_in_short(catalogue.procedures[step.procedure], today),
    )


def _agency(name: str, task: str, code: str | None, catalogue: Catalogue, today: date) -> AgencyLine:
    alone = catalogue.procedures.get(code) if code else None
    link = Link(wording.capitalised(alone.on(today).title), addresses.of_procedure(alone)) if alone else None
    return AgencyLine(name, task, link)


def _agencies(found: list[tuple[JourneyStep, Procedure]]) -> tuple[str, ...]:
    """Every office of a way, in the order in which people meet them; one alone is named at its step."""
    names: dict[str, None] = {}
    for step, procedure in found:
        own = [agency.name for agency in step.agencies]
        names |= dict.fromkeys(own or [one for one in (procedure.authority,) if isinstance(one, str)])
    return tuple(names) if len(names) > 1 else ()


def _papers(
    found: list[tuple[JourneyStep, Procedure]], numbers: dict[str, int], today: date
) -> tuple[tuple[Paper, ...], tuple[StepPapers, ...]]:
    """The papers of several steps once, and what each step needs beside them.

    Papers are those for handing in at the office; a procedure without that way shows those of its first.
    Two are the same if they are the same form, or have the same name but for a remark in brackets.
    """
    groups: dict[str, list[tuple[int, Document]]] = {}
    for step, procedure in found:
        for document in _needed(step, procedure, today):
            groups.setdefault(_same(document), []).append((numbers[step.code], document))
    shared = [items for items in groups.values() if len({number for number, _ in items}) > 1]
    alone = [items for items in groups.values() if len({number for number, _ in items}) == 1]
    by_step = tuple(
        StepPapers(
            numbers[step.code],
            wording.capitalised(procedure.title),
            addresses.of_procedure(procedure),
            tuple(_paper(items) for items in alone if items[0][0] == numbers[step.code]),
            _no_list(procedure),
            step.case is None
            and isinstance(procedure.documents, tuple)
            and any(document.when.cases for document in procedure.documents),
        )
        for step, procedure in found
    )
    return tuple(map(_paper, shared)), by_step


def _needed(step: JourneyStep, procedure: Procedure, today: date) -> tuple[Document, ...]:
    if not isinstance(procedure.documents, tuple):
        return ()
    channel = journey.channel_of(procedure, Channel.IN_PERSON)
    return tuple(one for one in procedure.documents if applies(one.when, channel, step.case, today))


def _no_list(procedure: Procedure) -> Fact | None:
    if isinstance(procedure.documents, Unknown):
        return phrases.unknown(procedure.documents)
    if isinstance(procedure.documents, Nothing):
        return Fact("Không cần giấy tờ nào", why=procedure.documents.source)
    return None


def _same(document: Document) -> str:
    if document.form:
        return f"mau:{document.form}"
    return " ".join(_REMARK.sub("", document.name).casefold().split())


def _paper(items: list[tuple[int, Document]]) -> Paper:
    name = min((_REMARK.sub("", document.name) for _, document in items), key=len)
    return Paper(
        wording.capitalised(name),
        tuple(
            Use(
                number,
                f"{wording.HANDLINGS[document.handling]} {phrases.counts(document)}",
                _remark(document.name, name),
                document.condition,
            )
            for number, document in items
        ),
    )


def _remark(full: str, name: str) -> str | None:
    """What a step's own name of a paper says beyond the name shown."""
    if full == name:
        return None
    found = _REMARK.search(full)
    return found[1] if found and _REMARK.sub("", full) == name else full
