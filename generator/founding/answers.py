"""What a new commune says of itself, as typed, to the data of its `don_vi.yaml`.

What is not said is written as not known; nothing is invented, and nobody is asked for a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import checking, wording, writing_yaml
from generator.importers.cleaning import clean, code_of, codes_of, plain
from generator.layers import Source
from generator.loading import UNIT
from generator.problems import errors
from generator.reading import read
from generator.records import PlaceKind, UnitKind

NATIONAL = "lop/quoc-gia"
"""The layer of national procedures in a new commune's root."""

_WEEKDAYS = ["thu_2", "thu_3", "thu_4", "thu_5", "thu_6"]
_HOURS = re.compile(r"(\d{1,2})[:hg](\d{2})?\s*[-–]\s*(\d{1,2})[:hg](\d{2})?\Z", re.IGNORECASE)
_MAX_HOST_CODE = 40


class Unusable(Exception):
    """An answer that can't be used; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Answers:
    """What was typed. The words that stand here keep their rules, so that each answer can be tried alone.

    Without `kind` the name says it; `places` are full names separated by
    commas, semicolons or lines; `hours` are stretches of every working day, `07:30-11:30, 13:30-17:00`.
    """

    kind: UnitKind | None = None
    name: str = "Xã chưa đặt tên"
    province: str = "Tỉnh chưa đặt tên"
    places: str = "Thôn chưa đặt tên"
    host: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


def unit(answers: Answers, favourites: list[str]) -> dict[str, Any]:
    """The data of `don_vi.yaml`; `favourites` are codes for `hay_dung`. Raises `Unusable`."""
    kind, name = _named(plain(clean(answers.name)), answers.kind)
    code = code_of(name, "don-vi")
    host, path = _host(clean(answers.host), code)
    word = wording.UNIT_KINDS[kind]
    unknown = {"chua_ro": f"{wording.capitalised(word)} chưa khai báo"}
    data: dict[str, Any] = {
        "ma": code,
        "loai": kind.value,
        "ten": name,
        "tinh": plain(clean(answers.province)),
        "ban_mau": True,
        "ten_mien": host,
        **({"duong_dan": path} if path else {}),
        "lop": [NATIONAL],
        "dia_chi": clean(answers.address) or unknown,
        "dien_thoai": clean(answers.phone) or unknown,
        "phan_anh": {"noi": unknown, "dien_thoai": unknown},
        "gio_lam_viec": list(_hours(clean(answers.hours))) or unknown,
        # The national records name these two; every commune has them.
        "noi_tiep_nhan": [
            {"ma": "mot-cua", "ten": f"Trung tâm Phục vụ hành chính công {word}", "dia_chi": unknown},
            {"ma": "cong-an-xa", "ten": f"Công an {word}", "dia_chi": unknown},
        ],
        "noi": _places(clean(answers.places)),
        "hay_dung": favourites,
    }
    reading = read(text(data).encode(), UNIT)
    found = errors(reading.problems) or (
        checking.check(Source.of(reading.document), "unit") if reading.document else []
    )
    if found:
        raise Unusable("; ".join(dict.fromkeys(one.message for one in found)))
    return data


def text(data: dict[str, Any]) -> str:
    """The file `don_vi.yaml` as an official finds it."""
    return (
        "# Đơn vị: tên, địa chỉ, giờ làm việc, nơi phản ánh, các thôn. Chỗ nào ghi chua_ro thì hỏi rồi ghi vào.\n"
        "# Số điện thoại để trong dấu ngoặc kép; ghi vai trò, không ghi tên riêng của ai.\n"
        "# Xã đã đối chiếu dữ liệu và có tên miền thật thì bỏ dòng ban_mau: khi ấy tờ in mới hết chữ BẢN MẪU.\n"
        + writing_yaml.dump(data, None)
    )


def _named(name: str, kind: UnitKind | None) -> tuple[UnitKind, str]:
    said = next((one for one, word in wording.UNIT_KINDS.items() if _begins(name, word)), None)
    if said is None:
        if kind is None:
            words = ", ".join(map(wording.capitalised, wording.UNIT_KINDS.values()))
            raise Unusable(f'tên "{name}" phải viết đủ cả loại ({words}), ví dụ Xã Hương Xuân')
        return kind, f"{wording.capitalised(wording.UNIT_KINDS[kind])} {name}".strip()
    if kind and said is not kind:
        raise Unusable(f'tên "{name}" không hợp với loại "{kind.value}"')
    return said, wording.capitalised(name)


def _begins(name: str, word: str) -> bool:
    """Whether a name is this word and something after it."""
    return name.casefold().startswith(f"{word} ")


def _host(said: str, code: str) -> tuple[str, str | None]:
    """The host and the folder on it. Without a host one that can't be real, which every page then says."""
    if not said:
        return f"{code[:_MAX_HOST_CODE].rstrip('-')}.example", None
    host, _, path = re.sub(r"^https?://", "", said, flags=re.IGNORECASE).partition("/")
    return host.lower(), f"/{path.strip('/')}/" if path.strip("/") else None


def _hours(said: str) -> Iterator[dict[str, Any]]:
    for stretch in filter(None, (part.strip() for part in re.split("[,;\n]", said))):
        if not (found := _HOURS.match(stretch)):
            raise Unusable(f'giờ "{stretch}" không đúng; viết ví dụ 07:30-11:30, 13:30-17:00')
        start, end = (f"{int(found[at]):02}:{found[at + 1] or '00'}" for at in (1, 3))
        yield {"ngay": _WEEKDAYS, "tu": start, "den": end}


def _places(said: str) -> list[dict[str, Any]]:
    names = [wording.capitalised(name) for part in re.split("[,;\n]", said) if (name := plain(part))]
    if not names:
        raise Unusable("phải có ít nhất một thôn, ấp, khu phố…, ví dụ Thôn Đông, Thôn Đoài")
    folded = [name.casefold() for name in names]
    if twice := [name for name in names if folded.count(name.casefold()) > 1]:
        raise Unusable(f'"{twice[0]}" viết hai lần')
    return [
        {"ma": code, "loai": _place_kind(name).value, "ten": name}
        for code, name in zip(codes_of(names, "noi"), names, strict=True)
    ]


def _place_kind(name: str) -> PlaceKind:
    found = next((kind for kind, word in wording.PLACE_KINDS.items() if _begins(name, word)), None)
    if found is None:
        words = ", ".join(map(wording.capitalised, wording.PLACE_KINDS.values()))
        raise Unusable(f'"{name}" phải viết đủ cả loại ({words}), ví dụ Thôn Đông')
    return found
