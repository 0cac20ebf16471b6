"""The posters of the sample commune, read as a person, a phone and a screen reader read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import addresses
from generator.posters import proof
from generator.problems import errors
from generator.views import poster
from tests import making
from tests.posters import pdf
from tests.posters.conftest import Printed, build

FILES = (
    "ap-ben-do-A4.pdf",
    "thon-dinh-A4.pdf",
    "thon-doai-A4.pdf",
    "thon-dong-A4.pdf",
    "thon-trung-A4.pdf",
    "to-dan-pho-cho-A4.pdf",
)


def test_one_poster_for_each_place_and_nothing_else(sample: Printed) -> None:
    assert tuple(sorted(sample.files)) == FILES
    assert not errors(sample.built.problems)


@pytest.mark.parametrize("file", FILES)
def test_the_code_opens_the_page_of_its_place(sample: Printed, file: str) -> None:
    code = file.removesuffix("-A4.pdf").upper()
    known = {addresses.printed(sample.catalogue.unit, one) for one in addresses.all(sample.catalogue)}
    (page,) = proof.codes(sample.files[file])
    assert page == [f"HTTPS://XASENVANG.EXAMPLE/N/{code}/"]
    assert page[0] in known


def test_the_code_is_version_3_at_level_q_and_60_mm_wide(sample: Printed) -> None:
    (code,) = pdf.codes(sample.files["thon-dinh-A4.pdf"])
    assert (code.extra["Version"], code.ec_level) == ("3", "Q")
    width = (code.position.top_right.x - code.position.top_left.x) / 200 * 25.4
    assert width == pytest.approx(60, abs=0.5)


@pytest.mark.parametrize("place", range(6))
def test_everything_a_villager_asks_stands_on_it(sample: Printed, place: int) -> None:
    shown = poster.of_place(sample.catalogue.unit.places[place], sample.catalogue, making.TODAY)
    text = pdf.text(sample.files[f"{sample.catalogue.unit.places[place].code}-A4.pdf"])
    wanted = [
        shown.place,
        shown.unit,
        shown.province,
        shown.domain,
        *shown.steps,
        shown.warning,
        shown.phone.text,
        *(part for hours in shown.hours for part in hours),
        shown.complaints_where.text,
        shown.complaints_phone.text,
        shown.complaints_box or "",
        *(f"{helper.role}: {helper.phone.text}" for helper in shown.helpers),
        shown.posted_at or "",
        shown.answers[0].title,
        "; ".join(shown.answers[0].bring[:-1]) + shown.answers[0].bring[-1],
        shown.answers[0].fee.text,
        shown.answers[0].deadline.text,
    ]
    assert [words for words in wanted if pdf.squeezed(words) not in text] == []


def test_every_favourite_is_on_the_poster_or_named_on_the_console(sample: Printed) -> None:
    for place in sample.catalogue.unit.places:
        text = pdf.text(sample.files[f"{place.code}-A4.pdf"])
        note = next((one for one in sample.built.notes if one.startswith(f"Tờ {place.name}: không đủ chỗ cho ")), "")
        named = note.partition("không đủ chỗ cho ")[2].split("; ")
        titles = [one.title for one in poster.of_place(place, sample.catalogue, making.TODAY).answers]
        assert [title for title in titles if (pdf.squeezed(title) in text) == (title in named)] == []


@pytest.mark.parametrize("file", FILES)
def test_one_page_whose_margin_every_printer_can_leave_white(sample: Printed, file: str) -> None:
    content = sample.files[file]
    assert pdf.pages(content) == 1
    assert pdf.ink_in_margin(content, 5) == 0
    assert pdf.letters_outside(content, 5) == []


def test_no_letter_is_smaller_than_11_points(sample: Printed) -> None:
    assert pdf.smallest_letter(sample.files["thon-dinh-A4.pdf"]) >= 11


def test_pdf_ua_says_what_it_is(sample: Printed) -> None:
    """ISO 14289-1, 5 (identifier), 7.1 (tagged, title), 7.2 (language), 7.3 (alternative text)."""
    content = sample.files["thon-dinh-A4.pdf"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert pdf.is_tagged(content)
    assert pdf.language(content) == "vi-VN"
    assert pdf.title(content) == "Thủ tục hành chính: Thôn Đình, Xã Sen Vàng"
    structure = pdf.elements(content)
    assert ("Figure", "Mã QR mở trang xasenvang.example của Thôn Đình") in structure
    headings = [kind for kind, _ in structure if kind.startswith("H") and kind[1:].isdigit()]
    assert headings == ["H1", "H2", "H2", "H2", "H2", "H2"]
    assert [kind for kind, _ in structure].count("TH") == 4


def test_all_fonts_are_ours_and_inside(sample: Printed) -> None:
    fonts = pdf.fonts(sample.files["thon-dinh-A4.pdf"])
    assert {font.name.partition("+")[2].partition("-")[0] for font in fonts} == {"BeVietnamPro"}
    assert all(font.embedded for font in fonts)


def test_the_same_bytes_each_time(sample: Printed, tmp_path: Path) -> None:
    assert build(sample.catalogue, making.REPOSITORY, tmp_path / "to").files == sample.files
