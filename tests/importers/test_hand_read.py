"""The importer against values read by hand, cell by cell: what it takes must be right, what can be read it must take.

`hand_read.json` holds what a person read, by the name of a sample of ours or the code of an official record: the time
and the sum of each channel (null where a person can't tell, 0 where nothing is charged), the counts of the documents
(originals+copies) and the numbers of the laws. It was written before the importer was asked.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator.importers.pages import LABELS, read_page
from generator.importers.portal import to_record
from generator.importers.reading_json import read_json
from tests.importers.cases import SAMPLES
from tests.importers.test_national import NATIONAL, needs_national

HAND_READ: dict[str, Any] = json.loads((Path(__file__).parent / "hand_read.json").read_text("utf-8"))
OURS = sorted(name for name in HAND_READ if not name[0].isdigit())
OFFICIAL = sorted(name for name in HAND_READ if name[0].isdigit())


def is_unknown(value: object) -> bool:
    return isinstance(value, dict) and "chua_ro" in value


def cells(data: dict[str, Any]) -> dict[str, Any]:
    """A record in the shape of what was read by hand."""
    channels = data["cach_nop"] if isinstance(data["cach_nop"], list) else []

    def of(entries: Any, value: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for channel in channels:
            own = [one for one in entries if channel in (listed(one.get("khi", {}).get("cach_nop")) or channels)]
            values = [value(one) for one in own]
            known = values and None not in values
            found[channel] = values[0] if len(values) == 1 else ", ".join(map(str, values)) if known else None
        return found

    times, money, papers, laws = (data[key] for key in ("thoi_han", "phi_le_phi", "giay_to", "can_cu"))
    counts = [] if isinstance(papers, dict) else [(one["ban_chinh"], one["ban_sao"]) for one in papers]
    return {
        "thoi_han": of([] if isinstance(times, dict) else times, time),
        "phi": dict.fromkeys(channels, 0 if "khong_thu" in money else None)
        if isinstance(money, dict)
        else of(money, paid),
        "giay_to": " ".join(f"{first}+{second}" for first, second in sorted(counts, key=str)),
        "can_cu": [] if isinstance(laws, dict) else [law["so_hieu"] for law in laws],
    }


def listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def time(entry: dict[str, Any]) -> str | None:
    return None if "chua_ro" in entry else f"{entry['so']} {entry['don_vi']}"


def paid(entry: dict[str, Any]) -> int | None:
    amount = entry["muc"]
    return None if is_unknown(amount) else 0 if isinstance(amount, dict) else amount


def glued(official: dict[str, object]) -> bytes:
    """The page that the JSON was taken from, as a browser copies it."""
    return f"{official['ten_thu_tuc']}{''.join(f'{label}{official[key]}' for key, label in LABELS)}".encode()


def record(name: str) -> dict[str, Any]:
    file = next(SAMPLES.glob(f"{name}.*"))
    read = read_json if file.suffix == ".json" else read_page
    official, problems = read(file.read_bytes(), file.name)
    assert official is not None, problems
    return to_record(official, name, {}).data


@pytest.mark.parametrize("name", OURS)
def test_our_samples_are_read_as_a_person_reads_them(name):
    found = cells(record(name))
    assert {key: found[key] for key in HAND_READ[name]} == HAND_READ[name]


class Score:
    """Cells that a person can read: how many were taken, and how many of the taken ones are right."""

    def __init__(self) -> None:
        self.readable = self.taken = self.right = self.guessed = 0

    def add(self, expected: Any, found: Any) -> None:
        self.readable += expected is not None
        self.taken += found is not None
        self.right += found is not None and found == expected
        self.guessed += found is not None and expected is None

    @property
    def precision(self) -> float:
        return self.right / self.taken

    @property
    def coverage(self) -> float:
        return self.right / self.readable


@needs_national
@pytest.mark.parametrize("shape", ["json", "glued"])
def test_official_records_are_read_as_a_person_reads_them(shape):
    scores = {"thoi_han": Score(), "phi": Score(), "cach_nop": Score(), "giay_to": Score(), "can_cu": Score()}
    for code in OFFICIAL:
        raw = (NATIONAL / f"{code}.json").read_bytes()
        official, _ = read_json(raw, code)
        if shape == "glued":
            official, _ = read_page(glued(json.loads(raw)), code)
        assert official is not None
        found = cells(to_record(official, code, {}).data)
        expected = HAND_READ[code]
        for key in ("thoi_han", "phi"):
            for channel, value in expected.get(key, {}).items():
                scores[key].add(value, found[key].get(channel))
        if "thoi_han" in expected:
            scores["cach_nop"].add(sorted(expected["thoi_han"]), sorted(found["phi"]))
        for key in ("giay_to", "can_cu"):
            if key in expected:
                wanted, got = (Counter(one[key].split() if key == "giay_to" else one[key]) for one in (expected, found))
                scores[key].right += (wanted & got).total()
                scores[key].readable += wanted.total()
                scores[key].taken += got.total()
    for key, least in (("cach_nop", 0.97), ("thoi_han", 0.97), ("phi", 0.97), ("giay_to", 0.93), ("can_cu", 0.97)):
        assert scores[key].precision >= least, key
        assert scores[key].coverage >= least, key
    # What a person can't tell, the importer does not tell either.
    assert scores["thoi_han"].guessed == scores["phi"].guessed == 0
