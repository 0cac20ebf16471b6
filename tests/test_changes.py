"""What changed between two states of a record, and what it means for people."""

from __future__ import annotations

import copy
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import changes, vocabulary
from generator.changes import Added, Altered, Aspect, Dropped, Effect, Rewritten
from generator.records import Place, Procedure, Unit, Unknown
from generator.views import changes as sentences
from generator.views import differences
from tests import making

BASE = making.procedure(truong_hop=[{"ma": "thue", "ten": "Ở nhà thuê"}])


def record(**parts: Any) -> Procedure:
    return vocabulary.procedure({**copy.deepcopy(BASE), **parts})


def told(**parts: Any) -> list[str]:
    before, after = record(), record(**parts)
    return list(sentences.sentences(changes.of_procedure(before, after), after))


def effects(**parts: Any) -> list[Effect]:
    return [change.effect for change in changes.of_procedure(record(), record(**parts))]


def fee(**parts: Any) -> dict[str, Any]:
    return {**BASE["phi_le_phi"][0], **parts}


def paper(**parts: Any) -> dict[str, Any]:
    return {**BASE["giay_to"][0], **parts}


PAPERS = BASE["giay_to"]
DAYS = {"so": 7, "don_vi": "ngay_lam_viec"}


CASH = {"ma": "mat", "loai": "tien_mat"}


@pytest.mark.parametrize(
    ("parts", "expected", "effect"),
    [
        ({}, [], []),
        ({"phi_le_phi": [fee(muc=5000)]}, ["Lệ phí thử: từ 8.000 đồng/lần thành 5.000 đồng/lần."], [Effect.EASIER]),
        ({"phi_le_phi": [fee(muc=9000)]}, ["Lệ phí thử: từ 8.000 đồng/lần thành 9.000 đồng/lần."], [Effect.HARDER]),
        ({"phi_le_phi": [fee(), fee(ma="hai", ten="Phí hai", khi={"cach_nop": "truc_tuyen"})]}, ["Thêm khoản thu: Phí hai (nộp trên mạng), 8.000 đồng/lần."], [Effect.HARDER]),
        ({"phi_le_phi": {"khong_thu": "Luật"}}, ["Nay không thu phí, lệ phí."], [Effect.EASIER]),
        ({"cach_tra_tien": [CASH]}, ["Cách trả tiền: từ chưa ghi cách nào thành tiền mặt tại nơi tiếp nhận."], [Effect.OTHER]),
        ({"cach_tra_tien": {"chua_ro": "x"}}, ["Nay chưa có thông tin về cách trả tiền."], [Effect.OTHER]),
        ({"phi_le_phi": {"chua_ro": "x"}}, ["Nay chưa có thông tin về phí, lệ phí."], [Effect.OTHER]),
        ({"phi_le_phi": [fee(ghi_chu="mới")]}, ["Lệ phí thử: thay đổi lưu ý."], [Effect.OTHER]),
        ({"giay_to": PAPERS[:1]}, ["Bỏ giấy tờ: Thẻ căn cước."], [Effect.EASIER]),
        ({"giay_to": [*PAPERS, paper(ma="x", ten="Ảnh", ban_sao=2, khi={"truong_hop": "thue"})]}, ["Thêm giấy tờ: Ảnh (trường hợp ở nhà thuê), 1 bản chính và 2 bản sao."], [Effect.HARDER]),
        ({"giay_to": [paper(ban_chinh=2), PAPERS[1]]}, ["Tờ khai: từ 1 bản chính thành 2 bản chính."], [Effect.HARDER]),
        ({"giay_to": [paper(ban_chinh=0, ban_sao=1), PAPERS[1]]}, ["Tờ khai: từ 1 bản chính thành 1 bản sao."], [Effect.OTHER]),
        ({"giay_to": [paper(ban_chinh={"chua_ro": "x"}), PAPERS[1]]}, ["Tờ khai: từ 1 bản chính thành số bản chính: chưa có thông tin."], [Effect.OTHER]),
        ({"thoi_han": [{**DAYS, "so": 5}]}, ["Thời hạn giải quyết: từ 7 ngày làm việc thành 5 ngày làm việc."], [Effect.EASIER]),
        ({"thoi_han": [{**DAYS, "so": 9}]}, ["Thời hạn giải quyết: từ 7 ngày làm việc thành 9 ngày làm việc."], [Effect.HARDER]),
        ({"thoi_han": [{**DAYS, "cam_ket": 3}]}, ["Thời hạn giải quyết: từ 7 ngày làm việc thành 3 ngày làm việc (xã cam kết; quy định là 7 ngày làm việc)."], [Effect.EASIER]),
        ({"thoi_han": [{"so": 7, "don_vi": "ngay"}]}, ["Thời hạn giải quyết: từ 7 ngày làm việc thành 7 ngày."], [Effect.OTHER]),
        ({"thoi_han": [DAYS, {**DAYS, "so": 3, "khi": {"cach_nop": "truc_tuyen"}}]}, ["Thêm thời hạn giải quyết (nộp trên mạng): 3 ngày làm việc."], [Effect.OTHER]),
        ({"truong_hop": []}, ["Bỏ trường hợp: Ở nhà thuê."], [Effect.OTHER]),
        ({"ket_qua": {"chua_ro": "x"}}, ["Nay chưa có thông tin về kết quả."], [Effect.OTHER]),
        ({"so_bo": 2}, ["Thay đổi số bộ hồ sơ."], [Effect.OTHER]),
        ({"ten": "Tên mới"}, ["Thay đổi tên chính thức."], [Effect.OTHER]),
        ({"nguon": {"quyet_dinh": "2/QĐ", "kiem_tra": "2026-11-22"}}, [], []),
        ({"trinh_tu": [{"ai": "co_quan", "lam": "x"}]}, ["Các bước thực hiện: từ 1 bước (bà con làm 1) thành 1 bước (bà con làm 0)."], [Effect.EASIER]),
        ({"trinh_tu": [{"ai": "nguoi_lam_thu_tuc", "lam": "Nộp"}]}, ["Thay đổi các bước thực hiện."], [Effect.OTHER]),
        ({"cach_nop": ["truc_tiep"]}, ["Nay phải đến tận nơi để nộp, không còn nộp trên mạng."], [Effect.HARDER]),
        ({"cach_nop": ["truc_tiep", "truc_tuyen", "buu_chinh"]}, ["Thêm cách nộp qua bưu chính."], [Effect.EASIER]),
        ({"cach_nop": ["truc_tuyen", "buu_chinh"]}, ["Thêm cách nộp qua bưu chính; bỏ cách nộp trực tiếp."], [Effect.OTHER]),
        ({"ket_qua": [{**BASE["ket_qua"][0], "tra_tai_nha": "Người già yếu"}]}, ["Giấy chứng nhận: thay đổi việc trả tận nhà."], [Effect.OTHER]),
        ({"ket_qua": [{**BASE["ket_qua"][0], "nhan": ["truc_tiep", "truc_tuyen"]}]}, ["Giấy chứng nhận: cách nhận từ trực tiếp thành trực tiếp hoặc trên mạng."], [Effect.EASIER]),
        ({"giay_to": [paper(mau="x"), PAPERS[1]]}, ["Tờ khai: thay đổi mẫu."], [Effect.OTHER]),
    ],
)  # fmt: skip
def test_changes_in_words(parts: dict[str, Any], expected: list[str], effect: list[Effect]) -> None:
    assert told(**parts) == expected
    assert effects(**parts) == effect


def test_postage_and_ways_to_pay_are_told_with_what_they_were() -> None:
    posted = {**BASE["ket_qua"][0], "nhan": ["buu_chinh"]}
    before = record(ket_qua=[posted], cach_tra_tien=[CASH])
    after = record(
        ket_qua=[{**posted, "cuoc_buu_chinh": 30000}],
        cach_tra_tien=[CASH, {"ma": "ck", "loai": "chuyen_khoan", "tai_khoan": "le-phi"}],
    )
    assert list(sentences.sentences(changes.of_procedure(before, after), after)) == [
        "Giấy chứng nhận: cước bưu chính từ hỏi tại quầy thành 30.000 đồng.",
        "Cách trả tiền: từ tiền mặt tại nơi tiếp nhận thành tiền mặt tại nơi tiếp nhận hoặc chuyển khoản vào tài khoản của đơn vị.",
    ]


def test_what_was_not_known_and_now_is() -> None:
    before, after = record(so_bo={"chua_ro": "x"}), record()
    (change,) = changes.of_procedure(before, after)
    assert change == Rewritten(Aspect.OTHER, "sets", Unknown("x"), 1)
    assert sentences.sentence(change, {}) == "Đã có thông tin về số bộ hồ sơ."


def test_every_part_of_a_record_has_a_name_for_people() -> None:
    """A part without one would stop the build on the day an official announces its change."""
    before = record()
    for field in fields(Procedure):
        if field.name in ("code", "versions", "source"):
            continue
        after = replace(before, **{field.name: Unknown("x")})
        found = sentences.sentences(changes.of_procedure(before, after), before)
        assert len(found) == 1, field.name
        assert found[0].startswith("Nay chưa có thông tin về "), field.name


def test_every_part_of_a_catalogue_has_a_name_for_people(tmp_path: Path) -> None:
    before = making.catalogue(tmp_path)
    for field in fields(Unit):
        if field.name != "places":
            after = replace(before, unit=replace(before.unit, **{field.name: "x"}))
            (entry,) = differences.of(before, after, making.TODAY).entries
            assert len(entry.parts[0].told) == 1, field.name
    for field in fields(Place):
        place = replace(before.unit.places[0], **{field.name: "x"})
        after = replace(before, unit=replace(before.unit, places=(place,)))
        assert differences.of(before, after, making.TODAY).entries, field.name


_FEES = st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3)), unique_by=lambda pair: pair[0], max_size=3)


@given(_FEES, _FEES)
def test_going_back_undoes_what_going_forth_does(one: list[tuple[str, int]], other: list[tuple[str, int]]) -> None:
    before = record(phi_le_phi=[fee(ma=code, muc=amount) for code, amount in one])
    after = record(phi_le_phi=[fee(ma=code, muc=amount) for code, amount in other])
    forth, back = changes.of_procedure(before, after), changes.of_procedure(after, before)
    assert (forth == ()) == (set(one) == set(other))
    kinds = {Added: Dropped, Dropped: Added, Altered: Altered}
    opposite = {Effect.EASIER: Effect.HARDER, Effect.HARDER: Effect.EASIER, Effect.OTHER: Effect.OTHER}
    assert sorted((kinds[type(change)].__name__, opposite[change.effect].value) for change in forth) == sorted(
        (type(change).__name__, change.effect.value) for change in back
    )
