"""Packages for the copy shop: one ZIP for each place, one for what the whole unit shares."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.posters.jobs import Job
from generator.records import Catalogue

FOLDER = "goi-in"
SHARED = "toan-xa"

_THE_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""A ZIP holds the time of its files; the same input gives the same bytes."""


@dataclass(frozen=True)
class Package:
    """A ZIP: its path below the folder of posters, what it is for, the number of its files."""

    file: str
    name: str
    count: int


def pack(out: Path, done: Sequence[Job], catalogue: Catalogue) -> list[Package]:
    """Write the packages. Names in them are ASCII: design, place or procedure, paper, colours."""
    groups = {
        place.code: (place.name, [one for one in done if one.place == place.code]) for place in catalogue.unit.places
    }
    with_all = [one for one in done if one.place is None and one.design.order.in_every_package]
    packages = [_write(out, code, name, [*own, *with_all]) for code, (name, own) in groups.items() if own]
    rest = [one for one in done if one.place is None]
    if rest:
        packages.append(_write(out, SHARED, "Dùng chung cho toàn đơn vị", rest))
    return packages


def _write(out: Path, code: str, name: str, jobs: Sequence[Job]) -> Package:
    path = f"{FOLDER}/{code}.zip"
    (out / FOLDER).mkdir(exist_ok=True)
    with zipfile.ZipFile(out / path, "w", zipfile.ZIP_STORED) as package:
        for job in jobs:
            entry = zipfile.ZipInfo(job.file.replace("/", "-").lower(), _THE_SAME_DAY)
            # A PDF is compressed already; 0o644 for a system that asks, the same on every one.
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            package.writestr(entry, (out / job.file).read_bytes())
    return Package(path, name, len(jobs))
