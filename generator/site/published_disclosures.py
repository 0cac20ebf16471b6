"""The register of disclosures as a table that Excel opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.records import Catalogue
from generator.site.published_data import FOLDER, excel_table
from generator.views import disclosure
from generator.views.disclosure import Heard, Posted

CSV = f"{FOLDER}so-niem-yet.csv"
_HEAD = (
    *("Quý", "Cách công khai", "Nội dung", "Mã thủ tục", "Lần in", "Nơi", "Chỗ treo"),
    *("Từ ngày", "Đến ngày", "Số ngày", "Kết luận"),
)


def files(catalogue: Catalogue, today: date) -> Iterator[tuple[str, bytes]]:
    """Path and content of the table; none where nothing was disclosed yet."""
    rows = [
        (quarter.name, *row)
        for quarter in disclosure.of(catalogue, today).quarters
        for row in (*map(_posted, quarter.posted), *map(_heard, quarter.heard))
    ]
    if rows:
        yield CSV, excel_table([_HEAD, *rows])


def _posted(one: Posted) -> tuple[str | int, ...]:
    codes = ", ".join(one.codes)
    end = one.end or "đang treo"
    return ("niêm yết", one.what, codes, one.prints, one.place, one.spots, one.start, end, one.days, one.verdict)


def _heard(one: Heard) -> tuple[str | int, ...]:
    places = ", ".join(one.places)
    return ("phát thanh", one.what, one.code, "", places, "", one.dates, "", one.days, one.verdict)
