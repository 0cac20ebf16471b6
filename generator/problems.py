"""What is wrong with the input, and where.

Problems are collected, never raised one by one, so that an official mends a whole file at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Level(str, Enum):
    """How bad a problem is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Position(NamedTuple):
    """A place in a file as an editor counts it: the path, the line and the column, both from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with the input, told in plain Vietnamese.

    `rule` names what was broken: a rule of `generator.rules`, a path in the schema, or a way of reading.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    level: Level = Level.ERROR

    @classmethod
    def at(cls, position: Position, rule: str, message: str, level: Level = Level.ERROR) -> Problem:
        return cls(position.path, position.line, position.column, rule, message, level)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message} [{self.rule}]"


def errors(problems: list[Problem]) -> list[Problem]:
    """Those problems that stop the build."""
    return [problem for problem in problems if problem.level is Level.ERROR]
