"""Loading with a report, a progress bar, and giving up with a message."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from generator import loading, reporting, units
from generator.cache import Cache
from generator.loading import Loaded
from generator.problems import errors


class Failed(Exception):
    """The command can't go on; what there is to say is the message."""


def roots(root: Path, unit: str | None, every: bool) -> list[Path]:
    """The roots a command works on: the one given, or of a repository of several communes one or all of them."""
    if unit is not None and every:
        raise click.UsageError("--unit và --all không đi cùng nhau")
    try:
        if unit is not None:
            return [units.one(root, unit)]
    except units.NoUnit as error:
        raise Failed(str(error)) from error
    found = units.all(root)
    if every and not found:
        raise Failed(f'Không có đơn vị nào: "{root.as_posix()}" không có thư mục {units.FOLDER}/ chứa các đơn vị.')
    if found and not every and not (root / loading.FOLDER).is_dir():
        names = ", ".join(found)
        raise Failed(f"Kho này có nhiều đơn vị ({names}); hãy thêm --unit và tên một đơn vị, hoặc --all.")
    return list(found.values()) if every else [root]


def one_by_one(chosen: list[Path], work: Callable[[Path], object]) -> None:
    """Do the work for each root. Of several, what is wrong with one does not stop the others; raises `Failed` at the end."""
    if len(chosen) == 1:
        work(chosen[0])
        return
    wrong = []
    for root in chosen:
        click.echo(f"{root.name}:")
        try:
            work(root)
        except Failed as error:
            click.echo(str(error), err=True)
            wrong.append(root.name)
    if wrong:
        raise Failed(f"Chưa xong {len(wrong)} trong {len(chosen)} đơn vị: {', '.join(wrong)}.")


def load_checked(root: Path, today: date, kept: Cache, summary: bool = True) -> Loaded:
    """A checked catalogue, or all its errors on the console and exit code 1; `summary` tells of warnings."""
    with progress("Đang kiểm tra") as step:
        loaded = loading.load(root, today, kept, step)
    if loaded.catalogue is None:
        click.echo(errors_told(loaded))
        raise Failed("Dữ liệu có lỗi nên không làm tiếp; kết quả cũ giữ nguyên.")
    if loaded.problems and summary:
        click.echo(reporting.summary(loaded.problems, loaded.files) + " Xem bằng lệnh niemyet check.")
    return loaded


def errors_told(loaded: Loaded) -> str:
    """The errors of a root, a line each, and how many there are."""
    return reporting.report(errors(loaded.problems), loaded.files, "text")


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
