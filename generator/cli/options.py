"""What several commands take: a root, a date, a format, help."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.cli.speaking import Command

F = TypeVar("F", bound=Callable[..., Any])


def command(name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of this command line, named after its function if it has no name."""
    return click.command(name, cls=Command)


def help_option(function: F) -> F:
    return click.help_option("--help", "-h", help="In hướng dẫn này rồi thoát.")(function)


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date:
    try:
        return date.fromisoformat(value) if value else date.today()
    except ValueError:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value or ""):
            raise click.UsageError(f'ngày "{value}" không có trong lịch') from None
        raise click.UsageError(
            f'ngày "{value}" không đúng; viết theo thứ tự năm-tháng-ngày, ví dụ 2026-11-22'
        ) from None


root_argument = click.argument(
    "root", metavar="[ROOT]", default=".", type=click.Path(path_type=Path), help="Thư mục kho dữ liệu của xã."
)


root_option = click.option(
    "--root",
    metavar="ROOT",
    default=".",
    type=click.Path(path_type=Path),
    help="Kho dữ liệu của xã, mặc định là thư mục đang đứng.",
)


unit_option = click.option(
    "--unit", metavar="ĐƠN VỊ", default=None, help="Chỉ làm cho đơn vị này: tên thư mục của nó trong don_vi/."
)


all_option = click.option("--all", "every", is_flag=True, help="Làm cho mọi đơn vị trong don_vi/.")


date_option = click.option(
    "--date", "today", metavar="NGÀY", callback=_day, help="Làm như hôm nay là ngày này (năm-tháng-ngày)."
)


def known_format(form: str, known: tuple[str, ...]) -> None:
    if form not in known:
        raise click.UsageError(f'không có dạng "{form}"; chọn một trong: {", ".join(known)}')
