"""Loading with a report, a progress bar, and giving up with a message."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from generator import loading, reporting
from generator.cache import Cache
from generator.loading import Loaded
from generator.problems import errors


class Failed(Exception):
    """The command can't go on; what there is to say is the message."""


def load_checked(root: Path, today: date, kept: Cache, summary: bool = True) -> Loaded:
    """A checked catalogue, or all its errors on the console and exit code 1; `summary` tells of warnings."""
    with progress("Đang kiểm tra") as step:
        loaded = loading.load(root, today, kept, step)
    if loaded.catalogue is None:
        click.echo(reporting.report(errors(loaded.problems), loaded.files, "text"))
        raise Failed("Dữ liệu có lỗi nên không làm tiếp; kết quả cũ giữ nguyên.")
    if loaded.problems and summary:
        click.echo(reporting.summary(loaded.problems, loaded.files) + " Xem bằng lệnh niemyet check.")
    return loaded


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; silence where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    # Imported here, because a build that nobody watches need not wait for it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
