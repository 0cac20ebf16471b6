"""`niemyet board` as an official uses it: what hangs, what is missing, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

from tests.test_cli import DAY, ROOT, root, run

__all__ = ["root"]


def test_the_sample_commune_posts_everything() -> None:
    answer = run("board", ROOT, "--check", "--date", DAY)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Bảng đủ các nội dung phải niêm yết." in answer.stdout
    assert (
        "  có     Nội quy: Nội quy Trung tâm Phục vụ hành chính công (mẫu) (Văn bản số 01/QĐ-MAU, ngày 15/7/2026)\n"
        in answer.stdout
    )
    assert "Có quy trình ISO: 5 trên 48 thủ tục.\n  Hộ tịch: 5 trên 10\n" in answer.stdout


def test_what_is_missing_is_named_and_fails_the_check_alone(root: Path) -> None:
    told = run("board", root, "--date", DAY)
    assert told.returncode == 0
    assert (
        "  THIẾU  Quy trình: hãy ghi mục loai: quy_trinh trong bang_tin.yaml, đúng lời văn bản của xã\n" in told.stdout
    )
    assert "Còn thiếu 7 nội dung: Lịch tiếp công dân; Hòm thư, sổ góp ý; Nội quy; Quy trình;" in told.stdout
    assert "ISO" not in told.stdout
    checked = run("board", root, "--check", "--date", DAY)
    assert (checked.returncode, checked.stdout) == (1, told.stdout)
    assert not (root / "procedures_yaml" / "bang_tin.yaml").exists()


def test_a_text_that_is_over_is_missing_again(root: Path) -> None:
    file = root / "procedures_yaml" / "bang_tin.yaml"
    file.write_text(
        "bang_tin:\n  - {ma: a, loai: noi_quy, ten: Nội quy, nguon: 1/QĐ-UBND, hieu_luc: {den: 2026-11-30}, noi_dung: [Trật tự.]}\n",
        "utf-8",
    )
    assert "  có     Nội quy: Nội quy (Văn bản số 1/QĐ-UBND)\n" in run("board", root, "--date", "2026-11-30").stdout
    over = run("board", root, "--date", "2026-12-01").stdout
    assert "  THIẾU  Nội quy: văn bản đã ghi chưa hoặc không còn áp dụng; hãy ghi mục loai: noi_quy" in over


def test_machines_read_the_same(root: Path) -> None:
    answer = run("board", root, "--format", "json", "--date", DAY)
    told = json.loads(answer.stdout)
    items = {item["code"]: item for item in told["items"]}
    assert items["danh-muc"]["entries"] == [
        {"text": "Mọi thủ tục, theo vần: 2 thủ tục", "source": None, "url": "https://xathu.example/tim/"}
    ]
    assert items["noi-quy"]["entries"] == []
    assert items["noi-quy"]["missing"].startswith("hãy ghi mục loai: noi_quy")
    assert told["iso"] == [{"field": "Hộ tịch", "count": 0, "total": 2}]
    assert run("board", root, "--format", "xml").returncode == 2


def test_a_broken_board_is_told_with_its_place(root: Path) -> None:
    (root / "procedures_yaml" / "bang_tin.yaml").write_text("bang_tin:\n  - {ma: a, loai: la, ten: A}\n", "utf-8")
    answer = run("board", root, "--date", DAY)
    assert answer.returncode == 1
    assert "bang_tin.yaml:2:19: loại" in answer.stdout
    assert "Traceback" not in answer.stdout + answer.stderr
