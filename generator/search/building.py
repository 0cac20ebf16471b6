"""A catalogue to the index that search works on.

The index is plain data, the same for the browser and for `ranking.Engine`:

- `r`: procedures as `[code, path, title, official name or "", further words, rank 0 to 100]`
- `d`: the dictionary as `[everyday words|everyday words|…, [procedure, share 1 to 100, procedure, …]]`;
  what an entry means is looked up in the names here, so the browser need not
- `w`: words that stand for others, as `word meant|…`: `heo lợn`, `đk đăng ký`
- `s`, `q`, `e`: words that say little, and the weights
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, partial
from typing import Any

from generator import addresses, wording
from generator.cache import Cache, key
from generator.records import Catalogue, Dictionary, Field, Procedure
from generator.search import weights
from generator.search.folding import words

MAX_TARGETS = 40
"""Procedures that one entry of the dictionary may lead to."""
FEW = 8
"""An entry that leads to no more procedures than this says in full what is meant; of more, each is meant less."""
STEP = 5
"""Shares are multiples of this, because the index is smaller where they repeat."""
ENOUGH = 70
"""Percentage of an official phrase that a name must hold where no name holds all of it."""

Text = tuple[str, ...]
Shares = list[tuple[int, int]]
"""Numbers of phrases or procedures, each with a share of 100."""


def index(catalogue: Catalogue, today: date, kept: Cache | None = None) -> dict[str, Any]:
    """Everything that search needs to know of a catalogue, as plain data.

    What each record adds to it is worked out alone and remembered in `kept`, because folding and comparing
    thousands of phrases for every record takes longer than all the rest of a second build.
    """
    dictionary, kept = catalogue.dictionary, kept or Cache(None)
    shared = key("search", repr(dictionary))
    phrases = _Phrases(dictionary, shared, kept)
    parts = _parts(catalogue, today, phrases, shared, kept)
    return {
        "r": [part["r"] for part in parts],
        "d": _grouped(_entries(catalogue, parts, phrases)),
        "w": "|".join(f"{word} {meant}".replace("|", " ") for word, meant in dictionary.synonyms.items()),
        "s": weights.STOPS,
        "q": weights.QUALITY,
        "e": weights.EVIDENCE,
    }


def _parts(catalogue: Catalogue, today: date, phrases: _Phrases, shared: str, kept: Cache) -> list[Any]:
    """What each record adds: `r` its row, `m` and `w` what `_Phrases.in_name` finds, `a` its everyday names."""
    found = []
    for original in catalogue.procedures.values():
        one = original.on(today)
        field = catalogue.fields.get(one.field)
        known_by = (one.code, one.title, one.name, one.aliases, field and field.name)
        name = key("search part", shared, repr(known_by))
        found.append(json.loads(kept.remembered(name, partial(_part, one, field, phrases))))
    return found


def _part(one: Procedure, field: Field | None, phrases: _Phrases) -> str:
    """What one record adds, as JSON."""
    own = _keys(one.name)
    spelled_out = _spelled_out(own, phrases.short_forms)
    name = (*own, *_keys(spelled_out))
    meaning, literal = phrases.in_name(name)
    part = {"r": _record(one, field, spelled_out, _rank(own)), "m": meaning, "w": literal, "a": one.aliases}
    return json.dumps(part, ensure_ascii=False)


def _record(procedure: Procedure, field: Field | None, spelled_out: str, rank: int) -> list[Any]:
    title = wording.capitalised(procedure.title)
    further = [*procedure.aliases[1:], field.name if field else "", spelled_out]
    own = set(_keys(f"{procedure.title} {procedure.name}"))
    extra = dict.fromkeys(word for text in further for word in text.lower().split() if not set(_keys(word)) <= own)
    return [
        procedure.code,
        addresses.of_procedure(procedure).path,
        title,
        "" if procedure.name == procedure.title else procedure.name,
        " ".join(extra),
        rank,
    ]


def _spelled_out(name: Text, short_forms: Iterable[tuple[tuple[Text, str], tuple[Text, str]]]) -> str:
    """The abbreviations of a name in full, and what is in full as its abbreviation."""
    found = []
    for (short, short_form), (full, full_form) in short_forms:
        if _holds(name, short):
            found.append(full_form)
        elif _holds(name, full):
            found.append(short_form)
    return " ".join(found)


def _rank(name: Text) -> int:
    """How likely people mean this procedure when several could be meant, 0 to 100."""
    changes, popular = _ranking()
    rank = 60 + sum(change for phrase, change in changes if _holds(name, phrase))
    if any(_holds(name, phrase) for phrase in popular):
        rank += 40
    return max(0, min(100, rank))


@cache
def _ranking() -> tuple[list[tuple[Text, int]], list[Text]]:
    return [(_keys(phrase), -loss) for phrase, loss in weights.VARIANTS], [_keys(phrase) for phrase in weights.POPULAR]


class _Phrases:
    """All phrases of a dictionary, everyday and official ones, by number."""

    def __init__(self, dictionary: Dictionary, shared: str, kept: Cache) -> None:
        self._dictionary = dictionary
        self._kept, self._name = kept, key("phrases", shared)
        # Asked for in any case, because what a whole build does not use is forgotten.
        self._known = kept.get(self._name)
        entries = (dictionary.words, dictionary.modifiers)
        meanings = (meaning for part in entries for found in part.values() for meaning in found)
        every = dict.fromkeys((*meanings, *(pattern for part in entries for pattern in part)))
        self.numbers = {phrase: number for number, phrase in enumerate(every)}

    @cached_property
    def short_forms(self) -> list[tuple[tuple[Text, str], tuple[Text, str]]]:
        abbreviations = self._dictionary.abbreviations.items()
        return [((_keys(short), short), (_keys(full), full)) for short, full in abbreviations]

    @cached_property
    def _folded(self) -> list[Text]:
        """The words of each phrase, needed only where some name is new: folding takes longer than comparing."""
        if self._known is None:
            self._known = "\n".join(" ".join(_keys(phrase)) for phrase in self.numbers)
            self._kept.put(self._name, self._known)
        return [tuple(line.split()) for line in self._known.split("\n")]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """Where to look for the phrases that enough words of a name stand in: each under its rarest words alone.

        A phrase of `size` words that needs `needed` of them can miss the rest, so one of its `size - needed + 1`
        rarest words stands in every name that it could mean.
        """
        sets = [frozenset(phrase) for phrase in self._folded]
        common = Counter(word for phrase in sets for word in phrase)
        found: dict[str, list[int]] = {}
        for number, phrase in enumerate(sets):
            needed = math.ceil(len(phrase) * ENOUGH / 100)
            for word in sorted(phrase, key=lambda word: (common[word], word))[: len(phrase) - needed + 1]:
                found.setdefault(word, []).append(number)
        return found

    def in_name(self, name: Text) -> tuple[Shares, Shares]:
        """The phrases that mean a name, and those of two words and more that stand in it word for word.

        A phrase means a name that holds it word for word, all of its words, or at least most of them. Everyday
        words may be official ones too; a single one says too little to be taken at its word.
        """
        words_of_name = frozenset(name)
        meaning, own = [], []
        for number in sorted({number for word in words_of_name for number in self._by_word.get(word, ())}):
            phrase = self._folded[number]
            size, count = len(set(phrase)), len(words_of_name.intersection(phrase))
            part = min(1.0, len(phrase) / len(name))
            if count == size:
                whole = _holds(name, phrase)
                meaning.append((number, round((100 if whole else 78) * (0.72 + 0.28 * part))))
                if whole and len(phrase) > 1:
                    own.append((number, round(72 + 28 * part)))
            elif count * 100 >= size * ENOUGH:
                meaning.append((number, round(45 * count / size * (0.72 + 0.28 * part))))
        return meaning, own


def _entries(catalogue: Catalogue, parts: list[Any], phrases: _Phrases) -> Iterator[tuple[str, list[int]]]:
    codes = {code: number for number, code in enumerate(catalogue.procedures)}
    meant, own = _by_phrase(parts, "m"), _by_phrase(parts, "w")
    known: dict[tuple[str, ...], dict[int, int]] = {}
    dictionary = catalogue.dictionary
    for share, entries in ((100, dictionary.words), (weights.MODIFIER, dictionary.modifiers)):
        for pattern in entries:
            meanings = _meanings(pattern, entries)
            if meanings not in known:
                found = (
                    [(codes[one], 100)] if one in codes else meant.get(phrases.numbers[one], []) for one in meanings
                )
                known[meanings] = _shares(found)
            targets = dict(own.get(phrases.numbers[pattern], ())) | known[meanings]
            yield pattern, _targets(targets, len(parts), share)
    for number, part in enumerate(parts):
        for alias in part["a"]:
            yield alias, [number, 100]


def _by_phrase(parts: list[Any], kind: str) -> dict[int, Shares]:
    """The procedures that each phrase leads to, with their shares."""
    found: dict[int, Shares] = {}
    for number, part in enumerate(parts):
        for phrase, share in part[kind]:
            found.setdefault(phrase, []).append((number, share))
    return found


def _meanings(pattern: str, entries: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The official words of an entry; one whose only meaning is another entry means what that one means."""
    meanings = entries[pattern]
    return entries.get(meanings[0], meanings) if len(meanings) == 1 else meanings


def _grouped(entries: Iterable[tuple[str, list[int]]]) -> list[list[Any]]:
    """Entries that lead to the same procedures, in one."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for pattern, targets in entries:
        if targets:
            groups.setdefault(tuple(targets), []).append(pattern.replace("|", " ").lower())
    return [["|".join(patterns), list(targets)] for targets, patterns in groups.items()]


def _shares(meanings: Iterable[Shares]) -> dict[int, int]:
    """What an entry leads to, each with a share: the first meaning counts full, each further one a little less."""
    shares: dict[int, int] = {}
    factor = 1.0
    for found in meanings:
        top = max((share for _, share in found), default=0)
        for number, share in found:
            # Where some name holds the whole phrase, one that holds a part of it is not meant.
            if share * 2 > top:
                shares[number] = max(shares.get(number, 0), round(share * factor))
        if found:
            factor *= 0.7
    return shares


def _targets(shares: Mapping[int, int], size: int, most: int) -> list[int]:
    """The best of what an entry leads to, as `[procedure, share, …]`; the more there are, the less each is meant."""
    best = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:MAX_TARGETS]
    meant = sum(share * 3 > best[0][1] * 2 for share in shares.values()) if best else 0
    certain = min(1.0, math.log(1 + size / meant) / math.log(1 + size / FEW)) if meant else 0.0
    certain = certain * most / 100 / STEP
    return [part for number, share in best for part in (number, STEP * max(1, round(share * certain)))]


def _keys(text: str) -> Text:
    return tuple(word.key for word in words(text))


def _holds(name: Text, phrase: Text) -> bool:
    """Whether a name holds a phrase word for word."""
    size = len(phrase)
    return (
        size > 0
        and phrase[0] in name
        and any(name[start : start + size] == phrase for start in range(len(name) - size + 1))
    )
