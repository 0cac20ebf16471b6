"""The officials' form with a git host: what is sent waits for approval, and the token goes to that host alone."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from generator import loading
from generator.cache import Cache
from generator.site.plugin import build_site
from tests import browsing, rest_hosts
from tests.browsing import Served
from tests.editing_records import PAGE, changed_lines, choose, review, save, saved, section, start, texts, value
from tests.making import REPOSITORY, TODAY
from tests.rest_hosts import TOKEN, Repository

RECORD = "procedures_yaml/cu-tru/1.004222.yaml"
HOST = "git.xathu.example"
KINDS = ("github", "gitlab", "forgejo")


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A root for each kind of host, with its site built."""
    found = {}
    for kind in KINDS:
        root = tmp_path_factory.mktemp(kind)
        shutil.copytree(REPOSITORY / "procedures_yaml", root / "procedures_yaml")
        with (root / "procedures_yaml" / "don_vi.yaml").open("a", encoding="utf-8") as file:
            file.write(f"kho_git: {{loai: {kind}, may_chu: {HOST}, kho: tinh-thu/xa-thu}}\n")
        loaded = loading.load(root, TODAY)
        assert loaded.catalogue, "\n".join(map(str, loaded.problems))
        build_site(root, root / "site", TODAY, loaded, Cache(None))
        found[kind] = root
    return found


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def served(roots: dict[str, Path], kind: str) -> Iterator[Served]:
    with browsing.serving(roots[kind] / "site") as served:
        yield served


@pytest.fixture
def repository(roots: dict[str, Path], kind: str) -> Iterator[Repository]:
    with rest_hosts.standing_in(texts(roots[kind])) as kept:
        yield kept


@pytest.fixture
def page(browser: Browser, repository: Repository) -> Iterator[Page]:
    """A page for which the host of the commune is the stand-in."""

    def passed_on(route: Route) -> None:
        address = route.request.url.removeprefix(f"https://{HOST}")
        route.fulfill(response=route.fetch(url=repository.url + address))

    with browsing.opened(browser) as page:
        page.route(f"https://{HOST}/**", passed_on)
        yield page


def enter(page: Page, served: Served, token: str = TOKEN) -> None:
    start(page, served.url)
    page.get_by_label("Mã truy cập").fill(token)
    page.get_by_role("button", name="Mở kho").click()


def edit(page: Page, served: Served, amount: str = "25000") -> None:
    enter(page, served)
    choose(page, RECORD)
    section(page, "Phí, lệ phí")
    value(section(page, "1. Lệ phí đăng ký cư trú"), "Mức thu").fill(amount)
    review(page)


def test_a_fee_is_sent_as_one_line_that_waits_for_approval(page: Page, served: Served, repository: Repository) -> None:
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))
    edit(page, served)
    page.get_by_label("Nói ngắn đã sửa gì").fill("Mức thu mới từ 01/12")
    save(page)
    saved(page)
    expect(page.get_by_role("status")).to_contain_text("đang chờ người duyệt")
    (request,) = repository.requests
    assert page.get_by_role("link", name="Xem bản sửa trên kho").get_attribute("href") == request["link"]
    assert request["title"] == "Mức thu mới từ 01/12"
    assert repository.branches["main"] == repository.files, "what is published is not written"
    differing = {path for path, text in repository.sent.items() if repository.files.get(path) != text}
    assert differing == {RECORD}
    (old, new) = changed_lines(repository.files[RECORD], repository.sent[RECORD])
    assert new[2:] == old[2:].replace("muc: 20000", "muc: 25000")
    told = {urlsplit(one.url).hostname for one in asked if "authorization" in one.headers}
    assert told == {HOST}
    stored = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])")
    assert TOKEN not in stored


def test_a_record_changed_meanwhile_is_not_overwritten(page: Page, served: Served, repository: Repository) -> None:
    edit(page, served)
    theirs = repository.files[RECORD].replace("muc: 20000", "muc: 30000")
    repository.branches["main"][RECORD] = theirs
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("đã được người khác sửa sau khi mở ở đây")
    assert repository.requests == []
    assert set(repository.branches) == {"main"}


def test_a_record_merged_at_the_same_moment_is_not_overwritten(
    page: Page, served: Served, repository: Repository
) -> None:
    edit(page, served)
    theirs = repository.files[RECORD].replace("muc: 20000", "muc: 30000")
    repository.late = {RECORD: theirs}
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("đã được người khác sửa sau khi mở ở đây")
    assert repository.requests == []
    assert {files[RECORD] for files in repository.branches.values()} == {theirs}


def test_a_record_deleted_meanwhile_is_not_made_again(page: Page, served: Served, repository: Repository) -> None:
    edit(page, served)
    del repository.branches["main"][RECORD]
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("đã bị xóa hoặc chuyển đi trên kho")
    assert repository.requests == []


def test_a_change_that_waits_already_is_shown_instead(page: Page, served: Served, repository: Repository) -> None:
    edit(page, served)
    save(page)
    saved(page)
    page.get_by_role("button", name="Sửa mục khác").click()
    choose(page, RECORD)
    section(page, "Phí, lệ phí")
    value(section(page, "1. Lệ phí đăng ký cư trú"), "Mức thu").fill("30000")
    review(page)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("đang chờ duyệt")
    link = page.get_by_role("link", name="Xem bản sửa đang chờ").get_attribute("href")
    assert link == repository.requests[0]["link"]
    assert len(repository.requests) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "không nhận mã truy cập này"),
        (403, "không đủ quyền"),
        (404, "không thấy kho hoặc tệp này"),
        (500, "đang trục trặc (mã 500)"),
    ],
)
@pytest.mark.parametrize("kind", ["github"], indirect=True)
def test_a_refusal_is_told_and_loses_nothing(
    page: Page, served: Served, repository: Repository, status: int, words: str
) -> None:
    edit(page, served)
    repository.refusing = status
    save(page)
    expect(page.get_by_role("alert")).to_contain_text(words)
    repository.refusing = None
    save(page)
    saved(page)
    assert "muc: 25000" in repository.sent[RECORD]


@pytest.mark.parametrize("kind", ["github"], indirect=True)
def test_without_a_network_the_form_says_so_and_keeps_what_was_typed(page: Page, served: Served) -> None:
    edit(page, served)
    page.route(f"https://{HOST}/**", lambda route: route.abort())
    save(page)
    expect(page.get_by_role("alert")).to_contain_text(f"Không nối được tới {HOST}")
    expect(page.locator("#sua .diff ins")).to_contain_text("muc: 25000")


def test_a_wrong_token_opens_nothing(page: Page, served: Served) -> None:
    enter(page, served, "ma-sai")
    expect(page.get_by_role("alert")).to_contain_text("không nhận mã truy cập này")


@pytest.mark.parametrize("kind", ["github"], indirect=True)
def test_only_this_page_may_reach_the_host_and_no_other(page: Page, served: Served, roots: dict[str, Path]) -> None:
    allowed = re.compile(r"connect-src ([^;]*);")
    site = roots["github"] / "site"
    for file in site.rglob("*.html"):
        found = allowed.search(html.unescape(file.read_text("utf-8")))
        path = file.relative_to(site).as_posix()
        if found:
            assert found[1] == (f"'self' https://{HOST}" if path == f"{PAGE}index.html" else "'self'"), path
    assert "unsafe" not in (site / PAGE / "index.html").read_text("utf-8").partition("</head>")[0]
    start(page, served.url)
    refused = "fetch('https://noi-khac.example/').then(() => 'tới', (error) => error.message)"
    with page.expect_console_message(lambda one: "Content Security Policy" in one.text):
        assert page.evaluate(refused) == "Failed to fetch"
