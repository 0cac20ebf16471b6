"""The papers of the board, and where to complain on every paper that people read."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import loading
from generator.posters.building import Choice
from generator.views import board_sheets, poster
from tests import making
from tests.posters import pdf
from tests.posters.conftest import LONG, Printed, build
from tests.posters.test_sample import ONE_OF_EACH

WORKING_PAPERS = {"bien-ban-niem-yet", "phieu-dat-in", "phieu-dat-in-noi", "phieu-kiem-tra", "the-thu-ma"}
"""What officials and the copy shop fill in or measure with; none of it hangs for people to read."""


@pytest.mark.parametrize("design", sorted(ONE_OF_EACH.keys() - WORKING_PAPERS))
def test_every_paper_for_people_says_where_to_complain(sample: Printed, design: str) -> None:
    shared = poster.shared(sample.catalogue, making.TODAY)
    for file, content in sample.files.items():
        if file.startswith(f"{design}/"):
            text = pdf.text(content)
            for words in (shared.complaints_where.text, shared.complaints_phone.text, shared.complaints_box or ""):
                assert pdf.squeezed(words) in text, f"{file}: {words}"


def test_every_sheet_of_the_board_holds_all_its_words(sample: Printed) -> None:
    sheets = list(board_sheets.of(sample.catalogue, making.TODAY))
    assert {sheet.code for sheet in sheets} == {
        *(f"bang-tin-{code}" for code in ("noi-quy", "quy-trinh", "chinh-sach", "muc-tieu-2026", "quy-tac-ung-xu")),
        *("gio-lam-viec", "thu-tuc-va-muc-thu", "quyet-dinh-cong-bo", "thu-xin-loi", "lich-tuan-2026-11-16"),
        "lich-tuan-2026-11-23",
    }
    for sheet in sheets:
        for ink in ("", "-den-trang"):
            text = pdf.text(sample.files[f"bang-niem-yet/{sheet.code}-A4{ink}.pdf"])
            wanted = [sheet.title, sheet.source.text if sheet.source else ""]
            for part in sheet.body:
                wanted += [part.text or "", part.heading or "", *part.points]
            for field in sheet.table:
                wanted += [field.name, *(f"{row.title}{row.code}" for row in field.rows)]
            for words in wanted:
                assert pdf.squeezed(words) in text, f"{sheet.code}: {words}"


def test_the_supporters_of_a_place_stand_on_its_poster(sample: Printed) -> None:
    place = sample.catalogue.unit.places[0]
    assert place.supporters
    text = pdf.text(sample.files[f"to-thon/{place.code}-A4.pdf"])
    for one in place.supporters:
        assert pdf.squeezed(f"{one.role}: {one.phone}") in text


def test_the_card_of_conduct_is_the_communes_own_text_on_one_page(sample: Printed) -> None:
    content = sample.files["the-ung-xu/bang-tin-quy-tac-ung-xu-A5.pdf"]
    assert pdf.pages(content) == 1
    for words in ("5 biết", "5 không", "3 thể hiện", "Biết lắng nghe", "Văn bản số 05/QĐ-MAU, ngày 15/7/2026"):
        assert pdf.squeezed(words) in pdf.text(content)


def test_the_letter_leaves_blank_what_differs_and_names_no_person(sample: Printed) -> None:
    assert sample.catalogue.board
    letter = sample.catalogue.board.apology
    assert letter
    for size in ("A4", "A5"):
        content = sample.files[f"thu-xin-loi/xa-mau-{size}-den-trang.pdf"]
        assert pdf.pages(content) == 1
        text = pdf.text(content)
        for words in (*letter.letter, letter.signer.upper(), letter.decision, "Ngày hẹn trả lại: ngày tháng năm"):
            assert pdf.squeezed(words) in text


def test_a_commune_that_posts_nothing_of_its_own_prints_none_of_these(tmp_path: Path) -> None:
    catalogue = making.catalogue(tmp_path / "goc")
    for number, design in enumerate(("bang-niem-yet", "the-ung-xu", "thu-xin-loi")):
        made = build(catalogue, tmp_path / "goc", tmp_path / f"to-{number}", Choice(design=design))
        assert made.files == {}


def test_long_texts_of_the_board_stay_on_the_paper(tmp_path: Path) -> None:
    root = making.write_root(tmp_path / "goc")
    groups = [{"de_muc": LONG, "y": [LONG] * 12} for _ in range(4)]
    notice = {"ma": "ung-xu", "loai": "ung_xu", "ten": LONG, "nguon": "1/QĐ-UBND", "noi_dung": [LONG * 20, *groups]}
    letter = {"nguon": "1/QĐ-UBND", "ngay": "2026-01-01", "khi": LONG, "ai_ky": LONG, "loi_thu": [LONG] * 3}
    making.write(root / loading.FOLDER / "bang_tin.yaml", {"bang_tin": [notice], "thu_xin_loi": letter})
    catalogue = making.load(root).catalogue
    assert catalogue
    for number, design in enumerate(("bang-niem-yet", "the-ung-xu", "thu-xin-loi")):
        made = build(catalogue, root, tmp_path / f"to-{number}", Choice(design=design))
        for file, content in made.files.items():
            assert pdf.letters_outside(content, 5) == [], file
    text = pdf.text(made.files["thu-xin-loi/xa-thu-A4-den-trang.pdf"])
    assert text.count(pdf.squeezed(LONG)) >= 3
