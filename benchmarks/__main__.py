"""`python -m benchmarks [NAME…]` runs the benchmarks named, or all of them."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.measuring import Failed, Settings

BENCHMARKS = ("build", "pages", "search", "posters")
_PROJECT = Path(__file__).parent.parent


def main() -> int:
    """Run what was asked for; a target that is missed does not change the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure this project against others.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(BENCHMARKS)} (all)")
    parser.add_argument(
        "--official",
        type=Path,
        default=_PROJECT.parent / "shared" / "national" / "procedures",
        help="folder of the portal's JSON (%(default)s); without it the sample records are repeated",
    )
    parser.add_argument("--sizes", type=_sizes, default=(100, 260, 2600), help="numbers of records (100,260,2600)")
    parser.add_argument("--rounds", type=_positive, default=3, help="rounds, of which medians are taken (3)")
    parser.add_argument("--quick", action="store_true", help="one round at 100 and 260 records")
    given = parser.parse_args()
    unknown = sorted(set(given.names) - set(BENCHMARKS))
    if unknown:
        parser.error(f"no benchmark named {', '.join(unknown)}; there is: {', '.join(BENCHMARKS)}")
    sizes, rounds = ((100, 260), 1) if given.quick else (given.sizes, given.rounds)
    settings = Settings(_PROJECT, given.official.absolute(), sizes, rounds)
    for name in given.names or BENCHMARKS:
        try:
            import_module(f"benchmarks.{name}").run(settings)
        except Failed as error:
            print(error, file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("Interrupted; nothing is left behind.", file=sys.stderr)
            return 1
    return 0


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({_positive(part) for part in text.split(",")}))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())
