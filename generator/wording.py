"""Words for values: money, dates, times, durations; sorting and folding of Vietnamese."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from decimal import Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal

from generator.records import (
    Basis,
    ChangeKind,
    Channel,
    Duration,
    FeeKind,
    Handling,
    HoursKind,
    OnlineLevel,
    PaymentMethod,
    PlaceKind,
    Status,
    TimeUnit,
    UnitKind,
    Weekday,
)

LOCALE = "vi"

CHANNELS = {Channel.IN_PERSON: "trực tiếp", Channel.ONLINE: "trên mạng", Channel.POST: "qua bưu chính"}
ONLINE_LEVELS = {
    OnlineLevel.FULL: "Làm hết trên mạng",
    OnlineLevel.PARTIAL: "Làm một phần trên mạng",
    OnlineLevel.IN_PERSON: "Chỉ làm tại nơi tiếp nhận",
}
TIME_UNITS = {
    TimeUnit.WORKING_HOUR: "giờ làm việc",
    TimeUnit.DAY: "ngày",
    TimeUnit.WORKING_DAY: "ngày làm việc",
    TimeUnit.MONTH: "tháng",
    TimeUnit.YEAR: "năm",
}
FEE_KINDS = {FeeKind.FEE: "phí", FeeKind.CHARGE: "lệ phí", FeeKind.NOT_KNOWN: "phí hoặc lệ phí"}
BASES = {
    Basis.TIME: "lần",
    Basis.DOSSIER: "hồ sơ",
    Basis.CASE: "trường hợp",
    Basis.PERSON: "người",
    Basis.PAGE: "trang",
    Basis.COPY: "bản",
    Basis.PAPER: "giấy",
    Basis.CONTRACT: "hợp đồng",
    Basis.PARCEL: "thửa đất",
    Basis.TRANSACTION: "giao dịch",
    Basis.SQUARE_METRE: "m²",
    Basis.MONTH: "tháng",
    Basis.YEAR: "năm",
    Basis.VEHICLE: "phương tiện",
    Basis.INSTRUMENT: "văn bản",
    Basis.WILL: "di chúc",
    Basis.CARD: "thẻ",
}
PAYMENT_METHODS = {
    PaymentMethod.CASH: "tiền mặt tại nơi tiếp nhận",
    PaymentMethod.CARD: "quẹt thẻ tại nơi tiếp nhận",
    PaymentMethod.TRANSFER: "chuyển khoản vào tài khoản của đơn vị",
    PaymentMethod.ONLINE: "trên trang nộp hồ sơ",
}
CHANGE_KINDS = {ChangeKind.NEW: "mới ban hành", ChangeKind.AMENDED: "được sửa đổi, bổ sung"}
HANDLINGS = {Handling.HAND_IN: "nộp", Handling.SHOW: "xuất trình"}
STATUSES = {
    Status.IN_FORCE: "đang áp dụng",
    Status.SUSPENDED: "tạm dừng",
    Status.REPEALED: "đã bãi bỏ",
    Status.REPLACED: "đã được thay bằng thủ tục khác",
}
UNIT_KINDS = {UnitKind.COMMUNE: "xã", UnitKind.WARD: "phường", UnitKind.SPECIAL_ZONE: "đặc khu"}
PLACE_KINDS = {
    PlaceKind.THON: "thôn",
    PlaceKind.AP: "ấp",
    PlaceKind.BAN: "bản",
    PlaceKind.BUON: "buôn",
    PlaceKind.LANG: "làng",
    PlaceKind.KHU_PHO: "khu phố",
    PlaceKind.TO_DAN_PHO: "tổ dân phố",
    PlaceKind.KHOM: "khóm",
}
WEEKDAYS = {
    Weekday.MONDAY: "thứ Hai",
    Weekday.TUESDAY: "thứ Ba",
    Weekday.WEDNESDAY: "thứ Tư",
    Weekday.THURSDAY: "thứ Năm",
    Weekday.FRIDAY: "thứ Sáu",
    Weekday.SATURDAY: "thứ Bảy",
    Weekday.SUNDAY: "Chủ nhật",
}
HOURS_KINDS = {HoursKind.OFFICE: "giờ hành chính", HoursKind.NINTH_HOUR: "giờ thứ 9"}

UNKNOWN = "chưa có thông tin"
NO_CHARGE = "không thu"


@cache
def number(value: int) -> str:
    """`15.000`."""
    return format_decimal(value, locale=LOCALE)


def share(part: int, whole: int) -> str:
    """`50,1%`; a part is never all and something is never nothing, however it would round. Of nothing: not known."""
    if whole == 0:
        return "không tính được"
    tenths = (2000 * part + whole) // (2 * whole)
    if part < whole:
        tenths = min(tenths, 999)
    if part > 0:
        tenths = max(tenths, 1)
    return f"{format_decimal(Decimal(tenths) / 10, locale=LOCALE)}%"


def month(day: date) -> str:
    """`tháng 10 năm 2026`."""
    return f"tháng {day.month} năm {day.year}"


def money(amount: int) -> str:
    """An amount in VND: `15.000 đồng`."""
    return f"{number(amount)} đồng"


def rate(amount: int, basis: Basis | None) -> str:
    """An amount and what it is multiplied by: `2.000 đồng/trang`."""
    return f"{money(amount)}/{BASES[basis]}" if basis else money(amount)


def short_date(day: date) -> str:
    """`02/9/2026`, as tables show it."""
    return f"{day.day:02d}/{day.month}/{day.year}"


@cache
def long_date(day: date) -> str:
    """`ngày 02 tháng 9 năm 2026`, as official prints show it."""
    return format_date(day, "'ngày' dd 'tháng' M 'năm' y", locale=LOCALE)


def clock(moment: time) -> str:
    """`7 giờ 30`, `17 giờ`."""
    return f"{moment.hour} giờ {moment.minute:02d}" if moment.minute else f"{moment.hour} giờ"


def duration(value: Duration) -> str:
    """`7 ngày làm việc`; no days at all is `trong ngày`."""
    if value.number == 0:
        return "trong ngày"
    return f"{number(value.number)} {TIME_UNITS[value.unit]}"


def joined(parts: list[str], last: str = " và ") -> str:
    """`a, b và c`."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + last + parts[-1] if parts else ""


def capitalised(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The first letter small, for a name inside a sentence."""
    return text[:1].lower() + text[1:]


def folded(text: str) -> str:
    """Lower case without diacritics, for comparing and for file names: `Đăng ký` is `dang ky`."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_LETTERS = {letter: index for index, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {tone: index for index, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", 1)}


@cache
def sort_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Order as in a Vietnamese dictionary: syllable by syllable, by letters first, by tones second."""
    return tuple(_syllable_key(syllable) for syllable in text.lower().split())


@cache
def _syllable_key(syllable: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", syllable):
        parts = unicodedata.normalize("NFD", character)
        tone = next((_TONES[part] for part in parts if part in _TONES), 0)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        if not base:
            # A tone on nothing, where nothing can carry it.
            continue
        letters.append(_LETTERS.get(base, 100 + ord(base[0]) if base[0].isalpha() else ord(base[0]) - 1000))
        tones.append(tone)
    return tuple(letters), tuple(tones)
