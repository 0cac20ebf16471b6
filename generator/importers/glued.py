"""The portal's tables, whose cells come glued together without a separator, back to rows and items.

Official shapes, `|` showing where cells were; where a browser put a tab or a line break there, it is believed:
    Hình thức nộp|Thời gian|Phí, lệ phí|Mô tả|Trực tuyến|7 Ngày làm việc|10,000 Việt Nam Đồng|(…)|mô tả|Trực tiếp|…
    Trường hợp thuê nhà|Tên giấy tờ|Mẫu đơn, tờ khai|Số lượng|Tờ khai|mau.docx|1 bản chính,1 bản sao|…|--|Tên giấy tờ|…
    Thông báo kết quả|Mã: KQ.G01.000064|Giấy xác nhận|Mã: KQ.G01.000065|Từ khóa|…
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importers.cleaning import BULLETS, LOWER, UPPER, is_blank, plain

CHANNELS = {"Trực tiếp": "truc_tiep", "Trực tuyến": "truc_tuyen", "Dịch vụ bưu chính": "buu_chinh"}
"""The portal's names of the ways to hand in, in the order our records list them."""

_CHANNEL_HEADER = re.compile(r"\s*Hình thức nộp\s*Thời gian\s*Phí, lệ phí\s*Mô tả")
_DOCUMENT_HEADER = re.compile(r"Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng")

_CHANNEL = "|".join(CHANNELS)
# What the portal's own form writes into the cell of time; a bare number is a number without its unit.
_TIME = r"\d{1,4} (?:Ngày làm việc|Ngày|Giờ làm việc|Giờ|Tháng|Năm|Tuần|Phút)|Không có thông tin|Không|\d{1,4}"
_CURRENCY = "Việt Nam Đồng|VNĐ|VND|USD|EUR"
_AMOUNT = rf"(?P<amount>\d{{1,3}}(?:[.,]\d{{3}}){{1,4}}|\d{{1,9}}) ?(?P<currency>{_CURRENCY})"
_FEE = re.compile(f"Miễn phí|Không có thông tin|{_AMOUNT}")
_FURTHER_FEE = re.compile(rf"\s*{_AMOUNT}")
_FEE_AHEAD = rf"(?=Miễn phí|Không có thông tin|\d[\d.,]{{0,15}} ?(?:{_CURRENCY}))"
# A row begins where a channel's name is glued to a cell of time, or to a sentence in place of one, and a
# cell of money follows. In prose a channel's name is followed by a space or a colon.
_ROW = re.compile(
    rf"(?P<channel>{_CHANNEL})(?:\s*(?P<time>{_TIME})\s*{_FEE_AHEAD}"
    rf"|\s*{_FEE_AHEAD}|(?:[\t\n]\s*)?(?=[{UPPER}])(?P<words>[^\n\t]{{1,200}}?)\s*{_FEE_AHEAD})"
)


@dataclass(frozen=True)
class FeeCell:
    """One sum in the cell of money: `amount` 0 means "Miễn phí", None "Không có thông tin"."""

    amount: int | None
    currency: str
    bracket: str


@dataclass(frozen=True)
class ChannelRow:
    """One row of the table of channels. `raw` is the row as the portal has it."""

    channel: str
    time: str
    fees: tuple[FeeCell, ...]
    description: str
    raw: str
    is_merged_number: bool
    """A bare number of time runs into the sum after it: "1" and "5,000" look like "15,000"."""


def channel_rows(text: str) -> list[ChannelRow]:
    """The rows of the table of channels; none where the text does not have its shape."""
    body = _CHANNEL_HEADER.sub("", text, count=1)
    starts = list(_ROW.finditer(body))
    if not starts or body[: starts[0].start()].strip():
        return []
    ends = [start.start() for start in starts[1:]] + [len(body)]
    return [_row(start, body[start.start() : end]) for start, end in zip(starts, ends, strict=True)]


def channels_of(rows: Sequence[ChannelRow]) -> list[str]:
    """The channels that a table has rows for, in the order of our records."""
    return [channel for channel in CHANNELS.values() if any(row.channel == channel for row in rows)]


def _row(start: re.Match[str], raw: str) -> ChannelRow:
    rest = raw[start.end() - start.start() :]
    fees = []
    found = _FEE.match(rest)
    while found:
        rest = rest[found.end() :]
        # A tab would show that the bracket begins the next cell.
        rest = rest.lstrip(" \n") if re.match(r"[ \n]*\(", rest) else rest
        bracket = _bracket(rest)
        rest = rest[len(bracket) :]
        fees.append(_fee(found, bracket))
        found = _FURTHER_FEE.match(rest)
    time = (start["time"] or start["words"] or "").strip()
    is_glued = not start.group()[-1].isspace() and (not time or time.isdigit())
    merged = is_glued and any(fee.currency for fee in fees[:1])
    return ChannelRow(CHANNELS[start["channel"]], time, tuple(fees), rest.strip(), raw.strip(), merged)


def _fee(found: re.Match[str], bracket: str) -> FeeCell:
    inside = bracket[1:-1].strip()
    if found["amount"]:
        currency = "VND" if found["currency"] in ("Việt Nam Đồng", "VNĐ") else found["currency"]
        return FeeCell(int(re.sub("[.,]", "", found["amount"])), currency, inside)
    return FeeCell(0 if found.group() == "Miễn phí" else None, "", inside)


def _bracket(text: str) -> str:
    """The bracket that the text begins with, up to the one that closes it; all of the text if none does."""
    if not text.startswith("("):
        return ""
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[: index + 1]
    return text


@dataclass(frozen=True)
class Item:
    """One row of a list of documents; counts are None where the number is not certain."""

    text: str
    originals: int | None
    copies: int | None


@dataclass(frozen=True)
class Group:
    """Documents under one heading; the portal's `--` is an empty heading."""

    heading: str
    items: tuple[Item, ...]


# "1 bản chính", "1 bản chính,1 bản sao" or "2 bản sao" as a cell: right after the cell before it and right
# before the next one. In a sentence ("01 bản sao có chứng thực") a small letter follows after a space.
_NEXT = rf"(?=\Z|\S|[ \n]+[{UPPER}{re.escape(BULLETS)}]|\s*\t)(?![,.;:)])"
_COUNT = re.compile(
    rf"(?P<first>\d{{1,6}}) ?bản chính(?:, ?(?P<copies>\d{{1,6}}) ?bản sao)?(?:{_NEXT}|(?=\s*\Z))"
    rf"|(?P<only>\d{{1,6}}) ?bản sao(?:{_NEXT}|(?=\s*\Z))"
    # Alone on its line, whatever stands on the next one.
    r"|(?<=[\t\n])(?P<first_alone>\d{1,6}) ?bản chính(?:, ?(?P<copies_alone>\d{1,6}) ?bản sao)?(?=\s*[\t\n])"
    r"|(?<=[\t\n])(?P<only_alone>\d{1,6}) ?bản sao(?=\s*[\t\n])"
)


def document_groups(text: str) -> list[Group]:
    """The groups of the list of documents; none where the text does not have its shape."""
    first, *bodies = _DOCUMENT_HEADER.split(text)
    groups = []
    heading = first
    for number, body in enumerate(bodies, 1):
        items, rest = _items(body)
        last = number == len(bodies)
        if last and not is_blank(rest):
            items.append(Item(rest.strip(), None, None))
        groups.append(Group(_heading(heading), tuple(items)))
        heading = rest
    return groups


def _heading(text: str) -> str:
    return "" if text.strip() in ("--", "-") else text.strip()


def _items(body: str) -> tuple[list[Item], str]:
    """The rows of one group, and what stands after the last of them: the heading of the next group."""
    items = []
    begin = 0
    for found in _COUNT.finditer(body):
        first, copies = found["first"] or found["first_alone"], found["copies"] or found["copies_alone"]
        digits = first or found["only"] or found["only_alone"]
        before = body[begin : found.start()]
        if not before.strip(f"{BULLETS} \n"):
            if not digits.startswith("0") and body[found.end() :][:1] != " ":
                begin = found.end()  # a row without a name; "01 bản chính Giấy …" is a name
            continue
        name, count = _split_digits(before, digits)
        items.append(Item(name.strip(), count, int(copies or 0)) if first else Item(name.strip(), 0, count))
        begin = found.end()
    return items, body[begin:]


def _split_digits(name: str, digits: str) -> tuple[str, int | None]:
    """A count glued to a name that ends in digits: "Mẫu số 18" and "1" look like "Mẫu số 181"."""
    if len(digits) == 1 or name[-1:] in "\t\n":
        return name, int(digits)
    if len(digits) == 2 and digits[0] != "0":
        # "….12 bản chính" are twelve; after a letter or a space the first digit may belong to the name.
        return (name, int(digits)) if name[-1:] in ".;:)" else (name + digits, None)
    return name + digits[:-1], int(digits[-1])


# "Mã: KQ.G01.000064"; a few are "KQ-G17.000006" or a word such as "VBTT".
_RESULT_CODE = re.compile(
    rf"Mã: ?(?P<code>KQ[.-][A-Z]\d{{1,3}}\.\d{{1,6}}|[A-Z]{{2,12}}(?=[{UPPER}][{LOWER}])|[A-Z0-9][A-Z0-9.-]*)?"
)


@dataclass(frozen=True)
class ResultItem:
    """One result; `code` is the portal's own and may be empty."""

    name: str
    code: str


def result_items(text: str) -> list[ResultItem]:
    """The results."""
    items = []
    begin = 0
    for found in _RESULT_CODE.finditer(text):
        items.append(ResultItem(plain(text[begin : found.start()]), found["code"] or ""))
        begin = found.end()
    items.append(ResultItem(plain(text[begin:]), ""))
    return [item for item in items if not is_blank(item.name)]
