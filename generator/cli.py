"""The command line, and the only module that prints.

Exit codes: 0 all is well, 1 there are problems, 2 the command was not understood.
"""

from __future__ import annotations

import errno
import gc
import ipaddress
import re
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from generator import __version__, loading, reporting, wording
from generator.cache import Cache
from generator.loading import Loaded
from generator.problems import errors
from generator.reading import os_error_words
from generator.records import Catalogue, Condition, Hung, UnitKind
from generator.register import choosing, entering
from generator.register.entering import Entry

if TYPE_CHECKING:
    from generator.founding.answers import Answers
    from generator.posters.building import Built
    from generator.posters.printing import Order

_OBJECTS_BEFORE_COLLECTING = 500_000
_MOST_MONTHS = 1200

F = TypeVar("F", bound=Callable[..., Any])


class Failed(Exception):
    """The command can't go on; what there is to say is the message."""


class _Words:
    """click's own words in Vietnamese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = ctx.command.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._section("Tùy chọn", click.Option, ctx, formatter)
        if isinstance(ctx.command, click.Group):
            ctx.command.format_commands(ctx, formatter)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._section("Tham số", click.Argument, ctx, formatter)

    def _section(
        self, title: str, kind: type[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        parameters = [one for one in ctx.command.get_params(ctx) if isinstance(one, kind)]
        records = [record for one in parameters if (record := one.get_help_record(ctx))]
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


class _Command(_Words, click.Command):
    """A command that speaks Vietnamese."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[TÙY CHỌN]", **settings})


class _Group(_Words, click.Group):
    """The group of all commands, speaking Vietnamese."""

    command_class = _Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(200)) for name in self.commands])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise click.UsageError(f'không có lệnh "{args[0]}"; các lệnh: {", ".join(self.commands)}', ctx)
        return super().resolve_command(ctx, args)


def _help(function: F) -> F:
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


_root = click.argument(
    "root", metavar="[ROOT]", default=".", type=click.Path(path_type=Path), help="Thư mục kho dữ liệu của xã."
)
_date = click.option(
    "--date", "today", metavar="NGÀY", callback=_day, help="Làm như hôm nay là ngày này (năm-tháng-ngày)."
)


@click.group(cls=_Group, subcommand_metavar="LỆNH [THAM SỐ]...", options_metavar="[TÙY CHỌN]")
@click.version_option(__version__, "--version", message="niemyet %(version)s", help="In số phiên bản rồi thoát.")
@_help
def cli() -> None:
    """Niêm Yết: thủ tục hành chính của xã, từ tệp YAML thành trang mạng và áp phích có mã QR.

    ROOT là thư mục kho dữ liệu của xã, không ghi thì là thư mục đang đứng.
    """


@cli.command()
@_root
@click.option("--format", "form", metavar="DẠNG", default="text", help="Cách in kết quả: text, json hoặc github.")
@_date
@_help
def check(root: Path, form: str, today: date) -> None:
    """Đọc và kiểm tra mọi tệp, kể hết các lỗi theo tệp, dòng, cột."""
    _known_format(form, reporting.FORMATS)
    kept = Cache(root)
    with _progress("Đang kiểm tra") as step:
        loaded = loading.load(root, today, kept, step)
    if root.is_dir():
        kept.save()
    click.echo(reporting.report(loaded.problems, loaded.files, form))
    if loaded.catalogue is None:
        raise SystemExit(1)


def _known_format(form: str, known: tuple[str, ...]) -> None:
    if form not in known:
        raise click.UsageError(f'không có dạng "{form}"; chọn một trong: {", ".join(known)}')


@cli.command()
@_root
@click.option(
    "--out",
    metavar="THƯ MỤC",
    default=None,
    type=click.Path(path_type=Path),
    help="Nơi đặt trang, mặc định là ROOT/site.",
)
@_date
@_help
def build(root: Path, out: Path | None, today: date) -> None:
    """Kiểm tra rồi dựng trang; có lỗi thì trang cũ giữ nguyên."""
    kept = Cache(root)
    loaded = _load(root, today, kept)
    assert loaded.catalogue
    # Imported here, because mkdocs takes longer to start than a check takes to run.
    from generator.site.plugin import BuildFailed, build_site
    from generator.writing import SITE, NotOurs, check_place

    target = out or root / SITE
    try:
        check_place(root, target, SITE)
        with _progress("Đang dựng trang") as step:
            build_site(root, target, today, loaded, kept, step)
    except (BuildFailed, NotOurs) as error:
        raise Failed(str(error)) from error
    count = wording.number(len(loaded.catalogue.procedures))
    click.echo(f"Đã dựng trang với {count} thủ tục: {(target / 'index.html').as_posix()}")


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


@cli.command()
@_root
@_posters_out
@_printing
@_copies
@click.option("--design", metavar="KIỂU", default=None, help="Chỉ làm kiểu tờ này, ví dụ to-thon hoặc to-thon-A4.")
@click.option("--place", metavar="NƠI", default=None, help="Chỉ làm các tờ của nơi này, ví dụ thon-dinh.")
@_date
@_help
def posters(
    root: Path,
    out: Path | None,
    printing: bool,
    copies: int | None,
    design: str | None,
    place: str | None,
    today: date,
) -> None:
    """Kiểm tra rồi làm áp phích PDF; mọi mã QR được đọc lại để chứng minh là đúng."""
    kept = Cache(root)
    catalogue = _load(root, today, kept).catalogue
    assert catalogue
    kept.save()
    from generator.posters.building import Choice
    from generator.posters.printing import Order

    _make_posters(catalogue, root, out, today, Order(printing, copies, Choice(design, place)))


@cli.command()
@_root
@_posters_out
@_printing
@_copies
@_date
@_help
def reprint(root: Path, out: Path | None, printing: bool, copies: int | None, today: date) -> None:
    """Kể các tờ đã in mà nay có điều không còn đúng, vì sao, rồi làm lại đúng những tờ ấy."""
    kept = Cache(root)
    catalogue = _load(root, today, kept).catalogue
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
            click.echo(f"  {sheet.design}, {sheet.path} lần in {sheet.number}, ngày {sheet.day}{where}:")
            for told in sheet.changes:
                click.echo(f"    {told.subject}: {' '.join(told.sentences)}")
            if sheet.better:
                click.echo(f"    Lần in {sheet.better} đã đúng: hãy treo thay tờ này.")
    wanted = {(one.design, one.path) for place in found for one in place.sheets if one.better is None}
    if not wanted:
        return
    from generator.posters.printing import Order

    chosen = Order(printing, copies, wanted=lambda job: (job.kind, job.page.path if job.page else "") in wanted)
    built = _make_posters(catalogue, root, out, today, chosen)
    made = {(paper.job.kind, paper.job.page.path) for paper in built.papers if paper.job.page}
    for design, path in sorted(wanted - made):
        click.echo(f"{design}, {path}: không còn tờ này để in lại; hãy gỡ xuống.")


def _make_posters(catalogue: Catalogue, root: Path, out: Path | None, today: date, order: Order) -> Built:
    """Make the posters of an order and say what came of it."""
    from generator.posters import printing
    from generator.posters.building import UnknownChoice
    from generator.writing import NotOurs

    if order.copies is not None and not (order.printing and order.copies > 0):
        raise click.UsageError("--copies đi cùng --print và là số bản, từ 1")
    try:
        with _progress("Đang làm áp phích") as step:
            target, built = printing.make(catalogue, root, out, today, order, step)
    except (printing.CannotPrint, NotOurs, UnknownChoice) as error:
        raise Failed(str(error)) from None
    for note in built.notes:
        click.echo(note, err=True)
    if built.problems:
        click.echo("\n".join(map(str, built.problems)))
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


@cli.command()
@click.argument(
    "before", metavar="A", help="Bản trước: tên nhánh, thẻ, mã của một bản Git (main, HEAD~3), hoặc thư mục."
)
@click.argument("after", metavar="B", help="Bản sau, cũng vậy.")
@_root
@click.option("--format", "form", metavar="DẠNG", default="text", help="Cách in kết quả: text, markdown hoặc json.")
@_date
@_help
def diff(before: str, after: str, root: Path, form: str, today: date) -> None:
    """Nói bằng lời hai bản của kho dữ liệu khác nhau điều gì đối với bà con."""
    from generator.reports import differences as report
    from generator.revisions import CannotOpen, opened
    from generator.views import differences

    _known_format(form, report.FORMATS)
    try:
        with opened(before, root) as old, opened(after, root) as new:
            sides = [
                (side, loading.load(side.root, today, Cache(None if side.temporary else side.root)))
                for side in (old, new)
            ]
            found = [loaded.catalogue for _, loaded in sides if loaded.catalogue]
            for side, loaded in sides:
                if loaded.catalogue is None:
                    told = reporting.report(errors(loaded.problems), loaded.files, "text")
                    click.echo(f"Bản {side.name} có lỗi:\n{side.named(told)}")
            if len(found) < len(sides):
                raise Failed("Chưa so sánh được vì dữ liệu có lỗi; hãy sửa lỗi hoặc chọn bản khác.")
    except CannotOpen as error:
        raise Failed(str(error)) from None
    click.echo(report.report(differences.of(found[0], found[1], today), before, after, form))


@cli.command()
@_root
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
@_date
@_help
def stale(root: Path, months: int | None, law: str | None, form: str, today: date) -> None:
    """Kể những gì phải xem lại: lâu chưa đối chiếu, căn cứ hết hiệu lực, sắp thay đổi trong 60 ngày."""
    from generator.reports import freshness as report
    from generator.views import freshness

    _known_format(form, report.FORMATS)
    if months is not None and not 0 < months <= _MOST_MONTHS:
        raise click.UsageError(f"--months là số tháng, từ 1 đến {_MOST_MONTHS}")
    if law is not None and (months is not None or not law.strip()):
        raise click.UsageError("--law cần số hiệu văn bản, ví dụ 75/2022/TT-BTC, và không đi cùng --months")
    catalogue = _load(root, today, Cache(root), summary=form == "text").catalogue
    assert catalogue
    if law is not None:
        click.echo(report.resting(freshness.resting_on(catalogue, law, today), law.strip(), form))
    else:
        click.echo(report.report(freshness.of(catalogue, today, months or freshness.MONTHS), form))


@cli.command()
@_root
@click.option(
    "--address",
    metavar="MÁY:CỔNG",
    default="127.0.0.1:8000",
    show_default=False,
    help="Địa chỉ xem thử, mặc định 127.0.0.1:8000.",
)
@_date
@_help
def serve(root: Path, address: str, today: date) -> None:
    """Xem thử ngay khi sửa; bản ghi sai thì trang báo sai ở đâu."""
    host, _, port = address.rpartition(":")
    if not _is_host(host) or not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise click.UsageError(f'địa chỉ "{address}" không đúng; viết ví dụ 127.0.0.1:8000')
    _check_free(host, int(port))
    catalogue = loading.load(root, today).catalogue
    if not (root / loading.FOLDER).is_dir():
        _load(root, today, Cache(None))
    path = catalogue.unit.base_path if catalogue else "/"
    from generator.site.plugin import BuildFailed, serve_site

    shown = f"[{host}]:{port}" if ":" in host else address
    click.echo(f"Mở http://{shown}{path} để xem; sửa tệp thì trang tự đổi; nhấn Ctrl+C để dừng.")
    try:
        serve_site(root, today, address)
    except BuildFailed as error:
        raise Failed(str(error)) from error


@cli.command("import")
@click.argument(
    "files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path), help="Tệp hoặc thư mục JSON."
)
@click.option(
    "--into",
    "root",
    metavar="ROOT",
    default=".",
    type=click.Path(path_type=Path),
    help="Kho dữ liệu nhận bản ghi, mặc định là thư mục đang đứng.",
)
@_help
def import_(files: tuple[Path, ...], root: Path) -> None:
    """Đọc tệp JSON của Cổng Dịch vụ công quốc gia thành bản ghi YAML; không ghi đè tệp nào."""
    from generator.importers import into_root

    with _progress("Đang nhập") as step:
        done = into_root.bring_in(files, root, step)
    if done.problems:
        click.echo("\n".join(map(str, done.problems)))
    for note in done.notes:
        click.echo(note)
    click.echo(
        f"Đã nhập {wording.number(len(done.written))} thủ tục vào {(root / loading.FOLDER).as_posix()};"
        f" giữ nguyên {wording.number(len(done.kept))} tệp đã có;"
        f" không dùng được {wording.number(done.refused)} tệp."
    )
    if done.not_understood:
        click.echo(
            f"{wording.number(done.not_understood)} chỗ chưa hiểu được ghi là chưa rõ, kèm nguyên văn;"
            " hãy chạy niemyet check để xem từng chỗ và đọc lại."
        )
    if errors(done.problems):
        raise SystemExit(1)


@cli.command()
@click.argument("file", metavar="DANH_SÁCH", type=click.Path(path_type=Path), help="Tệp Excel (.xlsx) tải từ Cổng.")
@_root
@click.option("--strict", is_flag=True, help="Kết thúc với mã 1 khi còn thiếu thủ tục của cấp xã.")
@click.option("--format", "form", metavar="DẠNG", default="text", help="Cách in kết quả: text hoặc json.")
@_date
@_help
def coverage(file: Path, root: Path, strict: bool, form: str, today: date) -> None:
    """So kho dữ liệu với danh sách của Cổng: thiếu, thừa, khác tên, chưa rõ, theo lĩnh vực."""
    # Imported here, because no other command reads Excel.
    from generator.importers import excel_list
    from generator.reports import coverage as report

    _known_format(form, report.FORMATS)
    listed = excel_list.read(file)
    if listed.problems:
        click.echo("\n".join(map(str, listed.problems)), err=True)
    if errors(listed.problems):
        raise Failed("Không đọc được danh sách nên không so.")
    kept = Cache(root)
    with _progress("Đang đọc") as step:
        loaded = loading.load(root, today, kept, step)
    if loaded.catalogue is None:
        click.echo(reporting.report(errors(loaded.problems), loaded.files, "text"), err=True)
        raise Failed("Dữ liệu có lỗi nên không so được.")
    found = report.of(listed.entries, loaded.catalogue, today)
    click.echo(report.as_json(found) if form == "json" else report.text(found))
    if strict and found.missing:
        raise SystemExit(1)


_QUESTIONS = {
    "name": "Tên đơn vị, viết đủ cả loại (ví dụ Xã Hương Xuân):",
    "province": "Tỉnh, thành phố (ví dụ Tỉnh Mẫu):",
    "places": "Các thôn, ấp, khu phố, cách nhau bằng dấu phẩy (ví dụ Thôn Đông, Thôn Đoài):",
    "host": "Tên miền của trang, chưa có thì nhấn Enter:",
    "address": "Địa chỉ trụ sở, chưa rõ thì nhấn Enter:",
    "phone": "Điện thoại hướng dẫn, chưa rõ thì nhấn Enter:",
    "hours": "Giờ làm việc từ thứ Hai đến thứ Sáu (ví dụ 07:30-11:30, 13:30-17:00), chưa rõ thì nhấn Enter:",
}
"""What `new` asks, by what flags name it; the first three need an answer."""
_NEEDED = ("name", "province", "places")
_FIRST_POSTER = "to-thon-A4"


@cli.command()
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Thư mục mới hoặc thư mục trống.")
@click.option("--name", metavar="TÊN", default=None, help="Tên đơn vị, viết đủ cả loại, ví dụ Xã Hương Xuân.")
@click.option("--province", metavar="TÊN", default=None, help="Tỉnh hoặc thành phố.")
@click.option("--places", metavar="TÊN,...", default=None, help="Các thôn, ấp, khu phố, cách nhau bằng dấu phẩy.")
@click.option("--kind", metavar="LOẠI", default=None, help="xa, phuong hoặc dac_khu; không ghi thì theo tên.")
@click.option("--host", metavar="TÊN_MIỀN", default=None, help="Tên miền của trang, nếu đã có.")
@click.option("--address", metavar="ĐỊA_CHỈ", default=None, help="Địa chỉ trụ sở.")
@click.option("--phone", metavar="SỐ", default=None, help="Điện thoại hướng dẫn.")
@click.option(
    "--hours", metavar="GIỜ", default=None, help="Giờ làm việc thứ Hai đến thứ Sáu: 07:30-11:30, 13:30-17:00."
)
@_date
@_help
def new(folder: Path, today: date, kind: str | None, **given: str | None) -> None:
    """Lập kho dữ liệu cho một xã, phường, đặc khu mới: hỏi vài câu, hoặc lấy từ các tùy chọn."""
    from generator.founding import making
    from generator.founding.answers import Answers, Unusable
    from generator.posters.building import Choice
    from generator.posters.printing import Order

    try:
        making.check_place(folder)
    except making.NotEmpty as error:
        raise Failed(str(error)) from error
    kinds = {one.value: one for one in UnitKind}
    if kind and kind not in kinds:
        raise click.UsageError(f'không có loại "{kind}"; chọn một trong: {", ".join(kinds)}')
    asking = sys.stdin.isatty()
    if not asking and (missing := [f"--{key}" for key in _NEEDED if given[key] is None]):
        raise click.UsageError(f"thiếu {', '.join(missing)}")
    answers = Answers(kinds[kind] if kind else None)
    for key, question in _QUESTIONS.items():
        answers = _answered(answers, key, given[key], question if asking else None)
    try:
        making.make(folder, answers, today)
    except (making.NotEmpty, Unusable) as error:
        raise Failed(f"Chưa lập được kho dữ liệu: {error}") from error
    click.echo(f"Đã lập kho dữ liệu: {folder.as_posix()}")
    if not making.start_git(folder):
        click.echo("Máy chưa có Git nên chưa lập sổ theo dõi thay đổi; cài Git rồi chạy git init trong thư mục này.")
    catalogue = _load(folder, today, Cache(folder)).catalogue
    assert catalogue
    _make_posters(catalogue, folder, None, today, Order(choice=Choice(_FIRST_POSTER, catalogue.unit.places[0].code)))
    click.echo(f"Hãy đọc {(folder / 'README.md').as_posix()} rồi điền những chỗ chưa rõ trong don_vi.yaml.")


def _answered(answers: Answers, key: str, given: str | None, question: str | None) -> Answers:
    """The answers with one more, from its flag or else by asking until it can be used; raises `Failed`."""
    from generator.founding.answers import Unusable, unit

    while given is not None or question is not None:
        said = (
            click.prompt(question or "", default="", show_default=False, prompt_suffix=" ") if given is None else given
        )
        one: dict[str, Any] = {key: said}
        more = replace(answers, **one)
        try:
            unit(more, [])
        except Unusable as error:
            if given is not None:
                raise Failed(f"--{key}: {error}.") from error
            click.echo(f"Chưa dùng được: {error}.")
        else:
            return more
    return answers


@cli.command()
@_root
@click.option("--layer", metavar="LỚP", default=None, help="Lớp nhận dữ liệu của --from, ví dụ lop/tinh.")
@click.option(
    "--from",
    "source",
    metavar="THƯ_MỤC",
    default=None,
    type=click.Path(path_type=Path),
    help="Thư mục dữ liệu tỉnh gửi; không ghi thì lấy dữ liệu quốc gia đi kèm chương trình.",
)
@_date
@_help
def update(root: Path, layer: str | None, source: Path | None, today: date) -> None:
    """Nhận bản mới của dữ liệu quốc gia hoặc của tỉnh; lời của xã giữ nguyên."""
    from generator.founding import renewing, shipped

    if (layer is None) != (source is None):
        raise click.UsageError("--layer đi cùng --from")
    try:
        brought = {layer: shipped.given(layer, source)} if layer and source else shipped.folders_of(root)
    except shipped.NoLayer as error:
        raise Failed(str(error)) from error
    if not (root / loading.FOLDER).is_dir():
        _load(root, today, Cache(None))
    for name, files in brought.items():
        done = renewing.renew(root / name, files)
        click.echo(
            f"{name}: thêm {wording.number(len(done.added))} tệp, thay {wording.number(len(done.changed))} tệp,"
            f" giữ {wording.number(len(done.kept))} tệp xã đã sửa hoặc xóa."
        )
        for path in done.kept:
            click.echo(f"  Giữ nguyên {name}/{path}; muốn nhận bản mới thì chuyển lời của xã sang procedures_yaml.")
        for path in done.gone:
            click.echo(f"  {name}/{path}: bản mới không còn tệp này; tệp vẫn giữ nguyên.")
    if layer and root / layer not in loading.layers(root, Cache(None), []):
        click.echo(f"Lớp này chưa được dùng: hãy thêm {layer} vào dòng lop của {loading.FOLDER}/{loading.UNIT}.")
    _load(root, today, Cache(root))


def _is_host(text: str) -> bool:
    """Whether a text is `localhost` or an address in numbers, which is what the preview's server takes."""
    with suppress(ValueError):
        return text == "localhost" or bool(ipaddress.ip_address(text))
    return False


def _check_free(host: str, port: int) -> None:
    """Raises `Failed` where the preview could not be shown, before anything is built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: "cổng này đang có chương trình khác dùng; hãy chọn cổng khác, ví dụ 127.0.0.1:8001",
            errno.EACCES: "máy không cho dùng cổng này; hãy chọn cổng lớn hơn 1023, ví dụ 127.0.0.1:8000",
        }
        why = reasons.get(error.errno or 0, "máy này không có địa chỉ ấy; hãy dùng 127.0.0.1:8000")
        raise Failed(f"Không xem thử được ở {host}:{port}: {why}.") from error


_sheets = click.argument(
    "sheets",
    metavar="TỜ...",
    nargs=-1,
    required=True,
    help="Địa chỉ in cạnh mã, ví dụ N/THON-DINH/3, hoặc tên tệp trong sổ.",
)
_root_option = click.option(
    "--root",
    metavar="ROOT",
    default=".",
    type=click.Path(path_type=Path),
    help="Kho dữ liệu của xã, mặc định là thư mục đang đứng.",
)
_design = click.option("--design", metavar="KIỂU", default=None, help="Kiểu tờ, khi một lần in có nhiều kiểu.")
_place = click.option("--place", metavar="MÃ", default=None, help="Mã thôn, ấp, khu phố hoặc nơi tiếp nhận hồ sơ.")
_reason = click.option("--reason", metavar="LÝ DO", default=None, help="Vì sao; không ghi tên riêng của ai.")


@cli.command()
@_sheets
@_root_option
@_design
@_place
@click.option("--at", "spot", metavar="CHỖ", default=None, help="Treo ở chỗ nào, ví dụ bảng tin trước nhà văn hóa.")
@_date
@_help
def hung(
    sheets: tuple[str, ...], root: Path, design: str | None, place: str | None, spot: str | None, today: date
) -> None:
    """Ghi vào sổ: đã treo những tờ này."""
    catalogue = _load(root, today, Cache(root)).catalogue
    assert catalogue
    new = []
    for sheet in sheets:
        printed = choosing.printed(catalogue.register, sheet, design)
        choosing.in_order(today, printed.day, "ngày in")
        where, usual = choosing.place(catalogue, printed, place)
        new.append(Hung("", today, printed.code, where, spot or usual))
    _enter(root, [entering.hung(one) for one in new])
    for old in choosing.replaced(catalogue.register, new):
        click.echo(f"Sổ còn ghi tờ cũ đang treo ở {old.place}: gỡ rồi thì chạy niemyet taken-down {old.code}")


@cli.command()
@_sheets
@_root_option
@_design
@_place
@click.option(
    "--condition",
    metavar="TÌNH TRẠNG",
    default=Condition.WHOLE.value,
    help="nguyen_ven (mặc định), bi_dan_de, rach_mo hoặc mat.",
)
@click.option("--note", metavar="GHI CHÚ", default=None, help="Điều cần biết thêm; không ghi tên riêng của ai.")
@_date
@_help
def inspected(
    sheets: tuple[str, ...],
    root: Path,
    design: str | None,
    place: str | None,
    condition: str,
    note: str | None,
    today: date,
) -> None:
    """Ghi vào sổ: đã đi kiểm tra những tờ này."""
    if condition not in (known := [one.value for one in Condition]):
        raise click.UsageError(f'không có tình trạng "{condition}"; chọn một trong: {", ".join(known)}')
    found = _hanging(root, sheets, design, place, today)
    _enter(root, [entering.inspected(today, one.code, Condition(condition), note) for one in found])


@cli.command("taken-down")
@_sheets
@_root_option
@_design
@_place
@_reason
@_date
@_help
def taken_down(
    sheets: tuple[str, ...], root: Path, design: str | None, place: str | None, reason: str | None, today: date
) -> None:
    """Ghi vào sổ: đã gỡ những tờ này."""
    found = _hanging(root, sheets, design, place, today)
    _enter(root, [entering.taken_down(today, one.code, reason) for one in found])


def _hanging(root: Path, sheets: tuple[str, ...], design: str | None, place: str | None, today: date) -> list[Hung]:
    register = loading.load(root, today, Cache(root)).register
    found = [choosing.hanging(register, sheet, design, place) for sheet in sheets]
    for one in found:
        choosing.in_order(today, one.day, "ngày treo")
    return found


@cli.command("taken-back")
@_sheets
@_root_option
@_design
@_reason
@_date
@_help
def taken_back(sheets: tuple[str, ...], root: Path, design: str | None, reason: str | None, today: date) -> None:
    """Ghi vào sổ: đã thu hồi mọi bản của những lần in này."""
    register = loading.load(root, today, Cache(root)).register
    found = [choosing.printed(register, sheet, design) for sheet in sheets]
    for one in found:
        choosing.in_order(today, one.day, "ngày in")
    _enter(root, [entering.taken_back(today, one.code, reason) for one in found])


@cli.command()
@click.argument("procedures", metavar="MÃ...", nargs=-1, required=True, help="Mã các thủ tục đã đọc.")
@_root_option
@click.option(
    "--place", "places", metavar="MÃ", multiple=True, help="Nơi nghe loa, ghi nhiều lần được; không ghi là mọi nơi."
)
@_date
@_help
def announced(procedures: tuple[str, ...], root: Path, places: tuple[str, ...], today: date) -> None:
    """Ghi vào sổ: đã đọc những thủ tục này trên loa."""
    catalogue = _load(root, today, Cache(root)).catalogue
    assert catalogue
    known = [one.code for one in catalogue.unit.places if one.lifetime.includes(today)]
    for code in [one for one in procedures if one not in catalogue.procedures]:
        raise Failed(f'Không có thủ tục nào mã "{code}".')
    for code in [one for one in places if one not in known]:
        raise Failed(f'Không có nơi nào mã "{code}"; các nơi: {", ".join(known)}.')
    _enter(root, [entering.announced(today, places or known, procedures)])


def _enter(root: Path, entries: list[Entry]) -> None:
    with entering.added(root, entries) as files:
        for file in files:
            click.echo(f"Đã ghi vào sổ: {file.as_posix()}")


def _load(root: Path, today: date, kept: Cache, summary: bool = True) -> Loaded:
    """A checked catalogue, or all its errors on the console and exit code 1; `summary` tells of warnings."""
    with _progress("Đang kiểm tra") as step:
        loaded = loading.load(root, today, kept, step)
    if loaded.catalogue is None:
        click.echo(reporting.report(errors(loaded.problems), loaded.files, "text"))
        raise Failed("Dữ liệu có lỗi nên không làm tiếp; kết quả cũ giữ nguyên.")
    if loaded.problems and summary:
        click.echo(reporting.summary(loaded.problems, loaded.files) + " Xem bằng lệnh niemyet check.")
    return loaded


@contextmanager
def _progress(words: str) -> Iterator[Callable[[int, int], None]]:
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


def main() -> NoReturn:
    """Run the command line; every failure ends in a message and an exit code, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console of code page 1258 can't print "ệ".
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, _interrupt)
    # Records live until the end: looking through them for rubbish again and again takes a tenth of a build.
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    raise SystemExit(_run())


def _run() -> int:
    try:
        cli.main(standalone_mode=False)
    except click.UsageError as error:
        click.echo(f"Lệnh chưa đúng: {_usage_words(error)}.\nXem hướng dẫn: niemyet --help", err=True)
        return 2
    except (click.exceptions.Exit, SystemExit) as error:
        code = getattr(error, "exit_code", getattr(error, "code", 0))
        return code if isinstance(code, int) else 0
    except (Failed, choosing.Unclear, entering.CannotEnter) as error:
        click.echo(str(error), err=True)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Đã dừng giữa chừng; kết quả cũ giữ nguyên.", err=True)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        name = f" {Path(str(error.filename)).as_posix()}" if error.filename else ""
        click.echo(f"Không đọc hoặc ghi được{name}: {os_error_words(error)}; kết quả cũ giữ nguyên.", err=True)
    except Exception as error:
        click.echo(
            f"Chương trình gặp lỗi của chính nó ({type(error).__name__}: {error}); kết quả cũ giữ nguyên."
            " Xin báo cho người phát triển kèm dòng này.",
            err=True,
        )
    else:
        return 0
    return 1


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _usage_words(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f'không có tùy chọn "{error.option_name}"'
    if isinstance(error, click.MissingParameter):
        return f"thiếu {error.param.make_metavar(error.ctx) if error.param and error.ctx else 'tham số'}"
    if isinstance(error, click.BadOptionUsage):
        return f'tùy chọn "{error.option_name}" cần một giá trị'
    if isinstance(error, click.BadParameter):
        # The option as it is typed; click's own words are English.
        return f"giá trị của {error.param.opts[-1] if error.param else 'tham số'} không dùng được"
    if error.message.startswith("Got unexpected extra"):
        return "thừa tham số"
    return error.message
