"""The catalogue as open data: JSON files and the schemas they keep, under `/du-lieu/`."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from generator import addresses, checking, open_data, wording
from generator.records import Catalogue, Procedure
from generator.site.memory import Memory
from generator.views import frame

FOLDER = "du-lieu/"
LIST = f"{FOLDER}thu-tuc.json"
SCHEMAS = f"{FOLDER}schema/"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string", "minLength": 1}
_ADDRESS = {"type": "string", "pattern": "^https://"}
_DAY = {"$ref": "common.schema.json#/$defs/ngay"}
_CODE = {"$ref": "common.schema.json#/$defs/ma_thu_tuc"}


def files(catalogue: Catalogue, today: date, memory: Memory) -> Iterator[tuple[str, str]]:
    """Path and text of every file of open data: the list, one file per procedure, the board, the schemas."""
    yield LIST, json_text(_list(catalogue, today))
    for one in catalogue.procedures.values():
        yield f"{FOLDER}{one.code}.json", memory.text("open data", one, partial(_procedure, one, today))
    if catalogue.board:
        yield f"{FOLDER}bang-tin.json", _of_board("board", open_data.board(catalogue.board), catalogue)
    if catalogue.schedule:
        yield f"{FOLDER}lich.json", _of_board("schedule", open_data.schedule(catalogue.schedule), catalogue)
    for name, schema in schemas().items():
        yield SCHEMAS + name, json_text(schema)


def _of_board(kind: str, data: dict[str, Any], catalogue: Catalogue) -> str:
    head = {"don_vi": catalogue.unit.name, "ban_mau": frame.is_sample(catalogue.unit)}
    return json_text({"$schema": f"schema/{kind}.schema.json", **head, **data})


def json_text(data: Any) -> str:
    """What a file of open data holds."""
    # Without indentation, because that takes the encoder that is written in Python, ten times as long.
    return json.dumps(data, ensure_ascii=False) + "\n"


def excel_table(rows: Iterable[Iterable[str | int]]) -> bytes:
    """Rows as CSV: semicolons and a byte order mark, because that is what the local Excel opens with columns and
    diacritics. A text that Excel would take for a formula is marked as a text.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_no_formula(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _no_formula(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _list(catalogue: Catalogue, today: date) -> dict[str, Any]:
    unit = catalogue.unit
    return {
        "$schema": "schema/danh-muc.schema.json",
        "don_vi": {
            "ma": unit.code,
            "ten": unit.name,
            "tinh": unit.province,
            "trang": addresses.url(unit),
            "ban_mau": frame.is_sample(unit),
            "noi_tiep_nhan": [open_data.reception_point(point) for point in unit.reception_points],
            "tai_khoan": [open_data.account(account) for account in unit.accounts],
        },
        "ngay": today.isoformat(),
        "linh_vuc": [
            {"ma": field.code, "ten": field.name, "trang": addresses.url(unit, addresses.of_field(field))}
            for field in catalogue.fields.values()
        ],
        "thu_tuc": [_entry(one, catalogue, today) for one in catalogue.procedures.values()],
    }


def _entry(original: Procedure, catalogue: Catalogue, today: date) -> dict[str, Any]:
    one = original.on(today)
    return {
        "ma": one.code,
        "ten": one.name,
        "ten_thuong_goi": wording.capitalised(one.title),
        "linh_vuc": one.field,
        "trang_thai": one.validity.status.value,
        "trang": addresses.url(catalogue.unit, addresses.of_procedure(one)),
        "du_lieu": f"{addresses.url(catalogue.unit)}{FOLDER}{one.code}.json",
    }


def _procedure(original: Procedure, today: date, catalogue: Catalogue) -> str:
    """A procedure as it stands on `today`, and as it will stand."""
    unit, one = catalogue.unit, original.on(today)
    to_come = [version for version in original.versions if version.start > today]
    names = {paper.form for state in (one, *(version.procedure for version in to_come)) for paper in _papers(state)}
    forms = [form for code, form in catalogue.forms.items() if code in names]
    data = {
        "$schema": "schema/thu-tuc.schema.json",
        "trang": addresses.url(unit, addresses.of_procedure(one)),
        "don_vi": unit.name,
        "ban_mau": frame.is_sample(unit),
        "thu_tuc": open_data.procedure(one),
        "sap_doi": [
            {
                "tu": version.start.isoformat(),
                "can_cu": version.legal_basis,
                "thu_tuc": open_data.procedure(version.procedure),
            }
            for version in to_come
        ],
        "bieu_mau": [
            open_data.form(form, f"{addresses.url(unit)}bieu-mau/{form.file_name}" if form.file else None)
            for form in forms
        ],
    }
    return json_text(data)


def _papers(one: Procedure) -> tuple[Any, ...]:
    return one.documents if isinstance(one.documents, tuple) else ()


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas of the published files by name. Those of the records come from what officials keep to."""
    return {
        "common.schema.json": _public(checking.schema("common")),
        "procedure.schema.json": _public(checking.schema("procedure")),
        **{f"{name}.schema.json": _of_unit(_public(checking.schema(name))) for name in ("board", "schedule")},
        "thu-tuc.schema.json": whole(
            "thu-tuc.schema.json",
            "Một thủ tục của một đơn vị",
            "Thủ tục như đang áp dụng, và như sẽ áp dụng từ những ngày đã biết trước.",
            {
                "trang": _ADDRESS,
                "don_vi": _TEXT,
                "ban_mau": {"type": "boolean"},
                "thu_tuc": {"$ref": "procedure.schema.json"},
                "sap_doi": items(
                    {
                        "tu": _DAY,
                        "can_cu": {"$ref": "common.schema.json#/$defs/so_hieu"},
                        "thu_tuc": {"$ref": "procedure.schema.json"},
                    }
                ),
                "bieu_mau": items(
                    {
                        "ma": {"$ref": "common.schema.json#/$defs/ma_muc"},
                        "ten": _TEXT,
                        "nguon": {"type": ["string", "object"]},
                        "ky_hieu": _TEXT,
                        "tep": _ADDRESS,
                        "dia_chi": _ADDRESS,
                    },
                    optional=("ky_hieu", "tep", "dia_chi"),
                ),
            },
        ),
        "danh-muc.schema.json": whole(
            "danh-muc.schema.json",
            "Danh mục thủ tục của một đơn vị",
            "Mọi thủ tục với địa chỉ trang và địa chỉ dữ liệu.",
            {
                "don_vi": _strict(
                    {
                        "ma": _TEXT,
                        "ten": _TEXT,
                        "tinh": _TEXT,
                        "trang": _ADDRESS,
                        "ban_mau": {"type": "boolean"},
                        "noi_tiep_nhan": items(
                            {
                                "ma": {"$ref": "common.schema.json#/$defs/ma_muc"},
                                "ten": _TEXT,
                                "dia_chi": {"type": ["string", "object"]},
                                "dien_thoai": {"type": ["string", "object"]},
                                "lay_so": _TEXT,
                            },
                            optional=("dien_thoai", "lay_so"),
                        ),
                        "tai_khoan": items(
                            {
                                "ma": {"$ref": "common.schema.json#/$defs/ma_muc"},
                                "ngan_hang": _TEXT,
                                "so": _TEXT,
                                "chu_tai_khoan": _TEXT,
                            }
                        ),
                    }
                ),
                "ngay": _DAY,
                "linh_vuc": items({"ma": _TEXT, "ten": _TEXT, "trang": _ADDRESS}),
                "thu_tuc": items(
                    {
                        "ma": _CODE,
                        "ten": _TEXT,
                        "ten_thuong_goi": _TEXT,
                        "linh_vuc": _TEXT,
                        "trang_thai": _TEXT,
                        "trang": _ADDRESS,
                        "du_lieu": _ADDRESS,
                    }
                ),
            },
        ),
    }


def whole(name: str, title: str, description: str, properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of a published file."""
    head = {"$schema": _DRAFT, "$id": name, "title": title, "description": description}
    return {**head, **_strict({"$schema": _TEXT, **properties})}


def _strict(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [key for key in properties if key not in optional]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def items(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """The schema of a list of objects that have these properties and no others."""
    return {"type": "array", "items": _strict(properties, optional)}


def _of_unit(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a commune's own file, published with the name of the commune."""
    head = {"$schema": _TEXT, "don_vi": _TEXT, "ban_mau": {"type": "boolean"}}
    return {**schema, "required": [*schema.get("required", ()), *head], "properties": {**head, **schema["properties"]}}


def _public(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without what is only for officials: their error messages, official wording, dated changes."""
    result = copy.deepcopy(schema)
    result.get("properties", {}).pop("phien_ban", None)
    _strip(result)
    return result


def _strip(node: Any) -> None:
    if isinstance(node, dict):
        node.pop("errorMessage", None)
        if isinstance(node.get("properties"), dict):
            node["properties"].pop("nguyen_van", None)
            node["properties"].pop("lan_nhap", None)
        for value in node.values():
            _strip(value)
    elif isinstance(node, list):
        for value in node:
            _strip(value)
