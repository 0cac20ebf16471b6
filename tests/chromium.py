"""The Chromium that browser tests drive; `python -m tests.chromium` sees to it that there is one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests import installing

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """The path of an installed Chromium: the system's, else Playwright's own."""
    for name in _NAMES:
        path = shutil.which(name)
        if path:
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def main() -> int:
    if find():
        return 0
    if not installing.apt("chromium"):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if find():
        return 0
    print("Không cài được Chromium để thử trang; hãy cài nó rồi chạy lại.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
