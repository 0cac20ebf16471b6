"""A procedure's page as Markdown: the same words in the same order as in `site_templates/pages/procedure.html`.

The header, the footer and the links to other generated pages are left out, as Material brings its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from generator.views.phrases import Fact
from generator.views.procedure import Charge, Listed, Paper, ProcedurePage, ResultLine, StepLine, TimeLine

T = TypeVar("T")


def page(shown: ProcedurePage) -> str:
    """The page as Markdown text."""
    return "\n\n".join(_blocks(shown)) + "\n"


def _blocks(shown: ProcedurePage) -> Iterator[str]:
    yield f"# {_text(shown.title)}"
    yield _text(shown.field.text)
    for lead in (shown.official_name, shown.summary):
        if lead:
            yield _text(lead)
    for notice in shown.notices:
        yield _text(notice.text)
    for change in shown.upcoming:
        yield _text(f"Từ {change.day} sẽ thay đổi ({change.legal_basis}):")
        yield _bullets(map(_text, change.sentences))
    facts = {"Tiền": shown.fee, "Bao lâu": shown.deadline, "Nộp ở đâu": shown.where, "Trên mạng": shown.online}
    yield _bullets(f"{name}: **{_text(value.text)}**" for name, value in facts.items())
    if shown.apply_online:
        yield f"[Nộp trên mạng]({shown.apply_online})"
    yield from _papers(shown)
    yield "## Các bước"
    yield from _listed(shown.steps, _step, _numbered)
    yield "## Tiền phải nộp"
    yield from _listed(shown.charges, _charge)
    if shown.exemptions:
        yield "### Ai được miễn, giảm"
        yield _bullets(
            _lines(
                f"{_text(line.who)}: **{_text(line.how_much.text)}**",
                _after("Mang theo: ", line.proof),
                f"Theo {_fact(line.legal_basis)}",
            )
            for line in shown.exemptions
        )
    yield "## Bao lâu có kết quả"
    yield from _listed(shown.times, _time)
    yield "## Kết quả"
    yield from _listed(shown.results, _result)
    yield from _where(shown)
    yield "## Yêu cầu, điều kiện"
    yield from _listed(shown.requirements, _text)
    if shown.notes:
        yield "### Lưu ý"
        yield _bullets(map(_text, shown.notes))
    if shown.related:
        yield "## Thường làm cùng"
        yield _bullets(_text(other.text) for other in shown.related)
    yield "## Căn cứ pháp lý"
    yield from _listed(
        shown.laws,
        lambda law: f"{_link(law.number, law.url)}: {_text(law.title)}{_bracketed(law.validity)}",
    )
    yield (
        f"Mã thủ tục: {shown.code}. Quyết định công bố: {_text(shown.decision.text)}."
        f" Đối chiếu với nguồn ngày: {_fact(shown.checked)}."
        + (f" [Xem trang nguồn]({shown.source})" if shown.source else "")
    )


def _papers(shown: ProcedurePage) -> Iterator[str]:
    yield "## Cần mang gì"
    if shown.situations and shown.papers.items:
        yield "### Ai cũng cần"
    yield from _listed(shown.papers, _paper)
    if shown.situations:
        yield "### Bà con thuộc trường hợp nào?"
    for situation in shown.situations:
        yield f"#### {_text(situation.name)}"
        if situation.explanation:
            yield _text(situation.explanation)
        yield from _listed(situation.papers, _paper)
        if situation.papers == Listed():
            yield "Không cần thêm giấy tờ nào."
    if shown.not_required:
        yield "### Không ai được đòi bà con"
        yield _bullets(map(_text, shown.not_required))
    yield f"Số bộ hồ sơ: {_text(shown.sets.text)}"


def _where(shown: ProcedurePage) -> Iterator[str]:
    yield "## Nộp ở đâu, ai đi thay"
    for point in shown.receptions:
        phone = _text(point.phone.fact.text) if point.phone else None
        hours = (f"{_text(days)}: {_text(times)}" for days, times in point.hours)
        yield _lines(f"**{_text(point.name)}**", _text(point.address.text), phone, *hours)
    if not shown.receptions:
        yield _fact(shown.where)
    rows = {
        "Xã khác có nhận không": shown.elsewhere,
        "Nhờ người khác làm thay": shown.delegation,
        "Nếu bị từ chối": shown.if_refused,
        "Nếu trễ hẹn": shown.if_late,
        "Ai làm thủ tục này": shown.audience,
        "Cơ quan giải quyết": shown.authority,
    }
    exceptions = {"Nhờ người khác làm thay": shown.delegation_exception}
    yield _bullets(_lines(f"{name}: {_fact(value)}", _after("", exceptions.get(name))) for name, value in rows.items())


def _paper(paper: Paper) -> str:
    return _lines(
        f"**{_text(paper.name)}**",
        _text(f"{paper.handling.capitalize()} {paper.counts}"),
        *(f"({_text(reason)})" for reason in paper.why_unknown),
        _after("Chỉ cần khi: ", paper.condition),
        _after("Áp dụng khi ", paper.restriction),
        *(_after("Hoặc thay bằng: ", other) for other in paper.alternatives),
        _link(paper.form.name, paper.form.url) if paper.form else None,
        _after("", paper.note),
    )


def _step(step: StepLine) -> str:
    duration = step.duration.text if step.duration else None
    return f"**{_text(step.actor)}**{_bracketed(step.restriction)}: {_text(step.action)}{_bracketed(duration)}"


def _charge(charge: Charge) -> str:
    return _lines(
        f"**{_text(charge.name)}**{_bracketed(charge.restriction)}",
        _text(charge.amount.text),
        _after("", charge.amount.why),
        _after("", charge.note),
        _after("Theo ", charge.legal_basis),
    )


def _time(time: TimeLine) -> str:
    return _lines(
        f"**{_text(time.fact.text)}**{_bracketed(time.restriction)}",
        _after("", time.fact.why),
        f"Nộp sau {time.cutoff} thì tính sang ngày làm việc tiếp theo" if time.cutoff else None,
        _after("", time.note),
    )


def _result(result: ResultLine) -> str:
    return _lines(
        f"**{_text(result.name)}**",
        f"Cách nhận: {_fact(result.delivery)}",
        f"Dùng được: {_fact(result.valid_for)}",
        _after("", result.note),
    )


def _numbered(items: Iterable[str]) -> str:
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _listed(
    value: Listed[T], words: Callable[[T], str], as_list: Callable[[Iterable[str]], str] = _bullets
) -> Iterator[str]:
    if value.fact:
        yield _fact(value.fact)
    if value.items:
        yield as_list(map(words, value.items))


def _fact(value: Fact) -> str:
    return _text(value.text) + _bracketed(value.why)


def _bracketed(text: str | None) -> str:
    return f" ({_text(text)})" if text else ""


def _after(words: str, text: str | None) -> str | None:
    return words + _text(text) if text else None


def _lines(*lines: str | None) -> str:
    """Lines of one item, each but the first on a line of its own."""
    return "<br>".join(line for line in lines if line)


def _link(text: str, url: str | None) -> str:
    return f"[{_text(text)}]({url})" if url else _text(text)


def _text(text: str) -> str:
    """Text of a record, with what Markdown would take for markup escaped."""
    return re.sub(r"([\\`*_<>\[\]#])", r"\\\1", " ".join(text.split()))
