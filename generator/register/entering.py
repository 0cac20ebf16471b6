"""New entries of the register: made, sealed and written, all or none. No file that is there is ever touched."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from generator import checking, writing_yaml
from generator.characters import normalise
from generator.layers import Source
from generator.reading import read
from generator.records import Condition, Hung
from generator.register import sealing
from generator.writing import write_file

FOLDER = Path("qr_posters") / "so_dang_ky"
_HEAD = "# Do niemyet ghi. Không sửa, không xóa: ghi sai thì ghi thêm việc mới.\n"

Entry = Mapping[str, Any]


class CannotEnter(Exception):
    """What was to be entered could not be read again; the message says what is wrong with it."""


def printed(day: date, design: str, addresses: Sequence[str], copies: int, content: Entry | None) -> Entry:
    """A sheet was printed, with the addresses its codes hold, its own first, and what it states."""
    return _entry("in", day, thiet_ke=design, dia_chi=list(addresses), so_ban=copies, noi_dung=content)


def hung(one: Hung) -> Entry:
    """A copy was put up."""
    return _entry("treo", one.day, ban_in=one.printed, noi=one.place, vi_tri=one.spot)


def inspected(day: date, hung: str, condition: Condition, note: str | None) -> Entry:
    """Somebody looked at what hangs."""
    return _entry("kiem_tra", day, treo=hung, tinh_trang=condition.value, ghi_chu=note)


def taken_down(day: date, hung: str, reason: str | None) -> Entry:
    """One copy was taken down."""
    return _entry("go", day, treo=hung, ly_do=reason)


def taken_back(day: date, printed: str, reason: str | None) -> Entry:
    """Every copy of a print was taken back."""
    return _entry("thu_hoi", day, ban_in=printed, ly_do=reason)


def announced(day: date, places: Sequence[str], procedures: Sequence[str]) -> Entry:
    """Procedures were read out in some places."""
    return _entry("phat_thanh", day, noi=list(places), thu_tuc=list(procedures))


def prints(root: Path) -> set[str]:
    """What the prints in the register below `root` are called, as it lies there now."""
    return {file.stem for file in (root / FOLDER).glob("*-in-*.yaml")}


def _entry(kind: str, day: date, **content: Any) -> Entry:
    clean = {key: normalise(one).strip() if isinstance(one, str) else one for key, one in content.items()}
    return {"ngay": day.isoformat(), kind: {key: one for key, one in clean.items() if one is not None}}


@contextmanager
def added(root: Path, entries: Sequence[Entry]) -> Iterator[list[Path]]:
    """Inside the block the entries stand in the register below `root`; if the block fails, they are taken out again.

    Every file is written whole in a folder aside before the first is moved to its place. Raises OSError, and
    CannotEnter before anything is written: an entry can't be corrected either.
    """
    if not entries:
        yield []
        return
    # Named after its content: a file that is there already says the same.
    named = {f"{sealing.name(entry)}.yaml": entry for entry in entries}
    texts = {name: _text(entry) for name, entry in named.items()}
    for name, text in texts.items():
        _refuse(name, text)
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".moi-", dir=folder))
    new = [name for name in named if not (folder / name).exists()]
    moved: list[Path] = []
    try:
        for name in new:
            write_file(aside / name, texts[name])
        for name in new:
            moved.append(folder / name)
            (aside / name).rename(folder / name)
        yield [folder / name for name in named]
    except BaseException:
        for target in moved:
            target.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse(name: str, text: bytes) -> None:
    reading = read(text, (FOLDER / name).as_posix())
    problems = reading.problems
    if reading.document:
        source = Source.of(reading.document)
        problems = problems + (checking.check(source, "register") or list(sealing.check(source)))
    if problems:
        raise CannotEnter("Không ghi vào sổ: " + "; ".join(dict.fromkeys(one.message for one in problems)) + ".")


def _text(entry: Entry) -> bytes:
    sealed = {**entry, sealing.SEAL: sealing.digest(entry)}
    return (_HEAD + writing_yaml.dump(sealed, None)).encode()
