"""The commune's board: what it has to post, in words of its own, and what is missing there, which is never filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import (
    Apology,
    Catalogue,
    Notice,
    NoticeKind,
    Passage,
    Procedure,
    Unit,
    Unknown,
)
from generator.views import frame, phrases, schedule
from generator.views.frame import Link, Reception
from generator.views.listing import SupporterLine
from generator.views.phrases import Fact

FILE, UNIT_FILE = "bang_tin.yaml", "don_vi.yaml"
KINDS = {
    NoticeKind.RULES: "Nội quy",
    NoticeKind.PROCESS: "Quy trình",
    NoticeKind.POLICY: "Chính sách chất lượng",
    NoticeKind.GOALS: "Mục tiêu chất lượng",
    NoticeKind.CONDUCT: "Quy tắc ứng xử",
    NoticeKind.OTHER: "Nội dung khác",
}


@dataclass(frozen=True)
class Entry:
    """What stands on the board for an item: words, and where there is more."""

    text: str
    source: str | None = None
    address: Address | None = None


@dataclass(frozen=True)
class Item:
    """Something a board holds. Where nothing stands there, `missing` tells officials what to write where.

    `note` says what the entries leave open.
    """

    code: str
    name: str
    entries: tuple[Entry, ...]
    missing: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class PlaceHelp:
    """Who helps in a village or quarter, by role."""

    address: Address
    name: str
    supporters: tuple[SupporterLine, ...]


@dataclass(frozen=True)
class BoardPage:
    """The board: how to reach the commune, and what it posts."""

    address: Address
    citizen_hours: tuple[tuple[str, str], ...]
    citizen_hours_fact: Fact | None
    receptions: tuple[Reception, ...]
    items: tuple[Item, ...]
    fields: tuple[Link, ...]
    places: tuple[PlaceHelp, ...]


@dataclass(frozen=True)
class NoticePage:
    """One posted text. `standing` says that it does not apply yet or no more."""

    address: Address
    title: str
    kind: str
    source: Fact
    standing: str | None
    body: tuple[Passage, ...]


@dataclass(frozen=True)
class Decision:
    """A decision that announced procedures, and those that are in use."""

    number: str
    procedures: tuple[Link, ...]


@dataclass(frozen=True)
class DecisionsPage:
    """The decisions behind the records. `unknown` are the procedures of which the decision is not known."""

    address: Address
    decisions: tuple[Decision, ...]
    unknown: tuple[Link, ...]


@dataclass(frozen=True)
class ApologyPage:
    """When people have a right to a letter of apology, and what it says."""

    address: Address
    source: str
    when: str
    signer: str
    letter: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """`count` of `total` procedures of a field."""

    name: str
    count: int
    total: int


def items(catalogue: Catalogue, today: date) -> tuple[Item, ...]:
    """Everything a board holds on `today`, in the order of the board; what only some communes have, where they do."""
    return (*_contacts(catalogue.unit), *_posted(catalogue, today))


def of(catalogue: Catalogue, today: date) -> BoardPage:
    """The page of the board as it stands on `today`."""
    unit = catalogue.unit
    return BoardPage(
        addresses.BOARD,
        *schedule.citizen_hours(unit),
        tuple(frame.reception(point) for point in unit.reception_points),
        tuple(_posted(catalogue, today)),
        tuple(
            Link(field.name, addresses.of_field(field))
            for field in catalogue.fields.values()
            if field.lifetime.includes(today) and catalogue.of_field(field.code)
        ),
        tuple(
            PlaceHelp(
                addresses.of_place(place),
                place.name,
                tuple(
                    SupporterLine(one.role, None if one.phone is None else frame.phone(one.phone))
                    for one in place.supporters
                ),
            )
            for place in unit.places
            if place.lifetime.includes(today) and place.supporters
        ),
    )


def notice(one: Notice, today: date) -> NoticePage:
    """The page of a posted text; it keeps its address when the text is over."""
    return NoticePage(addresses.of_notice(one), one.name, KINDS[one.kind], source(one), _standing(one, today), one.body)


def source(one: Notice) -> Fact:
    """`Văn bản số 12/QĐ-UBND, ngày 15/7/2026`."""
    if isinstance(one.decision, Unknown):
        return phrases.unknown(one.decision)
    return Fact(enacted(one.decision, one.day))


def enacted(number: str, day: date | None) -> str:
    """What enacted a text, and when."""
    return f"Văn bản số {number}" + (f", ngày {wording.short_date(day)}" if day else "")


def decisions(catalogue: Catalogue, today: date) -> DecisionsPage:
    """The decisions that announced the procedures in use on `today`, by number."""
    by_number: dict[str, list[Link]] = {}
    unknown: list[Link] = []
    for one in in_use(catalogue, today):
        link = Link(wording.capitalised(one.title), addresses.of_procedure(one))
        if isinstance(one.source.decision, Unknown):
            unknown.append(link)
        else:
            by_number.setdefault(one.source.decision, []).append(link)
    known = tuple(Decision(number, tuple(by_number[number])) for number in sorted(by_number, key=wording.sort_key))
    return DecisionsPage(addresses.DECISIONS, known, tuple(unknown))


def apology(one: Apology) -> ApologyPage:
    """The page about the letter of apology."""
    return ApologyPage(addresses.APOLOGY, enacted(one.decision, one.day), one.when, one.signer, one.letter)


def in_use(catalogue: Catalogue, today: date) -> list[Procedure]:
    """The procedures in use on `today`, as they stand then."""
    current = (one.on(today) for one in catalogue.procedures.values())
    return [one for one in current if one.validity.in_use(today)]


def iso(catalogue: Catalogue, today: date) -> tuple[Share, ...]:
    """How many of the procedures in use of each field have a process in the commune's quality system.

    A share is of the records, no certificate: which processes were audited stands in no record.
    """
    used = in_use(catalogue, today)
    by_field = ((field, [one for one in used if one.field == field.code]) for field in catalogue.fields.values())
    return tuple(
        Share(field.name, sum(one.iso_process is not None for one in known), len(known))
        for field, known in by_field
        if known
    )


def _contacts(unit: Unit) -> Iterator[Item]:
    """What is told in the unit's own file; a fact that is not known is missing from the board."""
    hours = () if isinstance(unit.hours, Unknown) else phrases.opening_hours(unit.hours)
    reception, _ = schedule.citizen_hours(unit)
    complaints = unit.complaints
    for code, name, key, texts in (
        ("dia-chi", "Địa chỉ trụ sở", "dia_chi", [unit.address]),
        ("dien-thoai", "Điện thoại hướng dẫn", "dien_thoai", [unit.phone]),
        ("gio-lam-viec", "Giờ làm việc", "gio_lam_viec", [f"{days}: {times}" for days, times in hours]),
        ("tiep-dan", "Lịch tiếp công dân", "tiep_dan", [f"{days}: {times}" for days, times in reception]),
        ("phan-anh", "Nơi nhận phản ánh, kiến nghị", "phan_anh.noi", [complaints.where]),
        ("dien-thoai-phan-anh", "Điện thoại phản ánh", "phan_anh.dien_thoai", [complaints.phone]),
        ("gop-y", "Hòm thư, sổ góp ý", "phan_anh.hop_thu", [complaints.box] if complaints.box else []),
    ):
        known = tuple(Entry(text) for text in texts if isinstance(text, str))
        yield Item(code, name, known, None if known else f"hãy ghi mục {key} trong {UNIT_FILE}")


def _posted(catalogue: Catalogue, today: date) -> Iterator[Item]:
    """What is posted beside the contacts, in the order of a board."""
    yield _own(catalogue, NoticeKind.RULES, today)
    used = in_use(catalogue, today)
    count = f"{wording.number(len(used))} thủ tục"
    add = "hãy thêm hồ sơ thủ tục (niemyet import)"
    yield Item(
        "danh-muc",
        "Danh mục thủ tục",
        (Entry(f"Mọi thủ tục, theo vần: {count}", None, addresses.SEARCH),) if used else (),
        None if used else add,
    )
    open_fees = sum(_has_open_fee(one) for one in used)
    charged = sum(_charges(one) for one in used)
    yield Item(
        "phi-le-phi",
        "Phí, lệ phí",
        (Entry(f"{wording.number(charged)} thủ tục có thu, ghi ở trang từng lĩnh vực dưới đây"),) if used else (),
        None if used else add,
        _open(open_fees, len(used), "mức thu"),
    )
    announced = decisions(catalogue, today)
    yield Item(
        "quyet-dinh",
        "Quyết định công bố",
        (Entry(f"{wording.number(len(announced.decisions))} quyết định", None, addresses.DECISIONS),)
        if announced.decisions
        else (),
        None if announced.decisions else "hãy ghi mục nguon.quyet_dinh trong hồ sơ thủ tục",
        _open(len(announced.unknown), len(used), "quyết định công bố"),
    )
    for kind in (NoticeKind.PROCESS, NoticeKind.POLICY, NoticeKind.GOALS, NoticeKind.CONDUCT):
        yield _own(catalogue, kind, today)
    if others := _entries(catalogue, NoticeKind.OTHER, today):
        yield Item(NoticeKind.OTHER.value, KINDS[NoticeKind.OTHER], others)
    if catalogue.board and (letter := catalogue.board.apology):
        entry = Entry("Khi nào bà con được xin lỗi", enacted(letter.decision, letter.day), addresses.APOLOGY)
        yield Item("thu-xin-loi", "Thư xin lỗi khi trễ hẹn", (entry,))
    if catalogue.schedule:
        page = schedule.of(catalogue, today)
        entry = Entry(page.weeks[0].name if page.weeks else "Lịch đã hết hạn", None, addresses.SCHEDULE)
        yield Item("lich-tuan", "Lịch công tác tuần", (entry,))


def _own(catalogue: Catalogue, kind: NoticeKind, today: date) -> Item:
    """What has to stand on the board in the commune's own words."""
    entries = _entries(catalogue, kind, today)
    ended = catalogue.board and any(one.kind is kind for one in catalogue.board.notices.values())
    why = "văn bản đã ghi chưa hoặc không còn áp dụng; " if ended and not entries else ""
    missing = None if entries else f"{why}hãy ghi mục loai: {kind.value} trong {FILE}, đúng lời văn bản của xã"
    return Item(kind.value.replace("_", "-"), KINDS[kind], entries, missing)


def _entries(catalogue: Catalogue, kind: NoticeKind, today: date) -> tuple[Entry, ...]:
    known = catalogue.board.of_kind(kind, today) if catalogue.board else ()
    return tuple(Entry(one.name, source(one).text, addresses.of_notice(one)) for one in known)


def _open(count: int, total: int, what: str) -> str | None:
    """`3 trên 48 thủ tục chưa có thông tin về mức thu`."""
    if not count:
        return None
    return f"{wording.number(count)} trên {wording.number(total)} thủ tục {wording.UNKNOWN} về {what}"


def _charges(one: Procedure) -> bool:
    """Whether something is paid for a procedure in some case."""
    return isinstance(one.fees, tuple) and any(isinstance(fee.amount, int | tuple) for fee in one.fees)


def _has_open_fee(one: Procedure) -> bool:
    """Whether some charge of a procedure is not known."""
    if isinstance(one.fees, tuple):
        return any(isinstance(fee.amount, Unknown) for fee in one.fees)
    return isinstance(one.fees, Unknown)


def _standing(one: Notice, today: date) -> str | None:
    start, end = one.lifetime.start, one.lifetime.end
    if start and today < start:
        return f"Chưa áp dụng; áp dụng từ ngày {wording.short_date(start)}."
    if end:
        return f"{'Đã hết áp dụng' if end < today else 'Chỉ áp dụng đến hết'} ngày {wording.short_date(end)}."
    return None
