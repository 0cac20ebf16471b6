"""The folder of monthly results: which files count, each read and checked, in the order of the months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator import monthly, tables
from generator.problems import Problem
from generator.reading import fetch, os_error_words
from generator.records import MonthlyResults

_SHEETS = (".xlsx", ".xls", ".ods", ".xlsm")


def load(folder: Path, codes: Mapping[str, str], today: date) -> tuple[tuple[MonthlyResults, ...], list[Problem], int]:
    """The results of every month, what is wrong with the files, and how many files there are.

    `codes` gives the code of a field by its code and its name. A folder that is not there holds nothing.
    """
    results: list[MonthlyResults] = []
    problems: list[Problem] = []
    try:
        files = sorted(file for file in folder.iterdir() if not file.name.startswith(".")) if folder.is_dir() else []
    except OSError as error:
        message = f"không mở được thư mục: {os_error_words(error)}"
        return (), [Problem(folder.as_posix(), 1, 1, "doc.tep", message)], 0
    for file in files:
        shown = file.as_posix().encode("utf-8", "backslashreplace").decode()
        named = monthly.FILE.fullmatch(file.name)
        if not named or file.name != file.name.lower() or file.is_symlink() or not file.is_file():
            problems.append(Problem(shown, 1, 1, "doc.ten", _not_ours(file)))
            continue
        raw = fetch(file, shown)
        table = [raw] if isinstance(raw, Problem) else tables.read(raw, shown)
        if isinstance(table, list):
            problems += table
            continue
        found, wrong = monthly.of_table(table, int(named[1]), codes, today)
        results += found
        problems += wrong
    return tuple(results), problems, len(files)


def _not_ours(file: Path) -> str:
    if file.suffix.lower() in _SHEETS:
        return "đây là tệp Excel; hãy chọn Save As (Lưu thành), kiểu CSV UTF-8, đặt tên theo năm, ví dụ 2026.csv"
    return "thư mục này chỉ chứa tệp kết quả đặt tên theo năm, ví dụ 2026.csv"
