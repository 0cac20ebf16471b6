"""A catalogue to the index that search works on.

The index is plain data, the same for the browser and for `ranking.Engine`:

- `r`: procedures as `[code, path, title, official name or "", further words, rank 0 to 100]`
- `d`: the dictionary as `[everyday words|everyday words|…, [procedure, share 1 to 100, procedure, …]]`;
  what an entry means is looked up in the names here, so the browser need not
- `w`: words that stand for others, as `word meant|…`: `heo lợn`, `đk đăng ký`
- `s`, `q`, `e`: words that say little, and the weights
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from generator import addresses, wording
from generator.records import Catalogue, Procedure
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


def index(catalogue: Catalogue, today: date) -> dict[str, Any]:
    """Everything that search needs to know of a catalogue, as plain data."""
    current = [procedure.on(today) for procedure in catalogue.procedures.values()]
    short_forms = [
        ((_keys(short), short), (_keys(full), full)) for short, full in catalogue.dictionary.abbreviations.items()
    ]
    ranks = [(_keys(phrase), -loss) for phrase, loss in weights.VARIANTS]
    popular = [_keys(phrase) for phrase in weights.POPULAR]
    own = [_keys(one.name) for one in current]
    spelled_out = [_spelled_out(name, short_forms) for name in own]
    names = _Names([(*name, *_keys(further)) for name, further in zip(own, spelled_out, strict=True)])
    return {
        "r": [
            _record(one, catalogue, further, _rank(name, ranks, popular))
            for one, name, further in zip(current, own, spelled_out, strict=True)
        ],
        "d": _grouped(_entries(catalogue, current, names)),
        "w": "|".join(f"{word} {meant}".replace("|", " ") for word, meant in catalogue.dictionary.synonyms.items()),
        "s": weights.STOPS,
        "q": weights.QUALITY,
        "e": weights.EVIDENCE,
    }


def _record(procedure: Procedure, catalogue: Catalogue, spelled_out: str, rank: int) -> list[Any]:
    title = wording.capitalised(procedure.title)
    field = catalogue.fields.get(procedure.field)
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


def _rank(name: Text, changes: Iterable[tuple[Text, int]], popular: Iterable[Text]) -> int:
    """How likely people mean this procedure when several could be meant, 0 to 100."""
    rank = 60 + sum(change for phrase, change in changes if _holds(name, phrase))
    if any(_holds(name, phrase) for phrase in popular):
        rank += 40
    return max(0, min(100, rank))


class _Names:
    """The official names, by word."""

    def __init__(self, names: list[Text]) -> None:
        self.names = names
        self.holding: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            for word in dict.fromkeys(name):
                self.holding.setdefault(word, []).append(number)

    def meant(self, phrase: Text) -> Iterator[tuple[int, int]]:
        """The names that hold a phrase, each with a share of 100: word for word, or at least every word."""
        found: dict[int, int] = {}
        for word in dict.fromkeys(phrase):
            for number in self.holding.get(word, ()):
                found[number] = found.get(number, 0) + 1
        size = len(set(phrase))
        for number, count in found.items():
            name = self.names[number]
            part = min(1.0, len(phrase) / len(name))
            if count == size:
                whole = _holds(name, phrase)
                yield number, round((100 if whole else 78) * (0.72 + 0.28 * part))
            elif count * 100 >= size * ENOUGH:
                yield number, round(45 * count / size * (0.72 + 0.28 * part))

    def word_for_word(self, phrase: Text) -> Iterator[tuple[int, int]]:
        """The names that hold a phrase of two words and more word for word, each with a share of 100.

        Everyday words may be official ones too; a single one says too little to be taken at its word.
        """
        if len(phrase) > 1:
            for number in min((self.holding.get(word, []) for word in phrase), key=len):
                if _holds(self.names[number], phrase):
                    yield number, round(72 + 28 * min(1.0, len(phrase) / len(self.names[number])))


def _entries(catalogue: Catalogue, current: list[Procedure], names: _Names) -> Iterator[tuple[str, list[int]]]:
    codes = {procedure.code: number for number, procedure in enumerate(current)}
    known: dict[tuple[str, ...], dict[int, int]] = {}
    dictionary = catalogue.dictionary
    for share, entries in ((100, dictionary.words), (weights.MODIFIER, dictionary.modifiers)):
        for pattern in entries:
            meanings = _meanings(pattern, entries)
            if meanings not in known:
                known[meanings] = _shares(meanings, codes, names)
            own = dict(names.word_for_word(_keys(pattern)))
            yield pattern, _targets(own | known[meanings], len(current), share)
    for number, procedure in enumerate(current):
        for alias in procedure.aliases:
            yield alias, [number, 100]


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


def _shares(meanings: Iterable[str], codes: Mapping[str, int], names: _Names) -> dict[int, int]:
    """What an entry leads to, each with a share: the first meaning counts full, each further one a little less."""
    shares: dict[int, int] = {}
    factor = 1.0
    for meaning in meanings:
        found = [(codes[meaning], 100)] if meaning in codes else list(names.meant(_keys(meaning)))
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
