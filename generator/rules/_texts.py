"""The text of a file that people read, found by its schema, so that a new field is never forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator.checking import inlined
from generator.events import Steps
from generator.layers import Source
from generator.rules._records import in_states
from generator.sources import Sources

Text = tuple[Steps, str]
"""The way to a text, and the text."""


@dataclass
class Shape:
    """What a schema says about a value and what lies below it; the items of a list share its shape."""

    title: str
    text: bool = False
    link: bool = False
    children: dict[str, Shape] = field(default_factory=dict)
    to_links: dict[str, Shape] = field(default_factory=dict)


_QUOTED: dict[str, set[tuple[str, ...]]] = {
    "procedure": {("ten",), ("can_cu", "ten")},
    "form": {("ten",)},
    "field": {("linh_vuc", "ten_quoc_gia")},
    "unit": {("tai_khoan", "chu_tai_khoan")},
    "events": set(),
    "glossary": {("tu_ngu", "tu"), ("tu_ngu", "viet_khac"), ("tu_ngu", "tru")},
    "board": {
        *(("bang_tin", *way) for way in (("ten",), ("noi_dung",), ("noi_dung", "de_muc"), ("noi_dung", "y"))),
        *(("thu_xin_loi", way) for way in ("khi", "loi_thu")),
    },
    "schedule": set(),
}
"""Words that are not ours: titles of procedures, laws and forms, names that the portal and banks use, enacted texts."""

_FREE = ("", r"\S")
"""The patterns of free text: anything, or anything that is not blank."""


@cache
def shape(kind: str) -> Shape:
    """The shape of a kind of file."""
    node = inlined(kind)
    result = Shape(node["title"])
    _fill(result, node)
    _leads(result)
    return result


@cache
def _own_shape(kind: str) -> Shape:
    """The shape without the words that are quoted."""
    result = deepcopy(shape(kind))
    for way in _QUOTED[kind]:
        node = result
        for key in way:
            node = node.children[key]
        node.text = False
    return result


def _leads(node: Shape) -> bool:
    """Whether a link can stand here or below; remembers which children lead to one."""
    node.to_links = {key: below for key, below in node.children.items() if _leads(below)}
    return node.link or bool(node.to_links)


def _fill(target: Shape, node: dict[str, Any]) -> None:
    if node.get("type") == "string":
        pattern = node.get("pattern", "")
        target.link |= pattern.startswith("^https://")
        target.text |= pattern in _FREE and "format" not in node and "enum" not in node
    for part in ("items", "then", "else"):
        if isinstance(node.get(part), dict):
            _fill(target, node[part])
    for key, child in node.get("properties", {}).items():
        below = target.children.setdefault(key, Shape(child.get("title", target.title)))
        _fill(below, child)


def texts(source: Source, kind: str) -> list[Text]:
    """Every text that people see. The official words kept for officials (`nguyen_van`) are none."""
    found: list[Text] = []
    _collect(shape(kind), source.data, (), found)
    return found


def _collect(node: Shape, value: object, steps: Steps, found: list[Text]) -> None:
    if isinstance(value, str):
        if node.text:
            found.append((steps, value))
    elif isinstance(value, dict):
        for key, item in value.items():
            below = node.children.get(key)
            if below and key != "nguyen_van":
                _collect(below, item, (*steps, key), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _collect(node, item, (*steps, index), found)


def links(source: Source, kind: str) -> Iterator[Text]:
    """Every value of a field that holds a link."""
    yield from _links(shape(kind), source.data, ())


def _links(node: Shape, value: object, steps: Steps) -> Iterator[Text]:
    if isinstance(value, str):
        if node.link:
            yield steps, value
    elif isinstance(value, dict):
        for key, below in node.to_links.items():
            yield from _links(below, value.get(key), (*steps, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _links(node, item, (*steps, index))


def own_words(source: Source, kind: str) -> list[Text]:
    """The texts that officials can put in other words: titles of laws, procedures and forms are not among them."""
    found: list[Text] = []
    _collect(_own_shape(kind), source.data, (), found)
    return found


def occurs(words: list[Text], *needles: str) -> bool:
    """Whether any of some short strings stands in any text: quick to know, before looking closely."""
    joined = "\n".join([text for _, text in words])
    return any(needle in joined for needle in needles)


def keys(steps: Steps) -> tuple[str, ...]:
    """The keys on the way to a value, without the indices of lists."""
    return tuple(step for step in steps if isinstance(step, str))


def others(sources: Sources) -> Iterator[tuple[str, Source]]:
    """The files that are not procedures, each with the name of its schema."""
    if sources.unit:
        yield "unit", sources.unit
    if sources.fields:
        yield "field", sources.fields
    if sources.events:
        yield "events", sources.events
    if sources.glossary:
        yield "glossary", sources.glossary
    if sources.board:
        yield "board", sources.board
    if sources.schedule:
        yield "schedule", sources.schedule
    for form in sources.forms.values():
        yield "form", form


def everything(sources: Sources) -> Iterator[tuple[str, Source]]:
    """All files, records in each of their dated states, each with the name of its schema."""
    yield from others(sources)
    for state in in_states(sources):
        yield "procedure", state
