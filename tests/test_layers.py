"""Layers of folders and dated versions: one merge, and every value knows where it was written."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.events import Steps
from generator.layers import Source, merge, states
from generator.reading import read


def source(text: str, path: str = "f") -> Source:
    document = read(text.encode(), path).document
    assert document
    return Source.of(document)


def merged(base: str, over: str) -> Any:
    return merge(source(base), source(over)).data


def test_mappings_merge_by_key_and_keep_their_order() -> None:
    found = merged("{a: 1, b: {c: 2, d: 3}, e: [x, y]}", "{z: 9, e: [w], b: {d: 4, f: 5}}")
    assert json.dumps(found) == json.dumps({"a": 1, "b": {"c": 2, "d": 4, "f": 5}, "e": ["w"], "z": 9})


def test_null_drops() -> None:
    assert merged("{a: 1, b: {c: 2, d: 3}}", "{a: null, b: {c: null}}") == {"b": {"d": 3}}


def test_half_a_sentence_behind_a_comma_is_not_lost() -> None:
    over = "truong_hop: [{ma: a, ten: Ở nhà thuê, mượn}]"
    assert merged("truong_hop: [{ma: a, ten: A}]", over)["truong_hop"] == [
        {"ma": "a", "ten": "Ở nhà thuê", "mượn": None}
    ]


def test_legal_bases_merge_by_their_number() -> None:
    base = "can_cu: [{so_hieu: 1/A, ten: A}, {so_hieu: 2/B, ten: B}]"
    over = "can_cu: [{so_hieu: 2/B, den: 2027-01-01}, {so_hieu: 3/C, ten: C}]"
    assert [item["so_hieu"] for item in merged(base, over)["can_cu"]] == ["1/A", "2/B", "3/C"]
    assert merged(base, over)["can_cu"][1] == {"so_hieu": "2/B", "ten": "B", "den": "2027-01-01"}


def test_lists_of_items_merge_by_ma() -> None:
    base = "giay_to: [{ma: a, ten: A}, {ma: b, ten: B}]"
    over = "giay_to: [{ma: c, ten: C}, {ma: b, so: 2}]"
    assert merged(base, over) == {
        "giay_to": [{"ma": "a", "ten": "A"}, {"ma": "b", "ten": "B", "so": 2}, {"ma": "c", "ten": "C"}]
    }


def test_one_item_can_be_changed_dropped_or_added_by_its_ma() -> None:
    base = "giay_to: [{ma: a, ten: A}, {ma: b, ten: B}]"
    over = "giay_to: {a: null, b: {ten: X}, c: {ten: C}, d: null}"
    assert merged(base, over) == {"giay_to": [{"ma": "b", "ten": "X"}, {"ma": "c", "ten": "C"}]}


def test_what_is_not_known_replaces_and_is_replaced_whole() -> None:
    fees = "phi: [{ma: a, muc: 1}]"
    assert merged(fees, "phi: {chua_ro: x}") == {"phi": {"chua_ro": "x"}}
    assert merged("phi: {chua_ro: x, nguyen_van: y}", fees) == {"phi": [{"ma": "a", "muc": 1}]}
    assert merged("a: {chua_ro: x, nguyen_van: y}", "a: {chua_ro: z}") == {"a": {"chua_ro": "z"}}
    assert merged("a: {khong_thu: x}", "a: {chua_ro: z}") == {"a": {"chua_ro": "z"}}
    assert merged("a: {so: 1, don_vi: ngay}", "a: {khong_co: z}") == {"a": {"khong_co": "z"}}


def test_a_blank_list_replaces_so_that_its_schema_can_refuse_it() -> None:
    assert merged("giay_to: [{ma: a}]", "giay_to: []") == {"giay_to": []}


def test_two_new_items_with_one_ma_both_stay_for_the_rule_to_see() -> None:
    both = merge(
        source("l: [{ma: a, x: 0}]", "1"), source("l:\n- {ma: b, x: 1}\n- {ma: b, x: 2}\n- {ma: a, x: 3}", "2")
    )
    assert both.data == {"l": [{"ma": "a", "x": 3}, {"ma": "b", "x": 1}, {"ma": "b", "x": 2}]}
    assert both.at("l", 0, "x") == ("2", 4, 14)
    assert both.at("l", 1, "x") == ("2", 2, 14)
    assert both.at("l", 2, "x") == ("2", 3, 14)


def test_every_value_knows_its_file_and_line() -> None:
    base = source("ten: A\ngiay_to:\n  - {ma: a, ten: A}\n  - ma: b\n    ten: B\n", "nation.yaml")
    over = source("giay_to:\n  b:\n    so: 2\n  c: {ten: C}\ntom_tat: T\n", "commune.yaml")
    found = merge(base, over)
    assert found.at("ten") == ("nation.yaml", 1, 6)
    assert found.at("giay_to", 1, "ten") == ("nation.yaml", 5, 10)
    assert found.at("giay_to", 1, "so") == ("commune.yaml", 3, 9)
    assert found.key_at("giay_to", 1, "so") == ("commune.yaml", 3, 5)
    assert found.at("giay_to", 2, "ten") == ("commune.yaml", 4, 12)
    assert found.at("giay_to", 2, "ma") == ("commune.yaml", 4, 6)
    assert found.at("tom_tat") == ("commune.yaml", 5, 10)
    assert found.at("giay_to", 1) == ("nation.yaml", 4, 5)
    # A value that is missing is missing in what would hold it.
    assert found.at("giay_to", 1, "viec") == ("nation.yaml", 4, 5)
    assert found.under("giay_to", 1).at("so") == ("commune.yaml", 3, 9)
    third = merge(found, source("giay_to: [{ma: c, ten: D}]", "third.yaml"))
    assert third.at("giay_to", 1, "so") == ("commune.yaml", 3, 9)
    assert third.at("giay_to", 2, "ten") == ("third.yaml", 1, 24)


RECORD = """
ten: A
giay_to: [{ma: a, so: 1}, {ma: b, so: 1}]
phien_ban:
  - tu: 2027-01-01
    thay: {giay_to: {a: {so: 2}}, them: x}
    can_cu: "1"
  - {tu: 2028-01-01, thay: {giay_to: {b: null}, ten: B}, can_cu: "2"}
"""


def test_dated_versions_build_on_each_other() -> None:
    plain, first, second = states(source(RECORD))
    assert plain[0] is None
    assert plain[1].data == {"ten": "A", "giay_to": [{"ma": "a", "so": 1}, {"ma": "b", "so": 1}]}
    assert first[0] == "2027-01-01"
    assert first[1].data == {"ten": "A", "giay_to": [{"ma": "a", "so": 2}, {"ma": "b", "so": 1}], "them": "x"}
    assert second[0] == "2028-01-01"
    assert second[1].data == {"ten": "B", "giay_to": [{"ma": "a", "so": 2}], "them": "x"}
    assert first[1].at("giay_to", 0, "so") == ("f", 6, 30)
    assert second[1].at("giay_to", 0, "so") == ("f", 6, 30)
    assert second[1].at("ten") == ("f", 8, 54)


def test_a_version_that_is_broken_is_left_to_its_schema() -> None:
    for versions in ("x", "[1]", "[{tu: 2027-01-01}]", "{a: b}", "[{thay: []}]"):
        assert [day for day, _ in states(source(f"ten: A\nphien_ban: {versions}"))] == [None]


def test_a_later_layer_can_change_what_a_version_changes() -> None:
    over = "phien_ban:\n  - {tu: 2029-01-01, thay: {ten: C}, can_cu: '3'}"
    assert [(day, one.data["ten"]) for day, one in states(merge(source(RECORD), source(over)))] == [
        (None, "A"),
        ("2029-01-01", "C"),
    ]


_CODES = st.sampled_from("abcd")
_KEYS = st.sampled_from(["x", "y", "z", "chua_ro", "khong_thu"])
_LEAVES = st.integers(0, 9) | st.none() | st.booleans()


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    mapping = st.dictionaries(_KEYS, inner, max_size=3)
    items = st.lists(st.tuples(_CODES, mapping), max_size=3, unique_by=lambda pair: pair[0]).map(
        lambda pairs: [{"ma": code, **rest} for code, rest in pairs]
    )
    return mapping | items | st.lists(inner, max_size=2) | st.dictionaries(_CODES, mapping, max_size=2)


_ROOTS = st.dictionaries(_KEYS, st.recursive(_LEAVES, _nested, max_leaves=10), max_size=3)


def _written(value: Any, path: str) -> Source:
    """A source in which every leaf, of which each is different, stands on a line of its own."""
    counter = iter(range(1_000_000))

    def numbered(inner: Any) -> Any:
        if isinstance(inner, dict):
            return {key: item if key == "ma" else numbered(item) for key, item in inner.items()}
        if isinstance(inner, list):
            return [numbered(item) for item in inner]
        return None if inner is None else f"{path}{next(counter)}"

    return source(json.dumps(numbered(value), indent=1), path)


def _leaves(value: Any, steps: Steps = ()) -> list[tuple[Steps, Any]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, (*steps, key))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in _leaves(item, (*steps, index))]
    return [(steps, value)]


@settings(max_examples=400)
@given(_ROOTS, _ROOTS)
def test_wherever_a_value_ends_up_it_knows_where_it_was_written(below: Any, above: Any) -> None:
    base, over = _written(below, "base"), _written(above, "over")
    files = {
        one: one_source.origins[()][0].raw.decode().split("\n") for one, one_source in (("base", base), ("over", over))
    }
    before = json.dumps([base.data, over.data])
    found = merge(base, over)
    assert json.dumps([base.data, over.data]) == before, "merging altered what it was given"
    for steps, value in _leaves(found.data):
        if isinstance(value, str) and steps[-1] != "ma":
            place = found.at(*steps)
            assert place.path == value[:4]
            assert files[place.path][place.line - 1][place.column - 1 :].startswith(f'"{value}"')


@settings(max_examples=200)
@given(_ROOTS)
def test_merging_nothing_changes_nothing(value: Any) -> None:
    base = _written(value, "base")
    assert merge(base, source("{}")).data == (base.data if not {"chua_ro", "khong_thu"} & base.data.keys() else {})


@settings(max_examples=200)
@given(_ROOTS, _ROOTS.filter(lambda value: "null" not in json.dumps(value)))
def test_merging_the_same_twice_is_merging_it_once(below: Any, above: Any) -> None:
    base, over = _written(below, "base"), _written(above, "over")
    once = merge(base, over)
    assert merge(once, over).data == once.data
