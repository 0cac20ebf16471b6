"""What a git host does with a workflow file: its commands, in its shell, with its variables, on a clone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


@dataclass
class Ran:
    """How a job ended, what it said, and what its steps that are the host's own were given."""

    status: int = 0
    said: str = ""
    handed_over: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Machine:
    """A host's machine: `pip` finds the wheel and nothing else, `gh` writes down what it was asked."""

    folder: Path
    wheel: Path

    def __post_init__(self) -> None:
        tools = self.folder / "bin"
        tools.mkdir(parents=True)
        self._tool("python", f'exec "{sys.executable}" "$@"')
        # The clock of the machine: what `date` says there.
        self._tool("niemyet", f'exec "{sys.executable}" -m generator "$@" ${{DAY:+--date "$DAY"}}')
        self._tool("gh", f'printf "%s\\n" "$@" > "{self.folder}/gh"; case "$1" in api) echo "${{PUBLISHED:?}}";; esac')

    def _tool(self, name: str, script: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(0o755)

    @property
    def asked_of_gh(self) -> list[str]:
        return (self.folder / "gh").read_text("utf-8").splitlines()

    def run(self, script: str, clone: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR", "VIRTUAL_ENV") if name in os.environ}
        environment = {
            **kept,
            "CI": "true",
            "PATH": f"{self.folder / 'bin'}:/usr/local/bin:/usr/bin:/bin",
            "PYTHONPATH": str(self.folder / "installed"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_MKDOCS_2_WARNING": "1",
            "PIP_TARGET": str(self.folder / "installed"),
            "PIP_FIND_LINKS": str(self.wheel.parent),
            **dict.fromkeys(("PIP_NO_INDEX", "PIP_NO_DEPS", "PIP_UPGRADE", "PIP_DISABLE_PIP_VERSION_CHECK"), "1"),
            **variables,
        }
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=clone,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )


def github(machine: Machine, clone: Path, workflow: str, job: str, values: Mapping[str, str], **variables: str) -> Ran:
    """Run a job of a GitHub workflow; `values` are those of the expressions that may stand in it."""
    described = yaml.safe_load((clone / ".github" / "workflows" / f"{workflow}.yml").read_text("utf-8"))
    wanted = described["jobs"][job]
    summary, handed_on = machine.folder / "summary", machine.folder / "env"
    summary.write_text("")
    given = {
        "GITHUB_REPOSITORY": "xa/kho",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_ENV": str(handed_on),
        **_filled(described.get("env", {}), values),
        **variables,
    }
    ran = Ran()
    for step in wanted["steps"]:
        if "if" in step and values[step["if"]] != "true":
            continue
        if "uses" in step:
            ran.handed_over.append({"uses": step["uses"].split("@")[0], **step.get("with", {})})
            continue
        assert not _EXPRESSION.search(step["run"]), "what others wrote must reach a script as a variable only"
        handed_on.write_text("")
        done = machine.run(step["run"], clone, {**given, **_filled(step.get("env", {}), values)})
        ran.said += done.stdout + done.stderr
        given |= dict(line.split("=", 1) for line in handed_on.read_text("utf-8").splitlines())
        if done.returncode:
            ran.status = done.returncode
            break
    return ran


def gitlab(machine: Machine, clone: Path, job: str, **variables: str) -> Ran:
    """Run a job of `.gitlab-ci.yml`."""
    described = yaml.safe_load((clone / ".gitlab-ci.yml").read_text("utf-8"))
    own = described[job]
    wanted = {**described.get(own.get("extends"), {}), **own}
    of_all = {name: str(one["value"] if isinstance(one, dict) else one) for name, one in described["variables"].items()}
    given = {**of_all, **wanted.get("variables", {}), **variables}
    done = machine.run("\n".join(wanted["script"]), clone, given)
    return Ran(done.returncode, done.stdout + done.stderr, [wanted.get("artifacts", {})])


def _filled(described: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    return {name: _EXPRESSION.sub(lambda found: values[found[1]], str(text)) for name, text in described.items()}


@contextmanager
def answering(status: int) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """A server that answers everything with `status`, and what it was asked: path, token, body."""
    asked: list[tuple[str, str, str]] = []

    class Noting(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            asked.append((self.path, self.headers["PRIVATE-TOKEN"], body))
            self.do_GET()

        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def clone(repository: Path, place: Path, *options: str) -> Path:
    """A fresh clone, as a host hands it to a job."""
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", *options, repository.as_uri(), place], check=True, capture_output=True)
    return place
