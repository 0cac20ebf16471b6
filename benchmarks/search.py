"""How many queries search answers, and how fast: `python -m benchmarks.search QUERIES ROOT`.

QUERIES is a file of lines `what people type<tab>code[,code…]`; ROOT a folder with `procedures_yaml`. Queries
none of whose codes is in ROOT are left out and counted. The time of a keystroke is measured on the
built home page in Chromium with the processor slowed four times, where Playwright and a Chromium are installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import quantiles

from benchmarks.measuring import Settings
from generator import loading
from generator.records import Catalogue
from generator.search import building
from generator.search.ranking import Engine

MAX_INDEX = 45_000
"""Bytes of the index, gzip, expected at most for 430 procedures."""
MAX_KEYSTROKE = 16.0
"""Milliseconds: one frame."""
EXPECTED = 95.0
"""Percent of queries answered within the first three."""
_PROJECT = Path(__file__).parent.parent
OWN = _PROJECT / "tests" / "search" / "queries.tsv"


@dataclass(frozen=True)
class Query:
    """What somebody types, and the codes that answer it."""

    text: str
    codes: frozenset[str]


def read(file: Path) -> list[Query]:
    """The queries of a file; lines that are empty or begin with `#` do not count."""
    queries = []
    for line in file.read_text("utf-8").splitlines():
        text, tab, codes = line.partition("\t")
        if tab and not line.startswith("#"):
            queries.append(Query(text, frozenset(code.strip() for code in codes.split(","))))
    return queries


def place(engine: Engine, query: Query) -> int | None:
    """Where the first right answer stands, from 1 on."""
    for number, hit in enumerate(engine.search(query.text), 1):
        if hit.code in query.codes:
            return number
    return None


def recall(engine: Engine, queries: list[Query], within: int) -> float:
    """Percentage of queries answered within the first `within`."""
    found = [place(engine, query) for query in queries]
    return 100 * sum(one is not None and one <= within for one in found) / max(1, len(found))


def run(settings: Settings) -> None:
    """Measure this project's own queries over the official records, if they are there."""
    import tempfile

    from generator.importers import into_root

    if not settings.official.is_dir():
        print(f"Search is skipped: there is no folder {settings.official}.")
        return
    with tempfile.TemporaryDirectory() as name:
        into_root.bring_in([settings.official], Path(name), lambda _done, _total: None)
        report(OWN, Path(name))


def report(queries_file: Path, root: Path) -> None:
    """Print recall, misses, the size of the index and the time of a keystroke."""
    loaded = loading.load(root, date.today())
    if loaded.catalogue is None:
        print("\n".join(str(problem) for problem in loaded.problems), file=sys.stderr)
        raise SystemExit(1)
    _print_report(queries_file, root, loaded.catalogue)


def _print_report(queries_file: Path, root: Path, catalogue: Catalogue) -> None:
    index = building.index(catalogue, date.today())
    engine = Engine(index)
    queries = read(queries_file)
    known = [query for query in queries if query.codes & catalogue.procedures.keys()]
    print(f"{len(catalogue.procedures)} procedures, {len(queries)} queries, {len(known)} of which have an answer here")
    for query in known:
        found = place(engine, query)
        if found is None or found > 3:
            first = [f"{hit.code} {hit.title[:48]}" for hit in engine.search(query.text)[:3]]
            print(f"  missed: {query.text} → {','.join(sorted(query.codes))}, stands at {found}; first: {first}")
    print(f"recall at 1: {recall(engine, known, 1):.1f}%")
    print(f"recall at 3: {recall(engine, known, 3):.1f}% (expected at least {EXPECTED:.0f}%)")
    packed = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    print(f"index: {len(gzip.compress(packed, 9)):,} bytes gzip (expected at most {MAX_INDEX:,} for 430 procedures)")
    _print_keystrokes(catalogue, root, [query.text for query in queries])


def _print_keystrokes(catalogue: Catalogue, root: Path, texts: list[str]) -> None:
    from benchmarks import keystrokes

    times = keystrokes.measure(catalogue, root, texts)
    if times is None:
        print("keystrokes: not measured (no Playwright or no Chromium)")
        return
    worst, high = max(times), quantiles(times, n=100)[98]
    print(
        f"keystroke, 4 times slower processor, {len(times)} measured: median {sorted(times)[len(times) // 2]:.1f} ms, "
        f"99% below {high:.1f} ms, worst {worst:.1f} ms (expected at most {MAX_KEYSTROKE:.0f} ms)"
    )


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("queries", type=Path, metavar="QUERIES")
    parser.add_argument("root", type=Path, metavar="ROOT")
    given = parser.parse_args()
    report(given.queries, given.root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
