"""How far the records reach beside an official list, as text for officials and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator import wording
from generator.records import Listed
from generator.views import coverage
from generator.views.coverage import Coverage

FORMATS = ("text", "json")


def text(found: Coverage) -> str:
    """What an official reads in the console."""
    lines = [coverage.summary(found)]
    lines += _section("Theo lĩnh vực (có/danh sách)", (f"{f.recorded}/{f.listed} {f.name}" for f in found.fields))
    lines += _section("Thiếu", (f"{one.code} {one.name} [{one.field or coverage.NO_FIELD}]" for one in found.missing))
    lines += _section("Danh sách không ghi cơ quan thực hiện", (f"{one.code} {one.name}" for one in found.unclear))
    lines += _section("Kho có mà danh sách không có", (f"{one.code} {one.name}" for one in found.extra))
    lines += _section(
        "Khác tên",
        (f'{one.code} danh sách ghi "{entry.name}", kho ghi "{one.name}"' for entry, one in found.renamed),
    )
    lines += _section("Kho ghi đã bãi bỏ mà danh sách vẫn có", (f"{one.code} {one.name}" for one in found.repealed))
    lines += _section("Còn chưa rõ", (f"{code}: {', '.join(parts)}" for code, parts in found.thin.items()))
    return "\n".join([*lines, *coverage.remarks(found)])


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


def _entry(one: Listed) -> dict[str, str]:
    return {"ma": one.code, "ten": one.name, "linh_vuc": one.field}
