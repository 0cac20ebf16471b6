"""The column of time of the table of channels to `thoi_han`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.importers.cleaning import is_blank, plain, unique
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


@dataclass(frozen=True)
class _Term:
    """How long one channel takes; `reason` says why nobody can tell."""

    number: int = 0
    unit: str = ""
    reason: str = ""

    @property
    def words(self) -> str:
        return f"{self.number} {next(word for word, unit in _UNITS.items() if unit == self.unit)}"


def deadlines(rows: Sequence[ChannelRow]) -> Part:
    """`thoi_han`: one entry for all channels where they agree, otherwise one for each group that does."""
    if not rows:
        return not_understood("Chưa đọc được bảng cách nộp trên Cổng")
    terms = {channel: _agreed([row for row in rows if row.channel == channel], rows) for channel in channels_of(rows)}
    entries: list[dict[str, object]] = []
    for term in dict.fromkeys(terms.values()):
        channels = [channel for channel, own in terms.items() if own == term]
        entry: dict[str, object] = {"so": term.number, "don_vi": term.unit}
        if term.reason:
            entry = unknown(term.reason, "\n".join(unique(row.raw for row in rows if row.channel in channels)))
        if len(channels) < len(terms):
            entry["khi"] = {"cach_nop": channels[0] if len(channels) == 1 else channels}
        entries.append(entry)
    doubts = tuple(unique(term.reason for term in terms.values() if term.reason))
    return Part(entries[0] if len(entries) == 1 and doubts else entries, doubts)


def _agreed(rows: Sequence[ChannelRow], table: Sequence[ChannelRow]) -> _Term:
    """The term of one channel; several rows that differ contradict each other."""
    terms = list(dict.fromkeys(_term(row, table) for row in rows))
    if len(terms) == 1:
        return terms[0]
    known = unique(term.words for term in terms if not term.reason)
    if len(known) > 1:
        return _Term(
            reason=f"Cổng ghi nhiều thời hạn cho cùng một cách nộp ({', '.join(known)}), không nói khi nào dùng"
        )
    return next(term for term in terms if term.reason)


def _term(row: ChannelRow, table: Sequence[ChannelRow]) -> _Term:
    if row.is_merged_number:
        return _Term(reason="Cổng không ghi thời hạn, hoặc số ngày dính vào số tiền")
    if is_blank(row.time) or row.time == "Không":
        return _Term(reason=_blank_reason(row))
    if row.time.isdigit():
        return _Term(reason=f"Cổng chỉ ghi số {row.time}, không ghi là giờ, ngày hay ngày làm việc")
    cell = _CELL.fullmatch(row.time)
    if cell is None:
        return _Term(reason=f'Cổng không ghi thời hạn bằng số mà ghi "{plain(row.time)[:150]}"')
    number, unit = int(cell[1]), _UNITS.get(cell[2].casefold())
    if unit is None or not 0 < number <= 3650:
        return _Term(reason=f'Cổng ghi thời hạn "{row.time}", chưa rõ nghĩa là bao lâu')
    # What is said beside one row holds for the others with the same cell: rows are copied, remarks forgotten.
    said = "\n".join(other.description for other in table if other.time == row.time)
    others = unique(words for words, value in _terms_in(said) if value != (number, unit))
    if others:
        return _Term(reason=f"Cổng ghi {row.time.lower()} nhưng phần mô tả lại nói {', '.join(others[:6])}")
    return _Term(number, unit)


def _blank_reason(row: ChannelRow) -> str:
    description = plain(row.description)
    if _ONLY_DEADLINE.fullmatch(description):
        return f"Cổng để trống ô thời hạn, phần mô tả ghi: {description.rstrip('.')}"
    return "Cổng không ghi thời hạn"


def _terms_in(text: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """Every term that a sentence names: its words, its number and unit."""
    for found in _IN_PROSE.finditer(text):
        unit = found[2].casefold()
        if unit == "giờ" and _CLOCK.search(text[: found.start()]):
            continue
        yield found.group().lower(), (int(found[1]), _UNITS.get(unit, unit))
