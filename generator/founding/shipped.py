"""What a commune's repository takes from the package and can take again later: each a folder of files."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import __version__, checking, monthly, resources
from generator.founding.answers import NATIONAL
from generator.loading import DICTIONARY, FOLDER, SURVEY, UNIT
from generator.reading import read

SCHEMAS = ".vscode/khuon"
"""Where a commune's root keeps the schemas, for its editor."""

SNIPPETS = ".vscode/niemyet.code-snippets"

_LAYER = re.compile("lop/[A-Za-z0-9_-]+")
_MODELINE = b"# yaml-language-server:"
_OWN = re.compile(
    rb"^(?:#[^\n]*\n)?cach_tra_tien:[^\n]*\n(?:[ -][^\n]*\n)*|^ +tra_tai_nha:[^\n]*\n",
    re.MULTILINE,
)
"""What in the sample's records is arranged by the commune itself: how it is paid, and whom it brings results to."""
_FILES = Path(__file__).parent / "files"
_PACKAGE_SCHEMAS = "generator/schema"


class NoLayer(Exception):
    """There is no such layer to renew, or nothing to renew it from; the message says why."""


def folders_of(root: Path) -> dict[str, dict[str, bytes]]:
    """The same for a root that has the national layer. Raises `NoLayer`."""
    if not (root / NATIONAL).is_dir():
        raise NoLayer(f'Kho dữ liệu không có thư mục "{NATIONAL}" nên không có gì để nhận bản mới.')
    return folders()


def given(layer: str, source: Path) -> dict[str, bytes]:
    """The files of a folder that somebody sent, for a layer of this name. Raises `NoLayer` and `OSError`."""
    if not _LAYER.fullmatch(layer):
        raise NoLayer(f'Tên lớp "{layer}" không đúng; viết ví dụ lop/tinh.')
    if not source.is_dir():
        raise NoLayer(f'Không có thư mục "{source.as_posix()}".')
    if (source / FOLDER).is_dir():
        raise NoLayer(
            f'"{source.as_posix()}" là cả một kho; hãy chỉ đúng thư mục dữ liệu, ví dụ {(source / FOLDER).as_posix()}.'
        )
    files = of_folder(source)
    if not any(path.endswith(".yaml") for path in files):
        raise NoLayer(f'Thư mục "{source.as_posix()}" không có tệp dữ liệu .yaml nào.')
    return files


def folders() -> dict[str, dict[str, bytes]]:
    """The folders of a root that the package renews, each with its files by path."""
    return {NATIONAL: _national(), SCHEMAS: _schemas()}


def of_folder(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path there, hidden ones and links apart. Raises `OSError`."""
    found: dict[str, bytes] = {}
    for where, names, files in os.walk(folder, onerror=_raise):
        names[:] = sorted(name for name in names if not name.startswith(".") and not Path(where, name).is_symlink())
        for file in (Path(where, name) for name in sorted(files) if not name.startswith(".")):
            if file.is_file() and not file.is_symlink():
                found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found


def favourites() -> list[str]:
    """The procedures that most communes are asked for most, as the sample lists them."""
    file = resources.bundled(FOLDER) / UNIT
    document = read(file.read_bytes(), UNIT).document
    assert document
    listed: list[str] = document.data["hay_dung"]
    return listed


def starting_files() -> dict[str, bytes]:
    """What a new root holds beside its records, by path."""
    return {
        "README.md": _own("README.md"),
        ".gitignore": _own("gitignore"),
        ".pre-commit-config.yaml": _own("pre-commit-config.yaml"),
        ".vscode/extensions.json": _own("extensions.json"),
        ".vscode/settings.json": _settings(),
        SNIPPETS: resources.bundled(SNIPPETS).read_bytes(),
        **{name: resources.bundled(name).read_bytes() for name in (".editorconfig", ".gitattributes")},
    }


def publishing_files() -> dict[str, bytes]:
    """Everything by which a repository is checked, published and hosted; it lies in the package as it lies there."""
    folder = _FILES / "publishing"
    program = _own("requirements.txt") + f"niemyet=={__version__}\n".encode()
    files = (file for file in folder.rglob("*") if file.is_file())
    return {"requirements.txt": program, **{file.relative_to(folder).as_posix(): file.read_bytes() for file in files}}


def _own(name: str) -> bytes:
    return (_FILES / name).read_bytes()


def _national() -> dict[str, bytes]:
    """The records without what is a commune's own: the unit, its results, its survey, what the sample arranges itself,
    and the dictionary, which the package always brings.
    """
    files = of_folder(resources.bundled(FOLDER))
    return {
        path: _OWN.sub(b"", _without_modeline(raw))
        for path, raw in files.items()
        if path not in (UNIT, DICTIONARY, SURVEY) and not path.startswith(f"{monthly.FOLDER}/")
    }


def _without_modeline(raw: bytes) -> bytes:
    """A record without the line that leads an editor to the project's schemas; a root's settings name its own."""
    return raw.partition(b"\n")[2] if raw.startswith(_MODELINE) else raw


def _schemas() -> dict[str, bytes]:
    folder = Path(checking.__file__).parent / "schema"
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.schema.json"))}


def _settings() -> bytes:
    """The project's own editor settings, for the schemas in a root and for its layers."""
    settings: Mapping[str, Any] = json.loads(resources.bundled(".vscode/settings.json").read_text("utf-8"))
    kept = {key: value for key, value in settings.items() if "python" not in key}
    kept["yaml.schemas"] = {
        path.replace(f"./{_PACKAGE_SCHEMAS}", f"./{SCHEMAS}"): [
            *globs,
            *(f"lop/*/{glob.removeprefix(f'{FOLDER}/')}" for glob in globs if glob.startswith(FOLDER)),
        ]
        for path, globs in settings["yaml.schemas"].items()
    }
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def _raise(error: OSError) -> None:
    raise error
