"""The form in the browser: its program, which npm builds into the package, and what it must know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generator import addresses, resources
from generator.records import Catalogue
from generator.site import form_schema
from generator.views import editor

_FOLDER = addresses.EDITOR.path


def program() -> Path | None:
    """The built program, where this installation has it; `make form` builds it."""
    file = resources.bundled("form/sua.js")
    return file if file.is_file() else None


def files(catalogue: Catalogue) -> Iterator[tuple[str, str | Path]]:
    """The files that the page of the form asks for, by path; none where its program is missing."""
    if not (found := program()):
        return
    yield f"{_FOLDER}sua.js", found
    known = {
        "mau": {name: form_schema.of(name) for name in form_schema.KINDS},
        "ma": catalogue.unit.code,
        "ten": editor.names(catalogue),
        "kho": editor.repository(catalogue),
    }
    yield f"{_FOLDER}khuon.json", json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n"
