"""The list of fields of a root (`linh_vuc.yaml`): which names the portal gives them, and new ones at its end."""

from __future__ import annotations

import json
from pathlib import Path

from generator.problems import Problem, errors
from generator.reading import fetch, read
from generator.writing import write_file


def named(file: Path, problems: list[Problem]) -> dict[str, list[str]]:
    """The portal's names of each field the root knows, by its code."""
    if not file.exists():
        return {}
    raw = fetch(file, file.as_posix())
    if isinstance(raw, Problem):
        problems.append(raw)
        return {}
    reading = read(raw, file.as_posix())
    problems += errors(reading.problems)
    data = reading.document.data if reading.document else None
    listed = data.get("linh_vuc") if isinstance(data, dict) else None
    result: dict[str, list[str]] = {}
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("ma"), str):
            portal_names = entry.get("ten_quoc_gia")
            result[entry["ma"]] = [*(portal_names if isinstance(portal_names, list) else ()), str(entry.get("ten"))]
    return result


def add(file: Path, added: dict[str, str]) -> Problem | None:
    """Append fields (name by code) to the list, as text, so that an official's comments and order stay; what is wrong
    where the list cannot be added to."""
    entries = "".join(map(_field_entry, added, added.values()))
    heading = "" if file.exists() else "linh_vuc:\n"
    before = file.read_text("utf-8") if file.exists() else heading
    text = before + ("" if before.endswith("\n") else "\n") + entries
    reading = read(text.encode(), file.as_posix())
    codes = {entry["ma"] for entry in reading.document.data["linh_vuc"]} if reading.document else set()
    if added.keys() <= codes:
        write_file(file, text.encode())
        return None
    message = f"không tự thêm được lĩnh vực; hãy chép các dòng sau vào cuối tệp:\n{heading}{entries}"
    return Problem(file.as_posix(), 1, 1, "nhap.linh_vuc", message)


def _field_entry(code: str, name: str) -> str:
    # A portal page that names no field still has to lie somewhere.
    shown = name[:120] or "Chưa rõ lĩnh vực"
    portal_name = f"    ten_quoc_gia: [{_quoted(name)}]\n" if name else ""
    # Quoted, because a code such as 123 would be read as a number.
    return f"  - ma: {_quoted(code)}\n    ten: {_quoted(shown)}\n{portal_name}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
