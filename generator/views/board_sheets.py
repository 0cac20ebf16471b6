"""What the printed board says, in words: a sheet for each thing posted, the desk card of conduct, the letter of apology."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, Notice, NoticeKind, Passage, Unit, Unknown
from generator.views import board, frame, listing, phrases, poster, schedule
from generator.views.phrases import Fact


@dataclass(frozen=True)
class Row:
    """A procedure in the table of fees."""

    title: str
    code: str
    fee: Fact
    deadline: Fact


@dataclass(frozen=True)
class FieldRows:
    """The procedures of a field."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class BoardSheet:
    """One sheet of the board: text in passages, or the table of procedures. `source` is what enacted the text."""

    address: Address
    code: str
    title: str
    source: Fact | None
    body: tuple[Passage, ...]
    table: tuple[FieldRows, ...]
    sample: bool


@dataclass(frozen=True)
class ApologyForm:
    """The letter of apology with what is the same in each; the rest is filled in by hand."""

    address: Address
    source: str
    signer: str
    letter: tuple[str, ...]
    sample: bool


def of(catalogue: Catalogue, today: date) -> Iterator[BoardSheet]:
    """The sheets of the board on `today`; none for what is missing, and none at all where the commune keeps no board."""
    if not (catalogue.board or catalogue.schedule):
        return
    for kind in NoticeKind:
        for one in catalogue.board.of_kind(kind, today) if catalogue.board else ():
            yield _of_notice(one, catalogue)
    yield _sheet("gio-lam-viec", "Giờ làm việc, liên hệ", _office(catalogue.unit), catalogue)
    if rows := _rows(catalogue, today):
        sample = any(poster.is_unsourced(one) for one in board.in_use(catalogue, today))
        yield _sheet("thu-tuc-va-muc-thu", "Danh mục thủ tục và mức thu", (), catalogue, rows, sample)
    announced = board.decisions(catalogue, today)
    if announced.decisions:
        numbers = (
            Passage(None, one.number, tuple(link.text for link in one.procedures)) for one in announced.decisions
        )
        yield _sheet("quyet-dinh-cong-bo", "Quyết định công bố thủ tục", tuple(numbers), catalogue)
    if catalogue.board and (letter := catalogue.board.apology):
        body = (Passage(letter.when), Passage(f"Người ký thư: {letter.signer}."))
        source = Fact(board.enacted(letter.decision, letter.day))
        yield _sheet("thu-xin-loi", "Bà con được xin lỗi khi nào?", body, catalogue, source=source)
    for week in schedule.of(catalogue, today).weeks if catalogue.schedule else ():
        yield _sheet(f"lich-tuan-{week.start}", "Lịch công tác tuần", tuple(_week(week)), catalogue)


def conduct(catalogue: Catalogue, today: date) -> Iterator[BoardSheet]:
    """The desk card of each code of conduct that applies on `today`."""
    for one in catalogue.board.of_kind(NoticeKind.CONDUCT, today) if catalogue.board else ():
        yield _of_notice(one, catalogue)


def apology(catalogue: Catalogue) -> ApologyForm | None:
    """The blank letter of apology, where the commune adopted it."""
    if not (catalogue.board and catalogue.board.apology):
        return None
    one = catalogue.board.apology
    source = board.enacted(one.decision, one.day)
    return ApologyForm(addresses.HOME, source, one.signer, one.letter, frame.is_sample(catalogue.unit))


def _sheet(
    code: str,
    title: str,
    body: tuple[Passage, ...],
    catalogue: Catalogue,
    table: tuple[FieldRows, ...] = (),
    sample: bool = False,
    source: Fact | None = None,
) -> BoardSheet:
    return BoardSheet(addresses.HOME, code, title, source, body, table, sample or frame.is_sample(catalogue.unit))


def _of_notice(one: Notice, catalogue: Catalogue) -> BoardSheet:
    return _sheet(f"bang-tin-{one.code}", one.name, one.body, catalogue, source=board.source(one))


def _office(unit: Unit) -> tuple[Passage, ...]:
    """Hours, reception days and reception points; what is not known is said to be so."""
    hours = () if isinstance(unit.hours, Unknown) else phrases.opening_hours(unit.hours)
    citizens, _ = schedule.citizen_hours(unit)
    return (
        Passage(None, "Giờ làm việc", _timed(hours)),
        Passage(None, "Lịch tiếp công dân", _timed(citizens)),
        Passage(None, "Trụ sở", (_said(unit.address), f"Điện thoại hướng dẫn: {_said(unit.phone)}")),
        *(Passage(None, point.name, tuple(_point(frame.reception(point)))) for point in unit.reception_points),
    )


def _timed(hours: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{days}: {times}" for days, times in hours) or (wording.capitalised(wording.UNKNOWN),)


def _said(value: str | Unknown) -> str:
    return wording.UNKNOWN if isinstance(value, Unknown) else value


def _point(one: frame.Reception) -> Iterator[str]:
    yield one.address.text
    if one.phone:
        yield f"Điện thoại: {one.phone.fact.text}"
    yield from (f"{days}: {times}" for days, times in one.hours)
    if one.arrival:
        yield one.arrival


def _rows(catalogue: Catalogue, today: date) -> tuple[FieldRows, ...]:
    used = {one.code for one in board.in_use(catalogue, today)}
    fields = (
        FieldRows(
            field.name,
            tuple(
                Row(entry.title, entry.address.code, entry.fee, entry.deadline)
                for entry in (listing.entry(one, today) for one in catalogue.of_field(field.code) if one.code in used)
            ),
        )
        for field in catalogue.fields.values()
    )
    return tuple(field for field in fields if field.rows)


def _week(week: schedule.WeekLines) -> Iterator[Passage]:
    yield Passage(week.name)
    for day in week.days:
        points = (
            f"{one.times}: {one.task}. {one.who}" + (f"; {one.where}" if one.where else "") for one in day.sessions
        )
        yield Passage(None, day.name, tuple(points))
