"""Entries are only ever added: what was edited, damaged, lost or numbered twice is named, with what to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator import loading
from generator.cache import Cache
from generator.records import Hung
from generator.register import entering
from tests import making
from tests.register.conftest import DAY, POSTER, Command, catalogue, change, entries, errors, make_root

ONE = ("--design", POSTER, "--place", "thon-dinh")


def only(root: Path, kind: str) -> Path:
    (file,) = entries(root, kind)
    return file


def test_a_whole_register_has_nothing_to_say(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH").code == 0
    assert command(printed, "check").code == 0


def test_an_entry_edited_by_hand_is_named(printed: Path) -> None:
    file = only(printed, "in")
    text = file.read_text("utf-8")
    file.write_text(text.replace("so_ban: 1", "so_ban: 2"), "utf-8")
    line = text.splitlines().index(next(one for one in text.splitlines() if one.startswith("ma_kiem"))) + 1
    (said,) = errors(printed)
    path = file.relative_to(printed).as_posix()
    assert said.startswith(f"{path}:{line}:10: nội dung không khớp mã kiểm nên tệp đã bị sửa tay hoặc hỏng;")
    assert f"git checkout -- {path}" in said


def test_the_cache_does_not_hide_an_edit(printed: Path) -> None:
    kept = Cache(printed)
    assert loading.load(printed, making.TODAY, kept).catalogue
    kept.save()
    file = only(printed, "in")
    file.write_text(file.read_text("utf-8").replace("so_ban: 1", "so_ban: 2"), "utf-8")
    assert loading.load(printed, making.TODAY, Cache(printed)).catalogue is None


def test_line_ends_and_remarks_do_not_break_the_seal(printed: Path) -> None:
    for file in entries(printed):
        file.write_bytes(b"# ghi them\r\n" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert errors(printed) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tệp trống"),
        (b"ngay: 2026-11-22\nin: {thiet_", "thiếu dấu }"),
        (b"\xff\xfe\x00", "tệp không phải dạng UTF-8"),
        (b'ngay: "2026-11-22"\nma_kiem: "0"\n', "ma_kiem"),
    ],
    ids=["trong", "cut", "rac", "thieu"],
)
def test_a_damaged_entry_is_named(printed: Path, content: bytes, words: str) -> None:
    file = only(printed, "in")
    file.write_bytes(content)
    said = errors(printed)
    assert said
    assert any(words in one for one in said)
    path = file.relative_to(printed).as_posix()
    assert all(one.startswith(path) and f"git checkout -- {path}" in one for one in said)


def test_an_entry_under_another_name_is_named(printed: Path) -> None:
    file = only(printed, "in")
    shutil.copy(file, file.with_name(f"{DAY}-in-00000000.yaml"))
    (said,) = errors(printed)
    assert f"tên tệp phải là {file.name}; tệp đã bị đổi tên hoặc chép thêm" in said


def test_what_hangs_was_printed(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH").code == 0
    lost = only(printed, "in")
    lost.unlink()
    (said,) = errors(printed)
    assert said.startswith(f"{only(printed, 'treo').relative_to(printed).as_posix()}:3:16: sổ không có tệp {lost.name}")


def test_facts_that_are_gone_are_missed(printed: Path) -> None:
    lost = entries(printed, "thong-tin")[0]
    lost.unlink()
    (said,) = errors(printed)
    assert f"sổ không có tệp {lost.name} mà tệp này nói tới" in said


def test_an_edition_that_is_gone_is_missed(printed: Path, command: Command) -> None:
    first = only(printed, "in")
    assert command(printed, "posters", "--print", *ONE, day="2026-12-01").code == 0
    first.unlink()
    (said,) = errors(printed)
    assert "N/THON-DINH/ đã in tới lần 2 mà sổ không có tệp của lần in 1" in said


def test_a_file_that_does_not_belong_is_named(printed: Path) -> None:
    (printed / entering.FOLDER / "ghi-chu.txt").write_text("x", "utf-8")
    (said,) = errors(printed)
    assert "thư mục này chỉ chứa tệp .yaml do niemyet ghi" in said


def merged(one: Path, other: Path) -> None:
    """What Git makes of two branches that each added files."""
    for file in entries(other):
        shutil.copy(file, one / entering.FOLDER / file.name)


def test_two_branches_that_printed_one_edition_differently(tmp_path: Path, command: Command) -> None:
    ours, theirs = make_root(tmp_path / "nhanh-mot"), make_root(tmp_path / "nhanh-hai")
    change(theirs, "ho-tich/1.000001.yaml", "muc: 8000", "muc: 5000")
    assert command(ours, "posters", "--print", *ONE, day="2026-11-23").code == 0
    assert command(theirs, "posters", "--print", *ONE, day="2026-11-24").code == 0
    first, second = only(ours, "in"), only(theirs, "in")
    merged(ours, theirs)
    (said,) = errors(ours)
    assert said.startswith(f"{entering.FOLDER.as_posix()}/{second.name}:5:13: ")
    assert f"lần in 1 của N/THON-DINH/ đã ghi trong {first.name} với nội dung khác: hai nhánh cùng in một lần" in said
    assert f"niemyet taken-back {second.stem}" in said
    assert "lần in mới là 2" in said
    answer = command(ours, "taken-back", second.stem, "--reason", "Hai nhánh cùng in", day="2026-11-25")
    assert answer.code == 0
    assert errors(ours) == []
    assert command(ours, "posters", "--print", *ONE, day="2026-11-26").code == 0
    assert any(one.addresses[0].endswith("/N/THON-DINH/2/") for one in catalogue(ours).register.printed.values())


def test_two_branches_that_printed_the_same_do_no_harm(tmp_path: Path, command: Command) -> None:
    ours, theirs = make_root(tmp_path / "nhanh-mot"), make_root(tmp_path / "nhanh-hai")
    assert command(ours, "posters", "--print", *ONE, day="2026-11-23").code == 0
    assert command(theirs, "posters", "--print", *ONE, day="2026-11-24").code == 0
    merged(ours, theirs)
    assert errors(ours) == []


def test_two_places_with_one_identifier_are_named(root: Path) -> None:
    change(root, "don_vi.yaml", "ma: thon-dong", "ma: thon-dinh")
    assert any('mã "thon-dinh" đã dùng cho một mục khác' in one for one in errors(root))


def test_a_shallow_clone_is_enough(printed: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        settings = ("-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *settings, *arguments], cwd=printed, check=True, capture_output=True)

    git("init")
    git("add", "procedures_yaml", "qr_posters")
    git("commit", "-m", "mot")
    git("clone", "--depth", "1", f"file://{printed.as_posix()}", str(tmp_path / "ban-sao"))
    assert catalogue(tmp_path / "ban-sao").register == catalogue(printed).register


def test_a_thousand_entries_are_read_and_none_is_lost(printed: Path) -> None:
    (code,) = catalogue(printed).register.printed
    new = [entering.hung(Hung("", making.TODAY, code, "thon-dinh", f"chỗ {number}")) for number in range(1000)]
    with entering.added(printed, new):
        pass
    kept = Cache(printed)
    assert len(loading.load(printed, making.TODAY, kept).register.hung) == 1000
    kept.save()
    assert len(loading.load(printed, making.TODAY, Cache(printed)).register.hung) == 1000
