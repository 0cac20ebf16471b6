"""The nginx that tests start; `python -m tests.nginx` sees to it that there is one."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from tests import installing

PACKAGES = ("nginx-light", "libnginx-mod-http-brotli-static", "brotli")
_SAYS_HOW = f"Không có nginx để thử cấu hình; trên Debian, Ubuntu: apt-get install {' '.join(PACKAGES)}"


def find() -> str | None:
    """The path of an installed nginx, if what it needs to send is installed too."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
    return shutil.which("nginx", path=path) if shutil.which("brotli") else None


def needed() -> str:
    """The same for a test, which says how to install it; in CI it must be there."""
    found = find()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(_SAYS_HOW)
        pytest.skip(_SAYS_HOW)
    return found


def main() -> int:
    if not find():
        installing.apt(*PACKAGES)
    if not find():
        # Where it can't be installed from here the other tests still run; those that need it say so.
        print(_SAYS_HOW, file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
