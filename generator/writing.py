"""Output goes to a fresh folder that takes the old one's place only when it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

MARKER = ".niem-yet"
"""Lies in every folder we wrote, and is the licence to replace it."""

_LEFTOVER_SECONDS = 3600


class NotOurs(Exception):
    """The target holds something that we did not write, so it must not be replaced."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f'Thư mục "{target.as_posix()}" có thứ không phải do niemyet tạo ra nên không bị ghi đè;'
            " hãy chọn thư mục khác hoặc tự xóa nó."
        )


class FreshFolder:
    """A new folder beside `target`. `swap` puts it in place, `discard` forgets it."""

    def __init__(self, target: Path) -> None:
        self.target = target
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise NotOurs(target)
        if target.is_dir() and not (target / MARKER).exists() and any(target.iterdir()):
            raise NotOurs(target)
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        self.path = Path(tempfile.mkdtemp(prefix=f".{target.name}.moi-", dir=target.absolute().parent))
        self.path.chmod(0o755)
        self._remove_leftovers()

    def swap(self) -> None:
        """Put the new folder in the target's place; the old one disappears only after that."""
        (self.path / MARKER).touch()
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
        shutil.rmtree(self.path, ignore_errors=True)

    def _remove_leftovers(self) -> None:
        """Remove what builds that were killed left behind, but nothing a running build works in."""
        own = self.path.stat().st_mtime
        for kind in ("moi", "cu"):
            for leftover in self.path.parent.glob(f".{self.target.name}.{kind}-*"):
                with suppress(OSError):
                    if leftover != self.path and own - leftover.stat().st_mtime > _LEFTOVER_SECONDS:
                        shutil.rmtree(leftover, ignore_errors=True)


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
