"""What became of the dossiers of a month and of a year, in words: counts first, a share only beside both numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, MonthlyResults, Tally
from generator.tallies import added
from generator.views.frame import Link
from generator.views.picture import Bar, Picture

_DOSSIERS = "hồ sơ"
AT_THE_END = "Số đang giải quyết và quá hạn là của lúc hết tháng."
SUMMED = f"Cộng số của từng tháng. {AT_THE_END[:-1]}; hồ sơ đang giải quyết tháng này có thể đã xong ở tháng sau."


@dataclass(frozen=True)
class Line:
    """One more figure: its name, its numbers in words."""

    name: str
    words: str


@dataclass(frozen=True)
class Row:
    """The tally of a month or a field, in numbers for a table: received, on time, pending, overdue."""

    name: str
    numbers: tuple[str, ...]
    address: Address | None = None


@dataclass(frozen=True)
class ResultsPage:
    """The results of a month or a year. `outside` names what the sum leaves out; `months` are those of a year."""

    address: Address
    title: str
    lead: str
    outside: str | None
    picture: Picture | None
    lines: tuple[Line, ...]
    note: str | None
    counted: str
    over_time: Picture | None = None
    months: tuple[Row, ...] = ()
    fields: tuple[Row, ...] = ()
    missing: str | None = None


@dataclass(frozen=True)
class FiguresPage:
    """Where all figures stand; `latest` are the results of the last month there is."""

    address: Address
    latest: ResultsPage | None
    years: tuple[Link, ...]
    more: tuple[Link, ...]


def of_month(one: MonthlyResults, catalogue: Catalogue) -> ResultsPage:
    """The results of a month; they never change, because they are those of its end."""
    fields = (
        _row(catalogue.fields[code].name, tally, None)
        for code, tally in one.by_field.items()
        if code in catalogue.fields
    )
    return _page(addresses.of_month(one.month), wording.month(one.month), one.total, AT_THE_END, fields=tuple(fields))


def of_year(year: int, catalogue: Catalogue, today: date) -> ResultsPage:
    """The sum of the months of a year that there are, naming those over by `today` that are missing."""
    found = [one for one in catalogue.results if one.month.year == year]
    known = {one.month.month for one in found}
    last = 12 if year < today.year else today.month - 1
    missing = [str(number) for number in range(1, last + 1) if number not in known]
    bars = (Bar(f"Tháng {one.month.month}", one.total.on_time, one.total.received) for one in found)
    total = added([one.total for one in found])
    return _page(
        addresses.of_year(year),
        f"năm {year}",
        total,
        SUMMED,
        over_time=Picture("tung-thang", "Đúng hạn từng tháng", "Tháng", tuple(bars), "hồ sơ đúng hạn"),
        months=tuple(_row(f"Tháng {one.month.month}", one.total, addresses.of_month(one.month)) for one in found),
        missing=f"Chưa có số liệu tháng {wording.joined(missing)}; tổng chỉ cộng các tháng đã có." if missing else None,
    )


def figures(catalogue: Catalogue) -> FiguresPage:
    """The latest results, and links to all figures."""
    years = sorted({one.month.year for one in catalogue.results}, reverse=True)
    more = [
        Link("Thời gian cam kết so với quy định", addresses.TIME_CUT),
        Link("Thủ tục làm được trên mạng đến đâu", addresses.ONLINE_LEVELS),
    ]
    if catalogue.survey:
        more.append(Link("Bà con hài lòng đến đâu", addresses.of_survey(catalogue.survey)))
    return FiguresPage(
        addresses.FIGURES,
        of_month(catalogue.results[-1], catalogue) if catalogue.results else None,
        tuple(Link(f"Năm {year}", addresses.of_year(year)) for year in years),
        tuple(more),
    )


def _page(address: Address, when: str, tally: Tally, counted: str, **more: object) -> ResultsPage:
    return ResultsPage(
        address,
        f"Kết quả giải quyết hồ sơ {when}",
        _lead(tally),
        _outside(tally),
        _picture(tally) if tally.received else None,
        tuple(_lines(tally)),
        tally.note,
        counted,
        **more,  # type: ignore[arg-type]
    )


def _lead(tally: Tally) -> str:
    return (
        f"Tiếp nhận {wording.number(tally.received)} hồ sơ: {wording.number(tally.on_time)} đúng hạn,"
        f" {wording.number(tally.pending)} đang giải quyết, {wording.number(tally.overdue)} quá hạn."
    )


def _outside(tally: Tally) -> str | None:
    if not tally.excluded:
        return None
    return f"Ngoài tổng này có {wording.number(tally.excluded)} hồ sơ không tính: {tally.reason}."


def _picture(tally: Tally) -> Picture:
    bars = (
        Bar("Đúng hạn", tally.on_time, tally.received),
        Bar("Đang giải quyết", tally.pending, tally.received),
        Bar("Quá hạn", tally.overdue, tally.received, missing=True),
    )
    return Picture("ho-so", "Hồ sơ đã tiếp nhận", "Tình trạng", bars, _DOSSIERS)


def _lines(tally: Tally) -> Iterable[Line]:
    """What is counted beside the sum, each with its own denominator; what nobody counted is left out."""
    if tally.early is not None and tally.returned is not None:
        yield Line("Trả trước hạn", _part(tally.early, tally.returned, "hồ sơ đã trả kết quả"))
    if tally.online is not None:
        yield Line("Nộp trực tuyến", _part(tally.online, tally.received, "hồ sơ tiếp nhận"))
    if tally.by_post is not None:
        yield Line("Nộp qua bưu chính", _part(tally.by_post, tally.received, "hồ sơ tiếp nhận"))
    if tally.collected is not None:
        yield Line("Phí, lệ phí đã thu", wording.money(tally.collected))


def _part(part: int, whole: int, of_what: str) -> str:
    return f"{wording.number(part)} trên {wording.number(whole)} {of_what} ({wording.share(part, whole)})"


def _row(name: str, tally: Tally, address: Address | None) -> Row:
    counts = (tally.received, tally.on_time, tally.pending, tally.overdue)
    return Row(name, tuple(map(wording.number, counts)), address)
