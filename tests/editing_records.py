"""The page of the form in a browser: a repository in the browser's own file system, and the steps of an edit."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page

from generator.site import form

PAGE = "can-bo/sua/"

_SEED = """async (files) => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('kho', { create: true });
  for (const [path, text] of Object.entries(files)) {
    const steps = path.split('/');
    let place = folder;
    for (const step of steps.slice(0, -1)) place = await place.getDirectoryHandle(step, { create: true });
    const stream = await (await place.getFileHandle(steps.at(-1), { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
  window.showDirectoryPicker = async () => folder;
}"""
_READ = """async (path) => {
  let place = await (await navigator.storage.getDirectory()).getDirectoryHandle('kho');
  const steps = path.split('/');
  for (const step of steps.slice(0, -1)) place = await place.getDirectoryHandle(step);
  return (await (await place.getFileHandle(steps.at(-1))).getFile()).text();
}"""
_REMOVE = """async (path) => {
  let place = await (await navigator.storage.getDirectory()).getDirectoryHandle('kho');
  const steps = path.split('/');
  for (const step of steps.slice(0, -1)) place = await place.getDirectoryHandle(step);
  await place.removeEntry(steps.at(-1));
}"""


def texts(root: Path) -> dict[str, str]:
    """The records of a root and its layers as they are written, by path."""
    folders = (root / "procedures_yaml", root / "lop")
    files = [file for folder in folders for file in sorted(folder.rglob("*.yaml"))]
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}


def start(page: Page, site: str) -> None:
    """The page of the form, its program running."""
    assert form.program(), "the form is not built: run `make form`"
    page.goto(site + PAGE)
    page.locator("#sua .card").first.wait_for()


def seed(page: Page, files: Mapping[str, str]) -> None:
    """Files in a folder that the page is given when it asks for one; what is there already stays."""
    page.evaluate(_SEED, dict(files))


def open_folder(page: Page, files: Mapping[str, str]) -> None:
    seed(page, files)
    page.get_by_role("button", name="Mở thư mục").click()


def kept(page: Page, path: str) -> str:
    """A file of that folder as it stands now."""
    text: str = page.evaluate(_READ, path)
    return text


def remove(page: Page, path: str) -> None:
    page.evaluate(_REMOVE, path)


def choose(page: Page, path: str) -> None:
    """Opens the file with this path from the list."""
    page.get_by_label("Tìm theo tên hoặc mã").fill(path)
    page.locator("#sua .list button").first.click()
    page.locator("#sua details").first.wait_for()


def section(page: Page, title: str) -> Locator:
    """A part of the form, opened."""
    part = page.locator("#sua details").filter(has=page.locator("summary", has_text=title)).last
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()
    return part


def value(place: Locator, name: str) -> Locator:
    """The box for a value that can also be unknown."""
    return place.get_by_role("group", name=name, exact=False).locator("input[type=text], textarea").first


def review(page: Page) -> None:
    page.get_by_role("button", name="Xem lại và lưu").click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu", exact=True).click()


def saved(page: Page) -> None:
    page.get_by_role("heading", name="Đã lưu").wait_for()


def changed_lines(before: str, after: str) -> list[str]:
    """The lines of a difference, `- ` and `+ ` before them."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return [f"{line[0]} {line[1:]}" for line in lines if line[0] in "+-"]
