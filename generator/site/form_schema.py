"""The records' JSON Schemas as forms: what officials choose between becomes a choice with a name.

Our schemas tell apart what is known and what is not by its type (`if` it is a mapping `then` … `else` …). A form
asks instead, so each such place becomes `oneOf` with titles. What is right is still decided by the schema itself,
which goes along unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator import checking

Node = dict[str, Any]

KINDS = ("procedure", "unit", "events", "dictionary")
"""The schemas there is a form for."""

OPEN = "x-tung-loi"
"""Says of a mapping with any keys, such as the dictionary's, what each of them holds."""

OPTION = "x-lua-chon"
"""Says that a title is the name of a choice, not of a value."""

_TOLD = ("title", "description", "examples")
_BRACES = re.compile(r"[,;]? (?:hoặc )?\{[^}]*\}[^,;.]*")
_BRANCHES = ("if", "then", "else")
_UNKNOWN, _VERBATIM = "chua_ro", "nguyen_van"
_NAMES = {_UNKNOWN: "Chưa có thông tin", "khong_thu": "Không thu tiền", "khong_co": "Không có", "duoc": "Có điều kiện"}
_OF_TYPE = {
    "array": "Ghi danh sách",
    "object": "Ghi rõ",
    "integer": "Ghi số",
    "boolean": "Được hoặc không",
    "string": "Ghi rõ",
}


def of(name: str) -> dict[str, Node]:
    """The form (`mau`) of a kind of file, and the schema (`khuon`) that checks what was filled in."""
    schema = checking.resolved(name)
    return {"mau": _form(schema), "khuon": schema}


def _form(node: Any) -> Any:
    if isinstance(node, list):
        return [_form(one) for one in node]
    if not isinstance(node, dict):
        return node
    if "if" in node and "properties" not in node:
        return {**_told(node), "oneOf": list(_options(node))}
    if "enum" in node:
        named = zip(node["enum"], node["enumDescriptions"], strict=True)
        choices = [{"const": value, "title": name} for value, name in named]
        return {**_told(node), "type": "string", "oneOf": choices}
    if "required" in node.get("if", {}):
        return {**_told(node), "oneOf": [_titled(_form(one)) for one in _apart(node)]}
    if isinstance(node.get("additionalProperties"), dict):
        return {**_told(node), "type": "object", OPEN: _form(node["additionalProperties"])}
    kept = {key: value for key, value in node.items() if key not in (*_BRANCHES, "propertyNames")}
    # Examples are data, whatever keys they hold.
    return {key: value if key in _TOLD else _form(value) for key, value in kept.items()}


def _told(node: Node) -> Node:
    told = {key: node[key] for key in _TOLD if key in node}
    # The choices of a form say what the braces of YAML say in a text editor.
    return {**told, "description": _BRACES.sub("", told["description"])} if "description" in told else told


def _options(node: Node) -> Iterator[Node]:
    """What can stand at a place, what is known first."""
    # What was asked for need not be said again where it is met.
    met = {"type": node["if"]["type"]} if "type" in node["if"] else {}
    for branch in (node["else"], {**met, **node["then"]}):
        if "if" in branch and "properties" not in branch:
            yield from _options(branch)
        elif "required" in branch.get("if", {}):
            yield from (_titled(_form(one)) for one in _apart(branch))
        else:
            yield _titled(_form(branch))


def _apart(node: Node) -> Iterator[Node]:
    """A mapping that must or must not hold some key, as two mappings."""
    (key,) = node["if"]["required"]
    rest = {name: value for name, value in node.items() if name not in _BRANCHES}
    then, otherwise = node["then"], node["else"]
    forbidden = {one["required"][0] for one in then.get("not", {}).get("anyOf", ())}
    only = {key} if then.get("maxProperties") == 1 else node["properties"].keys() - forbidden
    without = {key, _VERBATIM} if key == _UNKNOWN else {key}
    yield _narrowed(rest, node["properties"].keys() - without, otherwise.get("required", []))
    yield _narrowed(rest, only, [key])


def _narrowed(node: Node, keys: set[str], required: list[str]) -> Node:
    properties = {key: value for key, value in node["properties"].items() if key in keys}
    return {**node, "properties": properties, "required": [*node.get("required", []), *required]}


def _titled(option: Node) -> Node:
    """An option with the words by which an official chooses it."""
    required = option.get("required", ())
    name = next((words for key, words in _NAMES.items() if key in required and not _is_wide(option, key)), None)
    choices = option.get("oneOf", ())
    if name is None and len(choices) == 1:
        name = choices[0]["title"]
    told = {key: value for key, value in option.items() if key != "title"}
    return {"title": name or _OF_TYPE[option["type"]], OPTION: True, **told}


def _is_wide(option: Node, key: str) -> bool:
    """Whether a mapping says more than how it stands with one fact: `uy_quyen` begins with `duoc` too."""
    return key == "duoc" and "dieu_kien" not in option["properties"]
