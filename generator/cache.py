"""What an earlier build worked out, kept in one file that is always safe to delete.

Every key contains a fingerprint of the code, the templates and the versions of the libraries, so that a
stale entry is never found. A damaged or locked file means a slower build, never a failed or wrong one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

FILE = Path(".niemyet") / "cache.sqlite3"
_LIBRARIES = ("PyYAML", "jsonschema", "Jinja2", "babel", "mkdocs")


@cache
def fingerprint() -> str:
    """The identity of everything but the input that decides what comes out."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.json")]):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library}={version(library)}".encode())
    return digest.hexdigest()


def key(*parts: bytes | str) -> str:
    """A key made of the fingerprint and of `parts`."""
    digest = hashlib.sha256(fingerprint().encode())
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


class Cache:
    """Texts by key. Reads come from the last build, writes are kept when `save` is called."""

    def __init__(self, root: Path | None) -> None:
        self._file = root / FILE if root else None
        self._old: dict[str, str] = {}
        self._used: dict[str, str] = {}
        if self._file and self._file.is_file():
            with suppress(sqlite3.Error, OSError), _connect(self._file) as database:
                self._old = dict(database.execute("SELECT key, value FROM entries"))

    def get(self, key: str) -> str | None:
        """What was kept under `key`, or None."""
        value = self._used.get(key) or self._old.get(key)
        if value is not None:
            self._used[key] = value
        return value

    def put(self, key: str, value: str) -> None:
        """Keep `value` for the next build."""
        self._used[key] = value

    def save(self) -> None:
        """Write what is new and drop what this build did not use."""
        if self._file is None:
            return
        with suppress(sqlite3.Error, OSError):
            self._file.parent.mkdir(exist_ok=True)
            try:
                self._write()
            except sqlite3.DatabaseError:
                # A damaged file is worth nothing: begin a new one.
                self._file.unlink(missing_ok=True)
                self._old = {}
                self._write()

    def _write(self) -> None:
        assert self._file is not None
        added = {name: value for name, value in self._used.items() if name not in self._old}
        unused: Iterable[tuple[str]] = ((name,) for name in self._old if name not in self._used)
        database = _connect(self._file)
        try:
            with database:
                database.execute("CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
                database.executemany("DELETE FROM entries WHERE key = ?", unused)
                database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", added.items())
        finally:
            database.close()


def _connect(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=5)
    database.execute("PRAGMA synchronous = OFF")
    return database
