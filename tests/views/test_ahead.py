"""What a page will say on days to come: exactly what it would say if it were built then."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.records import Lifetime
from generator.views import ahead, listing, procedure
from generator.views.ahead import Later
from tests import making

FEE = making.procedure()["phi_le_phi"][0]


def days(root: Path, **parts: Any) -> list[str]:
    one = making.catalogue(root, making.procedure(**parts)).procedures[making.CODE]
    return [day.isoformat() for day in ahead.days([one], [], making.TODAY)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, []),
        ({"phien_ban": [{"tu": "2027-03-01", "thay": {"so_bo": 2}, "can_cu": "1/QĐ"}]}, ["2027-03-01"]),
        ({"hieu_luc": {"tu": "2026-12-01", "den": "2026-12-31", "trang_thai": "bai_bo"}}, ["2026-12-01", "2027-01-01"]),
        (
            {"phi_le_phi": [{**FEE, "khi": {"den": "2026-12-31"}}, {**FEE, "ma": "b", "khi": {"tu": "2027-01-01"}}]},
            ["2027-01-01"],
        ),
        # Begun before the page is built, and too far ahead for a clock to be believed.
        ({"phien_ban": [{"tu": "2026-11-22", "thay": {"so_bo": 2}, "can_cu": "1/QĐ"}]}, []),
        ({"hieu_luc": {"tu": "2025-07-01", "den": "2030-12-31", "trang_thai": "dang_ap_dung"}}, []),
    ],
)
def test_the_days_on_which_a_procedure_turns(tmp_path: Path, parts: dict[str, Any], expected: list[str]) -> None:
    assert days(tmp_path, **parts) == expected


def test_a_place_or_field_turns_when_it_begins_and_after_it_ends() -> None:
    lifetime = Lifetime(date(2026, 12, 1), date(2026, 12, 31))
    assert ahead.days([], [lifetime], making.TODAY) == (date(2026, 12, 1), date(2027, 1, 1))


def test_a_page_carries_what_it_would_be_if_built_then(tmp_path: Path) -> None:
    versions = [
        {"tu": "2027-03-01", "thay": {"thoi_han": [{"so": 5, "don_vi": "ngay_lam_viec"}]}, "can_cu": "1/QĐ"},
        {"tu": "2027-05-01", "thay": {"ten": "Tên mới"}, "can_cu": "2/QĐ"},
    ]
    catalogue = making.catalogue(tmp_path, making.procedure(phien_ban=versions))
    one = catalogue.procedures[making.CODE]
    turning = ahead.days([one], [], making.TODAY)
    make = partial(procedure.of, one, catalogue)
    first, second = date(2027, 3, 1), date(2027, 5, 1)
    assert ahead.states(make, making.TODAY, turning) == (Later(first, make(first)), Later(second, make(second)))
    # A list that shows neither the change nor that one is to come stays as it is.
    everything = partial(listing.search, catalogue)
    assert [one.day for one in ahead.states(everything, making.TODAY, turning)] == [second]
