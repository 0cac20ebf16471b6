"""Templates and designs: a root's own file where it has one, else the one that came with the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """A file or folder that came with the package: inside an installed wheel, beside it in a checkout."""
    inside = _PACKAGE / "bundled" / name
    return inside if inside.exists() else _PACKAGE.parent / name


def folders(root: Path, name: str) -> list[Path]:
    """Where to look for the files of `name` (`site_templates`, `qr_posters`), the root's own first."""
    own = root / name
    return [own, bundled(name)] if own.is_dir() and own.resolve() != bundled(name).resolve() else [bundled(name)]


def find(root: Path, name: str, file: str) -> Path:
    """The file that counts for this root."""
    for folder in folders(root, name):
        if (folder / file).exists():
            return folder / file
    return bundled(name) / file
