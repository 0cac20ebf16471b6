"""Every rule is a module of one form, keeps quiet about what is right, and never raises."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator import checking, rules
from generator.layers import Source, states
from generator.problems import Problem
from generator.reading import Document, read
from generator.rules.lien_ket import _wrong
from generator.sources import Sources

BASE = Path(__file__).parent.parent / "records" / "base" / "procedures_yaml"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", rules.names())
def test_form_of_a_rule(name: str) -> None:
    module = import_module(f"generator.rules.{name}")
    assert name == module.ID
    assert "Breaks it" in (module.__doc__ or "")
    assert "Keeps it" in (module.__doc__ or "")
    assert hasattr(module, "check_procedure") or hasattr(module, "check_catalogue")


def data(name: str) -> Any:
    document = read((BASE / name).read_bytes(), name).document
    assert document
    return document.data


def source(content: Any, name: str) -> Source:
    return Source.of(Document(f"procedures_yaml/{name}", (BASE / name).read_bytes(), content))


RECORD, UNIT, FIELDS, FORM = "ho-tich/1.000001.yaml", "don_vi.yaml", "linh_vuc.yaml", "bieu_mau/to-khai.yaml"


def sources(**changed: Any) -> Sources:
    parts = {name: changed.get(name, data(file)) for name, file in FILES.items()}
    record = source(parts["procedure"], RECORD)
    return Sources(
        source(parts["unit"], UNIT),
        source(parts["field"], FIELDS),
        {"to-khai": source(parts["form"], FORM)},
        {parts["procedure"]["ma"]: record},
        frozenset(("1.000001", "1.000002")),
        TODAY,
    )


FILES = {"procedure": RECORD, "unit": UNIT, "field": FIELDS, "form": FORM}
STRANGE = (
    {"chua_ro": "Không rõ"},
    {"chua_ro": "Không rõ", "nguyen_van": "…"},
    {"khong_thu": "Luật"},
    {"khong_co": "Luật"},
    "9999-12-31",
    "0001-01-01",
    "truc_tuyen",
    "buu_chinh",
    "x",
    "https://[gov.vn/",
    "https://%zz/",
    "00:00",
    0,
    99,
    True,
    False,
)


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*way, key)
        yield from ways(item, (*way, key))


def variants(whole: Any) -> Iterator[Any]:
    """The data with each value in turn left out, or put in the place of another kind of value."""
    for way in ways(whole):
        for strange in (None, *STRANGE):
            changed = deepcopy(whole)
            inner = changed
            for step in way[:-1]:
                inner = inner[step]
            if strange is None:
                del inner[way[-1]]
            else:
                inner[way[-1]] = strange
            yield changed


def is_sound(candidate: Source, kind: str) -> bool:
    """Whether the schema allows it, records in each of their dated states: only that reaches the rules."""
    if checking.check(candidate, kind):
        return False
    return kind != "procedure" or not any(checking.check(state, kind) for _, state in states(candidate))


@pytest.mark.parametrize("kind", FILES)
def test_rules_never_raise_on_what_the_schema_allows(kind: str) -> None:
    tried = 0
    for changed in variants(data(FILES[kind])):
        candidate = source(changed, FILES[kind])
        try:
            if not is_sound(candidate, kind):
                continue
        except KeyError:
            continue  # Left out of a file, the value has no position.
        tried += 1
        if kind == "procedure":
            rules.check_procedure(candidate)
        rules.check_catalogue(sources(**{kind: changed}))
    assert tried > 3


def test_rules_bear_missing_files() -> None:
    assert rules.check_catalogue(Sources(None, None, {}, {}, frozenset(), TODAY)) == []
    record = source(data(RECORD), RECORD)
    found = rules.check_catalogue(Sources(None, None, {}, {"1.000001": record}, frozenset(("1.000001",)), TODAY))
    assert {problem.rule for problem in found} == {"tham_chieu"}


@pytest.mark.parametrize(
    "link",
    [
        "https://dichvucong.gov.vn/thu-tuc/1?id=2#a",
        "https://DICHVUCONG.gov.vn/",
        "https://a-b.xa.tinh.gov.vn",
        "https://www.openstreetmap.org/node/1",
    ],
)
def test_good_links(link: str) -> None:
    assert _wrong(link, {"www.openstreetmap.org"}) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://gov.vn.evil.com/",
        "https://evilgov.vn/",
        "https://dichvucong.gov.vn./",
        "https://dichvucong.gov.vn:/",
        "https://user:mat-khau@dichvucong.gov.vn/",
        "https://evil.com%2f.gov.vn/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https:///dichvucong.gov.vn/",
        "https://localhost/",
        "https://openstreetmap.org/",
        "https://dichvucong。gov.vn/",
    ],
)
def test_bad_links(link: str) -> None:
    assert _wrong(link, {"www.openstreetmap.org"}) is not None


def about(text: str, **more: Any) -> list[Problem]:
    """What is said about a note with this text."""
    record = {**data(RECORD), **more, "luu_y": [text]}
    record.pop("phien_ban")
    return rules.check_procedure(source(record, RECORD))


@pytest.mark.parametrize(
    "text",
    [
        "Nhà cao < 10 m và rộng > 5 m",
        "Xem Quyết định 12/QĐ-UBND và Thông tư 75/2022/TT-BTC",
        "Giấy do Ủy ban nhân dân huyện cấp trước ngày 01/7/2025 vẫn dùng được",
        "Người nộp ở huyện đảo được gửi qua bưu chính",
        "Nộp trên dichvucong.gov.vn",
        "Giờ làm việc: 7 giờ 30 đến 11 giờ 30",
        "Thẻ bảo hiểm y tế (BHYT): BHYT dùng cả nước",
        "Đọc javascript trong sách",
    ],
)
def test_plain_words_pass(text: str) -> None:
    assert about(text) == []


def test_free_is_said_where_the_law_says_so() -> None:
    assert about("Bà con không mất tiền", phi_le_phi={"khong_thu": "Luật"}, mien_giam=[])[1:] == []


def test_reasons_may_quote_the_source() -> None:
    record = data("ho-tich/1.000002.yaml")
    record["phi_le_phi"] = {"chua_ro": "Cột tiền ghi Miễn phí nhưng phần các bước nói phải nộp"}
    assert rules.check_procedure(source(record, "ho-tich/1.000002.yaml")) == []


def test_land_given_without_a_charge_is_a_term_of_law() -> None:
    record = data("ho-tich/1.000002.yaml")
    record["luu_y"] = ["Áp dụng khi Nhà nước giao đất không thu tiền sử dụng đất"]
    assert rules.check_procedure(source(record, "ho-tich/1.000002.yaml")) == []
