"""Text copied from a page of the portal: both shapes give one record, and what is no page is told plainly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking import check
from generator.importers.pages import read_page
from generator.importers.portal import to_record
from generator.layers import Source
from generator.reading import read
from tests.importers.cases import FIELDS, SAMPLES, imported, written

GLUED = (SAMPLES / "trang_dinh_lien.txt").read_text("utf-8")
APART = (SAMPLES / "trang_co_tab.txt").read_text("utf-8")


def record(text: str):
    mapping, problems = read_page(text.encode(), "trang.txt")
    assert mapping is not None, problems
    return to_record(mapping, "trang.txt", FIELDS)


def told(text: str | bytes) -> str:
    mapping, problems = read_page(text if isinstance(text, bytes) else text.encode(), "trang.txt")
    assert mapping is None
    (problem,) = problems
    return str(problem)


@pytest.mark.parametrize("text", [GLUED, APART, APART.replace("\t", "\n"), APART.replace("\n", "\r\n")])
def test_a_page_gives_the_record_that_its_json_gives(text):
    expected = imported("du_thong_tin").data
    data = record(text).data
    for key in expected.keys() - {"nguon", "nop_truc_tuyen", "can_cu"}:
        assert data[key] == expected[key], key
    assert [law["so_hieu"] for law in data["can_cu"]] == [law["so_hieu"] for law in expected["can_cu"]]
    assert data["nguon"]["quyet_dinh"] == "12/QĐ-MAU"


def test_what_stands_around_the_page_is_kept():
    data = record(f"Trang chủ Đăng nhập\n{GLUED}\nBản quyền của Cổng").data
    assert "Trang chủ Đăng nhập" in data["nguon"]["nguyen_van"]
    assert "Bản quyền của Cổng" in data["nguon"]["nguyen_van"]


def test_a_label_inside_a_sentence_begins_no_section():
    steps = "Nộp theo Thành phần hồ sơ và Căn cứ pháp lý đã nêu, xem Kết quả xử lý của Cơ quan thực hiện"
    text = GLUED.replace("Người thả diều nộp 01 bộ hồ sơ", f"{steps}; Người thả diều nộp 01 bộ hồ sơ")
    data = record(text).data
    assert steps in data["trinh_tu"][0]["lam"]
    assert data["giay_to"] == imported("du_thong_tin").data["giay_to"]


def test_half_a_page_is_refused_with_what_is_missing_and_where_it_ends():
    words = told(GLUED[: GLUED.index("Căn cứ pháp lý")])
    line = GLUED[: GLUED.index("Căn cứ pháp lý")].count("\n") + 1
    assert words.startswith(f"trang.txt:{line}:")
    assert "trang chép chưa hết, không thấy phần “Căn cứ pháp lý”" in words
    assert "Ctrl+A" in words


def test_a_code_with_something_glued_to_it_is_refused_at_its_place():
    words = told(GLUED.replace("9.900001", "9.900001 15,000 đồng"))
    assert words.startswith("trang.txt:1:")
    assert 'mã thủ tục "9.900001 15,000 đồng" không đúng' in words


def test_the_lower_half_of_a_page_is_refused():
    assert "không thấy “Mã thủ tục” cùng một mã" in told(GLUED[GLUED.index("Trình Tự") :])


def test_two_pages_in_one_file_are_refused_at_the_second():
    words = told(f"{APART}\n{APART}")
    assert words.startswith(f"trang.txt:{APART.count(chr(10)) + 5}:")
    assert "tệp chép 2 trang thủ tục liền nhau" in words


def test_a_page_in_english_is_named_so():
    assert "trang đang ở tiếng Anh" in told(
        "Procedure name: Kite flying. Procedure code 9.900001. Implementing agency: commune. Documents, fees, decision."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tệp trống"),
        (b" \n\t ", "tệp trống"),
        ("Chợ hôm nay đông.".encode(), "không phải trang thủ tục của Cổng"),
        (b"\xff\xfe\x00\xd8", "không phải dạng UTF-8"),
        (GLUED.encode("utf-16")[3:], "không phải"),
        ("Nộp hồ sơ. ".encode() * 150_000, "tệp lớn hơn 512 KB"),
    ],
)
def test_what_is_no_page_is_refused(content, words):
    assert words in told(content)


def test_notepads_own_encoding_is_read():
    mapping, problems = read_page(GLUED.encode("utf-16"), "trang.txt")
    assert problems == []
    assert mapping is not None
    assert mapping["ma_thu_tuc"] == "9.900001"


CUTS = st.lists(
    st.tuples(st.integers(0, len(GLUED)), st.integers(0, 200), st.sampled_from(["", "\t", "\n", "1", "(", "# "]))
)


@given(st.sampled_from([GLUED, APART]), CUTS)
def test_a_damaged_page_is_refused_or_becomes_a_valid_record(text, cuts):
    for at, length, put in cuts:
        text = text[:at] + put + text[at + length :]
    mapping, problems = read_page(text.encode(), "trang.txt")
    assert (mapping is None) == bool(problems)
    if mapping is not None:
        made = to_record(mapping, "trang.txt", FIELDS)
        reading = read(written(made), f"{made.field}/{made.code}.yaml")
        assert reading.problems == []
        assert reading.document is not None
        assert check(Source.of(reading.document), "procedure") == []
