"""`niemyet coverage` as an official uses it: whatever Excel file they have, and what they are told."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from generator import loading
from generator.cache import Cache
from generator.site.plugin import build_site
from tests import making
from tests.site.reading_pages import Page, parse_file
from tests.test_cli import DAY, ROOT, run

HEAD = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
KNOWN = ("1.004222", "Đăng ký thường trú", "Bộ Công an", "Công an cấp Xã", "Đăng ký, quản lý cư trú")
ABSENT = ("1.999999", "Đăng ký thả diều", "Bộ Công an", "Công an cấp Xã", "Đăng ký, quản lý cư trú")
OTHERS = ("1.999998", "Cấp phép bay", "Bộ Công an", "Sở Tư pháp", "Hàng không")
UNCLEAR = ("1.999997", "Việc chưa ghi ai làm", "Bộ Công an", "", "Hàng không")
LISTS = sorted((ROOT.parent / "shared" / "national" / "lists").glob("*.xlsx"))


@pytest.fixture
def listing(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows into a workbook, below the title that the portal puts there."""

    def written(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> Path:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (("DANH SÁCH THỦ TỤC HÀNH CHÍNH",), head, *rows):
            sheet.append(row)
        sheet.merge_cells("A1:E1")
        book.save(tmp_path / "danh-sach.xlsx")
        return tmp_path / "danh-sach.xlsx"

    return written


def coverage(file: Path, *options: str) -> dict[str, Any]:
    answer = run("coverage", file, "--format", "json", "--date", DAY, *options)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def codes(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["ma"] for entry in entries]


def test_what_is_missing_is_named_under_its_field(listing: Callable[..., Path]) -> None:
    found = coverage(listing(KNOWN, ABSENT))
    assert codes(found["thieu"]) == ["1.999999"]
    assert found["linh_vuc"] == [{"ten": "Đăng ký, quản lý cư trú", "danh_sach": 2, "co": 1}]


def test_what_other_levels_do_is_not_missing(listing: Callable[..., Path]) -> None:
    at_province = (*ABSENT[:1], "Đăng ký thả diều (thực hiện tại cấp tỉnh)", *ABSENT[2:])
    found = coverage(listing(KNOWN, OTHERS, UNCLEAR, at_province))
    assert found["thieu"] == []
    assert found["cap_khac"] == 2
    assert codes(found["khong_ro_co_quan"]) == ["1.999997"]


def test_records_that_the_list_lacks_are_extra_only_in_its_own_fields(listing: Callable[..., Path]) -> None:
    found = coverage(listing(KNOWN))
    assert "1.004194" in codes(found["thua"])
    assert "1.001193" not in codes(found["thua"])
    assert found["ngoai_danh_sach"] > 0


def test_another_name_is_told_but_not_another_way_to_write_it(listing: Callable[..., Path]) -> None:
    same = (KNOWN[0], "  ĐĂNG KÝ  thường trú. ", *KNOWN[2:])
    assert coverage(listing(same))["khac_ten"] == []
    found = coverage(listing((KNOWN[0], "Đăng ký nơi thường trú", *KNOWN[2:])))
    assert found["khac_ten"][0]["ten_trong_danh_sach"] == "Đăng ký nơi thường trú"


def test_records_without_details_are_named_with_what_they_lack(listing: Callable[..., Path]) -> None:
    birth = ("1.001193", "Thủ tục đăng ký khai sinh", "Bộ Tư pháp", "Ủy ban nhân dân cấp xã", "Hộ tịch")
    assert coverage(listing(birth))["chua_ro"] == [{"ma": "1.001193", "muc": ["thời hạn"]}]


def test_strict_ends_with_1_when_something_is_missing(listing: Callable[..., Path]) -> None:
    assert run("coverage", listing(KNOWN), "--strict").returncode == 0
    missing = run("coverage", listing(KNOWN, ABSENT), "--strict")
    assert missing.returncode == 1
    assert "1.999999 Đăng ký thả diều" in missing.stdout
    assert run("coverage", listing(KNOWN, ABSENT)).returncode == 0


def test_columns_may_stand_in_any_order_and_be_called_otherwise(listing: Callable[..., Path]) -> None:
    head = ("STT", "Lĩnh vực", "Tên thủ tục hành chính", "Mã TTHC", "Cấp thực hiện")
    found = coverage(listing((1, "Cư trú", ABSENT[1], ABSENT[0], "Cấp xã"), head=head))
    assert codes(found["thieu"]) == ["1.999999"]


def test_a_list_without_authorities_counts_whole(listing: Callable[..., Path]) -> None:
    found = coverage(listing(ABSENT[:2], head=("Mã thủ tục", "Tên thủ tục")))
    assert codes(found["thieu"]) == ["1.999999"]


def test_fields_may_be_merged_cells_or_rows_of_their_own(tmp_path: Path) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(("Tờ bìa",))
    merged = book.create_sheet("Gộp ô")
    merged.append(("Lĩnh vực", "Mã số", "Tên"))
    merged.append(("Hàng không", "1.999991", "Việc một"))
    merged.append((None, "1.999992", "Việc hai"))
    merged.merge_cells("A2:A3")
    grouped = book.create_sheet("Theo nhóm")
    grouped.append(("Mã số", "Tên"))
    grouped.append(("I. Lĩnh vực: Đường sắt", None))
    grouped.append(("1.999993", "Việc ba"))
    book.save(tmp_path / "la.xlsx")
    found = coverage(tmp_path / "la.xlsx")
    assert [(one["ma"], one["linh_vuc"]) for one in found["thieu"]] == [
        ("1.999993", "Đường sắt"),
        ("1.999991", "Hàng không"),
        ("1.999992", "Hàng không"),
    ]


def test_codes_survive_as_numbers_and_with_a_provinces_ending(listing: Callable[..., Path]) -> None:
    found = coverage(listing((1.00011, *ABSENT[1:]), ("1.004222.000.00.00.H01", *KNOWN[1:])))
    assert codes(found["thieu"]) == ["1.000110"]


def test_a_row_that_cannot_be_read_is_told_with_its_cell(listing: Callable[..., Path]) -> None:
    answer = run("coverage", listing(KNOWN, ("1,004222", *ABSENT[1:])))
    assert answer.returncode == 0
    assert 'ô A4: "1,004222" không phải mã thủ tục' in answer.stderr


def test_a_stray_cell_far_away_keeps_nobody_waiting(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, KNOWN):
        sheet.append(row)
    sheet["XFD1048576"] = "x"
    sheet.merge_cells("XFA1:XFA9")
    book.save(tmp_path / "la.xlsx")
    answer = run("coverage", tmp_path / "la.xlsx")
    assert answer.returncode == 0
    assert "chỉ đọc 20000 dòng đầu" in answer.stderr


def _old(file: Path) -> None:
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))


def _locked(file: Path) -> None:
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))


def _no_excel(file: Path) -> None:
    file.write_text("<html>Phiên làm việc đã hết</html>", "utf-8")


def _another_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a.txt", "a")


def _damaged(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types")


def _bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", bytes(130 * 1024 * 1024))


def _without_headings(file: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(("Họ tên", "Tuổi"))
    book.save(file)


def _absent(_file: Path) -> None:
    return


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_old, "tệp kiểu cũ (.xls)"),
        (_locked, "tệp có mật khẩu"),
        (_no_excel, "không phải tệp Excel .xlsx"),
        (_another_zip, "không phải tệp Excel .xlsx"),
        (_damaged, "tệp Excel bị hỏng"),
        (_bomb, "lớn bất thường"),
        (_without_headings, "không thấy dòng tiêu đề"),
        (_absent, "không có tệp hoặc thư mục này"),
    ],
)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    file = tmp_path / "danh-sach.xlsx"
    make(file)
    answer = run("coverage", file)
    assert answer.returncode == 1
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr


def test_records_with_mistakes_are_not_compared(listing: Callable[..., Path], tmp_path: Path) -> None:
    root = tmp_path / "xa"
    shutil.copytree(ROOT / "tests" / "records" / "base", root)
    (root / "procedures_yaml" / "don_vi.yaml").write_text("ma: [", "utf-8")
    answer = run("coverage", listing(KNOWN), root)
    assert answer.returncode == 1
    assert "Dữ liệu có lỗi nên không làm tiếp" in answer.stderr
    assert "procedures_yaml/don_vi.yaml:1:6: " in answer.stdout


@pytest.mark.skipif(not LISTS, reason="the portal's own lists are not here")
@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.stem)
def test_the_portals_own_lists_are_read_whole(file: Path) -> None:
    found = coverage(file)
    total = sum(field["danh_sach"] for field in found["linh_vuc"]) + len(found["khong_ro_co_quan"])
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True)
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if str(row[0])[1:2] == "."]
    assert total + found["cap_khac"] == len({row[0] for row in rows})


# The list kept in the root, and the page for the board


@pytest.fixture
def commune(tmp_path: Path) -> Path:
    root = tmp_path / "xa"
    shutil.copytree(ROOT / "tests" / "records" / "base", root)
    return root


FIELD = "Hộ tịch"
BIRTH = ("1.000001", "Đăng ký khai sinh", "Bộ Tư pháp", "Ủy ban nhân dân cấp xã", FIELD)
RENAMED = ("1.000002", "Khai tử", "Bộ Tư pháp", "Ủy ban nhân dân cấp xã", FIELD)


def keep(listing: Path, root: Path, name: str = "Bộ Tư pháp", status: int = 0) -> str:
    answer = run("coverage", listing, root, "--keep", name, "--date", DAY)
    assert answer.returncode == status, answer.stdout + answer.stderr
    return answer.stdout + answer.stderr


def test_a_kept_list_is_a_file_that_reads_back_as_it_was(listing: Callable[..., Path], commune: Path) -> None:
    told = keep(listing(BIRTH, ABSENT, OTHERS, UNCLEAR), commune)
    file = commune / "procedures_yaml" / "danh_muc" / "bo-tu-phap.yaml"
    assert f"Đã ghi danh sách vào kho: {file.as_posix()}" in told
    assert yaml.safe_load(file.read_text("utf-8"))["thu_tuc"][2] == {
        "ma": "1.999998",
        "ten": "Cấp phép bay",
        "linh_vuc": "Hàng không",
        "cap_xa": False,
    }
    loaded = loading.load(commune, making.TODAY)
    assert loaded.catalogue, loaded.problems
    kept = loaded.catalogue.lists["bo-tu-phap"]
    assert (kept.name, kept.day) == ("Bộ Tư pháp", making.TODAY)
    assert [(one.code, one.is_communes) for one in kept.procedures] == [
        ("1.000001", True),
        ("1.999999", True),
        ("1.999998", False),
        ("1.999997", None),
    ]


def test_a_kept_list_is_never_written_over(listing: Callable[..., Path], commune: Path) -> None:
    keep(listing(BIRTH), commune)
    file = commune / "procedures_yaml" / "danh_muc" / "bo-tu-phap.yaml"
    before = file.read_bytes()
    assert "đã có" in keep(listing(BIRTH, ABSENT), commune, status=1)
    assert file.read_bytes() == before
    assert "không có chữ nào" in keep(listing(BIRTH), commune, name="…", status=1)


def test_a_list_too_long_for_the_reader_is_not_kept(listing: Callable[..., Path], commune: Path) -> None:
    rows = [(f"1.{number:06d}", "Một việc có tên dài như các việc vẫn có" * 2, "", "", FIELD) for number in range(2000)]
    assert "danh sách dài quá" in keep(listing(*rows), commune, status=1)
    assert not (commune / "procedures_yaml" / "danh_muc").exists()


@pytest.fixture
def board(listing: Callable[..., Path], commune: Path) -> Page:
    keep(listing(RENAMED, ABSENT, OTHERS, UNCLEAR), commune)
    build_site(commune, commune / "site", making.TODAY, making.load(commune), Cache(None))
    return parse_file(commune / "site" / "can-bo" / "do-phu" / "index.html")


def test_the_page_for_the_board_names_what_the_command_names(board: Page) -> None:
    texts = " ".join(text for _, text in board.texts)
    assert "Danh sách có 2 thủ tục của cấp xã, kho có 1, còn thiếu 1." in texts
    assert "Kho còn thiếu: 1" in texts
    assert "Đăng ký thả diều (1.999999)" in texts
    assert 'danh sách ghi "Khai tử"' in texts
    assert "Không tính 1 thủ tục do cấp khác thực hiện." in texts
    assert "Việc chưa ghi ai làm (1.999997)" in texts
    links = {link["href"] for link in board.all("a")}
    assert "../../TT/1.000002/" in links
    assert not [link for link in links if "1.999999" in link]
    assert {"name": "robots", "content": "noindex"} in board.all("meta")


def test_the_overview_shows_the_list_and_leads_to_the_page(board: Page, commune: Path) -> None:
    overview = parse_file(commune / "site" / "can-bo" / "tong-quan" / "index.html")
    assert {"href": "../do-phu/"} in overview.all("a")
    assert next(text for tag, text in overview.texts if tag == "desc") == "Bộ Tư pháp: 1 trên 2 thủ tục"


def test_a_list_of_what_communes_do_not_do_has_its_page_too(listing: Callable[..., Path], commune: Path) -> None:
    keep(listing(OTHERS), commune)
    build_site(commune, commune / "site", making.TODAY, making.load(commune), Cache(None))
    page = parse_file(commune / "site" / "can-bo" / "do-phu" / "index.html")
    assert "Danh sách có 0 thủ tục của cấp xã" in page.text("p")


def test_without_a_list_there_is_no_page(commune: Path) -> None:
    build_site(commune, commune / "site", making.TODAY, making.load(commune), Cache(None))
    assert not (commune / "site" / "can-bo" / "do-phu").exists()
    assert "do-phu" not in (commune / "site" / "can-bo" / "tong-quan" / "index.html").read_text("utf-8")
