"""`niemyet new` and `niemyet update` as an official uses them: a commune of one's own, and corrections from above."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.test_cli import DAY, ROOT, run, tree

NAME, PROVINCE, PLACES = "Xã Hương Xuân", "Tỉnh Thử", "Thôn Đông; Thôn Đoài, Tổ dân phố 1"
FLAGS = ("--name", NAME, "--province", PROVINCE, "--places", PLACES, "--date", DAY)
NATIONAL = Path("lop/quoc-gia")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new commune's repository, for tests that change nothing in it."""
    folder = tmp_path_factory.mktemp("moi") / "xa"
    start = time.monotonic()
    answer = run("new", folder, *FLAGS)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert time.monotonic() - start < 60
    return folder


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "xa"))


def test_a_new_commune_passes_the_check_and_has_its_own_words(made: Path) -> None:
    answer = run("check", made, "--format", "json", "--date", DAY)
    assert answer.returncode == 0
    report = json.loads(answer.stdout)
    assert report["errors"] == 0
    assert {one["rule"] for one in report["problems"]} == {"ban_mau"}
    own = (made / "procedures_yaml" / "don_vi.yaml").read_text("utf-8")
    for words in (NAME, PROVINCE, "Thôn Đông", "thon-doai", "to_dan_pho", "chua_ro: Xã chưa khai báo", "ban_mau: true"):
        assert words in own


def test_a_new_commune_builds_and_says_that_it_is_a_draft(root: Path) -> None:
    assert run("build", root, "--date", DAY).returncode == 0
    page = (root / "site" / "index.html").read_text("utf-8")
    assert NAME in page
    assert "BẢN MẪU" in page
    assert (root / "site" / "TT" / "1.001193" / "index.html").is_file()
    assert (root / "site" / "N" / "THON-DONG" / "index.html").is_file()


def test_a_new_repository_stands_on_the_branch_that_is_published(made: Path) -> None:
    assert (made / ".git" / "HEAD").read_text("utf-8").strip() == "ref: refs/heads/main"
    assert "branches: [main]" in (made / ".github" / "workflows" / "cong-bo.yml").read_text("utf-8")


def test_nothing_of_the_fictional_commune_comes_along(made: Path) -> None:
    for path, content in tree(made).items():
        for words in ("Sen Vàng", "xasenvang", "0000 000", "Ấp Bến Đò", "Tỉnh Mẫu"):
            assert words.encode() not in content or path == "README.md" or path.startswith(".vscode/khuon"), path


def test_what_the_sample_arranges_itself_does_not_come_along(made: Path) -> None:
    records = {path: text for path, text in tree(made).items() if path.startswith(NATIONAL.as_posix())}
    assert len(records) > 40
    for path, content in records.items():
        for words in ("cach_tra_tien", "tra_tai_nha", "tai_khoan", "giả định của bản mẫu"):
            assert words.encode() not in content, path


def test_a_commune_says_on_top_of_the_national_record_how_it_is_paid(root: Path) -> None:
    unit = root / "procedures_yaml" / "don_vi.yaml"
    account = (
        'tai_khoan:\n  - {ma: le-phi, ngan_hang: Vietcombank, so: "0000000000009", chu_tai_khoan: UBND XA HUONG XUAN}\n'
    )
    unit.write_text(unit.read_text("utf-8") + account, "utf-8")
    own = root / "procedures_yaml" / "cu-tru" / "1.010038.yaml"
    own.parent.mkdir()
    own.write_text('ma: "1.010038"\ncach_tra_tien: [{ma: ck, loai: chuyen_khoan, tai_khoan: le-phi}]\n', "utf-8")
    answer = run("build", root, "--date", DAY)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    page = (root / "site" / "TT" / "1.010038" / "index.html").read_text("utf-8")
    assert "0000000000009" in page
    # Cash and online cost differently there, so that no amount is right for all.
    assert "tùy hồ sơ: hỏi nơi tiếp nhận rồi tự ghi" in page


def test_what_the_fictional_commune_did_and_was_told_stays_with_it(made: Path) -> None:
    assert not [file for file in made.rglob("*") if file.name in ("ket_qua", "hai_long.yaml")]


def test_the_first_poster_lies_ready(made: Path) -> None:
    assert (made / "posters" / "to-thon" / "thon-dong-A4.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_it_is_a_git_repository_that_leaves_out_what_is_made(made: Path) -> None:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=made, capture_output=True, text=True, check=True).stdout

    shown = git("status", "--porcelain", "--untracked-files=all")
    assert "procedures_yaml/don_vi.yaml" in shown
    assert "posters/" not in shown
    assert ".niemyet/" not in shown


def test_its_readme_names_only_commands_and_options_that_exist(made: Path) -> None:
    from generator.cli import cli

    text = (made / "README.md").read_text("utf-8")
    for name, rest in re.findall(r"`niemyet ([a-z-]+)([^`]*)`", text):
        options = {option for parameter in cli.commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z]+", rest)) <= options
    assert all((made / folder).is_dir() for folder in ("procedures_yaml", "lop/quoc-gia", ".vscode"))


def test_the_editor_finds_a_schema_for_every_file(made: Path) -> None:
    schemas = json.loads((made / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    for path in schemas:
        assert (made / path).is_file()
    bound = {file for globs in schemas.values() for glob in globs for file in made.glob(glob)}
    records = {file for name in ("lop", "procedures_yaml") for file in (made / name).rglob("*.yaml")}
    assert records <= bound
    assert not [file for file in records if "$schema=" in file.read_text("utf-8")]


def test_names_in_any_unicode_form_and_hosts_as_copied_from_a_browser(tmp_path: Path) -> None:
    answer = run(
        *(
            "new",
            tmp_path / "p",
            "--name",
            "phu\u031bo\u031b\u0300ng Hu\u031bo\u031bng Xua\u0302n",
            "--province",
            "Hue",
        ),
        *("--places", "Khu phố 1\nKhu phố 2", "--host", "https://Tinh.gov.vn/huong-xuan"),
        *(
            "--phone",
            "0234 000 000",
            "--address",
            "Số 1, đường Một",
            "--hours",
            "7h30-11h30, 13:30 – 17h",
            "--date",
            DAY,
        ),
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    own = (tmp_path / "p" / "procedures_yaml" / "don_vi.yaml").read_text("utf-8")
    for words in (
        *("ten: Phường Hương Xuân", "loai: phuong", "ten_mien: tinh.gov.vn", 'duong_dan: "/huong-xuan/"'),
        *('dien_thoai: "0234 000 000"', 'tu: "07:30", den: "11:30"', 'tu: "13:30", den: "17:00"', "Công an phường"),
    ):
        assert words in own


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--name", "Hương Xuân"), '--name: tên "Hương Xuân" phải viết đủ cả loại'),
        (("--kind", "phuong"), 'không hợp với loại "phuong"'),
        (("--name", "Xã " + "A" * 200), "dài 203 ký tự"),
        (("--province", " "), "--province: tỉnh, thành phố đang bỏ trống"),
        (("--host", "xã.vn"), "--host: tên miền của trang"),
        (("--host", "localhost"), "--host: tên miền của trang"),
        (("--places", ",;"), "--places: phải có ít nhất một thôn"),
        (("--places", "Đông, Đoài"), '"Đông" phải viết đủ cả loại'),
        (("--places", "Thôn Đông, thôn đông"), "viết hai lần"),
        (("--phone", "gọi anh Ba"), "--phone: điện thoại hướng dẫn"),
        (("--hours", "sáng"), '--hours: giờ "sáng" không đúng'),
        (("--hours", "11:30-07:30"), "Chưa lập được kho dữ liệu"),
        (("--hours", "25:00-26:00"), "--hours: "),
        (("--address", "https://xau.example/"), "Chưa lập được kho dữ liệu"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_and_leaves_nothing(
    tmp_path: Path, flags: tuple[str, str], words: str
) -> None:
    answer = run("new", tmp_path / "xa", *FLAGS, *flags)
    assert answer.returncode == 1, answer.stdout
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_kind_may_stand_in_for_the_word_in_the_name(tmp_path: Path) -> None:
    assert run("new", tmp_path / "xa", *FLAGS, "--name", "Hương Xuân", "--kind", "dac_khu").returncode == 0
    assert "ten: Đặc khu Hương Xuân" in (tmp_path / "xa" / "procedures_yaml" / "don_vi.yaml").read_text("utf-8")
    unknown = run("new", tmp_path / "la", *FLAGS, "--kind", "huyen")
    assert unknown.returncode == 2
    assert 'không có loại "huyen"; chọn một trong: xa, phuong, dac_khu' in unknown.stderr


def test_without_a_terminal_what_is_missing_is_named(tmp_path: Path) -> None:
    answer = run("new", tmp_path / "xa", "--name", NAME)
    assert answer.returncode == 2
    assert "thiếu --province, --places" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("của cán bộ", "utf-8")
    answer = run("new", tmp_path, *FLAGS)
    assert answer.returncode == 1
    assert "đã có tệp nên không ghi gì vào" in answer.stderr
    assert tree(tmp_path) == {"ghi-chu.txt": "của cán bộ".encode()}
    assert "không phải thư mục" in run("new", tmp_path / "ghi-chu.txt", *FLAGS).stderr


def test_the_folder_one_stands_in_may_be_an_empty_clone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("new", ".", *FLAGS, cwd=tmp_path).returncode == 0
    assert (tmp_path / "procedures_yaml" / "don_vi.yaml").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_on_a_terminal_it_asks_until_an_answer_can_be_used(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    typed = ["Hương Xuân", NAME, PROVINCE, "", "Thôn Đông", "", "", "", ""]
    os.write(ours, "".join(f"{line}\n" for line in typed).encode())
    answer = subprocess.run(
        [sys.executable, "-m", "generator", "new", str(tmp_path / "xa"), "--date", DAY],
        cwd=ROOT,
        stdin=theirs,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert answer.stdout.count("Chưa dùng được:") == 2
    assert f"ten: {NAME}" in (tmp_path / "xa" / "procedures_yaml" / "don_vi.yaml").read_text("utf-8")


# Corrections from above


def test_a_correction_arrives_and_the_communes_own_words_stay(root: Path, tmp_path: Path) -> None:
    older = Path(shutil.copytree(root / NATIONAL, tmp_path / "cu"))
    record = older / "cu-tru" / "1.004222.yaml"
    record.write_text(record.read_text("utf-8").replace("ten: Đăng ký thường trú", "ten: Tên cũ", 1), "utf-8")
    (older / "cu-tru" / "1.010041.yaml").unlink()
    shutil.rmtree(root / NATIONAL)
    assert run("update", root, "--layer", "lop/quoc-gia", "--from", older, "--date", DAY).returncode == 1
    assert "Tên cũ" in (root / NATIONAL / "cu-tru" / "1.004222.yaml").read_text("utf-8")
    own = root / "procedures_yaml" / "cu-tru" / "1.004222.yaml"
    own.parent.mkdir()
    own.write_text('ma: "1.004222"\nlinh_vuc: cu-tru\nluu_y: [Lời của xã]  # giữ nguyên\n', "utf-8")
    before = tree(root / "procedures_yaml")

    answer = run("update", root, "--date", DAY)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "lop/quoc-gia: thêm 1 tệp, thay 1 tệp, giữ 0 tệp" in answer.stdout
    assert tree(root / "procedures_yaml") == before
    assert run("build", root, "--date", DAY).returncode == 0
    page = (root / "site" / "TT" / "1.004222" / "index.html").read_text("utf-8")
    assert "Lời của xã" in page
    assert "Tên cũ" not in page


def test_a_layers_file_that_the_commune_changed_or_deleted_stays_so(root: Path) -> None:
    changed, deleted = (root / NATIONAL / name for name in ("ho-tich/1.001193.yaml", "bieu_mau/ct01.yaml"))
    changed.write_text(changed.read_text("utf-8") + "# lời của xã\n", "utf-8")
    deleted.unlink()
    answer = run("update", root, "--date", DAY)
    assert "Giữ nguyên lop/quoc-gia/ho-tich/1.001193.yaml" in answer.stdout
    assert "Giữ nguyên lop/quoc-gia/bieu_mau/ct01.yaml" in answer.stdout
    assert changed.read_text("utf-8").endswith("# lời của xã\n")
    assert not deleted.exists()


def test_line_ends_that_git_changed_are_no_words_of_the_commune(root: Path) -> None:
    file = root / NATIONAL / "ho-tich" / "1.001193.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "giữ 0 tệp" in run("update", root, "--date", DAY).stdout


def test_a_lost_ledger_overwrites_nothing(root: Path) -> None:
    (root / NATIONAL / ".ban-goc.json").write_text("[", "utf-8")
    file = root / NATIONAL / "ho-tich" / "1.001193.yaml"
    file.write_text(file.read_text("utf-8") + "# lời của xã\n", "utf-8")
    assert run("update", root, "--date", DAY).returncode == 0
    assert file.read_text("utf-8").endswith("# lời của xã\n")


def test_a_provinces_layer_comes_between_and_says_how_to_use_it(root: Path, tmp_path: Path) -> None:
    sent = tmp_path / "tinh" / "cu-tru"
    sent.mkdir(parents=True)
    (sent / "1.004222.yaml").write_text('ma: "1.004222"\nlinh_vuc: cu-tru\nluu_y: [Lời của tỉnh]\n', "utf-8")
    take = ("update", root, "--layer", "lop/tinh", "--from", sent.parent, "--date", DAY)
    answer = run(*take)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "hãy thêm lop/tinh vào dòng lop" in answer.stdout
    unit = root / "procedures_yaml" / "don_vi.yaml"
    unit.write_text(unit.read_text("utf-8").replace("lop: [lop/quoc-gia]", "lop: [lop/quoc-gia, lop/tinh]"), "utf-8")
    assert "hãy thêm" not in run(*take).stdout
    assert run("build", root, "--date", DAY).returncode == 0
    assert "Lời của tỉnh" in (root / "site" / "TT" / "1.004222" / "index.html").read_text("utf-8")


def test_nothing_is_written_outside_a_layer(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    shutil.rmtree(root / NATIONAL / "thue")
    (root / NATIONAL / "thue").symlink_to(outside, target_is_directory=True)
    run("update", root, "--date", DAY)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--layer", "lop/tinh"), "--layer đi cùng --from"),
        (("--layer", "../ngoai", "--from", "."), 'Tên lớp "../ngoai" không đúng'),
        (("--layer", "procedures_yaml", "--from", "."), 'Tên lớp "procedures_yaml" không đúng'),
        (("--layer", "lop/tinh", "--from", "khong-co"), 'Không có thư mục "khong-co"'),
        (("--layer", "lop/tinh", "--from", str(ROOT)), "là cả một kho"),
        (("--layer", "lop/tinh", "--from", str(ROOT / "decisions")), "không có tệp dữ liệu .yaml nào"),
    ],
)
def test_a_source_that_is_no_layer_is_refused(root: Path, options: tuple[str, ...], words: str) -> None:
    before = tree(root)
    answer = run("update", root, *options, "--date", DAY)
    assert answer.returncode in (1, 2)
    assert words in answer.stderr
    assert tree(root) == before


def test_a_root_without_the_national_layer_is_left_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "base", tmp_path / "xa")
    before = tree(tmp_path)
    answer = run("update", tmp_path / "xa", "--date", DAY)
    assert answer.returncode == 1
    assert "không có gì để nhận bản mới" in answer.stderr
    assert tree(tmp_path) == before


def test_an_import_finds_the_fields_of_the_layers(root: Path) -> None:
    sample = json.loads((ROOT / "tests" / "importers" / "samples" / "khong_thu.json").read_text("utf-8"))
    sample["linh_vuc"] = "Hộ tịch"
    (root / "moi.json").write_text(json.dumps(sample, ensure_ascii=False), "utf-8")
    answer = run("import", root / "moi.json", "--into", root)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert (root / "procedures_yaml" / "ho-tich" / f"{sample['ma_thu_tuc']}.yaml").is_file()
    assert not (root / "procedures_yaml" / "linh_vuc.yaml").exists()
