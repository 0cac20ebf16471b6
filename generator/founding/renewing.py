"""A folder brought up to what somebody else wrote, without touching what the commune changed in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.writing import write_file

LEDGER = ".ban-goc.json"
"""Lies in a renewed folder and holds the digest of each file as it was brought."""


@dataclass
class Renewed:
    """Paths of a folder: brought for the first time, brought anew, left alone because the commune changed or
    deleted them, and no longer among what is brought."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def renew(folder: Path, files: Mapping[str, bytes]) -> Renewed:
    """Write `files` below `folder`, but no file that is not as it was brought last time. Nothing is deleted."""
    before = _ledger(folder)
    now = dict(before)
    done = Renewed()
    for path, content in files.items():
        target = folder / path
        there = _digest(target.read_bytes()) if target.is_file() else None
        if there == _digest(content):
            now[path] = _digest(content)
        elif _is_elsewhere(folder, target) or there != before.get(path):
            done.kept.append(path)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_file(target, content)
            now[path] = _digest(content)
            (done.changed if there else done.added).append(path)
    done.gone += [path for path in before if path not in files and (folder / path).is_file()]
    folder.mkdir(parents=True, exist_ok=True)
    write_file(folder / LEDGER, (json.dumps(dict(sorted(now.items())), ensure_ascii=False, indent=1) + "\n").encode())
    return done


def _ledger(folder: Path) -> dict[str, str]:
    """What was brought; without a usable ledger nothing was, so that every file counts as the commune's."""
    try:
        found = json.loads((folder / LEDGER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(path): str(digest) for path, digest in found.items()} if isinstance(found, dict) else {}


def _digest(content: bytes) -> str:
    # Git on Windows may have changed the ends of lines.
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _is_elsewhere(folder: Path, target: Path) -> bool:
    """Whether writing would follow a link, or replace what is no ordinary file."""
    return (
        target.is_symlink()
        or (target.exists() and not target.is_file())
        or not target.parent.resolve().is_relative_to(folder.resolve())
    )
