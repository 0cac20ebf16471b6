"""A procedure's page: everything people ask, in the order they ask it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from generator import addresses, changes, wording
from generator.addresses import Address
from generator.records import (
    APPLICANT,
    Case,
    Catalogue,
    Channel,
    Document,
    Elsewhere,
    Exemption,
    Fee,
    LegalBasis,
    Nothing,
    Procedure,
    Result,
    Status,
    Step,
    Unknown,
    When,
    stale_from,
)
from generator.views import calculator, event, frame, narrowing, payment, phrases
from generator.views import changes as change_words
from generator.views.calculator import Calculator
from generator.views.frame import Link, Phone, Reception
from generator.views.glossary import EMPTY, Glossary
from generator.views.payment import PaymentLine, Transfer
from generator.views.phrases import Fact

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class Listed(Generic[T]):
    """Items, or the one fact that stands where there are none."""

    items: tuple[T, ...] = ()
    fact: Fact | None = None


@dataclass(frozen=True)
class FormLink:
    """An official form and where it can be had."""

    name: str
    file: str | None
    url: str | None


@dataclass(frozen=True)
class Paper:
    """A document in words."""

    name: str
    handling: str
    counts: str
    why_unknown: tuple[str, ...]
    restriction: str | None
    condition: str | None
    alternatives: tuple[str, ...]
    note: str | None
    form: FormLink | None

    @property
    def task(self) -> str:
        """What to do with it, and how many: `Nộp 1 bản chính`."""
        joint = "; " if self.counts.startswith("số ") else " "
        return f"{self.handling.capitalize()}{joint}{self.counts}"


@dataclass(frozen=True)
class Situation:
    """A case and the papers only it needs."""

    code: str
    name: str
    explanation: str | None
    papers: Listed[Paper]


@dataclass(frozen=True)
class Charge:
    """One fee in words, with its legal source."""

    name: str
    kind: str
    amount: Fact
    restriction: str | None
    legal_basis: str | None
    note: str | None
    cases: narrowing.Numbers = ()


@dataclass(frozen=True)
class ExemptionLine:
    """Who pays less, and what proves it."""

    who: str
    how_much: Fact
    proof: str | None
    legal_basis: Fact


@dataclass(frozen=True)
class TimeLine:
    """A deadline in words."""

    fact: Fact
    restriction: str | None
    cutoff: str | None
    note: str | None
    cases: narrowing.Numbers = ()


@dataclass(frozen=True)
class StepLine:
    """A step in words."""

    actor: str
    action: str
    duration: Fact | None
    restriction: str | None
    cases: narrowing.Numbers = ()


@dataclass(frozen=True)
class ResultLine:
    """A result in words. `postage` is set where it comes by post, `at_home` where the unit brings it."""

    name: str
    delivery: Fact
    postage: Fact | None
    at_home: str | None
    valid_for: Fact
    note: str | None


@dataclass(frozen=True)
class Law:
    """A legal document in words."""

    number: str
    title: str
    validity: str | None
    url: str | None


@dataclass(frozen=True)
class Notice:
    """Something to know before reading on."""

    text: str
    link: Link | None = None


@dataclass(frozen=True)
class Stale:
    """That the record has not been compared with its source for too long: so already, or (`start`) from a day on."""

    text: str
    start: date | None


@dataclass(frozen=True)
class Upcoming:
    """What changes on a known date."""

    day: str
    sentences: tuple[str, ...]
    legal_basis: str


@dataclass(frozen=True)
class ProcedurePage:
    """All words and addresses on a procedure's page."""

    address: Address
    code: str
    title: str
    official_name: str | None
    summary: str | None
    field: Link
    notices: tuple[Notice, ...]
    stale: Stale | None
    fee: Fact
    deadline: Fact
    where: Fact
    online: Fact
    apply_online: str | None
    receptions: tuple[Reception, ...]
    ask: Phone
    papers: Listed[Paper]
    situations: tuple[Situation, ...]
    not_required: tuple[str, ...]
    sets: Fact
    charges: Listed[Charge]
    exemptions: tuple[ExemptionLine, ...]
    payments: Listed[PaymentLine]
    transfers: tuple[Transfer, ...]
    times: Listed[TimeLine]
    steps: Listed[StepLine]
    results: Listed[ResultLine]
    delegation: Fact
    delegation_exception: str | None
    elsewhere: Fact
    if_refused: Fact
    if_late: Fact
    requirements: Listed[str]
    notes: tuple[str, ...]
    audience: Fact
    authority: Fact
    laws: Listed[Law]
    decision: Fact
    checked: Fact
    source: str | None
    upcoming: tuple[Upcoming, ...]
    related: tuple[Link, ...]
    iso_process: str | None = None
    calculator: Calculator | None = None
    events: tuple[Link, ...] = ()
    glossary: Glossary = EMPTY


def of(original: Procedure, catalogue: Catalogue, today: date) -> ProcedurePage:
    """The page of a procedure as it stands on `today`, with what is known to come."""
    procedure = original.on(today)
    cases = {case.code: case for case in procedure.cases}
    field = catalogue.fields[procedure.field]
    papers, situations = _papers(procedure, catalogue, today)
    online = procedure.apply_online
    fee_cases, deadline_cases, step_cases, payment_cases = narrowing.of_procedure(procedure, today)
    return ProcedurePage(
        address=addresses.of_procedure(procedure),
        code=procedure.code,
        title=wording.capitalised(procedure.title),
        official_name=procedure.name if procedure.name != procedure.title else None,
        summary=procedure.summary,
        field=Link(field.name, addresses.of_field(field)),
        notices=_notices(procedure, catalogue, today),
        stale=_stale(procedure.source.checked, today),
        fee=phrases.fee_in_short(procedure, today),
        deadline=phrases.deadline_in_short(procedure, today),
        where=_where(procedure, catalogue),
        online=_online(procedure),
        apply_online=online if isinstance(online, str) else None,
        receptions=_receptions(procedure, catalogue),
        ask=_ask(procedure, catalogue),
        papers=papers,
        situations=situations,
        not_required=procedure.not_required,
        sets=_one(procedure.sets, lambda number: f"{number} bộ"),
        charges=_listed(
            procedure.fees,
            lambda fee: _charge(fee, cases, fee_cases.get(fee, ())),
            lambda fee: phrases.not_over(fee.when, today),
        ),
        exemptions=tuple(map(_exemption, procedure.exemptions)),
        payments=_listed(
            procedure.payments,
            lambda one: payment.line(one, cases, payment_cases.get(one, ())),
            lambda one: phrases.not_over(one.when, today),
        ),
        transfers=payment.transfers_of(procedure, catalogue.unit, today, payment_cases),
        times=_listed(
            procedure.deadlines,
            lambda one: TimeLine(
                phrases.deadline(one),
                phrases.when(one.when, cases),
                wording.clock(one.cutoff) if one.cutoff else None,
                one.note,
                deadline_cases.get(one, ()),
            ),
            lambda one: phrases.not_over(one.when, today),
        ),
        steps=_listed(procedure.steps, lambda step: _step(step, procedure, catalogue, cases, step_cases.get(step, ()))),
        results=_listed(procedure.results, _result),
        delegation=_delegation(procedure),
        delegation_exception=None if isinstance(procedure.delegation, Unknown) else procedure.delegation.exception,
        elsewhere=_one(procedure.elsewhere, _elsewhere),
        if_refused=frame.fact(procedure.if_refused),
        if_late=frame.fact(procedure.if_late),
        requirements=_listed(procedure.requirements, str),
        notes=procedure.notes,
        audience=_one(procedure.audience, lambda people: wording.joined(list(people), "; ") if people else ""),
        authority=frame.fact(procedure.authority),
        laws=_listed(procedure.legal_bases, _law),
        decision=frame.fact(procedure.source.decision),
        checked=_one(procedure.source.checked, wording.short_date),
        source=procedure.source.link,
        upcoming=(*_upcoming_prices(original, procedure, today), *_upcoming(original, procedure, today)),
        related=tuple(
            Link(wording.capitalised(other.on(today).title), addresses.of_procedure(other))
            for other in (catalogue.procedures.get(code) for code in procedure.related)
            if other
        ),
        iso_process=procedure.iso_process,
        calculator=calculator.of_procedure(original, catalogue, today),
        events=event.links(original.code, catalogue, today),
    )


def _one(value: V | Unknown, words: Callable[[V], str]) -> Fact:
    return phrases.unknown(value) if isinstance(value, Unknown) else Fact(words(value))


def _listed(
    value: tuple[V, ...] | Nothing | Unknown, words: Callable[[V], T], keep: Callable[[V], bool] = lambda _: True
) -> Listed[T]:
    if isinstance(value, Unknown):
        return Listed(fact=phrases.unknown(value))
    if isinstance(value, Nothing):
        return Listed(fact=Fact("Không", why=value.source))
    return Listed(tuple(words(item) for item in value if keep(item)))


def _papers(procedure: Procedure, catalogue: Catalogue, today: date) -> tuple[Listed[Paper], tuple[Situation, ...]]:
    """The papers everybody needs, and for each case those it alone needs."""
    if not isinstance(procedure.documents, tuple):
        none: Listed[Paper] = _listed(procedure.documents, lambda document: _paper(document, catalogue))
        if isinstance(procedure.documents, Nothing):
            none = Listed(fact=Fact("Không cần giấy tờ nào", why=procedure.documents.source))
        return none, tuple(Situation(case.code, case.name, case.explanation, none) for case in procedure.cases)
    current = [one for one in procedure.documents if phrases.not_over(one.when, today)]
    common = tuple(_paper(one, catalogue) for one in current if not one.when.cases)
    situations = tuple(
        Situation(
            case.code,
            case.name,
            case.explanation,
            Listed(tuple(_paper(one, catalogue) for one in current if case.code in one.when.cases)),
        )
        for case in procedure.cases
    )
    return Listed(common), situations


def _paper(document: Document, catalogue: Catalogue) -> Paper:
    form = catalogue.forms.get(document.form) if document.form else None
    symbol = _symbol(form.symbol) if form else ""
    return Paper(
        wording.capitalised(document.name),
        wording.HANDLINGS[document.handling],
        phrases.counts(document),
        tuple(one.reason for one in (document.originals, document.copies) if isinstance(one, Unknown)),
        _channels_and_dates(document),
        document.condition,
        document.alternatives,
        document.note,
        FormLink(symbol + form.name, form.file_name, form.link) if form else None,
    )


def _symbol(symbol: str | None) -> str:
    """`Mẫu CT01: `; a symbol may begin with the word itself."""
    if symbol is None:
        return "Mẫu: "
    return f"{symbol}: " if wording.folded(symbol).startswith("mau") else f"Mẫu {symbol}: "


def _channels_and_dates(document: Document) -> str | None:
    selector = document.when
    return phrases.when(type(selector)(selector.channels, (), selector.start, selector.end), {})


def _charge(fee: Fee, cases: dict[str, Case], numbers: narrowing.Numbers) -> Charge:
    return Charge(
        fee.name,
        wording.FEE_KINDS[fee.kind],
        phrases.amount(fee),
        phrases.when(fee.when, cases),
        fee.legal_basis,
        fee.note,
        numbers,
    )


def _exemption(exemption: Exemption) -> ExemptionLine:
    return ExemptionLine(
        exemption.who,
        _one(exemption.percent, lambda percent: "miễn" if percent == 100 else f"giảm {percent}%"),
        exemption.proof,
        frame.fact(exemption.legal_basis),
    )


def _step(
    step: Step, procedure: Procedure, catalogue: Catalogue, cases: dict[str, Case], numbers: narrowing.Numbers
) -> StepLine:
    points = {point.code: point.name for point in catalogue.unit.reception_points}
    if step.actor == APPLICANT:
        actor = "Người làm thủ tục"
    elif step.actor == "co_quan":
        actor = procedure.authority if isinstance(procedure.authority, str) else "Cơ quan giải quyết"
    else:
        actor = points[step.actor]
    duration = None if step.duration is None else _one(step.duration, wording.duration)
    return StepLine(actor, step.action, duration, phrases.when(step.when, cases), numbers)


def _result(result: Result) -> ResultLine:
    return ResultLine(
        result.name,
        _one(result.delivery, lambda ways: "Nhận " + wording.joined([wording.CHANNELS[one] for one in ways], " hoặc ")),
        phrases.postage(result),
        result.at_home,
        phrases.valid_for(result),
        result.note,
    )


def _law(law: LegalBasis) -> Law:
    parts = []
    if law.start:
        parts.append(f"có hiệu lực từ {wording.short_date(law.start)}")
    if law.end:
        parts.append(f"hết hiệu lực sau {wording.short_date(law.end)}")
    return Law(law.number, law.title, "; ".join(parts) or None, law.link)


def _where(procedure: Procedure, catalogue: Catalogue) -> Fact:
    points = {point.code: point.name for point in catalogue.unit.reception_points}
    return _one(procedure.reception_points, lambda codes: wording.joined([points[code] for code in codes], " hoặc "))


def _online(procedure: Procedure) -> Fact:
    """Whether it can be done online: the level if it is known, else whether the channel is there at all."""
    if not isinstance(procedure.online_level, Unknown):
        return Fact(wording.ONLINE_LEVELS[procedure.online_level])
    if isinstance(procedure.channels, Unknown):
        return phrases.unknown(procedure.channels)
    if Channel.ONLINE in procedure.channels:
        return Fact("Nộp được trên mạng", why=procedure.online_level.reason)
    return Fact("Không nộp trên mạng")


def _receptions(procedure: Procedure, catalogue: Catalogue) -> tuple[Reception, ...]:
    if isinstance(procedure.reception_points, Unknown):
        return ()
    points = {point.code: point for point in catalogue.unit.reception_points}
    return tuple(frame.reception(points[code]) for code in procedure.reception_points)


def _ask(procedure: Procedure, catalogue: Catalogue) -> Phone:
    """Whom to call: the place that takes the dossier where it has a phone, else the unit."""
    phones = (one.phone for one in _receptions(procedure, catalogue))
    return next((one for one in phones if one and one.dial), frame.phone(catalogue.unit.phone))


def _elsewhere(elsewhere: Elsewhere) -> str:
    words = "Xã khác cũng nhận" if elsewhere.allowed else "Chỉ nộp ở xã có thẩm quyền"
    return f"{words}: {wording.uncapitalised(elsewhere.condition)}" if elsewhere.condition else words


def _delegation(procedure: Procedure) -> Fact:
    delegation = procedure.delegation
    if isinstance(delegation, Unknown):
        return phrases.unknown(delegation)
    if not delegation.allowed:
        return Fact("Phải tự mình làm, không nhờ người khác làm thay")
    paper = f", cần {wording.uncapitalised(delegation.paper)}" if delegation.paper else ""
    return Fact(f"Được nhờ người khác làm thay{paper}")


def _notices(procedure: Procedure, catalogue: Catalogue, today: date) -> tuple[Notice, ...]:
    """What makes the page not simply true today: not yet, no more, suspended, replaced."""
    validity = procedure.validity
    successor = catalogue.procedures.get(validity.replaced_by) if validity.replaced_by else None
    link = (
        Link(wording.capitalised(successor.on(today).title), addresses.of_procedure(successor)) if successor else None
    )
    reason = f" {validity.reason}." if validity.reason else ""
    notices: list[Notice] = []
    parts: list[str] = []
    if validity.status is Status.SUSPENDED or (validity.status is not Status.IN_FORCE and validity.is_over(today)):
        parts.append(wording.STATUSES[validity.status])
    if validity.end:
        parts.append(f"chỉ áp dụng đến hết {wording.short_date(validity.end)}")
    if parts:
        notices.append(Notice(f"Thủ tục này {', '.join(parts)}.{reason}", link))
    if not isinstance(validity.start, Unknown) and validity.start > today:
        notices.append(Notice(f"Thủ tục này chưa áp dụng; bắt đầu từ {wording.short_date(validity.start)}."))
    return tuple(notices)


def _stale(checked: date | Unknown, today: date) -> Stale | None:
    if isinstance(checked, Unknown):
        return None
    start = stale_from(checked)
    words = f"Đã hơn một năm, từ {wording.short_date(checked)}, trang này chưa đối chiếu lại với nguồn."
    return Stale(f"{words} Hãy gọi hỏi trước khi đi.", start if start > today else None)


def _upcoming_prices(original: Procedure, current: Procedure, today: date) -> tuple[Upcoming, ...]:
    """The prices that begin after `today` and before the next version, by their selector."""
    if not isinstance(current.fees, tuple):
        return ()
    until = min((version.start for version in original.versions if version.start > today), default=date.max)
    found = sorted(
        (fee.when.start, index) for index, fee in enumerate(current.fees) if fee.when.start and today < fee.when.start
    )
    return tuple(
        Upcoming(
            wording.short_date(start),
            (f"{_priced(fee, current)}: {wording.uncapitalised(phrases.amount(fee).text)}.",),
            fee.legal_basis or "",
        )
        for start, fee in ((start, current.fees[index]) for start, index in found)
        if start < until
    )


def _priced(fee: Fee, procedure: Procedure) -> str:
    """What a price is for, with the way and the situation it is limited to."""
    restriction = phrases.when(When(fee.when.channels, fee.when.cases), {case.code: case for case in procedure.cases})
    return f"{fee.name} ({restriction})" if restriction else fee.name


def _upcoming(original: Procedure, current: Procedure, today: date) -> tuple[Upcoming, ...]:
    result: list[Upcoming] = []
    before = current
    for version in original.versions:
        if version.start > today:
            found = changes.of_procedure(before, version.procedure)
            words = change_words.sentences(found, version.procedure)
            result.append(Upcoming(wording.short_date(version.start), words, version.legal_basis))
            before = version.procedure
    return tuple(result)
