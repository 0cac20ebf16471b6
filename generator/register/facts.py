"""What a sheet states, as data for its entry: the keys and values of the YAML records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import open_data
from generator.addresses import Address, Kind
from generator.records import Catalogue
from generator.register import sealing
from generator.register.entering import Entry

ANSWER = (
    *("ma", "ten", "ten_goi_khac", "truong_hop", "cach_nop", "nop_o_dau"),
    *("giay_to", "thoi_han", "phi_le_phi", "hieu_luc"),
)
"""What an answer on a poster states: what to bring, what it costs, how long it takes, where to file."""

WHOLE = "tron_bo"
"""Marks a procedure of which a sheet states everything."""


@dataclass(frozen=True)
class Stated:
    """What a sheet states, for its entry, and the entries that hold what it states of each procedure."""

    content: Entry
    procedures: tuple[Entry, ...]


def of_sheet(address: Address | None, answered: Iterable[str], catalogue: Catalogue, today: date) -> Stated:
    """The facts on a sheet for the page at `address` that answers for the procedures with the codes `answered`.

    Without a page it is a book, which states everything of each of them.
    """
    answered = tuple(answered)
    unit = catalogue.unit
    kind, about = (address.kind, address.code) if address else (None, "")
    place = next((one for one in unit.places if kind is Kind.PLACE and one.code == about), None)
    own = [about] if kind is Kind.PROCEDURE else answered if address is None else ()
    whole = ({WHOLE: True, **_procedure(code, catalogue, today)} for code in own)
    answers = (_answer(code, catalogue, today) for code in answered if code not in own)
    procedures = tuple({sealing.FACTS: one} for one in (*whole, *answers))
    content = {
        "don_vi": open_data.unit(unit),
        "noi": open_data.place(place) if place else None,
        "thu_tuc": [sealing.name(one) for one in procedures],
    }
    return Stated({key: value for key, value in content.items() if value}, procedures)


def _procedure(code: str, catalogue: Catalogue, today: date) -> dict[str, Any]:
    return open_data.procedure(catalogue.procedures[code].on(today))


def _answer(code: str, catalogue: Catalogue, today: date) -> dict[str, Any]:
    data = _procedure(code, catalogue, today)
    return {key: data[key] for key in ANSWER if key in data}
