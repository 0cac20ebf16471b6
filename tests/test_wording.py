"""Words for money, dates, times and durations as Vietnamese write them."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import records, wording
from generator.records import Basis, Duration, TimeUnit


def test_money() -> None:
    assert [wording.money(amount) for amount in (0, 500, 5000, 15000, 1234567, 10**10)] == [
        "0 đồng",
        "500 đồng",
        "5.000 đồng",
        "15.000 đồng",
        "1.234.567 đồng",
        "10.000.000.000 đồng",
    ]
    assert wording.rate(2000, Basis.PAGE) == "2.000 đồng/trang"
    assert wording.rate(2000, None) == "2.000 đồng"


def test_dates() -> None:
    assert wording.short_date(date(2026, 9, 2)) == "02/9/2026"
    assert wording.short_date(date(2026, 11, 22)) == "22/11/2026"
    assert wording.long_date(date(2026, 9, 2)) == "ngày 02 tháng 9 năm 2026"
    assert wording.long_date(date(2026, 12, 31)) == "ngày 31 tháng 12 năm 2026"


def test_times_and_durations() -> None:
    assert [wording.clock(time(*one)) for one in ((7, 30), (17, 0), (8, 5), (0, 0))] == [
        "7 giờ 30",
        "17 giờ",
        "8 giờ 05",
        "0 giờ",
    ]
    assert wording.duration(Duration(7, TimeUnit.WORKING_DAY)) == "7 ngày làm việc"
    assert wording.duration(Duration(4, TimeUnit.WORKING_HOUR)) == "4 giờ làm việc"
    assert wording.duration(Duration(0, TimeUnit.WORKING_DAY)) == "trong ngày"
    assert wording.duration(Duration(1000, TimeUnit.DAY)) == "1.000 ngày"


def test_joining_and_capitals() -> None:
    assert [wording.joined(list(parts)) for parts in ("", "a", "ab", "abc")] == ["", "a", "a và b", "a, b và c"]
    assert wording.joined(["a", "b"], " hoặc ") == "a hoặc b"
    assert wording.capitalised("đăng ký Kết hôn") == "Đăng ký Kết hôn"
    assert wording.uncapitalised("Đăng ký UBND") == "đăng ký UBND"
    assert wording.capitalised("") == wording.uncapitalised("") == ""


def test_folding() -> None:
    assert wording.folded("Đăng ký KHAI SINH, ở nhờ, Ước") == "dang ky khai sinh, o nho, uoc"
    assert wording.folded(unicodedata.normalize("NFD", "Đường Ấp")) == "duong ap"


@pytest.mark.parametrize(
    "ordered",
    [
        ["ca", "cà", "cả", "cã", "cá", "cạ", "căn", "cân"],
        ["dân", "đàn", "em", "êm"],
        ["oa", "ôa", "ơa", "pha"],
        ["Tách hộ", "Tạm trú", "Tạm vắng", "Thôi nôi", "Tuổi"],
        ["2 bản", "bản 10", "chứng thực", "Đăng ký", "đăng kỵ", "khai sinh", "khai sinh lại"],
    ],
)
def test_order_of_a_vietnamese_dictionary(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=wording.sort_key) == ordered
    split = [unicodedata.normalize("NFD", one) for one in ordered]
    assert sorted(set(split), key=wording.sort_key) == split


@given(st.text(), st.text())
def test_any_two_texts_can_be_put_in_order(one: str, other: str) -> None:
    assert sorted([one, other], key=wording.sort_key)
    wording.folded(one)


@given(st.text("aăâđeêioôơuưyxn\u0301\u0300\u0323 -1", max_size=10))
def test_a_stray_tone_does_not_stop_the_sorting(text: str) -> None:
    assert isinstance(wording.sort_key(text), tuple)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (records.Channel, wording.CHANNELS),
        (records.OnlineLevel, wording.ONLINE_LEVELS),
        (records.TimeUnit, wording.TIME_UNITS),
        (records.FeeKind, wording.FEE_KINDS),
        (records.ChangeKind, wording.CHANGE_KINDS),
        (records.Basis, wording.BASES),
        (records.Handling, wording.HANDLINGS),
        (records.Status, wording.STATUSES),
        (records.UnitKind, wording.UNIT_KINDS),
        (records.PlaceKind, wording.PLACE_KINDS),
        (records.Weekday, wording.WEEKDAYS),
        (records.HoursKind, wording.HOURS_KINDS),
    ],
)
def test_every_choice_has_words(kind: type[Enum], words: dict[Enum, str]) -> None:
    assert words.keys() == set(kind)
    assert len(set(words.values())) == len(words)
    assert all(text == text.strip() != "" for text in words.values())
