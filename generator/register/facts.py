"""What a sheet states, as data for its entry: the keys and values of the YAML records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from generator import open_data
from generator.addresses import Address, Kind
from generator.records import Catalogue

ANSWER = (
    *("ma", "ten", "ten_goi_khac", "truong_hop", "cach_nop", "nop_o_dau"),
    *("giay_to", "thoi_han", "phi_le_phi", "hieu_luc"),
)
"""What an answer on a poster states: what to bring, what it costs, how long it takes, where to file."""

WHOLE = "tron_bo"
"""Marks a procedure of which a sheet states everything."""


def of_sheet(address: Address, answered: Iterable[str], catalogue: Catalogue, today: date) -> dict[str, Any]:
    """The facts on a sheet for the page at `address` that answers for the procedures with the codes `answered`."""
    unit = catalogue.unit
    place = next((one for one in unit.places if address.kind is Kind.PLACE and one.code == address.code), None)
    codes = [code for code in answered if not (address.kind is Kind.PROCEDURE and code == address.code)]
    procedures = [_answer(code, catalogue, today) for code in codes]
    if address.kind is Kind.PROCEDURE:
        procedures.insert(0, {WHOLE: True, **open_data.procedure(catalogue.procedures[address.code].on(today))})
    found = {
        "don_vi": open_data.unit(unit),
        "noi": open_data.place(place) if place else None,
        "thu_tuc": procedures,
    }
    return {key: value for key, value in found.items() if value}


def _answer(code: str, catalogue: Catalogue, today: date) -> dict[str, Any]:
    data = open_data.procedure(catalogue.procedures[code].on(today))
    return {key: data[key] for key in ANSWER if key in data}
