"""Sums of a journey: what is certain, what comes on top, what is not known; never free by silence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator import vocabulary
from generator.records import Channel, Duration, JourneyStep, Procedure, TimeUnit
from generator.views import journey
from generator.views.journey import Cost
from tests import making

DAY = date(2026, 11, 22)
IN_PERSON, ONLINE, POST = Channel.IN_PERSON, Channel.ONLINE, Channel.POST
Named = tuple[JourneyStep, Procedure, str]


def fee(muc: Any, basis: str | None = "lan", name: str = "Lệ phí", **more: Any) -> dict[str, Any]:
    given = {"ma": name, "loai": "le_phi", "ten": name, "muc": muc, **more}
    return {**given, "tinh_theo": basis} if basis else given


def made(code: str = making.CODE, **changes: Any) -> Procedure:
    return vocabulary.procedure(making.procedure(code, **changes))


def days(number: int, unit: str = "ngay_lam_viec") -> list[dict[str, Any]]:
    return [{"so": number, "don_vi": unit}]


def steps(*ones: tuple[str, dict[str, Any], tuple[str, ...]]) -> list[Named]:
    return [(JourneyStep(name, making.CODE, after=after), made(**changes), name) for name, changes, after in ones]


CASES = [{"ma": "a", "ten": "A"}, {"ma": "b", "ten": "B"}]
UNKNOWN = {"chua_ro": "Chưa biết"}


@pytest.mark.parametrize(
    ("fees", "expected"),
    [
        (UNKNOWN, Cost(unknown=True)),
        ({"khong_thu": "Luật"}, Cost()),
        ([fee(8000)], Cost(8000)),
        ([fee(25000, "the")], Cost(25000)),
        ([fee(8000), fee(2000, name="Phí khác")], Cost(10000)),
        ([fee(2000, "trang")], Cost(0, ("2.000 đồng/trang",))),
        ([fee({"khong_thu": "Luật"}), fee(UNKNOWN, None, "Phí khác")], Cost(unknown=True)),
        ([fee(8000, khi={"cach_nop": "buu_chinh"})], Cost(unknown=True)),
    ],
)
def test_cost_of_a_step(fees: Any, expected: Cost) -> None:
    assert journey.cost(made(phi_le_phi=fees), None, IN_PERSON, DAY) == expected


def test_cost_that_hangs_on_the_situation_is_not_added() -> None:
    fees = [fee(1000, ma="a", khi={"truong_hop": "a"}), fee(2000, ma="b", khi={"truong_hop": "b"})]
    one = made(truong_hop=CASES, phi_le_phi=fees)
    assert journey.cost(one, "b", IN_PERSON, DAY) == Cost(2000)
    assert journey.cost(one, None, IN_PERSON, DAY) == Cost(extras=("tùy trường hợp",))


def test_a_step_without_the_wanted_channel_is_handed_in_as_it_can() -> None:
    one = made(cach_nop=["truc_tiep"], phi_le_phi=[fee(8000, khi={"cach_nop": "truc_tiep"})])
    assert journey.cost(one, None, ONLINE, DAY) == Cost(8000)


def words(*fees: Any) -> tuple[str, bool, tuple[str, ...], tuple[str, ...]]:
    found = steps(*((f"Bước {index}", {"phi_le_phi": one}, ()) for index, one in enumerate(fees, 1)))
    total = journey.total_fee(found, IN_PERSON, DAY)
    assert total.label == "Nộp trực tiếp"
    return total.fact.text, total.fact.known, total.extras, total.missing


def test_total_of_fees() -> None:
    free = {"khong_thu": "Luật"}
    assert words([fee(8000)], [fee(2000)]) == ("10.000 đồng", True, (), ())
    assert words([fee(8000)], free) == ("8.000 đồng", True, (), ())
    assert words(free, free) == ("Không thu", True, (), ())
    assert words([fee(8000)], UNKNOWN) == ("Ít nhất 8.000 đồng", True, (), ("Bước 2",))
    assert words(UNKNOWN) == ("Chưa có thông tin", False, (), ("Bước 1",))
    assert words(free, UNKNOWN) == ("Chưa cộng được", False, (), ("Bước 2",))
    assert words([fee(2000, "trang")], free) == ("Chưa cộng được", False, ("2.000 đồng/trang (Bước 1)",), ())


def timed(found: list[Named], skipped: tuple[str, ...] = ()) -> journey.Time:
    needed = [one for one in found if one[0].code not in skipped]
    return journey.total_time(needed, [one[0] for one in found], IN_PERSON, DAY)


def test_steps_side_by_side_take_as_long_as_the_longest() -> None:
    found = timed(steps(("a", {"thoi_han": days(3)}, ()), ("b", {"thoi_han": days(5)}, ())))
    assert found.total.fact.text == "5 ngày làm việc"
    assert found.chain == ("b",)
    assert found.rounds == (("a", "b"),)


def test_steps_one_after_another_add_up() -> None:
    found = timed(
        steps(
            ("a", {"thoi_han": days(3)}, ()),
            ("b", {"thoi_han": days(5)}, ("a",)),
            ("c", {"thoi_han": days(20, "ngay")}, ("a",)),
        )
    )
    assert found.total.fact.text == "Khoảng 3 ngày làm việc cộng 20 ngày"
    assert found.chain == ("a", "c")
    assert found.rounds == (("a",), ("b", "c"))


def test_what_is_not_known_is_named_and_only_the_rest_counted() -> None:
    found = timed(steps(("a", {"thoi_han": UNKNOWN}, ()), ("b", {"thoi_han": days(5)}, ("a",))))
    assert found.total.fact.text == "Ít nhất 5 ngày làm việc"
    assert found.total.missing == ("a",)
    alone = timed(steps(("a", {"thoi_han": UNKNOWN}, ())))
    assert (alone.total.fact.text, alone.total.fact.known) == ("Chưa có thông tin", False)


def test_a_step_that_is_skipped_holds_up_nobody_but_keeps_the_order() -> None:
    found = timed(
        steps(
            ("a", {"thoi_han": days(3)}, ()),
            ("neu", {"thoi_han": days(30)}, ("a",)),
            ("c", {"thoi_han": days(5)}, ("neu",)),
        ),
        skipped=("neu",),
    )
    assert found.total.fact.text == "Khoảng 8 ngày làm việc"
    assert found.chain == ("a", "c")
    assert found.rounds == (("a",), ("c",))


def test_time_of_a_step() -> None:
    several = [{**days(3)[0], "khi": {"truong_hop": "a"}}, {**days(9)[0], "khi": {"truong_hop": "b"}}]
    one = made(truong_hop=CASES, thoi_han=several)
    assert journey.time(one, "a", IN_PERSON, DAY) == Duration(3, TimeUnit.WORKING_DAY)
    assert journey.time(one, None, IN_PERSON, DAY) == Duration(9, TimeUnit.WORKING_DAY)
    half = made(truong_hop=CASES, thoi_han=several[:1])
    assert journey.time(half, None, IN_PERSON, DAY) is None
    promised = made(thoi_han=[{**days(7)[0], "cam_ket": 4}])
    assert journey.time(promised, None, IN_PERSON, DAY) == Duration(4, TimeUnit.WORKING_DAY)


def test_within_the_day() -> None:
    found = timed(steps(("a", {"thoi_han": days(0)}, ())))
    assert found.total.fact.text == "Trong ngày"


def test_narrowing_keeps_one_situation() -> None:
    fees = [fee(1000), fee(2000, ma="b", khi={"truong_hop": "b"})]
    one = made(truong_hop=CASES, phi_le_phi=fees)
    narrowed = journey.narrowed(one, "b", DAY).fees
    assert isinstance(narrowed, tuple)
    assert [(one.amount, one.when.cases) for one in narrowed] == [(2000, ())]
