"""Numbers as Vietnamese broadcasting reads them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import numerals


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (2027, "hai nghìn không trăm hai mươi bảy"),
        (6739, "sáu nghìn bảy trăm ba mươi chín"),
        (20_000, "hai mươi nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (105_000, "một trăm linh năm nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_001_000, "một triệu không trăm linh một nghìn"),
        (15_000_000, "mười lăm triệu"),
        (10**9, "một tỷ"),
        (10**9 + 1, "một tỷ không trăm linh một"),
        (2_500_000_000_000, "hai nghìn năm trăm tỷ"),
        (10**18, "một tỷ tỷ"),
        (-3, "âm ba"),
    ],
)
def test_a_number_is_read_as_in_the_north(value: int, words: str) -> None:
    assert numerals.number(value) == words


@pytest.mark.parametrize(
    ("whole", "decimals", "words"),
    [
        (0, "5", "không phẩy năm"),
        (50, "1", "năm mươi phẩy một"),
        (3, "14", "ba phẩy mười bốn"),
        (3, "05", "ba phẩy không năm"),
        (3, "141", "ba phẩy một bốn một"),
    ],
)
def test_decimals(whole: int, decimals: str, words: str) -> None:
    assert numerals.decimal(whole, decimals) == words


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_two_numbers_are_never_read_alike(one: int, other: int) -> None:
    assert (numerals.number(one) == numerals.number(other)) == (one == other)


def test_a_day_is_read_with_its_year() -> None:
    assert numerals.day(date(2027, 3, 5)) == "ngày năm tháng ba năm hai nghìn không trăm hai mươi bảy"
    assert numerals.month(date(2026, 4, 1)) == "tháng tư năm hai nghìn không trăm hai mươi sáu"
