"""The overview of all posters: one light page with a picture, the size and the copies of each, and the packages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import resources
from generator.posters import read_back
from generator.posters.designs import FOLDER
from generator.posters.jobs import Job
from generator.posters.packing import Package
from generator.posters.pictures import Picture
from generator.views.poster import Shared

FILE = "index.html"
_TEMPLATE, _STYLE = "tong_quan.html", "tong_quan.css"


@dataclass(frozen=True)
class Shown:
    """A finished paper: how many pages and codes it has, and what it looks like."""

    job: Job
    pages: int
    codes: int
    picture: Picture


def write(out: Path, root: Path, shown: Sequence[Shown], packages: Sequence[Package], shared: Shared) -> None:
    """Write the page. It loads nothing but the pictures beside it, and no script."""
    environment = Environment(
        loader=FileSystemLoader(resources.folders(root, FOLDER)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = environment.get_template(_STYLE).render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    html = environment.get_template(_TEMPLATE).render(
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'; base-uri 'none'; form-action 'none'",
        groups=[(design, list(same)) for design, same in groupby(shown, key=lambda one: one.job.design)],
        packages=packages,
        read_back=read_back.FILE,
        codes=sum(one.codes for one in shown),
        shared=shared,
    )
    (out / FILE).write_text(html, "utf-8")
