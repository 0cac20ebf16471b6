"""A reader of VietQR payloads that believes nothing: written against EMVCo MPM and NAPAS, not with the library that makes them.

Every length must fit to the character, every field stands once and in order, and what has one value has that value.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Read:
    """What a banking app would fill in; `amount` in VND."""

    bank: str
    account: str
    amount: int | None
    purpose: str | None
    service: str


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE, bit by bit."""
    value = 0xFFFF
    for byte in text.encode("ascii"):
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return f"{value:04X}"


def fields(text: str) -> dict[str, str]:
    """Tag, two digits of length, value; nothing may be left over."""
    found: dict[str, str] = {}
    while text:
        tag, length = text[:2], text[2:4]
        if not (tag.isdigit() and length.isdigit() and len(length) == 2):
            raise ValueError(f"no field: {text!r}")
        value, text = text[4 : 4 + int(length)], text[4 + int(length) :]
        if len(value) != int(length) or not value or tag in found:
            raise ValueError(f"field {tag}: {value!r}")
        found[tag] = value
    return found


def _exactly(found: dict[str, str], wanted: set[str], optional: frozenset[str] = frozenset()) -> None:
    if not wanted <= found.keys() <= wanted | optional:
        raise ValueError(f"fields {sorted(found)}")


def read(text: str) -> Read:
    """A payload for a transfer to an account or a card; ValueError for anything that is not exactly one."""
    if not text.isascii() or text[-8:-4] != "6304" or crc(text[:-4]) != text[-4:]:
        raise ValueError("no checksum")
    found = fields(text)
    _exactly(found, {"00", "01", "38", "53", "58", "63"}, frozenset({"54", "62"}))
    if list(found) != sorted(found) or (found["00"], found["53"], found["58"]) != ("01", "704", "VN"):
        raise ValueError(f"not a VietQR: {found}")
    if found["01"] != ("12" if "54" in found else "11"):
        raise ValueError("dynamic without an amount, or static with one")
    consumer = fields(found["38"])
    _exactly(consumer, {"00", "01", "02"})
    account = fields(consumer["01"])
    _exactly(account, {"00", "01"})
    if consumer["00"] != "A000000727" or consumer["02"] not in ("QRIBFTTA", "QRIBFTTC"):
        raise ValueError(f"not NAPAS: {consumer}")
    if len(account["00"]) != 6 or not account["00"].isdigit() or len(account["01"]) > 19:
        raise ValueError(f"no account: {account}")
    more = fields(found["62"]) if "62" in found else {}
    amount = found.get("54")
    if amount is not None and (not amount.isdigit() or amount.startswith("0")):
        raise ValueError(f"no amount: {amount}")
    return Read(account["00"], account["01"], int(amount) if amount else None, more.get("08"), consumer["02"])
