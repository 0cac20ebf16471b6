"""The column of money of the table of channels to `phi_le_phi`.

"Miễn phí" is believed only where nothing beside it speaks of money: of 340 records that say so, 58 name a
sum or leave it to the provincial council in the same row. A sum is believed only where the row or the
record's own legal bases also say what it is counted by, whether it is a phí or a lệ phí, and which
document sets it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importers.cleaning import is_blank, pieces, plain, unique
from generator.importers.glued import ChannelRow, FeeCell, channels_of
from generator.importers.laws import Law, fee_law, numbers_in
from generator.importers.parts import Part, not_understood, unknown
from generator.wording import money

_COUNCIL = re.compile("Hội đồng nhân dân|HĐND", re.IGNORECASE)
_SUM = re.compile(r"(\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,9})\s?(?:đồng|đ(?!\w)|VNĐ|VND|Việt Nam Đồng)", re.IGNORECASE)
_FOREIGN = re.compile("USD|đô la|EUR", re.IGNORECASE)
# Money is spoken of; "miễn phí", "kinh phí", "chi phí", "án phí" and "học phí" say nothing about this charge.
_MONEY_WORD = re.compile(r"(?<!miễn )(?<!kinh )(?<!chi )(?<!án )(?<!học )(?<!\w)(?:lệ phí|phí)(?!\w)", re.IGNORECASE)
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
# What changes a sum with time or by a share: it is not one plain sum.
_CHANGING = re.compile(r"%|đến hết|(?:kể )?từ ngày|giảm|tối đa|tối thiểu|trở lên|không quá", re.IGNORECASE)
# "Trường hợp công dân nộp hồ sơ qua cổng dịch vụ công trực tuyến thu 10.000 đồng/lần": a channel, not a situation.
_CHANNEL_CONDITION = re.compile(
    r"Trường hợp (?:công dân|cá nhân|tổ chức|người [\w ]{1,30}?)?\s*nộp hồ sơ (?P<how>trực tiếp|[^.;]{0,40}?trực tuyến) thu",
    re.IGNORECASE,
)
_SITUATION = re.compile(r"trường hợp|đối với|theo danh sách|nếu ", re.IGNORECASE)
_BASES = {
    "lần": "lan", "hồ sơ": "ho_so", "trường hợp": "truong_hop", "người": "nguoi", "trang": "trang", "bản": "ban",
    "giấy": "giay", "hợp đồng": "hop_dong", "thửa": "thua", "thửa đất": "thua", "giao dịch": "giao_dich", "m2": "m2",
    "tháng": "thang", "năm": "nam", "phương tiện": "phuong_tien", "xe": "phuong_tien",
}  # fmt: skip
# "(/trang)" in the bracket, "10.000 đồng/lần đăng ký" in a sentence; never "đồng/người/lần".
_PER = re.compile(
    r"(?:\A|đồng|đ|VNĐ)\s?/\s?(?P<per>[^/.,;:()\n]{1,30}?)(?= đăng ký| thông hành| theo|\s*[.,;:()\n]|\s*\Z)(?!\s*/)",
    re.IGNORECASE,
)
_KINDS = {"le_phi": "Lệ phí", "phi": "Phí"}


@dataclass(frozen=True)
class _Charge:
    """What one channel costs: nothing (`free`), a sum that is fully known, or a reason why nobody can tell."""

    reason: str = ""
    free: bool = False
    amount: int = 0
    basis: str = ""
    kind: str = ""
    law: str = ""
    note: str = ""


def fees(rows: Sequence[ChannelRow], known_laws: Sequence[Law], decision: str, elsewhere: str = "") -> Part:
    """`phi_le_phi`.

    `decision` is the number of the decision that published the procedure, `elsewhere` the steps and the
    documents: where they have people pay, "Miễn phí" is not believed.
    """
    if not rows:
        return not_understood("Chưa đọc được bảng cách nộp trên Cổng")
    counted = [row for row in rows if not _is_foreign(row)]
    doubts = ["bỏ qua mức thu bằng ngoại tệ của cơ quan đại diện ở nước ngoài"] if len(counted) < len(rows) else []
    charges = {
        channel: _agreed([_charge(row, known_laws) for row in counted if row.channel == channel])
        for channel in channels_of(rows)
    }
    paying = _PAYING.search(elsewhere)
    if paying and any(charge.free for charge in charges.values()):
        reason = f'Cổng ghi miễn phí nhưng trình tự hoặc thành phần hồ sơ lại nói "{paying.group().lower()}"'
        charges = {channel: _Charge(reason) if charge.free else charge for channel, charge in charges.items()}
    doubts += unique(charge.reason for charge in charges.values() if charge.reason)
    source = f"Quyết định {decision}" if decision else "Cổng Dịch vụ công quốc gia"
    if all(charge.free for charge in charges.values()):
        return Part({"khong_thu": source})
    kind = _kind_of_record(counted, charges, known_laws)
    named = any(fee.amount for row in counted for fee in row.fees)
    if not kind or not named:
        reasons = unique(charge.reason or "Có cách nộp không thu tiền" for charge in charges.values())
        return Part(unknown("; ".join(reasons), _original(rows)), tuple(doubts))
    return Part(_entries(charges, rows, kind, source), tuple(doubts))


def _entries(
    charges: dict[str, _Charge], rows: Sequence[ChannelRow], kind: str, source: str
) -> list[dict[str, object]]:
    entries = []
    for charge in dict.fromkeys(charges.values()):
        channels = [channel for channel, own in charges.items() if own == charge]
        everywhere = len(channels) == len(charges)
        own_kind = charge.kind or kind
        entry: dict[str, object] = {
            "ma": "muc-thu" if everywhere else "-".join(channels).replace("_", "-"),
            "loai": own_kind,
            "ten": _KINDS[own_kind],
        }
        if charge.reason:
            entry["muc"] = unknown(charge.reason, _original([row for row in rows if row.channel in channels]))
        elif charge.free:
            entry["muc"] = {"khong_thu": source}
        else:
            entry |= {"muc": charge.amount, "tinh_theo": charge.basis, "can_cu": charge.law}
            if charge.note:
                entry["ghi_chu"] = charge.note
        if not everywhere:
            entry["khi"] = {"cach_nop": channels[0] if len(channels) == 1 else channels}
        entries.append(entry)
    return entries


def _original(rows: Sequence[ChannelRow]) -> str:
    return "\n".join(unique(row.raw for row in rows))


def _is_foreign(row: ChannelRow) -> bool:
    """A sum in dollars is what a mission abroad charges; no commune does."""
    return any(fee.currency not in ("", "VND") for fee in row.fees)


def _agreed(charges: Sequence[_Charge]) -> _Charge:
    """The charge of one channel; several rows that differ contradict each other."""
    different = list(dict.fromkeys(charges))
    if not different:
        return _Charge("Cổng chỉ ghi mức thu bằng ngoại tệ")
    if len(different) == 1:
        return different[0]
    return next(
        (charge for charge in different if charge.reason), _Charge("Cổng ghi nhiều mức thu cho cùng một cách nộp")
    )


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
    said = f"{fee.bracket} {description}"
    if _COUNCIL.search(said):
        return _Charge("Cổng ghi miễn phí nhưng lại nói mức thu do Hội đồng nhân dân quy định")
    if any(int(re.sub("[.,]", "", amount)) for amount in _SUM.findall(said)) or _FOREIGN.search(said):
        return _Charge("Cổng ghi miễn phí nhưng phần ghi kèm lại nêu số tiền")
    if plain(fee.bracket).strip(" .()").casefold() not in _NOTHING_ADDED or _MONEY_WORD.search(description):
        return _Charge("Cổng ghi miễn phí nhưng phần ghi kèm lại nói về phí, lệ phí")
    return _Charge(free=True)


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
    if _CHANGING.search(fee.bracket) or _is_for_a_situation(fee.bracket, row.channel):
        return _Charge(f"{written} nhưng chỉ cho một số trường hợp hoặc một khoảng thời gian")
    basis = _BASES.get(per[0], "") if len(per) == 1 else ""
    setting = fee_law(known_laws)
    kind = _kind_in(fee.bracket) or (_kind_in(setting.title) if setting else "")
    numbers = numbers_in(fee.bracket) or ([setting.number] if setting else [])
    missing = [
        words
        for words, found in (
            ("cách tính theo lần, hồ sơ hay bản", basis),
            ("đó là phí hay lệ phí", kind),
            ("văn bản quy định", len(numbers) == 1),
        )
        if not found
    ]
    if missing:
        return _Charge(f"{written} nhưng chưa rõ {', '.join(missing)}", kind=kind)
    note = plain(fee.bracket)
    is_only_basis = note.startswith("/") or is_blank(note)
    return _Charge("", False, fee.amount, basis, kind, numbers[0], "" if is_only_basis else pieces(note)[0])


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


def _kind_of_record(rows: Sequence[ChannelRow], charges: dict[str, _Charge], known_laws: Sequence[Law]) -> str:
    kinds = {charge.kind for charge in charges.values() if charge.kind}
    if len(kinds) == 1:
        return kinds.pop()
    setting = fee_law(known_laws)
    return _kind_in(" ".join(fee.bracket for row in rows for fee in row.fees)) or (
        _kind_in(setting.title) if setting else ""
    )
