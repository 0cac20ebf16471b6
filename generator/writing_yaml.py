"""The data of a record to YAML as an official would write it: short items on one line, long texts in blocks.

What is written reads back to exactly the same data with `generator.reading`, for any data that our reader
would accept at all (NFC, without invisible characters).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

_WIDTH = 120
_INDENT = "  "
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.resolver.Resolver.yaml_implicit_resolvers

# Letters, digits and signs that mean nothing in YAML; a colon, a hash and quotes are always quoted.
_PLAIN = re.compile(r"[^\W_][\w /().…“”–;!+=%'-]*\Z")
_PLAIN_OUTSIDE_FLOW = re.compile(r"[^\W_][\w /().…“”–;!+=%',?-]*\Z")
_LINK = re.compile(r"https://[A-Za-z0-9./_~%?=&-]+\Z")
# A code such as 1.004222 or 1.004222.H01 and a telephone number are quoted always, as officials are told to.
_CODE = re.compile(r"\d+\.\d|[\d._:+ -]+\Z|0[xobXOB]")


def dump(data: dict[str, Any], schema_path: str | None) -> str:
    """The text of a YAML file; `schema_path` is the way from the file to its schema, where an editor has one."""
    head = [f"# yaml-language-server: $schema={schema_path}"] if schema_path else []
    lines = [*head, *_mapping(data, "")]
    return "\n".join(lines) + "\n"


def _mapping(data: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{indent}{_scalar(key, flow=False)}:", value, indent)


def _sequence(items: list[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict) and item and not _fits(short := _flow(item), f"{indent}- ", item):
            # The first key stands beside the hyphen.
            first, *others = _mapping(item, f"{indent}{_INDENT}")
            yield f"{indent}- {first.lstrip()}"
            yield from others
        elif isinstance(item, dict) and item:
            yield f"{indent}- {short}"
        else:
            yield from _entry(f"{indent}-", item, indent)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    """A value after its key or hyphen: beside it where it fits, else below it."""
    if isinstance(value, str):
        yield from _text(start, value, f"{indent}{_INDENT}")
    elif not isinstance(value, (dict, list)) or not value:
        yield f"{start} {_flow(value)}"
    elif _fits(short := _flow(value), f"{start} ", value):
        yield f"{start} {short}"
    elif isinstance(value, dict):
        yield start
        yield from _mapping(value, f"{indent}{_INDENT}")
    else:
        yield start
        yield from _sequence(value, f"{indent}{_INDENT}")


def _fits(short: str, before: str, value: Any) -> bool:
    """Whether a collection may stand on one line: it is short, has no broken lines, and is no list of mappings."""
    if len(before) + len(short) > _WIDTH or "\\n" in short:
        return False
    inner = value.values() if isinstance(value, dict) else value
    return not any(isinstance(one, dict) for one in inner) if isinstance(value, list) else _is_shallow(value)


def _is_shallow(value: dict[str, Any]) -> bool:
    return all(
        not isinstance(inner, (dict, list))
        or all(not isinstance(one, (dict, list)) for one in (inner.values() if isinstance(inner, dict) else inner))
        for inner in value.values()
    )


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key, flow=True)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    if isinstance(value, str):
        return _scalar(value, flow=True)
    return json.dumps(value)


def _scalar(text: str, flow: bool) -> str:
    """A text on one line: plain where YAML and our reader take it as it stands, else in double quotes."""
    shape = _PLAIN if flow else _PLAIN_OUTSIDE_FLOW
    simple = (shape.match(text) and not text.endswith(" ")) or (not flow and _LINK.match(text))
    if simple and not _CODE.match(text) and not _is_resolved(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _is_resolved(text: str) -> bool:
    """Whether YAML would take the text for something else than a text."""
    return any(pattern.match(text) for _, pattern in _RESOLVERS.get(text[:1], ()))


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    if _is_literal(text):
        yield f"{start} |-"
        yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))
    elif len(start) + len(text) > _WIDTH and _is_foldable(text):
        yield f"{start} >-"
        yield from (f"{indent}{line}" for line in _folded(text, _WIDTH - len(indent)))
    else:
        yield f"{start} {_scalar(text, flow=False)}"


def _is_literal(text: str) -> bool:
    """Several lines that a block keeps: none begins the text with a space, none is made of spaces alone."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and text.isprintable() is False
        and _is_blockable(text)
        and all(line == line.rstrip() for line in lines)
    )


def _is_foldable(text: str) -> bool:
    return "\n" not in text and _is_blockable(text)


def _is_blockable(text: str) -> bool:
    """No block keeps a space at the beginning or a break at the end, nor a character YAML takes for a break."""
    return text == text.strip() and not re.search("[\r\t\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", text)


def _folded(text: str, width: int) -> Iterator[str]:
    """The text in lines; only a single space between words may become a break."""
    line = ""
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
