"""The samples of this folder: invented procedures in the shape of the portal's JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.importers.portal import Imported, to_record
from generator.importers.reading_json import read_json
from generator.writing_yaml import dump

SAMPLES = Path(__file__).parent / "samples"
FIELDS = {"Thả diều": "tha-dieu", "Nuôi dế": "nuoi-de"}
SCHEMA_PATH = "../../generator/schema/procedure.schema.json"


def official(name: str) -> dict[str, Any]:
    mapping, problems = read_json((SAMPLES / f"{name}.json").read_bytes(), f"{name}.json")
    assert mapping is not None
    assert problems == []
    return mapping


def imported(name: str, **changed: object) -> Imported:
    """A sample as a record, with some of the portal's fields changed."""
    return to_record({**official(name), **changed}, f"{name}.json", FIELDS)


def written(record: Imported) -> bytes:
    return dump(record.data, SCHEMA_PATH).encode()


def channels(*rows: str) -> str:
    """A table of channels as the portal glues it."""
    return "Hình thức nộpThời gianPhí, lệ phíMô tả" + "".join(rows)
