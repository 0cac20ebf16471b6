"""Written Vietnamese to sentences that can be read out as they stand, on a loudspeaker or by a machine.

Figures, money, dates, times, signs and abbreviations become words; what nobody can take in by ear (addresses on the
network, brackets, quotation marks) is left out or becomes a pause. No sentence is longer than `LONGEST` words, a word
being what stands between two spaces, which in Vietnamese is a syllable. Numbers are read as in `numerals`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time

from generator import numerals
from generator.abbreviations import FULL

LONGEST = 25
"""Words in a sentence: who hears it can't read it again."""

WORDS_A_MINUTE = 150
"""How fast a bulletin is read, pauses included: slower than the news, because a village loudspeaker echoes."""

_TIED = "\u00a0"
"""Between words of one number or name, which no pause tears apart."""

_LETTERS = dict(
    zip(
        "ABCDĐEFGHIJKLMNOPQRSTUVWXYZ",
        [
            "a",
            "bê",
            "xê",
            "dê",
            "đê",
            "e",
            "ép",
            "giê",
            "hát",
            "i",
            "gi",
            "ca",
            "e lờ",
            "em mờ",
            "en nờ",
            "ô",
            "pê",
            "quy",
            "e rờ",
            "ét",
            "tê",
            "u",
            "vê",
            "vê kép",
            "ích",
            "i dài",
            "dét",
        ],
        strict=True,
    )
)
_NAMES = {"VNeID": "vi en e ai đi", "TP": "thành phố", "TX": "thị xã", "NQ": "nghị quyết", "CP": "Chính phủ"}
"""What is neither spelled out nor in the table of office papers."""
_UNITS = {
    "%": "phần trăm",
    "đ": "đồng",
    "₫": "đồng",
    "VNĐ": "đồng",
    "VND": "đồng",
    "m²": "mét vuông",
    "m2": "mét vuông",
    "m³": "mét khối",
    "m3": "mét khối",
    "km²": "ki lô mét vuông",
    "km": "ki lô mét",
    "kg": "ki lô gam",
    "cm": "xăng ti mét",
    "mm": "mi li mét",
    "m": "mét",
    "ha": "héc ta",
}
_SIGNS = {"&": "và", "+": "cộng", "=": "bằng", "≥": "ít nhất", "≤": "nhiều nhất", ">": "trên", "<": "dưới", "×": "nhân"}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SYLLABLE = re.compile(
    r"(?:B|C|CH|D|Đ|G|GH|GI|H|K|KH|L|M|N|NG|NGH|NH|P|PH|QU|R|S|T|TH|TR|V|X)?[AEIOUY]{1,3}(?:C|CH|M|N|NG|NH|P|T)?\Z"
)
"""A syllable in capitals without diacritics: a word that is shouted, not an abbreviation."""

_UNIT = "|".join(re.escape(one) for one in sorted(_UNITS, key=len, reverse=True))
_GROUPED = r"[0-9]{1,3}(?:\.[0-9]{3})+"
_NUMBER = rf"{_GROUPED}(?![0-9])|[0-9]+"
_PATTERN = re.compile(
    rf"""
    (?P<network>(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[\w-]+\.)+(?:vn|com|net|org|example)\b(?:/\S*)?)
    | (?:\b[Nn]gày\s+)?\b(?P<day>[0-9]{{1,2}})[/.-](?P<month>[0-9]{{1,2}})[/.-](?P<year>[0-9]{{4}})\b
    | \b[Nn]gày\s+(?P<this_day>[0-9]{{1,2}})/(?P<this_month>0?[1-9]|1[0-2])\b(?!/)
    | \b(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\b
    | (?P<range>(?<=[0-9%hg])\s*[-–—]\s*(?=[0-9]))
    | (?<![0-9]\s)\btháng\s+(?P<of_month>[0-9]{{1,2}})(?:(?:/|\s+năm\s+)(?P<of_year>[0-9]{{4}}))?\b
    | (?P<numbered>\bsố\s+)?\b(?P<paper>[0-9]+)/(?:(?P<issued>[0-9]{{4}})/)?[A-ZĐ][\w&]*(?:-[\w&]+)*
    | \b(?P<part>[0-9]+)/(?P<whole>[0-9]+)\b
    | \b(?P<hour>[0-9]{{1,2}})(?::(?=[0-9]{{2}}\b)|[hg]|\s?h)(?P<minute>[0-9]{{2}})?\b
    | (?P<phone>\+84[0-9 .]{{7,}}[0-9]|\b(?:0[0-9]|1[89]00)[0-9 .]{{4,}}[0-9]\b|\b[0-9]{{10,}}\b)
    | \b(?P<dotted>(?!{_GROUPED}\b)[0-9]+(?:\.[0-9]+)+)\b
    | (?<![\w.,])-?(?P<number>{_NUMBER})(?:,(?P<decimals>[0-9]+))?(?:\s?(?P<unit>{_UNIT})(?![\w²³]))?
    | (?<=\w)\s*/\s*(?P<per>{_UNIT})(?![\w²³])
    | (?P<sign>[&+=≥≤<>×%]|m²|m³)
    | (?P<capitals>(?<![^\W_])(?:VNeID|[A-ZĐ][A-ZĐ&]*[A-ZĐ](?=[0-9]|\b)|[A-ZĐ](?=[0-9])))\.?(?P<figure>[0-9]*)
    | (?P<rest>[0-9]+)
    """,
    re.VERBOSE,
)
_OF_LAW = re.compile(r"(?:Luật|luật|định|lệnh|tư|quyết|văn|bản|thị|số)\s*\Z")
"""What stands before the number of a document and already says what it is."""
_RATE = re.compile(r"(?<=đồng)\s*/\s*")
_EITHER = re.compile(r"(?<=\w)\s*/\s*(?=\w)")
_ASCII = re.compile(r"[\x00-\x7fĐ]*\Z")
_PAUSES = re.compile(r"\s*[()\[\]{}–—|•]\s*|\s+-\s+|^\s*[-*]\s+", re.MULTILINE)
_UNSAID = re.compile(r"[\"“”‘’«»'*_#~^`\\@$°/]")
_ENDS = re.compile(r"[.!?…;\n]+(?=\s|\Z)|\n+")
_CLAUSE = (",", ":")
_JOINING = frozenset(
    ["và", "hoặc", "thì", "để", "khi", "nếu", "mà", "nhưng", "trừ", "kèm", "theo", "của", "cho", "tại", "từ", "đến"]
)


def clock(moment: time) -> str:
    """`bảy giờ ba mươi`."""
    return _time(moment.hour, moment.minute)


def seconds(sentences: Iterable[str]) -> int:
    """How long it takes to read sentences out, at `WORDS_A_MINUTE`."""
    return math.ceil(sum(len(one.split()) for one in sentences) * 60 / WORDS_A_MINUTE)


def sentences(text: str, abbreviations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """A text in sentences of at most `LONGEST` words. `abbreviations` are the unit's own, by how they are written."""
    known = {**{short: full for short, full in FULL.items() if "(" not in full}, **_NAMES, **(abbreviations or {})}
    found = (piece for part in _ENDS.split(_said(text, known)) for piece in _pieces(_words(part)))
    return tuple(_sentence(piece) for piece in found if piece)


def _said(text: str, known: Mapping[str, str]) -> str:
    text = unicodedata.normalize("NFC", text)
    if text.isupper() and not _ASCII.match(text):
        text = text.capitalize()
    text = _PATTERN.sub(_replacing(known), _RATE.sub(" một ", text))
    for pattern, words in ((_EITHER, " hoặc "), (_PAUSES, ", "), (_UNSAID, " ")):
        text = pattern.sub(words, text)
    return text


def _replacing(known: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    def words(match: re.Match[str]) -> str:
        if match["network"]:
            return ""
        if match["day"]:
            return _tied(_date(int(match["day"]), int(match["month"]), int(match["year"])))
        if match["this_day"]:
            return _tied(
                f"ngày {numerals.number(int(match['this_day']))} {numerals.month_name(int(match['this_month']))}"
            )
        if match["iso"]:
            return _tied(_date(*(int(one) for one in reversed(match["iso"].split("-")))))
        if match["range"]:
            return " đến "
        if match["of_month"]:
            year = f" năm {numerals.number(int(match['of_year']))}" if match["of_year"] else ""
            return _tied(numerals.month_name(int(match["of_month"])) + year)
        if match["paper"]:
            return _paper(match)
        if match["part"]:
            return _tied(f"{numerals.number(int(match['part']))} trên {numerals.number(int(match['whole']))}")
        if match["hour"]:
            return _tied(_time(int(match["hour"]), int(match["minute"] or 0)))
        if match["phone"]:
            groups = re.findall(r"[0-9]+", match["phone"])
            return ", ".join(_tied(numerals.digits(group)) for group in groups)
        if match["dotted"]:
            return _tied(" chấm ".join(numerals.digits(group) for group in match["dotted"].split(".")))
        if match["number"]:
            return _quantity(match)
        if match["per"]:
            return f" một {_tied(_UNITS[match['per']])}"
        if match["sign"]:
            return f" {_tied({**_SIGNS, **_UNITS}[match['sign']])} "
        if match["rest"]:
            return f" {_tied(numerals.digits(match['rest']))} "
        return _capitals(match["capitals"], match["figure"], known)

    return words


def _date(day: int, month: int, year: int) -> str:
    try:
        return numerals.day(date(year, month, day))
    except ValueError:
        # No day of any calendar: whoever wrote it is read out, not corrected.
        return f"ngày {numerals.number(day)} trên {numerals.number(month)} trên {numerals.number(year)}"


def _time(hour: int, minute: int) -> str:
    return f"{numerals.number(hour)} giờ" + (f" {numerals.number(minute)}" if minute else "")


def _paper(match: re.Match[str]) -> str:
    """The number of a legal document, without the letters that only officials can read."""
    year = f" năm {numerals.number(int(match['issued']))}" if match["issued"] else ""
    said = f"số {numerals.number(int(match['paper']))}{year}"
    named = match["numbered"] or _OF_LAW.search(match.string, 0, match.start())
    return _tied(said if named else f"văn bản {said}")


def _quantity(match: re.Match[str]) -> str:
    figures = match["number"]
    whole = int(figures.replace(".", ""))
    said = numerals.decimal(whole, match["decimals"]) if match["decimals"] else numerals.number(whole)
    minus = "âm " if match.group().startswith("-") else ""
    unit = f" {_UNITS[match['unit']]}" if match["unit"] else ""
    # A letter right behind a number ("2a") stays a letter of its own.
    following = match.string[match.end() : match.end() + 1]
    return _tied(minus + said + unit) + (" " if following.isalpha() else "")


def _capitals(letters: str, figure: str, known: Mapping[str, str]) -> str:
    number = " " + (numerals.digits(figure) if figure[0] == "0" else numerals.number(int(figure))) if figure else ""
    if letters in known:
        said = known[letters]
    elif not figure and len(letters) > 1 and set(letters) <= _ROMAN.keys():
        said = numerals.number(_roman(letters))
    elif not figure and _SYLLABLE.match(letters):
        return letters.lower()
    else:
        said = " ".join(_LETTERS.get(one, "và") for one in letters)
    return _tied(said + number) + " "


def _roman(letters: str) -> int:
    values = [_ROMAN[one] for one in letters]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _tied(words: str) -> str:
    return words.replace(" ", _TIED)


def _words(text: str) -> list[str]:
    """The words of a text that hold something to say, each with the mark behind it; tied words are one."""
    spaced = re.sub(r"[ \t\r\f\v]+([,:.])", r"\1", text)
    found: list[str] = []
    for word in re.split(r"[ \t\r\f\v]+", re.sub(r"([,:])[,:\s]*(?=\S)", r"\1 ", spaced)):
        if any(character.isalnum() for character in word):
            found.append(word)
    return found


def _length(words: Iterable[str]) -> int:
    return sum(len(word.split(_TIED)) for word in words)


def _pieces(words: list[str]) -> list[list[str]]:
    """The words of one sentence, cut where one pauses anyway if they are too many."""
    total = _length(words)
    if total <= LONGEST:
        return [words]
    if len(words) == 1:
        loose = words[0].split(_TIED)
        return [loose[start : start + LONGEST] for start in range(0, len(loose), LONGEST)]
    aim = math.ceil(total / math.ceil(total / LONGEST))
    cut = min(range(1, len(words)), key=lambda place: _cost(words, place, aim))
    return [*_pieces(words[:cut]), *_pieces(words[cut:])]


def _cost(words: list[str], place: int, aim: int) -> tuple[bool, int]:
    """How bad it is to end a sentence before the word at `place`, best after about `aim` words."""
    length = _length(words[:place])
    pause = words[place - 1].endswith(_CLAUSE)
    joined = words[place].lower() in _JOINING
    reluctance = 0 if pause else LONGEST // 3 if joined else LONGEST
    return length > LONGEST, abs(length - aim) + reluctance


def _sentence(words: list[str]) -> str:
    text = " ".join(words).replace(_TIED, " ").rstrip(",:. ")
    return text[:1].upper() + text[1:] + "."
