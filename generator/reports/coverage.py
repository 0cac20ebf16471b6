"""The commune's records beside an official list: what is missing, what is extra, what is called otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import wording
from generator.importers.excel_list import Entry
from generator.records import Catalogue, Procedure, Status, Unknown

FORMATS = ("text", "json")
_NATIONAL_LENGTH = 8
"""`1.004222`: what follows in a province's own lists (`.000.00.00.H01`) names the province."""
_NO_FIELD = "Không ghi lĩnh vực"


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
    missing: tuple[Entry, ...]
    extra: tuple[Procedure, ...]
    renamed: tuple[tuple[Entry, Procedure], ...]
    repealed: tuple[Procedure, ...]
    thin: Mapping[str, tuple[str, ...]]
    unclear: tuple[Entry, ...]
    outside: int
    others: int


def of(listed: Mapping[str, Entry], catalogue: Catalogue, today: date) -> Coverage:
    """The records of a catalogue as they stand on `today`, beside the entries of a list."""
    records = {_national(code): one.on(today) for code, one in catalogue.procedures.items()}
    entries = {_national(code): entry for code, entry in listed.items()}
    fields: dict[str, list[bool]] = {}
    for code, entry in entries.items():
        if entry.is_communes or code in records:
            fields.setdefault(entry.field or _NO_FIELD, []).append(code in records)
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


def _by_field(entry: Entry) -> tuple[Any, ...]:
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


def text(found: Coverage) -> str:
    """What an official reads in the console."""
    listed, recorded = (sum(getattr(field, key) for field in found.fields) for key in ("listed", "recorded"))
    lines = [
        f"Danh sách có {wording.number(listed)} thủ tục của cấp xã, kho có {wording.number(recorded)},"
        f" còn thiếu {wording.number(len(found.missing))}."
    ]
    lines += _section("Theo lĩnh vực (có/danh sách)", (f"{f.recorded}/{f.listed} {f.name}" for f in found.fields))
    lines += _section("Thiếu", (f"{one.code} {one.name} [{one.field or _NO_FIELD}]" for one in found.missing))
    lines += _section("Danh sách không ghi cơ quan thực hiện", (f"{one.code} {one.name}" for one in found.unclear))
    lines += _section("Kho có mà danh sách không có", (f"{one.code} {one.name}" for one in found.extra))
    lines += _section(
        "Khác tên",
        (f'{one.code} danh sách ghi "{entry.name}", kho ghi "{one.name}"' for entry, one in found.renamed),
    )
    lines += _section("Kho ghi đã bãi bỏ mà danh sách vẫn có", (f"{one.code} {one.name}" for one in found.repealed))
    lines += _section("Còn chưa rõ", (f"{code}: {', '.join(parts)}" for code, parts in found.thin.items()))
    if found.others:
        lines.append(f"Không tính {wording.number(found.others)} thủ tục do cấp khác thực hiện.")
    if found.outside:
        lines.append(f"Không so {wording.number(found.outside)} thủ tục của kho thuộc lĩnh vực danh sách không có.")
    return "\n".join(lines)


def _section(title: str, rows: Iterable[str]) -> list[str]:
    found = list(rows)
    return [f"{title}: {wording.number(len(found))}", *(f"  {row}" for row in found)] if found else []


def as_json(found: Coverage) -> str:
    """The same for programs, under the keys of the YAML files where they have some."""
    content = {
        "linh_vuc": [{"ten": one.name, "danh_sach": one.listed, "co": one.recorded} for one in found.fields],
        "thieu": [_entry(one) for one in found.missing],
        "khong_ro_co_quan": [_entry(one) for one in found.unclear],
        "thua": [{"ma": one.code, "ten": one.name} for one in found.extra],
        "khac_ten": [
            {"ma": one.code, "ten": one.name, "ten_trong_danh_sach": entry.name} for entry, one in found.renamed
        ],
        "da_bai_bo": [{"ma": one.code, "ten": one.name} for one in found.repealed],
        "chua_ro": [{"ma": code, "muc": list(parts)} for code, parts in found.thin.items()],
        "cap_khac": found.others,
        "ngoai_danh_sach": found.outside,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _entry(one: Entry) -> dict[str, str]:
    return {"ma": one.code, "ten": one.name, "linh_vuc": one.field}
