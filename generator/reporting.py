"""Problems as text for people, as JSON for machines, as annotations for the web pages of git hosts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from generator import wording
from generator.problems import Level, Problem

FORMATS = ("text", "json", "github", "gitlab")
_LEVELS = {Level.ERROR: "lỗi", Level.WARNING: "cảnh báo"}
_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor"}


def report(problems: Sequence[Problem], files: int, form: str) -> str:
    """All problems in one of `FORMATS`."""
    if form == "json":
        return _json(problems, files)
    if form == "gitlab":
        return _code_quality(problems)
    if form == "github":
        return "\n".join([*map(_annotation, problems), summary(problems, files)])
    return "\n".join([*map(line, problems), summary(problems, files)])


def line(one: Problem) -> str:
    """`procedures_yaml/don_vi.yaml:8:11: cảnh báo: tên miền … [ban_mau]`; an error goes without the word for it."""
    level = "" if one.level is Level.ERROR else f"{_LEVELS[one.level]}: "
    return f"{one.path}:{one.line}:{one.column}: {level}{one.message} [{one.rule}]"


def summary(problems: Sequence[Problem], files: int) -> str:
    """`Đã kiểm tra 60 tệp: 2 lỗi, 5 cảnh báo.`"""
    counts = Counter(problem.level for problem in problems)
    found = [f"{wording.number(counts[level])} {_LEVELS[level]}" for level in Level if counts[level]]
    return f"Đã kiểm tra {wording.number(files)} tệp: {', '.join(found) or 'không có lỗi'}."


def _json(problems: Sequence[Problem], files: int) -> str:
    counts = Counter(problem.level for problem in problems)
    content = {
        "files": files,
        "errors": counts[Level.ERROR],
        "warnings": counts[Level.WARNING],
        "problems": [
            {
                "path": one.path,
                "line": one.line,
                "column": one.column,
                "level": one.level.value,
                "rule": one.rule,
                "message": one.message,
            }
            for one in problems
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _annotation(problem: Problem) -> str:
    """A workflow command; what would end it early is escaped as the host's documentation says."""
    message = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = problem.path
    for character, code in (("%", "%25"), (":", "%3A"), (",", "%2C")):
        path = path.replace(character, code)
    place = f"file={path},line={problem.line},col={problem.column}"
    return f"::{problem.level.value} {place},title={problem.rule}::{message}"


def _code_quality(problems: Sequence[Problem]) -> str:
    """A report of GitLab's Code Quality: its documentation names these fields.

    The fingerprint leaves the line out, so that a problem that only moved is not told as new; which one of
    several alike it is stands in it instead.
    """
    alike: Counter[tuple[str, str, str]] = Counter()
    content = []
    for one in problems:
        same = (one.path, one.rule, one.message)
        alike[same] += 1
        content.append(
            {
                "description": one.message,
                "check_name": one.rule,
                "fingerprint": hashlib.sha256("\0".join((*same, str(alike[same]))).encode()).hexdigest(),
                "severity": _SEVERITIES[one.level],
                "location": {"path": one.path, "lines": {"begin": one.line}},
            }
        )
    return json.dumps(content, ensure_ascii=False, indent=2)
