"""The officials' form in the browser: what its page says, and which hosts it may talk to."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from generator import addresses
from generator.addresses import Address
from generator.records import Catalogue, Repository


@dataclass(frozen=True)
class EditorPage:
    """The page of the form. `connect` are the only origins beside its own that it may reach."""

    address: Address
    is_whole: bool
    connect: tuple[str, ...]


def of(catalogue: Catalogue, is_whole: bool) -> EditorPage:
    """The page; without `is_whole` it says that the form's program is missing."""
    repository = catalogue.unit.repository
    return EditorPage(addresses.EDITOR, is_whole, (_origin(repository),) if repository and is_whole else ())


def repository(catalogue: Catalogue) -> dict[str, str] | None:
    """Where the form finds the records on their git host."""
    found = catalogue.unit.repository
    if found is None:
        return None
    return {
        "loai": found.kind.value,
        "may_chu": found.host,
        "dia_chi": addresses.interface(found),
        "kho": found.path,
        "nhanh": found.branch,
    }


def names(catalogue: Catalogue) -> dict[str, str]:
    """What people call each procedure, by code."""
    return {code: one.title for code, one in catalogue.procedures.items()}


def _origin(repository: Repository) -> str:
    parts = urlsplit(addresses.interface(repository))
    return f"{parts.scheme}://{parts.netloc}"
