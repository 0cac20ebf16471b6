"""The command line as a person uses it: what it prints, what it leaves behind, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DAY = "2026-11-22"
COMMANDS = (
    *(
        "check",
        "build",
        "posters",
        "reprint",
        "board",
        "diff",
        "stale",
        "serve",
        "nginx",
        "import",
        "coverage",
        "new",
        "update",
    ),
    *("hung", "inspected", "taken-down", "taken-back", "announced", "bulletin"),
)


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with one record of each kind it needs."""
    target = tmp_path / "xa"
    shutil.copytree(ROOT / "tests" / "records" / "base", target)
    return target


def record(root: Path) -> Path:
    return next(file for file in sorted((root / "procedures_yaml").glob("*/[0-9]*.yaml")))


def break_record(root: Path) -> Path:
    file = record(root)
    file.write_text(file.read_text("utf-8").replace("trang_thai: dang_ap_dung", "trang_thai: dung_roi"), "utf-8")
    return file


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def leftovers(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if ".moi-" in one.name or ".cu-" in one.name]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_vietnamese(command: str) -> None:
    answer = run(command, "--help")
    assert answer.returncode == 0
    assert f"niemyet {command}" in answer.stdout or f"generator {command}" in answer.stdout
    assert "Cách dùng:" in answer.stdout
    for english in ("Usage", "Options", "Show this", "Positional", "Commands"):
        assert english not in answer.stdout


def test_help_lists_every_command() -> None:
    answer = run("--help")
    assert answer.returncode == 0
    assert all(f"  {name} " in answer.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], f'không có lệnh "chek"; các lệnh: {", ".join(COMMANDS)}'),
        (["check", "--nhanh"], 'không có tùy chọn "--nhanh"'),
        (["check", "--format", "xml"], 'không có dạng "xml"; chọn một trong: text, json, github, gitlab'),
        (
            ["check", "--date", "hôm nay"],
            'ngày "hôm nay" không đúng; viết theo thứ tự năm-tháng-ngày, ví dụ 2026-11-22',
        ),
        (["check", "--date"], 'tùy chọn "--date" cần một giá trị'),
        (["check", "a", "b"], "thừa tham số"),
        (["import"], "thiếu TỆP..."),
        (["serve", "--address", "đâu"], 'địa chỉ "đâu" không đúng; viết ví dụ 127.0.0.1:8000'),
        (["serve", "--address", "may.xa:80"], 'địa chỉ "may.xa:80" không đúng; viết ví dụ 127.0.0.1:8000'),
    ],
)
def test_a_command_not_understood_ends_with_2(arguments: list[str], words: str) -> None:
    answer = run(*arguments)
    assert answer.returncode == 2
    assert f"Lệnh chưa đúng: {words}." in answer.stderr
    assert answer.stdout == ""


def test_check_of_a_whole_root_ends_with_0(root: Path) -> None:
    answer = run("check", ".", "--date", DAY, cwd=root)
    assert answer.returncode == 0
    assert "lỗi" not in answer.stdout.splitlines()[-1] or "không có lỗi" in answer.stdout


def test_check_names_file_line_and_column_and_ends_with_1(root: Path) -> None:
    file = break_record(root)
    answer = run("check", "--date", DAY, cwd=root)
    assert answer.returncode == 1
    line = next(n for n, text in enumerate(file.read_text("utf-8").splitlines(), 1) if "dung_roi" in text)
    place = f"{file.relative_to(root).as_posix()}:{line}:"
    assert any(
        text.startswith(place) and '"dung_roi" không có trong các lựa chọn' in text
        for text in answer.stdout.splitlines()
    )
    assert answer.stdout.splitlines()[-1].endswith("1 lỗi, 1 cảnh báo.")


def test_check_as_json(root: Path) -> None:
    file = break_record(root)
    answer = run("check", "--format", "json", "--date", DAY, cwd=root)
    content = json.loads(answer.stdout)
    assert answer.returncode == 1
    assert content["errors"] == 1
    problem = next(one for one in content["problems"] if one["level"] == "error")
    assert problem["path"] == file.relative_to(root).as_posix()
    assert problem["rule"] == "hieu_luc.trang_thai"


def test_check_as_annotations_of_a_git_host(root: Path) -> None:
    file = break_record(root)
    answer = run("check", "--format", "github", "--date", DAY, cwd=root)
    assert answer.returncode == 1
    assert any(
        line.startswith(f"::error file={file.relative_to(root).as_posix()},line=")
        for line in answer.stdout.splitlines()
    )


def test_a_report_for_gitlab_names_each_problem_once_wherever_it_moves(root: Path) -> None:
    file = break_record(root)
    answer = run("check", "--format", "gitlab", "--date", DAY, cwd=root)
    assert answer.returncode == 1
    report = json.loads(answer.stdout)
    (found,) = [one for one in report if one["severity"] == "major"]
    assert found["location"]["path"] == file.relative_to(root).as_posix()
    line = file.read_text("utf-8").splitlines()[found["location"]["lines"]["begin"] - 1]
    assert "dung_roi" in line
    assert "dung_roi" in found["description"]
    assert found["check_name"]
    assert len({one["fingerprint"] for one in report}) == len(report)
    file.write_text("# dời xuống một dòng\n" + file.read_text("utf-8"), "utf-8")
    moved = json.loads(run("check", "--format", "gitlab", "--date", DAY, cwd=root).stdout)
    assert {one["fingerprint"] for one in moved} == {one["fingerprint"] for one in report}
    assert moved != report


def test_a_missing_root_is_said_so(tmp_path: Path) -> None:
    answer = run("check", tmp_path / "khong-co")
    assert answer.returncode == 1
    assert 'không có thư mục "procedures_yaml" ở đây' in answer.stdout


@pytest.mark.parametrize("encoding", ["cp1258", "ascii", "cp437"])
def test_messages_print_on_a_console_of_any_code_page(root: Path, encoding: str) -> None:
    break_record(root)
    answer = run("check", "--date", DAY, cwd=root, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert answer.returncode == 1
    assert "không có trong các lựa chọn" in answer.stdout


def test_build_prints_where_the_site_is(root: Path) -> None:
    answer = run("build", "--date", DAY, cwd=root)
    assert answer.returncode == 0, answer.stderr
    assert "site/index.html" in answer.stdout
    assert (root / "site" / "index.html").is_file()
    assert leftovers(root) == []


def test_a_mistake_leaves_yesterdays_site_and_posters(root: Path) -> None:
    assert run("build", "--date", DAY, cwd=root).returncode == 0
    assert run("posters", "--date", DAY, cwd=root).returncode == 0
    before = tree(root / "site"), tree(root / "posters")
    break_record(root)
    for command in ("build", "posters"):
        answer = run(command, "--date", DAY, cwd=root)
        assert answer.returncode == 1
        assert "kết quả cũ giữ nguyên" in answer.stderr
    assert (tree(root / "site"), tree(root / "posters")) == before
    assert leftovers(root) == []


@pytest.mark.parametrize("command", ["build", "posters"])
def test_a_folder_that_is_not_ours_is_never_replaced(root: Path, command: str) -> None:
    own = root / "anh-gia-dinh"
    own.mkdir()
    (own / "anh.jpg").write_bytes(b"quan trong")
    answer = run(command, "--out", "anh-gia-dinh", "--date", DAY, cwd=root)
    assert answer.returncode == 1
    assert "không phải do niemyet tạo ra nên không bị ghi đè" in answer.stderr
    assert tree(own) == {"anh.jpg": b"quan trong"}


def test_posters_do_not_replace_the_site_nor_the_other_way_round(root: Path) -> None:
    assert run("build", "--date", DAY, cwd=root).returncode == 0
    before = tree(root / "site")
    answer = run("posters", "--out", "site", "--date", DAY, cwd=root)
    assert answer.returncode == 1
    assert 'Không đặt kết quả vào "site" được: thư mục site dành cho trang mạng' in answer.stderr
    assert tree(root / "site") == before


@pytest.mark.parametrize(
    ("command", "out", "words"),
    [
        ("build", "", 'Không đặt kết quả vào "." được: thư mục này chứa cả kho dữ liệu'),
        ("build", "procedures_yaml/x", "thư mục procedures_yaml là nơi để tệp nguồn"),
        ("posters", "/dev/null/x", "Không đọc hoặc ghi được /dev/null: đây là tệp, không phải thư mục"),
    ],
)
def test_a_place_that_output_can_not_go_to(root: Path, command: str, out: str, words: str) -> None:
    answer = run(command, "--out", out, "--date", DAY, cwd=root)
    assert answer.returncode == 1
    assert words in answer.stderr


def test_an_interrupted_build_leaves_the_old_site(root: Path) -> None:
    assert run("build", "--date", DAY, cwd=root).returncode == 0
    before = tree(root / "site")
    template = record(root)
    for number in range(300):
        code = f"9.{number:06d}"
        copy = template.with_name(f"{code}.yaml")
        copy.write_text(template.read_text("utf-8").replace(template.stem, code), "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--date", DAY],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        deadline = time.monotonic() + 60
        while not leftovers(root) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Đã dừng giữa chừng; kết quả cũ giữ nguyên." in errors.decode()
    assert tree(root / "site") == before
    assert leftovers(root) == []


def test_serve_says_why_an_address_cannot_be_had(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = run("serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}", cwd=root)
    assert answer.returncode == 1
    assert "cổng này đang có chương trình khác dùng; hãy chọn cổng khác, ví dụ 127.0.0.1:8001." in answer.stderr
    answer = run("serve", "--address", "192.0.2.1:8000", cwd=root)
    assert answer.returncode == 1
    assert "máy này không có địa chỉ ấy; hãy dùng 127.0.0.1:8000." in answer.stderr


def test_serve_shows_the_problem_in_the_page(root: Path) -> None:
    from urllib.request import urlopen

    port = "18743"
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--address", f"127.0.0.1:{port}", "--date", DAY],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            url = f"http://127.0.0.1:{port}/TT/{record(root).stem}/"

            def page() -> str:
                for _ in range(200):
                    try:
                        with urlopen(url, timeout=5) as answer:
                            return str(answer.read().decode())
                    except OSError:
                        time.sleep(0.1)
                raise AssertionError("the preview never answered")

            whole = page()
            assert "Dữ liệu đang có lỗi" not in whole
            break_record(root)
            for _ in range(100):
                if "Dữ liệu đang có lỗi" in (broken := page()):
                    break
                time.sleep(0.2)
            assert "&#34;dung_roi&#34; không có trong các lựa chọn" in broken
            assert "<h1>" in broken
        finally:
            process.terminate()
            process.wait(timeout=30)
