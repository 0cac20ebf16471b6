"""No text ever overflows or is cut, whatever people write: measured on the rasterised pages of every design."""

from __future__ import annotations

import pytest

from generator.problems import Level, errors
from tests.posters import pdf
from tests.posters.conftest import LONG, UNBROKEN, Printed


def test_every_paper_is_made_and_every_code_read_back(extreme: Printed) -> None:
    assert errors(extreme.built.problems) == []
    assert len({file.partition("/")[0] for file in extreme.files}) >= 12
    assert {one.file for one in extreme.built.read} == {
        file for file in extreme.files if not file.startswith(("phieu-dat-in", "so-niem-yet"))
    }


def test_nothing_leaves_the_inner_area(extreme: Printed) -> None:
    for file, content in extreme.files.items():
        if not file.endswith("den-trang.pdf") or file.replace("-den-trang", "") not in extreme.files:
            assert pdf.ink_in_margin(content, 5) == 0, file
            assert pdf.letters_outside(content, 5) == [], file


def test_no_two_lines_of_text_lie_over_each_other(extreme: Printed) -> None:
    for file, content in extreme.files.items():
        if "den-trang" not in file and not file.startswith("so-thu-tuc"):
            assert pdf.overlaps(content) == [], file


def test_a_page_that_should_be_one_says_when_it_is_not(extreme: Printed) -> None:
    said = {one.path for one in extreme.built.problems if one.level is Level.WARNING and one.rule == "to_in.so_trang"}
    single = ("to-thon/", "the-de-ban/", "the-treo-cua/", "the-thu-ma/", "phieu-y-kien/")
    assert {file for file in extreme.files if file.startswith(single) and pdf.pages(extreme.files[file]) > 1} == said


@pytest.mark.parametrize("name", [LONG, UNBROKEN], ids=["nhieu-tieng", "lien-mot-tieng"])
def test_long_names_stand_there_in_full(extreme: Printed, name: str) -> None:
    places = [place.name for place in extreme.catalogue.unit.places]
    if places != [name]:
        pytest.skip("another commune")
    for file, content in extreme.files.items():
        if file.startswith(("to-thon/", "bang-linh-vuc/", "to-su-kien/", "bien-ban-niem-yet/")):
            assert pdf.squeezed(name) in pdf.text(content), file
    sheet = pdf.text(extreme.files["to-niem-yet/1.000007-A4.pdf"])
    assert pdf.squeezed(f"{name[:-2]}07") in sheet
    shown = pdf.text(extreme.files["to-thon/dai-A2.pdf"])
    (note,) = [note for note in extreme.built.notes if note.startswith("Tờ của thôn A2")]
    titles = [one.title for one in extreme.catalogue.procedures.values()]
    assert [title for title in titles if (pdf.squeezed(title) in shown) == (title in note)] == []


def test_what_nobody_knows_is_said_and_never_free(extreme: Printed) -> None:
    if len(extreme.catalogue.procedures) > 1:
        pytest.skip("another commune")
    for file in ("to-thon/thon-mot-A4.pdf", "to-niem-yet/1.000001-A4.pdf", "bang-linh-vuc/thu-nghiem-A3.pdf"):
        text = pdf.text(extreme.files[file])
        assert pdf.squeezed("Chưa có thông tin") in text
        assert pdf.squeezed("Không thu") not in text
        assert "Hãygọi" not in text
        assert "hoặcgọi" not in text
    assert pdf.text(extreme.files["to-niem-yet/1.000001-A4.pdf"]).count(pdf.squeezed("Chưa có thông tin")) >= 15
