"""What a phone needs to keep the whole catalogue: the worker, and the list of files with sizes and checks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

WORKER = "sw.js"
PAGE = "ngoai-mang.html"
"""Shown for an address that was never kept, when there is no network."""

LIST = "du-lieu/ngoai-mang.json"
_SUFFIXES = (".html", ".js", ".svg", ".css", ".json")
_APART = ("du-lieu/", "bieu-mau/", "can-bo/", "ket-qua/", "so-niem-yet/", "man-hinh/", "assets/man-hinh.js", WORKER)
"""Not kept: open data and printable forms, which may be large, what is for officials, the figures and disclosures, which
grow with every month, the screen in the lobby, and the worker itself."""

CHECK_DIGITS = 16
"""Hexadecimal digits of SHA-256: enough to tell one edition of a file from another."""


def listing(files: Iterable[tuple[str, str | bytes | Path]]) -> str:
    """The list of the files that are kept, each with its size in bytes and the beginning of its SHA-256.

    A phone that finds another content than listed throws the whole new copy away, so that no catalogue is
    ever half of one day and half of another.
    """
    entries: dict[str, tuple[int, str]] = {}
    for path, content in files:
        if path.endswith(_SUFFIXES) and not path.startswith(_APART):
            raw = content.read_bytes() if isinstance(content, Path) else as_bytes(content)
            address = (
                path.removesuffix("index.html") if path.endswith(("/index.html",)) or path == "index.html" else path
            )
            entries[address] = (len(raw), check(raw))
    whole = check(json.dumps(entries, sort_keys=True).encode())
    data = {"phien_ban": whole, "dung_luong": sum(size for size, _ in entries.values()), "tep": entries}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def worker(script: str, page: str) -> str:
    """The service worker. It names the offline page it was made with, so that a new page makes a new worker."""
    return f'const BAN = "{check(as_bytes(page))}";\n{script}'


def as_bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def check(raw: bytes) -> str:
    """The beginning of the SHA-256 of a file."""
    return hashlib.sha256(raw).hexdigest()[:CHECK_DIGITS]
