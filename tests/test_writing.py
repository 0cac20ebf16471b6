"""The old output stands until the new one is whole."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.writing import MARKER, POSTERS, SITE, FreshFolder, NotOurs, check_place, write_file


def _built(target: Path, words: str) -> None:
    fresh = FreshFolder(target)
    (fresh.path / "a.html").write_text(words)
    fresh.swap()


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_takes_the_old_ones_place(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    _built(target, "one")
    (target / "gone.html").touch()
    _built(target, "two")
    assert _names(target) == [MARKER, "a.html"]
    assert (target / "a.html").read_text() == "two"
    assert _names(tmp_path / "deep") == ["site"]
    assert target.stat().st_mode & 0o777 == 0o755


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    _built(tmp_path / "site", "one")
    assert (tmp_path / "site" / "a.html").read_text() == "one"


def test_what_is_forgotten_leaves_nothing_behind(tmp_path: Path) -> None:
    _built(tmp_path / "site", "one")
    fresh = FreshFolder(tmp_path / "site")
    (fresh.path / "a.html").write_text("two")
    fresh.discard()
    assert _names(tmp_path) == ["site"]
    assert (tmp_path / "site" / "a.html").read_text() == "one"


def _altered(old: Path) -> None:
    old.write_text("ENO")


def _cannot_be_read(old: Path) -> None:
    old.chmod(0o200)


def _leads_elsewhere(old: Path) -> None:
    old.rename(old.parents[1] / "elsewhere")
    old.symlink_to(old.parents[1] / "elsewhere")


def _is_a_folder(old: Path) -> None:
    old.unlink()
    old.mkdir()


@pytest.mark.parametrize("spoil", [_altered, _cannot_be_read, _leads_elsewhere, _is_a_folder])
def test_an_old_file_is_shared_only_if_it_is_the_very_same(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    target = tmp_path / "site"
    _built(target, "one")
    spoil(target / "a.html")
    fresh = FreshFolder(target)
    fresh.put("a.html", b"one")
    fresh.put("deep/b.html", b"two")
    fresh.swap()
    assert (target / "a.html").read_text() == "one"
    assert not (target / "a.html").is_symlink()
    assert (target / "a.html").stat().st_mode & 0o444 == 0o444
    assert (target / "deep" / "b.html").read_text() == "two"


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_we_did_not_write_is_not_replaced(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "site"
    if kind == "folder":
        target.mkdir()
        (target / "thesis.doc").touch()
    elif kind == "file":
        target.touch()
    else:
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    before = _names(tmp_path)
    with pytest.raises(NotOurs) as caught:
        FreshFolder(target)
    words = {
        "folder": f'Thư mục "{target.as_posix()}" có thứ không phải do niemyet tạo ra nên không bị ghi đè;'
        " hãy chọn thư mục khác hoặc tự xóa nó.",
        "file": f'"{target.as_posix()}" là một tệp, không phải thư mục, nên không bị ghi đè; hãy chọn thư mục khác.',
        "link": f'"{target.as_posix()}" là đường dẫn tắt nên không bị ghi đè; hãy chọn thư mục khác.',
    }
    assert str(caught.value) == words[kind]
    assert _names(tmp_path) == before


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", [1, 2])
def test_a_swap_that_is_interrupted_leaves_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, call: int
) -> None:
    _built(tmp_path / "site", "one")
    fresh = FreshFolder(tmp_path / "site")
    calls = iter(range(1, 10))
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if next(calls) == call:
            raise error
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(type(error)):
            fresh.swap()
    fresh.discard()
    assert (tmp_path / "site" / "a.html").read_text() == "one"
    assert _names(tmp_path) == ["site"]


@pytest.mark.parametrize(("kind", "other", "words"), [(SITE, POSTERS, "trang mạng"), (POSTERS, SITE, "áp phích")])
def test_only_a_folder_of_the_same_kind_is_replaced(tmp_path: Path, kind: str, other: str, words: str) -> None:
    FreshFolder(tmp_path / "out", kind).swap()
    with pytest.raises(NotOurs) as caught:
        FreshFolder(tmp_path / "out", other)
    shown = (tmp_path / "out").as_posix()
    assert str(caught.value) == f'Thư mục "{shown}" đang chứa {words} nên không bị ghi đè; hãy chọn thư mục khác.'
    FreshFolder(tmp_path / "out", kind).swap()


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (".", "thư mục này chứa cả kho dữ liệu"),
        ("..", "thư mục này chứa cả kho dữ liệu"),
        ("/", "thư mục này chứa cả kho dữ liệu"),
        ("catalogue", "thư mục catalogue là nơi để tệp nguồn"),
        ("catalogue/out", "thư mục catalogue là nơi để tệp nguồn"),
        (".niemyet", "thư mục .niemyet là nơi để tệp nguồn"),
        ("posters/trang", "thư mục posters dành cho áp phích"),
        ("to-in/trang", "thư mục này nằm trong to-in, nơi chứa áp phích"),
    ],
)
def test_output_does_not_go_among_the_sources(tmp_path: Path, place: str, why: str) -> None:
    FreshFolder(tmp_path / "to-in", POSTERS).swap()
    target = tmp_path / place
    with pytest.raises(NotOurs) as caught:
        check_place(tmp_path, target, SITE)
    assert str(caught.value) == (
        f'Không đặt kết quả vào "{target.as_posix()}" được: {why}; hãy chọn thư mục khác cho --out.'
    )


def test_remains_of_killed_builds_go_but_not_those_of_a_running_one(tmp_path: Path) -> None:
    script = "import os, sys; from pathlib import Path; from generator.writing import FreshFolder;"
    script += "print(FreshFolder(Path(sys.argv[1])).path, flush=True); os.kill(os.getpid(), 9)"
    answer = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "site"], capture_output=True, text=True, check=False
    )
    killed, running = Path(answer.stdout.strip()), FreshFolder(tmp_path / "site")
    assert killed.is_dir()
    for folder, seconds in ((killed, 60), (running.path, 7200)):
        old = time.time() - seconds
        os.utime(folder, (old, old))
    assert FreshFolder(tmp_path / "site").path.exists()
    assert not killed.exists()
    assert running.path.exists()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    write_file(file, b"one")
    assert file.read_bytes() == b"one"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="full"):
        write_file(file, b"two")
    assert file.read_bytes() == b"one"
    assert _names(tmp_path) == ["a.yaml"]
