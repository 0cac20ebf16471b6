"""The espeak-ng that tests listen to; `python -m tests.espeak` installs it where that is possible without asking."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from generator.speech import PROGRAM
from tests import installing

_SAYS_HOW = f"Không có {PROGRAM} để nghe thử bản tin; trên Debian, Ubuntu: apt-get install {PROGRAM}"


def needed() -> None:
    """Asked for by a test that listens; in CI it must be there."""
    if not shutil.which(PROGRAM):
        if os.environ.get("CI"):
            pytest.fail(_SAYS_HOW)
        pytest.skip(_SAYS_HOW)


def main() -> int:
    if not shutil.which(PROGRAM):
        installing.apt(PROGRAM)
    if not shutil.which(PROGRAM):
        # Where it can't be installed from here the other tests still run; the one that needs it says so.
        print(_SAYS_HOW, file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
