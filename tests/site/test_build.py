"""The whole site: every address has its page, every link leads somewhere, and no failure harms the old site."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import mkdocs.structure.files
import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_cli

from generator import addresses, loading
from generator.cache import FILE, Cache
from generator.site import pages
from generator.site.plugin import BuildFailed, build_site
from generator.site.rendering import Renderer
from tests import making
from tests.conftest import Built
from tests.site.reading_pages import Page, parse_file

CATALOGUE = making.REPOSITORY / "catalogue"
MATERIAL = {
    (file.with_suffix("") if file.stem != "index" else file.parent).relative_to(CATALOGUE).as_posix() + "/index.html"
    for file in CATALOGUE.rglob("*.md")
}
"""The hand-written wing."""


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


@cache
def _page(file: Path) -> Page:
    return parse_file(file)


def html(site: Path) -> dict[str, Page]:
    return {file.relative_to(site).as_posix(): _page(file) for file in sorted(site.rglob("*.html"))}


def ours(site: Path) -> dict[str, Page]:
    return {path: page for path, page in html(site).items() if path not in MATERIAL}


# The sample commune


def test_what_was_built_is_what_has_an_address(sample: Built) -> None:
    written = {path.removesuffix("index.html") for path in html(sample.site) if path.endswith("index.html")}
    expected = {address.path for address in addresses.all(sample.catalogue)} | {
        *(addresses.SEARCH.path, addresses.CHANGES.path, addresses.OVERVIEW.path, addresses.EDITOR.path),
        *(one.path for one in addresses.of_board(sample.catalogue)),
        *(addresses.DISCLOSURES.path, addresses.SCREEN.path),
        *(addresses.FIGURES.path, addresses.TIME_CUT.path, addresses.ONLINE_LEVELS.path, addresses.of_year(2026).path),
        *(addresses.of_month(one.month).path for one in sample.catalogue.results),
    }
    assert written - {path.removesuffix("index.html") for path in MATERIAL} == expected
    assert len(expected) > 50


def test_every_link_and_anchor_leads_somewhere(sample: Built) -> None:
    base, site, every = addresses.url(sample.catalogue.unit), sample.site, html(sample.site)
    followed = 0
    for path, page in every.items():
        for tag, attributes in page.elements:
            for link in (attributes.get("href"), attributes.get("src")):
                if link is None or link.startswith("tel:"):
                    continue
                target = urlsplit(urljoin(base + path, link))
                if f"{target.scheme}://{target.netloc}/" != base:
                    assert tag == "a", f"{path} takes {link} from elsewhere"
                    assert target.scheme == "https", f"{path}: {link}"
                    continue
                file = unquote(target.path).removeprefix("/")
                file += "index.html" if file.endswith("/") or not file else ""
                assert (site / file).is_file(), f"{path} leads to {link}, which is not there"
                if target.fragment and file.endswith(".html"):
                    assert unquote(target.fragment) in every[file].anchors, f"{path}: {link}"
                followed += 1
    assert followed > 1000


def test_links_within_the_site_are_relative_but_for_the_page_not_found(sample: Built) -> None:
    for path, page in ours(sample.site).items():
        for tag, attributes in page.elements:
            for link in (attributes.get("href"), attributes.get("src")):
                if (
                    link is None
                    or link.startswith(("#", "tel:", "https://"))
                    or (tag, attributes.get("rel")) == ("link", "canonical")
                ):
                    continue
                assert link.startswith("/") == (path in ("404.html", "ngoai-mang.html")), f"{path}: {link}"


def test_every_page_has_one_title_in_vietnamese(sample: Built) -> None:
    titles = {}
    for path, page in html(sample.site).items():
        assert page.all("html")[0]["lang"] == "vi", path
        assert len(page.all("h1")) == 1, path
        assert page.text("h1").strip() or path in MATERIAL, path
        titles[path] = page.text("title")
        assert titles[path].strip(), path
        assert [one for one in page.all("meta") if one.get("name") == "viewport"], path
    assert len({titles[path] for path in titles}) == len(titles), "two pages with one title"


def test_a_page_carries_the_style_of_what_stands_in_it(sample: Built) -> None:
    style = {path: page.text("style") for path, page in ours(sample.site).items()}
    assert {"h1" in text for text in style.values()} == {True}
    for path, page in ours(sample.site).items():
        classes = {name for _, one in page.elements for name in one.get("class", "").split()}
        for name in ("papers", "situations", "calc", "entries", "journey", "find", "fields", "glossary"):
            assert (f".{name} " in style[path]) == (name in classes), (path, name)


def test_our_pages_load_nothing_and_hold_no_style_of_their_own(sample: Built) -> None:
    for path, page in ours(sample.site).items():
        assert page.all("iframe", "img", "object", "embed") == [], path
        settings, *scripts = sorted(page.all("script"), key=len)
        assert settings == {}, "the one inline script, which the policy names"
        for script in scripts:
            # Our own file, or data that nothing runs.
            data = script.get("type") in ("application/json", "application/ld+json")
            assert data or re.search(r"(assets/[a-z-]+|^sua)\.js$", script["src"]), path
        for tag, attributes in page.elements:
            assert "style" not in attributes, path
            assert not [name for name in attributes if name.startswith("on")], path
            if tag == "a" and attributes.get("href", "").startswith("https:"):
                assert "noopener" in attributes.get("rel", ""), path
        assert len([one for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]) == 1
        identifiers = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(identifiers) == len(set(identifiers)), path


def test_headings_go_down_one_step_at_a_time(sample: Built) -> None:
    for path, page in ours(sample.site).items():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), f"{path}: {levels}"


def test_nothing_that_is_only_for_officials_is_published(sample: Built) -> None:
    published = b"".join(contents(sample.site).values())
    for file in sample.root.rglob("*.yaml"):
        for line in re.findall(r'nguyen_van: "?(.{30,60})', file.read_text("utf-8")):
            assert line.encode() not in published
    assert b"procedures_yaml" not in b"".join((sample.site / path).read_bytes() for path in ours(sample.site))
    assert not list(sample.site.rglob("*.yaml"))


def test_the_map_of_the_site_is_ours(sample: Built) -> None:
    text = (sample.site / "sitemap.xml").read_text("utf-8")
    assert text.count("<loc>") == len(addresses.all(sample.catalogue))
    assert not (sample.site / "sitemap.xml.gz").exists()
    assert "Không có trang này" in (sample.site / "404.html").read_text("utf-8")


def test_a_bare_mkdocs_build_gives_the_same_site(sample: Built, tmp_path: Path, environment: dict[str, str]) -> None:
    root = tmp_path / "root"
    for name in (loading.FOLDER, "catalogue", "site_templates"):
        shutil.copytree(making.REPOSITORY / name, root / name)
    settings = (making.REPOSITORY / "mkdocs.yml").read_text("utf-8")
    assert settings.count("- niemyet\n") == 1
    dated = settings.replace("- niemyet\n", f"- niemyet:\n      ngay: '{making.TODAY}'\n")
    (root / "mkdocs.yml").write_text(dated, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert contents(root / "site") == contents(sample.site)
    before = contents(root / "site")
    making.write(root / loading.FOLDER / "don_vi.yaml", making.unit(ten=5))
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    message = 'don_vi.yaml:4:9: tên đơn vị "5" không đúng: phải là chữ, ví dụ "Xã Hương Xuân" [ten]'
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(root / "site") == before
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []


# A small commune


def build(root: Path, kept: Cache | None = None) -> Path:
    build_site(root, root / "site", making.TODAY, making.load(root), kept or Cache(None))
    return root / "site"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small root with its site."""
    root = making.write_root(
        tmp_path_factory.mktemp("finished"), [making.procedure("1.000001"), making.procedure("1.000002")]
    )
    build(root)
    return root


@pytest.fixture
def root(finished: Path, tmp_path: Path) -> Path:
    shutil.copytree(finished, tmp_path / "root")
    return tmp_path / "root"


@pytest.fixture
def unharmed(root: Path) -> Iterator[None]:
    """After a build that fails the site is as it was, and nothing lies about."""
    site, names = contents(root / "site"), {path.name for path in root.iterdir()}
    yield
    assert contents(root / "site") == site
    assert {path.name for path in root.iterdir()} == names


fails = pytest.mark.usefixtures("unharmed")


@fails
def test_a_broken_record_builds_nothing(root: Path) -> None:
    making.write(root / loading.FOLDER / "thu-nghiem" / "1.000001.yaml", making.procedure(ten=5))
    with pytest.raises(BuildFailed, match="Dữ liệu có lỗi; trang cũ được giữ nguyên"):
        build(root)


FAILURES = [RuntimeError("a slip of ours"), KeyboardInterrupt(), OSError(errno.ENOSPC, "full"), SystemExit(3)]


@fails
@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_an_interruption_while_pages_are_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    real = Renderer.page

    def page(self: Renderer, template: str, *rest: Any) -> str:
        if template == "procedure":
            raise error
        return real(self, template, *rest)

    monkeypatch.setattr(Renderer, "page", page)
    with pytest.raises(type(error)):
        build(root)


@fails
@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_an_interruption_while_files_are_written(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    counter = iter(range(100))
    real = mkdocs.structure.files.File.copy_file

    def copy(self: Any, dirty: bool = False) -> None:
        if next(counter) == 5:
            raise error
        real(self, dirty)

    monkeypatch.setattr(mkdocs.structure.files.File, "copy_file", copy)
    with pytest.raises(type(error)):
        build(root)
    assert next(counter) > 5


@fails
@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_an_interruption_at_the_very_end(root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(type(error)):
        build(root)


@fails
@pytest.mark.parametrize("error", FAILURES, ids=repr)
def test_an_interruption_of_a_bare_mkdocs_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(pages, "extras", fail)
    settings = (making.REPOSITORY / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("custom_dir: site_templates", f"custom_dir: {making.REPOSITORY}/site_templates")
    monkeypatch.setattr("generator.site.plugin.Cache", lambda _: Cache(None))
    file = root.parent / "mkdocs.yml"
    file.write_text(settings.replace("docs_dir: catalogue", f"docs_dir: {making.REPOSITORY}/catalogue"), "utf-8")
    monkeypatch.setattr("generator.site.plugin._relative", lambda _: root)
    done = CliRunner().invoke(mkdocs_cli, ["build", "--quiet", "-f", str(file), "-d", str(root / "site")])
    assert done.exit_code != 0


def test_what_we_did_not_write_is_not_replaced(root: Path) -> None:
    (root / "nhà").mkdir()
    (root / "nhà" / "luận văn.doc").write_text("x")
    with pytest.raises(BuildFailed, match="có thứ không phải do niemyet tạo ra nên không bị ghi đè"):
        build_site(root, root / "nhà", making.TODAY, making.load(root), Cache(None))
    assert [path.name for path in (root / "nhà").iterdir()] == ["luận văn.doc"]
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("index.md", "index.html"),
        ("TT/1.000001/index.md", "TT/1.000001/index.html"),
        ("TT/1.000001.md", "TT/1.000001/index.html"),
        ("TT/1.000001/index.html", "TT/1.000001/index.html"),
        ("sitemap.xml", "sitemap.xml"),
    ],
)
def test_a_written_page_must_not_take_an_address_of_ours(root: Path, name: str, path: str) -> None:
    file = root / "catalogue" / name
    file.parent.mkdir(parents=True)
    file.write_text("x")
    with pytest.raises(BuildFailed) as caught:
        build(root)
    assert str(caught.value) == (
        f"{file.as_posix()}:1:1: tệp này trùng địa chỉ với trang được tạo tự động ({path});"
        " hãy đổi tên hoặc bỏ tệp này [trung_dia_chi]"
    )


def test_a_written_page_in_another_encoding(root: Path) -> None:
    (root / "catalogue").mkdir()
    file = root / "catalogue" / "gioi-thieu.md"
    file.write_bytes("# Giới thiệu\n\nXã".encode("utf-16"))
    with pytest.raises(BuildFailed) as caught:
        build(root)
    assert str(caught.value) == (
        f"{file.as_posix()}:1:1: tệp không phải dạng UTF-8;"
        " hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8 [doc.utf8]"
    )


@fails
@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"<p>\n{% if %}", 2, "mẫu trang sai cú pháp; hãy sửa dòng này (máy báo: "),
        (b"{{ khong_co.gi }}", 1, "mẫu trang không chạy được; hãy sửa dòng này (máy báo: 'khong_co' is undefined)"),
        (b"\n\n{{ 1/0 }}", 3, "mẫu trang không chạy được; hãy sửa dòng này (máy báo: division by zero)"),
        (b"\xff\xfe", 1, "tệp không phải dạng UTF-8; hãy mở"),
        (b'{% include "pages/home.html" %}', 1, "mẫu trang gọi lại chính nó không dứt; hãy bỏ lời gọi ấy"),
        (b'{% include "nope.html" %}', 1, 'không có mẫu trang "nope.html"; hãy sửa tên hoặc thêm mẫu vào'),
    ],
)
def test_a_template_that_can_not_be_used(root: Path, content: bytes, line: int, words: str) -> None:
    folder = root / "site_templates"
    file = folder / "pages" / "home.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    with pytest.raises(BuildFailed) as caught:
        build(root)
    shutil.rmtree(folder)
    assert str(caught.value).startswith(f"{file.as_posix()}:{line}:1: {words}")


def test_a_written_page_with_a_template_that_is_not_there(root: Path) -> None:
    (root / "catalogue").mkdir()
    file = root / "catalogue" / "gioi-thieu.md"
    file.write_text("---\ntemplate: nope.html\n---\n# A\n", "utf-8")
    with pytest.raises(BuildFailed) as caught:
        build(root)
    assert str(caught.value) == (
        f'{file.as_posix()}:1:1: không có mẫu trang "nope.html";'
        " hãy sửa tên hoặc thêm mẫu vào thư mục site_templates [mau_trang]"
    )


def test_settings_that_cannot_be_used_are_told(root: Path) -> None:
    file = root / "mkdocs.yml"
    begin = b"site_name: x\ndocs_dir: catalogue\n"
    (root / "catalogue").mkdir(exist_ok=True)
    for raw, words in (
        (begin + b"plugins: []\n", "mkdocs.yml thiếu dòng khai báo plugin niemyet"),
        (begin + b"plugins: [khong-co]\n", 'mkdocs.yml:3:1: "plugins" không dùng được'),
        (begin + b"them: {}\n", 'mkdocs.yml:3:1: không có mục cài đặt "them"'),
        (begin + b"INHERIT: khac.yml\n", "mkdocs.yml:1:1: không đọc được tệp nêu ở dòng INHERIT"),
        (b"plugins: [niemyet]\ndocs_dir: catalogue\n", 'mkdocs.yml:1:1: thiếu "site_name"'),
        (b"site_name: a\nb: [\n", "mkdocs.yml:3:1: viết sai cú pháp YAML ở chỗ này"),
        (b"1: 2\n", "mkdocs.yml:1:1: tệp này phải là các dòng dạng tên: giá trị"),
        (b"!!python/name:os.system\n", "mkdocs.yml:1:1: tệp này phải là các dòng dạng tên: giá trị"),
        (b"\xff\xfe", "mkdocs.yml:1:1: tệp không phải dạng UTF-8"),
        (b"\x01", "mkdocs.yml:1:1: viết sai cú pháp YAML"),
    ):
        file.write_bytes(raw)
        with pytest.raises(BuildFailed) as failed:
            build(root)
        assert words in str(failed.value)


def test_forms_come_along_from_whatever_layer(tmp_path: Path) -> None:
    making.write_root(tmp_path, of_unit=making.unit(lop=["lop/quoc-gia"]))
    for folder, code in (("lop/quoc-gia", "ct01"), ("lop/quoc-gia", "ct02"), (loading.FOLDER, "rieng")):
        # Two forms may stand in one file, and files of two layers may be called alike.
        name = "ct.pdf"
        making.write(
            tmp_path / folder / "bieu_mau" / f"{code}.yaml", {"ma": code, "ten": code, "nguon": "1/QĐ", "tep": name}
        )
        (tmp_path / folder / "bieu_mau" / name).write_bytes(f"%PDF-{folder}".encode())
    site = build(tmp_path)
    assert {path.name: path.read_bytes() for path in (site / "bieu-mau").iterdir()} == {
        "ct01.pdf": b"%PDF-lop/quoc-gia",
        "ct02.pdf": b"%PDF-lop/quoc-gia",
        "rieng.pdf": b"%PDF-procedures_yaml",
    }


# The cache


def test_a_second_build_gives_the_same_bytes(root: Path) -> None:
    first = contents(root / "site")
    assert contents(build(root, Cache(root))) == first
    assert (root / FILE).is_file()
    assert contents(build(root, Cache(root))) == first


def test_a_second_build_makes_no_page_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = contents(build(root, Cache(root)))
    made: list[str] = []
    real = Renderer.page
    monkeypatch.setattr(
        Renderer, "page", lambda self, template, *rest: made.append(template) or real(self, template, *rest)
    )
    assert contents(build(root, Cache(root))) == first
    assert made == ["404"]


@pytest.mark.parametrize("damage", ["random", "empty", "short", "read-only", "of another site"])
def test_whatever_is_in_the_cache_the_site_is_right(root: Path, tmp_path: Path, damage: str) -> None:
    first = contents(build(root, Cache(root)))
    file = root / FILE
    if damage == "random":
        file.write_bytes(os.urandom(len(file.read_bytes())))
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "short":
        file.write_bytes(file.read_bytes()[:9000])
    elif damage == "read-only":
        file.chmod(0o400)
    else:
        other = making.write_root(tmp_path / "other", of_unit=making.unit(ten="Xã Khác"))
        build(other, Cache(other))
        shutil.copy(other / FILE, file)
    assert contents(build(root, Cache(root))) == first


def test_after_one_changed_record_only_that_change_appears(root: Path) -> None:
    first = contents(build(root, Cache(root)))
    file = root / loading.FOLDER / "thu-nghiem" / "1.000001.yaml"
    file.write_text(file.read_text("utf-8").replace("8000", "9000"), "utf-8")
    second = contents(build(root, Cache(root)))
    changed = {path for path in first.keys() | second.keys() if first.get(path) != second.get(path)}
    assert changed == {
        "TT/1.000001/index.html",
        "LV/THU-NGHIEM/index.html",
        "du-lieu/1.000001.json",
        "du-lieu/ngoai-mang.json",
        # The screen in the lobby is told of every new edition.
        "man-hinh/index.html",
        "man-hinh/ban.txt",
    }
    assert "9.000 đồng" in second["TT/1.000001/index.html"].decode()
    assert "8.000 đồng" not in second["TT/1.000001/index.html"].decode()
    shutil.rmtree(root / FILE.parent)
    assert contents(build(root)) == second


@pytest.mark.parametrize(
    "naming",
    [
        {"lien_quan": ["1.000002"]},
        {"hieu_luc": {"tu": "2025-07-01", "trang_thai": "thay_the", "thay_bang": "1.000002"}},
        {
            "phien_ban": [
                {
                    "tu": "2026-11-01",
                    "can_cu": "1/QĐ",
                    "thay": {"hieu_luc": {"trang_thai": "thay_the", "thay_bang": "1.000002"}},
                }
            ]
        },
    ],
    ids=["related", "successor", "successor from a day on"],
)
def test_another_name_reaches_the_pages_that_tell_it(root: Path, naming: dict[str, Any]) -> None:
    records = [making.procedure(**naming), making.procedure("1.000002", ten="Tên trước đây")]
    making.write_root(root, records)
    build(root, Cache(root))
    page = root / "site" / "TT" / "1.000001" / "index.html"
    assert "Tên trước đây" in parse_file(page).text()
    making.write_root(root, [records[0], making.procedure("1.000002", ten="Tên sau này")])
    build(root, Cache(root))
    assert "Tên sau này" in parse_file(page).text()


def test_what_did_not_change_keeps_its_date(root: Path) -> None:
    making.write_root(root, [making.procedure(), making.procedure("1.000002")])
    build(root, Cache(root))
    pages = {code: root / "site" / "TT" / code / "index.html" for code in ("1.000001", "1.000002")}
    for page in pages.values():
        os.utime(page, (1, 1))
    making.write_root(root, [making.procedure(ten="Tên mới"), making.procedure("1.000002")])
    build(root, Cache(root))
    assert pages["1.000001"].stat().st_mtime > 1
    assert pages["1.000002"].stat().st_mtime == 1


def test_the_day_is_part_of_what_a_page_shows(root: Path) -> None:
    version = {"tu": "2026-11-23", "thay": {"ten": "Tên ngày mai"}, "can_cu": "1/QĐ"}
    making.write(root / loading.FOLDER / "thu-nghiem" / "1.000001.yaml", making.procedure(phien_ban=[version]))
    build(root, Cache(root))
    page = root / "site" / "TT" / "1.000001" / "index.html"
    assert "Từ 23/11/2026" in parse_file(page).text()
    tomorrow = making.TODAY.replace(day=23)
    build_site(root, root / "site", tomorrow, loading.load(root, tomorrow, kept := Cache(root)), kept)
    assert parse_file(page).text("h1") == "Tên ngày mai"
    assert "Từ 23/11/2026" not in parse_file(page).text()


def test_progress_is_told(root: Path) -> None:
    steps: list[tuple[int, int]] = []
    loaded = making.load(root)
    build_site(root, root / "site", making.TODAY, loaded, Cache(None), lambda done, total: steps.append((done, total)))
    assert steps == [(number, 13) for number in range(1, 14)]
