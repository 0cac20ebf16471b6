"""Make what the handbook shows anew: `python -m docs` all of it, `python -m docs texts` or `pictures` a part."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from docs import console, pictures


def main(wanted: list[str]) -> None:
    """Renew the parts that are named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        # First, because a build without the pictures says so.
        if not wanted or "pictures" in wanted:
            pictures.take(place / "pictures")
        if not wanted or "texts" in wanted:
            console.renew({name: console.play(name, place / name) for name in console.SCENES})


main(sys.argv[1:])
