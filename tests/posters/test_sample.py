"""The papers of the sample commune, read as a person, a phone, a copy shop and a screen reader read them."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from html import unescape
from itertools import pairwise
from pathlib import Path

import pdfua
import pytest

from generator import addresses, check_words
from generator.addresses import Address, Kind
from generator.posters import designs, proof
from generator.posters.building import Choice
from generator.problems import errors
from generator.views import frame, poster
from tests import making
from tests.posters import pdf
from tests.posters.conftest import Printed, build

PLACES = ("thon-dinh", "thon-dong")
DESIGNS, _ = designs.all(making.REPOSITORY)
ONE_OF_EACH = {
    "bang-linh-vuc": "bang-linh-vuc/ho-tich-A3",
    "bang-niem-yet": "bang-niem-yet/bang-tin-noi-quy-A4",
    "bien-ban-niem-yet": "bien-ban-niem-yet/thon-dinh-A4-den-trang",
    "nhan-dan": "nhan-dan/xa-mau-A4",
    "phieu-dat-in": "phieu-dat-in/xa-mau-A4-den-trang",
    "phieu-dat-in-noi": "phieu-dat-in-noi/thon-dinh-A4-den-trang",
    "phieu-kiem-tra": "phieu-kiem-tra/xa-mau-A4-den-trang",
    "phieu-y-kien": "phieu-y-kien/hai-long-A5",
    "so-niem-yet": "so-niem-yet/xa-mau-A4-den-trang",
    "so-thu-tuc": "so-thu-tuc/xa-mau-A4",
    "the-de-ban": "the-de-ban/xa-mau-A6",
    "the-thu-ma": "the-thu-ma/xa-mau-A4-den-trang",
    "the-treo-cua": "the-treo-cua/xa-mau-A5",
    "the-ung-xu": "the-ung-xu/bang-tin-quy-tac-ung-xu-A5",
    "thu-xin-loi": "thu-xin-loi/xa-mau-A4-den-trang",
    "to-niem-yet": "to-niem-yet/1.001193-A4",
    "to-su-kien": "to-su-kien/sinh-con-A5",
    "to-thon": "to-thon/thon-dinh-A4",
}


def test_every_design_comes_in_every_size_and_ink_it_names(sample: Printed) -> None:
    assert not errors(sample.built.problems)
    assert set(ONE_OF_EACH) == {design.stem for design in DESIGNS}
    for design in DESIGNS:
        stems = {
            file.partition("/")[2].partition("-A")[0] for file in sample.files if file.startswith(f"{design.stem}/")
        }
        assert stems
        wanted = {f"{design.stem}/{stem}-{variant.suffix}.pdf" for stem in stems for variant in design.variants}
        assert wanted == {file for file in sample.files if file.startswith(f"{design.stem}/")}
    papers = {variant.paper for design in DESIGNS for variant in design.variants}
    assert papers == {"a2", "a3", "a4", "a5", "a6"}


def test_every_place_procedure_field_and_event_has_its_paper(sample: Printed) -> None:
    stems = {(file.partition("/")[0], file.partition("/")[2].partition("-A")[0]) for file in sample.files}
    assert {stem for folder, stem in stems if folder == "to-thon"} == set(PLACES)
    assert {stem for folder, stem in stems if folder == "to-niem-yet"} == set(sample.catalogue.procedures)
    assert {stem for folder, stem in stems if folder == "to-su-kien"} == set(sample.catalogue.events)
    assert {stem for folder, stem in stems if folder == "bang-linh-vuc"} == {
        one.field for one in sample.catalogue.procedures.values()
    }


@pytest.mark.parametrize("stem", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_paper_is_as_large_as_its_name_says(sample: Printed, stem: str) -> None:
    paper = re.search(r"-(A[2-6])", stem)
    assert paper
    assert sorted(pdf.size_mm(sample.files[f"{stem}.pdf"])) == sorted(designs.PAPERS_MM[paper[1].lower()])


@pytest.mark.parametrize("size", ["A4", "A3", "A2"])
@pytest.mark.parametrize("place", PLACES)
def test_the_code_opens_the_page_of_its_place(sample: Printed, place: str, size: str) -> None:
    known = {addresses.printed(sample.catalogue.unit, one) for one in addresses.all(sample.catalogue)}
    (page,) = proof.codes(sample.files[f"to-thon/{place}-{size}.pdf"])
    assert page == [f"HTTPS://XASENVANG.EXAMPLE/N/{place.upper()}/"]
    assert page[0] in known


def test_the_code_is_version_3_at_level_q_and_60_mm_wide(sample: Printed) -> None:
    (code,) = pdf.codes(sample.files["to-thon/thon-dinh-A4.pdf"])
    assert (code.extra["Version"], code.ec_level) == ("3", "Q")
    width = (code.position.top_right.x - code.position.top_left.x) / 200 * 25.4
    assert width == pytest.approx(60, abs=0.5)


def test_modules_are_wide_enough_for_a_wall_and_for_the_hand(sample: Printed) -> None:
    least = {design.stem: design.module_mm for design in DESIGNS}
    assert {least[one.file.partition("/")[0]] for one in sample.built.read} == {1.0, 0.4}
    assert [one for one in sample.built.read if one.module < least[one.file.partition("/")[0]]] == []


@pytest.mark.parametrize("size", ["A4", "A3", "A2"])
@pytest.mark.parametrize("number", range(2))
def test_everything_a_villager_asks_stands_on_the_poster(sample: Printed, number: int, size: str) -> None:
    place = sample.catalogue.unit.places[number]
    shown = poster.of_place(place, sample.catalogue, making.TODAY)
    shared = poster.shared(sample.catalogue, making.TODAY)
    text = pdf.text(sample.files[f"to-thon/{place.code}-{size}.pdf"])
    wanted = [
        shown.place,
        shared.unit,
        shared.province,
        shared.domain,
        *shared.steps,
        shared.phone.text,
        *(part for hours in shared.hours for part in hours),
        shared.complaints_where.text,
        shared.complaints_phone.text,
        shared.complaints_box or "",
        *(f"{helper.role}: {helper.phone.text}" for helper in shown.helpers),
        shown.posted_at or "",
        shown.answers[0].title,
        "; ".join(shown.answers[0].bring[:-1]) + shown.answers[0].bring[-1],
        shown.answers[0].fee.text,
        shown.answers[0].deadline.text,
    ]
    assert [words for words in wanted if pdf.squeezed(words) not in text] == []


def test_a_poster_of_every_size_answers_at_least_three_questions(sample: Printed) -> None:
    for place in sample.catalogue.unit.places:
        titles = [one.title for one in poster.of_place(place, sample.catalogue, making.TODAY).answers]
        for size in ("A4", "A3", "A2"):
            text = pdf.text(sample.files[f"to-thon/{place.code}-{size}.pdf"])
            assert [title for title in titles[:3] if pdf.squeezed(title) not in text] == [], size


def test_every_favourite_is_on_the_poster_or_named_on_the_console(sample: Printed) -> None:
    for place in sample.catalogue.unit.places:
        text = pdf.text(sample.files[f"to-thon/{place.code}-A4.pdf"])
        notes = [one for one in sample.built.notes if one.startswith("Tờ của thôn A4 (") and place.name in one]
        named = "; ".join(note.partition("không đủ chỗ cho ")[2] for note in notes).split("; ")
        titles = [one.title for one in poster.of_place(place, sample.catalogue, making.TODAY).answers]
        assert [title for title in titles if (pdf.squeezed(title) in text) == (title in named)] == []


def test_the_posting_sheet_has_everything_the_decree_asks(sample: Printed) -> None:
    """Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2 and Điều 15."""
    text = pdf.text(sample.files["to-niem-yet/1.001193-A4.pdf"])
    procedure = sample.catalogue.procedures["1.001193"]
    wanted = [
        *("Tên chính thức: Thủ tục đăng ký khai sinh", "Mã thủ tục: 1.001193", "Cần mang gì?", "Số bộ hồ sơ:"),
        *("Tiền phải nộp", "Thời hạn giải quyết", "Các bước", "Cách nộp, nơi nộp", "Kết quả", "Yêu cầu, điều kiện"),
        *("Đối tượng: Công dân Việt Nam", "Cơ quan giải quyết: Ủy ban nhân dân cấp xã", "Căn cứ pháp lý"),
        *("địa chỉ tiếp nhận phản ánh, kiến nghị", "Mẫu: Tờ khai đăng ký khai sinh", "163/QĐ-BTP", "Trang 1 /"),
        *(document.name for document in procedure.documents),  # type: ignore[union-attr]
        *(step.action for step in procedure.steps[-3:]),  # type: ignore[index]
    ]
    assert [
        words
        for words in wanted
        if pdf.squeezed(words[:1].upper() + words[1:]) not in text and pdf.squeezed(words) not in text
    ] == []


def test_the_book_names_the_page_of_every_sheet(sample: Printed) -> None:
    pages = pdf.page_texts(sample.files["so-thu-tuc/xa-mau-A4.pdf"])
    contents = "".join(pages[:2]).replace("050100mm", ";")
    for procedure in sample.catalogue.procedures.values():
        title = pdf.squeezed(procedure.title[:1].upper() + procedure.title[1:])
        listed = re.search(re.escape(title) + r"(\d+)", contents)
        assert listed, procedure.title
        assert pdf.squeezed(f"Mã thủ tục: {procedure.code}") in pages[int(listed[1]) - 1]


def test_warning_domain_and_check_word_stand_on_every_paper_with_a_code(sample: Printed) -> None:
    unit = sample.catalogue.unit
    by_text = {addresses.printed(unit, one): check_words.of(unit, one) for one in addresses.all(sample.catalogue)}
    for file in {one.file for one in sample.built.read}:
        text = pdf.text(sample.files[file])
        codes = [one for one in sample.built.read if one.file == file]
        assert text.count("xasenvang.example") >= len(codes), file
        for code in codes:
            assert pdf.squeezed(f"từ kiểm tra: {by_text[code.address]}") in text.replace("Từ", "từ"), file
        if not file.startswith("bien-ban"):
            assert pdf.squeezed(frame.WARNING) in text, file


def test_the_pattern_around_a_code_begins_outside_its_quiet_zone(sample: Printed) -> None:
    code = next(one for one in sample.built.read if one.file == "to-thon/thon-dinh-A4.pdf")
    ring = pdf.ring_around_code(sample.files[code.file], code.module)
    assert ring.quiet == 0, "nothing within four modules"
    assert ring.beyond > 0.1, "a pattern right after them"


@pytest.mark.parametrize("stem", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_the_ruler_is_100_mm_long_and_the_edge_says_what_for(sample: Printed, stem: str) -> None:
    content = sample.files[f"{stem}.pdf"]
    assert "In100%,khôngcogiãn." in pdf.text(content)
    assert pdf.longest_line_at_the_foot(content) == pytest.approx(100, abs=0.5)


def test_no_ink_and_no_letter_on_the_outermost_5_mm(sample: Printed) -> None:
    for stem in ONE_OF_EACH.values():
        content = sample.files[f"{stem}.pdf"]
        assert pdf.ink_in_margin(content, 5) == 0, stem
        assert pdf.letters_outside(content, 5) == [], stem


def test_letters_are_as_large_as_the_description_says(sample: Printed) -> None:
    """All but the line at the edge; what is read from afar is 24 points on A3."""
    for design in DESIGNS:
        for variant in design.variants[:1]:
            content = sample.files[ONE_OF_EACH[design.stem] + ".pdf"] if len(design.variants) < 3 else None
            if content:
                assert pdf.smallest_letter(content, foot_mm=18) >= variant.settings["co_chu_nho_pt"], design.stem
    answers = poster.of_place(sample.catalogue.unit.places[0], sample.catalogue, making.TODAY).answers
    assert pdf.letter_size(sample.files["to-thon/thon-dinh-A3.pdf"], answers[0].bring[0][:20]) >= 24
    assert pdf.letter_size(sample.files["to-thon/thon-dinh-A2.pdf"], answers[0].bring[0][:20]) >= 28


@pytest.mark.parametrize("stem", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_black_and_white_means_grey(sample: Printed, stem: str) -> None:
    black = stem if stem.endswith("den-trang") else f"{stem}-den-trang"
    assert pdf.is_grey(sample.files[f"{black}.pdf"])
    if stem != black:
        assert not pdf.is_grey(sample.files[f"{stem}.pdf"])


@pytest.mark.parametrize("stem", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_an_independent_checker_finds_nothing_against_pdf_ua(sample: Printed, stem: str, tmp_path: Path) -> None:
    file = tmp_path / "to.pdf"
    file.write_bytes(sample.files[f"{stem}.pdf"])
    assert [f"{one.rule_id}: {one.message}" for one in pdfua.validate(str(file)).findings] == []


def test_pdf_ua_says_what_it_is(sample: Printed) -> None:
    """ISO 14289-1, 5 (identifier), 7.1 (tagged, title), 7.2 (language), 7.3 (alternative text), 7.4 (headings)."""
    content = sample.files["to-thon/thon-dinh-A4.pdf"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert pdf.is_tagged(content)
    assert pdf.language(content) == "vi-VN"
    assert pdf.title(content) == "Thủ tục hành chính: Thôn Đình, Xã Sen Vàng"
    structure = pdf.elements(content)
    assert ("Figure", "Mã QR mở trang xasenvang.example của Thôn Đình") in structure
    headings = [kind for kind, _ in structure if kind.startswith("H") and kind[1:].isdigit()]
    assert headings == ["H1", "H2", "H2", "H2", "H2", "H2"]
    assert [kind for kind, _ in structure].count("LI") >= 3


@pytest.mark.parametrize("stem", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_every_code_is_a_figure_with_words_and_headings_skip_no_level(sample: Printed, stem: str) -> None:
    content = sample.files[f"{stem}.pdf"]
    structure = pdf.elements(content)
    figures = [words for kind, words in structure if kind == "Figure"]
    on_first = [one for one in sample.built.read if one.file == f"{stem}.pdf" and one.page == 1]
    assert len(figures) == len(on_first)
    assert all(words.startswith("Mã QR ") for words in figures)
    levels = [int(kind[1:]) for kind, _ in structure if kind.startswith("H") and kind[1:].isdigit()]
    if levels:
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("stem", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_all_fonts_are_ours_and_inside(sample: Printed, stem: str) -> None:
    fonts = pdf.fonts(sample.files[f"{stem}.pdf"])
    assert {font.name.partition("+")[2].partition("-")[0] for font in fonts} == {"BeVietnamPro"}
    assert all(font.embedded for font in fonts)


def _digests(out: Path) -> dict[str, str]:
    files = (file for file in sorted(out.rglob("*")) if file.is_file())
    return {file.relative_to(out).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_same_bytes_each_time_pictures_packages_and_all(sample: Printed, tmp_path: Path) -> None:
    one, other = (
        build(sample.catalogue, making.REPOSITORY, tmp_path / name, Choice(place="thon-dinh"))
        for name in ("mot", "hai")
    )
    assert _digests(one.out) == _digests(other.out)
    assert "goi-in/thon-dinh.zip" in _digests(one.out)
    assert all(content == sample.files[file] for file, content in one.files.items())


# Around the papers


def test_the_overview_shows_everything_and_loads_nothing_from_elsewhere(sample: Printed) -> None:
    html = (sample.out / "index.html").read_text("utf-8")
    links = re.findall(r'(?:href|src)="([^"]+)"', html)
    assert [link for link in links if not (sample.out / link).is_file()] == []
    assert set(sample.files) <= set(links)
    assert {file.removesuffix(".pdf") + ".png" for file in sample.files} <= set(links)
    assert "default-src 'none'" in unescape(html)
    assert "<script" not in html
    for words in ("BẢN MẪU, không dùng thật", "A3, in đen trắng", "Cán màng mờ một mặt", "Mỗi tệp in 20 bản."):
        assert words in html


def test_a_package_for_each_place_with_names_every_machine_can_read(sample: Printed) -> None:
    packages = sorted(file.name for file in (sample.out / "goi-in").iterdir())
    assert packages == ["thon-dinh.zip", "thon-dong.zip", "toan-xa.zip"]
    with zipfile.ZipFile(sample.out / "goi-in" / "thon-dinh.zip") as package:
        names = package.namelist()
        assert package.read("to-thon-thon-dinh-a3.pdf") == sample.files["to-thon/thon-dinh-A3.pdf"]
    assert all(name.isascii() for name in names)
    assert len(set(names)) == len(names)
    assert {"the-thu-ma-xa-mau-a4-den-trang.pdf", "phieu-dat-in-noi-thon-dinh-a4-den-trang.pdf"} <= set(names)
    assert not any("thon-dong" in name for name in names)


def test_the_list_of_codes_names_every_code_of_every_paper(sample: Printed) -> None:
    raw = (sample.out / "ma-da-doc-lai.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(sample.built.read)
    assert rows[0].keys() == {
        *("Tệp", "Tờ", "Trang", "Địa chỉ trong mã", "Mã rộng (mm)", "Ô vuông rộng (mm)", "Đọc lại"),
    }
    (poster_row,) = [row for row in rows if row["Tệp"] == "to-thon/thon-dinh-A4.pdf"]
    assert list(poster_row.values())[1:] == [
        *("Thôn Đình", "1", "HTTPS://XASENVANG.EXAMPLE/N/THON-DINH/", "60,00", "2,07", "đúng"),
    ]
    with_codes = {file for file in sample.files if not file.startswith(("phieu-dat-in", "so-niem-yet"))}
    assert {row["Tệp"] for row in rows} == with_codes


def test_the_order_for_the_shop_counts_the_files(sample: Printed) -> None:
    text = pdf.text(sample.files["phieu-dat-in/xa-mau-A4-den-trang.pdf"])
    assert pdf.squeezed("Tờ gấp sự kiện") in text
    assert pdf.squeezed("A5, màu hoặc đen trắng 1 20 bản 20") in text
    assert pdf.squeezed("Cán màng mờ, không cán bóng") in text


def test_an_edition_is_part_of_the_check_word(sample: Printed) -> None:
    unit = sample.catalogue.unit
    place = Address(Kind.PLACE, "thon-dinh")
    words = {check_words.of(unit, Address(place.kind, place.code, number)) for number in range(1, 9)}
    assert len(words) > 4
