"""What a commune publishes, as frozen values: procedures, the unit, its places, fields and forms.

Knows no HTML, address or file. Amounts are whole đồng (VND); dates are `datetime.date`; times of day are
`datetime.time`. A value that nobody knows is `Unknown`, a thing that certainly is not there is `Nothing`.
What a procedure must state: Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2 (amended by 48/2013 and 92/2017).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import Enum


@dataclass(frozen=True)
class Unknown:
    """Not known, and why. `original` is the official wording, for officials alone, thus no difference to others."""

    reason: str
    original: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Nothing:
    """Certainly none: no document, no condition, no charge. `source` says who states that."""

    source: str


class Channel(Enum):
    """How a dossier is handed in or a result received."""

    IN_PERSON = "truc_tiep"
    ONLINE = "truc_tuyen"
    POST = "buu_chinh"


class OnlineLevel(Enum):
    """How much of a procedure can be done online."""

    FULL = "toan_trinh"
    PARTIAL = "mot_phan"
    IN_PERSON = "truc_tiep"


class TimeUnit(Enum):
    """What a deadline counts."""

    WORKING_HOUR = "gio"
    DAY = "ngay"
    WORKING_DAY = "ngay_lam_viec"
    MONTH = "thang"
    YEAR = "nam"


class FeeKind(Enum):
    """Phí pays for a service, lệ phí is a fixed charge: Luật Phí và lệ phí 97/2015/QH13, Điều 3."""

    FEE = "phi"
    CHARGE = "le_phi"
    NOT_KNOWN = "chua_ro"


class Basis(Enum):
    """What an amount is multiplied by."""

    TIME = "lan"
    DOSSIER = "ho_so"
    CASE = "truong_hop"
    PERSON = "nguoi"
    PAGE = "trang"
    COPY = "ban"
    PAPER = "giay"
    CONTRACT = "hop_dong"
    PARCEL = "thua"
    TRANSACTION = "giao_dich"
    SQUARE_METRE = "m2"
    MONTH = "thang"
    YEAR = "nam"
    VEHICLE = "phuong_tien"
    INSTRUMENT = "van_ban"
    WILL = "di_chuc"
    CARD = "the"


class PaymentMethod(Enum):
    """How a fee can be paid."""

    CASH = "tien_mat"
    CARD = "quet_the"
    TRANSFER = "chuyen_khoan"
    ONLINE = "truc_tuyen"


class ChangeKind(Enum):
    """What the decision that announced a procedure says of it."""

    NEW = "moi_ban_hanh"
    AMENDED = "sua_doi"


class Handling(Enum):
    """What is done with a document."""

    HAND_IN = "nop"
    SHOW = "xuat_trinh"


class Status(Enum):
    """Whether a procedure is in use."""

    IN_FORCE = "dang_ap_dung"
    SUSPENDED = "tam_dung"
    REPEALED = "bai_bo"
    REPLACED = "thay_the"


class UnitKind(Enum):
    """The kinds of commune-level unit since 01/7/2025."""

    COMMUNE = "xa"
    WARD = "phuong"
    SPECIAL_ZONE = "dac_khu"


class HostKind(Enum):
    """The kinds of git host whose interface the form in the browser speaks."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"


class PlaceKind(Enum):
    """What a village or quarter is called."""

    THON = "thon"
    AP = "ap"
    BAN = "ban"
    BUON = "buon"
    LANG = "lang"
    KHU_PHO = "khu_pho"
    TO_DAN_PHO = "to_dan_pho"
    KHOM = "khom"


class Weekday(Enum):
    """Days of the week; `index` as in `date.weekday()`."""

    MONDAY = "thu_2"
    TUESDAY = "thu_3"
    WEDNESDAY = "thu_4"
    THURSDAY = "thu_5"
    FRIDAY = "thu_6"
    SATURDAY = "thu_7"
    SUNDAY = "chu_nhat"

    @property
    def index(self) -> int:
        return list(Weekday).index(self)


class HoursKind(Enum):
    """Office hours, or the ninth hour that is worked on top for the people's sake."""

    OFFICE = "hanh_chinh"
    NINTH_HOUR = "gio_thu_9"


@dataclass(frozen=True)
class When:
    """A selector: what has to be the case for an entry to apply. Empty means no restriction."""

    channels: tuple[Channel, ...] = ()
    cases: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Duration:
    """A number of units of time; no working days means within the day of receipt."""

    number: int
    unit: TimeUnit


@dataclass(frozen=True)
class Case:
    """A situation that changes what is needed."""

    code: str
    name: str
    explanation: str | None = None


@dataclass(frozen=True)
class Document:
    """A paper to hand in or to show. `alternatives` are papers that do instead of it."""

    code: str
    name: str
    handling: Handling
    originals: int | Unknown
    copies: int | Unknown
    form: str | None = None
    alternatives: tuple[str, ...] = ()
    condition: str | None = None
    note: str | None = None
    when: When = When()


@dataclass(frozen=True)
class Deadline:
    """How long it takes. `committed` is the commune's own shorter promise in the same unit."""

    duration: Duration | Unknown
    committed: int | None = None
    cutoff: time | None = None
    note: str | None = None
    when: When = When()


@dataclass(frozen=True)
class Tier:
    """Up to and including unit number `upto` (None: all the rest) each unit costs `amount` VND."""

    amount: int
    upto: int | None = None


@dataclass(frozen=True)
class Fee:
    """One charge. Entries of the same kind and name compete, the most specific applies; others add up.

    A sum may be known where what it is counted by, or the document that sets it, is not: both are None then.
    """

    code: str
    kind: FeeKind
    name: str
    amount: int | Nothing | Unknown | tuple[Tier, ...]
    basis: Basis | None = None
    cap: int | None = None
    cap_basis: Basis | None = None
    legal_basis: str | None = None
    note: str | None = None
    when: When = When()


@dataclass(frozen=True)
class Exemption:
    """Who pays less: `percent` of 100 pays nothing. `fees` are codes; empty means every charge."""

    code: str
    who: str
    percent: int | Unknown
    legal_basis: str | Unknown
    proof: str | None = None
    fees: tuple[str, ...] = ()


@dataclass(frozen=True)
class Payment:
    """A way to pay the fees; a record without any says nothing about paying, not that there is nothing to pay.

    `account` is the code of the unit's account that takes a transfer, and None for any other way.
    """

    code: str
    method: PaymentMethod
    account: str | None = None
    note: str | None = None
    when: When = When()


@dataclass(frozen=True)
class Elsewhere:
    """Whether another commune takes the dossier, and on what condition."""

    allowed: bool
    condition: str | None = None


@dataclass(frozen=True)
class Delegation:
    """Whether somebody else may go instead."""

    allowed: bool
    paper: str | None = None
    exception: str | None = None


APPLICANT = "nguoi_lam_thu_tuc"
"""The actor of the steps that people take themselves."""


@dataclass(frozen=True)
class Step:
    """One step. `actor` is `APPLICANT`, `co_quan`, or the code of a reception point."""

    actor: str
    action: str
    duration: Duration | Unknown | None = None
    when: When = When()


class Forever(Enum):
    """A result that does not expire."""

    FOREVER = "vo_thoi_han"


@dataclass(frozen=True)
class Result:
    """What one gets, how, and how long it is good for.

    `postage` is what the post takes, in VND; None where nobody has said. `at_home` says in words to whom the unit
    brings the result, and how to ask for it; None where it does not.
    """

    code: str
    name: str
    delivery: tuple[Channel, ...] | Unknown
    valid_for: Duration | Forever | Unknown
    note: str | None = None
    postage: int | Nothing | Unknown | None = None
    at_home: str | None = None


@dataclass(frozen=True)
class LegalBasis:
    """A legal document and the days it is in force."""

    number: str
    title: str
    start: date | None = None
    end: date | None = None
    link: str | None = None


@dataclass(frozen=True)
class Validity:
    """From when to when a procedure applies, and what came after it."""

    start: date | Unknown
    status: Status
    end: date | None = None
    replaced_by: str | None = None
    reason: str | None = None

    def is_over(self, day: date) -> bool:
        """Whether it has ended by `day`; what is known to be repealed or replaced applies until its last day."""
        if self.end is None:
            return self.status in (Status.REPEALED, Status.REPLACED)
        return self.end < day

    def in_use(self, day: date) -> bool:
        """Whether people can do the procedure on `day`."""
        begun = isinstance(self.start, Unknown) or self.start <= day
        return begun and self.status is not Status.SUSPENDED and not self.is_over(day)


@dataclass(frozen=True)
class Provenance:
    """Where a record's facts come from and when an official last compared them."""

    decision: str | Unknown
    checked: date | Unknown
    link: str | None = None
    kind: ChangeKind | None = None


def stale_from(checked: date, months: int = 12) -> date:
    """The first day on which a comparison with the source lies more than `months` months back.

    A month that has no such day counts to its last one; the end of the calendar is never passed.
    """
    years, month = divmod(checked.month - 1 + months, 12)
    if checked.year + years > date.max.year:
        return date.max
    last = monthrange(checked.year + years, month + 1)[1]
    day = date(checked.year + years, month + 1, min(checked.day, last))
    return day + timedelta(days=1) if day < date.max else day


@dataclass(frozen=True)
class Procedure:
    """One administrative procedure as it stands, and what it becomes on later dates.

    `iso_process` is the code of the commune's own process in its quality system (ISO 9001); it claims no certificate.
    """

    code: str
    name: str
    field: str
    online_level: OnlineLevel | Unknown
    audience: tuple[str, ...] | Unknown
    authority: str | Unknown
    reception_points: tuple[str, ...] | Unknown
    elsewhere: Elsewhere | Unknown
    delegation: Delegation | Unknown
    channels: tuple[Channel, ...] | Unknown
    documents: tuple[Document, ...] | Nothing | Unknown
    sets: int | Unknown
    deadlines: tuple[Deadline, ...] | Unknown
    fees: tuple[Fee, ...] | Nothing | Unknown
    steps: tuple[Step, ...] | Unknown
    results: tuple[Result, ...] | Unknown
    requirements: tuple[str, ...] | Nothing | Unknown
    if_refused: str | Unknown
    if_late: str | Unknown
    legal_bases: tuple[LegalBasis, ...] | Unknown
    validity: Validity
    source: Provenance
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    apply_online: str | Unknown | None = None
    cases: tuple[Case, ...] = ()
    not_required: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    payments: tuple[Payment, ...] | Unknown = ()
    notes: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    iso_process: str | None = None
    versions: tuple[Version, ...] = ()

    @property
    def title(self) -> str:
        """What people call it, or else its official name."""
        return self.aliases[0] if self.aliases else self.name

    def on(self, day: date) -> Procedure:
        """The procedure as it stands on `day`, with the versions still to come."""
        current = self
        for version in self.versions:
            if version.start <= day:
                current = version.procedure
        return current


@dataclass(frozen=True)
class Version:
    """A dated change: from `start` on the procedure is `procedure`."""

    start: date
    procedure: Procedure
    legal_basis: str


@dataclass(frozen=True)
class Form:
    """An official form. `file` is where its PDF lies below the root, in the layer that holds the form."""

    code: str
    name: str
    source: str | Unknown
    symbol: str | None = None
    file: str | None = None
    link: str | None = None

    @property
    def file_name(self) -> str | None:
        """The name people download it by; codes differ where files of two layers may be called alike."""
        return f"{self.code}.pdf" if self.file else None


@dataclass(frozen=True)
class Lifetime:
    """The days a place or field is in use; None means open."""

    start: date | None = None
    end: date | None = None

    def includes(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Field:
    """A field of administration."""

    code: str
    name: str
    description: str | None = None
    national_names: tuple[str, ...] = ()
    lifetime: Lifetime = Lifetime()
    replaced_by: str | None = None


@dataclass(frozen=True)
class Opening:
    """A stretch of time on some days of the week."""

    days: tuple[Weekday, ...]
    start: time
    end: time
    kind: HoursKind = HoursKind.OFFICE
    note: str | None = None


@dataclass(frozen=True)
class Closure:
    """Days on which the office is closed, both included."""

    start: date
    end: date
    reason: str


@dataclass(frozen=True)
class MakeUpDay:
    """A weekend day that is worked to make up for a holiday."""

    day: date
    reason: str


@dataclass(frozen=True)
class Complaints:
    """Where people say that they are not satisfied."""

    where: str | Unknown
    phone: str | Unknown
    link: str | None = None
    box: str | None = None


@dataclass(frozen=True)
class ReceptionPoint:
    """Where dossiers are handed in. `queue` is where the machine stands that gives out numbers; None: there is none."""

    code: str
    name: str
    address: str | Unknown
    phone: str | Unknown | None = None
    hours: tuple[Opening, ...] | Unknown | None = None
    queue: str | None = None


@dataclass(frozen=True)
class Supporter:
    """Who helps on the spot, by role, never by name."""

    role: str
    phone: str | Unknown | None = None


@dataclass(frozen=True)
class Place:
    """A village or quarter; each has a page and a poster."""

    code: str
    kind: PlaceKind
    name: str
    posted_at: str | None = None
    supporters: tuple[Supporter, ...] = ()
    lifetime: Lifetime = Lifetime()
    replaced_by: str | None = None


@dataclass(frozen=True)
class Account:
    """A bank account of the unit. `bank` is its name or its six-digit number (BIN), as `generator.transfers` knows it;
    `holder` stands as the bank shows it to whoever pays.
    """

    code: str
    bank: str
    number: str
    holder: str


@dataclass(frozen=True)
class App:
    """An application of the commune, the province or the nation, and where it can be had."""

    name: str
    link: str


@dataclass(frozen=True)
class LinksOut:
    """What the unit's pages lead to on other sites: looking up a dossier, its application, the official survey."""

    look_up: str | None = None
    app: App | None = None
    survey: str | None = None


@dataclass(frozen=True)
class TimeTarget:
    """By the day `until` procedures of this kind take at least `percent` less than the law allows."""

    kind: ChangeKind
    percent: int
    until: date
    legal_basis: str | None = None


@dataclass(frozen=True)
class LevelTarget:
    """By the day `until` at least `percent` of the procedures reach this level or a higher one."""

    level: OnlineLevel
    percent: int
    until: date
    legal_basis: str | None = None


@dataclass(frozen=True)
class Unit:
    """A commune, ward or special zone."""

    code: str
    kind: UnitKind
    name: str
    province: str
    host: str
    address: str | Unknown
    phone: str | Unknown
    complaints: Complaints
    hours: tuple[Opening, ...] | Unknown
    reception_points: tuple[ReceptionPoint, ...]
    places: tuple[Place, ...]
    sample: bool = False
    base_path: str = "/"
    map_link: str | None = None
    citizen_hours: tuple[Opening, ...] | Unknown = ()
    closures: tuple[Closure, ...] = ()
    make_up_days: tuple[MakeUpDay, ...] = ()
    holidays_announced: int | None = None
    favourites: tuple[str, ...] = ()
    source: str | None = None
    former_hosts: tuple[FormerHost, ...] = ()
    accounts: tuple[Account, ...] = ()
    links_out: LinksOut = LinksOut()
    time_targets: tuple[TimeTarget, ...] = ()
    level_targets: tuple[LevelTarget, ...] = ()
    repository: Repository | None = None


@dataclass(frozen=True)
class Repository:
    """Where on a git host the records are kept; `path` is owner and name, below groups where there are any."""

    kind: HostKind
    host: str
    path: str
    branch: str


@dataclass(frozen=True)
class FormerHost:
    """Where the site used to be and can still be opened, as the codes that hang there need it."""

    host: str
    base_path: str = "/"


@dataclass(frozen=True)
class Dictionary:
    """Everyday words to words of official names or to codes, and the same for words that only say more of something;
    abbreviations of official names to what they stand for; single words that people type to the words meant."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    modifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Agency:
    """One office in a linked procedure and its part; `procedure` is the code if the part can be done alone."""

    name: str
    task: str
    procedure: str | None = None


@dataclass(frozen=True)
class JourneyStep:
    """One procedure of a life event.

    `condition` in words makes it a step that not everybody takes. `branches` are the ways it belongs to; empty
    means all. `after` are the codes of steps that must be finished first. `agencies` are the offices of a
    linked procedure in order; empty where it is not linked.
    """

    code: str
    procedure: str
    case: str | None = None
    reason: str | None = None
    condition: str | None = None
    branches: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    agencies: tuple[Agency, ...] = ()


@dataclass(frozen=True)
class Branch:
    """One of the ways through a life event, of which people take one."""

    code: str
    name: str
    explanation: str | None = None


@dataclass(frozen=True)
class LifeEvent:
    """Something that happens in a life and the procedures that come with it, in order."""

    code: str
    name: str
    summary: str
    steps: tuple[JourneyStep, ...]
    branches: tuple[Branch, ...] = ()
    aliases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lifetime: Lifetime = Lifetime()
    replaced_by: str | None = None


@dataclass(frozen=True)
class Term:
    """An abbreviation or official word and what it means.

    `full` is what an abbreviation stands for; `exceptions` are phrases that hold the word in another sense.
    """

    code: str
    word: str
    meaning: str
    full: str | None = None
    variants: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


class NoticeKind(Enum):
    """What a commune has to post beside its procedures, in words of its own."""

    RULES = "noi_quy"
    PROCESS = "quy_trinh"
    POLICY = "chinh_sach"
    GOALS = "muc_tieu"
    CONDUCT = "ung_xu"
    OTHER = "khac"


@dataclass(frozen=True)
class Passage:
    """Part of a posted text: a paragraph, or points under a heading of their own."""

    text: str | None = None
    heading: str | None = None
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """A text of the commune's own that hangs on its board. `decision` is the number of what enacted it."""

    code: str
    kind: NoticeKind
    name: str
    decision: str | Unknown
    body: tuple[Passage, ...]
    day: date | None = None
    lifetime: Lifetime = Lifetime()


@dataclass(frozen=True)
class Apology:
    """The letter people get when the commune is late, which it bound itself to by `decision`.

    `when` is the condition, `signer` a role, `letter` the words of the letter.
    """

    decision: str
    day: date
    when: str
    signer: str
    letter: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """What a commune posts beside its procedures; notices by code, in the order written."""

    notices: Mapping[str, Notice] = field(default_factory=dict)
    apology: Apology | None = None

    def of_kind(self, kind: NoticeKind, day: date) -> tuple[Notice, ...]:
        """The notices of a kind that apply on `day`."""
        return tuple(one for one in self.notices.values() if one.kind is kind and one.lifetime.includes(day))


@dataclass(frozen=True)
class Session:
    """What somebody, by role, does at some time of a week."""

    weekday: Weekday
    start: time
    end: time
    task: str
    who: str
    where: str | None = None


@dataclass(frozen=True)
class Week:
    """The schedule of the week that begins on the Monday `start`."""

    start: date
    sessions: tuple[Session, ...]

    @property
    def lifetime(self) -> Lifetime:
        """The seven days for which it holds."""
        return Lifetime(self.start, self.start + timedelta(days=6))


class Condition(Enum):
    """How a poster was found where it hangs."""

    WHOLE = "nguyen_ven"
    COVERED = "bi_dan_de"
    WORN = "rach_mo"
    MISSING = "mat"


@dataclass(frozen=True)
class PrintedFacts:
    """What a sheet states: records as they were printed. What it does not state is as it is today."""

    unit: Unit
    place: Place | None = None
    procedures: tuple[Procedure, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A sheet that was printed. `code` names its entry in the register; `addresses` are as its codes hold them.

    `facts` is None for a sheet that states nothing that can age, and where there is no catalogue to compare with.
    """

    code: str
    day: date
    design: str
    addresses: tuple[str, ...]
    copies: int
    facts: PrintedFacts | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Hung:
    """A copy of what was `printed` was put up in the place `place`, at `spot`."""

    code: str
    day: date
    printed: str
    place: str
    spot: str | None = None


@dataclass(frozen=True)
class Inspected:
    """Somebody looked at what was `hung`."""

    code: str
    day: date
    hung: str
    condition: Condition
    note: str | None = None


@dataclass(frozen=True)
class TakenDown:
    """What was `hung` was taken down."""

    code: str
    day: date
    hung: str
    reason: str | None = None


@dataclass(frozen=True)
class TakenBack:
    """Every copy of what was `printed` was taken back: it must not be used any more."""

    code: str
    day: date
    printed: str
    reason: str | None = None


@dataclass(frozen=True)
class Announced:
    """Procedures were read out over the loudspeakers of some places."""

    code: str
    day: date
    places: tuple[str, ...]
    procedures: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """What was printed and hangs; each mapping by the code of the entry, in the order of days."""

    printed: Mapping[str, Printed] = field(default_factory=dict)
    hung: Mapping[str, Hung] = field(default_factory=dict)
    inspected: tuple[Inspected, ...] = ()
    taken_down: tuple[TakenDown, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    announced: tuple[Announced, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A procedure as an official list has it; `is_communes` is None where the list names no authority."""

    code: str
    name: str
    field: str
    is_communes: bool | None


@dataclass(frozen=True)
class ProcedureList:
    """A list of procedures as a ministry or a province announced it, and the day on which it was taken over."""

    name: str
    day: date
    procedures: tuple[Listed, ...] = field(repr=False)


@dataclass(frozen=True)
class Tally:
    """What became of dossiers: `received` = `on_time` + `pending` + `overdue`.

    Those `excluded` stand outside that sum, for the `reason` given. `early` are those of the `returned` that were done
    before their day: a sum of its own. `collected` is in VND. None is what nobody counted.
    """

    received: int
    on_time: int
    pending: int
    overdue: int
    excluded: int = 0
    reason: str | None = None
    early: int | None = None
    returned: int | None = None
    online: int | None = None
    by_post: int | None = None
    collected: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class MonthlyResults:
    """What the office did in the month that begins with `month`, as it stood when the month was over.

    `by_field` tells the same by the code of the field, or nothing; its tallies add up to the `total`.
    """

    month: date
    total: Tally
    by_field: Mapping[str, Tally] = field(default_factory=dict)


@dataclass(frozen=True)
class SurveyOption:
    """One of the answers to choose from."""

    code: str
    name: str


@dataclass(frozen=True)
class SurveyQuestion:
    """A question on the slip; one that is `retired` is asked no more, but was in some round."""

    code: str
    words: str
    options: tuple[SurveyOption, ...]
    retired: bool = False


@dataclass(frozen=True)
class SurveyRound:
    """One asking round, both days included: slips given out and handed back, and how often each answer was chosen.

    `answers` go by the code of the question, then of the option. A slip may leave a question open.
    """

    code: str
    start: date
    end: date
    given_out: int
    returned: int
    answers: Mapping[str, Mapping[str, int]]
    note: str | None = None


@dataclass(frozen=True)
class Survey:
    """How people are asked whether they are satisfied, and the rounds so far, the earliest first."""

    code: str
    questions: tuple[SurveyQuestion, ...]
    rounds: tuple[SurveyRound, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Everything one commune publishes. Mappings are by code, in the order they are shown.

    `identities` tell by code one state of the files of a procedure from any other, where that is known. `results` are
    in the order of their months.
    """

    unit: Unit
    fields: Mapping[str, Field] = field(repr=False)
    forms: Mapping[str, Form] = field(repr=False)
    procedures: Mapping[str, Procedure] = field(repr=False)
    dictionary: Dictionary = field(default=Dictionary(), repr=False)
    events: Mapping[str, LifeEvent] = field(repr=False, default_factory=dict)
    glossary: Mapping[str, Term] = field(repr=False, default_factory=dict)
    identities: Mapping[str, str] = field(repr=False, default_factory=dict)
    register: Register = field(default=Register(), repr=False)
    board: Board | None = field(default=None, repr=False)
    schedule: tuple[Week, ...] = field(default=(), repr=False)
    lists: Mapping[str, ProcedureList] = field(repr=False, default_factory=dict)
    results: tuple[MonthlyResults, ...] = field(default=(), repr=False)
    survey: Survey | None = field(default=None, repr=False)

    def of_field(self, code: str) -> tuple[Procedure, ...]:
        """The procedures of a field, by everyday or official name."""
        return tuple(procedure for procedure in self.procedures.values() if procedure.field == code)

    def around(self, procedure: Procedure) -> Catalogue:
        """The same catalogue with no other procedures than those that `procedure` names, and nothing of the board."""
        states = (procedure, *(version.procedure for version in procedure.versions))
        named = {code for state in states for code in (*state.related, state.validity.replaced_by or "")}
        codes = dict.fromkeys((procedure.code, *sorted(named & self.procedures.keys())))
        return replace(self, procedures={code: self.procedures[code] for code in codes}, board=None, schedule=())
