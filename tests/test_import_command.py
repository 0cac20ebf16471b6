"""`niemyet import` as an official uses it: what it adds, what it leaves alone, what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.test_cli import ROOT, run

SAMPLES = sorted((ROOT / "tests" / "importers" / "samples").glob("*.json"))

GLUED = (SAMPLES[0].parent / "trang_dinh_lien.txt").read_text("utf-8")


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
    folder = tmp_path / "tai-ve"
    folder.mkdir()
    for file in SAMPLES:
        shutil.copy(file, folder)
    answer = run("import", folder, "--into", tmp_path / "xa")
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
    assert "cập nhật 0 tệp" in again.stdout
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


def _list(tmp_path: Path, *rows: tuple[str | float | None, ...], merge: str = "") -> Path:
    """A list as the portal exports it, with its title over all columns."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH THỦ TỤC HÀNH CHÍNH"])
    sheet.merge_cells("A1:E1")
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    file = tmp_path / "danh-sach.xlsx"
    book.save(file)
    return file


HEADINGS = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
KITE = ("9.900007", "Đăng ký bãi diều", "Bộ Diều", "Ủy ban nhân dân cấp xã", "Thả diều")


def test_a_list_adds_what_the_commune_carries_out_and_says_that_the_rest_is_unknown(tmp_path: Path) -> None:
    other = ("9.900008", "Cấp phép diều lớn (thực hiện tại cấp tỉnh)", "Bộ Diều", "Ủy ban nhân dân cấp xã", "Thả diều")
    file = _list(tmp_path, HEADINGS, KITE, other)
    answer = run("import", file, "--into", tmp_path / "xa")
    assert answer.returncode == 0, answer.stdout
    assert "bỏ qua 1 thủ tục không phải của cấp xã" in answer.stdout
    written = tmp_path / "xa" / "procedures_yaml" / "tha-dieu" / "9.900007.yaml"
    text = written.read_text("utf-8")
    assert "ten: Đăng ký bãi diều\n" in text
    assert "co_quan: Ủy ban nhân dân cấp xã\n" in text
    assert "thoi_han: {chua_ro: " in text
    assert not written.with_name("9.900008.yaml").exists()
    assert run("check", tmp_path / "xa").returncode == 0


def test_columns_in_another_order_merged_cells_and_other_sheets_change_nothing(tmp_path: Path) -> None:
    file = _list(
        tmp_path,
        ("Lĩnh vực", "Tên TTHC", "Mã TTHC", "Cơ quan thực hiện"),
        ("Thả diều", "Đăng ký bãi diều", "9.900007", "Ủy ban nhân dân cấp xã"),
        (None, "Trả bãi diều", "9.900009", "Ủy ban nhân dân cấp xã"),
        merge="A3:A4",
    )
    book = load_workbook(file)
    book.create_sheet("Ghi chú", 0).append(["Bảng này do chị Lan lập"])
    book.save(file)
    assert run("import", file, "--into", tmp_path / "xa").returncode == 0
    names = sorted(one.name for one in (tmp_path / "xa" / "procedures_yaml" / "tha-dieu").iterdir())
    assert names == ["9.900007.yaml", "9.900009.yaml"]


def test_a_row_without_a_code_is_told_with_its_cell(tmp_path: Path) -> None:
    answer = run(
        "import", _list(tmp_path, HEADINGS, KITE, ("chín", "Thả dế", "", "UBND xã", "")), "--into", tmp_path / "xa"
    )
    assert 'danh-sach.xlsx:4:1: cảnh báo: trang tính "Sheet", ô A4: "chín" không phải mã thủ tục' in answer.stdout
    assert "Đã nhập 1 thủ tục" in answer.stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "tệp kiểu cũ (.xls)"),
        (
            "khoa.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(600),
            "tệp có mật khẩu",
        ),
        ("hong.xlsx", b"PK\x03\x04" + bytes(60), "không phải tệp Excel .xlsx"),
        ("trang.html", b"<html></html>", "đây là mã của trang web"),
        ("trang.pdf", b"%PDF-1.7", "không nhập được tệp PDF"),
        ("to-trinh.docx", b"PK", "không nhập được tệp Word"),
        ("bang.csv", b"ma;ten", "không nhập được tệp CSV"),
        ("lon.txt", b"a" * 2_000_000, "tệp lớn hơn 512 KB"),
        ("lon.json", b"[" + b"1," * 1_000_000, "tệp lớn hơn 512 KB"),
        ("nua.txt", (GLUED[:900]).encode(), "trang chép chưa hết, không thấy phần"),
        ("anh.txt", b"Procedure name. Implementing agency. Documents, fees, decision.", "trang đang ở tiếng Anh"),
    ],
)
def test_files_of_other_kinds_are_refused_in_plain_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    answer = run("import", file, "--into", tmp_path / "xa")
    assert answer.returncode == 1
    assert answer.stdout.startswith(f"{file.as_posix()}:")
    assert words in answer.stdout
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "xa").exists()


def test_a_folder_that_is_no_repository_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "tai-ve"
    other.mkdir()
    (other / "anh-cuoi.jpg").write_bytes(b"x")
    answer = run("import", SAMPLES[0], "--into", other)
    assert answer.returncode == 1
    assert "thư mục này không phải kho dữ liệu (không có procedures_yaml)" in answer.stdout
    assert [one.name for one in other.iterdir()] == ["anh-cuoi.jpg"]


def test_a_folder_without_anything_to_import_is_named(tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    answer = run("import", tmp_path / "trong", "--into", tmp_path / "xa")
    assert answer.returncode == 1
    assert "không có tệp nào nhập được (.json, .txt, .xlsx)" in answer.stdout


def test_two_files_of_one_procedure_clash(tmp_path: Path) -> None:
    answer = run("import", SAMPLES[0], _with(tmp_path, ten_thu_tuc="Tên khác"), "--into", tmp_path / "xa")
    assert answer.returncode == 1
    assert f"doi.json:1:1: thủ tục 9.900001 đã có trong {SAMPLES[0].as_posix()}" in answer.stdout
    (written,) = (tmp_path / "xa" / "procedures_yaml").glob("*/9.900001.yaml")
    assert "Tên khác" not in written.read_text("utf-8")


def test_two_fields_with_one_code_clash(tmp_path: Path) -> None:
    assert run("import", SAMPLES[0], "--into", tmp_path / "xa").returncode == 0
    clashing = _with(tmp_path, ma_thu_tuc="9.900055", linh_vuc="Thả, diều")
    answer = run("import", clashing, "--into", tmp_path / "xa")
    assert answer.returncode == 1
    assert 'lĩnh vực "Thả, diều" trùng mã tha-dieu với lĩnh vực "Thả diều"' in answer.stdout
    assert not list((tmp_path / "xa" / "procedures_yaml").glob("*/9.900055.yaml"))


def test_a_page_imported_again_keeps_an_officials_edit_and_tells_of_it(tmp_path: Path) -> None:
    root = tmp_path / "xa"
    page = tmp_path / "trang.txt"
    page.write_text(GLUED, "utf-8")
    assert run("import", page, "--into", root).returncode == 0
    (written,) = (root / "procedures_yaml").glob("*/9.900001.yaml")
    written.write_text(written.read_text("utf-8").replace("{so: 4,", "{so: 3,"), "utf-8")
    page.write_text(GLUED.replace("4 Ngày làm việc", "2 Ngày làm việc").replace("04 ngày", "02 ngày"), "utf-8")
    answer = run("import", page, "--into", root)
    assert answer.returncode == 0
    assert "thời hạn giải quyết: cán bộ đã sửa, Cổng nay ghi khác" in answer.stdout
    assert "{so: 3," in written.read_text("utf-8")
    page.write_text(GLUED.replace("đêm rằm", "ban đêm"), "utf-8")
    answer = run("import", page, "--into", root)
    assert f"{written.as_posix()}: đã cập nhật tên chính thức." in answer.stdout
    assert "cập nhật 1 tệp" in answer.stdout
    assert "{so: 3," in written.read_text("utf-8")
    assert run("check", root).returncode == 0


def test_a_page_fills_the_record_that_a_list_began(tmp_path: Path) -> None:
    root = tmp_path / "xa"
    began = ("9.900001", "Đăng ký thả diều đêm rằm", "Bộ Diều", "Ủy ban nhân dân cấp xã", "Thả diều")
    assert run("import", _list(tmp_path, HEADINGS, began), "--into", root).returncode == 0
    (written,) = (root / "procedures_yaml").glob("*/9.900001.yaml")
    written.write_text(written.read_text("utf-8").replace("nop_o_dau: {", "# ở bãi sau đình\nnop_o_dau: {"), "utf-8")
    page = tmp_path / "trang.txt"
    page.write_text(GLUED, "utf-8")
    answer = run("import", page, "--into", root)
    assert answer.returncode == 0
    assert "đã cập nhật" in answer.stdout
    text = written.read_text("utf-8")
    assert "- {so: 4, don_vi: ngay_lam_viec}" in text
    assert "# ở bãi sau đình\nnop_o_dau: " in text
    # The list knows less and takes nothing back.
    assert run("import", tmp_path / "danh-sach.xlsx", "--into", root).returncode == 0
    assert written.read_text("utf-8") == text


def test_what_a_shared_layer_holds_is_not_hidden_by_a_copy(tmp_path: Path) -> None:
    root = tmp_path / "xa"
    shutil.copytree(ROOT / "tests" / "records" / "base", root)
    unit = root / "procedures_yaml" / "don_vi.yaml"
    unit.write_text(unit.read_text("utf-8") + "lop: [lop/quoc-gia]\n", "utf-8")
    assert run("import", SAMPLES[0], "--into", root).returncode == 0
    (record,) = (root / "procedures_yaml").glob("*/9.900001.yaml")
    shared = root / "lop" / "quoc-gia" / record.parent.name / record.name
    shared.parent.mkdir(parents=True)
    record.rename(shared)
    answer = run("import", SAMPLES[0], "--into", root)
    assert answer.returncode == 0, answer.stdout
    assert "1 thủ tục đã có trong lớp dùng chung nên không nhập: 9.900001." in answer.stdout
    assert not record.exists()
    assert shared.is_file()
