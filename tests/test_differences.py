"""`niemyet diff` as an official uses it: real git repositories, real folders, what is said and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from generator.changes import Aspect, Effect
from generator.reports import differences
from generator.views.differences import Differences, Entry, Part, Told
from tests import making
from tests.test_cli import DAY, run

FEE = making.procedure()["phi_le_phi"][0]
PAPERS = making.procedure()["giay_to"]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def commit(folder: Path, message: str = "Sửa") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def change(root: Path, **parts: Any) -> None:
    making.write(root / "procedures_yaml" / "thu-nghiem" / f"{making.CODE}.yaml", making.procedure(**parts))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A commune's repository with one commit, tagged `goc`."""
    root = making.write_root(tmp_path / "xa")
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root)
    git(root, "tag", "goc")
    return root


def diff(root: Path, *arguments: str | Path, status: int = 0) -> str:
    answer = run("diff", "--date", DAY, *arguments, cwd=root)
    assert answer.returncode == status, answer.stderr + answer.stdout
    assert "Traceback" not in answer.stderr
    return answer.stdout if not status else answer.stdout + answer.stderr


def test_two_revisions_are_told_in_sentences_with_totals(repository: Path) -> None:
    change(
        repository,
        phi_le_phi=[{**FEE, "muc": 5000}],
        thoi_han=[{"so": 9, "don_vi": "ngay_lam_viec"}],
        giay_to=PAPERS[:1],
        cach_nop=["truc_tiep", "truc_tuyen", "buu_chinh"],
        truong_hop=[{"ma": "thue", "ten": "Ở nhà thuê"}],
    )
    commit(repository)
    assert diff(repository, "HEAD~1", "main") == (
        "Đăng ký thử 1.000001 (1.000001)\n"
        "  khác: Thêm trường hợp: Ở nhà thuê.\n"
        "  giảm: Bỏ giấy tờ: Thẻ căn cước.\n"
        "  giảm: Lệ phí thử: từ 8.000 đồng/lần thành 5.000 đồng/lần.\n"
        "  tăng: Thời hạn giải quyết: từ 7 ngày làm việc thành 9 ngày làm việc.\n"
        "  giảm: Thêm cách nộp qua bưu chính.\n"
        "\n"
        "Từ HEAD~1 đến main: 3 giảm, 1 tăng, 1 khác.\n"
        "  giấy tờ: 1 giảm\n"
        "  phí, lệ phí: 1 giảm\n"
        "  thời hạn: 1 tăng\n"
        "  đi lại: 1 giảm\n"
        "  trường hợp: 1 khác\n"
    )


def test_the_work_tree_stays_as_it_is(repository: Path) -> None:
    change(repository, so_bo=2)
    commit(repository)
    change(repository, so_bo=3)
    before = git(repository, "status", "--porcelain"), git(repository, "rev-parse", "HEAD")
    diff(repository, "goc", "main")
    assert (git(repository, "status", "--porcelain"), git(repository, "rev-parse", "HEAD")) == before


def test_what_is_not_committed_yet_is_compared_as_a_folder(repository: Path) -> None:
    change(repository, so_bo=2)
    assert "Thay đổi số bộ hồ sơ." in diff(repository, "HEAD", ".")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_same_revision_twice_differs_in_nothing(repository: Path, form: str) -> None:
    assert "Từ main đến goc không có gì khác đối với bà con." in diff(repository, "main", "goc", "--format", form)


def test_a_day_of_checking_is_no_difference(repository: Path) -> None:
    change(repository, nguon={"quyet_dinh": "1/QĐ-UBND", "kiem_tra": "2026-11-22"})
    assert "không có gì khác" in diff(repository, "HEAD", ".")


def test_a_change_to_come_is_told_with_its_day_and_once(repository: Path) -> None:
    version = {"tu": "2027-03-01", "thay": {"phi_le_phi": {"le-phi": {"muc": 9000}}}, "can_cu": "75/2022/TT-BTC"}
    change(repository, so_bo=2, phien_ban=[version])
    told = diff(repository, "HEAD", ".")
    assert told.startswith(
        "Đăng ký thử 1.000001 (1.000001)\n"
        "  khác: Thay đổi số bộ hồ sơ.\n"
        "  Từ 01/3/2027:\n"
        "    tăng: Lệ phí thử: từ 8.000 đồng/lần thành 9.000 đồng/lần.\n"
        "\n"
    )


def test_writing_a_change_that_has_come_into_the_record_itself_changes_nothing(tmp_path: Path) -> None:
    version = {"tu": "2026-03-01", "thay": {"phi_le_phi": {"le-phi": {"muc": 9000}}}, "can_cu": "75/2022/TT-BTC"}
    making.write_root(tmp_path / "a", [making.procedure(phien_ban=[version])])
    making.write_root(tmp_path / "b", [making.procedure(phi_le_phi=[{**FEE, "muc": 9000}])])
    assert "không có gì khác" in diff(tmp_path, "a", "b")


def test_two_folders_need_no_git(tmp_path: Path) -> None:
    making.write_root(tmp_path / "a")
    unit = making.unit(dien_thoai="0000 000 009", noi=[{"ma": "thon-hai", "loai": "thon", "ten": "Thôn Hai"}])
    making.write_root(tmp_path / "b", [making.procedure("1.000002")], of_unit=unit)
    told = diff(tmp_path, "a", "b")
    for sentence in (
        "Bỏ thủ tục: Đăng ký thử 1.000001.",
        "Thêm thủ tục: Đăng ký thử 1.000002.",
        "Điện thoại hướng dẫn: từ 0000 000 001 thành 0000 000 009.",
        "Thêm nơi: Thôn Hai.",
        "Bỏ nơi: Thôn Một.",
    ):
        assert f"  khác: {sentence}\n" in told
    assert "Từ a đến b: 5 khác." in told


def test_a_difference_that_has_no_sentence_of_its_own_is_not_kept_quiet(tmp_path: Path) -> None:
    making.write_root(tmp_path / "a")
    making.write_root(tmp_path / "b", of_fields=making.fields({"ma": "hai", "ten": "Lĩnh vực hai"}))
    assert "Phần chung\n  khác: Thay đổi các lĩnh vực.\n" in diff(tmp_path, "a", "b")


def test_new_figures_and_targets_are_told(tmp_path: Path) -> None:
    making.write_root(tmp_path / "a")
    target = {"rut_ngan": [{"loai": "sua_doi", "phan_tram": 10, "den": "2026-12-31"}]}
    root = making.write_root(tmp_path / "b", of_unit=making.unit(muc_tieu=target))
    file = root / "procedures_yaml" / "ket_qua" / "2026.csv"
    file.parent.mkdir()
    file.write_text("Tháng;Tiếp nhận;Đúng hạn;Đang giải quyết;Quá hạn\n10;5;5;0;0\n", "utf-8")
    told = diff(tmp_path, "a", "b")
    assert "  khác: Thay đổi mục tiêu rút ngắn thời gian.\n" in told
    assert "  khác: Thay đổi kết quả hằng tháng.\n" in told


def test_a_root_below_the_top_of_its_repository(tmp_path: Path) -> None:
    root = making.write_root(tmp_path / "kho" / "xa")
    git(tmp_path / "kho", "init", "--quiet")
    commit(tmp_path / "kho")
    change(root, so_bo=2)
    commit(tmp_path / "kho")
    assert "Thay đổi số bộ hồ sơ." in diff(tmp_path, "HEAD~1", "HEAD", root)


def test_json_says_the_same_to_machines(repository: Path) -> None:
    change(repository, phi_le_phi=[{**FEE, "muc": 5000}])
    content = json.loads(diff(repository, "HEAD", ".", "--format", "json"))
    assert content["totals"] == {"easier": 1, "harder": 0, "other": 0}
    assert content["by_aspect"] == {"fee": {"easier": 1, "harder": 0, "other": 0}}
    (entry,) = content["entries"]
    assert (entry["code"], entry["path"]) == (making.CODE, f"TT/{making.CODE}/")
    assert entry["parts"][0]["start"] is None
    assert entry["parts"][0]["changes"][0] == {
        "aspect": "fee",
        "effect": "easier",
        "sentence": "Lệ phí thử: từ 8.000 đồng/lần thành 5.000 đồng/lần.",
    }


def test_markdown_shows_words_of_a_record_word_for_word(repository: Path) -> None:
    name = "Giấy <img src=x> **đậm** [nhấp](nhap.html) `x` | y"
    change(repository, giay_to=[*PAPERS, {**PAPERS[0], "ma": "moi", "ten": name}])
    told = diff(repository, "HEAD", ".", "--format", "markdown")
    assert "| giấy tờ | 0 | 1 | 0 |" in told
    html = MarkdownIt().render(told.split("####")[1])
    assert "<strong>" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert "<code>" not in html
    assert "**đậm**" in html


CALLS = (
    'gọi @ubnd và @nhom/xa, thư a@b.vn, việc #12 và xa/kho#3, GH-4, yêu cầu !5, đoạn $6, mốc %7, %"quý 3"',
    "nhãn ~loi, sử thi &8, ^alert#9, đợt *iteration:1, https://xau.vn/a, www.xau.vn, :tada:",
)


@pytest.mark.parametrize("words", CALLS)
def test_markdown_calls_nobody_and_leads_nowhere(words: str) -> None:
    told = Told(Aspect.DOCUMENT, Effect.OTHER, words)
    found = Differences(
        (Entry(words, (Part(None, (told,)),)),), {Effect.OTHER: 1}, {Aspect.DOCUMENT: {Effect.OTHER: 1}}
    )
    html = MarkdownIt().render(differences.report(found, "main", words, "markdown"))
    shown = unescape(re.sub("<[^>]+>", "", html))
    # What GitHub and GitLab make links of, in the text that is left when Markdown is done.
    links = r'@\w|#\d|GH-\d|!\d|\$\d|%[\w"]|~\w|&\d|\^alert|\*iteration:\d|://|www\.|:\w+:'
    assert re.findall(links, words)
    assert not re.findall(links, shown)
    assert shown.replace("\u200b", "").count(words) == 3


def test_markdown_fits_into_a_comment_and_says_what_is_left_out(repository: Path) -> None:
    change(
        repository, giay_to=[{**PAPERS[0], "ma": f"m-{n}", "ten": f"Giấy {n} " + "rất dài " * 12} for n in range(900)]
    )
    told = diff(repository, "HEAD", ".", "--format", "markdown")
    assert len(told) < 65_536
    assert re.search(r"\n\n… và \d+ dòng nữa\.\n$", told)
    assert told.count("\n- ") > 300


# What can't be compared


def test_records_broken_on_one_side_name_the_side_file_and_line(repository: Path) -> None:
    change(repository, so_bo="nhiều")
    commit(repository)
    change(repository)
    told = diff(repository, "HEAD", ".", status=1)
    assert "Bản HEAD có lỗi:\n" in told
    assert f"HEAD:procedures_yaml/thu-nghiem/{making.CODE}.yaml:" in told
    assert "Bản . có lỗi" not in told
    assert "Chưa so sánh được vì dữ liệu có lỗi" in told
    assert "niemyet-" not in told, "the folder it was taken out to is nobody's business"


def test_records_broken_on_both_sides_are_all_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        making.write_root(tmp_path / name, [making.procedure(so_bo="nhiều")])
    told = diff(tmp_path, "a", "b", status=1)
    for name in ("a", "b"):
        assert f"{name}/procedures_yaml/thu-nghiem/{making.CODE}.yaml:" in told


@pytest.mark.parametrize("name", ["khong-co", "HEAD~9", "--output=x", "main..main", "x" * 5000, "", "@{9}", ":/khong"])
def test_a_revision_that_is_not_there(repository: Path, name: str) -> None:
    told = diff(repository, "--", "HEAD", name, status=1)
    assert "mà kho Git cũng không có bản nào tên ấy; xem tên các nhánh bằng git branch --all" in told
    assert not (repository / "x").exists()


def test_a_folder_without_records(repository: Path) -> None:
    (repository / "khac").mkdir()
    told = diff(repository, "HEAD", "khac", status=1)
    assert 'Thư mục "khac" không có thư mục procedures_yaml; hãy ghi thư mục chứa kho dữ liệu của xã.' in told


def test_a_revision_from_before_there_were_records(tmp_path: Path) -> None:
    root = tmp_path / "xa"
    root.mkdir()
    git(root, "init", "--quiet")
    commit(root)
    making.write_root(root)
    commit(root)
    told = diff(root, "HEAD~1", "HEAD", status=1)
    assert 'Bản "HEAD~1" không có thư mục procedures_yaml.' in told


def test_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    making.write_root(tmp_path / "xa")
    told = diff(tmp_path / "xa", "main", ".", status=1)
    assert '"main" không phải thư mục, mà "." không nằm trong kho Git nên không có bản cũ' in told


def test_a_root_that_is_not_there(repository: Path) -> None:
    assert 'Không có thư mục "khong-co".' in diff(repository, "main", "goc", "khong-co", status=1)


def test_a_machine_without_git(repository: Path, tmp_path: Path) -> None:
    empty = tmp_path / "bin"
    empty.mkdir()
    answer = run("diff", "main", "goc", "--date", DAY, cwd=repository, PATH=str(empty))
    assert answer.returncode == 1
    assert "Máy này chưa có Git nên không đọc được bản cũ; hãy cài Git hoặc so sánh hai thư mục." in answer.stderr


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_out_of_the_repository_is_not_followed(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "ngoai.yaml").write_text("ma: x", "utf-8")
    (repository / "procedures_yaml" / "thu-nghiem" / "1.000009.yaml").symlink_to(tmp_path / "ngoai.yaml")
    commit(repository)
    told = diff(repository, "goc", "HEAD", status=1)
    assert 'Không lấy được các tệp của bản "HEAD" ra để đọc' in told


def test_nothing_is_left_behind(repository: Path, tmp_path: Path) -> None:
    place = tmp_path / "tam"
    place.mkdir()
    assert run("diff", "main", "goc", "--date", DAY, cwd=repository, TMPDIR=str(place)).returncode == 0
    assert list(place.iterdir()) == []


def test_a_format_that_is_not_there(repository: Path) -> None:
    answer = run("diff", "main", "goc", "--format", "xml", cwd=repository)
    assert answer.returncode == 2
    assert 'không có dạng "xml"; chọn một trong: text, markdown, json' in answer.stderr
