"""How a procedure is paid for, in words, and the transfers that a screen may show as VietQR codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator import charging, qr, transfers, wording
from generator.qr import Code, Correction
from generator.records import Account, Case, Payment, PaymentMethod, Procedure, Unit, Unknown
from generator.selecting import in_dates
from generator.views import frame, phrases
from generator.views.narrowing import Numbers

_NOBODY = "000000"
"""A bank that there is not: the code of a sample can be read, but never paid."""


@dataclass(frozen=True)
class PaymentLine:
    """A way to pay. `on_screen` says that what it needs stands on the page and is never printed."""

    method: str
    restriction: str | None
    note: str | None
    on_screen: bool
    cases: Numbers = ()


@dataclass(frozen=True)
class Transfer:
    """A transfer: all that a banking app asks for, and the code that says the same.

    `amount` is None where it is not one fixed amount for all. `sample`: the code leads to no account.
    """

    bank: str
    number: str
    holder: str
    purpose: str
    amount: str | None
    restriction: str | None
    sample: bool
    code: Code = field(repr=False)
    cases: Numbers = ()


def line(payment: Payment, cases: Mapping[str, Case], numbers: Numbers) -> PaymentLine:
    """A way to pay in words."""
    return PaymentLine(
        wording.capitalised(wording.PAYMENT_METHODS[payment.method]),
        phrases.when(payment.when, cases),
        payment.note,
        payment.method is PaymentMethod.TRANSFER,
        numbers,
    )


def transfers_of(
    procedure: Procedure, unit: Unit, today: date, numbers: Mapping[Payment, Numbers]
) -> tuple[Transfer, ...]:
    """The transfers by which a procedure can be paid on `today`; `numbers` are the situations of each way to pay."""
    if isinstance(procedure.payments, Unknown) or not procedure.validity.in_use(today):
        return ()
    accounts = {account.code: account for account in unit.accounts}
    return tuple(
        _transfer(procedure, payment, accounts[payment.account], frame.is_sample(unit), today, numbers.get(payment, ()))
        for payment in procedure.payments
        if payment.account and in_dates(payment.when, today)
    )


def _transfer(
    procedure: Procedure, payment: Payment, account: Account, sample: bool, today: date, numbers: Numbers
) -> Transfer:
    bank = transfers.bank(account.bank)
    assert bank
    purpose = transfers.purpose(procedure.code, procedure.title)
    amount = charging.fixed_amount(procedure, payment.when, today)
    payload = transfers.payload(_NOBODY if sample else bank.number, account.number, purpose, amount)
    code = qr.make(payload, Correction.SCREEN)
    assert code
    return Transfer(
        f"{bank.short_name} ({bank.name})",
        account.number,
        account.holder,
        purpose,
        None if amount is None else wording.money(amount),
        phrases.when(payment.when, {case.code: case for case in procedure.cases}),
        sample,
        code,
        numbers,
    )
