"""What people write in a YAML file is read as written, or refused with words that help, at its place."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.characters import normalise
from generator.events import MAX_DEPTH, Steps
from generator.problems import Level, Problem
from generator.reading import MAX_BYTES, MAX_PROBLEMS, Document, fetch, read

QUOTE = "sẽ bị máy hiểu thành số khác; hãy đặt trong dấu ngoặc kép"
WHOLE = "(nếu là số đếm hay số tiền thì viết số nguyên, ví dụ 20000)"
PLAIN = "(nếu là số đếm thì viết số nguyên bằng chữ số thường, ví dụ 16)"
NOT_UTF8 = "tệp không phải dạng UTF-8; hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8 [doc.utf8]"
BIDI = "hãy xóa nó đi, thường nó dính vào khi dán từ nơi khác [doc.ky_tu]"
INDENT = "dòng này thụt vào không thẳng hàng với các mục phía trên [doc.cu_phap]"
TAB = "dòng này thụt vào bằng phím Tab; hãy thụt vào bằng dấu cách [doc.cu_phap]"
COLON = (
    "có dấu hai chấm ở chỗ không được phép; hãy đặt giá trị trong dấu ngoặc kép"
    " hoặc xem lại chỗ thụt vào đầu dòng [doc.cu_phap]"
)
FIRST = "ký tự này không được đứng đầu giá trị; hãy đặt cả giá trị trong dấu ngoặc kép [doc.cu_phap]"
OPEN_QUOTE = "dấu ngoặc kép mở ra mà không đóng lại [doc.cu_phap]"
OTHER = "không đọc được dòng này theo cách viết YAML; hãy xem lại dấu hai chấm, dấu ngoặc và chỗ thụt vào [doc.cu_phap]"
KEY = "tên mục phải là chữ, không phải danh sách hay nhóm [doc.khoa]"
SEVERAL = "một tệp chỉ chứa một bản ghi; hãy tách phần sau dấu --- sang tệp khác [doc.nhieu_tai_lieu]"
DIRECTIVE = "không dùng dòng bắt đầu bằng dấu %; hãy xóa dòng đó [doc.chi_thi]"
EMPTY = "tệp trống, chưa có thông tin nào [doc.trong]"


def words(raw: bytes | str) -> list[str]:
    reading = read(raw if isinstance(raw, bytes) else raw.encode(), "f")
    assert (reading.document is None) == any(problem.level is Level.ERROR for problem in reading.problems)
    return [str(problem).removeprefix("f:") for problem in reading.problems]


def data(text: str) -> Any:
    reading = read(text.encode(), "f")
    assert reading.document, reading.problems
    return reading.document.data


def anchor(sign: str, name: str) -> str:
    if sign == "*":
        return (
            f"không dùng dấu * để lặp lại mục khác (*{name});"
            " hãy chép lại nội dung hoặc đặt trong dấu ngoặc kép [doc.neo]"
        )
    return f"không dùng dấu & để đặt tên cho mục (&{name}); hãy bỏ nó hoặc đặt giá trị trong dấu ngoặc kép [doc.neo]"


def tag(name: str) -> str:
    return f"không dùng dấu ! để đổi kiểu giá trị ({name}); hãy bỏ nó hoặc đặt giá trị trong dấu ngoặc kép [doc.the]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [f"1:1: {EMPTY}"], id="empty"),
        pytest.param("# chỉ có ghi chú\n", [f"1:1: {EMPTY}"], id="only a comment"),
        pytest.param("ten: a\nten: b\n", ['2:1: mục "ten" viết hai lần trong cùng một nhóm; hãy bỏ bớt một [doc.trung_khoa]'], id="duplicate key"),
        pytest.param("a: {b: 1, b: 2}", ['1:11: mục "b" viết hai lần trong cùng một nhóm; hãy bỏ bớt một [doc.trung_khoa]'], id="duplicate key inside"),
        pytest.param("a: &x 1\nb: *x\n", [f"1:4: {anchor('&', 'x')}", f"2:4: {anchor('*', 'x')}"], id="anchor and alias"),
        pytest.param("*x : b\n", [f"1:1: {anchor('*', 'x')}"], id="alias as key"),
        pytest.param("a: !!str 1\n", [f"1:4: {tag('!!str')}"], id="tag"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", [f"1:4: {tag('!!python/object/apply:os.system')}"], id="python tag"),
        pytest.param("a: !rieng x\n", [f"1:4: {tag('!rieng')}"], id="own tag"),
        pytest.param("a: !e!x y\n", ["1:4: không dùng dấu ! ở đầu giá trị; hãy đặt giá trị trong dấu ngoặc kép [doc.cu_phap]"], id="undefined tag"),
        pytest.param("<<: {a: 1}\n", ["1:1: không dùng << để gộp mục khác; hãy chép lại nội dung [doc.neo]"], id="merge key"),
        pytest.param("---\na: 1\n---\nb: 2\n", [f"3:1: {SEVERAL}"], id="several documents"),
        pytest.param("a: 1\n...\nb: 2\n", ["3:1: sau dấu ... không viết gì nữa; một tệp chỉ chứa một bản ghi [doc.cu_phap]"], id="after the end"),
        pytest.param("%YAML 1.1\n---\na: 1\n", [f"1:1: {DIRECTIVE}"], id="YAML directive"),
        pytest.param("%TAG ! tag:x,1:\n---\na: 1\n", [f"1:1: {DIRECTIVE}"], id="TAG directive"),
        pytest.param("%\n", ["1:2: không dùng dòng bắt đầu bằng dấu % [doc.cu_phap]"], id="percent"),
        pytest.param("ma: 1.001193 # mã\n", [f'1:5: giá trị 1.001193 {QUOTE}: ma: "1.001193" # mã [doc.gia_tri]'], id="code"),
        pytest.param("a:\n  - {muc: 20.000, x: y}\n", [f'2:11: giá trị 20.000 {QUOTE}: - {{muc: "20.000", x: y}} (nếu là số tiền thì viết liền: 20000) [doc.gia_tri]'], id="thousands"),
        pytest.param("a: 1.234.567\nb: 1.5", [f'2:4: giá trị 1.5 {QUOTE}: b: "1.5" {WHOLE} [doc.gia_tri]'], id="fraction"),
        pytest.param("a: 02433554\n", [f'1:4: giá trị 02433554 {QUOTE}: a: "02433554" [doc.gia_tri]'], id="octal"),
        pytest.param("a: 0912345678\n", [f'1:4: giá trị 0912345678 {QUOTE}: a: "0912345678" [doc.gia_tri]'], id="leading zero"),
        pytest.param("a: +84912345678\n", [f'1:4: giá trị +84912345678 {QUOTE}: a: "+84912345678" [doc.gia_tri]'], id="plus"),
        pytest.param("a: 0x1F\n", [f'1:4: giá trị 0x1F {QUOTE}: a: "0x1F" {PLAIN} [doc.gia_tri]'], id="hexadecimal"),
        pytest.param("a: .inf\n", [f'1:4: giá trị .inf {QUOTE}: a: ".inf" [doc.gia_tri]'], id="infinity"),
        pytest.param("a: .nan\n", [f'1:4: giá trị .nan {QUOTE}: a: ".nan" [doc.gia_tri]'], id="not a number"),
        pytest.param("a: 1_000\n", [f'1:4: giá trị 1_000 {QUOTE}: a: "1_000" (nếu là số tiền thì viết liền: 1000) [doc.gia_tri]'], id="underscore"),
        pytest.param("a: 1234567890123456\n", [f'1:4: giá trị 1234567890123456 {QUOTE}: a: "1234567890123456" [doc.gia_tri]'], id="account number"),
        pytest.param("a: 190:20:30\n", [f'1:4: giá trị 190:20:30 {QUOTE}: a: "190:20:30" [doc.gia_tri]'], id="base 60"),
        pytest.param("a: -0\n", [f'1:4: giá trị -0 {QUOTE}: a: "-0" [doc.gia_tri]'], id="minus zero"),
        pytest.param("a:\n\tb: 1\n", [f"2:1: {TAB}"], id="tab"),
        pytest.param("\ta: 1\n", [f"1:1: {TAB}"], id="tab first"),
        pytest.param('a: 1\nb: "chưa đóng\nc: 2\n', [f"2:4: {OPEN_QUOTE}"], id="unclosed double quote"),
        pytest.param("a: 1\nb: 'chưa đóng\nc: 2\n", [f"2:4: {OPEN_QUOTE}"], id="unclosed single quote"),
        pytest.param('a: "Luật" Cư trú\n', ["1:11: có phần thừa sau giá trị đã đóng ngoặc; hãy đặt cả giá trị trong một cặp dấu ngoặc kép [doc.cu_phap]"], id="after a quote"),
        pytest.param("a: [1, 2\nb: 3\n", ["2:2: danh sách trong ngoặc vuông thiếu dấu phẩy hoặc thiếu dấu ], ở đây hoặc ở dòng trên [doc.cu_phap]"], id="unclosed list"),
        pytest.param("a: {b: 1\nc: 2\n", ["2:2: nhóm trong ngoặc nhọn thiếu dấu phẩy hoặc thiếu dấu }, ở đây hoặc ở dòng trên [doc.cu_phap]"], id="unclosed mapping"),
        pytest.param('a: "C:\\q"\n', ["1:7: dấu gạch chéo ngược trong ngoặc kép không hợp lệ; hãy bỏ nó hoặc viết hai lần [doc.cu_phap]"], id="unknown escape"),
        pytest.param("a: @x\n", [f"1:4: {FIRST}"], id="at sign"),
        pytest.param("a: `x\n", [f"1:4: {FIRST}"], id="backtick"),
        pytest.param("a: 5%\nb: %x\n", [f"2:4: {FIRST}"], id="percent first"),
        pytest.param("a: b: c\n", [f"1:5: {COLON}"], id="colon in value"),
        pytest.param("a: b\n c: d\n", [f"2:3: {COLON}"], id="indented too far"),
        pytest.param("a:\n  - b\n - c\n", [f"3:2: {INDENT}"], id="dash out of line"),
        pytest.param("a:\n    b: 1\n  c: 2\n", [f"3:3: {INDENT}"], id="key out of line"),
        pytest.param("a: - b\n", ["1:4: dấu gạch đầu dòng ở chỗ không được phép; hãy xem lại chỗ thụt vào [doc.cu_phap]"], id="dash in line"),
        pytest.param("a: 1\nb\nc: 2\n", ["3:1: thiếu dấu hai chấm sau tên mục [doc.cu_phap]"], id="no colon"),
        pytest.param("? [a]\n: b\n? [a]\n: d\n", [f"1:3: {KEY}", f"3:3: {KEY}"], id="lists as keys"),
        pytest.param("{a: 1}: b\nc: 1\nc: 2\n", [f"1:1: {KEY}", '3:1: mục "c" viết hai lần trong cùng một nhóm; hãy bỏ bớt một [doc.trung_khoa]'], id="mapping as key"),
        pytest.param('"": x\n', ["1:1: tên mục đang bỏ trống [doc.khoa]"], id="empty key"),
        pytest.param("a: >x\n", [f"1:5: {OTHER}"], id="anything else"),
        pytest.param("a: x\x07y\n", ["1:5: có ký tự điều khiển (U+0007) không nhìn thấy được; hãy xóa nó đi [doc.ky_tu]"], id="control character"),
        pytest.param("a: x\x85y\n", ["1:5: có ký tự điều khiển (U+0085) không nhìn thấy được; hãy xóa nó đi [doc.ky_tu]"], id="next line"),
        pytest.param("a: x\u2028y\n", ["1:5: có ký tự điều khiển (U+2028) không nhìn thấy được; hãy xóa nó đi [doc.ky_tu]"], id="line separator"),
        pytest.param("a: x\ufffdy\n", ["1:5: có ký tự điều khiển (U+FFFD) không nhìn thấy được; hãy xóa nó đi [doc.ky_tu]"], id="replacement character"),
        pytest.param("a: x\u202ey\n# \u2066\n", [f"1:5: có ký tự ẩn đổi chiều chữ (U+202E); {BIDI}", f"2:3: có ký tự ẩn đổi chiều chữ (U+2066); {BIDI}"], id="bidi"),
        pytest.param('a: "\\u202e"\n', [f"1:4: có ký tự ẩn đổi chiều chữ (U+202E); {BIDI}"], id="bidi by escape"),
        pytest.param('a: "x\\0"\n', ["1:4: có ký tự điều khiển (U+0000) không nhìn thấy được; hãy xóa nó đi [doc.ky_tu]"], id="null by escape"),
        pytest.param('"\\u202e": x\n', [f"1:1: có ký tự ẩn đổi chiều chữ (U+202E); {BIDI}"], id="bidi in a key"),
        pytest.param("a: 1.5\nb: 2.5\nb: *x\n", [
            f'1:4: giá trị 1.5 {QUOTE}: a: "1.5" {WHOLE} [doc.gia_tri]',
            f'2:4: giá trị 2.5 {QUOTE}: b: "2.5" {WHOLE} [doc.gia_tri]',
            '3:1: mục "b" viết hai lần trong cùng một nhóm; hãy bỏ bớt một [doc.trung_khoa]',
            f"3:4: {anchor('*', 'x')}",
        ], id="all problems at once"),
    ],
)  # fmt: skip
def test_refusals_word_for_word(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("ma: x\n".encode("utf-16"), "1:1"),
        ("ma: x\n".encode("utf-16-le"), "1:2"),
        ("ma: x\n".encode("utf-16-be"), "1:1"),
        ("ma: x\n".encode("utf-32"), "1:1"),
        ("a: 1\r\ntên: học\n".encode().replace("ọ".encode(), b"\xe1"), "2:7"),
        ("a: là\n".encode("latin-1"), "1:5"),
        (b"\xef\xbb\xbfa: \xff", "1:4"),
    ],
)
def test_another_encoding_is_told_from_utf8(raw: bytes, place: str) -> None:
    assert words(raw) == [f"{place}: {NOT_UTF8}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 7:30", "7:30"),
        ("a: 07:30", "07:30"),
        ("a: 17:00:00", "17:00:00"),
        ("a: no", "no"),
        ("a: Yes", "Yes"),
        ("a: off", "off"),
        ("a: 2026-01-01", "2026-01-01"),
        ("a: 2026-01-01 10:00:00", "2026-01-01 10:00:00"),
        ("a: 1e5", "1e5"),
        ("a: =", "="),
        ("a: 01/7/2025", "01/7/2025"),
        ("a: 000.00.19.H29", "000.00.19.H29"),
        ('a: "0912"', "0912"),
        ("a: '1.5'", "1.5"),
        ("a: true", True),
        ("a: False", False),
        ("a: 0", 0),
        ("a: -12", -12),
        ("a: 123456789012345", 123456789012345),
        ("a:", None),
        ("a: ~", None),
        ("a: null", None),
        ("a: |\n  b\n  c\n", "b\nc\n"),
        ("a: >-\n  b\n  c\n", "b c"),
    ],
)
def test_values_are_read_as_written(text: str, expected: object) -> None:
    found = data(text)["a"]
    assert (found, type(found)) == (expected, type(expected))


def test_what_yaml_takes_for_a_comment_is_told() -> None:
    reading = read("a: Nhà số #5 phố Huế\nb: [x #y\n]\nc: 5 # ghi chú\nd: 'x' #y\n".encode(), "f")
    assert reading.document
    assert reading.document.data == {"a": "Nhà số", "b": ["x"], "c": 5, "d": "x"}
    lost = "bị coi là ghi chú và bỏ đi; hãy đặt cả giá trị trong dấu ngoặc kép [doc.ghi_chu]"
    assert list(map(str, reading.problems)) == [f'f:1:4: phần "#5 phố Huế" {lost}', f'f:2:5: phần "#y" {lost}']
    assert {one.level for one in reading.problems} == {Level.WARNING}


def test_keys_are_read_as_written() -> None:
    assert data("1.001193: a\nno: b\n2026-01-01: c\n") == {"1.001193": "a", "no": "b", "2026-01-01": "c"}


def test_the_limits_of_a_file() -> None:
    assert data("a: " + "x" * (MAX_BYTES - 3)) == {"a": "x" * (MAX_BYTES - 3)}
    too_long = "tệp lớn hơn 256 KB; hãy tách ra hoặc xem có dán nhầm không [doc.lon]"
    assert words("a: " + "x" * (MAX_BYTES - 2)) == [f"1:1: {too_long}"]
    assert data("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    too_deep = "các mục lồng nhau quá 20 tầng; hãy viết lại cho gọn [doc.sau]"
    assert words("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [f"1:21: {too_deep}"]
    assert words("- " * 5000 + "a") == [f"1:41: {too_deep}"]
    assert words("[" * 200_000)[:1] == [f"1:21: {too_deep}"]


def test_a_file_of_another_kind_does_not_flood_the_screen() -> None:
    found = words("\x01" * 200_000)
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1] == "1:101: còn lỗi nữa trong tệp này; hãy sửa 100 lỗi đầu rồi kiểm tra lại [doc.nhieu_loi]"
    assert len(words("[" + "*a, " * 50_000 + "Ð]")) == MAX_PROBLEMS + 2
    assert all(len(line) < 1000 for line in words("a: " + "9" * 200_000))
    assert all(len(line) < 1000 for line in words("a: 1\n" + "? " + "b" * 900 + "\n? " + "b" * 900))


def test_many_places_on_one_long_line_are_found_quickly() -> None:
    reading = read(("[Ð, " + "x, " * 80_000 + "y]").encode(), "f")
    assert reading.document
    assert [reading.document.at((index,)).column for index in range(80_000)][-1] == 5 + 3 * 79_998


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_a_byte_order_mark_is_read_with_a_warning(mark: str) -> None:
    reading = read((mark + "ma: x\ntên: y\n").encode(), "f")
    assert reading.document
    assert reading.document.data == {"ma": "x", "tên": "y"}
    warning = (
        "f:1:1: đầu tệp có dấu BOM (Notepad hay ghi thêm), đã được bỏ qua;"
        " nên lưu lại với bảng mã UTF-8 không có BOM [doc.chuan_hoa]"
    )
    assert list(map(str, reading.problems)) == ([warning] if mark else [])
    # An editor does not count the mark.
    assert reading.document.key_at(("ma",))[1:] == (1, 1)
    assert reading.document.at(("ma",))[1:] == (1, 5)
    assert words(mark + "a: 1.5")[-1].startswith("1:4: ")
    assert words(mark + "a: \u202e")[-1].startswith("1:4: ")


def test_what_is_normalised_is_told_and_places_stay_those_of_the_file() -> None:
    text = "te\u0302n: Ða\u0323i\nb: [te\u0302\u0301, \u00a0x\u200b, y]\nc: 1.5 # \u3000"
    reading = read(text.encode(), "f")
    assert [(str(one), one.level) for one in reading.problems] == [
        ("f:1:7: chữ Ð kiểu nước ngoài đã được đọc thành chữ Đ (1 chỗ) [doc.chuan_hoa]", Level.WARNING),
        ("f:2:11: dấu cách đặc biệt đã được đọc thành dấu cách thường (2 chỗ) [doc.chuan_hoa]", Level.WARNING),
        ("f:2:13: ký tự vô hình đã được bỏ đi (1 chỗ) [doc.chuan_hoa]", Level.WARNING),
        ("f:1:1: chữ có dấu viết rời đã được ghép lại theo chuẩn NFC (2 dòng) [doc.chuan_hoa]", Level.WARNING),
        (f'f:3:4: giá trị 1.5 {QUOTE}: c: "1.5" # {WHOLE} [doc.gia_tri]', Level.ERROR),
    ]
    document = read(text.replace("1.5", "x").encode(), "f").document
    assert document
    assert document.data == {"tên": "Đại", "b": ["tế", "x", "y"], "c": "x"}
    assert document.at(("tên",))[1:] == (1, 7)
    assert document.key_at(("tên",))[1:] == (1, 1)
    assert document.at(("b", 1))[1:] == (2, 12)
    assert document.at(("b", 2))[1:] == (2, 16)


def test_escapes_are_normalised_with_a_warning_too() -> None:
    reading = read(b'a: "Ha\\u0300 N\\u00d4i\\u00a0\\u200b\\u00d0"', "f")
    assert reading.document
    assert reading.document.data == {"a": "Hà NÔi Đ"}
    assert list(map(str, reading.problems)) == [
        "f:1:4: ký tự đặc biệt viết bằng dấu gạch chéo ngược đã được đọc thành ký tự thường [doc.chuan_hoa]"
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(end: str) -> None:
    text = end.join(["a: 1", "b:", "  - x", "  - {c: y}", ""])
    document = read(text.encode(), "f").document
    assert document
    assert document.data == {"a": 1, "b": ["x", {"c": "y"}]}
    assert document.at(("b", 1, "c"))[1:] == (4, 9)
    assert document.key_at(("b",))[1:] == (2, 1)
    assert words(text + "d: 1.5") == [f'5:4: giá trị 1.5 {QUOTE}: d: "1.5" {WHOLE} [doc.gia_tri]']
    assert words(text.encode() + b"\xff") == [f"5:1: {NOT_UTF8}"]


def test_a_place_that_is_not_there_is_that_of_what_would_hold_it() -> None:
    document = read(b"a:\n  b: [x]\n", "f").document
    assert document
    assert document.at(("a", "b", 7, "c")) == document.at(("a", "b")) == ("f", 2, 6)
    assert document.key_at(("a", "z")) == document.at(("a",)) == ("f", 2, 3)
    assert document.at(("z",)) == ("f", 1, 1)


def test_files_that_cannot_be_opened_are_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(file: Path) -> str:
        found = fetch(file, "f")
        assert isinstance(found, Problem)
        return str(found)

    (tmp_path / "file").write_text("a")
    assert fetch(tmp_path / "file", "f") == b"a"
    assert told(tmp_path / "no") == "f:1:1: không mở được tệp: không có tệp hoặc thư mục này [doc.tep]"
    assert told(tmp_path) == "f:1:1: không mở được tệp: đây là thư mục, không phải tệp [doc.tep]"
    assert told(tmp_path / "file" / "x") == "f:1:1: không mở được tệp: đây là tệp, không phải thư mục [doc.tep]"
    for error, expected in [
        (PermissionError(errno.EACCES, ""), "máy không cho quyền đọc hoặc ghi"),
        (OSError(errno.ENOSPC, ""), "ổ đĩa đã đầy"),
        (OSError(errno.EIO, ""), "máy báo lỗi số 5"),
        (OSError(), "máy báo lỗi khi đọc hoặc ghi"),
    ]:

        def fail(*_: object, error: OSError = error) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", fail)
            assert told(tmp_path / "file") == f"f:1:1: không mở được tệp: {expected} [doc.tep]"


_LETTERS = "abĐê\u0302Ð:-?[]{},#&*!|>'\"%@`\\~<=/.+_ \t\r\n\x0b\x00\x85\u00a0\u200b\u202e\ufeff\u2028😀0123456789"
_SNIPPETS = (
    *("\n  ", ": ", "- ", "\n- ", "ma: ", "---\n", "...\n", "%YAML 1.1\n", "<<: ", "&a ", "*a", "!!int ", "? ", "\r\n"),
    *("1.001193", "0x1F", "7:30", '"\\u202e"', '"\\x00', "1_000", ".inf", "~", "{chua_ro: x}", "\ud7ff", "\U0010ffff"),
)
_PIECES = st.sampled_from([*_LETTERS, *_SNIPPETS])


def _sound(raw: bytes) -> None:
    reading = read(raw, "f")
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for problem in reading.problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.path == "f"
        assert problem.message
    assert (reading.document is None) == any(problem.level is Level.ERROR for problem in reading.problems)
    if reading.document:
        for steps in _ways(reading.document.data):
            assert 1 <= reading.document.at(steps).line <= lines
            assert reading.document.key_at(steps).column >= 1


def _ways(value: Any, steps: Steps = ()) -> list[Steps]:
    inside: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [steps, *(way for key, item in inside for way in _ways(item, (*steps, key)))]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    _sound(raw)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_raises(text: str) -> None:
    _sound(text.encode())


@settings(max_examples=1000, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_nothing_that_looks_like_yaml_raises(text: str) -> None:
    _sound(text.encode("utf-8", "surrogatepass"))


_NAMES = st.text("abcdêĐ -:#.", min_size=1, max_size=8).filter(str.strip)
_TEXTS = st.text("aăâ bcdđeê:#{}[]'\"\\-0123456789.\n\t,&*!|>%@`~", max_size=12)
_DATA = st.recursive(
    _TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=4), max_leaves=12
).filter(lambda value: isinstance(value, (list, dict)))


@settings(max_examples=300, deadline=None)
@given(_DATA, st.sampled_from(['"', "'"]), st.booleans())
def test_what_another_program_writes_in_quotes_is_read_back(value: Any, style: str, flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_style=style, default_flow_style=flow, width=10**6)
    document = read(text.encode(), "f").document
    assert document
    assert document.data == value
    _check_places(document, text)


def _check_places(document: Document, text: str) -> None:
    """At the place of each text stands the quote that opens it, and its first letters where they need no escape."""
    lines = text.split("\n")
    for steps in _ways(document.data):
        value: Any = document.data
        for step in steps:
            value = value[step]
        place = document.at(steps)
        rest = lines[place.line - 1][place.column - 1 :]
        if isinstance(value, str):
            assert rest[:1] in ("'", '"')
            plain = value.split("\n")[0].split("\\")[0].split('"')[0].split("'")[0].split("\t")[0]
            assert rest[1:].startswith(plain.rstrip())
        if steps and isinstance(steps[-1], str):
            key = document.key_at(steps)
            assert lines[key.line - 1][key.column - 1 :].strip("\"'?").startswith(steps[-1][:1])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text("aêĐÐ\u0302\u0323 \u00a0\u200b", max_size=6), min_size=1, max_size=6))
def test_places_are_those_of_the_file_whatever_is_normalised(values: list[str]) -> None:
    """Each value is marked by a digit, so that its place can be found in the text as written."""
    text = "[" + ", ".join(f"'{index}{value}'" for index, value in enumerate(values)) + "]"
    document = read(text.encode(), "f").document
    assert document
    for index, value in enumerate(values):
        assert document.data[index] == normalise(f"{index}{value}")
        assert document.at((index,))[1:] == (1, text.index(f"'{index}") + 1)
