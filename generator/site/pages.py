"""A catalogue to every file of the generated wing of the site, by path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from generator import addresses, cache, resources
from generator.cache import Cache
from generator.problems import Problem
from generator.records import Catalogue
from generator.site.rendering import TEMPLATES, Renderer
from generator.views import frame, listing, procedure

EXTRAS = ("404.html", "sitemap.xml")
"""The paths of `extras`."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class File:
    """A file of the site: its path below the site's folder, and its bytes or where they lie."""

    path: str
    content: str | Path


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
    renderer = Renderer(root, catalogue.unit, frame.of(catalogue), live, about, kept)
    views = list(_views(catalogue, today))
    for number, (template, path, view) in enumerate(views, 1):
        yield File(path + "index.html", _rendered(renderer, template, path, view, kept, problems))
        if progress:
            progress(number, len(views))
    yield File("assets/icon.svg", resources.find(root, TEMPLATES, "assets/icon.svg"))
    for form in catalogue.forms.values():
        if form.file:
            yield File(f"bieu-mau/{form.file_name}", root / form.file)


def extras(
    catalogue: Catalogue, root: Path, kept: Cache, live: bool = False, about: str | None = None
) -> Iterator[File]:
    """Files that the theme would overwrite and that must therefore be written last."""
    renderer = Renderer(root, catalogue.unit, frame.of(catalogue), live, about, kept)
    yield File("404.html", renderer.page("404", "404.html", None))
    places = "".join(
        f"<url><loc>{escape(addresses.url(catalogue.unit, address))}</loc></url>"
        for address in addresses.all(catalogue)
    )
    yield File(
        "sitemap.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>\n',
    )


def broken(root: Path, problems: tuple[Problem, ...]) -> File:
    """The one page that live preview can show before there was ever a whole catalogue."""
    return File("index.html", Renderer(root, None, None, live=True).page("problems", "", None, problems))


def _views(catalogue: Catalogue, today: date) -> Iterator[tuple[str, str, object]]:
    yield "home", "", listing.home(catalogue, today)
    for field in catalogue.fields.values():
        yield "field", addresses.of_field(field).path, listing.field(field, catalogue, today)
    for place in catalogue.unit.places:
        yield "place", addresses.of_place(place).path, listing.place(place, catalogue, today)
    for one in catalogue.procedures.values():
        yield "procedure", addresses.of_procedure(one).path, procedure.of(one, catalogue, today)


def _rendered(
    renderer: Renderer, template: str, path: str, view: object, kept: Cache, problems: tuple[Problem, ...]
) -> str:
    """A page, remembered under what it shows and what it is made with."""
    name = cache.key("page", renderer.identity, template, path, repr(view), repr(problems))
    known = kept.get(name)
    if known is None:
        known = renderer.page(template, path, view, problems)
        kept.put(name, known)
    return known
