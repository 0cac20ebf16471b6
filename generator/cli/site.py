"""`check`, `build`, `serve` and `nginx`: the data, the site made from it and who shows it."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath

import click

from generator import loading, reporting, wording
from generator.cache import Cache
from generator.cli.options import (
    all_option,
    command,
    date_option,
    help_option,
    known_format,
    root_argument,
    unit_option,
)
from generator.cli.running import Failed, load_checked, one_by_one, progress, roots
from generator.problems import Problem, errors
from generator.writing import SITE, NotOurs, check_place


@command()
@root_argument
@click.option(
    "--format", "form", metavar="DẠNG", default="text", help="Cách in kết quả: text, json, github hoặc gitlab."
)
@unit_option
@all_option
@date_option
@help_option
def check(root: Path, form: str, unit: str | None, every: bool, today: date) -> None:
    """Đọc và kiểm tra mọi tệp, kể hết các lỗi theo tệp, dòng, cột."""
    known_format(form, reporting.FORMATS)
    found: list[Problem] = []
    files = 0
    for one in roots(root, unit, every):
        kept = Cache(one)
        with progress("Đang kiểm tra") as step:
            loaded = loading.load(one, today, kept, step)
        if one.is_dir():
            kept.save()
        found += loaded.problems
        files += loaded.files
    # What is wrong with a layer is wrong for every unit, and told once.
    click.echo(reporting.report(sorted(set(found)), files, form))
    if found and form == "text":
        click.echo("Chưa hiểu tên trong ngoặc vuông thì xem sổ tay, trang can-bo/thong-bao/ của trang mạng.", err=True)
    if errors(found):
        raise SystemExit(1)


@command()
@root_argument
@click.option(
    "--out",
    metavar="THƯ MỤC",
    default=None,
    type=click.Path(path_type=Path),
    help="Nơi đặt trang, mặc định là ROOT/site.",
)
@unit_option
@all_option
@date_option
@help_option
def build(root: Path, out: Path | None, unit: str | None, every: bool, today: date) -> None:
    """Kiểm tra rồi dựng trang; có lỗi thì trang cũ giữ nguyên."""
    one_by_one(
        roots(root, unit, every), lambda one: _build(one, out / one.name if out and every else out or one / SITE, today)
    )


def _build(root: Path, target: Path, today: date) -> None:
    kept = Cache(root)
    loaded = load_checked(root, today, kept)
    assert loaded.catalogue
    # Imported here, because mkdocs takes longer to start than a check takes to run.
    from generator.site import form
    from generator.site.plugin import BuildFailed, build_site

    try:
        check_place(root, target, SITE)
        with progress("Đang dựng trang") as step:
            build_site(root, target, today, loaded, kept, step)
    except (BuildFailed, NotOurs) as error:
        raise Failed(str(error)) from error
    count = wording.number(len(loaded.catalogue.procedures))
    click.echo(f"Đã dựng trang với {count} thủ tục: {(target / 'index.html').as_posix()}")
    if form.program() is None:
        click.echo("Trang can-bo/sua/ chưa có biểu mẫu: cài Node.js, chạy make form rồi dựng lại.")


@command()
@root_argument
@click.option(
    "--address",
    metavar="MÁY:CỔNG",
    default="127.0.0.1:8000",
    show_default=False,
    help="Địa chỉ xem thử, mặc định 127.0.0.1:8000.",
)
@date_option
@help_option
def serve(root: Path, address: str, today: date) -> None:
    """Xem thử ngay khi sửa; bản ghi sai thì trang báo sai ở đâu."""
    host, _, port = address.rpartition(":")
    if not _is_host(host) or not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise click.UsageError(f'địa chỉ "{address}" không đúng; viết ví dụ 127.0.0.1:8000')
    _check_free(host, int(port))
    catalogue = loading.load(root, today).catalogue
    if not (root / loading.FOLDER).is_dir():
        load_checked(root, today, Cache(None))
    path = catalogue.unit.base_path if catalogue else "/"
    from generator.site.plugin import BuildFailed, serve_site

    shown = f"[{host}]:{port}" if ":" in host else address
    click.echo(f"Mở http://{shown}{path} để xem; sửa tệp thì trang tự đổi; nhấn Ctrl+C để dừng.")
    try:
        serve_site(root, today, address)
    except BuildFailed as error:
        raise Failed(str(error)) from error


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


@command()
@root_argument
@click.option(
    "--site", metavar="THƯ MỤC", required=True, type=PurePosixPath, help="Trang nằm ở thư mục nào trên máy chủ."
)
@click.option("--port", metavar="CỔNG", default=8080, type=click.IntRange(1, 65535), help="Cổng, mặc định 8080.")
@click.option("--brotli", is_flag=True, help="Máy chủ có mô-đun brotli: gửi cả tệp .br nén sẵn.")
@date_option
@help_option
def nginx(root: Path, site: PurePosixPath, port: int, brotli: bool, today: date) -> None:
    """In cấu hình nginx cho nơi tự đặt máy chủ; ghi vào tệp trong conf.d của nginx."""
    catalogue = load_checked(root, today, Cache(root), summary=False).catalogue
    assert catalogue
    from generator.site.nginx import UnusableFolder, configuration

    try:
        click.echo(configuration(catalogue.unit, site, port, brotli), nl=False)
    except UnusableFolder as error:
        raise click.UsageError(str(error)) from None
