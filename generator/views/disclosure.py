"""The register of disclosures: what was posted where from when to when and what was read out, quarter by quarter.

A view of the register of prints; nothing is written down twice. Luật 10/2022/QH15, Điều 11 to 13.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from generator import addresses, wording
from generator.addresses import Address, Kind
from generator.records import Catalogue, Printed
from generator.register import posting, standing
from generator.register.posting import BROADCAST_DAYS, POSTING_DAYS, Broadcast, Posting

COUNTING = (
    "Ngày treo và ngày gỡ không tính; chỉ đếm những ngày trọn. Tờ treo nối ngay trong ngày gỡ tờ cũ và nói đúng như tờ cũ"
    " thì đếm tiếp; cách một ngày, hoặc nội dung đã khác, thì đếm lại từ đầu. Đọc nhiều lần trong một ngày là một ngày."
)
"""How days are counted, in words."""
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Posted:
    """Something that hung in a place; `procedures` are those it states, by name, `codes` the same by code."""

    what: str
    prints: str
    place: str
    spots: str
    start: str
    end: str | None
    days: int
    enough: bool
    verdict: str
    procedures: tuple[str, ...] = field(repr=False)
    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Heard:
    """A procedure that was read out in some places on the same days."""

    what: str
    code: str
    places: tuple[str, ...]
    dates: str
    days: int
    enough: bool
    verdict: str


@dataclass(frozen=True)
class Quarter:
    """What hung on any day of a quarter, and what was read out on one."""

    name: str
    posted: tuple[Posted, ...]
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class Disclosures:
    """The register as it stands on a day, the latest quarter first; quarters in which nothing happened are left out."""

    day: str
    quarters: tuple[Quarter, ...]
    counting: str = COUNTING
    posting_days: int = POSTING_DAYS
    broadcast_days: int = BROADCAST_DAYS


@dataclass(frozen=True)
class DisclosurePage:
    """The page that shows the register."""

    address: Address
    register: Disclosures


def page(catalogue: Catalogue, today: date) -> DisclosurePage:
    """The page as it stands on `today`."""
    return DisclosurePage(addresses.DISCLOSURES, of(catalogue, today))


def of(catalogue: Catalogue, today: date) -> Disclosures:
    """Everything the register knows up to `today`."""
    postings = [one for one in posting.postings(catalogue.register) if one.start <= today]
    broadcasts = [one for one in posting.broadcasts(catalogue.register) if one.start <= today]
    starts = [*(one.start for one in postings), *(one.start for one in broadcasts)]
    quarters = list(_quarters(min(starts), today)) if starts else []
    shown = (_quarter(start, postings, broadcasts, catalogue, today) for start in reversed(quarters))
    found = tuple(one for one in shown if one.posted or one.heard)
    return Disclosures(wording.long_date(today), found)


def _quarters(first: date, last: date) -> Iterator[date]:
    """The first day of every quarter that touches these days."""
    start = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    while start <= last:
        yield start
        start = _next(start)


def _next(quarter: date) -> date:
    return date(quarter.year + quarter.month // 10, (quarter.month + 2) % 12 + 1, 1)


def _quarter(
    start: date, postings: list[Posting], broadcasts: list[Broadcast], catalogue: Catalogue, today: date
) -> Quarter:
    last = _next(start) - timedelta(days=1)
    hung = [one for one in postings if one.start <= last and (one.end is None or one.end >= start)]
    read = [one for one in broadcasts if one.start <= last and one.end >= start]
    return Quarter(
        f"Quý {_QUARTERS[start.month // 3]} năm {start.year}",
        tuple(_posted(one, catalogue, today) for one in hung),
        tuple(_heard(read, catalogue)),
    )


def _posted(one: Posting, catalogue: Catalogue, today: date) -> Posted:
    days = one.days(today)
    enough = days >= POSTING_DAYS
    if enough:
        verdict = f"đủ {POSTING_DAYS} ngày khi hết ngày {wording.short_date(one.last_needed)}"
    elif one.end is not None and one.end <= today:
        verdict = f"chưa đủ {POSTING_DAYS} ngày, thiếu {POSTING_DAYS - days} ngày"
    else:
        verdict = f"sẽ đủ {POSTING_DAYS} ngày khi hết ngày {wording.short_date(one.last_needed)}"
    stated = {code: name for printed in one.prints for code, name in _stated(printed, catalogue)}
    return Posted(
        what=_what(one.prints[0], catalogue),
        prints=wording.joined([_print(printed) for printed in one.prints]),
        place=standing.place_names(catalogue).get(one.place, one.place),
        spots=wording.joined(list(one.spots)),
        start=wording.short_date(one.start),
        end=wording.short_date(one.end) if one.end and one.end <= today else None,
        days=days,
        enough=enough,
        verdict=verdict,
        procedures=tuple(stated.values()),
        codes=tuple(stated),
    )


def _stated(printed: Printed, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The procedures a sheet states, as they were called when it was printed."""
    for one in printed.facts.procedures if printed.facts else ():
        yield one.code, wording.capitalised(one.title)


def _print(printed: Printed) -> str:
    parts = standing.parts_of(printed)
    number = f", lần in {parts.edition}" if parts and parts.edition else ""
    return f"{printed.design}{number}"


def _what(printed: Printed, catalogue: Catalogue) -> str:
    """What a sheet is about, by the page that its code opens."""
    parts = standing.parts_of(printed)
    kind, _, code = parts.path.rstrip("/").partition("/") if parts else ("", "", "")
    titles = {one.code: wording.capitalised(one.title) for one in catalogue.procedures.values()}
    names: dict[str, tuple[str, dict[str, str]]] = {
        Kind.PLACE.value: ("Tờ của {}", {one.code: one.name for one in catalogue.unit.places}),
        Kind.FIELD.value: ("Bảng lĩnh vực {}", {one.code: one.name for one in catalogue.fields.values()}),
        Kind.EVENT.value: ("Tờ hướng dẫn: {}", {one.code: one.name for one in catalogue.events.values()}),
        Kind.PROCEDURE.value: ("Tờ niêm yết: {}", titles),
    }
    form, known = names.get(kind, ("Tờ chung của đơn vị", {}))
    by_code = {one.upper(): name for one, name in known.items()}
    return form.format(by_code.get(code.upper(), code))


def _heard(found: list[Broadcast], catalogue: Catalogue) -> Iterator[Heard]:
    """One line for all places in which a procedure was read out on the same days."""
    stretches: dict[tuple[str, str], list[Broadcast]] = {}
    for one in found:
        stretches.setdefault((one.procedure, one.place), []).append(one)
    names = standing.place_names(catalogue)
    same: dict[tuple[str, tuple[tuple[date, date], ...]], list[str]] = {}
    for (code, place), runs in stretches.items():
        key = code, tuple((run.start, run.end) for run in runs)
        same.setdefault(key, []).append(names.get(place, place))
    for (code, days), where in same.items():
        procedure = catalogue.procedures.get(code)
        counts = [(end - start).days + 1 for start, end in days]
        yield Heard(
            what=wording.capitalised(procedure.title) if procedure else code,
            code=code,
            places=tuple(where),
            dates=wording.joined([_stretch(start, end) for start, end in days]),
            days=sum(counts),
            enough=sum(counts) >= BROADCAST_DAYS,
            verdict=_heard_enough(sum(counts), max(counts)),
        )


def _stretch(start: date, end: date) -> str:
    return wording.short_date(start) if start == end else f"{wording.short_date(start)} đến {wording.short_date(end)}"


def _heard_enough(days: int, longest: int) -> str:
    if days < BROADCAST_DAYS:
        return f"chưa đủ {BROADCAST_DAYS} ngày, thiếu {BROADCAST_DAYS - days} ngày"
    return f"đủ {BROADCAST_DAYS} ngày" + (" liền" if longest >= BROADCAST_DAYS else ", không liền nhau")
