"""HTML as a browser takes it apart, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset({"meta", "link", "img", "br", "input", "hr", "path", "source", "wbr"})


@dataclass
class Page:
    """What there is on a page: elements with their attributes, and the text of each; `later` is what it will be."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    later: list[Page] = field(default_factory=list)

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    def text(self, *inside: str) -> str:
        """All text, or that directly inside some elements."""
        return "".join(text for tag, text in self.texts if not inside or tag in inside)

    @property
    def anchors(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.whole = self.page = Page()
        self.open: list[str] = [""]
        self.today: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice: {names}"
        if tag == "template" and "data-tu" in names:
            self.page = Page()
            self.whole.later.append(self.page)
            self.today, self.open = self.open, [""]
            return
        self.page.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template" and "template" not in self.open:
            self.page, self.open = self.whole, self.today
        elif tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.page.texts.append((self.open[-1], data))


def parse(html: str) -> Page:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.whole


def parse_file(file: Path) -> Page:
    return parse(file.read_text("utf-8"))
