"""Records as open data say exactly what the YAML said, without what is for officials alone."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from generator import open_data, vocabulary
from generator.records import Unknown
from tests.conftest import Built
from tests.site import test_pages


def forget(value: Any) -> Any:
    """A record without official wording and dated changes, which open data leaves out."""
    if isinstance(value, Unknown):
        return Unknown(value.reason)
    if isinstance(value, tuple):
        return tuple(map(forget, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: forget(getattr(value, one.name)) for one in fields(value)}
        return type(value)(**{**parts, **({"versions": ()} if "versions" in parts else {})})
    return value


def test_every_sample_record_comes_back_whole(sample: Built) -> None:
    assert len(sample.catalogue.procedures) > 40
    for one in [*sample.catalogue.procedures.values(), *test_pages.catalogue().procedures.values()]:
        assert vocabulary.procedure(open_data.procedure(one)) == forget(one)


def test_the_board_and_the_schedule_come_back_whole(sample: Built) -> None:
    for one in (sample.catalogue, test_pages.catalogue()):
        assert one.board
        assert vocabulary.board(open_data.board(one.board)) == one.board
        assert vocabulary.schedule(open_data.schedule(one.schedule)) == one.schedule
