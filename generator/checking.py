"""Data against its JSON Schema: every violation becomes a problem in Vietnamese with its position."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from generator.events import Steps
from generator.layers import Source
from generator.problems import Problem

SCHEMAS = (
    "procedure",
    "unit",
    "field",
    "form",
    "dictionary",
    "events",
    "glossary",
    "list",
    "board",
    "schedule",
    "survey",
    "design",
    "register",
)
"""The kinds of files there are; `common` holds what they share."""

_SCHEMA_FOLDER = Path(__file__).parent / "schema"
_BARE = {"integer": {str(number) for number in range(10_000)}, "boolean": {"true", "false"}}
"""What is meant as a number or as yes and no, though it was written as a text."""
_FEW = 8
_TYPES = {
    "string": "chữ",
    "integer": "số nguyên",
    "boolean": "true hoặc false",
    "array": "danh sách",
    "object": "nhóm các mục",
    "null": "giá trị trống",
}


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema as it stands in its file, e.g. `schema("procedure")`."""
    text = (_SCHEMA_FOLDER / f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def resolved(name: str) -> dict[str, Any]:
    """The schema with every `$ref` replaced by what it points to."""
    result: dict[str, Any] = _resolve(schema(name), name)
    return result


@cache
def inlined(name: str) -> dict[str, Any]:
    """The resolved schema for Python's regular expressions: half the time of looking each reference up."""
    result: dict[str, Any] = _for_python(resolved(name))
    return result


def _for_python(node: Any) -> Any:
    if isinstance(node, list):
        return [_for_python(item) for item in node]
    if not isinstance(node, dict):
        return node
    result = {key: _for_python(value) for key, value in node.items()}
    if isinstance(pattern := result.get("pattern"), str) and pattern.endswith("$"):
        # In JSON Schema `$` is the very end; in Python it also stands before a last line break.
        result["pattern"] = pattern.removesuffix("$") + "\\Z"
    return result


def _resolve(node: Any, document: str) -> Any:
    if isinstance(node, list):
        return [_resolve(item, document) for item in node]
    if not isinstance(node, dict):
        return node
    own = {
        key: _resolve(value, document) for key, value in node.items() if key not in ("$ref", "$defs", "$id", "$schema")
    }
    if "$ref" not in node:
        return own
    file, _, pointer = node["$ref"].partition("#")
    target_document = file.removesuffix(".schema.json") or document
    target: Any = schema(target_document)
    for step in pointer.strip("/").split("/"):
        target = target[step]
    return {**_resolve(target, target_document), **own}


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    return Draft202012Validator(inlined(name), format_checker=FormatChecker(["date"]))


def check(source: Source, name: str) -> list[Problem]:
    """Everything in `source` that the schema `name` does not allow, in the order written."""
    found = (
        problem for error in _validator(name).iter_errors(source.data) for problem in _problems(error, source, name)
    )
    return sorted(set(found))


def _problems(error: Any, source: Source, schema_name: str) -> Iterator[Problem]:
    steps: Steps = tuple(error.absolute_path)
    rule = ".".join(str(step) for step in steps if isinstance(step, str)) or "tep"
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key not in known:
                yield Problem.at(
                    source.key_at(*steps, key), _dotted(rule, key), _unknown_words(key, error.instance[key], known)
                )
        return
    if error.validator == "required":
        # jsonschema yields one error for each missing key and names it only in its message.
        missing = next(key for key in error.validator_value if error.message.startswith(f"{key!r} "))
        words = f'thiếu mục "{missing}"{_described(_missing(error, missing, schema_name))}'
        yield Problem.at(source.at(*steps), _dotted(rule, missing), words)
        return
    yield Problem.at(source.at(*steps), rule, _words(error, _titled(error, schema_name)))


def _words(error: Any, titled: dict[str, Any]) -> str:
    """What is wrong with one value. `titled` is the nearest property around it that says what it is."""
    keyword, value = error.validator, error.instance
    name = _lower_first(titled["title"])
    example = _example(titled)
    if value is None:
        may_be_unknown = "chua_ro" in titled.get("then", {}).get("properties", {})
        return f"{name} đang bỏ trống{example}" + ('; chưa biết thì viết {chua_ro: "lý do"}' if may_be_unknown else "")
    if keyword == "enum" and (today := _today_called(value, error.schema)):
        return f"{name} {_shown(value)} là cách gọi cũ; nay viết {today}"
    if keyword == "enum":
        return f"{name} {_shown(value)} không có trong các lựa chọn: {', '.join(map(str, error.validator_value))}"
    if keyword == "minItems" and value:
        own = error.schema.get("errorMessage", f"cần ít nhất {error.validator_value} mục")
        return f"{name} mới có {len(value)} mục; {own}"
    if keyword == "maxItems":
        return f"{name} có {len(value)} mục; {error.schema['errorMessage']}"
    if keyword in ("minLength", "minItems", "minProperties") or (isinstance(value, str) and not value.strip()):
        return f"{name} đang bỏ trống{example}"
    if keyword == "maxLength":
        return f"{name} dài {len(value)} ký tự, nhiều nhất là {error.validator_value}"
    if keyword == "uniqueItems":
        return f"{name} có mục viết hai lần"
    if keyword == "maxProperties":
        return f"{name}: chỉ chọn một cách viết, không viết cả {' và '.join(value)}"
    if keyword == "pattern" and error.schema.get("format") == "date":
        return f"{name} {_shown(value)} không đúng: năm phải từ 1945 đến 2100"
    if keyword == "format" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        year, month, day = value.split("-")
        return f"{name} {_shown(value)} không đúng: không có ngày {day} tháng {month} năm {year} trong lịch"
    if keyword == "type" and isinstance(value, str) and value.strip() in _BARE.get(str(error.validator_value), ()):
        return (
            f"{name} {_shown(value)} đang nằm trong dấu ngoặc kép nên bị coi là chữ; hãy bỏ dấu ngoặc: {value.strip()}"
        )
    own = error.schema.get("errorMessage")
    if own is None and keyword == "type":
        own = f"phải là {_types(error.validator_value)}"
    if own is None:
        own = "không hợp lệ"
    joint = " " if own.startswith("không ") else " không đúng: "
    return f"{name} {_shown(value)}{joint}{own}{'' if 'ví dụ' in own else example}"


def _today_called(value: Any, node: dict[str, Any]) -> str | None:
    """The value of today for what was called otherwise in the past; `muc_do: mức 4` is `toan_trinh`."""
    for old, today in node.get("x-cach-goi-cu", {}).items():
        if isinstance(value, str) and _old_name(value) == old:
            return str(today)
    return None


def _old_name(text: str) -> str:
    """A name of the past as the schema writes it: `Mức 4`, `mức độ 4` and `4` are `muc do 4`."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = re.sub("[^a-z0-9]+", " ", "".join(one for one in letters if not unicodedata.combining(one))).strip()
    digit = re.fullmatch("(?:(?:dich vu cong )?(?:truc tuyen )?(?:muc )?(?:do )?)?([1-4])", plain)
    return f"muc do {digit[1]}" if digit else plain


def _unknown_words(key: str, value: Any, known: dict[str, Any]) -> str:
    if value is None and re.fullmatch("[0-9]+", key):
        return f'phần "{key}" đứng sau dấu phẩy nên bị tách khỏi số phía trước; hãy viết số liền nhau, ví dụ 20000'
    close = get_close_matches(key, known, n=1)
    if close:
        return f'không có mục tên {_shown(key)}; có phải là "{close[0]}"?'
    if value is None and " " in key:
        return f"phần {_shown(key)} đứng sau dấu phẩy nên bị tách ra; hãy đặt cả giá trị trong dấu ngoặc kép"
    return f"không có mục tên {_shown(key)}; các mục được dùng ở đây: {', '.join(list(known)[:_FEW])}{', …' if len(known) > _FEW else ''}"


def _titled(error: Any, schema_name: str) -> dict[str, Any]:
    """The innermost titled schema node on the way to the one that was broken."""
    node: Any = inlined(schema_name)
    titled: dict[str, Any] = node
    for step in error.absolute_schema_path:
        node = node[step]
        if isinstance(node, dict) and isinstance(node.get("title"), str):
            titled = node
    return titled


def _missing(error: Any, key: str, schema_name: str) -> dict[str, Any]:
    """The property `key` of the mapping that lacks it; a condition (`then`) demands it without saying what it is."""
    node: Any = inlined(schema_name)
    found = _property(node, key)
    for step in error.absolute_schema_path:
        node = node[step]
        found = _property(node, key) or found
    return found


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _property(node: Any, key: str) -> dict[str, Any]:
    found = node.get("properties", {}).get(key, {}) if isinstance(node, dict) else {}
    return found if isinstance(found, dict) else {}


def _described(node: dict[str, Any]) -> str:
    title = node.get("title")
    return f" ({title}){_example(node)}" if title else _example(node)


def _example(node: Any) -> str:
    examples = node.get("examples") if isinstance(node, dict) else None
    return f", ví dụ {json.dumps(examples[0], ensure_ascii=False)}" if examples else ""


def _shown(value: Any) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def _types(wanted: Any) -> str:
    return " hoặc ".join(_TYPES[one] for one in ([wanted] if isinstance(wanted, str) else wanted))


def _dotted(rule: str, key: str) -> str:
    return key if rule == "tep" else f"{rule}.{key}"
