"""`hung`, `inspected`, `taken-down`, `taken-back` and `announced`: what happened to the sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import loading
from generator.cache import Cache
from generator.cli.options import command, date_option, help_option, root_option
from generator.cli.running import Failed, load_checked
from generator.records import Condition, Hung
from generator.register import choosing, entering
from generator.register.entering import Entry

_sheets = click.argument(
    "sheets",
    metavar="TỜ...",
    nargs=-1,
    required=True,
    help="Địa chỉ in cạnh mã, ví dụ N/THON-DINH/3, hoặc tên tệp trong sổ.",
)


_design = click.option("--design", metavar="KIỂU", default=None, help="Kiểu tờ, khi một lần in có nhiều kiểu.")


_place = click.option("--place", metavar="MÃ", default=None, help="Mã thôn, ấp, khu phố hoặc nơi tiếp nhận hồ sơ.")


_reason = click.option("--reason", metavar="LÝ DO", default=None, help="Vì sao; không ghi tên riêng của ai.")


@command()
@_sheets
@root_option
@_design
@_place
@click.option("--at", "spot", metavar="CHỖ", default=None, help="Treo ở chỗ nào, ví dụ bảng tin trước nhà văn hóa.")
@date_option
@help_option
def hung(
    sheets: tuple[str, ...], root: Path, design: str | None, place: str | None, spot: str | None, today: date
) -> None:
    """Ghi vào sổ: đã treo những tờ này."""
    catalogue = load_checked(root, today, Cache(root)).catalogue
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


@command()
@_sheets
@root_option
@_design
@_place
@click.option(
    "--condition",
    metavar="TÌNH TRẠNG",
    default=Condition.WHOLE.value,
    help="nguyen_ven (mặc định), bi_dan_de, rach_mo hoặc mat.",
)
@click.option("--note", metavar="GHI CHÚ", default=None, help="Điều cần biết thêm; không ghi tên riêng của ai.")
@date_option
@help_option
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


@command("taken-down")
@_sheets
@root_option
@_design
@_place
@_reason
@date_option
@help_option
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


@command("taken-back")
@_sheets
@root_option
@_design
@_reason
@date_option
@help_option
def taken_back(sheets: tuple[str, ...], root: Path, design: str | None, reason: str | None, today: date) -> None:
    """Ghi vào sổ: đã thu hồi mọi bản của những lần in này."""
    register = loading.load(root, today, Cache(root)).register
    found = [choosing.printed(register, sheet, design) for sheet in sheets]
    for one in found:
        choosing.in_order(today, one.day, "ngày in")
    _enter(root, [entering.taken_back(today, one.code, reason) for one in found])


@command()
@click.argument("procedures", metavar="MÃ...", nargs=-1, required=True, help="Mã các thủ tục đã đọc.")
@root_option
@click.option(
    "--place", "places", metavar="MÃ", multiple=True, help="Nơi nghe loa, ghi nhiều lần được; không ghi là mọi nơi."
)
@date_option
@help_option
def announced(procedures: tuple[str, ...], root: Path, places: tuple[str, ...], today: date) -> None:
    """Ghi vào sổ: đã đọc những thủ tục này trên loa."""
    catalogue = load_checked(root, today, Cache(root)).catalogue
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
