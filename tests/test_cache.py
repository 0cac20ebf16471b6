"""What is kept between builds is safe to delete, and never the cause of a wrong page."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator import cache
from generator.cache import FILE, Cache

VALUES = {f"key {number}": f"trang số {number} " * 50 for number in range(50)}


def _filled(root: Path) -> Path:
    kept = Cache(root)
    for key, value in VALUES.items():
        kept.put(key, value)
    assert kept.get("key 1") == VALUES["key 1"]
    kept.save()
    return root / FILE


def _read(root: Path) -> dict[str, str | None]:
    kept = Cache(root)
    return {key: kept.get(key) for key in VALUES}


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    _filled(tmp_path)
    assert _read(tmp_path) == VALUES
    assert Cache(tmp_path).get("never") is None


def test_nothing_is_kept_without_a_root_or_without_saving(tmp_path: Path) -> None:
    for root in (None, tmp_path):
        kept = Cache(root)
        kept.put("a", "b")
        assert kept.get("a") == "b"
    assert list(tmp_path.iterdir()) == []
    Cache(None).save()


def test_what_a_whole_build_did_not_use_is_dropped(tmp_path: Path) -> None:
    _filled(tmp_path)
    kept = Cache(tmp_path)
    assert kept.get("key 1")
    kept.put("new", "x")
    kept.save(everything=True)
    after = Cache(tmp_path)
    assert [after.get(key) is not None for key in ("key 1", "key 2", "new")] == [True, False, True]


def test_a_part_of_the_work_drops_nothing(tmp_path: Path) -> None:
    _filled(tmp_path)
    kept = Cache(tmp_path)
    kept.put("new", "x")
    kept.save()
    assert _read(tmp_path) == VALUES


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_cache_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / FILE
    file.parent.mkdir()
    file.write_bytes(content)
    assert set(_read(tmp_path).values()) == {None}
    _filled(tmp_path)
    assert _read(tmp_path) == VALUES


def test_another_database_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE entries (something INTEGER)")
    assert set(_read(tmp_path).values()) == {None}
    _filled(tmp_path)
    assert _read(tmp_path) == VALUES


def test_changed_bytes_are_never_taken_for_what_was_kept(tmp_path: Path) -> None:
    file = _filled(tmp_path)
    whole = file.read_bytes()
    chance = random.Random(2)  # noqa: S311
    lost = 0
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 200)):
            damaged[chance.randrange(100, len(damaged))] = chance.randrange(256)
        file.write_bytes(damaged)
        for key, value in _read(tmp_path).items():
            assert value in (None, VALUES[key])
            lost += value is None
        kept = Cache(tmp_path)
        kept.put("new", "x")
        kept.save(everything=chance.random() < 0.5)
        assert Cache(tmp_path).get("new") in ("x", None)
    assert lost, "damage that is never seen proves nothing"


@pytest.mark.parametrize("end", [0, 10, 100, 4096, 5000, -100])
def test_a_file_cut_short_is_no_trouble(tmp_path: Path, end: int) -> None:
    file = _filled(tmp_path)
    file.write_bytes(file.read_bytes()[:end])
    assert all(value in (None, VALUES[key]) for key, value in _read(tmp_path).items())
    _filled(tmp_path)
    assert _read(tmp_path) == VALUES


def test_where_nothing_can_be_written_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / FILE.parent).write_text("a file where the folder should be")
    kept = Cache(tmp_path)
    kept.put("a", "b")
    kept.save()
    assert (tmp_path / FILE.parent).is_file()
    (tmp_path / FILE.parent).unlink()
    (tmp_path / FILE).mkdir(parents=True)
    kept = Cache(tmp_path)
    kept.put("a", "b")
    kept.save()
    gone = Cache(tmp_path / "no such folder")
    gone.put("a", "b")
    gone.save()


def test_a_locked_file_does_not_fail_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _filled(tmp_path)
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout=0: real(path, timeout=0))
    with closing(real(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert set(_read(tmp_path).values()) == {None}
        kept = Cache(tmp_path)
        kept.put("a", "b")
        kept.save()
    assert Cache(tmp_path).get("a") in ("b", None)


def test_keys_know_code_and_the_borders_of_their_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.key("ab", "c")
    assert cache.key("a", "bc") != before
    assert cache.key(b"ab", "c") == before
    monkeypatch.setattr(cache, "fingerprint", lambda: "another version")
    assert cache.key("ab", "c") != before
