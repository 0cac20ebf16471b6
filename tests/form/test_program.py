"""The form's program against the generator: what it writes reads back, merges and is judged the same in both."""

from __future__ import annotations

import copy
import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import checking
from generator.layers import Source, merge
from generator.reading import read
from tests import making
from tests.editing_records import changed_lines
from tests.making import REPOSITORY

RECORDS = sorted((REPOSITORY / "procedures_yaml").rglob("*.yaml"))
EDITS = 8
"""Edits tried on each file."""

Steps = tuple[Any, ...]


def answers(call: str, each: list[list[Any]], *shared: Any) -> list[Any]:
    """What a function of the program gives for each list of arguments."""
    node = shutil.which("node")
    assert node, "no Node.js: run `make test`, which installs it"
    assert (REPOSITORY / "node_modules" / "yaml").is_dir(), "run `make test`, which installs what the form is made of"
    script = Path(__file__).with_name("answering.mjs")
    given = json.dumps({"call": call, "each": each, "shared": shared}, ensure_ascii=False)
    done = subprocess.run([node, script], input=given, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert not [one for one in found if "failed" in one], [one for one in found if "failed" in one][:3]
    return [one["found"] for one in found]


def as_read(text: str) -> Any:
    reading = read(text.encode(), "tep.yaml")
    assert reading.document, reading.problems
    return reading.document.data


def paths(data: Any, steps: Steps = ()) -> Iterator[Steps]:
    if steps:
        yield steps
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*steps, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths(value, (*steps, index))


def holder(data: Any, steps: Steps) -> Any:
    for step in steps[:-1]:
        data = data[step]
    return data


TEXTS = ["năm nghìn", "0000 000 001", "1.004222", "no", "2026-11-22", "07:30", 'Nói: "có", hay #không', "chữ\ncó dòng"]


def edits(data: Any, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """The data with one thing changed each time, and what was done."""
    every = list(paths(data))
    for _ in range(EDITS):
        result = copy.deepcopy(data)
        steps = chance.choice(every)
        place, step = holder(result, steps), steps[-1]
        value = place[step]
        what = chance.choice(["value", "value", "unknown", "drop", "item", "key"])
        if what == "value" and not isinstance(value, (dict, list)):
            place[step] = not value if isinstance(value, bool) else chance.choice([*TEXTS, 8000])
        elif what == "unknown":
            place[step] = {"chua_ro": "Chưa rõ: hỏi lại, rồi ghi"}
        elif what == "drop" and len(place) > 1:
            del place[step]
        elif what == "item" and isinstance(value, list):
            item = {"ma": "moi", "ten": "Mục mới " * 20, "so": 1} if isinstance(value[0], dict) else "Mục mới"
            value.insert(chance.randint(0, len(value)), item)
        elif what == "key" and isinstance(value, dict):
            value["muc_moi"] = chance.choice([*TEXTS, {"a": ["b: c", "d"]}, [{"ma": "x", "ten": "y"}]])
        else:
            continue
        yield what, result


def test_any_edit_reads_back_exactly_and_keeps_every_remark() -> None:
    chance = random.Random(20261122)  # noqa: S311 - the same edits each time
    tried = [(file, what, data) for file in RECORDS for what, data in edits(as_read(file.read_text("utf-8")), chance)]
    assert len(tried) > 300
    texts = [file.read_text("utf-8") for file, _, _ in tried]
    written = answers("edited", [[text, data] for text, (_, _, data) in zip(texts, tried, strict=True)])
    for (file, what, data), before, after in zip(tried, texts, written, strict=True):
        assert as_read(after) == data, file
        remarks = [line for line in before.splitlines() if line.lstrip().startswith("#")]
        assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == remarks, file
        lines = changed_lines(before, after)
        if what == "value" and ">-" not in "".join(lines) and "|" not in "".join(lines):
            # The longest text of the edits takes three lines, and so does the longest of the records.
            assert sum(line.startswith("+") for line in lines) <= 3, lines
            assert sum(line.startswith("-") for line in lines) <= 3, lines


def test_a_file_whose_data_stay_is_left_alone() -> None:
    texts = [file.read_text("utf-8") for file in RECORDS]
    assert answers("edited", [[text, as_read(text)] for text in texts]) == texts


def test_the_program_reads_what_the_generator_reads() -> None:
    texts = [file.read_text("utf-8") for file in RECORDS]
    assert answers("read", [[text] for text in texts]) == [as_read(text) for text in texts]


CASES = [
    ("a: 1 # nói thêm\nb: 2\n", {"a": 3, "b": 2}, "a: 3 # nói thêm\nb: 2\n"),
    ("a: 'x'\n", {"a": "y"}, "a: 'y'\n"),
    ("a:\n  - x\n  # giữa\n  - y\n", {"a": ["x", "z"]}, "a:\n  - x\n  # giữa\n  - z\n"),
    ("a:\n  - ma: m\n    so: 1\n", {"a": [{"ma": "m", "so": 1, "ten": "t"}]}, "a:\n  - ma: m\n    so: 1\n    ten: t\n"),
    ("a: {b: 1, c: [x]}\n", {"a": {"b": 1, "c": ["x", "y z"]}}, "a: {b: 1, c: [x, y z]}\n"),
    ("a: >-\n  một hai\n  ba bốn\n", {"a": "một hai ba năm"}, "a: >-\n  một hai\n  ba năm\n"),
    ('a: "0000 000 001"\n', {"a": "0000 000 002"}, 'a: "0000 000 002"\n'),
    ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 3}, "a: 1\r\nb: 3\r\n"),
    ("a: 1", {"a": 1, "b": "2"}, 'a: 1\nb: "2"'),
    ("", {"a": "1.004222"}, 'a: "1.004222"\n'),
    ("a: 1\n", {"a": 1, "b": {"c": "chữ\ncó dòng"}}, "a: 1\nb:\n  c: |-\n    chữ\n    có dòng\n"),
    ("# chỉ có lời ghi\n", {"a": 1}, "# chỉ có lời ghi\na: 1\n"),
    ("a: 2026-11-20\n", {"a": "2026-11-22"}, "a: 2026-11-22\n"),
    ("a: [x]\nb: 1\n", {"b": 1}, "b: 1\n"),
]


@pytest.mark.parametrize(("before", "data", "after"), CASES, ids=[repr(case[0]) for case in CASES])
def test_an_edit_changes_nothing_around_it(before: str, data: Any, after: str) -> None:
    assert answers("edited", [[before, data]]) == [after]


def test_a_new_key_stands_where_the_schema_has_it() -> None:
    text = 'ma: "1.000001"\nten: Tên\nlinh_vuc: ho-tich\n'
    data = {
        "ma": "1.000001",
        "ten": "Tên",
        "linh_vuc": "ho-tich",
        "tom_tat": "Tóm tắt",
        "nguon": {"quyet_dinh": "1/QĐ"},
    }
    (after,) = answers("edited", [[text, data, checking.resolved("procedure")]])
    assert list(as_read(after)) == ["ma", "ten", "tom_tat", "linh_vuc", "nguon"]


def test_what_a_commune_says_merges_to_what_the_form_showed() -> None:
    chance = random.Random(5)  # noqa: S311 - the same edits each time
    tried = []
    for file in RECORDS:
        base = as_read(file.read_text("utf-8"))
        for what, data in edits(base, chance):
            if what in ("value", "unknown", "drop") and not _renamed(base, data):
                tried.append((base, data))
    assert len(tried) > 120
    own = answers("said", [[base, data, {}] for base, data in tried])
    for (base, data), said in zip(tried, own, strict=True):
        assert merge(_source(base), _source(said)).data == data
    merged = answers("merged", [[base, said] for (base, _), said in zip(tried, own, strict=True)])
    assert merged == [data for _, data in tried]


def _renamed(base: Any, data: Any) -> bool:
    """Whether an item has another code now: then it is another item, which stands at the end."""
    return _codes(base) != [code for code in _codes(data) if code in _codes(base)] or len(_codes(data)) != len(
        _codes(base)
    )


def _codes(data: Any) -> list[Any]:
    return [(*steps[:-1], holder(data, steps)[steps[-1]]) for steps in paths(data) if steps[-1] in ("ma", "so_hieu")]


def _source(data: Any) -> Source:
    document = read(json.dumps(data, ensure_ascii=False).encode(), "tep.yaml").document
    assert document
    return Source.of(document)


WRONG: list[tuple[str, Any]] = [
    ("phi_le_phi", [{**making.procedure()["phi_le_phi"][0], "muc": "năm nghìn"}]),
    ("phi_le_phi", [{**making.procedure()["phi_le_phi"][0], "muc": 0}]),
    ("phi_le_phi", [{**making.procedure()["phi_le_phi"][0], "tinh_theo": "dem"}]),
    ("phi_le_phi", [{**making.procedure()["phi_le_phi"][0], "ma": "Có dấu"}]),
    ("phi_le_phi", []),
    ("ten", ""),
    ("ten", "x" * 1501),
    ("ten", 5),
    ("lien_quan", ["1.004222", "1.004222"]),
    ("lien_quan", ["khai sinh"]),
    ("so_bo", 0),
    ("noi_khac", "có"),
    ("nop_truc_tuyen", "dichvucong.gov.vn"),
    ("hieu_luc", {"tu": "1830-01-01", "trang_thai": "dang_ap_dung"}),
    ("hieu_luc", {"tu": "2026-02-30", "trang_thai": "dang_ap_dung"}),
    ("hieu_luc", {"tu": "hôm qua", "trang_thai": "dang_ap_dung"}),
    ("cach_nop", ["fax"]),
    ("thoi_han", [{"so": "bảy", "don_vi": "ngay"}]),
    ("yeu_cau", {"khong_co": "a", "chua_ro": "b"}),
]


@pytest.mark.parametrize(("key", "value"), WRONG, ids=[f"{key} {str(value)[:40]}" for key, value in WRONG])
def test_a_wrong_value_is_told_in_the_words_of_the_check(key: str, value: Any) -> None:
    data = making.procedure(**{key: value})
    said = {problem.message for problem in checking.check(_source(data), "procedure")}
    assert said
    (found,) = answers("problems", [[checking.resolved("procedure"), data]])
    assert {one["words"] for one in found} == said


def test_what_the_check_allows_the_form_allows() -> None:
    records = [
        as_read(file.read_text("utf-8")) for file in RECORDS if file.name[:1].isdigit() and "bieu_mau" not in file.parts
    ]
    assert len(records) > 40
    found = answers("problems", [[checking.resolved("procedure"), data] for data in records])
    assert found == [[] for _ in records]
