"""The build refuses to drop or change what was printed, and says how to keep it."""

from __future__ import annotations

from pathlib import Path

from generator.cache import Cache
from generator.loading import FOLDER, load
from generator.site.plugin import build_site
from tests import making
from tests.register.conftest import HOST, Command, change, entries, errors


def place_of(root: Path, kind: str) -> str:
    (file,) = entries(root, kind)
    return file.relative_to(root).as_posix()


def test_a_place_whose_poster_was_printed(printed: Path) -> None:
    change(printed, "don_vi.yaml", "  - {ma: thon-dinh, loai: thon, ten: Thôn Đình}\n", "")
    assert errors(printed) == [
        f"{place_of(printed, 'in')}:5:13: tờ đã in nói tới nơi THON-DINH (1 chỗ trong sổ) mà dữ liệu không còn nơi này;"
        " tờ đã treo không sửa được: hãy giữ nơi này trong don_vi.yaml, ghi hieu_luc với ngày den và thay_bang [da_in]"
    ]


def test_a_procedure_that_a_poster_answers_for(printed: Path) -> None:
    (printed / FOLDER / "ho-tich" / "1.000002.yaml").unlink()
    change(printed, "don_vi.yaml", ', "1.000002"', "")
    (said,) = [one for one in errors(printed) if "[da_in]" in one]
    assert said.startswith(f"{place_of(printed, 'in')}:20:52: ")
    assert "tờ đã in nói tới thủ tục 1.000002 (1 chỗ trong sổ) mà dữ liệu không còn thủ tục này" in said
    assert "trang_thai: bai_bo" in said


def test_a_repealed_procedure_keeps_the_page_behind_its_code(root: Path, command: Command) -> None:
    assert command(root, "posters", "--print", "--design", "to-niem-yet-A4").code == 0
    change(root, "don_vi.yaml", ', "1.000002"', "")
    change(root, "ho-tich/1.000002.yaml", "trang_thai: dang_ap_dung", "trang_thai: bai_bo, den: 2026-11-21, ly_do: Luật mới")  # fmt: skip
    loaded = load(root, making.TODAY)
    assert loaded.catalogue, errors(root)
    build_site(root, root / "site", making.TODAY, loaded, Cache(None))
    page = (root / "site" / "TT" / "1.000002" / "1" / "index.html").read_text("utf-8")
    assert "Tờ bà con vừa quét là bản cũ" in page
    assert "Thủ tục này đã bãi bỏ." in page


def test_another_host(printed: Path) -> None:
    change(printed, "don_vi.yaml", f"ten_mien: {HOST}", "ten_mien: moi.tinhthu.gov.vn")
    assert errors(printed) == [
        f"procedures_yaml/don_vi.yaml:5:11: 1 tờ đã in có mã dẫn tới {HOST}/, ví dụ {place_of(printed, 'in')}, mà nay"
        " trang nằm ở moi.tinhthu.gov.vn/; hãy ghi lại tên miền cũ, hoặc nếu tên miền cũ vẫn mở được trang này thì khai"
        f" thêm: ten_mien_cu: [{{ten_mien: {HOST}}}] [da_in]"
    ]


def test_another_folder_of_the_host(printed: Path) -> None:
    change(printed, "don_vi.yaml", f"ten_mien: {HOST}", f"ten_mien: {HOST}\nduong_dan: /xa-thu/")
    (said,) = errors(printed)
    assert f"mà nay trang nằm ở {HOST}/xa-thu/" in said


def test_a_former_host_that_still_opens_the_page(printed: Path, command: Command) -> None:
    words = f"ten_mien: moi.tinhthu.gov.vn\nten_mien_cu: [{{ten_mien: {HOST}}}]"
    change(printed, "don_vi.yaml", f"ten_mien: {HOST}", words)
    assert errors(printed) == []
    assert command(printed, "build").code == 0
    assert (printed / "site" / "N" / "THON-DINH" / "1" / "index.html").is_file()


def test_what_was_taken_back_binds_nobody(printed: Path, command: Command) -> None:
    assert command(printed, "taken-back", "N/THON-DINH/1", "--reason", "In nhầm tên miền").code == 0
    change(printed, "don_vi.yaml", f"ten_mien: {HOST}", "ten_mien: moi.tinhthu.gov.vn")
    change(printed, "don_vi.yaml", ', "1.000002"', "")
    change(printed, "ho-tich/1.000001.yaml", 'lien_quan: ["1.000002"]\n', "")
    (printed / FOLDER / "ho-tich" / "1.000002.yaml").unlink()
    assert errors(printed) == []


SURVEY = """
ma: y-kien
cau_hoi:
  - {ma: a, hoi: Có lịch sự không?, tra_loi: [{ma: co, ten: Có}, {ma: khong, ten: Không}]}
"""


def test_a_slip_keeps_the_page_of_its_survey(root: Path, command: Command) -> None:
    survey = root / FOLDER / "hai_long.yaml"
    survey.write_text(SURVEY, "utf-8")
    assert command(root, "posters", "--print", "--design", "phieu-y-kien").code == 0
    assert errors(root) == []
    survey.unlink()
    said = errors(root)
    assert len(said) == 1
    assert said[0].endswith(
        "tờ đã in nói tới phiếu Y-KIEN (2 chỗ trong sổ) mà dữ liệu không còn phiếu này;"
        " tờ đã treo không sửa được: hãy giữ tệp hai_long.yaml với ma này [da_in]"
    )
