"""The whole path on the official records: import, check, build, without a single error."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest

from generator import addresses, loading
from generator.cache import Cache
from generator.importers import into_root
from generator.loading import Loaded
from generator.problems import errors
from generator.site.plugin import build_site

OFFICIAL = Path(__file__).parent.parent.parent / "shared" / "national" / "procedures"
DAY = date(2026, 11, 22)

pytestmark = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the official records lie outside the project, in ../shared/national/procedures"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("official")
    done = into_root.bring_in([OFFICIAL], root, lambda *_: None)
    assert errors(done.problems) == []
    assert len(done.written) == len(list(OFFICIAL.glob("*.json")))
    return root


@pytest.fixture(scope="module")
def loaded(root: Path) -> Loaded:
    return loading.load(root, DAY)


def test_every_official_record_passes_the_check(loaded: Loaded) -> None:
    assert errors(loaded.problems) == []
    assert loaded.catalogue
    assert len(loaded.catalogue.procedures) == len(list(OFFICIAL.glob("*.json")))


def test_what_was_not_understood_is_warned_about(loaded: Loaded) -> None:
    unread = {problem.path for problem in loaded.problems if problem.rule == "chua_doc"}
    assert len(unread) > len(list(OFFICIAL.glob("*.json"))) // 2


def test_official_wording_is_never_shown_to_villagers(root: Path, loaded: Loaded, tmp_path: Path) -> None:
    assert loaded.catalogue
    build_site(root, tmp_path / "site", DAY, loaded, Cache(None))
    written = {
        file.parent.relative_to(tmp_path / "site").as_posix() for file in (tmp_path / "site").rglob("index.html")
    }
    assert {(address.path.rstrip("/") or ".") for address in addresses.all(loaded.catalogue)} <= written
    page = (tmp_path / "site" / "TT" / "1.000110" / "index.html").read_text("utf-8")
    assert "Hội đồng nhân dân tỉnh, thành phố trực thuộc Trung ương quyết định" not in page
    assert "Chưa có thông tin" in page


PROGRAMS = [
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "</SCRIPT",
    "<\n- script",
    "<<script",
    "VBScript :x",
    "123",
]


def test_official_records_with_programs_in_them_pass_the_check(tmp_path: Path) -> None:
    chosen = random.Random(17)  # noqa: S311 - the same words each time
    for file in sorted(OFFICIAL.glob("*.json"))[::4]:
        official = json.loads(file.read_text("utf-8"))
        for key, text in official.items():
            # Fields whose names differ in a sign only would clash, which is told as an error of its own.
            if isinstance(text, str) and key not in ("ma_thu_tuc", "linh_vuc"):
                at = chosen.randrange(len(text) + 1)
                official[key] = text[:at] + chosen.choice(PROGRAMS) + text[at:]
        (tmp_path / file.name).write_text(json.dumps(official), "utf-8")
    done = into_root.bring_in([tmp_path], tmp_path / "xa", lambda *_: None)
    assert errors(done.problems) == []
    assert errors(loading.load(tmp_path / "xa", DAY).problems) == []


def test_a_second_import_overwrites_nothing(root: Path) -> None:
    file = next((root / "procedures_yaml").glob("*/1.000110.yaml"))
    before = file.read_text("utf-8")
    file.write_text(before + "# lời của cán bộ\n", "utf-8")
    done = into_root.bring_in([OFFICIAL / "1.000110.json"], root, lambda *_: None)
    assert done.written == []
    assert done.kept == [file]
    assert file.read_text("utf-8") == before + "# lời của cán bộ\n"
    file.write_text(before, "utf-8")
