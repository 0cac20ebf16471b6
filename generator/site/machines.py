"""Everything the site holds for machines: open data, feed, robots, headers, manifest, icons, the worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator import resources
from generator.records import Catalogue
from generator.site import (
    feeds,
    icons,
    offline,
    published_data,
    published_disclosures,
    published_results,
    scripts,
    serving,
)
from generator.site.memory import Memory
from generator.site.scripts import Translate

Content = str | bytes | Path


def assets(root: Path, templates: str, translate: Translate) -> Iterator[tuple[str, Content]]:
    """Scripts and pictures that pages ask for, by their path in the site."""
    for name, content in scripts.bundled(scripts.assets(root, templates), translate).items():
        yield f"{scripts.ASSETS}/{name}", content


def files(
    catalogue: Catalogue,
    root: Path,
    templates: str,
    today: date,
    memory: Memory,
    made: Sequence[tuple[str, Content]],
    translate: Translate,
    live: bool,
) -> Iterator[tuple[str, Content]]:
    """Files for machines, by path; `made` are the files of the site so far. Live preview has no worker."""
    unit = catalogue.unit
    yield from published_data.files(catalogue, today, memory)
    yield from published_results.files(catalogue)
    yield from published_disclosures.files(catalogue, today)
    yield feeds.FEED, feeds.atom(catalogue, today)
    yield "robots.txt", serving.robots(unit)
    yield "_headers", serving.headers(unit)
    yield serving.MANIFEST, serving.manifest(unit)
    for size in icons.SIZES:
        yield f"assets/icon-{size}.png", icons.png(size)
    if not live:
        script = resources.find(root, templates, "worker/sw.js").read_text("utf-8")
        page = next(str(content) for path, content in made if path == offline.PAGE)
        yield offline.WORKER, offline.worker(scripts.published(script, translate), page)
        yield offline.LIST, offline.listing(made)
