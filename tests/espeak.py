"""The espeak-ng that tests listen to; `python -m tests.espeak` sees to it that there is one."""

from __future__ import annotations

import shutil
import sys

from generator.speech import PROGRAM
from tests import installing


def main() -> int:
    if shutil.which(PROGRAM) or (installing.apt(PROGRAM) and shutil.which(PROGRAM)):
        return 0
    print(f"Không cài được {PROGRAM} để nghe thử bản tin; hãy cài nó rồi chạy lại.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
