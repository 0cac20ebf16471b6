"""The same records for every generator: YAML for ours, Markdown pages with the same words for the others."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.markdown import page
from benchmarks.measuring import Failed
from generator import loading
from generator.importers import into_root
from generator.problems import errors
from generator.views import procedure

MKDOCS = """site_name: Thủ tục hành chính
site_url: https://xa.example/
theme:
  name: material
  language: vi
nav:
  - index.md
"""


@dataclass(frozen=True)
class Record:
    """One record: its code, its field, its YAML as written and its page as Markdown."""

    code: str
    field: str
    yaml: str
    markdown: str


@dataclass(frozen=True)
class Corpus:
    """Checked records, what they need beside them in a root, and where they come from."""

    records: tuple[Record, ...]
    unit: str
    fields: str
    forms: dict[str, bytes]
    description: str


def gather(project: Path, official: Path) -> Corpus:
    """The official records, imported, if they are there; else the project's own. Those with errors are left out."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        if official.is_dir():
            into_root.bring_in([official], root, lambda _done, _total: None)
            origin = str(official)
        else:
            shutil.copytree(project / loading.FOLDER, root / loading.FOLDER)
            origin = f"the sample commune (no folder {official})"
        return _checked(root, origin)


def _checked(root: Path, origin: str) -> Corpus:
    folder, today = root / loading.FOLDER, date.today()
    files = {file.stem: file for file in sorted(folder.glob("*/[0-9].*.yaml"))}
    left_out: list[str] = []
    while (loaded := loading.load(root, today)).catalogue is None:
        broken = {Path(problem.path).stem for problem in errors(loaded.problems)} & files.keys()
        if not broken:
            raise Failed("\n".join(map(str, errors(loaded.problems))))
        for code in sorted(broken):
            files.pop(code).unlink()
            left_out.append(code)
    catalogue = loaded.catalogue
    records = tuple(
        Record(
            code,
            file.parent.name,
            file.read_text("utf-8"),
            page(procedure.of(catalogue.procedures[code], catalogue, today)),
        )
        for code, file in sorted(files.items())
    )
    return Corpus(
        records,
        (folder / loading.UNIT).read_text("utf-8"),
        (folder / loading.FIELDS).read_text("utf-8"),
        {file.name: file.read_bytes() for file in (folder / loading.FORMS).glob("*")},
        f"{len(records)} different ones from {origin}, {len(left_out)} left out for errors"
        f" ({', '.join(left_out) or 'none'}); beyond that copies with new codes",
    )


def repeated(records: tuple[Record, ...], size: int) -> tuple[Record, ...]:
    """The first `size` records; where there are not as many, copies with new codes follow."""
    result = list(records[:size])
    codes = {record.code for record in records}
    fresh = (code for number in range(1, 1_000_000) if (code := f"9.{number:06}") not in codes)
    while len(result) < size:
        original, code = records[len(result) % len(records)], next(fresh)
        yaml = re.sub(r"^ma: .*$", f'ma: "{code}"', original.yaml, count=1, flags=re.MULTILINE)
        result.append(Record(code, original.field, yaml, original.markdown.replace(original.code, code)))
    return tuple(result)


def write_root(root: Path, records: tuple[Record, ...], corpus: Corpus) -> None:
    """A root of ours with these records. Without any it gets a draft of a unit, which names no record."""
    folder = root / loading.FOLDER
    into_root.bring_in([], root, lambda _done, _total: None)
    if records:
        (folder / loading.UNIT).write_text(corpus.unit, "utf-8")
    (folder / loading.FIELDS).write_text(corpus.fields, "utf-8")
    for name, content in corpus.forms.items():
        (folder / loading.FORMS).mkdir(exist_ok=True)
        (folder / loading.FORMS / name).write_bytes(content)
    for record in records:
        file = folder / record.field / f"{record.code}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(record.yaml, "utf-8")


def write_mkdocs(project: Path, records: tuple[Record, ...], _corpus: Corpus) -> None:
    """A plain Material project: every record is a page, none of them in the nav."""
    pages = project / "docs" / "TT"
    pages.mkdir(parents=True)
    (project / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (project / "docs" / "index.md").write_text("# Thủ tục hành chính\n", "utf-8")
    for record in records:
        (pages / f"{record.code}.md").write_text(record.markdown, "utf-8")
