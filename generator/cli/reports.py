"""`diff`, `stale` and `coverage`: what differs, what must be looked at again, what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import loading, reporting
from generator.cache import Cache
from generator.cli.options import command, date_option, help_option, known_format, root_argument
from generator.cli.running import Failed, errors_told, load_checked
from generator.problems import errors

_MOST_MONTHS = 1200


@command()
@click.argument(
    "before", metavar="A", help="Bản trước: tên nhánh, thẻ, mã của một bản Git (main, HEAD~3), hoặc thư mục."
)
@click.argument("after", metavar="B", help="Bản sau, cũng vậy.")
@root_argument
@click.option("--format", "form", metavar="DẠNG", default="text", help="Cách in kết quả: text, markdown hoặc json.")
@date_option
@help_option
def diff(before: str, after: str, root: Path, form: str, today: date) -> None:
    """Nói bằng lời hai bản của kho dữ liệu khác nhau điều gì đối với bà con."""
    from generator.reports import differences as report
    from generator.revisions import CannotOpen, opened
    from generator.views import differences

    known_format(form, report.FORMATS)
    try:
        with opened(before, root) as old, opened(after, root) as new:
            sides = [
                (side, loading.load(side.root, today, Cache(None if side.taken_out else side.root)))
                for side in (old, new)
            ]
            found = [loaded.catalogue for _, loaded in sides if loaded.catalogue]
            for side, loaded in sides:
                if loaded.catalogue is None:
                    click.echo(f"Bản {side.name} có lỗi:\n{side.named(errors_told(loaded))}")
            if len(found) < len(sides):
                raise Failed("Chưa so sánh được vì dữ liệu có lỗi; hãy sửa lỗi hoặc chọn bản khác.")
    except CannotOpen as error:
        raise Failed(str(error)) from None
    click.echo(report.report(differences.of(found[0], found[1], today), before, after, form))


@command()
@root_argument
@click.option(
    "--months",
    metavar="SỐ",
    type=int,
    default=None,
    help="Kể những thủ tục quá chừng này tháng chưa đối chiếu, mặc định 12.",
)
@click.option(
    "--law", metavar="SỐ HIỆU", default=None, help="Chỉ kể những thủ tục dẫn văn bản này, ví dụ 75/2022/TT-BTC."
)
@click.option("--format", "form", metavar="DẠNG", default="text", help="Cách in kết quả: text hoặc json.")
@date_option
@help_option
def stale(root: Path, months: int | None, law: str | None, form: str, today: date) -> None:
    """Kể những gì phải xem lại: lâu chưa đối chiếu, căn cứ hết hiệu lực, sắp thay đổi trong 60 ngày."""
    from generator.reports import freshness as report
    from generator.views import freshness

    known_format(form, report.FORMATS)
    if months is not None and not 0 < months <= _MOST_MONTHS:
        raise click.UsageError(f"--months là số tháng, từ 1 đến {_MOST_MONTHS}")
    if law is not None and (months is not None or not law.strip()):
        raise click.UsageError("--law cần số hiệu văn bản, ví dụ 75/2022/TT-BTC, và không đi cùng --months")
    catalogue = load_checked(root, today, Cache(root), summary=form == "text").catalogue
    assert catalogue
    if law is not None:
        click.echo(report.resting(freshness.resting_on(catalogue, law, today), law.strip(), form))
    else:
        click.echo(report.report(freshness.of(catalogue, today, months or freshness.MONTHS), form))


@command()
@click.argument("file", metavar="DANH_SÁCH", type=click.Path(path_type=Path), help="Tệp Excel (.xlsx) tải từ Cổng.")
@root_argument
@click.option("--strict", is_flag=True, help="Kết thúc với mã 1 khi còn thiếu thủ tục của cấp xã.")
@click.option(
    "--keep", "name", metavar="TÊN", default=None, help="Ghi danh sách vào kho dưới tên này; trang độ phủ dùng nó."
)
@click.option("--format", "form", metavar="DẠNG", default="text", help="Cách in kết quả: text hoặc json.")
@date_option
@help_option
def coverage(file: Path, root: Path, strict: bool, name: str | None, form: str, today: date) -> None:
    """So kho dữ liệu với danh sách của Cổng: thiếu, thừa, khác tên, chưa rõ, theo lĩnh vực."""
    # Imported here, because no other command reads Excel.
    from generator.importers import excel_list, kept_list
    from generator.reports import coverage as report
    from generator.views import coverage as view

    known_format(form, report.FORMATS)
    read = excel_list.read(file)
    if read.problems:
        click.echo("\n".join(map(reporting.line, read.problems)), err=True)
    if errors(read.problems):
        raise Failed("Không đọc được danh sách nên không so.")
    listed = kept_list.listed(read.entries.values())
    catalogue = load_checked(root, today, Cache(root), summary=form == "text").catalogue
    assert catalogue
    found = view.of(listed, catalogue, today)
    click.echo(report.as_json(found) if form == "json" else report.text(found))
    if name is not None:
        try:
            kept = kept_list.keep(root, name, listed, today)
        except kept_list.CannotKeep as error:
            raise Failed(f"Chưa ghi danh sách vào kho: {error}.") from None
        click.echo(f"Đã ghi danh sách vào kho: {kept.as_posix()}", err=form == "json")
    if strict and found.missing:
        raise SystemExit(1)
