"""A catalogue to every file of the generated wing of the site, by path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator import addresses, cache
from generator.addresses import Address, Kind
from generator.cache import Cache
from generator.problems import Problem
from generator.records import Catalogue, Lifetime, Printed, Procedure
from generator.search import building
from generator.site import feeds, form, machines, offline
from generator.site.memory import Memory
from generator.site.rendering import TEMPLATES, Renderer
from generator.views import (
    ahead,
    board,
    calculator,
    coverage,
    dashboard,
    disclosure,
    edition,
    editor,
    event,
    frame,
    listing,
    news,
    online_levels,
    procedure,
    results,
    running_text,
    schedule,
    screen,
    survey,
    time_cut,
)
from generator.views.ahead import Later

EXTRAS = ("404.html", "sitemap.xml")
"""The paths of `extras`."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class File:
    """A file of the site: its path below the site's folder, and its bytes or where they lie."""

    path: str
    content: str | bytes | Path


def renderer(
    catalogue: Catalogue, root: Path, today: date, kept: Cache, live: bool = False, about: str | None = None
) -> Renderer:
    """What renders the pages of a catalogue.

    `about` is the path of the hand-written page that every page links to, where there is one.
    """
    return Renderer(root, catalogue.unit, frame.of(catalogue, _calendar(catalogue, today, kept)), live, about, kept)


def build(
    catalogue: Catalogue,
    root: Path,
    today: date,
    kept: Cache,
    renderer: Renderer,
    problems: tuple[Problem, ...] = (),
    progress: Progress | None = None,
) -> Iterator[File]:
    """All generated pages and the files they need, except those of `extras`."""
    made: list[tuple[str, str | bytes | Path]] = []
    memory = Memory(catalogue, today, kept)
    for file in _shown(catalogue, root, today, kept, memory, renderer, problems, progress):
        made.append((file.path, file.content))
        yield file
    # Not among what a phone keeps: the same pages lie there under their plain addresses.
    yield from _editions(catalogue, today, kept, memory, renderer, problems)
    yield from _screen(catalogue, today, renderer, kept, made)
    for path, content in machines.files(
        catalogue, root, TEMPLATES, today, memory, made, renderer.translate, renderer.live
    ):
        yield File(path, content)


def _screen(
    catalogue: Catalogue, today: date, renderer: Renderer, kept: Cache, made: list[tuple[str, str | bytes | Path]]
) -> Iterator[File]:
    """The screen in the lobby, and a few bytes that tell this edition of all pages (`made`) from the next.

    Nobody else is to load it, so no phone keeps it with the catalogue.
    """
    path = addresses.SCREEN.path
    view = screen.of(catalogue, today)
    nameless = _rendered(renderer, _Shown("screen", path, view), kept, ())
    edition = offline.check(offline.as_bytes(offline.listing(made) + nameless))
    named = _Shown("screen", path, replace(view, edition=edition))
    yield File(f"{path}index.html", _rendered(renderer, named, kept, ()))
    yield File(f"{path}ban.txt", f"{edition}\n")


def _calendar(catalogue: Catalogue, today: date, kept: Cache) -> calculator.Data:
    """The office's calendar, remembered because working out lunar holidays takes as long as hundreds of pages."""
    name = cache.key("calendar", repr(catalogue.unit), str(today.year))
    known = kept.remembered(name, lambda: json.dumps(calculator.of_unit(catalogue, today), ensure_ascii=False))
    calendar: calculator.Data = json.loads(known)
    return calendar


def _shown(
    catalogue: Catalogue,
    root: Path,
    today: date,
    kept: Cache,
    memory: Memory,
    renderer: Renderer,
    problems: tuple[Problem, ...],
    progress: Progress | None,
) -> Iterator[File]:
    """Pages and the files that people see or that pages ask for."""
    views = [_shown_on(page, today) for page in _pages(catalogue)]
    total = len(views) + len(catalogue.procedures)
    for number, view in enumerate(views, 1):
        yield File(view.path + "index.html", _rendered(renderer, view, kept, problems))
        if progress:
            progress(number, total)
    kind = cache.key("page", renderer.identity, repr(problems))
    for number, one in enumerate(catalogue.procedures.values(), len(views) + 1):
        html = memory.text(kind, one, partial(_of_procedure, one, today, renderer, problems))
        yield File(addresses.of_procedure(one).path + "index.html", html)
        if progress:
            progress(number, total)
    yield File(offline.PAGE, _rendered(renderer, _Shown("offline", offline.PAGE, None), kept, ()))
    for path, content in machines.assets(root, TEMPLATES, renderer.translate):
        yield File(path, content)
    index = building.index(catalogue, today, kept)
    yield File("assets/tim.json", json.dumps(index, ensure_ascii=False, separators=(",", ":")))
    for paper in catalogue.forms.values():
        if paper.file:
            yield File(f"bieu-mau/{paper.file_name}", root / paper.file)
    for path, content in form.files(catalogue):
        yield File(path, content)


def _editions(
    catalogue: Catalogue,
    today: date,
    kept: Cache,
    memory: Memory,
    renderer: Renderer,
    problems: tuple[Problem, ...],
) -> Iterator[File]:
    """The pages that printed sheets open: those of their plain addresses, and what changed since the print."""
    kind = cache.key("edition", renderer.identity, repr(problems))
    pages = {page.path: page for page in _pages(catalogue)}
    for address, sheets in addresses.editions(catalogue).items():
        if address.kind is Kind.PROCEDURE:
            one = catalogue.procedures[address.code]
            # A sheet's name is a digest of what it states.
            own = cache.key(kind, address.path, *(sheet.code for sheet in sheets))
            html = memory.text(
                own, one, partial(_of_procedure_edition, one, address, sheets, today, renderer, problems)
            )
        else:
            page = pages[replace(address, edition=None).path]
            html = _rendered(renderer, _opened(page, address, sheets, catalogue, today), kept, problems)
        yield File(address.path + "index.html", html)


def _opened(page: _Page, address: Address, sheets: tuple[Printed, ...], catalogue: Catalogue, today: date) -> _Shown:
    """The page of a place, a field or a life event as its printed sheets open it."""
    stated = [procedure for sheet in sheets if sheet.facts for procedure in sheet.facts.procedures]
    known = {one.code: catalogue.procedures[one.code] for one in (*page.procedures, *stated)}
    make = partial(edition.opened, page.make, address, sheets, catalogue)
    return _shown_on(replace(page, path=address.path, make=make, procedures=tuple(known.values())), today)


def extras(catalogue: Catalogue, today: date, renderer: Renderer) -> Iterator[File]:
    """Files that the theme would overwrite and that must therefore be written last."""
    yield File("404.html", renderer.page("404", "404.html", None))
    yield File("sitemap.xml", feeds.sitemap(catalogue, today))


def broken(root: Path, problems: tuple[Problem, ...]) -> File:
    """The one page that live preview can show before there was ever a whole catalogue."""
    return File("index.html", Renderer(root, None, None, live=True).page("problems", "", None, problems))


@dataclass(frozen=True)
class _Shown:
    """A page to render: what it shows today, and what it will show from later days on."""

    template: str
    path: str
    view: object
    later: tuple[Later[object], ...] = ()


@dataclass(frozen=True)
class _Page:
    """A page that lists procedures: what makes it for a day, and what makes one day differ from another."""

    template: str
    path: str
    make: Callable[[date], object]
    procedures: tuple[Procedure, ...]
    lifetimes: tuple[Lifetime, ...] = ()


def _shown_on(page: _Page, today: date) -> _Shown:
    days = ahead.days(page.procedures, page.lifetimes, today)
    return _Shown(page.template, page.path, page.make(today), ahead.states(page.make, today, days))


def _pages(catalogue: Catalogue) -> Iterator[_Page]:
    every, unit = catalogue.procedures, catalogue.unit
    favourites = tuple(every[code] for code in unit.favourites)
    fields = tuple(one.lifetime for one in catalogue.fields.values())
    events = tuple(one.lifetime for one in catalogue.events.values())
    of_home = (*fields, *events, *(one.lifetime for one in unit.places))
    yield _Page("home", "", lambda day: listing.home(catalogue, day), favourites, of_home)
    for field in catalogue.fields.values():
        of_field = partial(listing.field, field, catalogue)
        yield _Page("field", addresses.of_field(field).path, of_field, catalogue.of_field(field.code))
    for happening in catalogue.events.values():
        of_steps = tuple(every[step.procedure] for step in happening.steps)
        yield _Page("event", addresses.of_event(happening).path, partial(event.of, happening, catalogue), of_steps)
    for place in unit.places:
        of_place = partial(listing.place, place, catalogue)
        yield _Page("place", addresses.of_place(place).path, of_place, favourites, fields)
    yield _Page("changes", addresses.CHANGES.path, partial(news.page, catalogue), ())
    yield _Page("dashboard", addresses.OVERVIEW.path, partial(dashboard.of, catalogue), ())
    yield _Page("editor", addresses.EDITOR.path, lambda _: editor.of(catalogue, form.program() is not None), ())
    if catalogue.lists:
        yield _Page("coverage", addresses.COVERAGE.path, partial(coverage.page, catalogue), ())
    yield _Page("disclosure", addresses.DISCLOSURES.path, partial(disclosure.page, catalogue), ())
    yield _Page("figures", addresses.FIGURES.path, _on_any_day(results.figures(catalogue)), ())
    yield _Page("time_cut", addresses.TIME_CUT.path, partial(time_cut.of, catalogue), ())
    yield _Page("online_levels", addresses.ONLINE_LEVELS.path, partial(online_levels.of, catalogue), ())
    for month in catalogue.results:
        of_month = _on_any_day(results.of_month(month, catalogue))
        yield _Page("results", addresses.of_month(month.month).path, of_month, ())
    for year in sorted({one.month.year for one in catalogue.results}):
        yield _Page("results", addresses.of_year(year).path, partial(results.of_year, year, catalogue), ())
    if catalogue.survey:
        of_survey = partial(survey.of, catalogue.survey)
        yield _Page("survey", addresses.of_survey(catalogue.survey).path, of_survey, ())
    yield from _of_board(catalogue)
    yield _Page("search", addresses.SEARCH.path, partial(listing.search, catalogue), tuple(every.values()))


def _of_board(catalogue: Catalogue) -> Iterator[_Page]:
    """The pages of the board, where the commune keeps one."""
    if not (catalogue.board or catalogue.schedule):
        return
    procedures = tuple(catalogue.procedures.values())
    notices = tuple(catalogue.board.notices.values()) if catalogue.board else ()
    weeks = tuple(week.lifetime for week in catalogue.schedule)
    lifetimes = (
        *(one.lifetime for one in notices),
        *(one.lifetime for one in catalogue.fields.values()),
        *(one.lifetime for one in catalogue.unit.places),
        *weeks,
    )
    yield _Page("board", addresses.BOARD.path, partial(board.of, catalogue), procedures, lifetimes)
    yield _Page("decisions", addresses.DECISIONS.path, partial(board.decisions, catalogue), procedures)
    for one in notices:
        yield _Page("notice", addresses.of_notice(one).path, partial(board.notice, one), (), (one.lifetime,))
    if catalogue.board and (letter := catalogue.board.apology):
        yield _Page("apology", addresses.APOLOGY.path, lambda _: board.apology(letter), ())
    if catalogue.schedule:
        yield _Page("schedule", addresses.SCHEDULE.path, partial(schedule.of, catalogue), (), weeks)


def _on_any_day(view: object) -> Callable[[date], object]:
    return lambda _: view


def _rendered(renderer: Renderer, one: _Shown, kept: Cache, problems: tuple[Problem, ...]) -> str:
    """A page, remembered under what it shows and what it is made with."""
    name = cache.key("page", renderer.identity, repr(one), repr(problems))
    return kept.remembered(name, lambda: renderer.page(one.template, one.path, one.view, problems, one.later))


def _of_procedure(
    one: Procedure, today: date, renderer: Renderer, problems: tuple[Problem, ...], seen: Catalogue
) -> str:
    path = addresses.of_procedure(one).path
    return _rendered_procedure(partial(_procedure_page, one, seen), one, path, today, renderer, problems)


def _of_procedure_edition(
    one: Procedure,
    address: Address,
    sheets: tuple[Printed, ...],
    today: date,
    renderer: Renderer,
    problems: tuple[Problem, ...],
    seen: Catalogue,
) -> str:
    make = partial(edition.opened, partial(_procedure_page, one, seen), address, sheets, seen)
    return _rendered_procedure(make, one, address.path, today, renderer, problems)


def _procedure_page(one: Procedure, seen: Catalogue, day: date) -> procedure.ProcedurePage:
    return running_text.glossed(procedure.of(one, seen, day), seen)


def _rendered_procedure(
    make: Callable[[date], object],
    one: Procedure,
    path: str,
    today: date,
    renderer: Renderer,
    problems: tuple[Problem, ...],
) -> str:
    later = ahead.states(make, today, ahead.days([one], [], today))
    return renderer.page("procedure", path, make(today), problems, later)
