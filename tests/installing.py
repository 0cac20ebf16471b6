"""Debian's packages that tests need, installed where that is possible without asking anybody."""

from __future__ import annotations

import os
import shutil
import subprocess


def apt(*packages: str) -> bool:
    """Install packages and say so; False where this is no Debian, or not ours to change."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return False
    # A server that is installed must not be started: only tests start it, on a port of their own.
    quiet = {**os.environ, "RUNLEVEL": "1", "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet=2"], check=True, env=quiet)
    subprocess.run(["apt-get", "install", "--yes", "--quiet=2", *packages], check=True, env=quiet)
    return True
