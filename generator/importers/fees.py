"""The column of money of the table of channels to `phi_le_phi`.

"Miễn phí" is believed only where nothing beside it speaks of money: of 340 records that say so, 58 name a
sum or leave it to the provincial council in the same row. A sum is believed where nothing in its row names
another; what it is counted by, whether it is a phí or a lệ phí, and which document sets it are not known
unless the row or the record's own legal bases say so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from generator.importers.cleaning import LOWER, UPPER, codes_of, is_blank, pieces, plain, unique
from generator.importers.glued import ChannelRow, FeeCell, channels_of
from generator.importers.laws import Law, fee_law, numbers_in
from generator.importers.parts import Part, not_understood, unknown
from generator.wording import money, short_date

_COUNCIL = re.compile("Hội đồng nhân dân|HĐND", re.IGNORECASE)
_SUM = re.compile(r"(\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,9})\s?(?:đồng|đ(?!\w)|VNĐ|VND|Việt Nam Đồng)", re.IGNORECASE)
_FOREIGN = re.compile("USD|đô la|EUR", re.IGNORECASE)
# Money is spoken of; "miễn phí", "kinh phí", "chi phí", "án phí" and "học phí" say nothing about this charge.
_MONEY_WORD = re.compile(
    r"(?<!\w)(?:lệ phí|(?<!lệ )(?<!miễn )(?<!kinh )(?<!chi )(?<!án )(?<!học )phí)(?!\w)", re.IGNORECASE
)
_NOTHING_ADDED = {
    "",
    "không",
    "không có",
    "không quy định",
    "không thu",
    "không thu phí",
    "không thu lệ phí",
    "miễn phí",
    "miễn lệ phí",
}
# The steps have somebody pay: "nộp lệ phí nếu thuộc trường hợp phải nộp lệ phí".
_PAYING = re.compile(
    r"(?<!không phải )(?<!không )(?:nộp|đóng|thanh toán|tạm thu) (?:các khoản )?(?:lệ phí|phí)(?!\w)", re.IGNORECASE
)
# Nothing is charged, and the law that says so: "Không thu lệ phí đăng ký … theo quy định tại khoản 2 Điều 22 …".
_SAYS_NOTHING = re.compile(
    r"Không thu (?:phí|lệ phí)(?! (?:đối với|cho) (?:người|trường hợp|hộ)\b)[^.;]*\.?", re.IGNORECASE
)
# What changes a sum with time or by a share: it is not one plain sum.
_CHANGING = re.compile(r"%|đến hết|(?:kể )?từ ngày|giảm|tối đa|tối thiểu|trở lên|không quá", re.IGNORECASE)
_LAST_DAY = re.compile(r"áp dụng đến hết ngày (\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)
# "Trường hợp công dân nộp hồ sơ qua cổng dịch vụ công trực tuyến thu 10.000 đồng/lần": a channel, not a situation.
_CHANNEL_CONDITION = re.compile(
    r"Trường hợp (?:công dân|cá nhân|tổ chức|người [\w ]{1,30}?)?\s*nộp hồ sơ (?P<how>trực tiếp|[^.;]{0,40}?trực tuyến) thu",
    re.IGNORECASE,
)
_SITUATION = re.compile(r"trường hợp|đối với|theo danh sách|nếu ", re.IGNORECASE)
_BASES = {
    "lần": "lan", "hồ sơ": "ho_so", "trường hợp": "truong_hop", "người": "nguoi", "trang": "trang", "bản": "ban",
    "giấy": "giay", "hợp đồng": "hop_dong", "thửa": "thua", "thửa đất": "thua", "giao dịch": "giao_dich", "m2": "m2",
    "tháng": "thang", "năm": "nam", "phương tiện": "phuong_tien", "xe": "phuong_tien", "văn bản": "van_ban",
    "di chúc": "di_chuc", "thẻ": "the", "thẻ căn cước": "the",
}  # fmt: skip
# "(/trang)" in the bracket, "10.000 đồng/lần đăng ký" in a sentence; never "đồng/người/lần".
_PER = re.compile(
    r"(?:\A|đồng|đ|VNĐ)\s?/\s?(?P<per>[^/.,;:()\n]{1,120}?)(?= đăng ký| thông hành| theo|\s*[.,;:()\n]|\s*\Z)(?!\s*/)",
    re.IGNORECASE,
)
_KINDS = {"le_phi": "Lệ phí", "phi": "Phí", "chua_ro": "Phí, lệ phí"}
_LONGEST_SITUATION = 300
# "… đã đăng ký.Miễn lệ phí …" in one row is "… đã đăng ký. Miễn lệ phí …" in the next, and means the same.
_SEAM = re.compile(rf"(?<=[{LOWER}][.;])(?=[{UPPER}])")


@dataclass(frozen=True)
class _Charge:
    """What one channel costs: nothing (`free`; `stated` where a law is named for it), a sum, or a reason why nobody
    can tell.

    Of a sum, basis, kind and law are empty where they are not known; `situation` and `until` say for whom and how
    long it holds, empty for all.
    """

    reason: str = ""
    free: bool = False
    stated: bool = False
    amount: int = 0
    basis: str = ""
    kind: str = ""
    law: str = ""
    note: str = ""
    situation: str = ""
    until: str = ""


@dataclass(frozen=True)
class Fees:
    """`phi_le_phi`, and the situations that its sums bring with them."""

    part: Part
    cases: list[dict[str, object]]


def fees(
    rows: Sequence[ChannelRow],
    known_laws: Sequence[Law],
    decision: str,
    elsewhere: str = "",
    known_cases: Mapping[str, str] = MappingProxyType({}),
) -> Fees:
    """The column of money.

    `decision` is the number of the decision that published the procedure, `elsewhere` the steps and the
    documents: where they have people pay, "Miễn phí" is not believed. `known_cases` are the situations of the
    documents, code by name: where there are any, a sum for a situation belongs to the one of the same name, or
    nobody can tell to which.
    """
    if not rows:
        return Fees(not_understood("Chưa đọc được bảng cách nộp trên Cổng"), [])
    counted = [row for row in rows if not _is_foreign(row)]
    doubts = ["bỏ qua mức thu bằng ngoại tệ của cơ quan đại diện ở nước ngoài"] if len(counted) < len(rows) else []
    charges = {
        channel: _agreed([_charge(row, known_laws) for row in counted if row.channel == channel], known_cases)
        for channel in channels_of(rows)
    }
    paying = _PAYING.search(elsewhere)
    if paying and any(charge.free and not charge.stated for own in charges.values() for charge in own):
        reason = f'Cổng ghi miễn phí nhưng trình tự hoặc thành phần hồ sơ lại nói "{paying.group().lower()}"'
        charges = {
            channel: tuple(_Charge(reason) if charge.free and not charge.stated else charge for charge in own)
            for channel, own in charges.items()
        }
    every = list(dict.fromkeys(charge for own in charges.values() for charge in own))
    doubts += unique(charge.reason or _missing(charge) for charge in every if charge.reason or _missing(charge))
    source = f"Quyết định {decision}" if decision else "Cổng Dịch vụ công quốc gia"
    if all(charge.free for charge in every):
        return Fees(Part({"khong_thu": source}), [])
    kind = _kind_of_record(counted, every, known_laws)
    is_open = kind == "chua_ro" and all(charge.reason for charge in every)
    if is_open or not any(fee.amount for row in counted for fee in row.fees):
        reasons = unique(charge.reason or "Có cách nộp không thu tiền" for charge in every)
        return Fees(Part(unknown("; ".join(reasons), _original(rows)), tuple(doubts)), [])
    situations = unique(charge.situation for charge in every if charge.situation)
    added = {} if known_cases else dict(zip(situations, codes_of(situations, "truong-hop"), strict=True))
    entries = _entries(_whole(charges, len(known_cases) or len(added)), rows, {**known_cases, **added}, kind, source)
    return Fees(Part(entries, tuple(doubts)), [{"ma": code, "ten": name} for name, code in added.items()])


def _whole(charges: dict[str, tuple[_Charge, ...]], cases: int) -> dict[str, tuple[_Charge, ...]]:
    """The charges with one for all else where a channel names some of the `cases` only, or ends on a day."""
    return {channel: (*own, *_all_else(own, cases)) for channel, own in charges.items()}


def _all_else(charges: Sequence[_Charge], cases: int) -> list[_Charge]:
    if all(charge.situation for charge in charges) and len(charges) < cases:
        return [_Charge("Cổng không ghi mức thu cho các trường hợp còn lại")]
    if all(charge.until for charge in charges):
        last = max(date.fromisoformat(charge.until) for charge in charges)
        return [_Charge(f"Cổng không ghi mức thu sau ngày {short_date(last)}")]
    return []


def _entries(
    charges: dict[str, tuple[_Charge, ...]],
    rows: Sequence[ChannelRow],
    cases: Mapping[str, str],
    kind: str,
    source: str,
) -> list[dict[str, object]]:
    entries = []
    every = list(dict.fromkeys(charge for own in charges.values() for charge in own))
    groups = [[channel for channel, own in charges.items() if charge in own] for charge in every]
    names = ["muc-thu" if len(group) == len(charges) else "-".join(group).replace("_", "-") for group in groups]
    for charge, channels, code in zip(every, groups, codes_of(names, "muc-thu"), strict=True):
        own_kind = charge.kind or kind
        entry: dict[str, object] = {"ma": code, "loai": own_kind, "ten": _KINDS[own_kind]}
        if charge.reason:
            entry["muc"] = unknown(charge.reason, _original([row for row in rows if row.channel in channels]))
        elif charge.free:
            entry["muc"] = {"khong_thu": source}
        else:
            entry |= {
                "muc": charge.amount,
                "tinh_theo": charge.basis or unknown("Cổng không ghi tính theo lần, hồ sơ hay bản"),
                "can_cu": charge.law or unknown("Cổng không ghi văn bản quy định mức thu"),
            }
            if charge.note:
                entry["ghi_chu"] = charge.note
        when: dict[str, object] = {}
        if len(channels) < len(charges):
            when["cach_nop"] = channels[0] if len(channels) == 1 else channels
        if charge.situation:
            when["truong_hop"] = cases[charge.situation]
        if charge.until:
            when["den"] = charge.until
        if when:
            entry["khi"] = when
        entries.append(entry)
    return entries


def _missing(charge: _Charge) -> str:
    """What is not known of a sum, in words; empty where all of it is."""
    if charge.reason or charge.free:
        return ""
    parts = (
        ("cách tính theo lần, hồ sơ hay bản", charge.basis),
        ("đó là phí hay lệ phí", charge.kind),
        ("văn bản quy định", charge.law),
    )
    missing = [words for words, known in parts if not known]
    return f"Cổng ghi {money(charge.amount)} nhưng chưa rõ {', '.join(missing)}" if missing else ""


def _original(rows: Sequence[ChannelRow]) -> str:
    return "\n".join(unique(row.raw for row in rows))


def _is_foreign(row: ChannelRow) -> bool:
    """A sum in dollars is what a mission abroad charges; no commune does."""
    return any(fee.currency not in ("", "VND") for fee in row.fees)


def _agreed(charges: Sequence[_Charge], known_cases: Mapping[str, str]) -> tuple[_Charge, ...]:
    """The charges of one channel: one, or one for each situation or time; rows that differ otherwise contradict each
    other."""
    different = tuple(dict.fromkeys(charges))
    if not different:
        return (_Charge("Cổng chỉ ghi mức thu bằng ngoại tệ"),)
    if any(charge.reason for charge in different):
        return (next(charge for charge in different if charge.reason),)
    if known_cases and any(charge.situation and charge.situation not in known_cases for charge in different):
        sums = ", ".join(f"{money(charge.amount)} ({charge.situation or 'còn lại'})" for charge in different)
        return (_Charge(f"Cổng ghi mức thu cho một số trường hợp, chưa rõ ứng với trường hợp nào của hồ sơ: {sums}"),)
    if len(different) > 1 and len({(charge.situation, charge.until) for charge in different}) < len(different):
        return (_Charge("Cổng ghi nhiều mức thu cho cùng một cách nộp"),)
    return different


def _charge(row: ChannelRow, known_laws: Sequence[Law]) -> _Charge:
    if row.is_merged_number:
        return _Charge("Cổng ghi số ngày dính vào số tiền, không tách chắc được")
    if not row.fees:
        return _Charge("Chưa đọc được mức thu trên Cổng")
    if len(row.fees) > 1:
        return _Charge("Cổng ghi nhiều khoản thu cho cùng một cách nộp")
    fee = row.fees[0]
    if fee.amount is None:
        return _Charge("Cổng không ghi có thu tiền hay không")
    if not fee.currency:
        return _free(fee, row.description)
    return _sum(fee, row, known_laws)


def _free(fee: FeeCell, description: str) -> _Charge:
    bracket = _SAYS_NOTHING.sub("", fee.bracket)
    said = f"{bracket} {description}"
    if _COUNCIL.search(said):
        return _Charge("Cổng ghi miễn phí nhưng lại nói mức thu do Hội đồng nhân dân quy định")
    if any(int(re.sub("[.,]", "", amount)) for amount in _SUM.findall(said)) or _FOREIGN.search(said):
        return _Charge("Cổng ghi miễn phí nhưng phần ghi kèm lại nêu số tiền")
    if plain(bracket).strip(" .()").casefold() not in _NOTHING_ADDED or _MONEY_WORD.search(description):
        return _Charge("Cổng ghi miễn phí nhưng phần ghi kèm lại nói về phí, lệ phí")
    return _Charge(free=True, stated=bracket != fee.bracket)


def _sum(fee: FeeCell, row: ChannelRow, known_laws: Sequence[Law]) -> _Charge:
    assert fee.amount is not None
    said = f"{fee.bracket}\n{row.description}"
    per = unique(
        found["per"].strip().casefold() for text in (fee.bracket, row.description) for found in _PER.finditer(text)
    )
    written = f"Cổng ghi {money(fee.amount)}{'/' + per[0] if len(per) == 1 else ''}"
    if _COUNCIL.search(said):
        return _Charge(f"{written} nhưng lại nói mức thu do Hội đồng nhân dân quy định")
    sums = {int(re.sub("[.,]", "", amount)) for amount in _SUM.findall(said)}
    if fee.amount < 1000 or sums - {fee.amount} or _FOREIGN.search(said):
        return _Charge(f"{written} nhưng phần ghi kèm nêu số tiền khác, hoặc số này không thể là mức thu")
    last_day = _LAST_DAY.search(fee.bracket)
    if _CHANGING.search(_LAST_DAY.sub("", fee.bracket)):
        return _Charge(f"{written} nhưng mức này thay đổi theo thời gian hoặc có mức giảm")
    setting = fee_law(known_laws)
    numbers = numbers_in(fee.bracket) or ([setting.number] if setting else [])
    note = _SEAM.sub(" ", plain(fee.bracket))
    is_only_basis = note.startswith("/") or is_blank(note)
    charge = _Charge(
        amount=fee.amount,
        basis=_basis(per[0]) if len(per) == 1 else "",
        kind=_kind_in(fee.bracket) or (_kind_in(setting.title) if setting else ""),
        law=numbers[0] if len(numbers) == 1 else "",
        note="" if is_only_basis else pieces(note)[0],
        until=_iso(last_day) if last_day else "",
    )
    return (
        replace(charge, situation=_situation(fee.bracket)) if _is_for_a_situation(fee.bracket, row.channel) else charge
    )


def _basis(per: str) -> str:
    """`văn bản xác nhận về một việc` is counted by `van_ban`."""
    words = per.split()
    beginnings = (" ".join(words[:length]) for length in range(len(words), 0, -1))
    return next((_BASES[beginning] for beginning in beginnings if beginning in _BASES), "")


def _iso(found: re.Match[str]) -> str:
    day, month, year = (int(number) for number in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _situation(bracket: str) -> str:
    """`- Đăng ký theo danh sách: 10.000 đồng` is for "Đăng ký theo danh sách"; without a heading, the whole bracket."""
    heading, colon, _ = plain(bracket).partition(":")
    named = heading if colon and not _SUM.search(heading) else plain(bracket)
    return pieces(named.strip(), _LONGEST_SITUATION)[0]


def _is_for_a_situation(bracket: str, channel: str) -> bool:
    """Whether the sentence that names the sum holds only for some of those who hand in this way."""
    condition = _CHANNEL_CONDITION.search(bracket)
    if condition:
        stated = "truc_tiep" if condition["how"].casefold() == "trực tiếp" else "truc_tuyen"
        if stated != channel:
            return True
        bracket = _CHANNEL_CONDITION.sub("", bracket)
    if bracket.lstrip()[:1] in ("-", "+"):
        return True
    sentences = [text for text in re.split(r"[.;](?!\d)", bracket) if _SUM.search(text)]
    return any(_SITUATION.search(_PER.sub("", text)) for text in sentences)


def _kind_in(text: str) -> str:
    """`phi` or `le_phi`, where a text names only one of them."""
    words = {word.casefold() for word in _MONEY_WORD.findall(text)}
    if len(words) != 1:
        return ""
    return "le_phi" if words == {"lệ phí"} else "phi"


def _kind_of_record(rows: Sequence[ChannelRow], charges: Sequence[_Charge], known_laws: Sequence[Law]) -> str:
    kinds = {charge.kind for charge in charges if charge.kind}
    if len(kinds) == 1:
        return kinds.pop()
    setting = fee_law(known_laws)
    named = _kind_in(" ".join(fee.bracket for row in rows for fee in row.fees))
    return named or (_kind_in(setting.title) if setting else "") or "chua_ro"
