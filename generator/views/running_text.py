"""The running text of a procedure's page in the order of the page, so that words are explained at their first use."""

from __future__ import annotations

from collections.abc import Iterator

from generator.records import Catalogue
from generator.views import glossary
from generator.views.phrases import Fact
from generator.views.procedure import Listed, Paper, ProcedurePage


def glossed(page: ProcedurePage, catalogue: Catalogue) -> ProcedurePage:
    """The page with its glossary; names at the top and the text below each have their first uses."""
    names = [page.title, *((page.official_name,) if page.official_name else ())]
    return glossary.explained(page, [names, [text for text in _texts(page) if text]], catalogue)


def _fact(fact: Fact | None, why: bool = False) -> Iterator[str]:
    if fact:
        yield fact.text
        if why and fact.why:
            yield fact.why


def _papers(papers: Listed[Paper]) -> Iterator[str | None]:
    for paper in papers.items:
        yield paper.name
        yield paper.task
        yield from paper.why_unknown
        yield from (paper.condition, paper.restriction)
        yield from paper.alternatives
        yield paper.note


def _texts(page: ProcedurePage) -> Iterator[str | None]:
    yield page.summary
    for notice in page.notices:
        yield notice.text
    for fact in (page.fee, page.deadline, page.where, page.online):
        yield from _fact(fact)
    yield from _fact(page.papers.fact, True)
    yield from _papers(page.papers)
    for situation in page.situations:
        yield situation.explanation
        yield from _papers(situation.papers)
    yield from page.not_required
    yield from _fact(page.steps.fact, True)
    for step in page.steps.items:
        yield from (step.actor, step.restriction, step.action)
    yield from _fact(page.charges.fact, True)
    for charge in page.charges.items:
        yield from (charge.name, charge.restriction, charge.amount.text, charge.amount.why, charge.note)
    for line in page.exemptions:
        yield from (line.who, line.proof)
    yield from _fact(page.payments.fact, True)
    for way in page.payments.items:
        yield from (way.method, way.restriction, way.note)
    yield from _fact(page.times.fact, True)
    for time in page.times.items:
        yield from (time.fact.text, time.restriction, time.fact.why, time.note)
    yield from _fact(page.results.fact, True)
    for result in page.results.items:
        yield result.name
        yield from _fact(result.delivery, True)
        yield from _fact(result.postage, True)
        yield result.at_home
        yield from _fact(result.valid_for, True)
        yield result.note
    for fact in (page.elsewhere, page.delegation):
        yield from _fact(fact, True)
    yield page.delegation_exception
    for fact in (page.if_refused, page.if_late, page.audience, page.authority):
        yield from _fact(fact, True)
    yield from _fact(page.requirements.fact, True)
    yield from page.requirements.items
    yield from page.notes
