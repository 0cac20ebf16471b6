"""A small commune with a real host, the command line in this process, and a root that has printed once."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import cli, loading
from generator.posters import printing
from generator.posters.building import Choice
from generator.posters.printing import Order
from generator.problems import Level
from generator.records import Catalogue
from generator.register import entering
from tests import making

BASE = making.REPOSITORY / "tests" / "records" / "base"
DAY = making.TODAY.isoformat()
HOST = "xathu.tinhthu.gov.vn"
POSTER = "to-thon-A4"


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`niemyet` as a person runs it, in the folder `root`."""

    def run(root: Path, *arguments: str, day: str = DAY) -> Answer:
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["niemyet", *arguments, "--date", day])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Answer(int(ended.value.code or 0), said.out, said.err)

    return run


def make_root(folder: Path) -> Path:
    """The sound records of the tests, with a host that could be real."""
    shutil.copytree(BASE, folder)
    change(folder, "don_vi.yaml", "xathu.example", HOST)
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_root(tmp_path / "xa")


@pytest.fixture(scope="session")
def printed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_root(tmp_path_factory.mktemp("so") / "xa")
    order = Order(printing=True, choice=Choice(POSTER, "thon-dinh"))
    _, built = printing.make(catalogue(root), root, None, making.TODAY, order, lambda _done, _total: None)
    assert len(built.files) == 1
    return root


@pytest.fixture
def printed(printed_once: Path, tmp_path: Path) -> Path:
    """A root that has printed the poster of its first village, edition 1."""
    return Path(shutil.copytree(printed_once, tmp_path / "xa"))


def change(root: Path, name: str, old: str, new: str) -> None:
    """Other words in one of the records."""
    file = root / loading.FOLDER / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def entries(root: Path, kind: str = "") -> list[Path]:
    """The files of the register, of all kinds or of one."""
    files = sorted((root / entering.FOLDER).glob("*.yaml"))
    return [file for file in files if re.search(rf"\d-{kind}-|\A{kind}-" if kind else "", file.name)]


def errors(root: Path) -> list[str]:
    """What stops the build, with paths as below the root."""
    found = loading.load(root, making.TODAY).problems
    return [str(one).replace(f"{root.as_posix()}/", "") for one in found if one.level is Level.ERROR]


def catalogue(root: Path) -> Catalogue:
    loaded = loading.load(root, making.TODAY)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    return loaded.catalogue
