"""The command line, and the only package that prints.

Exit codes: 0 all is well, 1 there are problems, 2 the command was not understood.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import NoReturn

import click

from generator import __version__
from generator.cli.board import board
from generator.cli.commune import import_, new, update
from generator.cli.options import help_option
from generator.cli.printing import posters, reprint
from generator.cli.register import announced, hung, inspected, taken_back, taken_down
from generator.cli.reports import coverage, diff, stale
from generator.cli.running import Failed
from generator.cli.site import build, check, nginx, serve
from generator.cli.speaking import Group, usage_words
from generator.cli.speech import bulletin
from generator.reading import os_error_words
from generator.register import choosing, entering


@click.group(cls=Group, subcommand_metavar="LỆNH [THAM SỐ]...", options_metavar="[TÙY CHỌN]")
@click.version_option(__version__, "--version", message="niemyet %(version)s", help="In số phiên bản rồi thoát.")
@help_option
def cli() -> None:
    """Niêm Yết: thủ tục hành chính của xã, từ tệp YAML thành trang mạng và áp phích có mã QR.

    ROOT là thư mục kho dữ liệu của xã, không ghi thì là thư mục đang đứng.
    """


for _command in (
    *(check, build, posters, reprint, board, diff, stale, serve, nginx, import_, coverage, new, update),
    *(hung, inspected, taken_down, taken_back, announced, bulletin),
):
    cli.add_command(_command)


def main() -> NoReturn:
    """Run the command line; every failure ends in a message and an exit code, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console of code page 1258 can't print "ệ".
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, _interrupt)
    raise SystemExit(_run())


def _run() -> int:
    try:
        cli.main(standalone_mode=False)
    except click.UsageError as error:
        click.echo(f"Lệnh chưa đúng: {usage_words(error)}.\nXem hướng dẫn: niemyet --help", err=True)
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
        path = Path(str(error.filename or ""))
        # What is made aside has a name that says nothing to anybody; its folder does.
        path = path.parent if ".moi-" in path.name else path
        name = f" {path.as_posix()}" if error.filename else ""
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
