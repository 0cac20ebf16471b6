"""A procedure as plain text that reads well in Zalo and in SMS: no markup, one fact a line, the address last."""

from __future__ import annotations

from generator import wording
from generator.views.frame import Frame
from generator.views.phrases import Fact
from generator.views.procedure import Paper, ProcedurePage

MOST_PAPERS = 8
"""More papers than this are counted, not listed: an SMS in Vietnamese holds 70 characters a part (GSM 03.38)."""


def of(page: ProcedurePage, frame: Frame, url: str) -> str:
    """The text somebody sends to a relative: what to bring, what it costs, when, where, and where to look it up."""
    lines = [f"{page.title.upper()} ({frame.unit})"]
    lines += [notice.text for notice in page.notices]
    lines += ["Cần mang:", *_papers(page)]
    lines.append(f"Tiền: {_small(page.fee)}")
    lines.append(f"Bao lâu: {_small(page.deadline)}")
    lines += _where(page)
    lines += [f"Từ {change.day} sẽ thay đổi, hãy xem trang." for change in page.upcoming]
    if frame.phone.dial:
        lines.append(f"Gọi hỏi: {frame.phone.fact.text}")
    lines.append(f"Xem đủ và mới nhất: {url}")
    if frame.sample:
        lines.append("BẢN MẪU, chưa dùng để làm thủ tục.")
    return "\n".join(lines)


def _papers(page: ProcedurePage) -> list[str]:
    if page.papers.fact:
        return [f"- {_small(page.papers.fact)}"]
    lines = [_paper(paper) for paper in page.papers.items[:MOST_PAPERS]]
    left = len(page.papers.items) - MOST_PAPERS
    if left > 0:
        lines.append(f"- và {left} giấy tờ nữa, xem ở trang")
    if any(situation.papers.items for situation in page.situations):
        lines.append("- thêm giấy tờ tùy trường hợp của mình, xem ở trang")
    return lines


def _paper(paper: Paper) -> str:
    """`- Tờ khai (nộp 1 bản chính), nếu …`."""
    condition = f", chỉ khi {wording.uncapitalised(paper.condition)}" if paper.condition else ""
    return f"- {paper.name} ({paper.handling} {paper.counts}){condition}"


def _where(page: ProcedurePage) -> list[str]:
    """Every place with its address; the plain fact where no place is known."""
    if not page.receptions:
        return [f"Nộp ở: {_small(page.where)}"]
    return [
        f"Nộp ở: {point.name}, {point.address.text}" if point.address.known else f"Nộp ở: {point.name}"
        for point in page.receptions
    ]


def _small(fact: Fact) -> str:
    return wording.uncapitalised(fact.text)
