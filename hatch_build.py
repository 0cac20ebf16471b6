"""Builds the officials' form into a wheel, so that whoever installs from source has it; without npm there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FormHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel are gathered. `make form` does the same for a checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        npm = shutil.which("npm")
        if npm is None or version == "editable":
            return
        install = [] if (Path(self.root) / "node_modules").is_dir() else [["ci", "--silent", "--omit=dev"]]
        for command in (*install, ["run", "--silent", "build"]):
            if subprocess.run([npm, *command], cwd=self.root, check=False).returncode:  # noqa: S603 - fixed words
                self.app.display_warning("npm could not build the form in the browser; the wheel goes without it")
                return
