"""Our scripts as they are published: the words in them translated, the comments left out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from generator import resources

ASSETS = "assets"
_WORDS = re.compile(r"_\('((?:[^'\\]|\\.)*)'\)")
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)

Translate = Callable[[str], str]


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
