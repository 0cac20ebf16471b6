"""The console texts of the handbook: each is what a command prints today, on a copy of the sample commune."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

REPOSITORY = Path(__file__).parent.parent
HANDBOOK = REPOSITORY / "catalogue" / "can-bo"
DAY = "2026-11-22"

_BLOCK = re.compile(r'^```\{\.text data-lenh="(?P<name>[\w-]+)"\}\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
_PASSING = {
    re.compile(r"-[0-9a-f]{8}\b"): "-…",
    re.compile(r"(?<=Đã kiểm tra )\d+(?= tệp)"): "…",
    # Said where the form was not built: that depends on the machine.
    re.compile(r"^Trang can-bo/sua/ chưa có biểu mẫu.*\n", re.MULTILINE): "",
}
"""What is another in each commune and at each change of the sample, and what stands for it: the digest in a register
file's name, the number of files.
"""
_RECORD = "procedures_yaml/cu-tru/1.004222.yaml"
_COPIED = REPOSITORY / "tests" / "importers" / "samples" / "trang_co_tab.txt"
_PAGE = "9.900001.txt"


@dataclass(frozen=True)
class Scene:
    """One command as an official types it, what is done to the commune's folder before, and how it must end."""

    command: str
    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]
    status: int = 0


def sample(root: Path) -> None:
    """The sample commune under git, as an official's folder is."""
    shutil.copytree(REPOSITORY / "procedures_yaml", root / "procedures_yaml")
    git = ("git", "-c", "user.name=niemyet", "-c", "user.email=niemyet@example.invalid", "-C", str(root))
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "Lập kho")):
        subprocess.run([*git, *words], check=True)


def _replace(root: Path, path: str, before: str, after: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    if before not in text:
        raise ValueError(f"{path} no longer says {before!r}")
    file.write_text(text.replace(before, after, 1), "utf-8")


def _with_a_slip(root: Path) -> None:
    sample(root)
    _replace(root, _RECORD, "muc: 20000", "muc: hai mươi nghìn")


def _with_a_new_fee(root: Path) -> None:
    sample(root)
    _replace(root, _RECORD, "muc: 20000", "muc: 25000")


def _with_a_copied_page(root: Path) -> None:
    sample(root)
    shutil.copy(_COPIED, root / _PAGE)


def _with_a_page_that_changed(root: Path) -> None:
    """An official has changed the time; since then the portal has changed the time and a fee."""
    _with_a_copied_page(root)
    niemyet(root, "import", _PAGE)
    record = "procedures_yaml/tha-dieu/9.900001.yaml"
    _replace(root, record, "{so: 4, don_vi: ngay_lam_viec}", "{so: 4, don_vi: ngay_lam_viec, cam_ket: 3}")
    for before, after in (
        ("Trực tuyến\t4 Ngày", "Trực tuyến\t5 Ngày"),
        ("Trực tiếp\t4 Ngày", "Trực tiếp\t5 Ngày"),
        ("04 ngày làm việc", "05 ngày làm việc"),
        ("6,000 Việt Nam Đồng", "7,000 Việt Nam Đồng"),
        ("(6.000 đồng/lần", "(7.000 đồng/lần"),
    ):
        _replace(root, _PAGE, before, after)


def _with_a_list(root: Path) -> None:
    sample(root)
    write_list(root)


def write_list(root: Path) -> None:
    """An Excel file as the portal gives it, cut to four lines."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Mã số", "Tên", "Cơ quan thực hiện", "Lĩnh vực"))
    field = "Đăng ký, quản lý cư trú"
    for code, name in (
        ("1.004222", "Đăng ký thường trú"),
        ("1.004194", "Đăng ký tạm trú"),
        ("1.010028", "Xóa đăng ký tạm trú"),
        ("1.010039", "Điều chỉnh thông tin về cư trú trong Cơ sở dữ liệu về cư trú"),
    ):
        sheet.append((code, name, "Công an cấp Xã", field))
    book.save(root / "danh-sach.xlsx")


def _with_a_real_host(root: Path) -> None:
    """What is printed for good carries a real host and no made-up account; these stand for them."""
    sample(root)
    unit = "procedures_yaml/don_vi.yaml"
    _replace(root, unit, "ban_mau: true\n", "")
    _replace(root, unit, "xasenvang.example", "senvang.tinhmau.gov.vn")
    for _ in range(2):
        _replace(root, unit, 'so: "000000', 'so: "123456')


_PRINT = ("posters", "--print", "--design", "to-thon-A4", "--place", "thon-dinh")
_HANG = ("hung", "N/THON-DINH/1", "--at", "Bảng tin nhà văn hóa")


def _printed(root: Path) -> None:
    _with_a_real_host(root)
    niemyet(root, *_PRINT)


def hanging(root: Path) -> None:
    """A commune whose sheet hangs and states a fee that has changed since."""
    _printed(root)
    niemyet(root, *_HANG)
    _replace(root, _RECORD, "muc: 20000", "muc: 25000")


def _nothing(root: Path) -> None:
    root.mkdir()


SCENES = {
    "kho-moi": Scene(
        'niemyet new xa-huong-xuan --name "Xã Hương Xuân" --province "Tỉnh Mẫu" --places "Thôn Đông, Thôn Đoài"',
        (
            "new",
            "xa-huong-xuan",
            "--name",
            "Xã Hương Xuân",
            "--province",
            "Tỉnh Mẫu",
            "--places",
            "Thôn Đông, Thôn Đoài",
        ),
        _nothing,
    ),
    "kiem-tra": Scene("niemyet check", ("check",), sample),
    "kiem-tra-sai": Scene("niemyet check", ("check",), _with_a_slip, status=1),
    "khac": Scene("niemyet diff HEAD .", ("diff", "HEAD", "."), _with_a_new_fee),
    "dung": Scene("niemyet build", ("build",), sample),
    "theo-luat": Scene("niemyet stale --law 75/2022/TT-BTC", ("stale", "--law", "75/2022/TT-BTC"), sample),
    "phai-xem-lai": Scene("niemyet stale", ("stale",), sample),
    "nhap": Scene(f"niemyet import {_PAGE}", ("import", _PAGE), _with_a_copied_page),
    "nhap-lai": Scene(f"niemyet import {_PAGE}", ("import", _PAGE), _with_a_page_that_changed),
    "do-phu": Scene("niemyet coverage danh-sach.xlsx", ("coverage", "danh-sach.xlsx"), _with_a_list),
    "xem-thu": Scene(
        "niemyet posters --design to-thon-A4 --place thon-dinh",
        ("posters", "--design", "to-thon-A4", "--place", "thon-dinh"),
        sample,
    ),
    "in-that": Scene(f"niemyet {' '.join(_PRINT)}", _PRINT, _with_a_real_host),
    "treo": Scene('niemyet hung N/THON-DINH/1 --at "Bảng tin nhà văn hóa"', _HANG, _printed),
    "in-lai": Scene("niemyet reprint", ("reprint",), hanging),
    "ban-tin": Scene("niemyet bulletin --out ban-tin.txt", ("bulletin", "--out", "ban-tin.txt"), sample),
}
"""By the names that the handbook's blocks bear (`data-lenh`)."""
_WITHOUT_DATE = {"import"}


def niemyet(root: Path, *arguments: str, status: int = 0) -> str:
    """What a command prints in `root` on `DAY`, all streams together; raises where it ends otherwise than `status`."""
    dated = () if arguments[0] in _WITHOUT_DATE else ("--date", DAY)
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments, *dated],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != status:
        raise RuntimeError(f"niemyet {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def play(name: str, root: Path) -> str:
    """The text of a scene, played in the new folder `root`: what is typed, an empty line, what is answered."""
    scene = SCENES[name]
    scene.prepare(root)
    answer = niemyet(root, *scene.arguments, status=scene.status)
    for passing, mark in _PASSING.items():
        answer = passing.sub(mark, answer)
    return f"{scene.command}\n\n{answer.strip()}\n"


def pages() -> list[Path]:
    """The pages of the handbook."""
    return sorted(HANDBOOK.glob("*.md"))


def shown() -> list[tuple[Path, str, str]]:
    """The console texts as the handbook has them: page, name of the scene, text."""
    return [
        (page, block["name"], block["text"]) for page in pages() for block in _BLOCK.finditer(page.read_text("utf-8"))
    ]


def renew(texts: dict[str, str]) -> None:
    """Put texts, by the names of their scenes, into the handbook."""
    for page in pages():
        before = page.read_text("utf-8")
        after = _BLOCK.sub(lambda block: f'```{{.text data-lenh="{block["name"]}"}}\n{texts[block["name"]]}```', before)
        if after != before:
            page.write_text(after, "utf-8", newline="\n")
