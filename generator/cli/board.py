"""`board`: what the commune has to post, and what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cache import Cache
from generator.cli.options import command, date_option, help_option, known_format, root_argument
from generator.cli.running import load_checked


@command()
@root_argument
@click.option("--check", "strict", is_flag=True, help="Kết thúc với mã 1 khi còn thiếu nội dung phải niêm yết.")
@click.option("--format", "form", metavar="DẠNG", default="text", help="Cách in kết quả: text hoặc json.")
@date_option
@help_option
def board(root: Path, strict: bool, form: str, today: date) -> None:
    """Kể bảng niêm yết của xã đang có gì, còn thiếu gì; không bao giờ điền thay."""
    from generator.reports import board as report
    from generator.views import board as view

    known_format(form, report.FORMATS)
    catalogue = load_checked(root, today, Cache(root), summary=form == "text").catalogue
    assert catalogue
    items = view.items(catalogue, today)
    click.echo(report.report(items, view.iso(catalogue, today), catalogue, form))
    if strict and any(item.missing for item in items):
        raise SystemExit(1)
