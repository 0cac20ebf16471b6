"""A second import: what no official has touched follows the portal, what one has touched stays and is told."""

from __future__ import annotations

from typing import Any

from generator.importers import updating
from generator.reading import Document, read
from generator.writing_yaml import dump
from tests.importers.cases import imported

PATH = "tha-dieu/9.900001.yaml"
TWO_DAYS = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến2 NgàyMiễn phíTrực tiếp2 NgàyMiễn phí"
OTHER_NAME = "Đăng ký thả diều ban đêm"


def first(**changed: object) -> str:
    return dump(updating.marked(imported("du_thong_tin", **changed).data), None)


def document(text: str) -> Document:
    reading = read(text.encode(), PATH)
    assert reading.document is not None, reading.problems
    return reading.document


def again(text: str, **changed: object) -> updating.Updated:
    return updating.updated(document(text), imported("du_thong_tin", **changed).data)


def data(found: updating.Updated) -> dict[str, Any]:
    assert found.text is not None
    return document(found.text).data


def test_the_same_page_again_changes_nothing():
    assert again(first()) == updating.Updated()


def test_what_nobody_has_touched_follows_the_portal():
    found = again(first(), cach_thuc_thuc_hien=TWO_DAYS, ten_thu_tuc=OTHER_NAME)
    assert found.conflicts == []
    assert found.changed == ["tên chính thức", "thời hạn giải quyết", "phí, lệ phí"]
    assert data(found)["ten"] == OTHER_NAME
    assert data(found)["thoi_han"] == [{"so": 2, "don_vi": "ngay"}]
    # The record is now the same as one that was imported for the first time.
    assert again(found.text or "", cach_thuc_thuc_hien=TWO_DAYS, ten_thu_tuc=OTHER_NAME) == updating.Updated()


def test_only_the_lines_of_what_changed_change():
    text = first()
    found = again(text, ten_thu_tuc=OTHER_NAME)
    assert found.text is not None
    before, after = text.splitlines(), found.text.splitlines()
    gone = [line for line in before if line not in after]
    assert [line.split(":")[0].split("=")[0].strip() for line in gone] == ["ten", "ten"]  # the name, and its mark


def test_an_officials_words_stay_and_are_told_as_a_conflict():
    text = first().replace("{so: 4, don_vi: ngay_lam_viec}", "{so: 3, don_vi: ngay_lam_viec}")
    found = again(text, cach_thuc_thuc_hien=TWO_DAYS, ten_thu_tuc=OTHER_NAME)
    assert data(found)["thoi_han"] == [{"so": 3, "don_vi": "ngay_lam_viec"}]
    assert data(found)["ten"] == OTHER_NAME
    (conflict,) = found.conflicts
    line = text.splitlines().index("thoi_han:") + 1
    assert str(conflict) == (
        f"{PATH}:{line}:1: thời hạn giải quyết: cán bộ đã sửa, Cổng nay ghi khác; giữ lời của cán bộ."
        " Cổng ghi: thoi_han: - {so: 2, don_vi: ngay} [nhap.xung_dot]"
    )


def test_a_conflict_is_told_again_until_it_is_settled():
    text = first().replace("{so: 4, don_vi: ngay_lam_viec}", "{so: 3, don_vi: ngay_lam_viec}")
    found = again(text, cach_thuc_thuc_hien=TWO_DAYS)
    repeated = again(found.text or "", cach_thuc_thuc_hien=TWO_DAYS)
    assert len(repeated.conflicts) == 1
    assert repeated.text is None
    settled = (found.text or "").replace("{so: 3, don_vi: ngay_lam_viec}", "{so: 2, don_vi: ngay}")
    assert again(settled, cach_thuc_thuc_hien=TWO_DAYS).conflicts == []


def test_an_officials_words_are_no_conflict_while_the_portal_says_what_it_said():
    text = first().replace("{so: 4, don_vi: ngay_lam_viec}", "{so: 3, don_vi: ngay_lam_viec}")
    assert again(text) == updating.Updated()


def test_what_an_official_found_out_stays_where_the_portal_knows_nothing():
    text = first().replace("nop_o_dau: {chua_ro: Chưa ghi nơi tiếp nhận của xã}", "nop_o_dau: [mot-cua]")
    found = again(text, dia_chi_tiep_nhan="Bãi diều")
    assert found.conflicts == []
    assert document(found.text or text).data["nop_o_dau"] == ["mot-cua"]


def test_a_comment_above_a_value_stays_where_it_is():
    text = first().replace("ten: Đăng ký", "# Hỏi lại chị Lan\nten: Đăng ký")
    found = again(text, ten_thu_tuc=OTHER_NAME)
    assert found.text is not None
    assert f"# Hỏi lại chị Lan\nten: {OTHER_NAME}\n" in found.text


def test_a_value_with_a_comment_beside_it_is_an_officials():
    text = first().replace("đêm rằm\n", "đêm rằm # đúng như biển\n", 1)
    found = again(text, ten_thu_tuc=OTHER_NAME)
    assert found.text is None
    assert [conflict.line for conflict in found.conflicts] == [2]


def test_what_the_portal_drops_is_dropped_and_what_it_adds_is_added():
    text = first(thanh_phan_ho_so="--Tên giấy tờMẫu đơn, tờ khaiSố lượngẢnh chụp con diều.1 bản chính")
    assert "truong_hop:" not in text
    found = again(text)
    assert [case["ten"] for case in data(found)["truong_hop"]] == ["Thả diều của nhà mình", "Thả diều đi mượn"]
    back = again(
        found.text or "", thanh_phan_ho_so="--Tên giấy tờMẫu đơn, tờ khaiSố lượngẢnh chụp con diều.1 bản chính"
    )
    assert "truong_hop" not in data(back)
    assert list(data(found)) == list(imported("du_thong_tin").data)


def test_what_an_official_dropped_stays_dropped():
    text = first()
    lines = text.splitlines(keepends=True)
    at = lines.index("luu_y: [Diều có đèn phải báo trước.]\n")
    found = again("".join(lines[:at] + lines[at + 1 :]), ten_thu_tuc=OTHER_NAME)
    assert "luu_y" not in data(found)
    assert found.conflicts == []


def test_a_record_written_by_hand_is_never_changed():
    by_hand = dump({**imported("du_thong_tin").data, "ten": "Xin thả diều"}, None)
    found = again(by_hand, cach_thuc_thuc_hien=TWO_DAYS)
    assert found.text is None
    (conflict,) = found.conflicts
    assert "bản ghi do cán bộ viết, giữ nguyên" in str(conflict)
    assert "tên chính thức" in str(conflict)
    assert "thời hạn giải quyết" in str(conflict)


def test_a_layout_that_cannot_be_changed_line_by_line_is_left_alone():
    flow = first().replace("nguon:\n", "nguon: {quyet_dinh: 12/QĐ-MAU, kiem_tra: 2026-01-01, lan_nhap: ", 1)
    head, mark = flow.split("lan_nhap: ", 1)[0], updating.marked(imported("du_thong_tin").data)["nguon"]["lan_nhap"]
    text = f'{head}lan_nhap: "{mark}"}}\n'
    found = again(text, ten_thu_tuc=OTHER_NAME)
    assert found.text is None
    assert any("tên chính thức" in str(conflict) for conflict in found.conflicts)
