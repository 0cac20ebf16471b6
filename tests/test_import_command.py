"""`niemyet import` as an official uses it: what it adds, what it leaves alone, what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.test_cli import ROOT, run

SAMPLES = sorted((ROOT / "tests" / "importers" / "samples").glob("*.json"))


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 3


def test_an_empty_folder_becomes_a_root_that_passes_the_check(tmp_path: Path) -> None:
    answer = run("import", *SAMPLES, "--into", tmp_path / "xa")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert f"Đã nhập {len(SAMPLES)} thủ tục" in answer.stdout
    assert "đã tạo bản nháp" in answer.stdout
    assert run("check", tmp_path / "xa").returncode == 0
    assert run("build", tmp_path / "xa").returncode == 0
    assert "BẢN MẪU" in (tmp_path / "xa" / "site" / "index.html").read_text("utf-8")


def test_a_folder_of_files_can_be_imported(tmp_path: Path) -> None:
    answer = run("import", ROOT / "tests" / "importers" / "samples", "--into", tmp_path)
    assert f"Đã nhập {len(SAMPLES)} thủ tục" in answer.stdout


def test_what_officials_wrote_stays(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "base", tmp_path / "xa")
    fields = tmp_path / "xa" / "procedures_yaml" / "linh_vuc.yaml"
    fields.write_text(fields.read_text("utf-8") + "# ghi chú của cán bộ\n", "utf-8")
    assert run("import", *SAMPLES, "--into", tmp_path / "xa").returncode == 0
    assert "# ghi chú của cán bộ" in fields.read_text("utf-8")
    written = next((tmp_path / "xa" / "procedures_yaml").glob(f"*/{SAMPLES[0].stem}.yaml"), None)
    files = sorted((tmp_path / "xa" / "procedures_yaml").glob("*/[0-9]*.yaml"))
    before = {file: file.read_bytes() for file in files}
    again = run("import", *SAMPLES, "--into", tmp_path / "xa")
    assert again.returncode == 0
    assert "Đã nhập 0 thủ tục" in again.stdout
    assert again.stdout.count("đã có, giữ nguyên.") == len(SAMPLES)
    assert {file: file.read_bytes() for file in files} == before
    assert written is None or written in before


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"[]", b"{}", b'{"ma_thu_tuc": 5}', b'{"ma_thu_tuc": "1.000001"', b"[" * 100_000],
)
def test_what_is_no_procedure_is_refused_with_its_place(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "la.json"
    file.write_bytes(content)
    answer = run("import", file, SAMPLES[0], "--into", tmp_path / "xa")
    assert answer.returncode == 1
    assert answer.stdout.startswith(f"{file.as_posix()}:")
    assert "Traceback" not in answer.stderr
    # One bad file does not keep the good one out.
    assert "Đã nhập 1 thủ tục" in answer.stdout
    assert "không dùng được 1 tệp." in answer.stdout


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    answer = run("import", tmp_path / "khong-co.json", "--into", tmp_path / "xa")
    assert answer.returncode == 1
    assert "khong-co.json:1:1: không có tệp hoặc thư mục này" in answer.stdout
    assert not (tmp_path / "xa").exists()


def _with(tmp_path: Path, **changed: str) -> Path:
    """A sample of the portal with other words."""
    file = tmp_path / "doi.json"
    file.write_text(json.dumps({**json.loads(SAMPLES[0].read_text("utf-8")), **changed}), "utf-8")
    return file


@pytest.mark.parametrize("name", ["123", "0", "null", "true", "https://la.example/x"])
def test_a_field_with_an_odd_name_is_added_like_any_other(tmp_path: Path, name: str) -> None:
    answer = run("import", _with(tmp_path, linh_vuc=name), "--into", tmp_path / "xa")
    assert answer.returncode == 0, answer.stdout
    assert "Đã thêm 1 lĩnh vực" in answer.stdout
    assert run("check", tmp_path / "xa").returncode == 0


PROGRAMS = ["<script>alert(1)</script>", "Xem javascript:alert(1)", "< /SCRIPT", "<<script", "VBScript\n:x"]


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_in_the_official_text_become_mere_text(tmp_path: Path, program: str) -> None:
    official = json.loads(SAMPLES[0].read_text("utf-8"))
    kept = {"ma_thu_tuc", "formality_id"}
    changed = {key: f"{text} {program}" for key, text in official.items() if isinstance(text, str) and key not in kept}
    answer = run("import", _with(tmp_path, **changed), "--into", tmp_path / "xa")
    assert answer.returncode == 0, answer.stdout
    assert "đã đổi dấu để nó chỉ còn là chữ" in answer.stdout
    checked = run("check", tmp_path / "xa")
    assert checked.returncode == 0, checked.stdout
