"""The schemas are what officials read in their editor: every property is explained, in Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from generator import checking
from generator.site import form_schema

NAMES = (*checking.SCHEMAS, "common")


@cache
def registry() -> Registry[Any]:
    return Registry().with_resources(
        (f"{name}.schema.json", Resource.from_contents(checking.schema(name))) for name in NAMES
    )


def validator(name: str, pointer: str = "") -> Draft202012Validator:
    """What any JSON Schema tool makes of our files, with references looked up."""
    reference = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": f"{name}.schema.json#{pointer}"}
    return Draft202012Validator(reference, registry=registry(), format_checker=FormatChecker(["date"]))


def _nodes(node: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield pointer, node
        for key, value in node.items():
            if key not in ("examples", "enum", "x-cach-goi-cu"):
                yield from _nodes(value, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _nodes(value, f"{pointer}/{index}")


def _properties() -> list[tuple[str, str]]:
    return [
        (name, f"{pointer}/{key}")
        for name in NAMES
        for pointer, node in _nodes(checking.schema(name))
        if pointer.endswith("/properties")
        for key in node
        # A condition or a reference to another property explains nothing anew.
        if "/if/" not in pointer and "/not/" not in pointer
    ]


def _at(name: str, pointer: str) -> dict[str, Any]:
    node: Any = checking.schema(name)
    for step in pointer.split("/")[1:]:
        node = node[step]
    if isinstance(node.get("$ref"), str) and "/properties/" in node["$ref"]:
        file, _, target = node["$ref"].partition("#")
        return _at(file.removesuffix(".schema.json") or name, target)
    assert isinstance(node, dict)
    return node


PROPERTIES = _properties()


def test_the_walk_sees_them_all() -> None:
    assert len(PROPERTIES) > 120
    assert ("common", "/$defs/khi/properties/tu") in PROPERTIES
    assert ("procedure", "/properties/uy_quyen/else/properties/tru") in PROPERTIES


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_valid(name: str) -> None:
    Draft202012Validator.check_schema(checking.schema(name))
    assert checking.schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert checking.schema(name)["$id"] == f"{name}.schema.json"


@pytest.mark.parametrize("name", NAMES)
def test_schemas_know_only_keywords_that_exist(name: str) -> None:
    """An unknown keyword is ignored by JSON Schema, so a slip of the pen would switch a constraint off."""
    known = {
        *("$schema", "$id", "$ref", "$defs", "title", "description", "examples", "type", "enum", "properties"),
        *("required", "additionalProperties", "propertyNames", "minProperties", "maxProperties", "items", "minItems"),
        *("uniqueItems", "maxItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "if", "then"),
        *("else", "not", "anyOf", "errorMessage", "enumDescriptions", "x-cach-goi-cu"),
    }
    for pointer, node in _nodes(checking.schema(name)):
        if not pointer.endswith(("/properties", "/$defs")):
            assert not node.keys() - known, pointer
        if node.get("type") == "object" and "properties" in node:
            assert node.get("additionalProperties") is False, f"{pointer} lets anything through"


@pytest.mark.parametrize(("name", "pointer"), PROPERTIES, ids=lambda value: value)
def test_every_property_is_explained(name: str, pointer: str) -> None:
    node = _at(name, pointer)
    for key in ("title", "description"):
        assert isinstance(node.get(key), str), f"no {key}"
        assert node[key].strip() == node[key] != ""
    assert node["title"][0].isupper() or not node["title"][0].isalpha()
    assert len(node["title"]) <= 60
    assert node["description"].endswith((".", "…"))
    assert node.get("examples"), "no example"


@pytest.mark.parametrize(("name", "pointer"), PROPERTIES, ids=lambda value: value)
def test_every_example_is_allowed(name: str, pointer: str) -> None:
    for example in _at(name, pointer)["examples"]:
        assert [error.message for error in validator(name, pointer).iter_errors(example)] == []


@pytest.mark.parametrize("name", form_schema.KINDS)
def test_every_choice_has_a_name(name: str) -> None:
    """Editors show it beside the choice, and the form shows it alone."""
    chosen = [(pointer, node) for pointer, node in _nodes(checking.schema(name)) if "enum" in node]
    for pointer, node in chosen:
        # A condition or what is forbidden is no choice.
        if "/if/" not in pointer and not pointer.endswith("/not"):
            assert len(node["enumDescriptions"]) == len(set(node["enumDescriptions"])) == len(node["enum"]), pointer


def test_no_english_reaches_an_official() -> None:
    ours = {"true", "false", "null", "chua_ro", "khong_co", "khong_thu"}
    for name in NAMES:
        for pointer, node in _nodes(checking.schema(name)):
            for key in ("title", "description", "errorMessage"):
                words = set(str(node.get(key, "")).lower().split()) - ours
                assert not words & {"the", "must", "is", "of", "not", "required", "string"}, f"{name}{pointer}"


def test_schemas_are_files_that_editors_can_load() -> None:
    for name in NAMES:
        assert json.loads(json.dumps(checking.schema(name))) == checking.schema(name)
