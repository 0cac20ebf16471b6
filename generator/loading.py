"""A root folder to a catalogue and everything that is wrong with it, in one go."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator import cache, checking, monthly, monthly_files, resources, rules, units, vocabulary
from generator.cache import Cache
from generator.layers import Source, merge, states
from generator.problems import Level, Problem, errors
from generator.reading import Document, Reading, fetch, os_error_words, read
from generator.records import Catalogue, Dictionary, MonthlyResults, Printed, Procedure, Register, Unit
from generator.register import entering, sealing
from generator.sources import Sources
from generator.wording import sort_key

FOLDER = "procedures_yaml"
_NO_LAYERS = frozenset(
    {FOLDER, units.FOLDER, "site", "posters", "catalogue", "site_templates", "qr_posters", "generator", ".niemyet"}
)
"""Folders of a root that hold something else than a layer."""
UNIT, FIELDS, FORMS, LISTS = "don_vi.yaml", "linh_vuc.yaml", "bieu_mau", "danh_muc"
DICTIONARY = "tu_dien.yaml"
SURVEY = "hai_long.yaml"
OPTIONAL = {
    "su_kien.yaml": "events",
    "giai_nghia.yaml": "glossary",
    "bang_tin.yaml": "board",
    "lich.yaml": "schedule",
    SURVEY: "survey",
}
"""Files a root may do without, each with the name of its schema."""
_PDF = b"%PDF-"
"""How every PDF begins: ISO 32000-1, 7.5.2."""

Progress = Callable[[int, int], None]
"""Called with how many files are done and how many there are."""

Slot = tuple[str, str]
"""What a file is about: the name of its schema, and for records, forms and lists the name of the file."""

_WORDS: Slot = ("dictionary", "")
_ENTRY = "register"
"""The schema of an entry in the register of what was printed and hangs."""


@dataclass(frozen=True)
class Loaded:
    """What a root folder holds. `catalogue` is None exactly when some problem is an error.

    `register` holds the entries that can be read, also then, but not what the sheets state.
    """

    catalogue: Catalogue | None
    problems: list[Problem] = field(repr=False)
    files: int = 0
    register: Register = field(default=Register(), repr=False)


def load(root: Path, today: date, kept: Cache | None = None, progress: Progress | None = None) -> Loaded:
    """Read and check everything below `root`, as it stands on `today`."""
    kept = kept or Cache(None)
    problems: list[Problem] = []
    stacks: dict[Slot, list[Path]] = {}
    for folder in layers(root, kept, problems):
        for slot, file in _listing(root, folder, problems):
            stacks.setdefault(slot, []).append(file)
    stacks |= _entries(root, problems)

    merged: dict[Slot, Source] = {}
    identities: dict[str, str] = {}
    total = sum(map(len, stacks.values()))
    done = 0
    for slot, files in stacks.items():
        found: list[Problem] = []
        checked = None if slot == _WORDS else _checked(slot, files, kept, found)
        # What is wrong with an entry of the register is never mended by hand.
        problems += found if checked or slot[0] != _ENTRY else map(sealing.damaged, found)
        if checked:
            merged[slot] = checked.source
            if slot[0] == "procedure":
                identities[checked.source.data["ma"]] = checked.identity
        done += len(files)
        if progress:
            progress(done, total)

    words = _checked(_WORDS, _dictionaries(stacks.get(_WORDS, [])), kept, problems)

    has_data = (root / FOLDER).is_dir()
    if ("unit", "") not in stacks and has_data:
        problems.append(_missing(root, UNIT, "tệp khai báo đơn vị (tên xã, giờ làm việc, các thôn)"))
    if ("field", "") not in stacks and has_data:
        problems.append(_missing(root, FIELDS, "tệp kê các lĩnh vực"))
    sources = Sources(
        merged.get(("unit", "")),
        merged.get(("field", "")),
        {source.data["ma"]: source for (kind, _), source in merged.items() if kind == "form"},
        {source.data["ma"]: source for (kind, _), source in merged.items() if kind == "procedure"},
        frozenset(name for kind, name in stacks if kind == "procedure"),
        today,
        merged.get(("events", "")),
        merged.get(("glossary", "")),
        {name: source for (kind, name), source in merged.items() if kind == _ENTRY},
        frozenset(name for kind, name in stacks if kind == _ENTRY),
        merged.get(("board", "")),
        merged.get(("schedule", "")),
        merged.get(("survey", "")),
    )
    problems += _missing_forms(root, sources)
    results, wrong, tables = monthly_files.load(root / FOLDER / monthly.FOLDER, _field_codes(sources), today)
    problems += wrong
    problems = sorted({*problems, *rules.check_catalogue(sources)})
    register = vocabulary.register({name: source.data for name, source in sources.register.items()})
    lists = {name.lower(): source for (kind, name), source in merged.items() if kind == "list"}
    catalogue = None if errors(problems) else _catalogue(root, sources, words, register, identities, lists, results)
    return Loaded(catalogue, problems, total + tables, register)


def _field_codes(sources: Sources) -> dict[str, str]:
    """The code of each field, by its code and by its name."""
    items = sources.fields.data["linh_vuc"] if sources.fields else ()
    return {name: item["ma"] for item in items for name in (item["ten"], item["ma"])}


def _missing(root: Path, name: str, what: str) -> Problem:
    return Problem((root / FOLDER / name).as_posix(), 1, 1, "doc.tep", f"thiếu {what}")


def _missing_forms(root: Path, sources: Sources) -> Iterator[Problem]:
    """The printable forms that pages would offer in vain."""
    for form in sources.forms.values():
        name = form.data.get("tep")
        if name is None:
            continue
        file = root / _form_folder(root, form) / name
        if not (_inside(root, file) or _inside(file.parent, file)):
            message = f'tệp "{name}" là đường dẫn tắt trỏ ra ngoài kho dữ liệu; hãy chép chính tệp PDF vào đây'
        elif not file.is_file():
            message = f'không có tệp "{name}" cạnh tệp này; hãy chép tệp vào đó hoặc bỏ dòng này'
        elif isinstance(head := fetch(file, name, len(_PDF)), Problem):
            message = f'tệp "{name}": {head.message}'
        elif not head.startswith(_PDF):
            message = f'tệp "{name}" không phải tệp PDF; hãy mở mẫu bằng trình soạn thảo rồi lưu thành PDF'
        else:
            continue
        yield Problem.at(form.at("tep"), "tep", message)


def _form_folder(root: Path, form: Source) -> str:
    """The way from the root to the folder whose layer names the form's file."""
    return Path(os.path.relpath(Path(form.at("tep").path).parent, root)).as_posix()


def layers(root: Path, kept: Cache, problems: list[Problem]) -> list[Path]:
    """The folders of a catalogue, lowest first: those that `lop` names, then the commune's own."""
    own = root / FOLDER
    if not own.is_dir():
        problems.append(
            Problem(
                own.as_posix(),
                1,
                1,
                "doc.tep",
                f'không có thư mục "{FOLDER}" ở đây; hãy chạy lệnh trong kho dữ liệu của xã',
            )
        )
        return []
    folders: list[Path] = []
    document = _read(own / UNIT, kept).document if (own / UNIT).is_file() else None
    listed = document.data.get("lop") if document and isinstance(document.data, dict) else None
    for index, name in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(name, str):
            continue
        home, folder = _home(root, name)
        if not (os.path.isdir(folder) and _inside(home, folder)):  # noqa: PTH112 - is_dir raises on a name too long
            assert document
            message = f'không có thư mục "{name}" trong kho dữ liệu; hãy sửa tên hoặc bỏ dòng này'
            problems.append(Problem.at(document.at(("lop", index)), "lop", message))
            continue
        if folder.resolve() == home.resolve() or Path(name).parts[0] in _NO_LAYERS:
            assert document
            message = f'"{name}" không phải thư mục dữ liệu dùng làm lớp; hãy ghi thư mục riêng của lớp, ví dụ lop/tinh'
            problems.append(Problem.at(document.at(("lop", index)), "lop", message))
            continue
        folders.append(folder)
    return [*folders, own]


def _home(root: Path, name: str) -> tuple[Path, Path]:
    """The folder a layer is confined to and the layer there: the unit's own, or else that of the repository around it."""
    own = root / name
    return (root, own) if os.path.isdir(own) else (home := units.around(root), home / name)  # noqa: PTH112 - is_dir raises on a name too long


def _inside(root: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        # A link that leads to itself.
        return False


def _listing(root: Path, folder: Path, problems: list[Problem]) -> Iterator[tuple[Slot, Path]]:
    """The YAML files of a layer and what each is about."""
    files: list[Path] = []

    def unreadable(error: OSError) -> None:
        shown = Path(error.filename or folder).as_posix()
        problems.append(Problem(shown, 1, 1, "doc.tep", f"không mở được thư mục: {os_error_words(error)}"))

    for where, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if name.lower().endswith((".yaml", ".yml")):
                message = "đây là thư mục mà tên giống tên tệp; hãy đổi tên thư mục hoặc chép tệp bên trong ra ngoài"
                problems.append(Problem(Path(where, name).as_posix(), 1, 1, "doc.ten", message, Level.WARNING))
            linked = Path(where, name)
            if linked.is_symlink():
                message = "thư mục này là đường dẫn tắt nên không được đọc; hãy để thư mục thật ở đây"
                problems.append(Problem(linked.as_posix(), 1, 1, "doc.ten", message))
        files += [Path(where, name) for name in sorted(names) if not name.startswith(".")]

    seen: dict[Slot, Path] = {}
    for file in files:
        lost = file.suffix.lower() == ".csv" and file.parent != root / FOLDER / monthly.FOLDER
        if lost and _is_utf8(file.as_posix()):
            message = f"tệp này không được đọc; kết quả hằng tháng để trong thư mục {FOLDER}/{monthly.FOLDER}"
            problems.append(Problem(file.as_posix(), 1, 1, "doc.ten", message, Level.WARNING))
        if file.suffix.lower() not in (".yaml", ".yml"):
            misnamed = ".yaml." in f"{file.name.lower()}." or ".yml." in f"{file.name.lower()}."
            if misnamed and _is_utf8(file.as_posix()):
                message = "tệp này không được đọc vì tên không kết thúc bằng .yaml; hãy đổi tên hoặc xóa đi"
                problems.append(Problem(file.as_posix(), 1, 1, "doc.ten", message, Level.WARNING))
            continue
        shown = file.as_posix()
        if not _is_utf8(shown):
            shown = shown.encode("utf-8", "backslashreplace").decode()
            message = "tên tệp hoặc thư mục có ký tự hỏng; hãy đặt lại tên bằng chữ không dấu và chữ số"
            problems.append(Problem(shown, 1, 1, "doc.ten", message))
            continue
        slot = _slot(file.relative_to(folder))
        if file.suffix != ".yaml":
            problems.append(Problem(shown, 1, 1, "doc.ten", "tên tệp phải kết thúc bằng .yaml, viết thường"))
        elif file.is_symlink() and not (_inside(root, file) or _inside(folder, file)):
            problems.append(Problem(shown, 1, 1, "doc.ten", "tệp này là đường dẫn tắt trỏ ra ngoài kho dữ liệu"))
        elif file.exists() and not file.is_file():
            problems.append(Problem(shown, 1, 1, "doc.ten", "đây không phải là tệp thường nên không được đọc"))
        elif slot is None:
            message = f"không biết tệp này chứa gì; thủ tục để ở {FOLDER}/<lĩnh vực>/<mã>.yaml, biểu mẫu để ở {FOLDER}/{FORMS}/"
            problems.append(Problem(shown, 1, 1, "doc.ten", message))
        elif slot in seen:
            problems.append(Problem(shown, 1, 1, "doc.ten", f"trùng tên với {seen[slot].as_posix()}; hãy giữ một tệp"))
        else:
            seen[slot] = file
            yield slot, file


def _entries(root: Path, problems: list[Problem]) -> dict[Slot, list[Path]]:
    """The files of the register, each under the name that others call it by."""
    folder = root / entering.FOLDER
    found: dict[Slot, list[Path]] = {}
    if not folder.is_dir():
        return found
    try:
        files = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except OSError as error:
        message = f"không mở được thư mục: {os_error_words(error)}"
        problems.append(Problem(folder.as_posix(), 1, 1, "doc.tep", message))
        return found
    for file in files:
        if file.suffix == ".yaml" and _is_utf8(file.name) and file.is_file() and not file.is_symlink():
            found[(_ENTRY, file.stem)] = [file]
        else:
            shown = file.as_posix().encode("utf-8", "backslashreplace").decode()
            message = "thư mục này chỉ chứa tệp .yaml do niemyet ghi; hãy chuyển tệp này đi nơi khác"
            problems.append(Problem(shown, 1, 1, "doc.ten", message))
    return found


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _slot(relative: Path) -> Slot | None:
    parts = relative.parts
    if parts == (UNIT,):
        return "unit", ""
    if parts == (FIELDS,):
        return "field", ""
    if parts == (DICTIONARY,):
        return _WORDS
    if len(parts) == 1 and parts[0] in OPTIONAL:
        return OPTIONAL[parts[0]], ""
    if len(parts) == 2:
        # Compared case-folded, because Windows can't hold two files that differ in case alone.
        kind = {FORMS: "form", LISTS: "list"}.get(parts[0], "procedure")
        return kind, relative.stem.casefold().upper()
    return None


def _read(file: Path, kept: Cache) -> Reading:
    """Read one file, or remember what came of the same bytes last time."""
    shown = file.as_posix()
    raw = fetch(file, shown)
    if isinstance(raw, Problem):
        return Reading(None, [raw])
    name = cache.key("document", shown, raw)
    known = kept.get(name)
    if known is not None:
        entry = json.loads(known)
        return Reading(Document(shown, raw, entry["data"]), _problems(entry["warnings"]))
    reading = read(raw, shown)
    if reading.document:
        entry = {"data": reading.document.data, "warnings": [_plain(one) for one in reading.problems]}
        kept.put(name, json.dumps(entry, ensure_ascii=False))
    return reading


def _plain(problem: Problem) -> list[Any]:
    return [*astuple(problem)[:-1], problem.level.value]


def _problems(entries: list[list[Any]]) -> list[Problem]:
    return [
        Problem(path, line, column, rule, words, Level(level)) for path, line, column, rule, words, level in entries
    ]


@dataclass(frozen=True)
class _Checked:
    """A source that keeps its schema, and what tells the files it came from from any others."""

    source: Source
    identity: str


def _checked(slot: Slot, files: list[Path], kept: Cache, problems: list[Problem]) -> _Checked | None:
    """The merged source of some files, if it keeps its schema. What is wrong goes to `problems`."""
    if not files:
        return None
    readings = [_read(file, kept) for file in files]
    for reading in readings:
        problems += reading.problems
    documents = [reading.document for reading in readings if reading.document]
    if len(documents) < len(files):
        return None
    source = Source.of(documents[0])
    for document in documents[1:]:
        source = merge(source, Source.of(document))
    kind = slot[0]
    name = cache.key("verdict", kind, *(part for one in documents for part in (one.path, one.raw)))
    known = kept.get(name)
    if known is not None:
        problems += _problems(json.loads(known))
        return _Checked(source, name)
    broken = _schema_problems(kind, source)
    if broken:
        problems += broken
        return None
    found = _alone(kind, source)
    if not errors(found):
        kept.put(name, json.dumps([_plain(one) for one in found], ensure_ascii=False))
    problems += found
    return _Checked(source, name)


def _alone(kind: str, source: Source) -> list[Problem]:
    """What is wrong with a file that keeps its schema, as far as that can be told from it alone."""
    if kind == "procedure":
        return rules.check_procedure(source)
    return list(sealing.check(source)) if kind == _ENTRY else []


def _schema_problems(kind: str, source: Source) -> list[Problem]:
    """What breaks the schema, in the record as written or, if that is whole, in one of its dated states."""
    found = checking.check(source, kind)
    if kind == "procedure" and not found:
        for _, state in states(source)[1:]:
            found += checking.check(state, kind)
        found = [_where_dropped(source, one) for one in found]
    return found


def _where_dropped(source: Source, problem: Problem) -> Problem:
    """A problem about an entry that a dated change drops, placed where it is dropped."""
    if not problem.message.startswith("thiếu mục"):
        return problem
    for index, version in enumerate(source.data["phien_ban"]):
        way: tuple[str | int, ...] = ("phien_ban", index, "thay")
        inner = version.get("thay")
        for key in problem.rule.split("."):
            if not isinstance(inner, dict) or key not in inner:
                break
            inner, way = inner[key], (*way, key)
        else:
            if inner is None:
                return Problem.at(source.at(*way), problem.rule, problem.message, problem.level)
    return problem


def _dictionaries(own: list[Path]) -> list[Path]:
    """The dictionary that came with the package, below those of the root: it serves every commune."""
    ours = resources.bundled(FOLDER) / DICTIONARY
    resolved = {file.resolve() for file in own}
    return [ours, *own] if ours.is_file() and ours.resolve() not in resolved else own


def _catalogue(
    root: Path,
    sources: Sources,
    words: _Checked | None,
    register: Register,
    identities: Mapping[str, str],
    lists: Mapping[str, Source],
    results: tuple[MonthlyResults, ...],
) -> Catalogue:
    assert sources.unit
    assert sources.fields
    procedures = [_procedure(source) for source in sources.procedures.values()]
    procedures.sort(key=lambda one: (sort_key(one.title), one.code))
    unit = vocabulary.unit(sources.unit.data)
    by_code = {one.code: one for one in procedures}
    return Catalogue(
        unit,
        vocabulary.fields(sources.fields.data),
        {code: vocabulary.form(form.data, _form_folder(root, form)) for code, form in sorted(sources.forms.items())},
        by_code,
        dictionary=vocabulary.dictionary(words.source.data) if words else Dictionary(),
        events=vocabulary.events(sources.events.data) if sources.events else {},
        glossary=vocabulary.glossary(sources.glossary.data) if sources.glossary else {},
        identities=identities,
        register=replace(register, printed=_with_facts(register.printed, sources, unit, by_code)),
        board=vocabulary.board(sources.board.data) if sources.board else None,
        schedule=vocabulary.schedule(sources.schedule.data) if sources.schedule else (),
        lists={name: vocabulary.procedure_list(lists[name].data) for name in sorted(lists)},
        results=results,
        survey=vocabulary.survey(sources.survey.data) if sources.survey else None,
    )


def _with_facts(
    printed: Mapping[str, Printed], sources: Sources, unit: Unit, procedures: Mapping[str, Procedure]
) -> dict[str, Printed]:
    """The prints with what they state."""
    entries = {name: entry.data for name, entry in sources.register.items()}
    facts = {name: data[sealing.FACTS] for name, data in entries.items() if sealing.FACTS in data}
    stated = {
        name: vocabulary.procedure_as_printed(data, procedures[data["ma"]].on(sources.today))
        for name, data in facts.items()
        if data["ma"] in procedures
    }
    contents = {code: entries[code]["in"].get("noi_dung") for code in printed}
    return {
        code: replace(one, facts=vocabulary.as_printed(contents[code], unit, stated)) if contents[code] else one
        for code, one in printed.items()
    }


def _procedure(source: Source) -> Procedure:
    (_, first), *later = states(source)
    bases = [version["can_cu"] for version in source.data.get("phien_ban", ())]
    dated = tuple((day, state.data, basis) for (day, state), basis in zip(later, bases, strict=True) if day)
    return vocabulary.procedure(first.data, dated)
