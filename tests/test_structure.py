"""The shape of the package, read from its source: who may import whom, who prints, who reads the clock."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import generator

PACKAGE = Path(generator.__file__).parent
FILES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "bundled" not in path.parts
}

# From the bottom up: a module may import those of its own layer and of the layers above this line, never below.
# `generator.rules` stands for all modules in that folder.
LAYERS = (
    ("problems", "records", "resources", "i18n", "cache", "public_holidays", "units"),
    ("characters", "abbreviations", "numerals"),
    ("events",),
    (
        "reading",
        "selecting",
        "wording",
        "vocabulary",
        "addresses",
        "changes",
        "writing",
        "calendars",
        "open_data",
        "writing_yaml",
        "tallies",
        "spoken",
    ),
    ("tables",),
    ("monthly", "monthly_files"),
    ("workdays", "charging", "check_words", "transfers", "qr"),
    ("office",),
    ("layers",),
    ("checking", "sources", "register"),
    ("rules",),
    ("loading",),
    ("views", "importers", "search", "revisions"),
    ("site", "posters", "reporting", "reports", "founding", "speech"),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text("utf-8"))


@cache
def _imports(module: str) -> frozenset[str]:
    """Every module that a module imports, also inside functions, in full."""
    found = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            base = node.module or ""
            found |= {full if (full := f"{base}.{alias.name}") in FILES else base for alias in node.names}
    return frozenset(found)


def _ours(module: str) -> set[str]:
    return {name for name in _imports(module) if name in FILES and name not in (module, "generator")}


def _part(module: str) -> str:
    return module.removeprefix("generator.").split(".")[0]


@pytest.mark.parametrize("module", [name for name in FILES if name != "generator"])
def test_imports_point_downwards(module: str) -> None:
    assert _part(module) in LEVEL, f"{module} has no place in LAYERS yet"
    for other in _ours(module):
        assert LEVEL[_part(other)] <= LEVEL[_part(module)], f"{module} imports {other}"


def test_there_is_no_circle() -> None:
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join((*path, module))
        if module not in done:
            for other in sorted(_ours(module)):
                visit(other, (*path, module))
            done.add(module)

    for module in FILES:
        visit(module, ())


def test_records_import_nothing_of_ours() -> None:
    assert _ours("generator.records") == set()
    outside = {"__future__", "calendar", "collections.abc", "dataclasses", "datetime", "enum", "pathlib"}
    assert _imports("generator.records") <= outside


def _reached(module: str) -> set[str]:
    """What a module needs, directly or not."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        for other in _ours(waiting.pop()) - found:
            found.add(other)
            waiting.append(other)
    return found


@pytest.mark.parametrize(
    ("part", "forbidden"),
    [
        ("reading", {"records", "vocabulary", "wording", "views"}),
        ("layers", {"records", "vocabulary", "wording"}),
        ("checking", {"records", "vocabulary", "wording"}),
        ("records", {"addresses", "views", "site"}),
        ("changes", {"views", "addresses", "wording"}),
        ("addresses", {"views", "loading", "reading"}),
        ("views", {"site", "posters", "reading", "loading", "vocabulary"}),
        ("posters", {"site", "importers"}),
        ("reports", {"posters", "site"}),
        ("site", {"posters", "importers"}),
        ("importers", {"site", "posters", "views"}),
        ("rules", {"views", "site", "posters", "loading"}),
    ],
)
def test_who_must_not_know_whom(part: str, forbidden: set[str]) -> None:
    modules = [module for module in FILES if _part(module) == part]
    assert modules
    for module in modules:
        assert not forbidden & {_part(other) for other in _reached(module)}, module


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("mkdocs", {"generator.site.plugin", "generator.site.settings"}),
        ("yaml", {"generator.events", "generator.writing_yaml", "generator.site.settings"}),
        ("jsonschema", {"generator.checking"}),
        ("click", {name for name in FILES if name.startswith("generator.cli")}),
        ("rich", {"generator.cli.running"}),
        (
            "jinja2",
            {
                *("generator.site.failures", "generator.site.rendering", "generator.site.bytecode"),
                *("generator.site.plugin", "generator.posters.gallery"),
            },
        ),
        ("openpyxl", {"generator.importers.excel_list"}),
        ("sqlite3", {"generator.cache"}),
        ("holidays", {"generator.public_holidays"}),
        ("babel", {"generator.wording", "generator.i18n"}),
        ("typst", {"generator.posters.typesetting"}),
        ("subprocess", {"generator.revisions", "generator.founding.making", "generator.speech"}),
        ("qrcode", {"generator.qr"}),
        ("vietnam_qr_pay", {"generator.transfers"}),
        ("zxingcpp", {"generator.posters.proof"}),
    ],
)
def test_each_library_has_one_home(library: str, allowed: set[str]) -> None:
    users = {module for module in FILES if any(name.split(".")[0] == library for name in _imports(module))}
    assert users
    assert users <= allowed


def _calls(module: str) -> list[str]:
    """Every call as it is written: `print`, `date.today`, `click.echo`."""
    return [ast.unparse(node.func) for node in ast.walk(_tree(module)) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("module", sorted(FILES))
def test_only_the_command_line_prints(module: str) -> None:
    if _part(module) not in ("cli", "__main__"):
        speaking = {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write", "input"}
        assert not speaking & set(_calls(module))


@pytest.mark.parametrize("module", sorted(FILES))
def test_nobody_else_reads_the_clock(module: str) -> None:
    """The date is an argument. The plugin may, because a bare `mkdocs build` has nobody who could pass it."""
    if module not in ("generator.cli.options", "generator.site.plugin"):
        clocks = ("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.localtime")
        assert not [call for call in _calls(module) if call.endswith(clocks)]


@pytest.mark.parametrize("module", sorted(FILES))
def test_every_module_says_what_it_is_for(module: str) -> None:
    docstring = ast.get_docstring(_tree(module))
    assert docstring
    first = docstring.split("\n")[0]
    assert first.endswith((".", ":", "`")) or docstring.split("\n\n")[0].endswith(".")


@pytest.mark.parametrize("module", sorted(FILES))
def test_no_module_is_a_drawer_for_odds_and_ends(module: str) -> None:
    assert not {"utils", "helpers", "misc", "common"} & set(module.split("."))
    assert not [name for name in _imports(module) if name.endswith((".utils", ".helpers"))]
