"""`posters` and `reprint`: sheets of paper, made or printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import reporting, wording
from generator.cache import Cache
from generator.cli.options import all_option, command, date_option, help_option, root_argument, unit_option
from generator.cli.running import Failed, load_checked, one_by_one, progress, roots
from generator.problems import errors
from generator.records import Catalogue
from generator.register import entering

if TYPE_CHECKING:
    from generator.posters.building import Built
    from generator.posters.printing import Order

_printing = click.option("--print", "printing", is_flag=True, help="In thật: ghi vào sổ, đánh số lần in.")


_copies = click.option(
    "--copies", metavar="SỐ", type=int, default=None, help="In mấy bản mỗi tờ; không ghi thì theo thiết kế."
)


_posters_out = click.option(
    "--out",
    metavar="THƯ MỤC",
    default=None,
    type=click.Path(path_type=Path),
    help="Nơi đặt áp phích, mặc định là ROOT/posters; in thật thì ROOT/to_in/<ngày>.",
)


@command()
@root_argument
@_posters_out
@_printing
@_copies
@click.option("--design", metavar="KIỂU", default=None, help="Chỉ làm kiểu tờ này, ví dụ to-thon hoặc to-thon-A4.")
@click.option("--place", metavar="NƠI", default=None, help="Chỉ làm các tờ của nơi này, ví dụ thon-dinh.")
@unit_option
@all_option
@date_option
@help_option
def posters(
    root: Path,
    out: Path | None,
    printing: bool,
    copies: int | None,
    design: str | None,
    place: str | None,
    unit: str | None,
    every: bool,
    today: date,
) -> None:
    """Kiểm tra rồi làm áp phích PDF; mọi mã QR được đọc lại để chứng minh là đúng."""
    from generator.posters.building import Choice
    from generator.posters.printing import Order

    order = Order(printing, copies, Choice(design, place))

    def work(one: Path) -> None:
        kept = Cache(one)
        catalogue = load_checked(one, today, kept).catalogue
        assert catalogue
        kept.save()
        make_posters(catalogue, one, out / one.name if out and every else out, today, order)

    one_by_one(roots(root, unit, every), work)


@command()
@root_argument
@_posters_out
@_printing
@_copies
@date_option
@help_option
def reprint(root: Path, out: Path | None, printing: bool, copies: int | None, today: date) -> None:
    """Kể các tờ đã in mà nay có điều không còn đúng, vì sao, rồi làm lại đúng những tờ ấy."""
    kept = Cache(root)
    catalogue = load_checked(root, today, kept).catalogue
    assert catalogue
    kept.save()
    from generator.views import reprint as outdated

    found = outdated.of(catalogue, today)
    if not found:
        click.echo("Mọi tờ đã in còn đúng, không tờ nào phải in lại.")
        return
    for place in found:
        click.echo(f"{place.place}:")
        for sheet in place.sheets:
            where = f", treo ở {wording.joined(list(sheet.spots))}" if sheet.spots else ""
            click.echo(f"  {_named(sheet.design, sheet.path)}, {sheet.which}{where}:")
            for told in sheet.changes:
                click.echo(f"    {told.subject}: {' '.join(told.sentences)}")
            if sheet.better:
                click.echo(f"    Đã có bản đúng, {sheet.better}: hãy thay tờ này bằng bản ấy.")
    wanted = {(one.design, one.path) for place in found for one in place.sheets if one.better is None}
    if not wanted:
        return
    from generator.posters.printing import Order

    chosen = Order(printing, copies, wanted=lambda job: (job.kind, job.page.path if job.page else "") in wanted)
    built = make_posters(catalogue, root, out, today, chosen)
    made = {(paper.job.kind, paper.job.page.path if paper.job.page else "") for paper in built.papers}
    for design, path in sorted(wanted - made):
        click.echo(f"{_named(design, path)}: không còn tờ này để in lại; hãy gỡ xuống.")


def _named(design: str, path: str) -> str:
    """What a sheet is called; a book is of no single page."""
    return f"{design}, {path}" if path else design


def make_posters(catalogue: Catalogue, root: Path, out: Path | None, today: date, order: Order) -> Built:
    """Make the posters of an order and say what came of it."""
    from generator.posters import printing
    from generator.posters.building import UnknownChoice
    from generator.writing import NotOurs

    if order.copies is not None and not (order.printing and order.copies > 0):
        raise click.UsageError("--copies đi cùng --print và là số bản, từ 1")
    try:
        with progress("Đang làm áp phích") as step:
            target, built = printing.make(catalogue, root, out, today, order, step)
    except (printing.CannotPrint, NotOurs, UnknownChoice) as error:
        raise Failed(str(error)) from None
    for note in built.notes:
        click.echo(note, err=True)
    if built.problems:
        click.echo("\n".join(map(reporting.line, built.problems)))
    if errors(built.problems):
        raise Failed("Áp phích mới có lỗi nên không dùng; áp phích cũ giữ nguyên.")
    overview = (target / "index.html").as_posix()
    click.echo(f"Đã làm {wording.number(len(built.files))} áp phích, mọi mã QR đọc lại đúng: {overview}")
    if order.printing:
        click.echo(
            f"Đã ghi vào sổ {(root / entering.FOLDER).as_posix()}. Trước khi treo, hãy đưa sổ vào Git và dựng lại trang"
            " (niemyet build): mã của lần in này khi ấy mới mở được."
        )
    return built
