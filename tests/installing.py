"""Programs that tests need beside Python, as the system's package manager installs them."""

from __future__ import annotations

import os
import shutil
import subprocess


def apt(package: str) -> bool:
    """Install a package where that needs no password; False where there is no such way."""
    if not shutil.which("apt-get"):
        return False
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not root and not (shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0):
        return False
    prefix = [] if root else ["sudo", "-n"]
    subprocess.run([*prefix, "apt-get", "update", "--quiet=2"], check=True)
    subprocess.run([*prefix, "apt-get", "install", "--yes", "--quiet=2", package], check=True)
    return True
