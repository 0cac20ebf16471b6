"""Output goes to a fresh folder that takes the old one's place only when it is whole."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:
    # Windows has other locks.
    fcntl = None  # type: ignore[assignment]

MARKER = ".niem-yet"
"""Lies in every folder we wrote, says what kind it is, and is the licence to replace it by one of that kind."""

SITE, POSTERS, PRINTS = "site", "posters", "to_in"
"""The kinds of folders we write; also what they are called where nobody says otherwise."""

_SOURCES = ("procedures_yaml", "catalogue", "site_templates", "qr_posters", "generator", ".niemyet", ".git")
_KINDS = {SITE: "trang mạng", POSTERS: "áp phích", PRINTS: "tờ in đã ghi sổ"}
_READABLE = 0o444
_LEFTOVER_SECONDS = 3600
_UNLOCKED_SECONDS = 2
"""A folder is locked right after it was made; one as old as this without a lock belongs to nobody."""


class NotOurs(Exception):
    """The target must not be replaced; the message says why."""

    def __init__(self, target: Path) -> None:
        shown = target.as_posix()
        if target.is_symlink():
            words = f'"{shown}" là đường dẫn tắt nên không bị ghi đè; hãy chọn thư mục khác.'
        elif target.exists() and not target.is_dir():
            words = f'"{shown}" là một tệp, không phải thư mục, nên không bị ghi đè; hãy chọn thư mục khác.'
        elif kind := _KINDS.get(_kind(target)):
            words = f'Thư mục "{shown}" đang chứa {kind} nên không bị ghi đè; hãy chọn thư mục khác.'
        else:
            words = (
                f'Thư mục "{shown}" có thứ không phải do niemyet tạo ra nên không bị ghi đè;'
                " hãy chọn thư mục khác hoặc tự xóa nó."
            )
        super().__init__(words)


class WrongPlace(NotOurs):
    """The target lies where people keep what they wrote, or where something else is written."""

    def __init__(self, target: Path, why: str) -> None:
        Exception.__init__(
            self, f'Không đặt kết quả vào "{target.as_posix()}" được: {why}; hãy chọn thư mục khác cho --out.'
        )


def check_place(root: Path, target: Path, kind: str) -> None:
    """Raises `WrongPlace` where output of this kind would lie among the sources of `root` or in other output."""
    base, place = root.resolve(), target.resolve()
    if base.is_relative_to(place):
        raise WrongPlace(target, "thư mục này chứa cả kho dữ liệu")
    for name in _SOURCES:
        if place.is_relative_to(base / name):
            raise WrongPlace(target, f"thư mục {name} là nơi để tệp nguồn")
    for other in _KINDS.keys() - {kind}:
        if place.is_relative_to(base / other):
            raise WrongPlace(target, f"thư mục {other} dành cho {_KINDS[other]}")
    for above in place.parents:
        if inside := _KINDS.get(_kind(above)):
            raise WrongPlace(target, f"thư mục này nằm trong {above.name}, nơi chứa {inside}")


def _kind(folder: Path) -> str:
    try:
        return (folder / MARKER).read_text("utf-8").strip()
    except (OSError, UnicodeError):
        return ""


class FreshFolder:
    """A new folder beside `target`. `swap` puts it in place, `discard` forgets it."""

    def __init__(self, target: Path, kind: str = SITE) -> None:
        self.target = target
        self.kind = kind
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise NotOurs(target)
        if target.is_dir() and _kind(target) != kind and any(target.iterdir()):
            raise NotOurs(target)
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        # Named after the kind: a print that was killed leaves something to the next one, which has another target.
        self.path = Path(tempfile.mkdtemp(prefix=f".{kind}.moi-", dir=target.absolute().parent))
        try:
            self._lock = _locked(self.path)
            self.path.chmod(0o755)
            self._remove_leftovers()
        except BaseException:
            # Nobody holds this object yet who could discard the folder.
            shutil.rmtree(self.path, ignore_errors=True)
            raise

    def put(self, path: str, content: bytes) -> None:
        """Write a file; where the target holds the very same, share it: that is faster and keeps its date."""
        new, old = self.path / path, self.target / path
        new.parent.mkdir(parents=True, exist_ok=True)
        if _holds(old, content):
            with suppress(OSError):
                # Not every file system can share a file.
                os.link(old, new)
                return
        new.write_bytes(content)

    def swap(self) -> None:
        """Put the new folder in the target's place; the old one disappears only after that."""
        (self.path / MARKER).write_text(f"{self.kind}\n", "utf-8")
        self._unlock()
        old = self.path.with_name(self.path.name.replace(".moi-", ".cu-"))
        try:
            if self.target.exists():
                self.target.rename(old)
            self.path.rename(self.target)
        except BaseException:
            if old.exists() and not self.target.exists():
                old.rename(self.target)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Forget the new folder; the target stays as it was."""
        self._unlock()
        shutil.rmtree(self.path, ignore_errors=True)

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _remove_leftovers(self) -> None:
        """Remove what builds that were killed left behind, but nothing a running build works in."""
        own = self.path.stat().st_mtime
        for kind in ("moi", "cu"):
            for leftover in self.path.parent.glob(f".{self.kind}.{kind}-*"):
                with suppress(OSError):
                    age = own - leftover.stat().st_mtime
                    limit = _UNLOCKED_SECONDS if fcntl is not None and kind == "moi" else _LEFTOVER_SECONDS
                    if leftover != self.path and age > limit and not _is_locked(leftover):
                        shutil.rmtree(leftover, ignore_errors=True)


def _holds(file: Path, content: bytes) -> bool:
    """Whether a file is there, an ordinary one that everybody may read, with just this content."""
    try:
        found = file.lstat()
        ordinary = stat.S_ISREG(found.st_mode) and found.st_mode & _READABLE == _READABLE
        return ordinary and found.st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


def _locked(folder: Path) -> int | None:
    """A lock on a folder that the system takes away when the process ends, however it ends; None without one."""
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _is_locked(folder: Path) -> bool:
    """Whether somebody still works in `folder`, as far as this system can tell."""
    if fcntl is None:
        return False
    handle = _locked(folder)
    if handle is not None:
        os.close(handle)
    return handle is None


class Busy(Exception):
    """Another process works in the folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Inside the block no other process is in such a block of the same folder, where the system can tell.

    Raises Busy at once where one is.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network drives have no locks.
        with suppress(OSError):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy from None
        yield
    finally:
        os.close(handle)


def write_file(file: Path, content: bytes) -> None:
    """Write a file beside its place and move it there whole."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
