"""Several communes in one repository: each a root of its own in `don_vi/<its code>/`, the layers they share beside it.

A unit's root is complete (records, register, site); only a layer that it does not hold itself is looked for in the
repository around it. So every command works on one unit as on a commune that stands alone, and nothing that belongs to
one is ever read for another.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "don_vi"
"""The folder of a repository that holds the roots of its units."""


class NoUnit(Exception):
    """There is no such unit; the message says which there are."""


def around(root: Path) -> Path:
    """The repository a unit's root stands in; of a commune that stands alone its own root."""
    if root.resolve().parent.name != FOLDER:
        return root
    # Kept relative where it was: messages show paths as the person would type them.
    return Path(os.path.normpath(root / ".." / ".."))


def all(repository: Path) -> dict[str, Path]:
    """The roots of the units in a repository by their folder's name; empty where a commune stands alone."""
    folder = repository / FOLDER
    if not folder.is_dir():
        return {}
    return {
        one.name: one
        for one in sorted(folder.iterdir())
        if one.is_dir() and not one.is_symlink() and not one.name.startswith(".")
    }


def one(repository: Path, name: str) -> Path:
    """The root of the unit in the folder `name`. Raises `NoUnit`."""
    found = all(repository)
    if name not in found:
        there = f"; các đơn vị: {', '.join(found)}" if found else f' vì không có thư mục "{FOLDER}" ở đây'
        raise NoUnit(f'Không có đơn vị "{name}"{there}.')
    return found[name]
