"""Imported records into a root folder: files are only added, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator import loading, writing_yaml
from generator.cache import Cache
from generator.importers import portal
from generator.loading import FIELDS, FOLDER, UNIT
from generator.problems import Level, Problem, errors
from generator.reading import fetch, os_error_words, read
from generator.writing import write_file

MAX_JSON_BYTES = 16 * 1024 * 1024

_SCHEMA = "../../generator/schema/procedure.schema.json"
_DRAFT_REASON = "Bản nháp do lệnh nhập tạo ra, xã chưa khai báo"


@dataclass
class Imported:
    """What an import did: files written, files left alone, notes for the official, and problems."""

    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    not_understood: int = 0
    """How many things in the official text were left as not known, in the files that were written."""
    refused: int = 0
    """How many of the given files hold no procedure that could be used."""


def bring_in(inputs: Iterable[Path], root: Path, progress: Callable[[int, int], None]) -> Imported:
    """Turn official JSON files (or folders of them) into YAML records below `root`.

    A file that is there already is left alone and named. A field the root does not know yet is added to its
    list of fields; a root without a unit gets a draft of one, marked as a sample.
    """
    done = Imported()
    folder = root / FOLDER
    files = list(_json_files(inputs, done.problems))
    fields: dict[str, list[str]] = {}
    for layer in loading.layers(root, Cache(None), []) or [folder]:
        fields |= _fields(layer / FIELDS, done.problems)
    if errors(done.problems):
        return done
    folder.mkdir(parents=True, exist_ok=True)
    names = {name: code for code, entry in fields.items() for name in entry}
    added: dict[str, str] = {}
    for number, file in enumerate(files, 1):
        _one(file, folder, names, fields, added, done)
        progress(number, len(files))
    if added:
        _add_fields(folder / FIELDS, added, done)
    if not (folder / UNIT).exists():
        write_file(folder / UNIT, _draft_unit().encode())
        done.notes.append(f"Chưa có {UNIT}, đã tạo bản nháp; hãy khai báo tên xã, giờ làm việc, các thôn.")
    return done


def _one(
    file: Path,
    folder: Path,
    names: dict[str, str],
    fields: dict[str, list[str]],
    added: dict[str, str],
    done: Imported,
) -> None:
    shown = file.as_posix()
    raw = fetch(file, shown, MAX_JSON_BYTES)
    if isinstance(raw, Problem):
        done.problems.append(raw)
        done.refused += 1
        return
    official, problems = portal.read_json(raw, shown)
    done.problems += problems
    if official is None:
        done.refused += 1
        return
    imported = portal.to_record(official, shown, names)
    done.problems += [one for one in imported.problems if one.level is Level.ERROR]
    if imported.field not in fields:
        fields[imported.field] = [imported.field_name]
        added[imported.field] = imported.field_name
    if imported.field_name:
        names.setdefault(imported.field_name, imported.field)
    target = folder / imported.field / f"{imported.code}.yaml"
    existing = next(folder.glob(f"*/{imported.code}.yaml"), None)
    if existing:
        done.kept.append(existing)
        done.notes.append(f"{existing.as_posix()} đã có, giữ nguyên.")
        return
    target.parent.mkdir(exist_ok=True)
    schema = _SCHEMA if (target.parent / _SCHEMA).is_file() else None
    write_file(target, writing_yaml.dump(imported.data, schema).encode())
    done.written.append(target)
    if imported.defused:
        done.notes.append(
            f"{shown}: lời văn có mã chạy chương trình, đã đổi dấu để nó chỉ còn là chữ; hãy đọc lại {target.as_posix()}."
        )
    done.not_understood += sum(one.level is Level.WARNING for one in imported.problems)


def _json_files(inputs: Iterable[Path], problems: list[Problem]) -> Iterable[Path]:
    for one in inputs:
        if one.is_dir():
            yield from sorted(one.glob("*.json"))
        elif one.exists():
            yield one
        else:
            problems.append(Problem(one.as_posix(), 1, 1, "nhap.tep", f"{os_error_words(FileNotFoundError())}"))


def _fields(file: Path, problems: list[Problem]) -> dict[str, list[str]]:
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


def _add_fields(file: Path, added: dict[str, str], done: Imported) -> None:
    """Append fields to the list, as text, so that an official's comments and order stay."""
    entries = "".join(map(_field_entry, added, added.values()))
    heading = "" if file.exists() else "linh_vuc:\n"
    before = file.read_text("utf-8") if file.exists() else heading
    text = before + ("" if before.endswith("\n") else "\n") + entries
    reading = read(text.encode(), file.as_posix())
    codes = {entry["ma"] for entry in reading.document.data["linh_vuc"]} if reading.document else set()
    if added.keys() <= codes:
        write_file(file, text.encode())
        done.notes.append(f"Đã thêm {len(added)} lĩnh vực vào {PurePosixPath(FOLDER, FIELDS)}: {', '.join(added)}.")
    else:
        message = f"không tự thêm được lĩnh vực; hãy chép các dòng sau vào cuối tệp:\n{heading}{entries}"
        done.problems.append(Problem(file.as_posix(), 1, 1, "nhap.linh_vuc", message))


def _field_entry(code: str, name: str) -> str:
    # A portal page that names no field still has to lie somewhere.
    shown = name[:120] or "Chưa rõ lĩnh vực"
    portal_name = f"    ten_quoc_gia: [{_quoted(name)}]\n" if name else ""
    # Quoted, because a code such as 123 would be read as a number.
    return f"  - ma: {_quoted(code)}\n    ten: {_quoted(shown)}\n{portal_name}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _draft_unit() -> str:
    unknown = f'{{chua_ro: "{_DRAFT_REASON}"}}'
    return f"""# BẢN NHÁP do lệnh nhập tạo ra: hãy thay mọi chỗ dưới đây bằng thông tin của xã.
ma: xa-chua-dat-ten
loai: xa
ten: Xã chưa đặt tên
tinh: Tỉnh chưa đặt tên
ban_mau: true
ten_mien: xachuadatten.example
dia_chi: {unknown}
dien_thoai: {unknown}
phan_anh:
  noi: {unknown}
  dien_thoai: {unknown}
gio_lam_viec: {unknown}
noi_tiep_nhan:
  - ma: mot-cua
    ten: Trung tâm Phục vụ hành chính công
    dia_chi: {unknown}
noi:
  - ma: thon-1
    loai: thon
    ten: Thôn chưa đặt tên
"""
