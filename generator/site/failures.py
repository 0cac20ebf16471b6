"""What mkdocs and Jinja raise over somebody's own templates, as a problem with a place."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

import jinja2
from jinja2 import TemplateNotFound, TemplateSyntaxError

from generator.problems import Problem
from generator.reading import not_utf8_at

RULE = "mau_trang"

_JINJA = Path(jinja2.__file__).parent


def of(error: BaseException, folders: Sequence[Path]) -> Problem | None:
    """The problem in the templates of `folders` behind an error; None where it is something else."""
    place = _place(error, folders)
    if isinstance(error, TemplateSyntaxError):
        written = (error.filename or error.name or "", error.lineno)
        return _problem(written, f"mẫu trang sai cú pháp; hãy sửa dòng này (máy báo: {error.message})")
    if isinstance(error, TemplateNotFound):
        where, line = place or (folders[0].as_posix(), 1)
        return missing(where, str(error.name), line)
    if isinstance(error, RecursionError):
        return _problem(place, "mẫu trang gọi lại chính nó không dứt; hãy bỏ lời gọi ấy") if place else None
    if isinstance(error, UnicodeDecodeError):
        files = (file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in (".html", ".css"))
        return next((found for file in files if (found := not_utf8_at(file.read_bytes(), file.as_posix()))), None)
    if place:
        return _problem(place, f"mẫu trang không chạy được; hãy sửa dòng này (máy báo: {error})")
    return None


def missing(where: str, name: str, line: int = 1) -> Problem:
    """The problem of a page or template that asks for a template which is not there."""
    message = f'không có mẫu trang "{name}"; hãy sửa tên hoặc thêm mẫu vào thư mục site_templates'
    return _problem((where, line), message)


def _problem(place: tuple[str, int], message: str) -> Problem:
    return Problem(Path(place[0]).as_posix(), place[1], 1, RULE, message)


def _place(error: BaseException, folders: Sequence[Path]) -> tuple[str, int] | None:
    """The line of a template in which the error arose, and not in our own code that a template called."""
    frames = [
        (Path(frame.filename), line)
        for frame, line in ((summary, summary.lineno or 1) for summary in traceback.extract_tb(error.__traceback__))
        if not Path(frame.filename).is_relative_to(_JINJA) or isinstance(error, RecursionError)
    ]
    inside = [
        (file.as_posix(), line)
        for file, line in (frames if isinstance(error, RecursionError) else frames[-1:])
        if any(file.resolve().is_relative_to(folder.resolve()) for folder in folders)
    ]
    return inside[-1] if inside else None
