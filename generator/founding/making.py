"""A new commune's repository, put in place only when it is whole and passes the check."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator import loading, units
from generator.founding import renewing, shipped
from generator.founding.answers import NATIONAL, Answers, Unusable, text, unit
from generator.loading import FOLDER, UNIT
from generator.problems import errors
from generator.writing import write_file

_GIT = ".git"
_GIT_SECONDS = 30


class NotEmpty(Exception):
    """The folder holds something already; the message names the folder."""


def check_place(folder: Path) -> None:
    """Raises `NotEmpty` where a new repository can't go. A clone of an empty repository counts as empty."""
    shown = folder.as_posix()
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotEmpty(f'"{shown}" không phải thư mục; hãy chọn tên khác.')
    if folder.is_dir() and any(one.name != _GIT for one in folder.iterdir()):
        raise NotEmpty(f'Thư mục "{shown}" đã có tệp nên không ghi gì vào; hãy chọn thư mục mới hoặc thư mục trống.')


def make(folder: Path, answers: Answers, today: date) -> None:
    """Write the repository of a commune into `folder`. Raises `NotEmpty`, `Unusable` and `OSError`."""
    check_place(folder)
    own = text(unit(answers, [code for code in shipped.favourites() if code in _known(folder)]))
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    # A unit of a larger repository is tried beside its place: from there, too, the layers around it are found.
    fresh = Path(tempfile.mkdtemp(prefix=".moi-", dir=folder.parent if units.around(folder) != folder else folder))
    moved: list[Path] = []
    try:
        _fill(fresh, own)
        if wrong := errors(loading.load(fresh, today).problems):
            raise Unusable("; ".join(one.message for one in wrong))
        for one in sorted(fresh.iterdir()):
            moved.append(one.rename(folder / one.name))
        fresh.rmdir()
    except BaseException:
        for one in [fresh, *moved]:
            shutil.rmtree(one, ignore_errors=True) if one.is_dir() else one.unlink(missing_ok=True)
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise


def _known(folder: Path) -> set[str]:
    """The codes of the national records a new root will have: its own copies, or those of the repository around it."""
    shared = units.around(folder) / NATIONAL
    there = shipped.of_folder(shared) if shared.is_dir() else shipped.folders()[NATIONAL]
    return {Path(path).stem for path in there}


def _fill(root: Path, own: str) -> None:
    around = units.around(root)
    # A git host looks for workflows at the top of a repository only.
    publishing = shipped.publishing_files() if around == root else {}
    files = {**shipped.starting_files(), **publishing, f"{FOLDER}/{UNIT}": own.encode()}
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_file(root / path, content)
    for name, brought in shipped.folders().items():
        if around == root or not (around / name).is_dir():
            renewing.renew(root / name, brought)


def start_git(folder: Path) -> bool:
    """Make the folder, or of a unit the repository around it, a git repository, unless it is in one; whether it now is."""
    place = units.around(folder).resolve()
    if any((above / _GIT).exists() for above in (place, *place.parents)):
        return True
    git = shutil.which("git")
    if git is None:
        return False
    # The branch that the workflows publish, whatever a machine's own setting is.
    command = [git, "-c", "init.defaultBranch=main", "init", "--quiet"]
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, timeout=_GIT_SECONDS, check=False)  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
