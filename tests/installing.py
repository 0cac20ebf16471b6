"""Debian's packages that tests need, installed where that is possible without asking anybody."""

from __future__ import annotations

import os
import shutil
import subprocess


def apt(*packages: str) -> bool:
    """Install packages (or pass options); False where this is no Debian, not ours to change, or its packages can't be had."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return False
    # A server that is installed must not be started: only tests start it, on a port of their own.
    quiet = {**os.environ, "RUNLEVEL": "1", "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update", "--quiet=2"], ["install", "--yes", "--quiet=2", *packages])
    return all(subprocess.run(["apt-get", *step], check=False, env=quiet).returncode == 0 for step in steps)
