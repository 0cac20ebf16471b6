"""Interface words go through gettext; Vietnamese is the language they are written in."""

from __future__ import annotations

from gettext import NullTranslations, find
from pathlib import Path

from babel.support import Translations

DOMAIN = "niemyet"
SOURCE_LANGUAGE = "vi"


def translations(folder: Path, language: str = SOURCE_LANGUAGE) -> NullTranslations:
    """The catalogue of `language` below `folder` (`<language>/LC_MESSAGES/niemyet.mo`), or none."""
    return Translations.load(str(folder), [language], DOMAIN)


def identity(folder: Path, language: str = SOURCE_LANGUAGE) -> bytes:
    """What the words of `language` depend on: the bytes of its catalogue."""
    file = find(DOMAIN, str(folder), [language])
    return Path(file).read_bytes() if file else b""
