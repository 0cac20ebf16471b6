"""A number that is hardly ever right is looked at twice.

Breaks it: `muc: 200000000` for a certificate. Keeps it: `muc: 20000`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import wording
from generator.layers import Source
from generator.problems import Level, Problem
from generator.records import Duration, TimeUnit
from generator.rules._records import listed
from generator.sources import Sources

ID = "so_la"
_DEAREST = 50_000_000
"""VND; no charge of a commune comes near it."""
_LONGEST = {"gio": 200, "ngay": 400, "ngay_lam_viec": 250, "thang": 24, "nam": 5}
_DIGITS = (3, 4, 8, 10, 11)
"""Emergency numbers, 1022, 1900 xxxx, ordinary numbers."""


def check_procedure(procedure: Source) -> Iterator[Problem]:
    known: list[Any] = []
    deadlines = listed(procedure.data, "thoi_han")
    for index, deadline in enumerate(deadlines):
        number, unit = deadline.get("so"), deadline.get("don_vi")
        if number is not None:
            known.append((unit, number))
            if number > _LONGEST[unit]:
                message = f"thời hạn {_words(number, unit)} dài khác thường; hãy xem lại số và đơn vị"
                yield Problem.at(procedure.at("thoi_han", index, "so"), ID, message, Level.WARNING)
    yield from _steps(procedure, known if len(known) == len(deadlines) else [])
    for index, fee in enumerate(listed(procedure.data, "phi_le_phi")):
        amount = fee.get("muc")
        if isinstance(amount, int) and amount > _DEAREST:
            message = f"mức thu {wording.money(amount)} cao khác thường; có thừa số 0 không?"
            yield Problem.at(procedure.at("phi_le_phi", index, "muc"), ID, message, Level.WARNING)


def _steps(procedure: Source, deadlines: list[tuple[str, int]]) -> Iterator[Problem]:
    """A step of an office that takes longer than the longest deadline, where both count alike."""
    units = {unit for unit, _ in deadlines}
    if len(units) != 1:
        return
    unit, longest = max(deadlines)
    for index, step in enumerate(listed(procedure.data, "trinh_tu")):
        time = step.get("thoi_gian", {})
        if step["ai"] != "nguoi_lam_thu_tuc" and time.get("don_vi") == unit and time["so"] > max(longest, 1):
            message = (
                f"bước này mất {_words(time['so'], unit)},"
                f" lâu hơn cả thời hạn giải quyết ({_words(longest, unit)}); hãy xem lại"
            )
            yield Problem.at(procedure.at("trinh_tu", index, "thoi_gian"), ID, message, Level.WARNING)


def _words(number: int, unit: str) -> str:
    return wording.duration(Duration(number, TimeUnit(unit)))


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    if not sources.unit:
        return
    data = sources.unit.data
    yield from _phone(sources.unit, ("dien_thoai",), data["dien_thoai"])
    yield from _phone(sources.unit, ("phan_anh", "dien_thoai"), data["phan_anh"]["dien_thoai"])
    for index, point in enumerate(data["noi_tiep_nhan"]):
        yield from _phone(sources.unit, ("noi_tiep_nhan", index, "dien_thoai"), point.get("dien_thoai"))
    for index, place in enumerate(data["noi"]):
        for number, helper in enumerate(place.get("ho_tro", ())):
            steps = ("noi", index, "ho_tro", number, "dien_thoai")
            yield from _phone(sources.unit, steps, helper.get("dien_thoai"))


def _phone(unit: Source, steps: tuple[str | int, ...], value: object) -> Iterator[Problem]:
    if not isinstance(value, str):
        return
    digits = sum(character.isdigit() for character in value) - (2 if value.startswith("+84") else 0)
    if digits not in _DIGITS and not (value.startswith("+84") and digits == 9):
        message = f'số điện thoại "{value}" có {digits} chữ số, khác thường; hãy xem lại có thiếu hay thừa số nào không'
        yield Problem.at(unit.at(*steps), ID, message, Level.WARNING)
