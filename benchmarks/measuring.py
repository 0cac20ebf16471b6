"""A command to its wall time and peak memory, and several of them to medians and paired ratios."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in: bytes on macOS, KiB elsewhere (getrusage(2))."""


class Failed(Exception):
    """A measurement could not be made; the message says why."""


@dataclass(frozen=True)
class Settings:
    """What to measure: the checkout, the folder of official JSON, the numbers of records, the rounds."""

    project: Path
    official: Path
    sizes: tuple[int, ...]
    rounds: int


@dataclass(frozen=True)
class Cost:
    """What one run took: wall time in seconds, peak resident memory in bytes."""

    seconds: float
    memory: int


def cost(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run `command` in `folder` as a fresh process and see what it took.

    Linux counts the memory of the parent at the moment of the fork as the child's own, so a benchmark does
    whatever needs much memory in another process.
    """
    if not hasattr(os, "wait4"):
        raise Failed("The benchmarks need os.wait4, which this system does not have; run them on Linux or macOS.")
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            child.wait()
            raise
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            words = output.read().decode("utf-8", "replace")[-4000:]
            raise Failed(f"{' '.join(command)} ended with {child.returncode}:\n{words}")
    return Cost(seconds, usage.ru_maxrss * _MAXRSS_UNIT)


def environment(bytecode: Path) -> dict[str, str]:
    """The environment of every measured process: compiled modules are kept, in a folder of their own."""
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONPYCACHEPREFIX": str(bytecode), "NO_MKDOCS_2_WARNING": "1"}


def ratio(ours: Sequence[float], others: Sequence[float]) -> float:
    """The median of the ratios of the same round."""
    return median(one / other for one, other in zip(ours, others, strict=True))


def installed(package: str) -> str | None:
    """The version of an installed package, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def machine() -> str:
    """What it was measured on, and how busy that was."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{cores} cores{load}, Python {platform.python_version()}, {platform.platform()}"
