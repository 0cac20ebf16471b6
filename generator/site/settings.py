"""`mkdocs.yml` as mkdocs understands it, or what is wrong with it and where."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load
from yaml import MarkedYAMLError, YAMLError

from generator.problems import Problem
from generator.reading import not_utf8_at, os_error_words

RULE = "mkdocs"

_UNKNOWN, _REQUIRED = "Unrecognised configuration name", "Required configuration not provided"


class BadSettings(Exception):
    """The settings can't be used; the text is all problems, one a line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))


def load(file: Path, **overrides: Any) -> MkDocsConfig:
    """The checked settings of a file, with `overrides` in place of what it says. Raises `BadSettings`.

    mkdocs itself would write what is wrong to its log, in English and without a place, before it gives up.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise BadSettings([_problem(file, f"không đọc được tệp: {os_error_words(error)}")]) from error
    if problem := not_utf8_at(raw, file.as_posix()):
        raise BadSettings([problem])
    config = MkDocsConfig(config_file_path=str(file))
    config.load_dict(_data(file) | overrides)
    errors, warnings = config.validate()
    unknown = [(key, warning) for key, warning in warnings if warning.startswith(_UNKNOWN)]
    if errors or unknown:
        text = raw.decode()
        raise BadSettings([_of_key(file, text, key, str(error)) for key, error in (*errors, *unknown)])
    return config


def _data(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            data = yaml_load(stream)
    except ConfigurationError as error:
        raise BadSettings([_not_yaml(file, error.__context__)]) from error
    except TypeError:
        # mkdocs looks for a key in whatever it finds.
        data = None
    if not (isinstance(data, dict) and all(isinstance(key, str) for key in data)):
        raise BadSettings([_problem(file, "tệp này phải là các dòng dạng tên: giá trị")])
    return data


def _not_yaml(file: Path, error: BaseException | None) -> Problem:
    if not isinstance(error, YAMLError):
        return _problem(file, "không đọc được tệp nêu ở dòng INHERIT")
    mark = error.problem_mark or error.context_mark if isinstance(error, MarkedYAMLError) else None
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return _problem(file, "viết sai cú pháp YAML ở chỗ này; hãy sửa lại", line, column)


def _of_key(file: Path, text: str, key: str, error: str) -> Problem:
    lines = (number for number, line in enumerate(text.split("\n"), 1) if re.match(rf"{re.escape(key)}\s*:", line))
    line = next(lines, 1)
    if error.startswith(_UNKNOWN):
        return _problem(file, f'không có mục cài đặt "{key}"; hãy sửa tên hoặc bỏ dòng này', line)
    if error.startswith(_REQUIRED):
        return _problem(file, f'thiếu "{key}"', line)
    return _problem(file, f'"{key}" không dùng được; hãy sửa lại (máy báo: {error})', line)


def _problem(file: Path, message: str, line: int = 1, column: int = 1) -> Problem:
    return Problem(file.as_posix(), line, column, RULE, message)
