"""Interface words go through gettext; Vietnamese is the language they are written in."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations

DOMAIN = "niemyet"
SOURCE_LANGUAGE = "vi"


def translations(folder: Path, language: str = SOURCE_LANGUAGE) -> NullTranslations:
    """The catalogue of `language` below `folder` (`<language>/LC_MESSAGES/niemyet.mo`), or none."""
    return Translations.load(str(folder), [language], DOMAIN)
