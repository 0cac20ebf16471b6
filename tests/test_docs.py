"""What is written for people is true: links lead somewhere, snippets can be used, messages are quoted word for word."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from datetime import date
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from generator import loading
from generator.cli import cli
from generator.founding import shipped

ROOT = Path(__file__).parent.parent
RECORDS = ROOT / loading.FOLDER
GUIDE, README, CONTRIBUTING, CHANGELOG = (
    ROOT / name for name in ("HUONG_DAN.md", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
)
DECISIONS = sorted((ROOT / "decisions").glob("[0-9]*.md"))
PRACTICES = ROOT / "decisions" / "seed-practices.md"
DOCUMENTS = [GUIDE, README, CONTRIBUTING, CHANGELOG, *DECISIONS]
HANDBOOK = sorted((ROOT / "catalogue" / "can-bo").glob("*.md"))

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMUNES_OWN = shipped.starting_files().keys() | shipped.publishing_files().keys()
"""What lies in a commune's own repository."""
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"niemyet ([a-z][a-z-]*)")
_OPTION = re.compile(r"(?<![\w-])--[a-z]+")


def fences(document: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a document: what stands after the backquotes, and the text."""
    return [(match["info"].strip(), match["text"]) for match in _FENCE.finditer(document.read_text("utf-8"))]


def slug(heading: str) -> str:
    """The anchor that git hosts give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# Links and words


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_links_lead_to_files_and_headings(document: Path) -> None:
    dead = []
    for link in _LINK.findall(document.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (document.parent / name) if name else document
        if not target.exists():
            dead.append(link)
        elif anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            if anchor not in map(slug, headings):
                dead.append(link)
    assert dead == []


def test_readme_leads_to_every_other_document() -> None:
    links = set(_LINK.findall(README.read_text("utf-8")))
    assert {"HUONG_DAN.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "decisions/"} <= links


def test_readme_shows_a_page_and_a_poster() -> None:
    pictures = [link for link in _LINK.findall(README.read_text("utf-8")) if link.endswith(".png")]
    assert pictures == ["docs/images/page.png", "docs/images/poster.png"]
    for picture in pictures:
        assert 10_000 < (ROOT / picture).stat().st_size < 150_000


@pytest.mark.parametrize("document", [*DOCUMENTS, *HANDBOOK], ids=relative)
def test_every_file_a_document_names_exists(document: Path) -> None:
    text = _FENCE.sub("", document.read_text("utf-8"))
    tops = {path.name for path in ROOT.iterdir()} | {"benchmarks"}
    produced = {"site", "posters", ".venv", ".niemyet"}
    named = {
        name
        for name in re.findall(r"`([\w.@/-]+)`", text)
        if "/" in name and name.split("/")[0] in tops - produced and "ct02" not in name and "1.010028" not in name
    }
    # The sample keeps no list of its own.
    named.discard(f"{loading.FOLDER}/{loading.LISTS}/")
    missing = [name for name in sorted(named - COMMUNES_OWN) if not (ROOT / name).exists()]
    assert missing == []


def _texts() -> list[Path]:
    """Every text file of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    suffixes = {".md", ".yaml", ".yml", ".html", ".css", ".py", ".json", ".typ", ".toml", ".po"}
    # The samples of broken input are broken on purpose.
    return [
        ROOT / name
        for name in listed
        if PurePosixPath(name).suffix in suffixes and not name.startswith("tests/") and (ROOT / name).is_file()
    ]


def test_every_text_is_in_normal_form_and_ends_lines_alike() -> None:
    texts = _texts() or DOCUMENTS
    assert [
        relative(file)
        for file in texts
        if not unicodedata.is_normalized("NFC", text := file.read_bytes().decode("utf-8")) or "\r" in text
    ] == []


# The command line


def _commands() -> dict[str, set[str]]:
    """The commands with their options."""
    return {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        for name, command in cli.commands.items()
    }


def test_readme_names_every_command_and_option() -> None:
    text = README.read_text("utf-8")
    for command, options in _commands().items():
        rows = [line for line in text.splitlines() if line.startswith(f"| `niemyet {command}")]
        assert len(rows) == 1, command
        assert options - {"--help", "--date"} <= set(_OPTION.findall(rows[0])), command


@pytest.mark.parametrize("document", [GUIDE, README, CONTRIBUTING, *HANDBOOK], ids=relative)
def test_documents_name_only_commands_that_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    assert set(_COMMAND.findall(text)) <= set(_commands())
    known = {"--help", "--version"}.union(*_commands().values())
    for line in re.findall(r"niemyet [a-z]+[^`\n]*", text):
        assert set(_OPTION.findall(line)) <= known, line


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for document in DOCUMENTS for name in re.findall(r"`make ([a-z]+)`", document.read_text("utf-8"))}
    assert {"site", "test"} <= named <= targets


# Decisions and changes


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert len(DECISIONS) >= 8


@pytest.mark.parametrize("file", DECISIONS, ids=relative)
def test_decision_has_its_parts_and_fits_a_page(file: Path) -> None:
    text = file.read_text("utf-8")
    first, *_ = text.splitlines()
    assert re.fullmatch(rf"# {file.name[:4]}\. .+", first)
    found = re.search(r"^Date: (\S+)$", text, re.MULTILINE)
    assert found
    date.fromisoformat(found[1])
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert all(len(part.split()) > 20 for part in re.split(r"^## .+$", text, flags=re.MULTILINE)[1:])
    assert len(text.split()) < 600


def test_every_practice_has_a_home_and_a_test_that_exist() -> None:
    text = PRACTICES.read_text("utf-8")
    assert [f"B{number}" for number in range(1, 20)] == re.findall(r"^\| (B\d+) \|", text, re.MULTILINE)
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", text)
    assert len(named) == sum(line.startswith("| ") for line in text.splitlines()) - 1
    for file, test in named:
        assert f"def {test}(" in (ROOT / file).read_text("utf-8"), test
    for path in re.findall(r"`((?:generator|qr_posters|procedures_yaml)/[\w/.]+)`", text):
        assert (ROOT / path).exists(), path


def test_changelog_has_the_version() -> None:
    from generator import __version__

    headings = re.findall(r"^## \[(.+?)\]", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert __version__ in headings


# Editors and hooks


def kind_of(path: str) -> str:
    """The name of the schema of a file below `procedures_yaml`."""
    parts = PurePosixPath(path).parts
    if len(parts) == 1:
        named = {loading.UNIT: "unit", loading.FIELDS: "field", loading.DICTIONARY: "dictionary"}
        return {**named, **loading.OPTIONAL}[path]
    return "form" if parts[0] == loading.FORMS else "procedure"


def _json(name: str) -> Any:
    return json.loads((ROOT / ".vscode" / name).read_text("utf-8"))


def test_editor_suggests_the_extension_that_reads_the_schema() -> None:
    assert "redhat.vscode-yaml" in _json("extensions.json")["recommendations"]


def test_every_record_is_bound_to_its_schema_and_to_no_other() -> None:
    bindings = _json("settings.json")["yaml.schemas"]
    assert all((ROOT / schema).is_file() for schema in bindings)
    files = sorted(RECORDS.rglob("*.yaml"))
    assert len(files) > 40
    for file in files:
        bound = [
            schema
            for schema, patterns in bindings.items()
            if any(fnmatch(relative(file), pattern) for pattern in patterns)
        ]
        kind = kind_of(file.relative_to(RECORDS).as_posix())
        assert bound == [f"./generator/schema/{kind}.schema.json"], relative(file)


def test_records_name_their_schema_for_other_editors() -> None:
    for file in RECORDS.rglob("*.yaml"):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text("utf-8"))
        assert named, relative(file)
        assert (file.parent / named[1]).resolve().is_file(), relative(file)


def test_hooks_run_what_is_installed_and_need_no_network() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]
    by_name = {hook["id"]: hook for hook in hooks["repos"][0]["hooks"]}
    assert set(by_name) == {"ruff", "ruff-format", "mypy", "niemyet-check"}
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    for hook in by_name.values():
        assert hook["language"] == "system"
        assert hook["name"]
        tool = hook["entry"].split()[0]
        assert tool.startswith(".venv/bin/")
        # A dependency or the console script itself.
        assert re.search(rf'^(  "{PurePosixPath(tool).name}[<>=]|{PurePosixPath(tool).name} = )', project, re.MULTILINE)
