"""The check word is easy, the same on every machine, and another one for another edition."""

from __future__ import annotations

from dataclasses import replace

from generator import check_words
from generator.addresses import Address, Kind
from tests.conftest import Built

PLACE = Address(Kind.PLACE, "T1", 1)


def test_two_syllables_that_stay_the_same(sample: Built) -> None:
    word = check_words.of(sample.catalogue.unit, PLACE)
    assert len(word.split()) == 2
    assert word == check_words.of(replace(sample.catalogue.unit, name="Xã khác"), PLACE)


def test_other_editions_and_pages_have_other_words(sample: Built) -> None:
    words = {check_words.of(sample.catalogue.unit, replace(PLACE, edition=edition)) for edition in range(1, 30)}
    words |= {check_words.of(sample.catalogue.unit, Address(Kind.PLACE, f"T{number}", 1)) for number in range(2, 30)}
    assert len(words) > 35
