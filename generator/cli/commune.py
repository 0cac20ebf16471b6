"""`new`, `update` and `import`: a commune's folder of data, and what comes into it from outside."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import loading, reporting, units, wording
from generator.cache import Cache
from generator.cli.options import command, date_option, help_option, root_argument
from generator.cli.printing import make_posters
from generator.cli.running import Failed, load_checked, one_by_one, progress
from generator.problems import errors
from generator.records import UnitKind

if TYPE_CHECKING:
    from generator.founding.answers import Answers


@command("import")
@click.argument(
    "files",
    metavar="TỆP...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="Trang chép từ Cổng (.txt), tệp .json, danh sách Excel (.xlsx), hoặc thư mục chứa chúng.",
)
@click.option(
    "--into",
    "root",
    metavar="ROOT",
    default=".",
    type=click.Path(path_type=Path),
    help="Kho dữ liệu nhận bản ghi, mặc định là thư mục đang đứng.",
)
@help_option
def import_(files: tuple[Path, ...], root: Path) -> None:
    """Nhập thủ tục từ Cổng Dịch vụ công quốc gia thành bản ghi YAML; lời cán bộ đã viết luôn được giữ."""
    from generator.importers import into_root

    with progress("Đang nhập") as step:
        done = into_root.bring_in(files, root, step)
    for line in (*map(reporting.line, done.problems), *done.notes):
        click.echo(line)
    named = [(file, "đã tạo") for file in done.written] + [(file, "đã có, giữ nguyên") for file in done.kept]
    if len(named) <= _MOST_NAMED:
        for file, words in named:
            click.echo(f"{file.as_posix()} {words}.")
    if len(done.doubts) <= _MOST_NAMED:
        for doubt in done.doubts:
            click.echo(reporting.line(doubt))
    click.echo(
        f"Đã nhập {wording.number(len(done.written))} thủ tục vào {(root / loading.FOLDER).as_posix()};"
        f" cập nhật {wording.number(len(done.updated))} tệp,"
        f" giữ nguyên {wording.number(len(done.kept))} tệp đã có;"
        f" không dùng được {wording.number(done.refused)} tệp."
    )
    if done.doubts:
        click.echo(
            f"{wording.number(len(done.doubts))} chỗ cán bộ cần xem, chỗ chưa hiểu được ghi là chưa rõ kèm nguyên văn;"
            " hãy chạy niemyet check để xem từng chỗ."
        )
    if errors(done.problems):
        raise SystemExit(1)


_MOST_NAMED = 20
"""More files or doubts than these say less one by one than as a number."""

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


@command()
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
@date_option
@help_option
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
    catalogue = load_checked(folder, today, Cache(folder)).catalogue
    assert catalogue
    make_posters(catalogue, folder, None, today, Order(choice=Choice(_FIRST_POSTER, catalogue.unit.places[0].code)))
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


@command()
@root_argument
@click.option("--layer", metavar="LỚP", default=None, help="Lớp nhận dữ liệu của --from, ví dụ lop/tinh.")
@click.option(
    "--from",
    "source",
    metavar="THƯ_MỤC",
    default=None,
    type=click.Path(path_type=Path),
    help="Thư mục dữ liệu tỉnh gửi; không ghi thì lấy dữ liệu quốc gia đi kèm chương trình.",
)
@date_option
@help_option
def update(root: Path, layer: str | None, source: Path | None, today: date) -> None:
    """Nhận bản mới của dữ liệu quốc gia hoặc của tỉnh; lời của xã giữ nguyên."""
    from generator.founding import renewing, shipped

    if (layer is None) != (source is None):
        raise click.UsageError("--layer đi cùng --from")
    try:
        brought = {layer: shipped.given(layer, source)} if layer and source else shipped.folders_of(root)
    except shipped.NoLayer as error:
        raise Failed(str(error)) from error
    served = [root] if (root / loading.FOLDER).is_dir() else list(units.all(root).values())
    if not served:
        load_checked(root, today, Cache(None))
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
    for one in served:
        if layer and root / layer not in loading.layers(one, Cache(None), []):
            file = (one / loading.FOLDER / loading.UNIT).as_posix()
            click.echo(f"Lớp này chưa được dùng: hãy thêm {layer} vào dòng lop của {file}.")
    one_by_one(served, lambda one: load_checked(one, today, Cache(one)))
