"""Words as search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.folding import MAX_LETTERS, near, sound, typed, words


def test_words_without_diacritics_and_with_their_marks_apart() -> None:
    first, second = words("ĐẤT, hoà")
    assert (first.plain, first.marked, first.tone) == ("dat", "d-a^t", "1")
    assert (second.plain, second.key) == ("hoa", "hoa2")


@pytest.mark.parametrize(("one", "other"), [("hòa", "hoà"), ("thuỷ", "thủy"), ("Đất", "Ðất"), ("đất", "đất")])
def test_the_same_word_however_its_letters_are_put_together(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("xinh", "sinh"),
        ("trung", "chung"),
        ("giay", "day"),
        ("rieng", "dieng"),
        ("gi", "di"),
        ("sin", "sinh"),
        ("khang", "khan"),
        ("cuoc", "cuot"),
        ("sach", "sat"),
        ("nam", "lam"),
        ("ki", "ky"),
        ("quoc", "cuoc"),
    ],
)
def test_what_cannot_be_told_apart_by_ear_somewhere(heard: str, written: str) -> None:
    assert sound(heard) == sound(written)


@pytest.mark.parametrize(("one", "other"), [("nha", "la"), ("nghe", "le"), ("kha", "ca"), ("tam", "cham")])
def test_what_nobody_mixes_up(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("keys", "word"), [("giaays", "giay"), ("ddaats", "dat"), ("dda61t", "dat"), ("hoon", "hon"), ("cuwowis", "cuoi")]
)
def test_keystrokes_that_were_left_in(keys: str, word: str) -> None:
    assert typed(keys) == word


def test_one_slip_of_a_finger() -> None:
    assert near("hom", "hon")
    assert near("ket", "kket")
    assert near("khia", "khai")
    assert not near("hom", "hanh")
    assert not near("khai", "sinh")


@given(st.text(alphabet=st.characters()))
def test_any_text_has_words(text: str) -> None:
    for word in words(text):
        assert 0 < len(word.plain) <= MAX_LETTERS
        assert word.plain.isascii()
        sound(word.plain)
        typed(word.plain)
