"""The ranking itself, over the index as the browser gets it: `site_templates/assets/xep-hang.js` does the same.

Each word of the query is explained by a procedure either through its name or through an entry of the
dictionary that leads to it, whichever says more; a procedure's score is the sum, raised where the name is
covered and where many people come for it. Numbers are whole or calculated in the same order as in
JavaScript, so that both sides agree to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.search.folding import MAX_WORDS, Word, near, sound, typed, words

Match = tuple[int, float]
"""A word of the index, and how well it is meant, in percent."""


@dataclass(frozen=True)
class Hit:
    """A procedure that answers a query."""

    code: str
    path: str
    title: str
    score: int


class Engine:
    """Answers queries from one index. Remembers how words matched, and nothing else."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        self._quality: Mapping[str, int] = index["q"]
        self._evidence: Mapping[str, int] = index["e"]
        self._stops = frozenset(word.key for word in words(index["s"]))
        self._records: Sequence[Sequence[Any]] = index["r"]
        self._words: list[Word] = []
        self._sounds: list[str] = []
        self._number: dict[str, int] = {}
        self._plain: set[str] = set()
        self._named: list[list[int]] = []
        self._extra: list[list[int]] = []
        self._pairs: dict[tuple[int, int], list[int]] = {}
        self._entries: list[tuple[list[int], list[int]]] = []
        self._entries_of: list[list[tuple[int, int]]] = []
        self._matches: dict[tuple[str, bool, bool], list[Match]] = {}
        self._alike: dict[int, list[int]] = {}
        self._short: dict[str, list[Word]] = {}
        self._read_records()
        self._read_entries(index["d"])
        self._read_synonyms(index["w"])
        self._weight = [
            math.floor(100 * math.log(1 + len(self._records) / len(named)) + 0.5) if named else 0
            for named in self._named
        ]
        self._telling = [
            math.floor(100 * math.log(1 + len(self._entries) / len(entries)) + 0.5) if entries else 0
            for entries in self._entries_of
        ]
        self._total = [0] * len(self._records)
        for number, named in enumerate(self._named):
            for record in named:
                self._total[record] += self._weight[number]

    def _read_records(self) -> None:
        for record, (_code, _path, title, name, extra, _rank) in enumerate(self._records):
            for text in (title, name):
                numbers = [self._numbered(word) for word in words(text)]
                for number in numbers:
                    _once(self._named[number], record)
                for pair in pairwise(numbers):
                    _once(self._pairs.setdefault(pair, []), record)
            for word in words(extra):
                number = self._numbered(word)
                if record not in self._named[number][-1:]:
                    _once(self._extra[number], record)

    def _read_entries(self, entries: Sequence[Sequence[Any]]) -> None:
        for patterns, targets in entries:
            for pattern in patterns.split("|"):
                numbers = [self._numbered(word) for word in words(pattern)]
                for place, number in enumerate(numbers):
                    self._entries_of[number].append((len(self._entries), place))
                self._entries.append((numbers, targets))

    def _read_synonyms(self, synonyms: str) -> None:
        """Words that stand for another one are alike, all of them that stand for the same; for several, short."""
        alike: dict[int, list[int]] = {}
        for typed_word, *meant in filter(None, map(words, synonyms.split("|"))):
            if len(meant) == 1:
                number = self._numbered(meant[0])
                alike.setdefault(number, [number]).append(self._numbered(typed_word))
            else:
                self._short[typed_word.plain] = meant
        for numbers in alike.values():
            for number in numbers:
                self._alike.setdefault(number, []).extend(other for other in numbers if other != number)

    def _numbered(self, word: Word) -> int:
        number = self._number.get(word.key)
        if number is None:
            number = self._number[word.key] = len(self._words)
            self._words.append(word)
            self._sounds.append(sound(word.plain))
            self._plain.add(word.plain)
            self._named.append([])
            self._extra.append([])
            self._entries_of.append([])
        return number

    def search(self, text: str) -> list[Hit]:
        """The procedures that answer, best first; none is shown that is far worse than the best."""
        by_code = self._by_code(text)
        if by_code:
            return [self._hit(record, 0) for record in by_code]
        query = self._split(words(text, MAX_WORDS))
        if not query:
            return []
        bare = all(word.bare for word in query)
        open_end = not text.endswith(" ")
        matches = [self._match(word, bare, open_end and at == len(query) - 1) for at, word in enumerate(query)]
        scores = self._scores(query, matches)
        best = max(scores, default=0)
        if not best:
            return []
        shown = [record for record, score in enumerate(scores) if score * 100 >= best * self._evidence["shown"]]
        shown.sort(key=lambda record: (-scores[record], record))
        return [self._hit(record, scores[record]) for record in shown]

    def _hit(self, record: int, score: int) -> Hit:
        code, path, title, *_ = self._records[record]
        return Hit(code, path, title, score)

    def _by_code(self, text: str) -> list[int]:
        """Procedures by code, with or without its dot, whole or from its first four digits on."""
        parts = words(text, MAX_WORDS)
        digits = "".join(word.plain for word in parts if word.plain.isdigit())
        others = [
            word for word in parts if not word.plain.isdigit() and word.plain not in ("ma", "so", "tthc", "thu", "tuc")
        ]
        if len(digits) < 4 or others:
            return []
        codes = [record[0].replace(".", "") for record in self._records]
        return [at for at, code in enumerate(codes) if code.startswith(digits)] or [
            at for at, code in enumerate(codes) if code.endswith(digits)
        ]

    def _split(self, query: list[Word]) -> list[Word]:
        """The query with short forms written out, and words typed without the spaces between them taken apart."""
        found: list[Word] = []
        for word in query:
            parts = self._apart(word.plain) if len(word.plain) > 3 and word.plain not in self._plain else []
            found += self._short.get(word.plain) or [Word(part, part, "") for part in parts] or [word]
        return found[:MAX_WORDS]

    def _apart(self, text: str) -> list[str]:
        """The fewest known words that make up a text, or none."""
        best: list[list[str] | None] = [[]] + [None] * len(text)
        for end in range(2, len(text) + 1):
            for start in range(max(0, end - 7), end - 1):
                before = best[start]
                known = best[end]
                if (
                    before is not None
                    and text[start:end] in self._plain
                    and (known is None or len(before) + 1 < len(known))
                ):
                    best[end] = [*before, text[start:end]]
        return best[-1] or []

    def _match(self, word: Word, bare: bool, open_end: bool) -> list[Match]:
        """The words of the index that one typed word may mean."""
        name = (word.key, bare, open_end)
        found = self._matches.get(name)
        if found is None:
            found = self._matches[name] = self._look_up(word, bare, open_end)
        return found

    def _look_up(self, word: Word, bare: bool, open_end: bool) -> list[Match]:
        quality, plain = self._quality, word.plain
        known = plain in self._plain
        by_ear, decoded = sound(plain), typed(plain)
        slip = quality["slip" if len(plain) > 3 else "slip_short"]
        found: list[Match] = []
        for number, other in enumerate(self._words):
            if plain == other.plain:
                value: float = self._same(word, other, bare)
            elif open_end and len(plain) > 1 and other.plain.startswith(plain):
                value = quality["prefix"] + quality["prefix_span"] * len(plain) / len(other.plain)
            elif not known and decoded == other.plain:
                value = quality["typed"]
            elif by_ear == self._sounds[number]:
                value = quality["sound_known" if known else "sound"]
            elif not known and len(plain) > 2 and len(other.plain) > 2 and near(plain, other.plain):
                value = slip
            else:
                continue
            found.append((number, value))
        return self._with_alike(found)

    def _with_alike(self, found: list[Match]) -> list[Match]:
        """The same, with the words that people say instead; less sure where the typed one may be several."""
        sure = [number for number, value in found if value >= self._quality["bare"]]
        share = self._quality["alike" if len(sure) == 1 else "alike_unsure"]
        best = dict(found)
        for number, value in found:
            for other in self._alike.get(number, ()):
                best[other] = max(best.get(other, 0), value * share / 100)
        return list(best.items())

    def _same(self, word: Word, other: Word, bare: bool) -> int:
        if bare or word.key == other.key:
            return self._quality["same"]
        if word.bare:
            return self._quality["bare"]
        return self._quality["tone" if word.marked == other.marked else "marks"]

    def _scores(self, query: list[Word], matches: list[list[Match]]) -> list[int]:
        """The score of every procedure, 0 where it has nothing to do with the query."""
        evidence, size = self._evidence, len(self._records)
        literal = [[0.0] * size for _ in query]
        best: dict[int, float] = {}
        for at, found in enumerate(matches):
            share = evidence["stop"] if query[at].key in self._stops else 100
            row = literal[at]
            for number, quality in found:
                best[number] = max(best.get(number, 0.0), quality * share / 100)
                value = self._weight[number] * quality * share / 10000
                for record in self._named[number]:
                    row[record] = max(row[record], value)
                if self._extra[number]:
                    further = evidence["extra"] * 5 * quality * share / 10000
                    for record in self._extra[number]:
                        row[record] = max(row[record], further)
        paired = self._paired(matches)
        explained = self._explained(query, matches)
        covered = [0.0] * size
        for number in sorted(best):
            for record in self._named[number]:
                covered[record] += self._weight[number] * best[number] / 100
        uncovered, plain = evidence["uncovered"], evidence["plain"]
        scores = [0] * size
        for record in range(size):
            counted = uncovered + (100 - uncovered) * min(1, covered[record] / max(1, self._total[record]))
            total = 0.0
            for at in range(len(query)):
                value = literal[at][record] * counted / 100
                if record in paired[at]:
                    value = value * evidence["pair"] / 100
                total += max(value, explained[at][record])
            rank = self._records[record][5]
            scores[record] = math.floor(total * (plain + (100 - plain) * rank / 100) / 100 + 0.5)
        return scores

    def _paired(self, matches: list[list[Match]]) -> list[set[int]]:
        """For each word of the query the procedures that name it beside its neighbour in the query."""
        found: list[set[int]] = [set() for _ in matches]
        for at, (ones, others) in enumerate(pairwise(matches)):
            for one, quality in ones:
                for other, quality_other in others:
                    if quality + quality_other >= 100:
                        for record in self._pairs.get((one, other), ()):
                            found[at].add(record)
                            found[at + 1].add(record)
        return found

    def _explained(self, query: list[Word], matches: list[list[Match]]) -> list[list[float]]:
        """What the dictionary says for each word of the query and each procedure."""
        result = [[0.0] * len(self._records) for _ in query]
        candidates: dict[int, list[tuple[int, int, float]]] = {}
        for at, found in enumerate(matches):
            for number, quality in found:
                for entry, place in self._entries_of[number]:
                    candidates.setdefault(entry, []).append((place, at, quality))
        for entry, places in candidates.items():
            pattern, targets = self._entries[entry]
            if len(places) + (len(pattern) > 2) >= len(pattern):
                self._explain(query, pattern, targets, places, result)
        return result

    def _explain(
        self,
        query: list[Word],
        pattern: list[int],
        targets: list[int],
        places: list[tuple[int, int, float]],
        result: list[list[float]],
    ) -> None:
        """Add what one entry says; of three words and more, one may be missing from the query."""
        evidence = self._evidence
        chosen: list[int] = []
        quality = 100.0
        said = whole = 0
        for place, number in enumerate(pattern):
            whole += self._telling[number]
            best_at, best = -1, 0.0
            for where, at, value in places:
                if where == place and at not in chosen:
                    # Among equals the one that follows the word before.
                    better = value + (5 if chosen and at == chosen[-1] + 1 else 0)
                    if better > best:
                        best_at, best = at, better
            if best_at >= 0:
                chosen.append(best_at)
                quality = quality * min(100, best) / 100
                said += self._telling[number]
        length = len(chosen)
        if length < len(pattern):
            if length < 2 or length < len(pattern) - 1:
                return
            quality = quality * evidence["partly"] * said * said / (whole * whole) / 100
        span = max(chosen) - min(chosen) + 1
        if span > length:
            quality = quality * evidence["apart"] / 100
        elif chosen != sorted(chosen):
            quality = quality * evidence["loose"] / 100
        strength = quality * (100 + evidence["entry_longer"] * (length - 1)) / 100
        for at in chosen:
            mass = evidence["entry"] * (evidence["stop"] if query[at].key in self._stops else 100) / 100
            for target in range(0, len(targets), 2):
                value = mass * strength * targets[target + 1] / 10000
                record = targets[target]
                result[at][record] = max(result[at][record], value)


def _once(numbers: list[int], number: int) -> None:
    if number not in numbers[-1:]:
        numbers.append(number)
