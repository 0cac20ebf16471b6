"""A folder, or the state of one at a git revision, as a folder to read; the work tree stays as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator import loading, units
from generator.writing import POSTERS, PRINTS, SITE

_OUTPUT = (SITE, POSTERS, PRINTS)
"""What was made from records may be large and tells nothing that they do not."""


class CannotOpen(Exception):
    """There is no such state; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Opened:
    """A state as a root folder to load; `name` is what the person called it, `taken_out` where a revision lies."""

    name: str
    root: Path
    taken_out: Path | None = None

    def named(self, text: str) -> str:
        """A text with files of a revision named as git names them: `main:procedures_yaml/don_vi.yaml`."""
        return text.replace(f"{self.taken_out.as_posix()}/", f"{self.name}:") if self.taken_out else text


@contextmanager
def opened(name: str, root: Path) -> Iterator[Opened]:
    """The folder `name`, or else what `root` was at the git revision `name`, for as long as it is looked at.

    Raises `CannotOpen` for anything that is neither.
    """
    if _is_folder(f"{name}/{loading.FOLDER}"):
        yield Opened(name, Path(name))
        return
    if not root.is_dir():
        raise CannotOpen(f'Không có thư mục "{root.as_posix()}".')
    commit = _commit(name, root)
    with tempfile.TemporaryDirectory(prefix="niemyet-") as place:
        # A folder of its own name: the path must not occur in anything that a record says.
        target = Path(place).resolve() / "kho"
        # The layers of a unit lie in the repository around it.
        around = units.around(root)
        state = target / root.resolve().relative_to(around.resolve())
        _take_out(commit, name, around, target)
        if not (state / loading.FOLDER).is_dir():
            where = "" if root.resolve() == Path.cwd() else f' ở "{root.as_posix()}"'
            raise CannotOpen(f'Bản "{name}" không có thư mục {loading.FOLDER}{where}.')
        yield Opened(name, state, target)


def _commit(name: str, root: Path) -> str:
    """The full name of the commit that `name` means."""
    known = _git(root, "rev-parse", "--is-inside-work-tree")
    is_folder = _is_folder(name)
    if is_folder and known.returncode:
        raise CannotOpen(_no_records(name))
    if "dubious ownership" in known.stderr:
        raise CannotOpen(
            f'Git không mở kho "{root.as_posix()}" vì kho thuộc về người dùng khác trên máy này;'
            " hãy chạy lệnh bằng tài khoản đã tạo kho."
        )
    if known.returncode:
        raise CannotOpen(
            f'"{name}" không phải thư mục, mà "{root.as_posix()}" không nằm trong kho Git nên không có bản cũ;'
            " hãy chạy lệnh trong kho Git của xã hoặc so sánh hai thư mục."
        )
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode or not found.stdout.strip():
        raise CannotOpen(
            _no_records(name)
            if is_folder
            else f'Không có thư mục "{name}", mà kho Git cũng không có bản nào tên ấy; xem tên các nhánh bằng git branch --all, các bản bằng git log.'
            " Kho chỉ chép một phần lịch sử thì chạy git fetch --unshallow trước."
        )
    return found.stdout.strip()


def _take_out(commit: str, name: str, root: Path, target: Path) -> None:
    """The files of `root` as they were at a commit, put below `target`."""
    archive = target.with_suffix(".tar")
    paths = (".", *(f":(exclude){folder}{one}" for folder in ("", f"{units.FOLDER}/*/") for one in _OUTPUT))
    made = _git(root, "archive", "--format=tar", f"--output={archive}", commit, "--", *paths)
    try:
        if not made.returncode:
            with tarfile.open(archive) as opened_archive:
                opened_archive.extractall(target, filter="data")
    except (tarfile.TarError, OSError) as error:
        raise CannotOpen(
            f'Không lấy được các tệp của bản "{name}" ra để đọc: có tệp hoặc đường dẫn tắt mà máy này không nhận.'
        ) from error


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - is_dir raises on a name too long


def _no_records(name: str) -> str:
    return f'Thư mục "{name}" không có thư mục {loading.FOLDER}; hãy ghi thư mục chứa kho dữ liệu của xã.'


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("git")
    if program is None:
        raise CannotOpen("Máy này chưa có Git nên không đọc được bản cũ; hãy cài Git hoặc so sánh hai thư mục.")
    return subprocess.run(  # noqa: S603 - no shell, and what the person typed is never an option
        [program, "-C", str(root), *arguments],
        env={**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
