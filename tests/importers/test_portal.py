"""A whole page of the portal to a record: what is known, what stays unknown, what an official is told."""

from __future__ import annotations

import pytest

from generator.checking import check
from generator.layers import Source
from generator.problems import Level
from generator.reading import read
from generator.rules import check_procedure
from tests.importers.cases import SAMPLES, imported, written

NAMES = sorted(file.stem for file in SAMPLES.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_becomes_a_valid_record(name):
    record = imported(name)
    reading = read(written(record), f"{record.field}/{record.code}.yaml")
    assert reading.problems == []
    assert reading.document is not None
    assert reading.document.data == record.data
    source = Source.of(reading.document)
    assert check(source, "procedure") == []
    assert [problem for problem in check_procedure(source) if problem.level is Level.ERROR] == []


def test_a_full_page_is_understood():
    record = imported("du_thong_tin")
    data = record.data
    assert (record.code, record.field, record.field_name) == ("9.900001", "tha-dieu", "Thả diều")
    assert list(data)[:3] == ["ma", "ten", "linh_vuc"]
    assert data["doi_tuong"] == [
        "Công dân Việt Nam",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "Cán bộ, công chức, viên chức",
    ]
    assert data["co_quan"] == "Ủy ban nhân dân cấp xã"
    assert data["cach_nop"] == ["truc_tiep", "truc_tuyen"]
    assert data["nop_truc_tuyen"] == "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0000-mau"
    assert data["so_bo"] == 1
    assert data["thoi_han"] == [{"so": 4, "don_vi": "ngay_lam_viec"}]
    assert data["yeu_cau"] == ["Diều không dài quá ba sải tay;\n+ kể cả đuôi.", "Gió nhẹ."]
    assert data["luu_y"] == ["Diều có đèn phải báo trước."]
    source = dict(data["nguon"])
    assert source.pop("nguyen_van").startswith("Cấp thực hiện: Cấp xã\nCách Thức Thực Hiện: Hình thức nộp")
    assert source == {
        "quyet_dinh": "12/QĐ-MAU",
        "dia_chi": "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0000-mau",
        "kiem_tra": {"chua_ro": "Nhập từ Cổng Dịch vụ công quốc gia, chưa có cán bộ đối chiếu"},
    }
    assert [str(problem) for problem in record.problems] == [
        "du_thong_tin.json:1:1: Cổng không ghi những mục sau, cán bộ cần điền thêm:"
        " muc_do, nop_o_dau, noi_khac, uy_quyen, neu_bi_tu_choi, neu_tre_hen [nhap.bo_sung]"
    ]


def test_results_lose_the_tail_of_the_page():
    results = imported("du_thong_tin").data["ket_qua"]
    assert [(one["ma"], one["ten"]) for one in results] == [
        ("kq-g99-000001", "Phù hiệu thả diều"),
        ("kq-g99-000002", "Sổ bãi diều được ghi tên"),
    ]


def test_a_contradictory_page_stays_unknown_and_is_reported():
    record = imported("mau_thuan")
    assert record.data["ten"] == "Thông báo nuôi dế chọi"
    assert (record.field, record.field_name) == ("nuoi-de", "Nuôi dế")
    assert record.data["yeu_cau"] == {"khong_co": 'Cổng Dịch vụ công quốc gia ghi "Không"'}
    assert record.data["so_bo"] == 2
    assert "nop_truc_tuyen" not in record.data
    assert "dia_chi" not in record.data["nguon"]
    assert {(problem.rule, problem.level) for problem in record.problems} == {
        (f"nhap.{name}", Level.WARNING)
        for name in ("doi_tuong", "co_quan", "thoi_han", "phi_le_phi", "ket_qua", "can_cu", "nguon", "bo_sung")
    }
    assert (
        "mau_thuan.json:1:1: Cổng ghi miễn phí nhưng lại nói mức thu do Hội đồng nhân dân quy định [nhap.phi_le_phi]"
        in map(str, record.problems)
    )


def test_an_unknown_field_gets_a_code_from_its_name():
    record = imported("khong_thu")
    assert record.field == "cong-bo-danh-muc-thu-tuc-hanh-chinh-linh-vuc-cau"
    assert record.field_name.startswith("Công bố Danh mục")
    assert any(problem.rule == "nhap.linh_vuc" for problem in record.problems)


def test_only_in_person_means_no_online_level():
    data = imported("khong_thu").data
    assert data["muc_do"] == "truc_tiep"
    assert "nop_truc_tuyen" not in data
    assert data["co_quan"] == "Hợp tác xã ao làng"


def test_a_page_that_says_nothing_is_still_a_record():
    record = imported("khong_doc_duoc")
    assert record.field == "chua-ro-linh-vuc"
    assert record.data["cach_nop"] == {
        "chua_ro": "Chưa đọc được bảng cách nộp trên Cổng",
        "nguyen_van": "Nộp lúc nào cũng được",
    }
    for name in ("thoi_han", "phi_le_phi", "giay_to", "trinh_tu", "ket_qua", "can_cu"):
        assert "chua_ro" in record.data[name]
        assert any(problem.rule == f"nhap.{name}" for problem in record.problems)


@pytest.mark.parametrize("odd", [None, 7, True, 1.5, [], {}, ["a"], {"a": "b"}, "\ud800", "\u200e\x00"])
def test_values_of_another_kind_never_raise(odd):
    changed = dict.fromkeys(
        ("linh_vuc", "cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly", "detail_url"), odd
    )
    record = imported("du_thong_tin", **changed)
    reading = read(written(record), "x.yaml")
    assert reading.document is not None
    assert check(Source.of(reading.document), "procedure") == []
