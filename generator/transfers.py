"""Bank transfers: the banks there are, and the text of the VietQR code that a banking app reads.

The text is an EMVCo Merchant-Presented QR payload as NAPAS uses it: fields of two digits, two digits of length, value;
account transfers (QRIBFTTA), amounts in whole đồng (VND), closed by a CRC-16. Made by `vietnam-qr-pay`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vietnam_qr_pay import BanksObject, QRPay
from vietnam_qr_pay.constants import VietQRStatus

from generator import wording

PURPOSE_LENGTH = 25
"""Characters of a purpose that every bank passes on: EMVCo MPM, tag 62-08."""


@dataclass(frozen=True)
class Bank:
    """A bank that can be paid by VietQR. `number` are the six digits (BIN) that stand for it in a code."""

    name: str
    short_name: str
    number: str


@cache
def _banks() -> dict[str, Bank]:
    """Every bank under its folded short name and under its number; of banks that merged, the one that is left."""
    known = [
        Bank(one.name, one.short_name, one.bin)
        for one in BanksObject.values()
        if one.viet_qr_status >= VietQRStatus.RECEIVE_ONLY and not one.deprecated
    ]
    return {key: bank for bank in known for key in (_plain(bank.short_name), bank.number)}


def _plain(name: str) -> str:
    return wording.folded(name).replace(" ", "")


def bank(name: str) -> Bank | None:
    """The bank of this short name or number; None where there is none that takes transfers by VietQR."""
    return _banks().get(_plain(name))


def bank_names() -> tuple[str, ...]:
    """The short names of all banks."""
    return tuple(sorted({bank.short_name for bank in _banks().values()}, key=str.casefold))


def purpose(code: str, title: str) -> str:
    """`1.004222 NHAP HO KHAU`: what the transfer is for, as many words of the title as go into `PURPOSE_LENGTH` characters.

    Capital letters without diacritics, digits, dots and spaces: what the code can hold in its smallest mode, and
    what the banks leave as it is.
    """
    text = code
    while len(text) > PURPOSE_LENGTH:
        text = text.rpartition(".")[0]
    for word in re.findall("[A-Z0-9]+", wording.folded(title).upper()):
        if len(text) + 1 + len(word) > PURPOSE_LENGTH:
            break
        text += f" {word}"
    return text


def payload(bank_number: str, account: str, purpose: str, amount: int | None) -> str:
    """The text of the code; `amount` in VND, None where whoever pays types it in."""
    text: str = QRPay.init_viet_qr(bank_number, account, str(amount) if amount else None, purpose).build()
    return text
