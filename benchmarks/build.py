"""Building the same records with this project, with plain mkdocs-material and with Zensical, in turn."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Cost, Failed, Settings, cost, environment, installed, machine, ratio

OURS, MATERIAL, ZENSICAL = "ours", "mkdocs-material", "zensical"
FIRST, SECOND = "first", "second"
EMPTY = 0
"""The size of a project without records: what a tool needs to start at all."""

MAX_FIRST = 1.5
"""Expected of a first build of 260 records: at most this times plain mkdocs-material."""
MAX_SECOND = 0.25
"""Expected of a second build of 2,600 records: at most this times plain mkdocs-material."""
MAX_SECONDS_OVER_START = 0.3
"""Expected of a second build of 260 records: at most this many seconds over mkdocs' own start."""
MAX_GROWTH = 1.2
"""What counts as linear: a record costs at most this times as much among 2,600 as among 260."""
SMALL, LARGE = 260, 2600

_WIDTH = 140

Costs = dict[tuple[str, int, str], list[Cost]]
"""What each round took, by tool, number of records and kind of build."""


@dataclass(frozen=True)
class Tool:
    """One generator: how it builds its project, what a first build must not find, and where records lie."""

    name: str
    arguments: tuple[str, ...]
    made: tuple[str, ...]
    records: str
    title: str

    def begin_anew(self, project: Path) -> None:
        """Remove what earlier builds made: the site and every cache."""
        for name in self.made:
            shutil.rmtree(project / name, ignore_errors=True)

    def change_one(self, project: Path, number: int) -> None:
        """Give one record a new title: that changes its page and every list it stands in."""
        file = min(project.glob(self.records))
        line = re.compile(rf"^{self.title}.*$", re.MULTILINE)
        text, count = line.subn(f"{self.title}Thủ tục sửa lần {number}", file.read_text("utf-8"), count=1)
        assert count == 1
        file.write_text(text, "utf-8")


TOOLS = (
    Tool(OURS, ("-m", "generator", "build"), ("site", ".niemyet"), "procedures_yaml/*/[0-9].*.yaml", "ten: "),
    Tool(MATERIAL, ("-m", "mkdocs", "build", "-q"), ("site",), "docs/TT/*.md", "# "),
    Tool(ZENSICAL, ("-m", "zensical", "build"), ("site", ".cache"), "docs/TT/*.md", "# "),
)


def run(settings: Settings) -> None:
    """Measure and print."""
    console = Console(highlight=False, width=_WIDTH)
    tools = tuple(tool for tool in TOOLS if tool.name == OURS or installed(tool.name))
    if MATERIAL not in {tool.name for tool in tools}:
        raise Failed("mkdocs-material is not installed, and it is what everything is compared with.")
    versions = ", ".join(f"{name} {installed(name)}" for name in ("mkdocs", MATERIAL, ZENSICAL) if installed(name))
    console.print(f"Build: {machine()}; {versions}")
    if not installed(ZENSICAL):
        console.print("Zensical is skipped: it is not installed (pip install -e '.[bench]').")
    with tempfile.TemporaryDirectory(prefix="niemyet-bench-") as name:
        folder = Path(name)
        console.print(f"Records: {_prepare(settings, tools, folder)}")
        console.print(
            f"Medians of {settings.rounds} rounds; ratios are medians of the ratios within each round.\n"
            "First build: our cache cold (.niemyet deleted), the others' site and cache deleted as well.\n"
            "Second build: one record has a new title; our cache warm, the others as the first build left them."
        )
        costs = _measure(settings, tools, folder)
    console.print(_table(costs, settings.sizes, tools))
    console.print(f"mkdocs' own start, a site of one page: {_seconds(costs, MATERIAL, EMPTY, FIRST):.2f} s")
    console.print(f"our own start, no record, no cache:    {_seconds(costs, OURS, EMPTY, FIRST):.2f} s")
    console.print(_verdicts(costs))


def _prepare(settings: Settings, tools: tuple[Tool, ...], folder: Path) -> str:
    """Write all projects in a process of its own, so that this one stays small: see `measuring.cost`."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_write_projects, settings, tuple(tool.name for tool in tools), folder).result()


def _write_projects(settings: Settings, tools: tuple[str, ...], folder: Path) -> str:
    from benchmarks import corpus

    gathered = corpus.gather(settings.project, settings.official)
    for size in (EMPTY, *settings.sizes):
        records = corpus.repeated(gathered.records, size)
        for tool in tools:
            write = corpus.write_root if tool == OURS else corpus.write_mkdocs
            write(_project(folder, tool, size), records, gathered)
    return gathered.description


def _measure(settings: Settings, tools: tuple[Tool, ...], folder: Path) -> Costs:
    """All rounds. Before them each tool builds once, unmeasured, so that its modules are compiled."""
    costs: Costs = defaultdict(list)
    variables = environment(folder / "bytecode")

    def build(tool: Tool, size: int) -> Cost:
        return cost([sys.executable, *tool.arguments], _project(folder, tool.name, size), variables)

    for tool in tools:
        build(tool, EMPTY)
    for number in range(1, settings.rounds + 1):
        print(f"round {number} of {settings.rounds} …", file=sys.stderr)
        for size in (EMPTY, *settings.sizes):
            for tool in tools:
                tool.begin_anew(_project(folder, tool.name, size))
                costs[tool.name, size, FIRST].append(build(tool, size))
            for tool in tools if size else ():
                tool.change_one(_project(folder, tool.name, size), number)
                costs[tool.name, size, SECOND].append(build(tool, size))
    return costs


def _project(folder: Path, tool: str, size: int) -> Path:
    return folder / f"{tool}-{size}"


def _table(costs: Costs, sizes: tuple[int, ...], tools: tuple[Tool, ...]) -> Table:
    """Time and memory of every build."""
    table = Table("records", "build", "median of", *(tool.name for tool in tools), box=box.SIMPLE)
    others = [tool.name for tool in tools if tool.name != MATERIAL]
    for name in others:
        table.add_column(f"{name}\n/ {MATERIAL}", justify="right")
    for size in sizes:
        for kind in (FIRST, SECOND):
            for what, words, unit in (("seconds", "time, s", 1.0), ("memory", "peak memory, MB", 1e6)):
                values = {tool.name: _values(costs, tool.name, size, kind, what) for tool in tools}
                table.add_row(
                    f"{size:,}",
                    kind,
                    words,
                    *(f"{median(values[tool.name]) / unit:.{2 if unit == 1 else 0}f}" for tool in tools),
                    *(f"{ratio(values[name], values[MATERIAL]):.2f}" for name in others),
                )
    return table


def _verdicts(costs: Costs) -> Table:
    """What was measured beside what was expected: issue 2, point 11."""
    table = Table("expected", "at most", "measured", "", box=box.SIMPLE)
    for words, limit, measured in _expectations(costs):
        verdict = "not measured" if measured is None else "đạt" if measured <= limit else "chưa đạt"
        table.add_row(words, f"{limit:.2f}", "" if measured is None else f"{measured:.2f}", verdict)
    return table


def _expectations(costs: Costs) -> Iterator[tuple[str, float, float | None]]:
    small, large = (OURS, SMALL, FIRST) in costs, (OURS, LARGE, FIRST) in costs
    yield (
        f"first build of {SMALL} without any cache, times {MATERIAL}",
        MAX_FIRST,
        _times(costs, SMALL, FIRST) if small else None,
    )
    yield (
        f"second build of {LARGE:,} after one changed record, times {MATERIAL}",
        MAX_SECOND,
        _times(costs, LARGE, SECOND) if large else None,
    )
    yield (
        f"second build of {SMALL} after one changed record, seconds over mkdocs' own start",
        MAX_SECONDS_OVER_START,
        _over_start(costs) if small else None,
    )
    for words, what in (("time", "seconds"), ("peak memory", "memory")):
        for kind in (FIRST, SECOND):
            yield (
                f"{words} per record over our own start, {kind} build, {LARGE:,} against {SMALL}",
                MAX_GROWTH,
                _growth(costs, kind, what) if small and large else None,
            )


def _times(costs: Costs, size: int, kind: str) -> float:
    return ratio(_values(costs, OURS, size, kind, "seconds"), _values(costs, MATERIAL, size, kind, "seconds"))


def _over_start(costs: Costs) -> float:
    """Seconds between our second build and a site of one page built by mkdocs, in the same round."""
    builds = _values(costs, OURS, SMALL, SECOND, "seconds")
    starts = _values(costs, MATERIAL, EMPTY, FIRST, "seconds")
    return median(one - start for one, start in zip(builds, starts, strict=True))


def _growth(costs: Costs, kind: str, what: str) -> float:
    """How many times as much a record costs in the large build as in the small one, each above the start."""
    starts = _values(costs, OURS, EMPTY, FIRST, what)
    per_record = [
        [(cost - start) / size for cost, start in zip(_values(costs, OURS, size, kind, what), starts, strict=True)]
        for size in (LARGE, SMALL)
    ]
    return ratio(*per_record)


def _values(costs: Costs, tool: str, size: int, kind: str, what: str) -> list[float]:
    return [one.seconds if what == "seconds" else float(one.memory) for one in costs[tool, size, kind]]


def _seconds(costs: Costs, tool: str, size: int, kind: str) -> float:
    return median(_values(costs, tool, size, kind, "seconds"))
