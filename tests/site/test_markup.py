"""The HTML of every page, as strictly as it can be read: no error a parser would mend, nothing where it must not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.conftest import Built
from tests.site.test_build import MATERIAL

INTERACTIVE = {"a", "button", "input", "select", "textarea", "label", "summary", "details", "iframe", "audio", "video"}
"""What must not stand inside a link or a button: https://html.spec.whatwg.org/#interactive-content."""

CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "select": {"option", "optgroup", "hr", "script", "template"},
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form")


@cache
def parsed(file: Path) -> tuple[Element, list[str]]:
    """The tree of a page and everything its parser had to mend."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(file.read_text("utf-8"))
    return tree, [f"{line}:{column} {code} {data}" for (line, column), code, data in parser.errors]


def scopes(root: Element) -> Iterator[Element]:
    """A page, and what each template in it holds: trees of their own, with identifiers of their own."""
    yield root
    yield from root.iter("template")


def inside(scope: Element) -> Iterator[Element]:
    """The elements of a tree, without those of the templates in it."""
    for child in scope:
        yield child
        if child.tag != "template":
            yield from inside(child)


@pytest.fixture(params=["generated", "written"])
def pages(request: pytest.FixtureRequest, sample: Built) -> dict[str, Element]:
    files = {file.relative_to(sample.site).as_posix(): file for file in sorted(sample.site.rglob("*.html"))}
    wanted = {path: file for path, file in files.items() if (path in MATERIAL) == (request.param == "written")}
    assert wanted
    return {path: parsed(file)[0] for path, file in wanted.items()}


def test_no_parser_has_anything_to_mend(sample: Built) -> None:
    for file in sample.site.rglob("*.html"):
        assert parsed(file)[1] == [], file


def test_identifiers_are_unique_and_references_lead_to_one(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        for scope in scopes(page):
            elements = list(inside(scope))
            counted = Counter(one.get("id") for one in elements if one.get("id") is not None)
            assert [name for name, count in counted.items() if count > 1 or not name] == [], path
            wanted = {name for one in elements for key in REFERENCES for name in (one.get(key) or "").split()}
            assert wanted <= counted.keys(), path


def test_each_state_of_a_page_has_one_main_heading(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        assert len([one for one in inside(page) if one.tag == "h1"]) == 1, path
        for template in page.iter("template"):
            if template.get("data-tu"):
                assert len([one for one in inside(template) if one.tag == "h1"]) == 1, path


def test_every_page_has_its_landmarks_and_its_language(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        tags = Counter(one.tag for one in inside(page))
        assert (tags["main"], tags["title"]) == (1, 1), path
        # On the screen in the lobby there is nobody who could go anywhere.
        wanted = ("header", "footer") if path.startswith("man-hinh/") else ("header", "nav", "footer")
        assert min(tags[one] for one in wanted) >= 1, path
        assert page.get("lang") == "vi", path


def test_nothing_to_press_stands_in_something_to_press(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        for scope in scopes(page):
            for outer in inside(scope):
                if outer.tag in ("a", "button"):
                    assert not {str(one.tag) for one in inside(outer)} & INTERACTIVE, path
                if outer.tag == "label":
                    assert len({"input", "select", "button"} & {str(one.tag) for one in inside(outer)}) <= 1, path


def test_lists_hold_only_what_lists_may_hold(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        for scope in scopes(page):
            for one in inside(scope):
                allowed = CHILDREN.get(str(one.tag))
                if allowed:
                    assert {str(child.tag) for child in one} <= allowed, f"{path}: {one.tag} {one.attrib}"
                if one.tag == "li":
                    continue
                assert "li" not in {str(child.tag) for child in one} or one.tag in ("ul", "ol", "menu"), path
