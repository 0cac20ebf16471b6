"""Official text made fit for a record: normalised, tidied, cut where a limit asks for it, named by a code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from generator.characters import normalise, says_something

MAX_TEXT = 6000
"""The longest text of the schema's `chu`."""

_LATIN = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "".join(letter for letter in _LATIN if letter.isupper())
LOWER = "".join(letter for letter in _LATIN if letter.islower())
"""All Vietnamese letters, for classes of regular expressions (`re` knows no "upper-case letter")."""

BULLETS = "-–—+*•▪●\uf0b7\uf02d\uf0a7\uf0d8"
"""What official lists begin their lines with; the last four come from Word's symbol font."""

_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_USUAL = re.compile("[^\t\n -~\u00a1-\u00ac\u00ae-\u024f\u0300-\u036f\u1e00-\u1eff]")
_INVISIBLE = {"Cc", "Cf", "Cs", "Cn"}
_MAX_CODE = 48
_RUNS = re.compile(r"<(?=\s*/?script)|(?<=script)(\s*):", re.IGNORECASE)


def clean(text: str) -> str:
    """NFC text with plain spaces and line breaks and without any character that our reader refuses."""
    return clean_cells(text).replace("\t", " ").strip()


def clean_cells(text: str) -> str:
    """The same with the tabs that stand between the cells of a table."""
    return normalise(_USUAL.sub(_visible, _BREAK.sub("\n", text))).strip()


def _visible(found: re.Match[str]) -> str:
    character = found.group()
    if unicodedata.category(character) == "Zs":
        return " "
    if character in "\ufffc\ufffd" or unicodedata.category(character) in _INVISIBLE:
        return ""
    return character


def defused(text: str) -> str:
    """The same text, without the marks that would make a program of it; its length stays."""
    return _RUNS.sub(lambda found: "‹" if found.group() == "<" else f"{found[1]};", text)


def tidy(text: str) -> str:
    """The same words on the same lines, without doubled spaces and empty lines."""
    lines = (re.sub("[ \t]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def plain(text: str) -> str:
    """The same words on one line, without the bullet before and the semicolon after them."""
    one_line = " ".join(text.split())
    return one_line.lstrip(f"{BULLETS}. ").rstrip(";, ")


def is_blank(text: str) -> bool:
    """Whether a cell of the portal says nothing: nothing to read in it, or the words the portal puts there instead."""
    return not says_something(text) or text.strip(" .-\n").casefold() == "không có thông tin"


def pieces(text: str, limit: int = MAX_TEXT) -> list[str]:
    """The whole text in pieces of at most `limit` characters, cut after a line, a sentence or a word."""
    result = []
    while len(text) > limit:
        head = text[: limit + 1]
        cut = next((at for at in (head.rfind(mark) for mark in ("\n", ". ", "; ", " ")) if at > limit // 2), limit - 1)
        result.append(text[: cut + 1].strip())
        text = text[cut + 1 :].strip()
    return [*result, text] if text else result


def unique(items: Iterable[str]) -> list[str]:
    """The items without repetitions, in their order."""
    return list(dict.fromkeys(items))


def code_of(name: str, otherwise: str) -> str:
    """A permanent code from a name: lower case, no diacritics, words joined by hyphens, at most 48 characters."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    words = re.findall("[a-z0-9]+", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    code = "-".join(words)
    if len(code) > _MAX_CODE:
        code = code[: code.rfind("-", 1, _MAX_CODE + 1)] if "-" in code[1 : _MAX_CODE + 1] else code[:_MAX_CODE]
    return code or otherwise


def codes_of(names: Iterable[str], otherwise: str) -> list[str]:
    """A code for each name, no two alike: a later one gets a number."""
    taken: set[str] = set()
    result = []
    for name in names:
        base = code = code_of(name, otherwise)
        number = 1
        while code in taken:
            number += 1
            ending = f"-{number}"
            code = base[: _MAX_CODE - len(ending)].rstrip("-") + ending
        taken.add(code)
        result.append(code)
    return result
