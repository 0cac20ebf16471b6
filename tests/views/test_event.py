"""A life event's page: every step in order, papers once, every agency of what is linked, nothing left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import addresses
from generator.records import Catalogue
from generator.views import event, listing, procedure
from generator.views.event import EventPage
from tests import making

ONE, TWO, LINKED = "1.000001", "1.000002", "1.000003"
TO_KHAI = {"ma": "to-khai", "ten": "Tờ khai một", "viec": "nop", "ban_chinh": 1, "ban_sao": 0}
CAN_CUOC = {"ma": "can-cuoc", "ten": "Thẻ căn cước", "viec": "xuat_trinh", "ban_chinh": 1, "ban_sao": 0}


def root(path: Path, *happenings: dict[str, Any], **procedures: dict[str, Any]) -> Path:
    records = [
        making.procedure(ONE, **procedures.get("one", {})),
        making.procedure(TWO, **procedures.get("two", {})),
        making.procedure(LINKED, **procedures.get("linked", {})),
    ]
    making.write_root(path, records)
    making.write(path / "procedures_yaml" / "su_kien.yaml", {"su_kien": list(happenings)})
    return path


def catalogue(path: Path, *happenings: dict[str, Any], **procedures: dict[str, Any]) -> Catalogue:
    loaded = making.load(root(path, *happenings, **procedures))
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    return loaded.catalogue


def happening(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"ma": "sinh-con", "ten": "Sinh con", "tom_tat": "Làm giấy tờ cho bé.", "buoc": list(steps), **more}


def step(code: str, number: str, **more: Any) -> dict[str, Any]:
    return {"ma": code, "thu_tuc": number, **more}


def page(content: Catalogue) -> EventPage:
    return event.of(content.events["sinh-con"], content, making.TODAY)


def test_steps_stand_in_order_with_what_they_wait_for(tmp_path: Path) -> None:
    content = catalogue(
        tmp_path,
        happening(
            step("a", ONE, viec="Làm trong 60 ngày."),
            step("b", TWO, sau=["a"], neu="Cần thêm bản sao"),
        ),
    )
    (way,) = page(content).ways
    assert way.name is None
    assert [(one.number, one.after, one.reason, one.condition) for one in way.steps] == [
        (1, (), "Làm trong 60 ngày.", None),
        (2, (1,), None, "Cần thêm bản sao"),
    ]
    assert [one.address for one in way.steps] == [
        addresses.of_procedure(content.procedures[ONE]),
        addresses.of_procedure(content.procedures[TWO]),
    ]
    assert way.optional
    # What only some need is not part of the sum.
    assert way.fees[0].fact.text == "8.000 đồng"


def test_each_branch_is_a_way_of_its_own(tmp_path: Path) -> None:
    content = catalogue(
        tmp_path,
        happening(
            step("a", ONE, nhanh=["x"]),
            step("b", TWO, nhanh=["y"]),
            step("c", LINKED, sau=["a", "b"]),
            nhanh=[{"ma": "x", "ten": "Lối một"}, {"ma": "y", "ten": "Lối hai"}],
        ),
    )
    first, second = page(content).ways
    assert (first.name, second.name) == ("Lối một", "Lối hai")
    assert [one.title for one in first.steps] == [f"Đăng ký thử {ONE}", f"Đăng ký thử {LINKED}"]
    assert [one.title for one in second.steps] == [f"Đăng ký thử {TWO}", f"Đăng ký thử {LINKED}"]
    assert first.steps[1].after == second.steps[1].after == (1,)
    assert first.times[0].total.fact.text == "Khoảng 14 ngày làm việc"


def test_a_paper_of_several_steps_is_listed_once(tmp_path: Path) -> None:
    of_child = {**CAN_CUOC, "ten": "Thẻ căn cước (của người đi khai)"}
    content = catalogue(
        tmp_path,
        happening(step("a", ONE), step("b", TWO)),
        one={"giay_to": [TO_KHAI, CAN_CUOC]},
        two={"giay_to": [{**TO_KHAI, "ten": "Tờ khai hai"}, of_child]},
    )
    (way,) = page(content).ways
    (paper,) = way.shared
    assert paper.name == "Thẻ căn cước"
    assert [(use.number, use.what, use.remark) for use in paper.uses] == [
        (1, "xuất trình 1 bản chính", None),
        (2, "xuất trình 1 bản chính", "của người đi khai"),
    ]
    assert [[one.name for one in alone.papers] for alone in way.papers] == [["Tờ khai một"], ["Tờ khai hai"]]


def test_papers_are_those_of_the_situation(tmp_path: Path) -> None:
    cases = [{"ma": "x", "ten": "X"}, {"ma": "y", "ten": "Y"}]
    papers = [{**TO_KHAI, "khi": {"truong_hop": "x"}}, {**CAN_CUOC, "khi": {"truong_hop": "y"}}]
    parts = {"one": {"truong_hop": cases, "giay_to": papers}}
    (way,) = page(catalogue(tmp_path / "a", happening(step("a", ONE, truong_hop="x")), **parts)).ways
    assert [[one.name for one in alone.papers] for alone in way.papers] == [["Tờ khai một"]]
    assert (way.steps[0].situation, way.papers[0].more) == ("X", False)
    (way,) = page(catalogue(tmp_path / "b", happening(step("a", ONE)), **parts)).ways
    assert way.papers[0].papers == ()
    assert way.papers[0].more


def test_papers_nobody_knows_are_said_to_be_unknown(tmp_path: Path) -> None:
    content = catalogue(tmp_path, happening(step("a", ONE)), one={"giay_to": {"chua_ro": "Không hiện ra"}})
    fact = page(content).ways[0].papers[0].fact
    assert fact
    assert (fact.text, fact.known, fact.why) == ("Chưa có thông tin", False, "Không hiện ra")


def test_a_linked_procedure_names_every_agency_in_order(tmp_path: Path) -> None:
    agencies = [
        {"co_quan": "Ủy ban nhân dân xã", "viec": "Khai sinh", "thu_tuc": ONE},
        {"co_quan": "Công an xã", "viec": "Thường trú", "thu_tuc": TWO},
        {"co_quan": "Cơ quan Bảo hiểm xã hội", "viec": "Cấp thẻ"},
    ]
    content = catalogue(tmp_path, happening(step("a", LINKED, lien_thong=agencies)))
    (way,) = page(content).ways
    assert [one.name for one in way.steps[0].agencies] == [
        "Ủy ban nhân dân xã",
        "Công an xã",
        "Cơ quan Bảo hiểm xã hội",
    ]
    assert way.agencies == ("Ủy ban nhân dân xã", "Công an xã", "Cơ quan Bảo hiểm xã hội")
    assert [bool(one.link) for one in way.steps[0].agencies] == [True, True, False]
    # Its parts lead back to the life event too.
    for code in (ONE, TWO, LINKED):
        found = procedure.of(content.procedures[code], content, making.TODAY).events
        assert [one.text for one in found] == ["Sinh con"]


def test_channels_are_told_apart_only_where_they_differ(tmp_path: Path) -> None:
    same = page(catalogue(tmp_path / "a", happening(step("a", ONE)))).ways[0]
    assert [one.label for one in same.fees] == [None]
    le_phi = {"loai": "le_phi", "ten": "Lệ phí", "tinh_theo": "lan", "can_cu": "75/2022/TT-BTC"}
    fees = [
        {**le_phi, "ma": "a", "muc": 8000, "khi": {"cach_nop": "truc_tiep"}},
        {**le_phi, "ma": "b", "muc": 4000, "khi": {"cach_nop": "truc_tuyen"}},
    ]
    apart = page(catalogue(tmp_path / "b", happening(step("a", ONE)), one={"phi_le_phi": fees})).ways[0]
    assert [(one.label, one.fact.text) for one in apart.fees] == [
        ("Nộp trực tiếp", "8.000 đồng"),
        ("Nộp trên mạng", "4.000 đồng"),
    ]


def test_only_choices_leave_nothing_to_add_up(tmp_path: Path) -> None:
    (way,) = page(catalogue(tmp_path, happening(step("a", ONE, neu="Mất thẻ")))).ways
    assert way.fees == way.times == ()


def test_what_ended_keeps_its_page_and_leaves_the_lists(tmp_path: Path) -> None:
    old = happening(step("a", ONE), hieu_luc={"den": "2026-01-01"}, thay_bang="moi")
    content = catalogue(tmp_path, old, {**happening(step("a", ONE)), "ma": "moi", "ten": "Có em bé"})
    shown = page(content)
    assert shown.ended == "01/1/2026"
    assert shown.successor
    assert shown.successor.text == "Có em bé"
    assert addresses.of_event(content.events["sinh-con"]) in addresses.all(content)
    assert [one.name for one in listing.home(content, making.TODAY).events] == ["Có em bé"]
    linked = procedure.of(content.procedures[ONE], content, making.TODAY).events
    assert [one.text for one in linked] == ["Có em bé"]


def test_a_layer_adds_a_step_and_drops_another(tmp_path: Path) -> None:
    path = root(tmp_path, happening(step("a", ONE), step("b", TWO)))
    (tmp_path / "procedures_yaml").rename(tmp_path / "tinh")
    own = making.unit(lop=["tinh"])
    making.write(tmp_path / "procedures_yaml" / "don_vi.yaml", own)
    (tmp_path / "tinh" / "don_vi.yaml").unlink()
    change = {"su_kien": {"sinh-con": {"buoc": {"b": None, "c": {"thu_tuc": LINKED}}}}}
    making.write(tmp_path / "procedures_yaml" / "su_kien.yaml", change)
    loaded = making.load(path)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    assert [one.code for one in loaded.catalogue.events["sinh-con"].steps] == ["a", "c"]


def test_a_root_may_do_without(tmp_path: Path) -> None:
    content = making.catalogue(tmp_path)
    assert content.events == content.glossary == {}
    assert listing.home(content, making.TODAY).events == ()


@pytest.mark.parametrize("address", ["SK/SINH-CON/"])
def test_the_address(tmp_path: Path, address: str) -> None:
    content = catalogue(tmp_path, happening(step("a", ONE)))
    assert address in [one.path for one in addresses.all(content)]
