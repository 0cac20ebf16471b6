"""Every file of `records/bad/` breaks the sound records of `records/base/` in one way: what is said about it, word for word.

Each file names the changes (`sua`) and all problems that come of them: `loi` stop the build, `canh_bao` do not.
"""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import rules
from generator.loading import Loaded, load
from generator.problems import Level

RECORDS = Path(__file__).parent / "records"
BASE = RECORDS / "base"
BAD = sorted((RECORDS / "bad").glob("*.yaml"))
TODAY = date(2026, 11, 22)


@cache
def cases() -> dict[str, dict[str, Any]]:
    return {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in BAD}


def broken(case: dict[str, Any], root: Path) -> Path:
    """A copy of the base with the changes of a case."""
    shutil.copytree(BASE, root)
    for change in case["sua"]:
        file = root / "procedures_yaml" / change["tep"]
        file.parent.mkdir(parents=True, exist_ok=True)
        if change.get("xoa"):
            file.unlink()
        elif "hex" in change:
            file.write_bytes(bytes.fromhex(change["hex"]))
        elif "noi_dung" in change:
            file.write_bytes(change["noi_dung"].encode() * change.get("lap", 1))
        else:
            text = file.read_text("utf-8")
            assert text.count(change["tim"]) == 1, f"{change['tim']!r} must stand once in {change['tep']}"
            file.write_bytes(text.replace(change["tim"], change["thay"]).encode())
    return root


def told(loaded: Loaded, root: Path, level: Level) -> list[str]:
    """What `loaded` says, with paths as below the root, without what is said of the sound records already."""
    said = [str(one).replace(f"{root.as_posix()}/", "") for one in loaded.problems if one.level is level]
    known = [str(one).replace(f"{BASE.as_posix()}/", "") for one in load(BASE, TODAY).problems]
    return [one for one in said if one not in known]


def test_base_is_sound() -> None:
    loaded = load(BASE, TODAY)
    assert loaded.catalogue is not None
    assert [one.rule for one in loaded.problems] == ["ban_mau"]


@pytest.mark.parametrize("name", [file.stem for file in BAD])
def test_bad_record(name: str, tmp_path: Path) -> None:
    case = cases()[name]
    root = broken(case, tmp_path / "kho")
    loaded = load(root, TODAY)
    assert told(loaded, root, Level.ERROR) == case.get("loi", [])
    assert told(loaded, root, Level.WARNING) == case.get("canh_bao", [])
    assert (loaded.catalogue is None) == bool(case.get("loi"))


def expected_rules() -> set[str]:
    lines = [line for case in cases().values() for line in [*case.get("loi", []), *case.get("canh_bao", [])]]
    return {line.rpartition("[")[2].rstrip("]") for line in lines}


@pytest.mark.parametrize("rule", rules.names())
def test_every_rule_is_broken_once(rule: str) -> None:
    assert rule in expected_rules()


# What reading can say: every name that begins with `doc.` in the source.
READING = """
chi_thi chuan_hoa cu_phap ghi_chu gia_tri khoa ky_tu lon neo nhieu_loi nhieu_tai_lieu sau ten tep the trong trung_khoa utf8
""".strip().split(" ")


@pytest.mark.parametrize("kind", [kind for kind in READING if kind != "nhieu_loi"])
def test_every_way_of_misreading_is_shown(kind: str) -> None:
    assert f"doc.{kind}" in expected_rules()


def test_problems_beyond_what_anybody_reads_are_not_listed(tmp_path: Path) -> None:
    change = {"tep": "bieu_mau/to-khai.yaml", "noi_dung": "ma: 007\n", "lap": 200}
    root = broken({"sua": [change]}, tmp_path / "kho")
    *_, last = [one for one in told(load(root, TODAY), root, Level.ERROR) if "bieu_mau" in one.partition(":")[0]]
    assert last == (
        "procedures_yaml/bieu_mau/to-khai.yaml:51:5: còn lỗi nữa trong tệp này; "
        "hãy sửa 100 lỗi đầu rồi kiểm tra lại [doc.nhieu_loi]"
    )


def test_reading_problems_are_all_listed() -> None:
    package = Path(rules.__file__).parent.parent
    text = "".join(file.read_text("utf-8") for file in package.glob("*.py"))
    named = {part.partition('"')[0] for part in text.split('"doc.')[1:]}
    assert named == set(READING)
