"""Our scripts as they are published: the words in them translated, the comments left out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from generator import resources

ASSETS = "assets"
_WORDS = re.compile(r"_\('((?:[^'\\]|\\.)*)'\)")
_COMMENT = re.compile(r"^\s*(?://.*|/\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)

Translate = Callable[[str], str]

_ANY_PAGE = ("ngay.js", "trang.js", "lich.js")
_BUNDLES = {
    "trang.js": _ANY_PAGE,
    "danh-muc.js": (*_ANY_PAGE, "tim.js"),
}
"""What is published as one file, because each file a page asks for costs a round trip on a slow network."""
_OF_TEMPLATE = {"home": "danh-muc.js", "place": "danh-muc.js", "search": "danh-muc.js"}


def of_template(template: str) -> str:
    """The one script that the pages of a template ask for."""
    return _OF_TEMPLATE.get(template, "trang.js")


def bundled(found: dict[str, Path], translate: Translate) -> dict[str, str | Path]:
    """The files of `assets/` as they are published: what belongs together as one."""
    parts = {part for bundle in _BUNDLES.values() for part in bundle}
    result: dict[str, str | Path] = {
        name: published(file.read_text("utf-8"), translate) if file.suffix == ".js" else file
        for name, file in found.items()
        if name not in parts
    }
    for bundle, names in _BUNDLES.items():
        texts = (found[name].read_text("utf-8") for name in names)
        result[bundle] = "".join(published(text, translate) for text in texts)
    return result


def assets(root: Path, templates: str) -> dict[str, Path]:
    """Every file of `assets/` by its name, the root's own before the one that came with the package."""
    found: dict[str, Path] = {}
    for folder in reversed(resources.folders(root, templates)):
        found |= {file.name: file for file in sorted((folder / ASSETS).glob("*")) if file.is_file()}
    return dict(sorted(found.items()))


def published(text: str, translate: Translate) -> str:
    """A script with `_('…')` replaced by the words in the language of the site, comment lines left out."""
    text = _INDENT.sub("", _COMMENT.sub("", text))
    return _WORDS.sub(lambda match: json.dumps(translate(match[1]), ensure_ascii=False), text)
