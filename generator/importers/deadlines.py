"""The column of time of the table of channels to `thoi_han`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.importers.cleaning import codes_of, is_blank, pieces, plain, unique
from generator.importers.glued import ChannelRow, channels_of
from generator.importers.parts import Part, not_understood, unknown

_UNITS = {
    "ngày làm việc": "ngay_lam_viec",
    "ngày": "ngay",
    "giờ làm việc": "gio",
    "giờ": "gio",
    "tháng": "thang",
    "năm": "nam",
}
_LONGEST = 3650
_CELL = re.compile(r"(\d{1,4}) (.+)")
# "07 ngày làm việc", "7 (bảy) ngày"; not the parts of a date ("ngày 15 tháng 3 năm 2025") or of a number.
_IN_PROSE = re.compile(
    r"(?<![\d/.,])(?<!ngày )(?<!tháng )(?<!thứ )(\d{1,4})\s*(?:\([^()]{1,30}\)\s*)?"
    r"(ngày làm việc|ngày|giờ làm việc|giờ|tháng|năm|tuần)(?!\w)",
    re.IGNORECASE,
)
# A time of day: "nhận hồ sơ sau 15 giờ thì …".
_CLOCK = re.compile(r"(?:sau|trước|lúc|từ|đến)\s*\Z", re.IGNORECASE)
# A description that says nothing but the deadline: "05 ngày làm việc kể từ ngày nhận đủ hồ sơ".
_ONLY_DEADLINE = re.compile(r"\d{1,3} (?:ngày làm việc|ngày|giờ)\b[^.;:\d]{0,120}\.?", re.IGNORECASE)


# For whom a term holds: "… 03 ngày làm việc với trường hợp công dân có thẻ căn cước", "Cấp đổi biển số: không quá …".
_FOR_WHOM = re.compile(
    r"(?:(?:đối )?với|trong|cho)(?: các)? trường hợp:? (?P<case>[^.;]+)|(?:đối )?với (?P<thing>[^.;]+)", re.IGNORECASE
)
# "… xác minh trong thời hạn 30 ngày; sau khi xác minh, … trong thời hạn 02 ngày" takes longer than two days.
_LATER = re.compile(r"\W*sau (?:khi|đó)", re.IGNORECASE)
# The sentence of an authority names its step and no situation: "Bộ phận một cửa: 02 ngày làm việc".
_OF_AN_AUTHORITY = re.compile(
    r"\W*(?:[a-zđ\d][.)] )?(?:cơ quan|ủy ban|uỷ ban|UBND|chủ tịch|bộ phận|trung tâm|sở |phòng |công an|cán bộ|công chức"
    r"|lãnh đạo|văn phòng|chi cục|cục |bộ |thuế |thẩm định|thông báo|kiểm tra|tiếp nhận|bước )",
    re.IGNORECASE,
)
# What a sentence says is no contradiction where it says for whom, or of what: "+ Cấp bản sao: … 30 ngày".
_CONDITION = re.compile(r"trường hợp|đối với|\A\W*(?!thời)[^:\d]{3,}:", re.IGNORECASE)
_ANNOUNCES = re.compile(r"\A(?:Thời hạn|Thời gian)(?: giải quyết| thực hiện)?\s*:\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n|\s(?=[+•-] )")
_LONGEST_SITUATION = 300


@dataclass(frozen=True)
class _Term:
    """How long one channel takes; `reason` says why nobody can tell.

    `situation` says for whom, `note` what else the row says; both are empty where there is nothing to say.
    """

    number: int = 0
    unit: str = ""
    reason: str = ""
    situation: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        return f"{self.number} {next(word for word, unit in _UNITS.items() if unit == self.unit)}"


@dataclass(frozen=True)
class Deadlines:
    """`thoi_han`, and the situations that its terms bring with them."""

    part: Part
    cases: list[dict[str, object]]


def deadlines(rows: Sequence[ChannelRow], known_cases: Mapping[str, str] = MappingProxyType({})) -> Deadlines:
    """The column of time: one entry for all channels where they agree, otherwise one for each group that does.

    `known_cases` are the situations of the documents, code by name: where there are any, a term for a situation
    belongs to the one of the same name, or nobody can tell to which.
    """
    if not rows:
        return Deadlines(not_understood("Chưa đọc được bảng cách nộp trên Cổng"), [])
    terms = {
        channel: _agreed([row for row in rows if row.channel == channel], rows, known_cases)
        for channel in channels_of(rows)
    }
    every = list(dict.fromkeys(term for own in terms.values() for term in own))
    situations = unique(term.situation for term in every if term.situation)
    added = {} if known_cases else dict(zip(situations, codes_of(situations, "truong-hop"), strict=True))
    cases = {**known_cases, **added}
    other = _Term(reason="Cổng không ghi thời hạn cho các trường hợp còn lại")
    terms = {
        channel: (*own, other) if all(term.situation for term in own) and len(own) < len(cases) else own
        for channel, own in terms.items()
    }
    every = list(dict.fromkeys(term for own in terms.values() for term in own))
    entries: list[dict[str, object]] = []
    for term in every:
        channels = [channel for channel, own in terms.items() if term in own]
        entry: dict[str, object] = {"so": term.number, "don_vi": term.unit}
        if term.reason:
            entry = unknown(term.reason, "\n".join(unique(row.raw for row in rows if row.channel in channels)))
        if term.note:
            entry["ghi_chu"] = term.note
        when: dict[str, object] = {}
        if len(channels) < len(terms):
            when["cach_nop"] = channels[0] if len(channels) == 1 else channels
        if term.situation:
            when["truong_hop"] = cases[term.situation]
        if when:
            entry["khi"] = when
        entries.append(entry)
    doubts = tuple(unique(term.reason for term in every if term.reason))
    value = entries[0] if len(entries) == 1 and doubts else entries
    return Deadlines(Part(value, doubts), [{"ma": code, "ten": name} for name, code in added.items()])


def _agreed(
    rows: Sequence[ChannelRow], table: Sequence[ChannelRow], known_cases: Mapping[str, str]
) -> tuple[_Term, ...]:
    """The terms of one channel: one, or one for each situation; several rows that differ otherwise contradict each
    other."""
    terms = list(dict.fromkeys(_term(row, table) for row in rows))
    if len({(term.number, term.unit, term.reason) for term in terms}) == 1:
        return (terms[0],)
    known = unique(term.words for term in terms if not term.reason)
    if len(known) < 2:
        return (next(term for term in terms if term.reason),)
    named = [replace(_term(row, table), situation=_situation(row)) for row in rows]
    situations = {term.situation for term in named}
    can_tell = not known_cases or situations <= known_cases.keys()
    if (
        can_tell
        and "" not in situations
        and len(situations) == len(set(named))
        and not any(one.reason for one in named)
    ):
        return tuple(dict.fromkeys(named))
    words = f"Cổng ghi nhiều thời hạn cho cùng một cách nộp ({', '.join(known)}), không nói khi nào dùng"
    return (_Term(reason=words),)


def _term(row: ChannelRow, table: Sequence[ChannelRow]) -> _Term:
    if row.is_merged_number:
        return _Term(reason="Cổng không ghi thời hạn, hoặc số ngày dính vào số tiền")
    if is_blank(row.time) or row.time == "Không":
        return _said_alone(row.description) or _Term(reason="Cổng không ghi thời hạn")
    if row.time.isdigit():
        return _Term(reason=f"Cổng chỉ ghi số {row.time}, không ghi là giờ, ngày hay ngày làm việc")
    cell = _CELL.fullmatch(row.time)
    if cell is None:
        return _Term(reason=f'Cổng không ghi thời hạn bằng số mà ghi "{plain(row.time)[:150]}"')
    number, unit = int(cell[1]), _UNITS.get(cell[2].casefold())
    if unit is None or not 0 < number <= _LONGEST:
        return _Term(reason=f'Cổng ghi thời hạn "{row.time}", chưa rõ nghĩa là bao lâu')
    # What is said beside one row holds for the others with the same cell: rows are copied, remarks forgotten.
    sentences = [text for other in table if other.time == row.time for text in _SENTENCE.split(other.description)]
    said = [(list(_terms_in(text)), text) for text in sentences]
    own = (number, unit)
    others = unique(words for terms, _ in said for words, value in terms if value != own)
    is_confirmed = any(terms and terms[0][1] == own and not _LATER.match(text) for terms, text in said)
    are_exceptions = all(
        value == own or (value[0] != number and _CONDITION.search(text)) for terms, text in said for _, value in terms
    )
    if others and not (is_confirmed and are_exceptions):
        return _Term(reason=f"Cổng ghi {row.time.lower()} nhưng phần mô tả lại nói {', '.join(others[:6])}")
    return _Term(number, unit, note=pieces(plain(row.description))[0] if others and row.description else "")


def _said_alone(description: str) -> _Term | None:
    """The term of a description that says nothing else, where the cell is blank."""
    terms = list(_terms_in(description)) if _ONLY_DEADLINE.fullmatch(plain(description)) else []
    if len(terms) != 1 or terms[0][1][1] not in _UNITS.values() or not 0 < terms[0][1][0] <= _LONGEST:
        return None
    (_, (number, unit)), *_ = terms
    return _Term(number, unit)


def _situation(row: ChannelRow) -> str:
    """For whom the term of a row holds, in the words of the sentence that names it; empty where it does not say."""
    for sentence in _SENTENCE.split(row.description):
        stated = _ANNOUNCES.sub("", plain(sentence).lstrip("+ "))
        found = next(iter(_IN_PROSE.finditer(stated)), None)
        if found is None:
            continue
        heading, colon, _ = stated[: found.start()].rpartition(":")
        for_whom = _FOR_WHOM.search(stated, found.end())
        named = heading if colon else (for_whom["case"] or for_whom["thing"]) if for_whom else ""
        if named and not _OF_AN_AUTHORITY.match(named):
            return pieces(named[0].upper() + named[1:].strip(" ."), _LONGEST_SITUATION)[0]
    return ""


def _terms_in(text: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """Every term that a sentence names: its words, its number and unit."""
    for found in _IN_PROSE.finditer(text):
        unit = found[2].casefold()
        if unit == "giờ" and _CLOCK.search(text[: found.start()]):
            continue
        yield found.group().lower(), (int(found[1]), _UNITS.get(unit, unit))
