"""Addresses are printed on walls: permanent, upper case, one for each page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import addresses
from generator.addresses import Address, Kind
from tests import making
from tests.conftest import Built


def test_the_addresses_of_a_catalogue(tmp_path: Path) -> None:
    catalogue = making.catalogue(tmp_path, making.procedure("1.000002"), making.procedure("1.000001.H12"))
    assert [one.path for one in addresses.all(catalogue)] == [
        "",
        "LV/THU-NGHIEM/",
        "N/THON-MOT/",
        "TT/1.000001.H12/",
        "TT/1.000002/",
    ]
    place = addresses.of_place(catalogue.unit.places[0])
    assert addresses.url(catalogue.unit) == "https://xathu.example/"
    assert addresses.url(catalogue.unit, place) == "https://xathu.example/N/THON-MOT/"
    assert addresses.printed(catalogue.unit, place) == "HTTPS://XATHU.EXAMPLE/N/THON-MOT/"
    assert addresses.is_alphanumeric(addresses.printed(catalogue.unit, place))


def test_below_a_folder_of_a_shared_host_only_the_host_is_in_capitals(tmp_path: Path) -> None:
    unit = making.catalogue(tmp_path, of_unit=making.unit(duong_dan="/Xa-Thu/")).unit
    assert addresses.url(unit, Address(Kind.FIELD, "a")) == "https://xathu.example/Xa-Thu/LV/A/"
    assert addresses.printed(unit, Address(Kind.FIELD, "a")) == "HTTPS://XATHU.EXAMPLE/Xa-Thu/LV/A/"
    assert not addresses.is_alphanumeric(addresses.printed(unit, addresses.HOME))


def test_what_ended_keeps_its_address(tmp_path: Path) -> None:
    gone = making.procedure(
        "1.000002", hieu_luc={"tu": "2025-07-01", "den": "2026-01-01", "trang_thai": "bai_bo", "ly_do": "x"}
    )
    noi = [
        {"ma": "thon-mot", "loai": "thon", "ten": "Thôn Một"},
        {"ma": "thon-cu", "loai": "thon", "ten": "Thôn Cũ", "hieu_luc": {"den": "2026-01-01"}, "thay_bang": "thon-mot"},
    ]
    catalogue = making.catalogue(tmp_path, gone, making.procedure(), of_unit=making.unit(noi=noi))
    paths = {one.path for one in addresses.all(catalogue)}
    assert {"TT/1.000002/", "N/THON-CU/"} < paths


def test_every_address_of_the_sample_fits_the_small_kind_of_code(sample: Built) -> None:
    every = addresses.all(sample.catalogue)
    assert len({one.path.casefold() for one in every}) == len(every) > 50
    for one in every:
        assert addresses.is_alphanumeric(addresses.printed(sample.catalogue.unit, one))
        assert one.path == "" or one.path.endswith("/")


_PATHS = st.sampled_from(["", "TT/1.000001/", "LV/CU-TRU/", "N/A/", "can-bo/", "assets/icon.svg", "a.pdf"])


@given(_PATHS, _PATHS)
def test_relative_links_lead_where_they_should(start: str, end: str) -> None:
    from urllib.parse import urljoin

    link = addresses.relative(start, end)
    assert urljoin(f"https://xa.vn/thu/{start}", link) == f"https://xa.vn/thu/{end}"
    assert not link.startswith("/")


@pytest.mark.parametrize("text", ["a", "Đ", "?", "#", "_", "A\n"])
def test_what_the_small_kind_of_code_cannot_hold(text: str) -> None:
    assert not addresses.is_alphanumeric(text)
