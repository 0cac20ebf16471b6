"""Whatever the bytes are: a mapping or a message with its place, never a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.reading_json import read_json

WRONG = [
    (b"", "f.json:1:1: tệp trống, chưa có thủ tục nào [nhap.tep]"),
    (b"\xef\xbb\xbf \n", "f.json:1:1: tệp trống, chưa có thủ tục nào [nhap.tep]"),
    (
        b'{"a":\n "\xff"}',
        "f.json:2:3: tệp không phải dạng UTF-8; hãy tải lại từ Cổng hoặc lưu lại với bảng mã UTF-8 [nhap.tep]",
    ),
    (
        b'{"a":\n "x\xed\xa0\x80"}',
        "f.json:2:4: có nửa ký tự (một nửa của cặp mã UTF-16) đứng một mình; hãy tải lại tệp từ Cổng [nhap.tep]",
    ),
    (b'{"a":\n  tru}', "f.json:2:3: không đọc được chỗ này theo cách viết JSON; hãy tải lại tệp từ Cổng [nhap.tep]"),
    (b"[1]", "f.json:1:1: tệp phải chứa đúng một thủ tục, đặt trong dấu ngoặc nhọn { } [nhap.tep]"),
    (b"{}", "f.json:1:1: thiếu ma_thu_tuc và ten_thu_tuc; đây không phải tệp thủ tục của Cổng [nhap.tep]"),
    (b'{"ma_thu_tuc": "1.000001"}', "f.json:1:1: thiếu ten_thu_tuc; đây không phải tệp thủ tục của Cổng [nhap.tep]"),
    (
        '{"ma_thu_tuc": "1-1", "ten_thu_tuc": "Thả diều"}'.encode(),
        'f.json:1:1: mã thủ tục "1-1" không đúng: mã thủ tục có dạng một chữ số, dấu chấm, sáu chữ số,'
        " ví dụ 1.004222 [nhap.tep]",
    ),
    (
        b"[" * 100_000,
        "f.json:1:1: các mục lồng nhau quá nhiều tầng; đây không phải tệp thủ tục của Cổng [nhap.tep]",
    ),
    (
        b'{"a":' + b"[" * 30 + b"]" * 30 + b"}",
        "f.json:1:1: các mục lồng nhau quá 20 tầng; đây không phải tệp thủ tục của Cổng [nhap.tep]",
    ),
    (
        b'{"a": ' + b"9" * 5000 + b"}",
        "f.json:1:1: có con số dài quá mức; đây không phải tệp thủ tục của Cổng [nhap.tep]",
    ),
    (
        b" " * (512 * 1024 + 1),
        "f.json:1:1: tệp lớn hơn 512 KB, không phải một thủ tục; hãy xem có chọn nhầm tệp không [nhap.tep]",
    ),
]


@pytest.mark.parametrize(("raw", "message"), WRONG, ids=range(len(WRONG)))
def test_message(raw, message):
    mapping, problems = read_json(raw, "f.json")
    assert mapping is None
    assert [str(problem) for problem in problems] == [message]


def test_a_byte_order_mark_is_no_harm():
    mapping, problems = read_json('\ufeff{"ma_thu_tuc": "1.000001", "ten_thu_tuc": "Thả diều"}'.encode(), "f.json")
    assert mapping == {"ma_thu_tuc": "1.000001", "ten_thu_tuc": "Thả diều"}
    assert problems == []


@given(st.binary(max_size=200))
def test_any_bytes(raw):
    mapping, problems = read_json(raw, "f.json")
    assert (mapping is None) == bool(problems)
