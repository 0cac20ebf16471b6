"""Monthly results as open data: a CSV file that Excel opens, and JSON with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import addresses
from generator.monthly import COUNTS, FIELD, MONTH, TITLES
from generator.records import Catalogue, MonthlyResults, Tally
from generator.site.published_data import FOLDER, SCHEMAS, excel_table, items, json_text, whole
from generator.views import frame

CSV, JSON = f"{FOLDER}ket-qua.csv", f"{FOLDER}ket-qua.json"
_TEXTS = {"ly_do_khong_tinh": "reason", "ghi_chu": "note"}
_COUNT = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string", "minLength": 1}
_OPTIONAL = ("ly_do_khong_tinh", "truoc_han", "da_tra", "truc_tuyen", "buu_chinh", "da_thu", "ghi_chu")


def files(catalogue: Catalogue) -> Iterator[tuple[str, str | bytes]]:
    """Path and content of the files; none where there are no results."""
    if not catalogue.results:
        return
    yield CSV, _table(catalogue)
    unit = catalogue.unit
    data = {
        "$schema": "schema/ket-qua.schema.json",
        "don_vi": unit.name,
        "ban_mau": frame.is_sample(unit),
        "trang": addresses.url(unit, addresses.FIGURES),
        "thang": [_month(one) for one in catalogue.results],
    }
    yield JSON, json_text(data)
    yield f"{SCHEMAS}ket-qua.schema.json", json_text(_schema())


def _table(catalogue: Catalogue) -> bytes:
    columns = [*COUNTS, *_TEXTS]
    rows: list[list[Any]] = [[TITLES[MONTH], TITLES[FIELD], *(TITLES[one] for one in columns)]]
    for month in catalogue.results:
        for field, tally in (("", month.total), *month.by_field.items()):
            counts = _counts(tally)
            rows.append([f"{month.month:%m/%Y}", field, *(counts.get(one, "") for one in columns)])
    return excel_table(rows)


def _counts(tally: Tally) -> dict[str, Any]:
    values = {key: getattr(tally, name) for key, name in {**COUNTS, **_TEXTS}.items()}
    return {key: value for key, value in values.items() if value is not None}


def _month(one: MonthlyResults) -> dict[str, Any]:
    fields = [{"ma": code, **_counts(tally)} for code, tally in one.by_field.items()]
    return {"thang": f"{one.month:%Y-%m}", **_counts(one.total), "linh_vuc": fields}


def _schema() -> dict[str, Any]:
    counts: dict[str, Any] = {**dict.fromkeys(COUNTS, _COUNT), **dict.fromkeys(_TEXTS, _TEXT)}
    month = {"type": "string", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$"}
    by_field = items({"ma": {"$ref": "common.schema.json#/$defs/ma_muc"}, **counts}, _OPTIONAL)
    return whole(
        "ket-qua.schema.json",
        "Kết quả giải quyết hồ sơ từng tháng",
        "Tiếp nhận bằng đúng hạn cộng đang giải quyết cộng quá hạn; hồ sơ không tính để ngoài tổng đó.",
        {
            "don_vi": _TEXT,
            "ban_mau": {"type": "boolean"},
            "trang": {"type": "string", "pattern": "^https://"},
            "thang": items({"thang": month, **counts, "linh_vuc": by_field}, _OPTIONAL),
        },
    )
