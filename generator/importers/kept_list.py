"""An official list taken into a root, so that every build can show how far the records reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator import writing_yaml
from generator.importers.cleaning import code_of
from generator.importers.excel_list import Entry
from generator.loading import FOLDER, LISTS
from generator.reading import MAX_BYTES
from generator.records import Listed
from generator.writing import write_file

_UNCLEAR = "Danh sách không ghi cơ quan thực hiện"


class CannotKeep(Exception):
    """The list was not written; the message says why."""


def listed(entries: Iterable[Entry]) -> tuple[Listed, ...]:
    """The procedures of a list that was read from Excel."""
    return tuple(Listed(one.code, one.name, one.field, one.is_communes) for one in entries)


def keep(root: Path, name: str, procedures: Sequence[Listed], today: date) -> Path:
    """Write a list into `root` and return its file. Raises `CannotKeep`, also where the file is there already."""
    code = code_of(name, "")
    if not code:
        raise CannotKeep(f'tên danh sách "{name}" không có chữ nào')
    file = root / FOLDER / LISTS / f"{code}.yaml"
    if file.exists():
        raise CannotKeep(f"đã có {file.as_posix()}; hãy xóa tệp cũ rồi làm lại, hoặc đặt tên khác cho danh sách")
    data = {"ten": name.strip(), "ngay": today.isoformat(), "thu_tuc": [_item(one) for one in procedures]}
    content = writing_yaml.dump(data, None).encode()
    if len(content) > MAX_BYTES:
        raise CannotKeep("danh sách dài quá; hãy tải danh sách của từng bộ, hoặc chỉ của cấp xã")
    file.parent.mkdir(exist_ok=True)
    write_file(file, content)
    return file


def _item(one: Listed) -> dict[str, Any]:
    item: dict[str, Any] = {"ma": one.code, "ten": one.name}
    if one.field:
        item["linh_vuc"] = one.field
    if not one.is_communes:
        item["cap_xa"] = {"chua_ro": _UNCLEAR} if one.is_communes is None else False
    return item
