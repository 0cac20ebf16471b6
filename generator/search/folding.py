"""Text to the words that search compares: without diacritics, by sound, as typed on a plain keyboard.

`site_templates/assets/xep-hang.js` holds the same functions under the same names; a test runs both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_WORDS = 16
"""Words of a query that count; who types more has said enough."""
MAX_LETTERS = 24
"""Letters of a word that count; the longest Vietnamese syllable has seven."""

_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
_MARKS = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}


@dataclass(frozen=True)
class Word:
    """One word: its plain letters, the letters with their marks, and its tone ("" is the level one)."""

    plain: str
    marked: str
    tone: str

    @property
    def key(self) -> str:
        """The same for every way of placing the tone: `hoà` and `hòa` are `hoa2`."""
        return self.marked + self.tone

    @property
    def bare(self) -> bool:
        """Whether it was written without any diacritic."""
        return self.key == self.plain


def words(text: str, limit: int | None = None) -> list[Word]:
    """The words of a text in lower case; whatever is neither a letter nor a digit ends a word."""
    found: list[Word] = []
    plain = marked = tone = ""
    for character in unicodedata.normalize("NFD", text.lower()) + " ":
        if "a" <= character <= "z" or "0" <= character <= "9":
            plain += character
            marked += character
        elif character in ("đ", "ð"):
            plain += "d"
            marked += "d-"
        elif character in _TONES:
            tone = _TONES[character] if plain else ""
        elif character in _MARKS:
            marked += _MARKS[character] if plain else ""
        elif "\u0300" <= character <= "\u036f":
            continue
        elif plain:
            found.append(Word(plain[:MAX_LETTERS], marked[: 2 * MAX_LETTERS], tone))
            plain = marked = tone = ""
            if len(found) == limit:
                break
    return found


def sound(plain: str) -> str:
    """What cannot be told apart by ear somewhere: x/s, ch/tr, d/gi/r, l/n, i/y, k/c/q; final n/ng/nh, t/c/ch."""
    text = plain.replace("y", "i")
    text = re.sub(r"^gi(?=[aeou])", "d", text)
    text = re.sub(r"^(gi|r)", lambda start: "di" if start.group() == "gi" else "d", text)
    text = re.sub(r"^ngh", "ng", text)
    text = re.sub(r"^gh", "g", text)
    text = re.sub(r"^ph", "f", text)
    text = re.sub(r"^tr", "ch", text)
    text = re.sub(r"^x", "s", text)
    text = re.sub(r"^n(?![gh])", "l", text)
    text = re.sub(r"^[kq](?!h)", "c", text)
    text = re.sub(r"(?<=[aeiou])n[gh]$", "n", text)
    return re.sub(r"(?<=[aeiou])(ch|c|t)$", "t", text)


def typed(plain: str) -> str:
    """What a word is if its Telex or VNI keystrokes were left as they are: `giaays`, `giay61` are `giay`."""
    text = re.sub(r"[0-9]", "", plain) if re.match(r"[a-z]+[0-9]", plain) else plain
    text = re.sub(r"aa|ee|oo|dd", lambda double: double.group()[0], text)
    text = text.replace("w", "")
    return re.sub(r"(?<=[a-z]{2})[sfrxj]$", "", text)


def near(one: str, other: str) -> bool:
    """Whether one slip of a finger lies between two words: a letter more, less, other, or two swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < len(one) and start < len(other) and one[start] == other[start]:
        start += 1
    rest, rest_other = one[start:], other[start:]
    if rest[1:] == rest_other[1:] or rest[1:] == rest_other or rest == rest_other[1:]:
        return True
    return rest[:2] == rest_other[:2][::-1] and rest[2:] == rest_other[2:] and len(rest) > 1
