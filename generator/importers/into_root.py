"""Imported records into a root folder: what officials wrote is never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator import loading, writing_yaml
from generator.cache import Cache
from generator.importers import excel_list, field_list, listed, pages, portal, reading_json, updating
from generator.loading import FIELDS, FOLDER, FORMS, UNIT
from generator.problems import Problem, errors
from generator.reading import fetch, os_error_words, read
from generator.writing import write_file

_RULE = "nhap.tep"
_KINDS = (".json", ".txt", ".xlsx")
_HOW_TO_COPY = "hãy mở trang trên Cổng, bấm Ctrl+A rồi Ctrl+C, dán vào một tệp .txt"
_UNUSABLE = {
    ".htm": f"đây là mã của trang web chứ không phải chữ trên trang; {_HOW_TO_COPY}",
    ".html": f"đây là mã của trang web chứ không phải chữ trên trang; {_HOW_TO_COPY}",
    ".pdf": f"không nhập được tệp PDF; {_HOW_TO_COPY}",
    ".doc": f"không nhập được tệp Word; {_HOW_TO_COPY}",
    ".docx": f"không nhập được tệp Word; {_HOW_TO_COPY}",
    ".csv": "không nhập được tệp CSV; hãy lưu danh sách lại dạng Excel (.xlsx)",
}
_MAX_BYTES = max(reading_json.MAX_BYTES, pages.MAX_BYTES) + 1
_OF_ANY_REPOSITORY = ("readme", "license", "copying")
"""What a repository may hold before it has records."""

_MOST_NAMED = 6

_SCHEMA = "../../generator/schema/procedure.schema.json"
_DRAFT_REASON = "Bản nháp do lệnh nhập tạo ra, xã chưa khai báo"


@dataclass
class Imported:
    """What an import did: files written, brought up to date, left alone; notes for the official, and problems.

    `problems` holds what is wrong with the input and the conflicts with officials' words.
    """

    written: list[Path] = field(default_factory=list)
    updated: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    """What in the official text was left as not known or needs a look, in the files that were written or updated."""
    refused: int = 0
    """How many of the given files hold no procedure that could be used."""


@dataclass
class _Root:
    """The folder of records, the fields it knows by code and by the portal's name, and what this import added.

    `shared` are the records of the layers below it, by code.
    """

    folder: Path
    fields: dict[str, list[str]]
    names: dict[str, str]
    shared: dict[str, Path]
    added: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    """Code of each procedure of this import to the file that gave it."""


def bring_in(inputs: Iterable[Path], root: Path, progress: Callable[[int, int], None]) -> Imported:
    """Turn official pages, JSON files and lists (or folders of them) into YAML records below `root`.

    A record that is there already is brought up to date where no official has touched it, see
    `generator.importers.updating`; a list only adds. A field the root does not know yet is added to its list of
    fields; a root without a unit gets a draft of one, marked as a sample. A folder with other things in it is no root.
    """
    done = Imported()
    files = list(_files(inputs, done.problems))
    folder = root / FOLDER
    if not _can_be_root(root):
        words = (
            f"thư mục này không phải kho dữ liệu (không có {FOLDER}); hãy vào thư mục của xã rồi chạy lại,"
            " hoặc chỉ nó bằng --into; xã mới thì dùng lệnh niemyet new"
        )
        done.problems.append(Problem(root.as_posix(), 1, 1, _RULE, words))
    fields: dict[str, list[str]] = {}
    layers = loading.layers(root, Cache(None), []) or [folder]
    for layer in layers:
        fields |= field_list.named(layer / FIELDS, done.problems)
    if errors(done.problems):
        return done
    shared = {file.stem: file for layer in layers[:-1] for file in layer.glob("*/*.yaml") if file.parent.name != FORMS}
    place = _Root(folder, fields, {name: code for code, entry in fields.items() for name in entry}, shared)
    for number, file in enumerate(files, 1):
        problems = len(errors(done.problems))
        for record in _records(file, place.names, done):
            _put(record, file, place, done)
        done.refused += len(errors(done.problems)) > problems
        progress(number, len(files))
    if found := sorted(place.shared.keys() & place.given.keys() & {one.stem for one in done.kept}):
        done.notes.append(
            f"{len(found)} thủ tục đã có trong lớp dùng chung nên không nhập: {_in_short(found)}."
            f" Muốn khác lớp ấy thì chỉ ghi điều khác vào {FOLDER}; muốn bản mới thì chạy niemyet update."
        )
    if place.added:
        problem = field_list.add(folder / FIELDS, place.added)
        if problem:
            done.problems.append(problem)
        else:
            done.notes.append(
                f"Đã thêm {len(place.added)} lĩnh vực vào {PurePosixPath(FOLDER, FIELDS)}: {', '.join(place.added)}."
            )
    if done.written or not files:
        folder.mkdir(parents=True, exist_ok=True)
    if folder.exists() and not (folder / UNIT).exists():
        write_file(folder / UNIT, _draft_unit().encode())
        done.notes.append(f"Chưa có {UNIT}, đã tạo bản nháp; hãy khai báo tên xã, giờ làm việc, các thôn.")
    return done


def _can_be_root(root: Path) -> bool:
    if (root / FOLDER).is_dir() or not root.exists():
        return True
    return root.is_dir() and all(
        one.name.startswith(".") or one.stem.casefold() in _OF_ANY_REPOSITORY for one in root.iterdir()
    )


def _files(inputs: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    for one in inputs:
        if one.is_dir():
            found = sorted(file for file in one.iterdir() if file.suffix.casefold() in _KINDS and file.is_file())
            if not found:
                words = f"thư mục này không có tệp nào nhập được ({', '.join(_KINDS)})"
                problems.append(Problem(one.as_posix(), 1, 1, _RULE, words))
            yield from found
        elif one.exists():
            yield one
        else:
            problems.append(Problem(one.as_posix(), 1, 1, _RULE, os_error_words(FileNotFoundError())))


def _records(file: Path, names: dict[str, str], done: Imported) -> Iterator[portal.Imported]:
    """The procedures that a file holds; what is wrong with it goes to `done`."""
    shown, kind = file.as_posix(), file.suffix.casefold()
    if kind in _UNUSABLE:
        done.problems.append(Problem(shown, 1, 1, _RULE, _UNUSABLE[kind]))
    elif kind in (".xlsx", ".xlsm", ".xls"):
        yield from _listed(file, names, done)
    else:
        raw = fetch(file, shown, _MAX_BYTES)
        if isinstance(raw, Problem):
            done.problems.append(raw)
            return
        is_json = kind == ".json" or raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
        official, problems = (reading_json.read_json if is_json else pages.read_page)(raw, shown)
        done.problems += problems
        if official is not None:
            yield portal.to_record(official, shown, names)


def _listed(file: Path, names: dict[str, str], done: Imported) -> Iterator[portal.Imported]:
    found = excel_list.read(file)
    done.problems += found.problems
    others = [entry.code for entry in found.entries.values() if not entry.is_communes]
    if others:
        done.notes.append(
            f"{file.as_posix()}: bỏ qua {len(others)} thủ tục không phải của cấp xã hoặc không ghi ai thực hiện."
        )
    for entry in found.entries.values():
        if entry.is_communes:
            field_name = portal.field_named(entry.field)
            code = portal.field_code(field_name, names)
            yield portal.Imported(entry.code, code, field_name, listed.to_data(entry, code), [])


def _put(record: portal.Imported, file: Path, place: _Root, done: Imported) -> None:
    shown = file.as_posix()
    if record.code in place.given:
        words = f"thủ tục {record.code} đã có trong {place.given[record.code]}; hãy giữ một tệp cho mỗi thủ tục"
        done.problems.append(Problem(shown, 1, 1, _RULE, words))
        return
    place.given[record.code] = shown
    existing = next(place.folder.glob(f"*/{record.code}.yaml"), None)
    if existing:
        _update(existing, record, file, done)
        return
    if record.code in place.shared:
        # A whole record on top would hide every later correction of the layer.
        done.kept.append(place.shared[record.code])
        return
    known = place.fields.get(record.field)
    is_known = record.field_name.casefold() in {name.casefold() for name in place.names}
    if known is not None and record.field_name and not is_known:
        words = (
            f'lĩnh vực "{record.field_name}" trùng mã {record.field} với lĩnh vực "{known[-1]}";'
            f" nếu là một thì hãy thêm tên này vào ten_quoc_gia trong {FIELDS} rồi nhập lại;"
            " nếu là hai thì hãy thêm vào đó một lĩnh vực mới có mã khác và tên này rồi nhập lại"
        )
        done.problems.append(Problem(shown, 1, 1, _RULE, words))
        return
    target = place.folder / record.field / f"{record.code}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    if known is None:
        place.fields[record.field] = [record.field_name]
        place.added[record.field] = record.field_name
    if record.field_name:
        place.names.setdefault(record.field_name, record.field)
    schema = _SCHEMA if (target.parent / _SCHEMA).is_file() else None
    write_file(target, writing_yaml.dump(updating.marked(record.data), schema).encode())
    done.written.append(target)
    _tell(record, file, target, done)


def _tell(record: portal.Imported, file: Path, target: Path, done: Imported) -> None:
    if record.defused:
        done.notes.append(
            f"{file.as_posix()}: lời văn có mã chạy chương trình, đã đổi dấu để nó chỉ còn là chữ;"
            f" hãy đọc lại {target.as_posix()}."
        )
    done.doubts += record.problems


def _update(existing: Path, record: portal.Imported, file: Path, done: Imported) -> None:
    """Bring a record up to date where no official has touched it; a list knows too little to change one."""
    shown = existing.as_posix()
    raw = fetch(existing, shown)
    reading = None if isinstance(raw, Problem) else read(raw, shown)
    if reading is None or reading.document is None or not isinstance(reading.document.data, dict):
        words = f"tệp này có lỗi nên không so được với {file.as_posix()}; hãy chạy niemyet check"
        done.problems.append(Problem(shown, 1, 1, _RULE, words))
        return
    found = updating.Updated() if file.suffix.casefold() == ".xlsx" else updating.updated(reading.document, record.data)
    done.problems += found.conflicts
    if found.text is None:
        done.kept.append(existing)
        return
    write_file(existing, found.text.encode())
    done.updated.append(existing)
    if found.changed:
        done.notes.append(f"{shown}: đã cập nhật {_in_short(found.changed)}.")
    _tell(record, file, existing, done)


def _in_short(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names) if more <= 1 else f"{', '.join(names[:_MOST_NAMED])} và {more} mục khác"


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
