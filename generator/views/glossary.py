"""Abbreviations and official words, explained where a page first uses them and together at its end.

Texts are cut into pieces here and put together by the templates, each piece escaped on its own: no text is
ever searched or changed once it is HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from generator.records import Catalogue, Term

MOST_ENTRIES = 16
"""Words a page explains, abbreviations before others: more is a list nobody reads, and a weight everybody loads."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `term` is the code of the word it is, `full` what an abbreviation stands for."""

    text: str
    term: str | None = None
    full: str | None = None


@dataclass(frozen=True)
class Entry:
    """A word and its meaning, in the list at the end of a page."""

    term: str
    word: str
    full: str | None
    meaning: str


@dataclass(frozen=True)
class Glossary:
    """The words of one page: texts with a first use, cut up, and the list."""

    cut: tuple[tuple[str, tuple[Piece, ...]], ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def pieces(self) -> Mapping[str, tuple[Piece, ...]]:
        return dict(self.cut)


EMPTY = Glossary()

P = TypeVar("P")


def explained(page: P, scopes: Iterable[Iterable[str]], catalogue: Catalogue) -> P:
    """The page with its glossary."""
    changes: dict[str, Any] = {"glossary": of(scopes, tuple(catalogue.glossary.values()))}
    made: P = replace(page, **changes)  # type: ignore[type-var]
    return made


def of(scopes: Iterable[Iterable[str]], terms: tuple[Term, ...]) -> Glossary:
    """The glossary of a page's texts.

    A scope is a part that people may see first, such as one of several ways; in each the first use is marked.
    Texts come in the order of the page.
    """
    if not terms:
        return EMPTY
    matcher = _matcher(terms)
    found: dict[str, None] = {}
    cut: dict[str, tuple[Piece, ...]] = {}
    for scope in scopes:
        seen: set[str] = set()
        for text in scope:
            pieces = tuple(_pieces(text, matcher, seen))
            if any(piece.term for piece in pieces):
                cut.setdefault(text, pieces)
                found |= dict.fromkeys(piece.term for piece in pieces if piece.term)
    full = {one.code: one.full for one in terms}
    kept = sorted(found, key=lambda code: full[code] is None)[:MOST_ENTRIES]
    texts = (
        (text, tuple(one if one.term in kept else Piece(one.text) for one in pieces)) for text, pieces in cut.items()
    )
    return Glossary(
        tuple((text, pieces) for text, pieces in texts if any(piece.term for piece in pieces)),
        tuple(Entry(one.code, one.word, one.full, one.meaning) for one in terms if one.code in kept),
    )


Matcher = tuple[re.Pattern[str], Mapping[str, Term | None]]


def _pieces(text: str, matcher: Matcher, seen: set[str]) -> Iterator[Piece]:
    pattern, by_spelling = matcher
    lowered = text.lower()
    if len(lowered) != len(text):
        # A letter that grows when made small, which no Vietnamese one does: better no link than a wrong one.
        lowered = text
    start = 0
    for match in pattern.finditer(lowered):
        written = text[match.start() : match.end()]
        term = by_spelling[match[0]]
        if term is None or term.code in seen or not _is_written(written, term):
            continue
        seen.add(term.code)
        if match.start() > start:
            yield Piece(text[start : match.start()])
        spelled = term.full is not None and term.full.casefold() in text.casefold()
        yield Piece(written, term.code, None if spelled else term.full)
        start = match.end()
    if start < len(text):
        yield Piece(text[start:])


def _is_written(written: str, term: Term) -> bool:
    """Whether a word stands as it must: an abbreviation in capitals, another in any case."""
    words = [word for word in (term.word, *term.variants) if word.lower() == written.lower()]
    return any(not word.isupper() or word == written for word in words)


@lru_cache(maxsize=8)
def _matcher(terms: tuple[Term, ...]) -> Matcher:
    """One pattern for every spelling in small letters, the longest first, and the term of each; an exception has none."""
    by_spelling: dict[str, Term | None] = {phrase.lower(): None for term in terms for phrase in term.exceptions}
    by_spelling |= {word.lower(): term for term in terms for word in (term.word, *term.variants)}
    parts = [re.escape(word) for word in sorted(by_spelling, key=lambda one: (-len(one), one))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"), by_spelling
