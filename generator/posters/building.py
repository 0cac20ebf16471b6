"""All posters of a catalogue: words and codes to PDF, proven before it is written."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from generator import addresses, resources, wording
from generator.addresses import Address
from generator.posters import designs, gallery, jobs, making, packing, proof, read_back
from generator.posters.designs import Design
from generator.posters.gallery import Shown
from generator.posters.jobs import Job
from generator.posters.making import Made
from generator.posters.read_back import Read
from generator.posters.typesetting import Placed, Typeset
from generator.problems import Level, Problem, errors
from generator.records import Catalogue
from generator.views import poster
from generator.views.rounds import Hanging

RULE_SET, RULE_MODULE, RULE_PAGES = "to_in.xep_chu", "to_in.co_ma", "to_in.so_trang"

CHUNK = 6
"""How many papers of one design a process makes in one go: a press warms up once, and the bar still moves."""
_WORTH_IT = 24
"""So few papers are made before other processes have started."""
_EXACT = 0.01
"""Millimetres that rounding may take away."""

Progress = Callable[[int, int], None]
"""Called with how many posters are done and how many there are."""


@dataclass(frozen=True)
class Choice:
    """Which papers to make: of one design (its folder, the stem of its files, or with a size: `to-thon-A4`), for one place (its code); None is all."""

    design: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Paper:
    """A finished paper: its job, the addresses its codes hold, its own first, and the procedures it answers for."""

    job: Job
    codes: tuple[str, ...]
    answered: tuple[str, ...]


@dataclass(frozen=True)
class Built:
    """The PDFs written, what is wrong (a poster with an error is not written), what is good to know, every code read."""

    files: list[Path]
    problems: list[Problem]
    notes: list[str]
    read: list[Read] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)


class UnknownChoice(Exception):
    """There is no such design or place; the message names those there are."""


def build(
    catalogue: Catalogue,
    root: Path,
    out: Path,
    today: date,
    progress: Progress | None = None,
    choice: Choice = Choice(),
    editions: Mapping[Address, int] | None = None,
    hanging: Sequence[Hanging] = (),
    wanted: Callable[[Job], bool] | None = None,
) -> Built:
    """Write every poster there is on `today` into `out`, an empty folder, with an overview and packages for the shop.

    `editions` are the numbers under which addresses are about to be printed, without them the posters are drafts;
    `hanging` is what hangs where. `wanted` picks papers out of those chosen. Raises OSError where it can't write,
    UnknownChoice where `choice` names nothing.
    """
    chosen, problems = designs.all(root)
    built = Built([], problems, _not_in_force(catalogue, today))
    if problems:
        return built
    todo = jobs.all(_chosen(chosen, choice, catalogue), catalogue, today, editions, hanging, choice.place)
    todo = [job for job in todo if wanted is None or wanted(job)]
    known = frozenset(
        addresses.printed(catalogue.unit, one)
        for one in (
            *addresses.all(catalogue),
            *(replace(one, edition=number) for one, number in (editions or {}).items()),
            *(one.address for one in hanging),
        )
    )
    done: list[Shown] = []
    left_out: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    with designs.room(root) as room, closing(_all_made(room, todo, today)) as results:
        for number, (job, made) in enumerate(zip(todo, results, strict=True), 1):
            if _accept(job, made, known, built, root):
                assert made.typeset
                assert made.picture
                file = out / job.file
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(made.typeset.pdf)
                file.with_suffix(".png").write_bytes(made.picture.png)
                built.files.append(file)
                built.papers.append(_paper(job, made.typeset))
                if made.typeset.left_out:
                    key = f"{job.design.name} {job.variant.paper.upper()}", made.typeset.left_out
                    left_out.setdefault(key, []).append(job.name)
                done.append(Shown(job, len(made.pages), len(made.typeset.codes), made.picture))
            if progress:
                progress(number, len(todo))
    built.notes.extend(_left_out(left_out))
    if not errors(built.problems):
        packages = packing.pack(out, [one.job for one in done], catalogue)
        read_back.write(out, built.read)
        gallery.write(out, root, done, packages, poster.shared(catalogue, today))
    return built


def _chosen(found: list[Design], choice: Choice, catalogue: Catalogue) -> list[Design]:
    places = [place.code for place in catalogue.unit.places]
    if choice.place is not None and choice.place not in places:
        raise UnknownChoice(f'không có nơi nào mã "{choice.place}"; các nơi: {", ".join(places)}')
    chosen = [one for one in found if choice.design in (None, one.folder, one.stem)]
    # A design and one of its variants, as the register names them.
    chosen += [
        replace(one, variants=(variant,))
        for one in found
        for variant in one.variants
        if choice.design == jobs.kind(one, variant)
    ]
    if not chosen:
        raise UnknownChoice(f'không có kiểu tờ "{choice.design}"; các kiểu: {", ".join(one.stem for one in found)}')
    return chosen


def _all_made(room: Path, todo: list[Job], today: date) -> Generator[Made, None, None]:
    """The result of every job in order; many jobs are spread over all cores, which changes no byte."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    work = (
        (room, chunk[0].design.source, proof.dpi(chunk[0].design.module_mm), [job.data for job in chunk], today)
        for chunk in _chunks(todo)
    )
    if cores == 1 or len(todo) < _WORTH_IT:
        for one in work:
            yield from making.make(*one)
        return
    pool = ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), making.ignore_interrupts)
    try:
        # Given out one by one: the codes of the next papers are made while the first are being set.
        for made in [pool.submit(making.make, *one) for one in work]:
            yield from made.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _chunks(todo: list[Job]) -> Iterator[list[Job]]:
    """Some jobs of one design at a time."""
    for _, group in groupby(todo, key=lambda job: job.design.folder):
        same = list(group)
        for start in range(0, len(same), CHUNK):
            yield same[start : start + CHUNK]


def _accept(job: Job, made: Made, known: Collection[str], built: Built, root: Path) -> bool:
    """Whether a paper may be printed; what there is to say about it goes to `built`."""

    def problem(rule: str, message: str, level: Level = Level.ERROR) -> None:
        built.problems.append(Problem(job.file, 1, 1, rule, f'tờ "{job.name}": {message}', level))

    if made.typeset is None:
        if made.place:
            name, line, column = made.place
            shown = resources.find(root, designs.FOLDER, name).as_posix()
            # The same for every paper of this design.
            if (slip := Problem(shown, line, column, RULE_SET, made.reason or "")) not in built.problems:
                built.problems.append(slip)
        else:
            problem(RULE_SET, f"không xếp chữ được: {made.reason}")
        return False
    codes = job.codes
    drawn = made.typeset.codes
    if too_long := {codes[one.path]["chu"] for one in drawn if not codes[one.path]["svg"]}:
        for text in sorted(too_long):
            problem(RULE_MODULE, f"địa chỉ dài {len(text)} ký tự, không mã QR nào chứa nổi: {text}")
        return False
    texts = [codes[one.path]["chu"] for one in drawn]
    own = job.address if "kho_ma_mm" in job.variant.settings else None
    if own and not any(text.startswith(own) for text in texts):
        # A design that states the size of a code must draw that of its own page.
        texts.append(own)
    if wrong := proof.check([list(page) for page in made.pages], job.name, job.file, texts, known):
        built.problems.extend(wrong)
        return False
    for message in dict.fromkeys(_too_small(one, codes[one.path], job.design) for one in drawn):
        if message:
            problem(RULE_MODULE, message, Level.WARNING)
    if len(made.pages) > 1 and job.design.one_page:
        problem(RULE_PAGES, f"chữ dài quá, không đủ một trang nên thành {len(made.pages)} trang", Level.WARNING)
    built.read.extend(
        Read(job.file, job.name, one.page, codes[one.path]["chu"], one.width, one.width / codes[one.path]["so_o"])
        for one in drawn
    )
    return True


def _paper(job: Job, done: Typeset) -> Paper:
    texts = {job.codes[one.path]["chu"] for one in done.codes}
    pages = {text: parts.path for text in texts if (parts := addresses.split(text))}
    own = job.page.path if job.page else None
    stated = tuple(code for code, title in job.answers.items() if title not in done.left_out)
    return Paper(job, tuple(sorted(texts, key=lambda text: (pages.get(text) != own, text))), stated)


def _too_small(placed: Placed, code: Mapping[str, Any], design: Design) -> str | None:
    module = placed.width / code["so_o"]
    if module >= design.module_mm - _EXACT:
        if placed.width >= placed.distance - _EXACT:
            return None
        return f"mã rộng {placed.width:.0f} mm; đọc từ {placed.distance:.0f} cm thì phải rộng ít nhất {placed.distance:.0f} mm"
    least, shown = (f"{value:.1f}".replace(".", ",") for value in (design.module_mm, module))
    return (
        f"địa chỉ dài {len(code['chu'])} ký tự nên ô vuông của mã chỉ rộng {shown} mm, cần ít nhất {least} mm; "
        "hãy dùng tên miền ngắn hơn hoặc tờ có mã to hơn"
    )


def _left_out(found: Mapping[tuple[str, tuple[str, ...]], list[str]]) -> Iterator[str]:
    """What did not fit, said once for all papers on which it is the same."""
    for (paper, titles), names in found.items():
        yield f"{paper} ({', '.join(dict.fromkeys(names))}): không đủ chỗ cho {'; '.join(titles)}"


def _not_in_force(catalogue: Catalogue, today: date) -> list[str]:
    shown = {procedure.code for procedure in poster.favourites(catalogue, today)}
    return [
        f'Thủ tục "{wording.capitalised(procedure.title)}" ({procedure.code}) không áp dụng hôm nay nên không in trên tờ nào'
        for procedure in (catalogue.procedures.get(code) for code in catalogue.unit.favourites)
        if procedure and procedure.code not in shown
    ]
