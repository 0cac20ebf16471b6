"""The slip that people tick: every question and answer, a box for each, our own code, and nothing that names anybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import addresses
from generator.posters import proof
from tests import making
from tests.posters import pdf
from tests.posters.conftest import EVERYTHING, Printed, build

SLIPS = ("phieu-y-kien/hai-long-A5.pdf", "phieu-y-kien/hai-long-A5-den-trang.pdf")


@pytest.mark.parametrize("file", SLIPS)
def test_every_question_and_answer_stands_on_one_page(sample: Printed, file: str) -> None:
    survey = sample.catalogue.survey
    assert survey
    slip = sample.files[file]
    (text,) = pdf.page_texts(slip)
    for question in survey.questions:
        for words in (question.words, *(option.name for option in question.options)):
            assert pdf.squeezed(words) in text
    assert pdf.squeezed("Không ghi tên, số điện thoại.") in text
    assert sorted(pdf.size_mm(slip)) == [148, 210]


@pytest.mark.parametrize("file", SLIPS)
def test_the_code_leads_to_our_own_page_of_results(sample: Printed, file: str) -> None:
    (codes,) = proof.codes(sample.files[file])
    assert codes == ["HTTPS://XASENVANG.EXAMPLE/KS/HAI-LONG/"]
    assert codes[0] in {addresses.printed(sample.catalogue.unit, one) for one in addresses.all(sample.catalogue)}


def test_no_stars_and_no_smileys(sample: Printed) -> None:
    for file in SLIPS:
        assert not re.search("[\u2605\u2606\u263a-\u263b\U0001f600-\U0001f64f]", pdf.text(sample.files[file]))


def test_a_unit_that_asks_nothing_has_no_slip(tmp_path: Path) -> None:
    catalogue = making.catalogue(tmp_path / "goc")
    printed = build(catalogue, tmp_path / "goc", tmp_path / "to", EVERYTHING)
    assert not [file for file in printed.files if file.startswith("phieu-y-kien/")]
