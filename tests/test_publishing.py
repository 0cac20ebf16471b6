"""Publishing through a git host: the files keep to the hosts' schemas, and every command in them is run here.

What is the hosts' own (fetching actions, uploading, putting the site online) is checked against the schemas only.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
import yaml

from tests import browsing, git_hosts, nginx
from tests.git_hosts import Machine, clone, github, gitlab
from tests.test_cli import DAY, ROOT, run
from tests.test_differences import commit, git

SHIPPED = ROOT / "generator" / "founding" / "files" / "publishing"
WORKFLOWS = [
    *sorted((SHIPPED / ".github" / "workflows").glob("*.yml")),
    *(ROOT / ".github" / "workflows").glob("*.yml"),
]
CODE = "1.004222"
PAGE = f"TT/{CODE}/index.html"
NAME = "Xã Hương Xuân"


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


# Schemas, pins, rights


def tool(*arguments: str | Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / str(arguments[0]), *arguments[1:]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        *(("vendor.github-workflows", file) for file in WORKFLOWS),
        ("vendor.dependabot", SHIPPED / ".github" / "dependabot.yml"),
    ],
)
def test_files_keep_to_the_schema_of_github(schema: str, file: Path) -> None:
    tool("check-jsonschema", "--builtin-schema", schema, file)


def test_the_pipeline_keeps_to_the_schema_of_gitlab() -> None:
    transform = ("--data-transform", "gitlab-ci")
    tool("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", *transform, SHIPPED / ".gitlab-ci.yml")


def test_what_gitlab_shows_of_a_job_has_a_name_it_takes() -> None:
    """Letters, digits, `-`, `_` and spaces of ASCII; its schema does not say so."""
    described = yaml.safe_load((SHIPPED / ".gitlab-ci.yml").read_text("utf-8"))
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_ -]*", described["kiem-tra"]["artifacts"]["expose_as"])


def test_workflows_give_nothing_away() -> None:
    """Unpinned actions, rights nobody needs, kept credentials, text of others in scripts: what zizmor looks for."""
    tool("zizmor", "--offline", "--quiet", "--min-severity", "medium", SHIPPED / ".github", *WORKFLOWS)


@pytest.mark.parametrize("file", WORKFLOWS, ids=name)
def test_every_action_is_one_commit_and_says_its_version(file: Path) -> None:
    for line in re.findall(r"uses: (.+)", file.read_text("utf-8")):
        assert line.startswith("./") or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


@pytest.mark.parametrize("file", WORKFLOWS, ids=name)
def test_what_strangers_propose_never_runs_with_rights_of_ours(file: Path) -> None:
    described = yaml.safe_load(file.read_text("utf-8"))
    # YAML 1.1 reads `on` as true.
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(described[True])
    assert described["permissions"] == {}
    for job in described["jobs"].values():
        writes = {right for right, level in job["permissions"].items() if level == "write"}
        runs_what_others_wrote = any("checkout" in step.get("uses", "") for step in job.get("steps", []))
        assert not (writes and runs_what_others_wrote), job
        assert "secrets" not in json.dumps(job)


def test_the_protection_to_import_asks_for_a_second_person_and_for_the_check() -> None:
    rules = json.loads((SHIPPED / ".github" / "bao-ve-nhanh-chinh.json").read_text("utf-8"))["rules"]
    by_type = {rule["type"]: rule.get("parameters", {}) for rule in rules}
    assert by_type["pull_request"]["required_approving_review_count"] == 1
    assert by_type["pull_request"]["require_last_push_approval"] is True
    # One proposal is one step back.
    assert "rebase" not in by_type["pull_request"]["allowed_merge_methods"]
    checks = {one["context"] for one in by_type["required_status_checks"]["required_status_checks"]}
    described = yaml.safe_load((SHIPPED / ".github" / "workflows" / "kiem-tra.yml").read_text("utf-8"))
    assert checks == {"kiem-tra"} <= set(described["jobs"])


# A commune's repository, and what hosts do with it


@pytest.fixture(scope="module")
def machine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine") / "may", wheel)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new commune's repository with one commit, for tests to copy."""
    root = tmp_path_factory.mktemp("founded") / "xa"
    flags = ("--name", NAME, "--province", "Tỉnh Mẫu", "--places", "Thôn Đông", "--date", DAY)
    assert run("new", root, *flags).returncode == 0
    shutil.rmtree(root / "posters")
    commit(root, "Lập kho")
    return root


@pytest.fixture
def repository(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "kho", symlinks=True))


def promise(repository: Path, days: object, more: str = "") -> None:
    """The commune promises a number of days: a change that people see on a page."""
    own = repository / "procedures_yaml" / "cu-tru" / f"{CODE}.yaml"
    own.parent.mkdir(exist_ok=True)
    deadline = f"thoi_han:\n  - {{so: 7, don_vi: ngay_lam_viec, cam_ket: {days}}}\n"
    own.write_text(f'ma: "{CODE}"\nlinh_vuc: cu-tru\n{deadline}{more}', "utf-8")
    commit(repository, f"Hẹn {days} ngày")


def propose(repository: Path, change: Callable[[], None]) -> None:
    """A proposal as a host checks it: merged with what is in force, which is the first parent."""
    git(repository, "checkout", "--quiet", "-b", "de-nghi")
    change()
    git(repository, "checkout", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "de-nghi", "-m", "Hợp nhất thử")


PROPOSED = {"github.token": "giả", "github.event.pull_request.number": "7"}


def test_github_checks_a_proposal_tells_what_changes_and_shows_the_site(
    machine: Machine, repository: Path, tmp_path: Path
) -> None:
    propose(repository, lambda: promise(repository, 5))
    place = clone(repository, tmp_path / "clone", "--depth", "2")
    ran = github(machine, place, "kiem-tra", "kiem-tra", PROPOSED, DAY=DAY)
    assert ran.status == 0, ran.said
    told = (machine.folder / "summary").read_text("utf-8")
    assert "### Thay đổi đối với bà con" in told
    assert "Từ dang-dung đến lan-sua-nay" in told
    assert re.search(r"giảm: .*5 ngày làm việc", told)
    for one in ran.handed_over:
        if one["uses"] == "actions/upload-artifact":
            assert (place / one["path"]).exists()
    assert "5 ngày làm việc" in (place / "site" / PAGE).read_text("utf-8")

    ran = github(machine, place, "kiem-tra", "nhan-xet", PROPOSED)
    assert ran.status == 0, ran.said
    asked = machine.asked_of_gh
    assert asked[:5] == ["pr", "comment", "7", "--repo", "xa/kho"]
    assert (place / asked[asked.index("--body-file") + 1]).read_text("utf-8") == told
    assert "github.event.pull_request.head.repo.full_name == github.repository" in (
        (place / ".github" / "workflows" / "kiem-tra.yml").read_text("utf-8")
    ), "a proposal from another repository has no right to comment"


def test_github_shows_what_is_wrong_at_its_line_and_stops(machine: Machine, repository: Path, tmp_path: Path) -> None:
    propose(repository, lambda: promise(repository, "mai"))
    place = clone(repository, tmp_path / "clone", "--depth", "2")
    ran = github(machine, place, "kiem-tra", "kiem-tra", PROPOSED, DAY=DAY)
    assert ran.status == 1
    assert f"::error file=procedures_yaml/cu-tru/{CODE}.yaml,line=4," in ran.said
    assert not (place / "site").exists()


def test_a_proposal_that_mends_what_is_broken_is_not_held_up(
    machine: Machine, repository: Path, tmp_path: Path
) -> None:
    promise(repository, "@ai-do")
    propose(repository, lambda: promise(repository, 5))
    ran = github(
        machine, clone(repository, tmp_path / "clone", "--depth", "2"), "kiem-tra", "kiem-tra", PROPOSED, DAY=DAY
    )
    assert ran.status == 0, ran.said
    told = (machine.folder / "summary").read_text("utf-8")
    assert told.startswith("Chưa so sánh được với bản đang dùng")
    assert "@ai-do" not in told


def test_gitlab_checks_a_proposal_and_comments_with_the_token_it_was_given(
    machine: Machine, repository: Path, tmp_path: Path
) -> None:
    promise(repository, 5)
    place = clone(repository, tmp_path / "clone")
    before = git(place, "rev-parse", "HEAD^").strip()
    ran = gitlab(machine, place, "kiem-tra", CI_MERGE_REQUEST_DIFF_BASE_SHA=before, DAY=DAY)
    assert ran.status == 0, ran.said
    artifacts = ran.handed_over[0]
    assert all((place / path).exists() for path in artifacts["paths"])
    report = json.loads((place / artifacts["reports"]["codequality"]).read_text("utf-8"))
    assert {one["severity"] for one in report} == {"minor"}
    told = (place / "thay-doi.md").read_text("utf-8")
    assert "5 ngày làm việc" in told

    with git_hosts.answering(201) as (address, asked):
        of_host = {"CI_API_V4_URL": address, "CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "7", "MA_NHAN_XET": "mã"}
        assert gitlab(machine, place, "nhan-xet", **of_host).status == 0
    ((path, _, body),) = asked
    assert path == "/projects/1/merge_requests/7/notes"
    assert parse_qs(body)["body"] == [told]


def test_gitlab_gets_a_report_of_a_proposal_that_is_refused(machine: Machine, repository: Path, tmp_path: Path) -> None:
    promise(repository, "mai")
    place = clone(repository, tmp_path / "clone")
    ran = gitlab(machine, place, "kiem-tra", CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD^", DAY=DAY)
    assert ran.status == 1
    (error,) = [one for one in json.loads((place / "loi.json").read_text("utf-8")) if one["severity"] == "major"]
    assert error["location"] == {"path": f"procedures_yaml/cu-tru/{CODE}.yaml", "lines": {"begin": 4}}
    assert f"procedures_yaml/cu-tru/{CODE}.yaml:4:" in ran.said


# Publishing, each night, and back


Publish = Callable[..., Path]


@pytest.fixture(params=["github", "gitlab"])
def publish(request: pytest.FixtureRequest, machine: Machine, repository: Path, tmp_path: Path) -> Publish:
    """Publish as a host does: after a merge, at night (`published` is the site's address), or back to `version`."""

    def on_github(published: str = "", version: str = "", day: str = DAY, status: int = 0) -> Path:
        place = clone(repository, tmp_path / "clone")
        values = {
            "github.event_name == 'schedule'": str(bool(published)).lower(),
            "github.token": "giả",
            "inputs.ban": version,
        }
        ran = github(machine, place, "cong-bo", "dung-trang", values, DAY=day, PUBLISHED=published)
        assert ran.status == status, ran.said
        return _kept(place / str(ran.handed_over[-1].get("path")), ran.said)

    def on_gitlab(published: str = "", version: str = "", day: str = DAY, status: int = 0) -> Path:
        place = clone(repository, tmp_path / "clone")
        given: dict[str, str] = {"DAY": day}
        if published:
            given["TRANG"] = published
        if version and version != "HEAD^":
            given["BAN"] = version
        ran = gitlab(machine, place, "lui-ban" if version == "HEAD^" else "pages", **given)
        assert ran.status == status, ran.said
        return _kept(place / ran.handed_over[0]["paths"][0], ran.said)

    def _kept(site: Path, said: str) -> Path:
        """Out of the way of the next clone; without a site what was said instead."""
        target = tmp_path / "published"
        shutil.rmtree(target, ignore_errors=True)
        if site.is_dir():
            return Path(shutil.copytree(site, target))
        target.mkdir()
        (target / "said").write_text(said, "utf-8")
        return target

    return on_github if request.param == "github" else on_gitlab


def days(site: Path) -> str:
    """The number of days that the page promises."""
    found = re.search(r"(\d+) ngày làm việc \(xã cam kết", (site / PAGE).read_text("utf-8"))
    assert found
    return found[1]


def test_going_back_outlasts_the_night_and_ends_with_the_next_merge(
    publish: Publish, repository: Path, tmp_path: Path
) -> None:
    promise(repository, 5)
    promise(repository, 4)
    site = publish()
    assert days(site) == "4"
    assert not (site / "giu-ban.txt").exists()

    site = publish(version="HEAD^")
    assert days(site) == "5"
    assert (site / "giu-ban.txt").read_text("utf-8") == git(repository, "rev-parse", "HEAD^")

    with browsing.serving(site) as served:
        site = publish(published=served.url)
    assert days(site) == "5"
    assert (site / "giu-ban.txt").is_file()

    promise(repository, 3)
    site = publish()
    assert days(site) == "3"
    with browsing.serving(site) as served:
        assert days(publish(published=served.url)) == "3"


def test_a_night_brings_what_comes_into_force(publish: Publish, repository: Path) -> None:
    version = "phien_ban:\n  - {tu: 2026-12-01, thay: {thoi_han: [{so: 7, don_vi: ngay_lam_viec, cam_ket: 2}]}, can_cu: 1/QĐ}\n"
    promise(repository, 5, version)
    site = publish()
    assert days(site) == "5"
    with browsing.serving(site) as served:
        assert days(publish(published=served.url, day="2026-12-01")) == "2"


def test_any_version_of_the_main_branch_can_be_gone_back_to(publish: Publish, repository: Path) -> None:
    for number in (5, 4, 3):
        promise(repository, number)
    assert days(publish(version=git(repository, "rev-parse", "HEAD~2").strip())) == "5"


def test_what_is_no_version_of_the_main_branch_is_refused(publish: Publish, repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "khac")
    promise(repository, 1)
    elsewhere = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "checkout", "--quiet", "main")
    for version in (elsewhere, "khong-co", "--help"):
        said = (publish(version=version, status=1) / "said").read_text("utf-8")
        assert f'Nhánh chính không có bản "{version}"' in said


def test_records_with_an_error_are_not_published(publish: Publish, repository: Path) -> None:
    promise(repository, "mai")
    said = (publish(status=1) / "said").read_text("utf-8")
    assert f"procedures_yaml/cu-tru/{CODE}.yaml" in said


def test_a_night_that_cannot_ask_the_site_changes_nothing(publish: Publish) -> None:
    with git_hosts.answering(403) as (address, _):
        said = (publish(published=address, status=1) / "said").read_text("utf-8")
    assert "Không hỏi được trang đang công bố (trả lời 403) nên chưa dựng lại; trang cũ giữ nguyên." in said
    said = (publish(published=address, status=1) / "said").read_text("utf-8")
    assert "Không hỏi được trang đang công bố (trả lời 000)" in said


def test_a_night_that_does_not_learn_where_the_site_is_changes_nothing(
    machine: Machine, repository: Path, tmp_path: Path
) -> None:
    place = clone(repository, tmp_path / "clone")
    night = {"github.event_name == 'schedule'": "true", "github.token": "giả", "inputs.ban": ""}
    assert github(machine, place, "cong-bo", "dung-trang", night, DAY=DAY).status != 0
    assert not (place / "site").exists()


def test_the_night_is_vietnams() -> None:
    """A machine in Greenwich's time would let a version begin seven hours late."""
    published = yaml.safe_load((SHIPPED / ".github" / "workflows" / "cong-bo.yml").read_text("utf-8"))
    minute, hour, *rest = published[True]["schedule"][0]["cron"].split()
    assert rest == ["*", "*", "*"]
    begun = datetime(2026, 11, 30, int(hour), int(minute), tzinfo=timezone.utc)
    there = begun.astimezone(ZoneInfo(published["env"]["TZ"]))
    assert (there.month, there.day, there.hour) == (12, 1, 0)
    assert yaml.safe_load((SHIPPED / ".gitlab-ci.yml").read_text("utf-8"))["variables"]["TZ"] == published["env"]["TZ"]


def test_a_sheet_printed_since_still_opens_on_a_former_version(publish: Publish, repository: Path) -> None:
    unit = repository / "procedures_yaml" / "don_vi.yaml"
    real = unit.read_text("utf-8").replace("ban_mau: true\n", "").replace(".example", ".gov.vn")
    unit.write_text(real, "utf-8")
    promise(repository, 5)
    printed = run("posters", repository, "--design", "to-thon-A4", "--print", "--date", DAY)
    assert printed.returncode == 0, printed.stdout + printed.stderr
    promise(repository, 4)
    edition = Path("N/THON-DONG/1/index.html")
    site = publish(version="HEAD^")
    assert days(site) == "5"
    assert (site / edition).is_file()


# Hosting it oneself


def test_the_container_file_is_what_was_tested() -> None:
    file = SHIPPED / "may_chu" / "Containerfile"
    tool("hadolint", "--failure-threshold", "style", file)
    stages = file.read_text("utf-8").replace(" \\\n", "").split("\nFROM ")
    installed = {
        package
        for stage in stages
        for line in re.findall(r"apt-get install (.+?) &&", stage)
        for package in line.split()
    }
    assert {one for one in installed if not one.startswith("-")} == set(nginx.PACKAGES)
    assert "\nUSER 33\n" in stages[-1]
    for source in re.findall(r"^COPY (?!--from)(\S+)", file.read_text("utf-8"), re.MULTILINE):
        assert source == "." or source == "requirements.txt" or (SHIPPED / source).is_file()


def test_the_commands_of_the_container_file_make_a_site_and_its_configuration(
    machine: Machine, repository: Path, tmp_path: Path
) -> None:
    nginx.needed()
    text = (repository / "may_chu" / "Containerfile").read_text("utf-8").split("\nFROM ")[1].replace("\\\n", "")
    for command in re.findall(r"^RUN (.+)$", text, re.MULTILINE)[1:]:
        # No container here: the places it would have are put below a folder.
        local = re.sub(r"(?<=[ >])/(?=trang)", f"{tmp_path}/", command)
        done = machine.run(local, repository, {"DAY": DAY})
        assert done.returncode == 0, done.stdout + done.stderr
    page = tmp_path / "trang" / "TT" / CODE / "index.html"
    assert all(page.with_name(f"index.html{ending}").is_file() for ending in ("", ".gz", ".br"))
    assert f'root "{tmp_path}/trang";' in (tmp_path / "trang.conf").read_text("utf-8")


def test_what_others_see_of_a_new_repository_names_the_way_to_publish(repository: Path) -> None:
    readme = (repository / "README.md").read_text("utf-8")
    for words in (".github/", ".gitlab-ci.yml", "CODEOWNERS", "may_chu/", "requirements.txt"):
        assert f"`{words}`" in readme
    pinned: Any = re.search(r"^niemyet==(.+)$", (repository / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert pinned[1] == run("--version").stdout.split()[-1]
