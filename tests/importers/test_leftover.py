"""Nothing of the official text is lost: every word of it is in a field or among the official words that are kept."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping

import pytest

from generator.importers.pages import read_page
from generator.importers.portal import to_record
from generator.importers.reading_json import read_json
from tests.importers.cases import SAMPLES
from tests.importers.test_national import FILES, NATIONAL, needs_national

# What the portal's forms say around the facts, and facts that a record holds as numbers and codes.
_TIME = "(?:\\d{1,4}(?:Ngàylàmviệc|Ngày|Giờlàmviệc|Giờ|Tháng|Năm)?)?"
FORM = re.compile(
    "HìnhthứcnộpThờigianPhí,lệphíMôtả|TêngiấytờMẫuđơn,tờkhaiSốlượng|TênvănbảnpháplýMãvănbản|Khôngcóthôngtin"
    f"|(?:Trựctiếp|Trựctuyến|Dịchvụbưuchính){_TIME}(?:Miễnphí|[\\d.,]+(?:ViệtNamĐồng|VNĐ|VND))?"
    "|\\d{1,2}bảnchính|\\d{1,2}bảnsao|Mã:(?:KQ[.-][A-Z]\\d+\\.\\d+)?|Bước\\d{1,2}|Từkhóa|Môtả|Phường/Xã|Đơnvị|Sở|Nộphồsơ"
    "|ChọncơquanthựchiệnTỉnh/ThànhphốBộngành|(?:--)?Chọn[^-]{3,30}--|Hệthốngchỉhiểnthịnhữngcơquanđãápdụngdịchvụcôngtrựctuyến"
    "|Lưuý|(?:Luật|Nghịđịnh|Nghịquyết|Thôngtư|Quyếtđịnh|TT)(?:số)?:?"
)
SHORTEST = 5
"""Shorter runs are found anywhere and prove nothing."""


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def squeezed(text: str) -> str:
    """Composed, without spaces and what is drawn as nothing."""
    visible = (one for one in unicodedata.normalize("NFC", text) if unicodedata.category(one) not in ("Cf", "Cc", "Zs"))
    return re.sub(r"\s+", "", "".join(visible)).replace("Ð", "Đ")


def lost(official: Mapping[str, object], record: Mapping[str, object], field_name: str) -> list[str]:
    """The beginning of what can't be read anywhere in the record, for each official text that has such words."""
    held = "\0".join(squeezed(text) for text in (*texts(record), field_name))
    places = ((text, uncovered(text, held)) for text in map(squeezed, texts(official)))
    return [text[at : at + 40] for text, at in places if at is not None]


def uncovered(text: str, held: str) -> int | None:
    """Where the words begin that are not held, in parts of which each is a run of some length or the portal's form."""
    farthest = 0
    short = {whole for whole in held.split("\0") if 0 < len(whole) < SHORTEST}
    waiting, seen = [0], set()
    while waiting:
        # Bullets and commas are what lists are made of.
        at = waiting.pop()
        at += len(text[at:]) - len(re.sub(r"\A\W+", "", text[at:]))
        if at == len(text):
            return None
        if at in seen:
            continue
        seen.add(at)
        farthest = max(farthest, at)
        # Whatever is held is held in all its beginnings.
        longest = bisect_left(range(1, len(text) - at + 1), True, key=lambda length: text[at : at + length] not in held)
        shortest = min(SHORTEST, len(text) - at)
        # A run may go on by chance into the next cell, so a little less of it is tried as well.
        waiting += [at + length for length in range(max(shortest, longest - 20), longest + 1)]
        waiting += [at + len(whole) for whole in short if text.startswith(whole, at)]
        if form := FORM.match(text, at):
            waiting.append(form.end())
    return farthest


@pytest.mark.parametrize("name", sorted(file.stem for file in SAMPLES.glob("*.json")))
def test_no_word_of_a_sample_is_lost(name):
    official, _ = read_json((SAMPLES / f"{name}.json").read_bytes(), name)
    assert official is not None
    record = to_record(official, name, {})
    assert lost(official, record.data, record.field_name) == []


def test_a_lost_word_would_be_seen():
    official, _ = read_json((SAMPLES / "du_thong_tin.json").read_bytes(), "x")
    assert official is not None
    record = to_record(official, "x", {})
    without = json.loads(json.dumps(record.data))
    del without["nguon"]["nguyen_van"], without["luu_y"]
    assert lost(official, without, record.field_name)


def test_words_without_a_field_are_kept_after_their_label():
    official, _ = read_json((SAMPLES / "du_thong_tin.json").read_bytes(), "x")
    assert official is not None
    data = to_record({**official, "co_quan_phoi_hop": "Đội trống làng", "ghi_chu_la": "Lạ"}, "x", {}).data
    assert "Cơ quan phối hợp: Đội trống làng\n" in data["nguon"]["nguyen_van"]
    assert "ghi_chu_la: Lạ" in data["nguon"]["nguyen_van"]


@needs_national
def test_no_word_of_any_real_procedure_is_lost():
    for file in FILES:
        official, _ = read_json(file.read_bytes(), file.name)
        assert official is not None
        record = to_record(official, file.name, {})
        assert lost(official, record.data, record.field_name) == [], file.name


@needs_national
def test_no_word_of_any_real_page_is_lost():
    for file in sorted((NATIONAL.parent / "pages").glob("*.txt")):
        official, problems = read_page(file.read_bytes(), file.name)
        assert official is not None, problems
        record = to_record(official, file.name, {})
        assert lost(official, record.data, record.field_name) == [], file.name
