"""The only place that makes an address.

An address is printed on walls and can't be corrected, so it is made of permanent identifiers alone:
`/<TT|N|LV|SK|KS>/<ID>/[<edition>/]`, upper case, so that a QR code can hold it in alphanumeric mode (ISO/IEC 18004, 7.4.4),
and with a slash at the end, so that no redirect costs a round trip.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from generator.records import (
    Catalogue,
    Field,
    HostKind,
    LifeEvent,
    Notice,
    Place,
    Printed,
    Procedure,
    Repository,
    Survey,
    Unit,
)

ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]*\Z")
"""The characters of QR's alphanumeric mode: ISO/IEC 18004, table 5."""


class Kind(Enum):
    """What a page is about; the value is the first part of its path."""

    PROCEDURE = "TT"
    PLACE = "N"
    FIELD = "LV"
    EVENT = "SK"
    SURVEY = "KS"


_PRINTED = re.compile(
    r"(?i:https)://(?P<host>[0-9A-Za-z.-]+)(?P<base>/(?:[0-9A-Za-z._-]+/)*?)"
    rf"(?:(?P<path>(?:{'|'.join(kind.value for kind in Kind)})/[0-9A-Z.-]+/)(?:(?P<edition>[1-9][0-9]{{0,5}})/)?)?\Z"
)


@dataclass(frozen=True)
class Address:
    """The address of one page; without a kind it is the home page, or a page that is never printed.

    `edition` is the running number of prints of the address, from 1; only what carries facts that can age has one.
    """

    kind: Kind | None = None
    code: str = ""
    edition: int | None = None

    @property
    def path(self) -> str:
        """The path below the site's own folder: `TT/1.001193/`, `TT/1.001193/3/`; of the home page it is empty."""
        if self.kind is None:
            return self.code
        return f"{self.kind.value}/{self.code.upper()}/" + (f"{self.edition}/" if self.edition else "")


HOME = Address()
SEARCH = Address(code="tim/")
"""The page of search results; `all` leaves it out, since no code ever holds it."""
CHANGES = Address(code="thay-doi/")
"""The page of changes, past and to come; no code holds it either."""
OVERVIEW = Address(code="can-bo/tong-quan/")
"""The officials' overview of how the records stand; no code holds it either."""
BOARD = Address(code="bang-niem-yet/")
"""What the commune posts beside its procedures; no code holds it either, nor the pages below it."""
DECISIONS = Address(code=f"{BOARD.code}quyet-dinh-cong-bo/")
SCHEDULE = Address(code=f"{BOARD.code}lich-tuan/")
APOLOGY = Address(code=f"{BOARD.code}thu-xin-loi/")
TAKEN_ON_BOARD = frozenset(one.code.split("/")[1] for one in (DECISIONS, SCHEDULE, APOLOGY))
"""What no notice may be called, because a page of the board has that name."""
COVERAGE = Address(code="can-bo/do-phu/")
"""How far the records reach, beside the lists that the root holds; there only where it holds some."""
FIGURES = Address(code="ket-qua/")
"""The figures of the office: the latest results, and where the others stand; no code holds any of these."""
TIME_CUT = Address(code="ket-qua/rut-ngan/")
ONLINE_LEVELS = Address(code="ket-qua/truc-tuyen/")


DISCLOSURES = Address(code="so-niem-yet/")
"""The register of disclosures."""
SCREEN = Address(code="man-hinh/")
"""What the screen in the lobby shows; only who puts it up is told of it."""


def of_month(month: date) -> Address:
    return Address(code=f"{FIGURES.path}{month:%Y-%m}/")


def of_year(year: int) -> Address:
    return Address(code=f"{FIGURES.path}{year}/")


EDITOR = Address(code="can-bo/sua/")
"""The officials' form in the browser; no code holds it either."""

_INTERFACES = {HostKind.GITHUB: "/api/v3", HostKind.GITLAB: "/api/v4", HostKind.FORGEJO: "/api/v1"}


def of_procedure(procedure: Procedure) -> Address:
    return Address(Kind.PROCEDURE, procedure.code)


def of_place(place: Place) -> Address:
    return Address(Kind.PLACE, place.code)


def of_field(field: Field) -> Address:
    return Address(Kind.FIELD, field.code)


def of_notice(notice: Notice) -> Address:
    return Address(code=f"{BOARD.code}{notice.code}/")


def of_event(event: LifeEvent) -> Address:
    return Address(Kind.EVENT, event.code)


def of_survey(survey: Survey) -> Address:
    return Address(Kind.SURVEY, survey.code)


def all(catalogue: Catalogue) -> tuple[Address, ...]:
    """Every permanent address there is; what ended keeps its address, and every edition that was printed."""
    return (*plain(catalogue), *editions(catalogue))


def plain(catalogue: Catalogue) -> tuple[Address, ...]:
    """Every permanent address without the editions."""
    return (
        HOME,
        *(of_field(field) for field in catalogue.fields.values()),
        *(of_event(event) for event in catalogue.events.values()),
        *(of_place(place) for place in catalogue.unit.places),
        *(of_procedure(procedure) for procedure in catalogue.procedures.values()),
        *(of_survey(survey) for survey in (catalogue.survey,) if survey),
    )


def editions(catalogue: Catalogue) -> dict[Address, tuple[Printed, ...]]:
    """The sheets that were printed under each edition, the earliest first.

    Sheets that were taken back count only where there is no other: somebody may have kept one.
    """
    register = catalogue.register
    if not register.printed:
        return {}
    by_path = {address.path: address for address in plain(catalogue)}
    found: dict[Address, list[Printed]] = {}
    for one in register.printed.values():
        parts = split(one.addresses[0])
        if parts and parts.edition and parts.path in by_path:
            found.setdefault(replace(by_path[parts.path], edition=parts.edition), []).append(one)
    back = {one.printed for one in register.taken_back}
    return {
        address: tuple([one for one in prints if one.code not in back] or prints) for address, prints in found.items()
    }


def of_board(catalogue: Catalogue) -> tuple[Address, ...]:
    """The pages of the board; none where the commune keeps neither a board nor a schedule."""
    board, weeks = catalogue.board, catalogue.schedule
    if not (board or weeks):
        return ()
    return (
        *(BOARD, DECISIONS),
        *(of_notice(notice) for notice in (board.notices.values() if board else ())),
        *((APOLOGY,) if board and board.apology else ()),
        *((SCHEDULE,) if weeks else ()),
    )


@dataclass(frozen=True)
class Parts:
    """What a printed address is made of; `path` is the part that leads to a page, without the edition."""

    host: str
    base_path: str
    path: str
    edition: int | None

    @property
    def whole_path(self) -> str:
        """The path below the site's own folder, with the edition."""
        return self.path + (f"{self.edition}/" if self.edition else "")


def split(text: str) -> Parts | None:
    """The parts of an address as a QR code holds it, or as a browser shows it; None where it is none of ours."""
    match = _PRINTED.match(text)
    if match is None:
        return None
    edition = match["edition"]
    return Parts(match["host"].lower(), match["base"], match["path"] or "", int(edition) if edition else None)


def url(unit: Unit, address: Address = HOME) -> str:
    """The canonical address as a browser shows it."""
    return f"https://{unit.host}{unit.base_path}{address.path}"


def interface(repository: Repository) -> str:
    """Where programs talk to a git host: the interface (REST) of GitHub, GitLab, Forgejo as each documents it."""
    if repository.kind is HostKind.GITHUB and repository.host == "github.com":
        return "https://api.github.com"
    return f"https://{repository.host}{_INTERFACES[repository.kind]}"


def printed(unit: Unit, address: Address) -> str:
    """The address as a QR code holds it.

    Only the host is case-blind: a site below a path of a shared host keeps that path as it is, and its
    code falls back to byte mode.
    """
    return f"HTTPS://{unit.host.upper()}{unit.base_path}{address.path}"


def is_alphanumeric(text: str) -> bool:
    """Whether a QR code can hold `text` in alphanumeric mode, at 5.5 bits a character."""
    return bool(ALPHANUMERIC.match(text))


def relative(from_path: str, to_path: str) -> str:
    """The link from one page of the site to another; both are paths below the site's own folder."""
    link = posixpath.relpath(to_path or ".", posixpath.dirname(from_path) or ".")
    return f"{link}/" if to_path.endswith("/") or not to_path else link
