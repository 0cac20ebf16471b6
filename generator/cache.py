"""What an earlier build worked out, kept in one file that is always safe to delete.

Every key contains a fingerprint of the code, the templates and the versions of the libraries, so that a
stale entry is never found, and a secret of this machine, so that a file which came with somebody's branch
is never believed. A damaged or locked file means a slower build, never a failed or wrong one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

FILE = Path(".niemyet") / "cache.sqlite3"
_FAILURES = (sqlite3.Error, UnicodeError)
"""What SQLite raises on a damaged file; the damage may sit in the words of the error itself."""

_SECRET_BYTES = 32
_LIBRARIES = ("PyYAML", "jsonschema", "Jinja2", "babel", "mkdocs", "holidays", "qrcode", "vietnam-qr-pay")


@cache
def fingerprint() -> str:
    """The identity of everything but the input that decides what comes out."""
    digest = hashlib.sha256(_secret())
    package = Path(__file__).parent
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.json")]):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library}={version(library)}".encode())
    return digest.hexdigest()


def _secret() -> bytes:
    """What only this machine knows; a new one for each run where nothing can be kept."""
    file = user_cache_path("niemyet", appauthor=False) / "secret"
    fresh = secrets.token_bytes(_SECRET_BYTES)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with (
            suppress(FileExistsError),
            os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as new,
        ):
            new.write(fresh)
        kept = file.read_bytes()
        if len(kept) == _SECRET_BYTES:
            return kept
    return fresh


def key(*parts: bytes | str) -> str:
    """A key made of the fingerprint and of `parts`."""
    digest = hashlib.sha256(fingerprint().encode())
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


class Cache:
    """Texts by key, in a file below `root`; without a root nothing is remembered.

    Nothing is written until `save` is called, so an interrupted build leaves the cache as it was.
    """

    def __init__(self, root: Path | None) -> None:
        self._file = root / FILE if root else None
        self._database: sqlite3.Connection | None = None
        self._used: set[str] = set()
        self._added: dict[str, str] = {}
        if self._file and self._file.is_file():
            self._database = _opened(self._file)

    def get(self, key: str) -> str | None:
        """What was kept under `key`, or None."""
        if key in self._added:
            return self._added[key]
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT value FROM entries WHERE key = ?", (key,)).fetchone()
        except _FAILURES:
            self._close()
            return None
        value = _unsealed(key, row[0]) if row else None
        if value is not None:
            self._used.add(key)
        return value

    def put(self, key: str, value: str) -> None:
        """Keep `value` for the next build."""
        self._added[key] = value

    def remembered(self, key: str, make: Callable[[], str]) -> str:
        """What was kept under `key`, or else what `make` gives, which is kept from now on."""
        known = self.get(key)
        if known is None:
            known = make()
            self.put(key, known)
        return known

    def save(self, everything: bool = False) -> None:
        """Write what is new. After a run that touched `everything`, what it did not use is dropped."""
        if self._file is None:
            return
        self._close()
        with suppress(*_FAILURES, OSError):
            self._file.parent.mkdir(exist_ok=True)
            try:
                self._write(everything)
            except _FAILURES:
                # A damaged file is worth nothing: begin a new one.
                self._file.unlink(missing_ok=True)
                self._write(everything)

    def _write(self, everything: bool) -> None:
        assert self._file is not None
        with closing(_connect(self._file)) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT)")
            if everything:
                kept = [name for (name,) in database.execute("SELECT key FROM entries")]
                unused = ((name,) for name in kept if name not in self._used)
                database.executemany("DELETE FROM entries WHERE key = ?", unused)
            rows = ((name, _sealed(name, value)) for name, value in self._added.items())
            database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows)

    def _close(self) -> None:
        if self._database:
            self._database.close()
            self._database = None

    def __del__(self) -> None:
        """A run that ends without saving leaves no database open."""
        self._close()


def _sealed(key: str, value: str) -> str:
    """A value with a check sum in front: the database does not notice when a disk changes a few bytes."""
    return _check(key, value) + value


def _unsealed(key: str, stored: object) -> str | None:
    if not isinstance(stored, str):
        return None
    value = stored[8:]
    return value if _check(key, value) == stored[:8] else None


def _check(key: str, value: str) -> str:
    return f"{zlib.crc32(value.encode(), zlib.crc32(key.encode())):08x}"


def _opened(file: Path) -> sqlite3.Connection | None:
    """The database, if it can be used at all."""
    with suppress(*_FAILURES):
        database = _connect(file)
        try:
            database.execute("SELECT value FROM entries LIMIT 1")
        except _FAILURES:
            database.close()
            raise
        return database
    return None


def _connect(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=5)
    try:
        database.execute("PRAGMA synchronous = OFF")
    except _FAILURES:
        database.close()
        raise
    return database
