"""A catalogue to every file of the generated wing of the site, by path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import addresses, cache
from generator.cache import Cache
from generator.problems import Problem
from generator.records import Catalogue
from generator.search import building
from generator.site import feeds, machines, offline
from generator.site.rendering import TEMPLATES, Renderer
from generator.views import edition, event, frame, listing, procedure, running_text
from generator.views.edition import Edition

EXTRAS = ("404.html", "sitemap.xml")
"""The paths of `extras`."""

Progress = Callable[[int, int], None]

View = tuple[str, str, object]
"""The template of a page, its path, and what it shows."""


@dataclass(frozen=True)
class File:
    """A file of the site: its path below the site's folder, and its bytes or where they lie."""

    path: str
    content: str | bytes | Path


def build(
    catalogue: Catalogue,
    root: Path,
    today: date,
    kept: Cache,
    live: bool = False,
    problems: tuple[Problem, ...] = (),
    about: str | None = None,
    progress: Progress | None = None,
) -> Iterator[File]:
    """All generated pages and the files they need, except those of `extras`.

    `about` is the path of the hand-written page that every page links to, where there is one.
    """
    renderer = Renderer(root, catalogue.unit, frame.of(catalogue, today), live, about, kept)
    made: list[tuple[str, str | bytes | Path]] = []
    views = list(_views(catalogue, today))
    for file in _shown(catalogue, root, today, kept, renderer, problems, views, progress):
        made.append((file.path, file.content))
        yield file
    # Not among what a phone keeps: the same page lies there under its plain address.
    yield from _editions(catalogue, today, kept, renderer, problems, views)
    for path, content in machines.files(catalogue, root, TEMPLATES, today, made, renderer.translate, live):
        yield File(path, content)


def _shown(
    catalogue: Catalogue,
    root: Path,
    today: date,
    kept: Cache,
    renderer: Renderer,
    problems: tuple[Problem, ...],
    views: list[View],
    progress: Progress | None,
) -> Iterator[File]:
    """Pages and the files that people see or that pages ask for."""
    for number, (template, path, view) in enumerate(views, 1):
        yield File(path + "index.html", _rendered(renderer, template, path, view, kept, problems, catalogue))
        if progress:
            progress(number, len(views))
    yield File(offline.PAGE, _rendered(renderer, "offline", offline.PAGE, None, kept, (), catalogue))
    for path, content in machines.assets(root, TEMPLATES, renderer.translate):
        yield File(path, content)
    yield File("assets/tim.json", _search_index(catalogue, today, kept))
    for form in catalogue.forms.values():
        if form.file:
            yield File(f"bieu-mau/{form.file_name}", root / form.file)


def _editions(
    catalogue: Catalogue,
    today: date,
    kept: Cache,
    renderer: Renderer,
    problems: tuple[Problem, ...],
    views: list[View],
) -> Iterator[File]:
    """The pages that printed sheets open: those of their plain addresses, and what changed since the print."""
    editions = edition.all(catalogue, today)
    for template, _, view in views if editions else ():
        for one in editions.get(getattr(view, "address", addresses.HOME), ()):
            content = _rendered(renderer, template, one.address.path, view, kept, problems, catalogue, one)
            yield File(one.address.path + "index.html", content)


def extras(
    catalogue: Catalogue, root: Path, kept: Cache, today: date, live: bool = False, about: str | None = None
) -> Iterator[File]:
    """Files that the theme would overwrite and that must therefore be written last."""
    renderer = Renderer(root, catalogue.unit, frame.of(catalogue, today), live, about, kept)
    yield File("404.html", renderer.page("404", "404.html", None))
    yield File("sitemap.xml", feeds.sitemap(catalogue, today))


def broken(root: Path, problems: tuple[Problem, ...]) -> File:
    """The one page that live preview can show before there was ever a whole catalogue."""
    return File("index.html", Renderer(root, None, None, live=True).page("problems", "", None, problems))


def _views(catalogue: Catalogue, today: date) -> Iterator[View]:
    yield "home", "", listing.home(catalogue, today)
    for field in catalogue.fields.values():
        yield "field", addresses.of_field(field).path, listing.field(field, catalogue, today)
    for happening in catalogue.events.values():
        yield "event", addresses.of_event(happening).path, event.of(happening, catalogue, today)
    for place in catalogue.unit.places:
        yield "place", addresses.of_place(place).path, listing.place(place, catalogue, today)
    for one in catalogue.procedures.values():
        yield "procedure", addresses.of_procedure(one).path, procedure.of(one, catalogue, today)
    yield "search", addresses.SEARCH.path, listing.search(catalogue, today)


def _search_index(catalogue: Catalogue, today: date, kept: Cache) -> str:
    """What the search box fetches, remembered under the names and the dictionary it is made of."""
    current = [one.on(today) for one in catalogue.procedures.values()]
    known_by = [(one.code, one.name, one.aliases, one.field) for one in current]
    name = cache.key("search", repr(known_by), repr(catalogue.fields), repr(catalogue.dictionary))
    known = kept.get(name)
    if known is None:
        known = json.dumps(building.index(catalogue, today), ensure_ascii=False, separators=(",", ":"))
        kept.put(name, known)
    return known


def _rendered(
    renderer: Renderer,
    template: str,
    path: str,
    view: object,
    kept: Cache,
    problems: tuple[Problem, ...],
    catalogue: Catalogue,
    opened_by: Edition | None = None,
) -> str:
    """A page, remembered under what it shows and what it is made with.

    Its words are looked up in the glossary only when it has to be made anew: that takes as long as all the rest.
    """
    shown_by = (repr(view), repr(opened_by), repr(problems), repr(catalogue.glossary))
    name = cache.key("page", renderer.identity, template, path, *shown_by)
    known = kept.get(name)
    if known is None:
        shown = running_text.glossed(view, catalogue) if isinstance(view, procedure.ProcedurePage) else view
        known = renderer.page(template, path, shown, problems, opened_by)
        kept.put(name, known)
    return known
