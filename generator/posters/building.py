"""All posters of a catalogue: words and code to PDF, proven before it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator import addresses, resources, wording
from generator.posters import designs, proof, qr, typesetting
from generator.posters.designs import Design, Subject
from generator.posters.qr import Code
from generator.posters.typesetting import CannotSet, Press
from generator.problems import Level, Problem
from generator.records import Catalogue
from generator.views import poster

RULE_SET, RULE_MODULE, RULE_PAGES = "to_in.xep_chu", "to_in.co_ma", "to_in.so_trang"

Progress = Callable[[int, int], None]
"""Called with how many posters are done and how many there are."""


@dataclass(frozen=True)
class Built:
    """The PDFs written, what is wrong (a poster with an error is not written), and what is good to know."""

    files: list[Path]
    problems: list[Problem]
    notes: list[str]


@dataclass(frozen=True)
class Sheet:
    """One poster to make: how its file begins, its name for messages, its printed address, its words."""

    stem: str
    name: str
    address: str
    words: Mapping[str, Any] = field(repr=False)


def build(catalogue: Catalogue, root: Path, out: Path, today: date, progress: Progress | None = None) -> Built:
    """Write every poster there is on `today` into `out`, an empty folder. Raises OSError where it can't write."""
    known = frozenset(addresses.printed(catalogue.unit, address) for address in addresses.all(catalogue))
    chosen, problems = designs.all(root)
    problems += _same_names(chosen)
    built = Built([], problems, _not_in_force(catalogue, today))
    if problems:
        return built
    work = {design.folder: list(_SHEETS[design.subject](catalogue, today)) for design in chosen}
    total = sum(map(len, work.values()))
    done = 0
    for design in chosen:
        with typesetting.press(root, design, today) as press:
            for sheet in work[design.folder]:
                _make(sheet, design, press, known, out, built, root)
                done += 1
                if progress:
                    progress(done, total)
    return built


def _make(
    sheet: Sheet, design: Design, press: Press, known: Collection[str], out: Path, built: Built, root: Path
) -> None:
    """Set, prove and write one poster; what there is to say about it goes to `built`."""
    file = f"{sheet.stem}-{design.suffix}.pdf"

    def problem(rule: str, message: str, level: Level = Level.ERROR) -> None:
        built.problems.append(Problem(file, 1, 1, rule, f'tờ "{sheet.name}": {message}', level))

    code = qr.make(sheet.address)
    if code is None:
        problem(RULE_MODULE, f"địa chỉ dài {len(sheet.address)} ký tự, không mã QR nào chứa nổi: {sheet.address}")
        return
    if too_small := _too_small(code, design):
        problem(RULE_MODULE, too_small, Level.WARNING)
    data = {
        "to": sheet.words,
        "ma": {"svg": code.svg, "modules": code.modules, "quiet_zone": qr.QUIET_ZONE},
        "thiet_ke": design.description,
    }
    try:
        done = press.set(data)
    except CannotSet as reason:
        if reason.place and not reason.known:
            name, line, column = reason.place
            shown = resources.find(root, designs.FOLDER, name).as_posix()
            # The same for every sheet of this design.
            if (slip := Problem(shown, line, column, RULE_SET, str(reason))) not in built.problems:
                built.problems.append(slip)
            return
        problem(RULE_SET, f"không xếp chữ được: {reason}")
        return
    pages = proof.codes(done.pdf)
    if wrong := proof.check(pages, sheet.name, file, [sheet.address], known):
        built.problems.extend(wrong)
        return
    if len(pages) > 1:
        problem(RULE_PAGES, f"chữ dài quá, không đủ một trang nên thành {len(pages)} trang", Level.WARNING)
    if done.left_out:
        built.notes.append(f"Tờ {sheet.name}: không đủ chỗ cho {'; '.join(done.left_out)}")
    (out / file).write_bytes(done.pdf)
    built.files.append(out / file)


def _too_small(code: Code, design: Design) -> str | None:
    module = design.code_mm / code.modules
    if module >= design.smallest_module_mm:
        return None
    least, shown = (f"{value:.1f}".replace(".", ",") for value in (design.smallest_module_mm, module))
    return (
        f"địa chỉ dài {len(code.text)} ký tự nên ô vuông của mã chỉ rộng {shown} mm, cần ít nhất {least} mm; "
        "hãy dùng tên miền ngắn hơn hoặc tờ có mã to hơn"
    )


def _places(catalogue: Catalogue, today: date) -> Iterator[Sheet]:
    """A sheet for each place, also for one that is still to come; none for one that has ended."""
    for place in catalogue.unit.places:
        if place.lifetime.end is None or today <= place.lifetime.end:
            words = poster.of_place(place, catalogue, today)
            yield Sheet(place.code, place.name, addresses.printed(catalogue.unit, words.address), asdict(words))


_SHEETS: dict[Subject, Callable[[Catalogue, date], Iterator[Sheet]]] = {Subject.PLACE: _places}


def _same_names(chosen: list[Design]) -> list[Problem]:
    """Designs whose files would overwrite each other."""
    seen: dict[tuple[Subject, str], Design] = {}
    problems = []
    for design in chosen:
        other = seen.setdefault((design.subject, design.suffix.casefold()), design)
        if other is not design:
            message = f'"hau_to" trùng với thiết kế "{other.folder}" nên tệp sẽ đè lên nhau; hãy đặt hậu tố khác'
            problems.append(Problem(design.path, 1, 1, designs.RULE, message))
    return problems


def _not_in_force(catalogue: Catalogue, today: date) -> list[str]:
    shown = {procedure.code for procedure in poster.favourites(catalogue, today)}
    return [
        f'Thủ tục "{wording.capitalised(procedure.title)}" ({procedure.code}) không áp dụng hôm nay nên không in trên tờ nào'
        for procedure in (catalogue.procedures.get(code) for code in catalogue.unit.favourites)
        if procedure and procedure.code not in shown
    ]
