"""The posters of the sample commune, made once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import loading
from generator.posters import building
from generator.posters.building import Built
from generator.records import Catalogue
from tests import making


@dataclass(frozen=True)
class Printed:
    """What came of a build, with the PDFs by file name."""

    catalogue: Catalogue
    built: Built
    files: dict[str, bytes]


def build(catalogue: Catalogue, root: Path, out: Path) -> Printed:
    out.mkdir()
    built = building.build(catalogue, root, out, making.TODAY)
    assert sorted(file.name for file in out.iterdir()) == sorted(file.name for file in built.files)
    return Printed(catalogue, built, {file.name: file.read_bytes() for file in built.files})


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    loaded = loading.load(making.REPOSITORY, making.TODAY)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    return build(loaded.catalogue, making.REPOSITORY, tmp_path_factory.mktemp("to-in") / "to")
