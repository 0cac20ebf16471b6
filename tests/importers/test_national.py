"""Every real procedure that lies beside the project becomes a valid record."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checking import check
from generator.importers.portal import to_record
from generator.importers.reading_json import read_json
from generator.layers import Source
from generator.reading import MAX_BYTES, read
from generator.writing_yaml import dump
from tests.importers.cases import SCHEMA_PATH

NATIONAL = Path(__file__).parents[3] / "shared" / "national" / "procedures"
FILES = sorted(NATIONAL.glob("*.json"))


needs_national = pytest.mark.skipif(not FILES, reason="../shared/national/procedures không có trên máy này")


@needs_national
def test_every_real_procedure_becomes_a_valid_record():
    understood = {"thoi_han": 0, "phi_le_phi": 0, "giay_to": 0, "can_cu": 0}
    for file in FILES:
        official, problems = read_json(file.read_bytes(), file.name)
        assert official is not None, problems
        record = to_record(official, file.name, {})
        raw = dump(record.data, SCHEMA_PATH).encode()
        assert len(raw) < MAX_BYTES
        reading = read(raw, file.name)
        assert reading.document is not None, reading.problems
        assert reading.problems == []
        assert reading.document.data == record.data
        assert check(Source.of(reading.document), "procedure") == []
        for name in understood:
            value = record.data[name]
            understood[name] += not (isinstance(value, dict) and "chua_ro" in value)
    # A change that understands less than this has lost something.
    assert understood["thoi_han"] >= 145
    assert understood["phi_le_phi"] >= 130
    assert understood["giay_to"] >= 245
    assert understood["can_cu"] >= 250
