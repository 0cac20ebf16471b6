"""Posters into a folder: as drafts, or as prints that the register knows before they can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from generator import addresses
from generator.posters import building
from generator.posters.building import Built, Choice, Paper, Progress
from generator.posters.jobs import Job
from generator.problems import errors
from generator.records import Catalogue
from generator.register import entering, facts, standing
from generator.register.entering import Entry
from generator.views import frame, rounds
from generator.writing import POSTERS, PRINTS, Busy, FreshFolder, alone, check_place

EVERYTHING = Choice()


class CannotPrint(Exception):
    """These posters must not be printed; the message says why."""


@dataclass(frozen=True)
class Order:
    """What to make: drafts, or prints in `copies` each (None: as many as each design says).

    `wanted` picks papers out of those chosen by `choice`.
    """

    printing: bool = False
    copies: int | None = None
    choice: Choice = EVERYTHING
    wanted: Callable[[Job], bool] | None = field(default=None, repr=False)


def make(
    catalogue: Catalogue, root: Path, out: Path | None, today: date, order: Order, progress: Progress
) -> tuple[Path, Built]:
    """Make the posters of an order and put them in their place, and the prints into the register, all or nothing.

    The folder is `out`; without it `posters` below the root, or for prints a new one of the day. Nothing is put
    anywhere if a poster has an error. Raises CannotPrint, NotOurs, UnknownChoice, OSError.
    """
    target = out or (_of_the_day(root, today) if order.printing else root / POSTERS)
    if not order.printing:
        return target, _make(catalogue, root, target, today, order, progress)
    try:
        with alone(root):
            _refuse(catalogue, root, target)
            return target, _make(catalogue, root, target, today, order, progress)
    except Busy:
        raise CannotPrint("Đang có lần in khác chạy trong kho dữ liệu này; hãy đợi nó xong rồi in.") from None


def _make(catalogue: Catalogue, root: Path, target: Path, today: date, order: Order, progress: Progress) -> Built:
    kind = PRINTS if order.printing else POSTERS
    check_place(root, target, kind)
    fresh = FreshFolder(target, kind)
    editions = standing.next_editions(catalogue) if order.printing else None
    hanging = rounds.of_register(catalogue)
    try:
        built = building.build(
            catalogue, root, fresh.path, today, progress, order.choice, editions, hanging, order.wanted
        )
        if not errors(built.problems):
            entries = list(_entries(built.papers, catalogue, today, order.copies)) if order.printing else []
            # Entered first: an edition that the register knows and nobody printed does no harm, the reverse would.
            with entering.added(root, entries):
                fresh.swap()
    finally:
        fresh.discard()
    return built


def _refuse(catalogue: Catalogue, root: Path, target: Path) -> None:
    if frame.is_sample(catalogue.unit):
        raise CannotPrint(
            f'Dữ liệu còn là bản mẫu (ban_mau, hoặc tên miền "{catalogue.unit.host}" không có thật) nên chưa in được:'
            " mã đã in không sửa được. Hãy ghi tên miền thật, bỏ ban_mau, rồi in."
        )
    if not entering.prints(root) <= catalogue.register.printed.keys():
        # Its edition would be given out twice.
        raise CannotPrint("Sổ vừa được ghi thêm một lần in khác; hãy chạy lại lệnh này.")
    if target.exists():
        raise CannotPrint(f'"{target.as_posix()}" đã có; tờ đã in không bị ghi đè, hãy chọn thư mục mới cho --out.')


def _of_the_day(root: Path, today: date) -> Path:
    """A folder named after the day that is not there yet."""
    names = (today.isoformat() + (f"-{number}" if number > 1 else "") for number in count(1))
    return next(path for name in names if not (path := root / PRINTS / name).exists())


def _entries(papers: list[Paper], catalogue: Catalogue, today: date, copies: int | None) -> Iterator[Entry]:
    """What the register is to know of papers that are printed; those without a code lead nowhere."""
    for paper in papers:
        job = paper.job
        if not paper.codes:
            continue
        stated = facts.of_sheet(job.page, paper.answered, catalogue, today) if job.design.numbered else None
        yield from stated.procedures if stated else ()
        # Only a sheet of a page has a number of its own; a form that lists what hangs names the numbers of others.
        codes = paper.codes if stated and job.page else sorted({_plain(text) for text in paper.codes})
        many = copies or job.design.order.copies
        yield entering.printed(today, job.kind, codes, many, stated.content if stated else None)


def _plain(text: str) -> str:
    parts = addresses.split(text)
    return text.removesuffix(f"{parts.edition}/") if parts and parts.edition else text
