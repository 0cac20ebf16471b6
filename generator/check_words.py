"""The check word of a printed address: two easy syllables that stand on the poster and on the page behind it.

It is worked out from the address alone, so anyone can copy it. It promises only that a page without it is not
the one the poster means, never that a page with it is genuine.
"""

from __future__ import annotations

import hashlib

from generator import addresses
from generator.addresses import Address
from generator.records import Unit

# Things and colours that every child knows, told apart when spoken over a loudspeaker, in the North as in the South.
_THINGS = (
    *("mèo", "gà", "vịt", "trâu", "bò", "ngựa", "dê", "cá", "tôm", "cua", "ếch", "chim", "bướm", "kiến", "nai", "voi"),
    *(
        "sen",
        "lúa",
        "tre",
        "dừa",
        "cam",
        "bưởi",
        "xoài",
        "mít",
        "chuối",
        "ổi",
        "khế",
        "bí",
        "khoai",
        "nấm",
        "cau",
        "na",
    ),
)
_COLOURS = ("xanh", "đỏ", "vàng", "trắng", "tím", "hồng", "nâu", "đen")


def of(unit: Unit, address: Address) -> str:
    """The check word of an address with its edition: `sen tím`."""
    return of_printed(addresses.printed(unit, address))


def of_printed(text: str) -> str:
    """The check word of an address as a QR code holds it, also of one that lay on a former host."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"{_THINGS[digest[0] % len(_THINGS)]} {_COLOURS[digest[1] % len(_COLOURS)]}"
