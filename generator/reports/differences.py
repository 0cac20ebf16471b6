"""What differs between two states of a catalogue: as text, as Markdown for a pull request, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from generator import wording
from generator.changes import Effect
from generator.views.differences import ASPECTS, Differences, Entry, Part

FORMATS = ("text", "markdown", "json")
_EFFECTS = {Effect.EASIER: "giảm", Effect.HARDER: "tăng", Effect.OTHER: "khác"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
"""What Markdown gives a meaning inside a line: CommonMark 0.31, 6, and tables and strikethrough of git hosts."""
_REFERENCE = re.compile(
    r'(?<=[@#!$%~&^])(?=[\w"])|(?<=:)(?=[/+a-z_-])|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-)|(?<=\biteration)(?=:)', re.IGNORECASE
)
"""Where a git host would find somebody to call, an issue, a picture of a word or a link, none of which a backslash
prevents: the host looks for them in the text that Markdown has left."""
_NOTHING = "\u200b"
"""Takes no room and ends a word."""
_MOST_CHARACTERS = 60_000
"""A comment on GitHub has 65,536 characters at most."""


def report(found: Differences, before: str, after: str, form: str) -> str:
    """All differences in one of `FORMATS`; `before` and `after` are what the person called the two states."""
    if form == "json":
        return _json(found, before, after)
    if form == "markdown":
        return _cut(_markdown(found, before, after))
    return "\n".join(_text(found, before, after))


def _text(found: Differences, before: str, after: str) -> Iterator[str]:
    if not found.entries:
        yield _nothing(before, after)
        return
    for entry in found.entries:
        yield _line(_heading(entry))
        for part in entry.parts:
            indent = "  "
            if part.start:
                yield f"  {_from(part)}"
                indent = "    "
            yield from (f"{indent}{_EFFECTS[one.effect]}: {_line(one.sentence)}" for one in part.told)
        yield ""
    yield f"Từ {before} đến {after}: {counted(found.totals)}."
    yield from (f"  {ASPECTS[aspect]}: {counted(counts)}" for aspect, counts in found.by_aspect.items())


def _markdown(found: Differences, before: str, after: str) -> Iterator[str]:
    yield "### Thay đổi đối với bà con"
    yield ""
    if not found.entries:
        yield _escaped(_nothing(before, after))
        return
    yield f"Từ {_escaped(before)} đến {_escaped(after)}: **{counted(found.totals)}**."
    yield ""
    yield "| | giảm | tăng | khác |"
    yield "|---|---:|---:|---:|"
    for aspect, counts in found.by_aspect.items():
        yield f"| {ASPECTS[aspect]} | " + " | ".join(str(counts.get(effect, 0)) for effect in _EFFECTS) + " |"
    for entry in found.entries:
        yield ""
        yield f"#### {_escaped(_heading(entry))}"
        yield ""
        for part in entry.parts:
            indent = ""
            if part.start:
                yield f"- {_from(part)}"
                indent = "  "
            yield from (f"{indent}- {_EFFECTS[one.effect]}: {_escaped(one.sentence)}" for one in part.told)


def _json(found: Differences, before: str, after: str) -> str:
    content = {
        "from": before,
        "to": after,
        "totals": _counts(found.totals),
        "by_aspect": {aspect.value: _counts(counts) for aspect, counts in found.by_aspect.items()},
        "entries": [
            {
                "code": entry.code,
                "title": entry.title,
                "path": entry.address.path if entry.address else None,
                "parts": [
                    {
                        "start": part.start.isoformat() if part.start else None,
                        "changes": [
                            {"aspect": one.aspect.value, "effect": one.effect.value, "sentence": one.sentence}
                            for one in part.told
                        ],
                    }
                    for part in entry.parts
                ],
            }
            for entry in found.entries
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def counted(counts: Mapping[Effect, int]) -> str:
    """`3 giảm, 1 tăng, 2 khác`."""
    return ", ".join(f"{wording.number(counts[one])} {word}" for one, word in _EFFECTS.items() if counts.get(one))


def _counts(counts: Mapping[Effect, int]) -> dict[str, int]:
    return {effect.value: counts.get(effect, 0) for effect in Effect}


def _heading(entry: Entry) -> str:
    return f"{entry.title} ({entry.code})" if entry.code else entry.title


def _from(part: Part) -> str:
    assert part.start
    return f"Từ {wording.short_date(part.start)}:"


def _nothing(before: str, after: str) -> str:
    return f"Từ {before} đến {after} không có gì khác đối với bà con."


def _line(text: str) -> str:
    """A text of a record on one line, whatever breaks it has."""
    return " ".join(text.split())


def _cut(lines: Iterable[str]) -> str:
    """As many lines as a comment holds, and how many there are besides."""
    told, rest = list(lines), 0
    while sum(map(len, told)) + len(told) > _MOST_CHARACTERS:
        told.pop()
        rest += 1
    return "\n".join([*told, "", f"… và {wording.number(rest)} dòng nữa."] if rest else told)


def _escaped(text: str) -> str:
    """A text of a record as Markdown that shows it word for word, calls nobody and leads nowhere."""
    return _MARKUP.sub(r"\\\1", _REFERENCE.sub(_NOTHING, _line(text)))
