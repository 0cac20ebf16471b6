"""`bulletin`: what is read out on the loudspeakers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from generator.cache import Cache
from generator.cli.options import command, date_option, help_option, root_argument
from generator.cli.running import Failed, load_checked

_SOUND = ".wav"
_YEARS = range(2000, 2200)
"""Years that are meant; holidays are known for no others."""


def _month(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", value)
    if found is None or int(found[1]) not in _YEARS:
        raise click.UsageError(f'tháng "{value}" không đúng; viết theo thứ tự năm-tháng, ví dụ 2026-11')
    return date(int(found[1]), int(found[2]), 1)


@command()
@root_argument
@click.option(
    "--month", metavar="THÁNG", callback=_month, help="Bản tin của tháng này (năm-tháng), mặc định là tháng này."
)
@click.option(
    "--out",
    metavar="TỆP",
    default=None,
    type=click.Path(path_type=Path),
    help="Ghi bản tin vào tệp này, chỉ có lời đọc.",
)
@click.option(
    "--speak",
    metavar="TỆP.wav",
    default=None,
    type=click.Path(path_type=Path),
    help="Đọc thành tiếng vào tệp này; máy phải có espeak-ng.",
)
@date_option
@help_option
def bulletin(root: Path, month: date | None, out: Path | None, speak: Path | None, today: date) -> None:
    """Viết bản tin cho loa của thôn: kết quả tháng, thủ tục thay đổi, ngày nghỉ, một điều nên biết."""
    if speak is not None and speak.suffix.lower() != _SOUND:
        raise click.UsageError(f"tệp tiếng phải có đuôi {_SOUND}, ví dụ ban-tin{_SOUND}")
    if today.year not in _YEARS:
        raise click.UsageError(f"không làm bản tin của năm {today.year} được; hãy ghi --date của năm nay")
    catalogue = load_checked(root, today, Cache(root), summary=False).catalogue
    assert catalogue
    from generator import speech
    from generator.views import bulletin as view
    from generator.writing import write_file

    found = view.of(catalogue, month or today, today)
    if out is None:
        click.echo(found.text)
    else:
        write_file(out, found.text.encode())
        click.echo(f"Đã ghi bản tin: {out.as_posix()}")
    minutes, rest = divmod(found.seconds, 60)
    length = f"{minutes} phút {rest} giây" if minutes else f"{rest} giây"
    click.echo(
        f"Đọc hết khoảng {found.seconds} giây ({length}), {found.count} câu, tính {found.words_a_minute} tiếng một phút."
    )
    if speak is not None:
        try:
            speech.speak(found.text, speak)
        except speech.CannotSpeak as reason:
            raise Failed(str(reason)) from None
        click.echo(f"Đã đọc thành tiếng: {speak.as_posix()}")
