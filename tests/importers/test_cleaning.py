"""Official text made fit: characters, pieces, codes."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.cleaning import clean, code_of, codes_of, is_blank, pieces, plain, tidy
from generator.reading import read


def test_nothing_that_the_reader_refuses_survives():
    everything = "".join(f"a{chr(code)}" for code in range(1, sys.maxunicode + 1) if not 0xE0000 > code > 0x20000)
    kept = clean(everything)
    for start in range(0, len(kept), 20_000):
        text = kept[start : start + 20_000].replace("\n", " ").replace("'", "''")
        reading = read(f"a: '{text} '\n".encode(), "x.yaml")
        assert reading.problems == []


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_words_survive_cleaning():
    assert clean(" Ða\u0306\u0301t\u00a0nh\u00e0\u200e\r\nb\u2028c\td\ufeff ") == "Đắt nhà\nb\nc d"


def test_tidy_and_plain():
    assert tidy("a   b \n\n  c") == "a b\nc"
    assert plain(" -  Ảnh  chụp;\nmàu ; ") == "Ảnh chụp; màu"


@pytest.mark.parametrize("text", ["", " ", "--", "Không có thông tin", "không có thông tin.\n"])
def test_blank(text):
    assert is_blank(text)


@given(st.text("ab. \n", max_size=200), st.integers(5, 50))
def test_pieces_lose_nothing_but_spaces(text, limit):
    found = pieces(text.strip(), limit)
    assert all(0 < len(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Đăng ký, quản lý cư trú", "dang-ky-quan-ly-cu-tru"),
        ("  ", "khac"),
        ("a" * 60, "a" * 48),
        (
            "Công bố Danh mục thủ tục hành chính được sửa đổi, bổ sung",
            "cong-bo-danh-muc-thu-tuc-hanh-chinh-duoc-sua-doi",
        ),
    ],
)
def test_codes(name, code):
    assert code_of(name, "khac") == code


def test_codes_are_never_alike():
    assert codes_of(["Tờ khai", "tờ khai", "Tờ khai 2"], "x") == ["to-khai", "to-khai-2", "to-khai-2-2"]
    assert max(map(len, codes_of(["a" * 60] * 12, "x"))) == 48
