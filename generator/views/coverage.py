"""The commune's records beside an official list: what is missing, what is extra, what is called otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, Listed, Procedure, ProcedureList, Status, Unknown
from generator.views.picture import Bar, Picture

_NATIONAL_LENGTH = 8
"""`1.004222`: what follows in a province's own lists (`.000.00.00.H01`) names the province."""
NO_FIELD = "Không ghi lĩnh vực"


@dataclass(frozen=True)
class FieldCoverage:
    """Numbers of procedures in one field of the list: those of communes, and those of them that have a record."""

    name: str
    listed: int
    recorded: int


@dataclass(frozen=True)
class Coverage:
    """How far the records reach.

    `unclear` are procedures without a record of which the list does not say who carries them out; `thin` maps
    the code of a record to the parts of it that are not known; `outside` counts records of fields that the list
    does not have, `others` entries of the list that other levels carry out.
    """

    fields: tuple[FieldCoverage, ...]
    missing: tuple[Listed, ...]
    extra: tuple[Procedure, ...]
    renamed: tuple[tuple[Listed, Procedure], ...]
    repealed: tuple[Procedure, ...]
    thin: Mapping[str, tuple[str, ...]]
    unclear: tuple[Listed, ...]
    outside: int
    others: int


def of(listed: Iterable[Listed], catalogue: Catalogue, today: date) -> Coverage:
    """The records of a catalogue as they stand on `today`, beside the entries of a list."""
    records = {_national(code): one.on(today) for code, one in catalogue.procedures.items()}
    entries = {_national(entry.code): entry for entry in listed}
    fields: dict[str, list[bool]] = {}
    for code, entry in entries.items():
        if entry.is_communes or code in records:
            fields.setdefault(entry.field or NO_FIELD, []).append(code in records)
    absent = [entry for code, entry in entries.items() if code not in records]
    shared = [(entry, records[code]) for code, entry in entries.items() if code in records]
    strangers = [one for code, one in records.items() if code not in entries and _is_in_force(one)]
    known = {entry.field.casefold() for entry in entries.values()}
    within = [one for one in strangers if _national_fields(one, catalogue) & known or known <= {""}]
    return Coverage(
        tuple(
            FieldCoverage(name, len(there), sum(there))
            for name, there in sorted(fields.items(), key=lambda field: wording.sort_key(field[0]))
        ),
        tuple(sorted((one for one in absent if one.is_communes), key=_by_field)),
        tuple(within),
        tuple((entry, one) for entry, one in shared if _folded(entry.name) != _folded(one.name)),
        tuple(one for _, one in shared if not _is_in_force(one)),
        {one.code: parts for _, one in shared if _is_in_force(one) and (parts := _unknown_parts(one))},
        tuple(sorted((one for one in absent if one.is_communes is None), key=_by_field)),
        len(strangers) - len(within),
        sum(one.is_communes is False for one in absent),
    )


def _national(code: str) -> str:
    return code[:_NATIONAL_LENGTH]


def _by_field(entry: Listed) -> tuple[Any, ...]:
    return wording.sort_key(entry.field), entry.code


def _is_in_force(one: Procedure) -> bool:
    return one.validity.status not in (Status.REPEALED, Status.REPLACED)


def _national_fields(one: Procedure, catalogue: Catalogue) -> set[str]:
    field = catalogue.fields.get(one.field)
    return {name.casefold() for name in (field.name, *field.national_names)} if field else set()


def _folded(name: str) -> str:
    """A name without what makes no difference: capitals, spaces, the word "Thủ tục" and the full stop."""
    return " ".join(name.casefold().split()).removeprefix("thủ tục ").rstrip(". ")


def _unknown_parts(one: Procedure) -> tuple[str, ...]:
    deadlines = one.deadlines
    parts = {
        "giấy tờ": isinstance(one.documents, Unknown),
        "thời hạn": isinstance(deadlines, Unknown)
        or all(isinstance(deadline.duration, Unknown) for deadline in deadlines),
        "phí, lệ phí": isinstance(one.fees, Unknown),
        "nơi nộp": isinstance(one.reception_points, Unknown),
    }
    return tuple(part for part, unknown in parts.items() if unknown)


@dataclass(frozen=True)
class Line:
    """A procedure to name; `address` leads to its page where it has one, `note` says what is to be known of it."""

    code: str
    title: str
    note: str = ""
    address: Address | None = None


@dataclass(frozen=True)
class Group:
    """Procedures of one field, or of all where `title` is empty."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """Procedures of one kind, under the anchor `code`; `empty` is said where there is none."""

    code: str
    title: str
    groups: tuple[Group, ...]
    empty: str

    @property
    def count(self) -> str:
        return wording.number(sum(len(group.lines) for group in self.groups))


def _section(code: str, title: str, lines: Iterable[Line], empty: str) -> Section:
    found = tuple(lines)
    return Section(code, title, (Group("", found),) if found else (), empty)


@dataclass(frozen=True)
class ListCoverage:
    """How far the records reach beside one list."""

    code: str
    name: str
    day: str
    summary: str
    picture: Picture
    sections: tuple[Section, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class CoveragePage:
    """The page for the board: every list that the root holds."""

    address: Address
    day: str
    lists: tuple[ListCoverage, ...]


def page(catalogue: Catalogue, today: date) -> CoveragePage:
    """What the board should know of the lists in `catalogue.lists`, as the records stand on `today`."""
    lists = tuple(_of_list(code, one, catalogue, today) for code, one in catalogue.lists.items())
    return CoveragePage(addresses.COVERAGE, wording.long_date(today), lists)


def _of_list(code: str, one: ProcedureList, catalogue: Catalogue, today: date) -> ListCoverage:
    found = of(one.procedures, catalogue, today)
    bars = tuple(Bar(field.name, field.recorded, field.listed) for field in found.fields)
    return ListCoverage(
        code,
        one.name,
        wording.short_date(one.day),
        summary(found),
        Picture(code, f"{one.name}: kho có bao nhiêu", "Lĩnh vực", bars),
        tuple(_sections(code, found, catalogue)),
        tuple(remarks(found)),
    )


def _sections(code: str, found: Coverage, catalogue: Catalogue) -> Iterator[Section]:
    yield Section(
        f"{code}-thieu",
        "Kho còn thiếu",
        tuple(
            Group(name, tuple(Line(one.code, one.name) for one in entries))
            for name, entries in groupby(found.missing, key=lambda one: one.field or NO_FIELD)
        ),
        "Không thiếu thủ tục nào của cấp xã.",
    )
    yield _section(
        f"{code}-thua",
        "Kho có mà danh sách không có",
        (_line(one) for one in found.extra),
        "Không có thủ tục nào ngoài danh sách.",
    )
    yield _section(
        f"{code}-khac-ten",
        "Khác tên",
        (_line(one, f'danh sách ghi "{entry.name}"') for entry, one in found.renamed),
        "Tên nào cũng khớp với danh sách.",
    )
    yield _section(
        f"{code}-bai-bo",
        "Kho ghi đã bãi bỏ mà danh sách vẫn có",
        (_line(one) for one in found.repealed),
        "Không có.",
    )
    thin = ((catalogue.procedures[one], parts) for one, parts in found.thin.items())
    yield _section(
        f"{code}-chua-ro",
        "Còn chưa rõ",
        (_line(one, wording.joined(list(parts))) for one, parts in thin),
        "Thủ tục nào cũng có giấy tờ, thời hạn, mức thu, nơi nộp.",
    )
    yield _section(
        f"{code}-khong-ro-co-quan",
        "Danh sách không ghi cơ quan thực hiện",
        (Line(one.code, one.name) for one in found.unclear),
        "Danh sách ghi đủ cơ quan thực hiện.",
    )


def _line(one: Procedure, note: str = "") -> Line:
    return Line(one.code, one.name, note, addresses.of_procedure(one))


def summary(found: Coverage) -> str:
    """`Danh sách có 4 thủ tục của cấp xã, kho có 2, còn thiếu 2.`"""
    listed, recorded = (sum(getattr(field, key) for field in found.fields) for key in ("listed", "recorded"))
    return (
        f"Danh sách có {wording.number(listed)} thủ tục của cấp xã, kho có {wording.number(recorded)},"
        f" còn thiếu {wording.number(len(found.missing))}."
    )


def remarks(found: Coverage) -> Iterator[str]:
    """What was left out of the comparison, where something was."""
    if found.others:
        yield f"Không tính {wording.number(found.others)} thủ tục do cấp khác thực hiện."
    if found.outside:
        yield f"Không so {wording.number(found.outside)} thủ tục của kho thuộc lĩnh vực danh sách không có."
