"""What one pays, worked out: the examples of the law, and what must hold for every charge."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import charging, vocabulary
from generator.records import Basis, Channel, Exemption, Fee, FeeKind, Nothing, Tier, Unknown, When
from tests import calendar_cases as cases
from tests import making

DAY = date(2026, 11, 22)
COPYING = Fee(
    "sao-y", FeeKind.FEE, "Phí chứng thực bản sao", (Tier(2000, 2), Tier(1000)), Basis.PAGE, 200_000, Basis.COPY,
    "226/2016/TT-BTC",
)  # fmt: skip
PLAIN = Fee("le-phi", FeeKind.CHARGE, "Lệ phí cư trú", 20_000, Basis.TIME, legal_basis="75/2022/TT-BTC")
POOR = Exemption("ho-ngheo", "Hộ nghèo", 50, "1/QĐ")


def total(*fees: Fee, free: Exemption | None = None, way: Channel | None = None, case: str | None = None,
          **numbers: int) -> int | None:  # fmt: skip
    bill = charging.bill(fees, way, case, DAY, {Basis(name): number for name, number in numbers.items()}, free)
    return bill.total if bill.complete else None


@pytest.mark.parametrize(
    ("pages", "copies", "expected"),
    [
        (1, 1, 2000),
        (2, 1, 4000),
        (3, 1, 5000),
        (12, 3, 42_000),
        (198, 1, 200_000),
        (199, 1, 200_000),
        (999, 2, 400_000),
    ],
)
def test_certified_copies_page_by_page_and_copy_by_copy(pages: int, copies: int, expected: int) -> None:
    assert total(COPYING, trang=pages, ban=copies) == expected


def test_other_caps() -> None:
    assert total(replace(COPYING, cap=5000, cap_basis=None), trang=9, ban=4) == 5000
    assert total(replace(COPYING, cap=5000, cap_basis=Basis.DOSSIER), trang=9, ban=4) == 5000
    assert total(replace(PLAIN, basis=Basis.PERSON, cap=50_000, cap_basis=Basis.DOSSIER), nguoi=4) == 50_000
    assert total(replace(PLAIN, basis=Basis.PERSON, cap=50_000, cap_basis=Basis.DOSSIER), nguoi=2) == 40_000


def test_what_is_paid_once_is_not_multiplied() -> None:
    assert total(PLAIN, lan=5, ban=9, trang=3) == 20_000


def test_the_channel_and_the_situation_choose_and_different_charges_add_up() -> None:
    online = replace(PLAIN, code="mang", amount=10_000, when=When((Channel.ONLINE,)))
    late = replace(PLAIN, code="tre", name="Lệ phí quá hạn", amount=5000, when=When(cases=("tre",)))
    assert total(PLAIN, online, late, way=Channel.IN_PERSON) == 20_000
    assert total(PLAIN, online, late, way=Channel.ONLINE) == 10_000
    assert total(PLAIN, online, late, way=Channel.ONLINE, case="tre") == 15_000


def test_an_exemption_names_what_it_is_for() -> None:
    assert total(PLAIN, COPYING, free=POOR, trang=3) == 12_500
    assert total(PLAIN, COPYING, free=replace(POOR, fees=("le-phi",)), trang=3) == 15_000
    assert total(PLAIN, free=replace(POOR, percent=100)) == 0
    # To the nearest đồng.
    assert total(replace(PLAIN, amount=1001), free=POOR) == 501


def test_what_is_not_known_never_counts_as_nothing() -> None:
    unknown = Fee("phi", FeeKind.FEE, "Phí của tỉnh", Unknown("Chờ tỉnh"))
    bill = charging.bill((PLAIN, unknown), None, None, DAY, {})
    assert not bill.complete
    assert bill.total == 20_000
    assert [(line.fee.name, line.amount) for line in bill.lines] == [("Lệ phí cư trú", 20_000), ("Phí của tỉnh", None)]
    assert not charging.bill((PLAIN,), None, None, DAY, {}, replace(POOR, percent=Unknown("Chờ tỉnh"))).complete


def test_nothing_is_charged_of_nothing() -> None:
    nothing = Fee("khong", FeeKind.FEE, "Phí", Nothing("Luật phí"))
    assert total(nothing) == 0
    assert total(nothing, free=replace(POOR, percent=Unknown("Chờ tỉnh"))) == 0


@given(st.integers(0, 10**9).map(random.Random), st.integers(1, 500), st.integers(1, 500))
def test_more_pages_or_copies_never_cost_less(source: random.Random, pages: int, copies: int) -> None:
    fee = replace(cases.any_fee(source, 1), when=When())
    for more in ((pages + 1, copies), (pages, copies + 1)):
        before, after = (
            charging.full_amount(fee, {Basis.PAGE: one, Basis.COPY: two}) for one, two in ((pages, copies), more)
        )
        assert (before is None) == (after is None)
        assert before is None or before <= after


@given(st.integers(0, 10**9).map(random.Random), st.integers(1, 100))
def test_an_exemption_never_costs_and_a_full_one_is_free(source: random.Random, percent: int) -> None:
    fees = tuple(cases.any_fee(source, number) for number in range(4))
    plain = charging.bill(fees, None, None, DAY, {})
    less = charging.bill(fees, None, None, DAY, {}, replace(POOR, percent=percent))
    free = charging.bill(fees, None, None, DAY, {}, replace(POOR, percent=100))
    assert 0 <= less.total <= plain.total
    assert free.total == 0
    assert plain.complete == less.complete == free.complete


ONE = making.procedure()["phi_le_phi"][0]
ONLINE = {**ONE, "ma": "mang", "muc": 5000, "khi": {"cach_nop": "truc_tuyen"}}
CASES = [{"ma": "mot", "ten": "Một"}, {"ma": "hai", "ten": "Hai"}]
POOR_PAY_HALF = {"ma": "ngheo", "ai": "Hộ nghèo", "giam": 50, "can_cu": "75/2022/TT-BTC"}


def fixed(way: dict[str, Any] | None = None, day: date = DAY, **parts: Any) -> int | None:
    return charging.fixed_amount(vocabulary.procedure(making.procedure(**parts)), vocabulary.when(way), day)


def test_an_amount_is_fixed_where_everybody_pays_the_same() -> None:
    assert fixed() == 8000
    assert fixed(truong_hop=CASES) == 8000
    assert fixed(cach_nop={"chua_ro": "Chưa rõ"}) == 8000
    same = [{**ONE, "ma": code, "khi": {"truong_hop": code}} for code in ("mot", "hai")]
    assert fixed(truong_hop=CASES, phi_le_phi=same) == 8000


def test_an_amount_is_fixed_for_those_who_can_pay_that_way() -> None:
    fees = [{**ONE, "khi": {"cach_nop": "truc_tiep"}}, ONLINE]
    assert fixed(phi_le_phi=fees) is None
    assert fixed({"cach_nop": "truc_tiep"}, phi_le_phi=fees) == 8000
    assert fixed({"cach_nop": "truc_tuyen"}, phi_le_phi=fees) == 5000
    by_case = [{**ONE, "khi": {"truong_hop": "mot"}}, {**ONE, "ma": "hai", "muc": 9000, "khi": {"truong_hop": "hai"}}]
    assert fixed(truong_hop=CASES, phi_le_phi=by_case) is None
    assert fixed({"truong_hop": "hai"}, truong_hop=CASES, phi_le_phi=by_case) == 9000


def test_an_amount_that_changes_is_that_of_the_day() -> None:
    fees = [{**ONE, "khi": {"den": "2026-12-31"}}, {**ONE, "ma": "sau", "muc": 9000, "khi": {"tu": "2027-01-01"}}]
    assert fixed(phi_le_phi=fees) == 8000
    assert fixed(day=date(2027, 1, 1), phi_le_phi=fees) == 9000


@pytest.mark.parametrize(
    "parts",
    [
        {"phi_le_phi": {"chua_ro": "Chờ tỉnh"}},
        {"phi_le_phi": {"khong_thu": "Luật"}},
        {"phi_le_phi": [{**ONE, "muc": {"chua_ro": "Chờ tỉnh"}}]},
        {"phi_le_phi": [ONE, {**ONE, "ma": "hai", "ten": "Phí hai", "loai": "phi"}]},
        {"phi_le_phi": [ONE, {**ONE, "ma": "hai", "ten": "Phí hai", "muc": {"chua_ro": "Chờ tỉnh"}}]},
        {"phi_le_phi": [{**ONE, "khi": {"cach_nop": "truc_tiep"}}]},
        {"phi_le_phi": [{"ma": "a", "loai": "phi", "ten": "Phí", "bac": [{"den": 2, "muc": 2000}, {"muc": 1000}], "tinh_theo": "trang"}]},
        {"mien_giam": [POOR_PAY_HALF]},
        {"mien_giam": [{**POOR_PAY_HALF, "khoan_thu": ["le-phi"]}]},
        {"mien_giam": [{**POOR_PAY_HALF, "giam": {"chua_ro": "Chờ tỉnh"}}]},
        *({"phi_le_phi": [{**ONE, "tinh_theo": basis.value}]} for basis in Basis if basis.value not in ("lan", "ho_so")),
    ],
)  # fmt: skip
def test_an_amount_that_may_be_wrong_for_somebody_is_none(parts: dict[str, Any]) -> None:
    assert fixed(**parts) is None


def test_an_exemption_from_another_charge_changes_nothing() -> None:
    other = {**ONE, "ma": "khac", "ten": "Phí khác", "khi": {"cach_nop": "truc_tuyen"}}
    parts = {"phi_le_phi": [ONE, other], "mien_giam": [{**POOR_PAY_HALF, "khoan_thu": ["khac"]}]}
    assert fixed({"cach_nop": "truc_tiep"}, **parts) == 8000
