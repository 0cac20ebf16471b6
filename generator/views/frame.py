"""What stands on every page: who publishes it, how to reach them, where to complain."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, LinksOut, ReceptionPoint, Unit, Unknown
from generator.views import phrases
from generator.views.calculator import Data
from generator.views.phrases import Fact

PLACEHOLDER_HOSTS = (".example", ".invalid", ".test", ".localhost")
"""Top-level names that can never be a real site: RFC 2606."""

WARNING = (
    "Trang này không bao giờ hỏi mã OTP hay mật khẩu; chỉ chuyển khoản vào tài khoản đứng tên đơn vị ghi trên trang."
)
"""Against fraud: the same words on every poster and every page."""


@dataclass(frozen=True)
class Link:
    """A link inside the site (`address`) or out of it (`url`)."""

    text: str
    address: Address | None = None
    url: str | None = None


@dataclass(frozen=True)
class Phone:
    """A phone number as people read it and as a phone dials it; not known has no `dial`."""

    fact: Fact
    dial: str | None


@dataclass(frozen=True)
class Reception:
    """A reception point in words. `arrival` is what to do on arrival, where there is a machine for numbers."""

    name: str
    address: Fact
    phone: Phone | None
    hours: tuple[tuple[str, str], ...]
    arrival: str | None = None


@dataclass(frozen=True)
class Frame:
    """The frame of every page of one unit."""

    unit: str
    province: str
    sample: bool
    address: Fact
    map_link: str | None
    phone: Phone
    hours: tuple[tuple[str, str], ...]
    hours_fact: Fact | None
    citizen_hours: tuple[tuple[str, str], ...]
    complaints_where: Fact
    complaints_phone: Phone
    complaints_link: str | None
    complaints_box: str | None
    links_out: LinksOut
    home: str
    warning: str = WARNING
    calendar: Data | None = None


def phone(value: str | Unknown) -> Phone:
    """A phone number, or that it is not known."""
    if isinstance(value, Unknown):
        return Phone(phrases.unknown(value), None)
    return Phone(Fact(value), "".join(character for character in value if character in "+0123456789"))


def fact(value: str | Unknown) -> Fact:
    """A text, or that it is not known."""
    return phrases.unknown(value) if isinstance(value, Unknown) else Fact(value)


def is_sample(unit: Unit) -> bool:
    """Whether what is published is only a sample: said so, or under an address that can't be real."""
    return unit.sample or unit.host.endswith(PLACEHOLDER_HOSTS)


def of(catalogue: Catalogue, calendar: Data | None = None) -> Frame:
    """The frame of a catalogue's pages; `calendar` (`calculator.of_unit`) says whether the office is open."""
    unit = catalogue.unit
    known_hours = () if isinstance(unit.hours, Unknown) else unit.hours
    citizen_hours = () if isinstance(unit.citizen_hours, Unknown) else unit.citizen_hours
    return Frame(
        unit=unit.name,
        province=unit.province,
        sample=is_sample(unit),
        address=fact(unit.address),
        map_link=unit.map_link,
        phone=phone(unit.phone),
        hours=tuple(phrases.opening_hours(known_hours)),
        hours_fact=phrases.unknown(unit.hours) if isinstance(unit.hours, Unknown) else None,
        citizen_hours=tuple(phrases.opening_hours(citizen_hours)),
        complaints_where=fact(unit.complaints.where),
        complaints_phone=phone(unit.complaints.phone),
        complaints_link=unit.complaints.link,
        complaints_box=unit.complaints.box,
        links_out=unit.links_out,
        home=addresses.url(unit).removeprefix("https://").rstrip("/"),
        calendar=calendar,
    )


def complaints(unit: Unit) -> str:
    """Where to complain in one line, for pages that are no template of ours."""
    where, number = fact(unit.complaints.where), phone(unit.complaints.phone).fact
    parts = [where.text, f"điện thoại {number.text}", unit.complaints.box or ""]
    return "; ".join(filter(None, parts))


def reception(point: ReceptionPoint) -> Reception:
    """A reception point in words; its own hours only where they differ from the unit's."""
    hours = point.hours if isinstance(point.hours, tuple) else ()
    return Reception(
        point.name,
        fact(point.address),
        None if point.phone is None else phone(point.phone),
        tuple(phrases.opening_hours(hours)),
        f"Lấy số {wording.uncapitalised(point.queue)}, chờ gọi." if point.queue else None,
    )
