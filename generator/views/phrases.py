"""Parts of a record in words, shared by pages and posters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator import wording
from generator.records import (
    Basis,
    Case,
    Channel,
    Deadline,
    Document,
    Duration,
    Fee,
    Forever,
    HoursKind,
    Lifetime,
    Nothing,
    Opening,
    Procedure,
    Result,
    Status,
    Unknown,
    Weekday,
    When,
)
from generator.selecting import in_dates


@dataclass(frozen=True)
class Fact:
    """A value in words. What is not known says so, and `why` gives the reason."""

    text: str
    known: bool = True
    why: str | None = None


def unknown(value: Unknown) -> Fact:
    """`Chưa có thông tin`, with the reason."""
    return Fact(wording.capitalised(wording.UNKNOWN), False, value.reason)


def when(selector: When, cases: Mapping[str, Case]) -> str | None:
    """`nộp trên mạng; trường hợp ở nhà thuê`; None where there is no restriction."""
    parts: list[str] = []
    if selector.channels:
        parts.append("nộp " + wording.joined([wording.CHANNELS[one] for one in selector.channels], " hoặc "))
    if selector.cases:
        names = [wording.uncapitalised(cases[code].name) if code in cases else code for code in selector.cases]
        parts.append("trường hợp " + wording.joined(names, " hoặc "))
    if selector.start:
        parts.append(f"từ {wording.short_date(selector.start)}")
    if selector.end:
        parts.append(f"đến hết {wording.short_date(selector.end)}")
    return "; ".join(parts) or None


def last_day(lifetime: Lifetime) -> str | None:
    """The last day of a place, a field or a life event, past or to come."""
    return wording.short_date(lifetime.end) if lifetime.end else None


def not_over(selector: When, day: date) -> bool:
    """Whether a selector applies on `day` or will apply later; what is to come is shown with its date."""
    return selector.end is None or day <= selector.end


def counts(document: Document) -> str:
    """`1 bản chính và 2 bản sao`."""
    parts, open_ = [], []
    for number, kind in ((document.originals, "bản chính"), (document.copies, "bản sao")):
        if isinstance(number, Unknown):
            open_.append(f"số {kind}: {wording.UNKNOWN}")
        elif number:
            parts.append(f"{number} {kind}")
    known = wording.joined(parts)
    return "; ".join([known, *open_] if known else open_) or "không cần bản giấy"


def deadline(entry: Deadline) -> Fact:
    """`7 ngày làm việc`, or the commune's own shorter promise."""
    if isinstance(entry.duration, Unknown):
        return unknown(entry.duration)
    if entry.committed is not None:
        promised = wording.duration(Duration(entry.committed, entry.duration.unit))
        return Fact(f"{promised} (xã cam kết; quy định là {wording.duration(entry.duration)})")
    return Fact(wording.duration(entry.duration))


def amount(fee: Fee) -> Fact:
    """`2.000 đồng/trang`, tiers one after the other, `không thu`, or not known."""
    if isinstance(fee.amount, Unknown):
        return unknown(fee.amount)
    if isinstance(fee.amount, Nothing):
        return Fact(wording.capitalised(wording.NO_CHARGE), why=fee.amount.source)
    text = wording.rate(fee.amount, fee.basis) if isinstance(fee.amount, int) else _tiers(fee)
    return Fact(text + _cap(fee))


def _cap(fee: Fee) -> str:
    """`, nhiều nhất 200.000 đồng/bản`; of tiers it is said for all of them together."""
    if not fee.cap:
        return ""
    lead = "; tổng cộng nhiều nhất" if isinstance(fee.amount, tuple) else ", nhiều nhất"
    return f"{lead} {wording.rate(fee.cap, fee.cap_basis)}"


def _tiers(fee: Fee) -> str:
    assert isinstance(fee.amount, tuple)
    unit = wording.BASES[fee.basis] if fee.basis else "đơn vị"
    parts, first = [], 1
    for tier in fee.amount:
        if tier.upto is None:
            scope = f"từ {unit} thứ {first} trở đi"
        elif tier.upto == first:
            scope = f"{unit} thứ {first}"
        else:
            scope = f"{unit} thứ {first} đến thứ {tier.upto}"
        parts.append(f"{scope}: {wording.rate(tier.amount, fee.basis)}")
        first = (tier.upto or first) + 1
    return "; ".join(parts)


def valid_for(result: Result) -> Fact:
    """How long a result is good for."""
    if isinstance(result.valid_for, Unknown):
        return unknown(result.valid_for)
    if isinstance(result.valid_for, Forever):
        return Fact("không hết hạn")
    return Fact(wording.duration(result.valid_for))


ASK_AT_DESK = "hỏi tại quầy"


def postage(result: Result) -> Fact | None:
    """What the post takes for bringing a result; None where it does not come by post."""
    if isinstance(result.delivery, Unknown) or Channel.POST not in result.delivery:
        return None
    if isinstance(result.postage, Unknown):
        return Fact(ASK_AT_DESK, False, result.postage.reason)
    if isinstance(result.postage, Nothing):
        return Fact(wording.NO_CHARGE, why=result.postage.source)
    return Fact(ASK_AT_DESK, False) if result.postage is None else Fact(wording.money(result.postage))


def fee_in_short(procedure: Procedure, day: date) -> Fact:
    """All charges of a procedure in one line: one of the four facts villagers look for."""
    if isinstance(procedure.fees, Unknown):
        return unknown(procedure.fees)
    if isinstance(procedure.fees, Nothing):
        return Fact(wording.capitalised(wording.NO_CHARGE), why=procedure.fees.source)
    charges: dict[tuple[object, str], list[Fee]] = {}
    for fee in procedure.fees:
        if in_dates(fee.when, day):
            charges.setdefault((fee.kind, fee.name), []).append(fee)
    known = [group for group in charges.values() if not any(isinstance(fee.amount, Unknown) for fee in group)]
    if not known:
        reasons = [fee.amount.reason for group in charges.values() for fee in group if isinstance(fee.amount, Unknown)]
        return Fact(wording.capitalised(wording.UNKNOWN), False, reasons[0] if reasons else None)
    open_channels = _without_fee(procedure, procedure.fees, day)
    parts = [_charge_in_short(group, _cases(procedure), _channels(procedure)) for group in known]
    if all(isinstance(fee.amount, Nothing) for group in known for fee in group):
        parts = [wording.capitalised(wording.NO_CHARGE)]
    if len(known) < len(charges):
        parts.append(f"khoản khác {wording.UNKNOWN}")
    if len(parts) > 2:
        parts = [parts[0], "và các khoản khác"]
    parts += [f"{wording.CHANNELS[channel]}: {wording.UNKNOWN}" for channel in open_channels]
    return Fact("; ".join(parts))


def _channels(procedure: Procedure) -> tuple[Channel, ...]:
    return () if isinstance(procedure.channels, Unknown) else procedure.channels


def _without_fee(procedure: Procedure, fees: Iterable[Fee], day: date) -> list[Channel]:
    """The ways of handing in of which no entry says on `day` what they cost: not known, never free."""
    selectors = [fee.when for fee in fees if in_dates(fee.when, day)]
    return [one for one in _channels(procedure) if not any(not w.channels or one in w.channels for w in selectors)]


def _last_day(selectors: Iterable[When]) -> str | None:
    """`đến hết 31/12/2026`: the first day after which something said here no longer holds."""
    ends = [selector.end for selector in selectors if selector.end]
    return f"đến hết {wording.short_date(min(ends))}" if ends else None


def _charge_in_short(group: list[Fee], cases: Mapping[str, Case], channels: tuple[Channel, ...]) -> str:
    end = _last_day(fee.when for fee in group)
    if len(group) == 1:
        named = () if set(channels) <= set(group[0].when.channels) else group[0].when.channels
        return _amount_in_short(group[0]) + _where_it_applies(When(channels=named, end=group[0].when.end), cases)
    if len(group) == 2 and not any(fee.when.cases for fee in group):
        return "; ".join(
            _amount_in_short(fee) + _where_it_applies(replace(fee.when, start=None), cases) for fee in group
        )
    amounts = [fee.amount for fee in group if isinstance(fee.amount, int)]
    if len(amounts) == len(group):
        low, high = min(amounts), max(amounts)
        if low == high:
            return _amount_in_short(group[0]) + (f" ({end})" if end else "")
        text = f"{wording.number(low)} đến {wording.money(high)}, tùy trường hợp"
        return f"{text} ({end})" if end else text
    return f"Tùy trường hợp ({end})" if end else "Tùy trường hợp"


_ONCE = frozenset({Basis.TIME, Basis.DOSSIER, Basis.CASE})
"""What is paid once in one go needs no "per" in a headline."""


def _amount_in_short(fee: Fee) -> str:
    if isinstance(fee.amount, int) and fee.basis in _ONCE:
        return wording.money(fee.amount)
    if isinstance(fee.amount, tuple):
        first, second, *more = fee.amount
        if more:
            prices = [tier.amount for tier in fee.amount]
            return f"{wording.number(min(prices))} đến {wording.rate(max(prices), fee.basis)}{_cap(fee)}"
        unit = wording.BASES[fee.basis] if fee.basis else "đơn vị"
        later = f"từ {unit} thứ {(first.upto or 0) + 1}: {wording.money(second.amount)}"
        return f"{wording.rate(first.amount, fee.basis)}; {later}{_cap(fee)}"
    return amount(fee).text


def _where_it_applies(selector: When, cases: Mapping[str, Case]) -> str:
    """` trên mạng` where only the channel matters, else the whole restriction in brackets."""
    if selector.channels and selector == When(channels=selector.channels):
        return " " + wording.joined([wording.CHANNELS[one] for one in selector.channels], " hoặc ")
    restriction = when(selector, cases)
    return f" ({restriction})" if restriction else ""


def deadline_in_short(procedure: Procedure, day: date) -> Fact:
    """All deadlines of a procedure in one line."""
    if isinstance(procedure.deadlines, Unknown):
        return unknown(procedure.deadlines)
    entries = [entry for entry in procedure.deadlines if in_dates(entry.when, day)]
    by_text: dict[Fact, list[str | None]] = {}
    for entry in entries:
        restriction = when(replace(entry.when, start=None), _cases(procedure))
        by_text.setdefault(deadline(entry), []).append(restriction)
    end = _last_day(entry.when for entry in entries)
    known = {fact: restrictions for fact, restrictions in by_text.items() if fact.known}
    if not known:
        return next(iter(by_text), Fact(wording.capitalised(wording.UNKNOWN), False))
    if len(by_text) == 1:
        return Fact(wording.capitalised(next(iter(known)).text) + (f" ({end})" if end else ""))
    if len(known) > 2:
        text = _several_deadlines(entries, [fact.text for fact in known])
        return Fact(f"{text} ({end})" if end else text)
    parts = [_restricted(fact.text, restrictions) for fact, restrictions in known.items()]
    if len(known) < len(by_text):
        parts.append(f"còn lại {wording.UNKNOWN}")
    return Fact(wording.capitalised("; ".join(parts)))


def _several_deadlines(entries: list[Deadline], texts: list[str]) -> str:
    """`20, 17 hoặc 30 ngày làm việc, tùy cách nộp`; what hangs on the situation is only hinted at."""
    if any(entry.when.cases for entry in entries):
        return "Tùy trường hợp"
    units = {text.partition(" ")[2] for text in texts}
    if len(units) == 1:
        texts = [*(text.partition(" ")[0] for text in texts[:-1]), texts[-1]]
    return f"{wording.capitalised(wording.joined(texts, ' hoặc '))}, tùy cách nộp"


def _restricted(text: str, restrictions: list[str | None]) -> str:
    """`7 ngày (nộp trên mạng)`; too many restrictions are only hinted at."""
    named = [restriction for restriction in restrictions if restriction]
    if not named:
        return text
    return f"{text} ({named[0]})" if len(named) == 1 and len(named[0]) <= 60 else f"{text} (tùy trường hợp)"


def standing_in_short(original: Procedure, day: date) -> str | None:
    """Whether a procedure is not simply in use on `day`: not yet, no more, suspended, soon to end or to change."""
    validity = original.on(day).validity
    if validity.is_over(day):
        return "không còn áp dụng"
    if validity.status is Status.SUSPENDED:
        return wording.STATUSES[validity.status]
    if isinstance(validity.start, date) and validity.start > day:
        return f"chưa áp dụng, bắt đầu từ {wording.short_date(validity.start)}"
    if validity.end:
        return f"chỉ áp dụng đến hết {wording.short_date(validity.end)}"
    changes = [version.start for version in original.versions if version.start > day]
    return f"sẽ thay đổi từ {wording.short_date(changes[0])}" if changes else None


def channels_in_short(procedure: Procedure) -> Fact:
    """`Nộp trực tiếp, trên mạng hoặc qua bưu chính`."""
    if isinstance(procedure.channels, Unknown):
        return unknown(procedure.channels)
    return Fact("Nộp " + wording.joined([wording.CHANNELS[one] for one in procedure.channels], " hoặc "))


def _cases(procedure: Procedure) -> dict[str, Case]:
    return {case.code: case for case in procedure.cases}


def opening_hours(openings: Iterable[Opening]) -> list[tuple[str, str]]:
    """Hours as people say them: days on one side, times on the other; equal days stand together.

    The ninth hour is named as such, and what is said of an opening stands behind it.
    """
    by_day: dict[Weekday, list[str]] = {}
    for opening in sorted(openings, key=lambda one: one.start):
        named = [wording.HOURS_KINDS[opening.kind]] if opening.kind is HoursKind.NINTH_HOUR else []
        remarks = [*named, *([wording.uncapitalised(opening.note)] if opening.note else [])]
        text = f"{wording.clock(opening.start)} đến {wording.clock(opening.end)}"
        if remarks:
            text += f" ({': '.join(remarks)})"
        for day in opening.days:
            by_day.setdefault(day, []).append(text)
    groups: list[tuple[list[Weekday], list[str]]] = []
    for day in Weekday:
        if day not in by_day:
            continue
        same = next((group for group in groups if group[1] == by_day[day]), None)
        if same:
            same[0].append(day)
        else:
            groups.append(([day], by_day[day]))
    return [(_days(days), wording.joined(times, " và ")) for days, times in groups]


def _days(days: list[Weekday]) -> str:
    indices = [day.index for day in days]
    if len(days) > 2 and indices == list(range(indices[0], indices[0] + len(days))):
        text = f"{wording.WEEKDAYS[days[0]]} đến {wording.WEEKDAYS[days[-1]]}"
    else:
        text = wording.joined([wording.WEEKDAYS[day] for day in days])
    return wording.capitalised(text)
