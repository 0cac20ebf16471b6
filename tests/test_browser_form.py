"""The officials' form with a folder of the computer: one edit is one line, nothing typed or written is ever lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.founding import making
from generator.founding.answers import Answers
from generator.problems import errors
from tests import browsing
from tests.conftest import Built
from tests.editing_records import (
    changed_lines,
    choose,
    kept,
    open_folder,
    remove,
    review,
    save,
    saved,
    section,
    seed,
    start,
    texts,
    value,
)
from tests.making import TODAY, load
from tests.test_browser_access import violations

RECORD = "procedures_yaml/cu-tru/1.004222.yaml"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browsing.opened(browser, reduced_motion="reduce") as page:
        yield page


@pytest.fixture
def files(sample: Built) -> dict[str, str]:
    """The sample's records, one of them with remarks of its own."""
    found = texts(sample.root)
    found[RECORD] = found[RECORD].replace(
        "phi_le_phi:\n", "# Hỏi lại Sở Tài chính mỗi năm.\nphi_le_phi:  # từ Thông tư 75\n"
    )
    return found


def set_fee(page: Page, amount: str) -> None:
    section(page, "Phí, lệ phí")
    item = section(page, "1. Lệ phí đăng ký cư trú")
    value(item, "Mức thu").fill(amount)


def open_fee(page: Page, site: str, files: dict[str, str]) -> None:
    start(page, site)
    open_folder(page, files)
    choose(page, RECORD)


def reload(page: Page) -> None:
    """As by accident: the browser asks, and is told to go on."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator("#sua .card").first.wait_for()


def test_one_fee_changed_is_one_line_and_passes_the_check(
    site: str, page: Page, files: dict[str, str], sample: Built, tmp_path: Path, environment: dict[str, str]
) -> None:
    said = browsing.complaints(page)
    open_fee(page, site, files)
    set_fee(page, "25.000")
    expect(section(page, "1. Lệ phí")).to_contain_text("25.000 đồng")
    review(page)
    expect(page.locator("#sua .diff del")).to_have_count(1)
    expect(page.locator("#sua .diff ins")).to_contain_text("muc: 25000")
    save(page)
    saved(page)
    after = kept(page, RECORD)
    (old, new) = changed_lines(files[RECORD], after)
    assert new[2:] == old[2:].replace("muc: 20000", "muc: 25000")
    assert "# Hỏi lại Sở Tài chính mỗi năm." in after
    shutil.copytree(sample.root / "procedures_yaml", tmp_path / "procedures_yaml")
    (tmp_path / RECORD).write_text(after, "utf-8")
    command = [sys.executable, "-m", "generator", "check", str(tmp_path), "--date", "2026-11-22"]
    checked = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert [one for one in said if "Service Worker" not in one] == []


def test_who_saves_second_is_told_and_overwrites_nothing(site: str, page: Page, files: dict[str, str]) -> None:
    open_fee(page, site, files)
    set_fee(page, "25000")
    review(page)
    theirs = files[RECORD].replace("muc: 20000", "muc: 30000")
    seed(page, {RECORD: theirs})
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("vừa bị người khác hoặc chương trình khác sửa")
    assert kept(page, RECORD) == theirs
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bản nháp").click()
    assert "muc: 25000" in Path(download.value.path()).read_text("utf-8")


def test_a_file_deleted_meanwhile_is_not_made_again(site: str, page: Page, files: dict[str, str]) -> None:
    open_fee(page, site, files)
    set_fee(page, "25000")
    review(page)
    remove(page, RECORD)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("đã bị xóa hoặc chuyển đi")


def test_a_wrong_amount_is_said_in_the_words_of_the_check(site: str, page: Page, files: dict[str, str]) -> None:
    open_fee(page, site, files)
    set_fee(page, "năm nghìn")
    review(page)
    words = 'mức thu "năm nghìn" không phải số tiền; viết số đồng liền nhau, ví dụ 5000'
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(section(page, "1. Lệ phí").locator(".wrong", has_text=words)).to_be_visible()
    assert kept(page, RECORD) == files[RECORD]


def test_what_was_typed_outlives_a_reload(site: str, page: Page, files: dict[str, str]) -> None:
    open_fee(page, site, files)
    set_fee(page, "26000")
    reload(page)
    open_folder(page, {})
    choose(page, RECORD)
    expect(page.get_by_text("Đã lấy lại điều sửa dở")).to_be_visible()
    section(page, "Phí, lệ phí")
    expect(value(section(page, "1. Lệ phí"), "Mức thu")).to_have_value("26000")


def test_a_draft_of_a_file_that_changed_meanwhile_is_handed_over_and_not_put_in(
    site: str, page: Page, files: dict[str, str]
) -> None:
    open_fee(page, site, files)
    set_fee(page, "26000")
    reload(page)
    open_folder(page, {RECORD: files[RECORD].replace("muc: 20000", "muc: 30000")})
    choose(page, RECORD)
    note = page.get_by_role("status").filter(has_text="đã đổi từ lúc sửa dở")
    with page.expect_download() as download:
        note.get_by_role("button", name="Tải bản nháp").click()
    assert "muc: 26000" in Path(download.value.path()).read_text("utf-8")
    section(page, "Phí, lệ phí")
    expect(value(section(page, "1. Lệ phí"), "Mức thu")).to_have_value("30000")


def test_letters_in_two_characters_and_spare_spaces_are_written_as_our_reader_wants_them(
    site: str, page: Page, files: dict[str, str]
) -> None:
    open_fee(page, site, files)
    box = section(page, "Tóm tắt").get_by_role("textbox")
    box.fill(unicodedata.normalize("NFD", " Ghi tên vào nơi ở ổn định. "))
    review(page)
    save(page)
    saved(page)
    assert "\ntom_tat: Ghi tên vào nơi ở ổn định.\n" in kept(page, RECORD)


def test_a_broken_file_is_named_by_line_and_column(site: str, page: Page, files: dict[str, str]) -> None:
    start(page, site)
    open_folder(page, {**files, RECORD: 'ma: "1.004222"\nten: [\n'})
    page.get_by_label("Tìm theo tên hoặc mã").fill(RECORD)
    page.locator("#sua .list button").first.click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile(r"đang hỏng ở dòng \d+, cột \d+"))


def test_unknown_takes_the_place_of_an_amount(site: str, page: Page, files: dict[str, str]) -> None:
    open_fee(page, site, files)
    section(page, "Phí, lệ phí")
    item = section(page, "1. Lệ phí đăng ký cư trú")
    item.get_by_role("radiogroup", name="Cách ghi: Mức thu").get_by_label("Chưa có thông tin").check()
    item.get_by_label("Lý do chưa rõ").fill("Tỉnh chưa ra nghị quyết")
    review(page)
    save(page)
    saved(page)
    (old, new) = changed_lines(files[RECORD], kept(page, RECORD))
    assert new[2:] == old[2:].replace("muc: 20000", "muc: {chua_ro: Tỉnh chưa ra nghị quyết}")


def test_without_a_folder_a_single_file_is_changed_and_downloaded(
    site: str, browser: Browser, files: dict[str, str]
) -> None:
    with browsing.opened(browser) as page:
        page.add_init_script("delete window.showDirectoryPicker")
        start(page, site)
        expect(page.get_by_text("Trình duyệt này không mở được cả thư mục")).to_be_visible()
        upload = {"name": "1.004222.yaml", "mimeType": "application/yaml", "buffer": files[RECORD].encode()}
        page.get_by_label("Hoặc mở một tệp").set_input_files(upload)  # type: ignore[arg-type]
        choose(page, "1.004222")
        set_fee(page, "25000")
        review(page)
        with page.expect_download() as download:
            save(page)
        assert len(changed_lines(files[RECORD], Path(download.value.path()).read_text("utf-8"))) == 2


def test_the_commune_a_life_event_and_the_dictionary_have_a_form_too(
    site: str, page: Page, files: dict[str, str], sample: Built, tmp_path: Path
) -> None:
    start(page, site)
    open_folder(page, files)
    for path, change in (
        ("procedures_yaml/don_vi.yaml", _change_phone),
        ("procedures_yaml/su_kien.yaml", _change_step),
        ("procedures_yaml/tu_dien.yaml", _add_word),
    ):
        choose(page, path)
        old, new = change(page)
        review(page)
        save(page)
        saved(page)
        page.get_by_role("button", name="Sửa mục khác").click()
        lines = changed_lines(files[path], kept(page, path))
        assert [line[2:].strip() for line in lines] == [line for line in (old, new) if line], path
    shutil.copytree(sample.root / "procedures_yaml", tmp_path / "procedures_yaml")
    for path in files:
        (tmp_path / path).write_text(kept(page, path), "utf-8")
    assert errors(load(tmp_path).problems) == []


def _change_phone(page: Page) -> tuple[str, str]:
    value(section(page, "Điện thoại hướng dẫn"), "Điện thoại hướng dẫn").fill("0000 000 009")
    return 'dien_thoai: "0000 000 001"', 'dien_thoai: "0000 000 009"'


def _change_step(page: Page) -> tuple[str, str]:
    section(page, "Việc trong đời")
    section(page, "1. Sinh con")
    step = section(page, "4. Làm thẻ")
    step.get_by_label("Vì sao làm, làm khi nào").fill("Làm thẻ: bé đi khám.")
    return "viec: Làm thẻ để bé đi khám, chữa bệnh.", 'viec: "Làm thẻ: bé đi khám."'


def _add_word(page: Page) -> tuple[str, str]:
    words = section(page, "Lời nói thường ngày")
    words.get_by_label("Thêm một lời mới").fill("giấy cho cháu")
    words.get_by_role("button", name="Thêm", exact=True).click()
    words.get_by_label("giấy cho cháu", exact=True).fill("đăng ký khai sinh")
    return "", "giấy cho cháu: [đăng ký khai sinh]"


@pytest.mark.parametrize("inside", ["", "don_vi/xa-mau/"])
def test_a_commune_that_builds_on_the_nation_writes_only_its_own_words(
    site: str, page: Page, tmp_path: Path, inside: str
) -> None:
    root = tmp_path / "xa"
    making.make(root, Answers(name="Xã Hương Xuân", province="Tỉnh Mẫu", places="Thôn Một"), TODAY)
    files = texts(root)
    start(page, site)
    # In a repository of several communes the layer lies around them.
    open_folder(page, {(path if path.startswith("lop") else inside + path): text for path, text in files.items()})
    choose(page, "1.004222")
    set_fee(page, "25000")
    review(page)
    save(page)
    saved(page)
    own = kept(page, inside + RECORD)
    assert own == 'ma: "1.004222"\nlinh_vuc: cu-tru\nphi_le_phi:\n  - {ma: truc-tiep, muc: 25000}\n'
    assert kept(page, "lop/quoc-gia/cu-tru/1.004222.yaml") == files["lop/quoc-gia/cu-tru/1.004222.yaml"]
    (root / RECORD).parent.mkdir(parents=True, exist_ok=True)
    (root / RECORD).write_text(own, "utf-8")
    loaded = load(root)
    assert loaded.catalogue, loaded.problems
    fees = loaded.catalogue.procedures["1.004222"].fees
    assert isinstance(fees, tuple)
    assert [fee.amount for fee in fees][:2] == [25000, 10000]


@pytest.mark.parametrize("width", [browsing.PHONE, browsing.DESK])
def test_every_step_is_clean_under_axe_and_fits(site: str, page: Page, files: dict[str, str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})

    def looked_at() -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    start(page, site)
    looked_at()
    open_folder(page, files)
    page.get_by_label("Tìm theo tên hoặc mã").wait_for()
    looked_at()
    choose(page, RECORD)
    for title in ("Phí, lệ phí", "1. Lệ phí", "Thời hạn giải quyết", "Cách nộp", "Thay đổi theo ngày"):
        section(page, title)
    set_fee(page, "x")
    review(page)
    looked_at()
    set_fee(page, "25000")
    review(page)
    page.get_by_role("heading", name="Xem lại").wait_for()
    looked_at()


def test_the_keyboard_alone_changes_a_fee(site: str, page: Page, files: dict[str, str]) -> None:
    open_fee(page, site, files)
    page.locator("summary", has_text="Phí, lệ phí").first.focus()
    page.keyboard.press("Enter")
    page.locator("summary", has_text="1. Lệ phí").focus()
    page.keyboard.press("Enter")
    value(section(page, "1. Lệ phí"), "Mức thu").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("25000")
    button = page.get_by_role("button", name="Xem lại và lưu")
    for _ in range(60):
        if button.evaluate("(one) => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Xem lại")).to_be_focused()
