"""Deadlines and fees from the glued table of channels: plain facts are taken, doubts stay doubts."""

from __future__ import annotations

import pytest

from generator.importers.cleaning import clean
from generator.importers.deadlines import deadlines
from generator.importers.fees import fees
from generator.importers.glued import channel_rows
from generator.importers.laws import Law
from tests.importers.cases import channels

FEE_LAW = Law("8/2023/TT-BTC", "Thông tư quy định mức thu, chế độ thu, nộp lệ phí thả diều")


def terms(*rows):
    return deadlines(channel_rows(channels(*rows))).part.value


def charges(*rows, known=(), elsewhere=""):
    return fees(channel_rows(channels(*rows)), known, "12/QĐ-MAU", elsewhere).part.value


def reason(value):
    return value["chua_ro"]


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [("7 Ngày làm việc", 7, "ngay_lam_viec"), ("30 Ngày", 30, "ngay"), ("8 Giờ", 8, "gio"), ("2 Tháng", 2, "thang")],
)
def test_a_time_with_its_unit_is_known(cell, number, unit):
    assert terms(f"Trực tiếp{cell}Miễn phí") == [{"so": number, "don_vi": unit}]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("5", "Cổng chỉ ghi số 5, không ghi là giờ, ngày hay ngày làm việc"),
        ("", "Cổng không ghi thời hạn"),
        ("Không có thông tin", "Cổng không ghi thời hạn"),
        ("0 Ngày", 'Cổng ghi thời hạn "0 Ngày", chưa rõ nghĩa là bao lâu'),
        ("2 Tuần", 'Cổng ghi thời hạn "2 Tuần", chưa rõ nghĩa là bao lâu'),
        ("Trả lời ngay trên máy.", 'Cổng không ghi thời hạn bằng số mà ghi "Trả lời ngay trên máy."'),
    ],
)
def test_a_time_without_its_unit_stays_unknown(cell, words):
    value = terms(f"Trực tiếp{cell}Miễn phí")
    assert value == {"chua_ro": words, "nguyen_van": f"Trực tiếp{cell}Miễn phí"}


@pytest.mark.parametrize("said", ["07 ngày làm việc kể từ ngày nhận đủ", "Khó thì 10 ngày", "7 (bảy) ngày làm việc"])
def test_a_description_that_disagrees_makes_the_time_unknown(said):
    assert reason(terms(f"Trực tiếp7 NgàyMiễn phí{said}")).startswith("Cổng ghi 7 ngày nhưng phần mô tả lại nói")


@pytest.mark.parametrize(
    "said",
    [
        "Không quá 07 ngày kể từ ngày nhận đủ hồ sơ",
        "Nhận hồ sơ sau 15 giờ thì tính từ hôm sau, thứ 2 đến thứ 6, theo Luật ngày 15 tháng 3 năm 2025",
    ],
)
def test_a_description_that_agrees_changes_nothing(said):
    assert terms(f"Trực tiếp7 NgàyMiễn phí{said}") == [{"so": 7, "don_vi": "ngay"}]


def test_channels_that_differ_have_entries_of_their_own():
    assert terms("Trực tuyến2 NgàyMiễn phí", "Dịch vụ bưu chính2 NgàyMiễn phí", "Trực tiếp3 NgàyMiễn phí") == [
        {"so": 3, "don_vi": "ngay", "khi": {"cach_nop": "truc_tiep"}},
        {"so": 2, "don_vi": "ngay", "khi": {"cach_nop": ["truc_tuyen", "buu_chinh"]}},
    ]


def test_two_times_for_one_channel_contradict_each_other():
    known, unknown = terms("Trực tuyến2 NgàyMiễn phí", "Trực tiếp2 NgàyMiễn phí", "Trực tuyến9 NgàyMiễn phí")
    assert known == {"so": 2, "don_vi": "ngay", "khi": {"cach_nop": "truc_tiep"}}
    assert reason(unknown) == "Cổng ghi nhiều thời hạn cho cùng một cách nộp (2 ngày, 9 ngày), không nói khi nào dùng"
    assert unknown["khi"] == {"cach_nop": "truc_tuyen"}


def test_equal_rows_for_one_channel_count_once():
    assert terms("Trực tiếp2 NgàyMiễn phí", "Trực tiếp2 NgàyMiễn phí") == [{"so": 2, "don_vi": "ngay"}]


def test_a_channel_named_in_a_sentence_begins_no_row():
    rows = channel_rows(channels("Trực tiếp2 NgàyMiễn phí+ Trực tuyến: trên mạng; Trực tiếp tại xã"))
    assert [row.channel for row in rows] == ["truc_tiep"]
    assert rows[0].description == "+ Trực tuyến: trên mạng; Trực tiếp tại xã"


@pytest.mark.parametrize("text", ["", "Không có thông tin", "Nộp tại xã. Trực tiếp2 NgàyMiễn phí"])
def test_a_text_of_another_shape_has_no_rows(text):
    assert channel_rows(text) == []


@pytest.mark.parametrize("bracket", ["", "(Không)", "(Không có.)", "(Không quy định)"])
def test_free_with_nothing_against_it_is_free(bracket):
    assert charges(f"Trực tiếp1Miễn phí{bracket}Trả lời theo quy định") == {"khong_thu": "Quyết định 12/QĐ-MAU"}


@pytest.mark.parametrize(
    "against",
    [
        "(Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định)",
        "(2.000 đồng)",
        "(Theo quy định của Luật phí và lệ phí)",
        "(Theo quy định)",
        "(chưa đóng ngoặc",
        "Trả phí cho bưu điện",
        "Nộp 5000đ tại xã",
    ],
)
def test_free_with_anything_against_it_is_unknown(against):
    value = charges(f"Trực tiếp1Miễn phí{against}")
    assert reason(value).startswith("Cổng ghi miễn phí nhưng")
    assert value["nguyen_van"] == f"Trực tiếp1Miễn phí{against}"


def test_free_is_not_believed_where_the_steps_have_people_pay():
    value = charges("Trực tiếp1Miễn phí", elsewhere="Người thả diều nộp lệ phí nếu phải nộp.")
    assert reason(value) == 'Cổng ghi miễn phí nhưng trình tự hoặc thành phần hồ sơ lại nói "nộp lệ phí"'


def test_a_sum_with_everything_said_is_known():
    assert charges("Trực tiếp1 Ngày20,000 Việt Nam Đồng(Lệ phí 20.000 đồng/hồ sơ theo 8/2023/TT-BTC)") == [
        {
            "ma": "muc-thu",
            "loai": "le_phi",
            "ten": "Lệ phí",
            "muc": 20000,
            "tinh_theo": "ho_so",
            "can_cu": "8/2023/TT-BTC",
            "ghi_chu": "Lệ phí 20.000 đồng/hồ sơ theo 8/2023/TT-BTC",
        }
    ]


def test_the_only_law_on_charges_says_kind_and_source():
    assert charges("Trực tiếpKhông có thông tin2,000 VNĐ(/trang)", known=[FEE_LAW]) == [
        {
            "ma": "muc-thu",
            "loai": "le_phi",
            "ten": "Lệ phí",
            "muc": 2000,
            "tinh_theo": "trang",
            "can_cu": "8/2023/TT-BTC",
        }
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("40 VNĐ(4.000 đồng/lần)", "Cổng ghi 40 đồng/lần nhưng phần ghi kèm nêu số tiền khác"),
        ("5,000 VNĐ(Gia hạn thu 7.000 đồng/lần)", "Cổng ghi 5.000 đồng/lần nhưng phần ghi kèm nêu số tiền khác"),
        (
            "10,000 VNĐ(10.000 đồng/lần, giảm 50% đến hết ngày 31/12/2026)",
            "Cổng ghi 10.000 đồng/lần nhưng mức này thay",
        ),
        ("10,000 VNĐ(Hội đồng nhân dân tỉnh quyết định)", "Cổng ghi 10.000 đồng nhưng lại nói mức thu do Hội đồng"),
        ("10,000 VNĐ(/lần)5,000 VNĐ(/bản)", "Cổng ghi nhiều khoản thu cho cùng một cách nộp"),
    ],
)
def test_a_sum_in_doubt_is_unknown_but_named(row, words):
    (entry,) = charges(f"Trực tiếp1 Ngày{row}", known=[FEE_LAW])
    assert reason(entry["muc"]).startswith(words)
    assert entry["muc"]["nguyen_van"] == f"Trực tiếp1 Ngày{row}"


def test_a_sum_is_taken_and_what_is_not_said_of_it_stays_open():
    part = fees(channel_rows(channels("Trực tiếp1 Ngày50,000 VNĐ")), (), "12/QĐ-MAU").part
    assert part.value == [
        {
            "ma": "muc-thu",
            "loai": "chua_ro",
            "ten": "Phí, lệ phí",
            "muc": 50000,
            "tinh_theo": {"chua_ro": "Cổng không ghi tính theo lần, hồ sơ hay bản"},
            "can_cu": {"chua_ro": "Cổng không ghi văn bản quy định mức thu"},
        }
    ]
    assert part.doubts == (
        "Cổng ghi 50.000 đồng nhưng chưa rõ cách tính theo lần, hồ sơ hay bản, đó là phí hay lệ phí, văn bản quy định",
    )


def test_a_sum_is_counted_by_what_begins_the_words_after_it():
    (entry,) = charges("Trực tiếp1 Ngày8,000 VNĐ(8.000 đồng/văn bản xác nhận về con diều. Miễn lệ phí cho trẻ em.)")
    assert (entry["muc"], entry["tinh_theo"], entry["loai"]) == (8000, "van_ban", "le_phi")


def test_rows_that_differ_in_a_space_are_one_charge():
    rows = ("Trực tiếp1 Ngày8,000 VNĐ(/lần. Miễn cho trẻ em)", "Trực tuyến1 Ngày8,000 VNĐ(/lần.Miễn cho trẻ em)")
    (entry,) = charges(*rows, known=[FEE_LAW])
    assert (entry["ma"], entry["muc"]) == ("muc-thu", 8000)


def test_nothing_is_charged_where_a_law_says_so_whatever_the_steps_say():
    said = "(Không thu lệ phí đối với hội diều theo quy định tại khoản 2 Điều 22 Luật Diều.)"
    assert charges(f"Trực tiếp1Miễn phí{said}", elsewhere="Người thả diều nộp lệ phí nếu phải nộp.") == {
        "khong_thu": "Quyết định 12/QĐ-MAU"
    }
    assert "chua_ro" in charges("Trực tiếp1Miễn phí(Không thu lệ phí đối với người nghèo.)")


def test_a_sum_that_ends_on_a_day_says_so():
    row = "Trực tiếp1 Ngày25,000 VNĐ(25.000đ/giấy (áp dụng đến hết ngày 31/12/2026 theo 8/2023/TT-BTC).)"
    entry, later = charges(row)
    assert (entry["muc"], entry["tinh_theo"], entry["khi"]) == (25000, "giay", {"den": "2026-12-31"})
    assert reason(later["muc"]) == "Cổng không ghi mức thu sau ngày 31/12/2026"
    assert "khi" not in later


def test_sums_for_situations_bring_their_situations():
    rows = (
        "Trực tiếp1 Ngày7,000 VNĐ(- Diều to: 7.000 đồng/lần)",
        "Trực tiếp1 Ngày3,000 VNĐ(- Diều nhỏ: 3.000 đồng/lần)",
    )
    found = fees(channel_rows(channels(*rows)), [FEE_LAW], "12/QĐ-MAU")
    assert found.cases == [{"ma": "dieu-to", "ten": "Diều to"}, {"ma": "dieu-nho", "ten": "Diều nhỏ"}]
    assert [(entry["muc"], entry["khi"]) for entry in found.part.value] == [
        (7000, {"truong_hop": "dieu-to"}),
        (3000, {"truong_hop": "dieu-nho"}),
    ]


def test_a_sum_for_a_situation_that_the_documents_do_not_know_is_unknown():
    rows = channel_rows(channels("Trực tiếp1 Ngày7,000 VNĐ(- Diều to: 7.000 đồng/lần)"))
    (entry,) = fees(rows, [FEE_LAW], "", "", {"Diều nhỏ": "dieu-nho"}).part.value
    assert reason(entry["muc"]).startswith("Cổng ghi mức thu cho một số trường hợp")
    (entry,) = fees(rows, [FEE_LAW], "", "", {"Diều to": "dieu-to"}).part.value
    assert (entry["muc"], entry["khi"]) == (7000, {"truong_hop": "dieu-to"})


def test_a_channel_that_names_some_situations_only_is_unknown_for_the_others():
    rows = (
        "Trực tiếp1 Ngày7,000 VNĐ(- Diều to: 7.000 đồng/lần)",
        "Trực tuyến1 Ngày3,000 VNĐ(- Diều nhỏ: 3.000 đồng/lần)",
    )
    entries = charges(*rows, known=[FEE_LAW])
    assert [entry.get("khi") for entry in entries] == [
        {"cach_nop": "truc_tiep", "truong_hop": "dieu-to"},
        None,
        {"cach_nop": "truc_tuyen", "truong_hop": "dieu-nho"},
    ]
    assert reason(entries[1]["muc"]) == "Cổng không ghi mức thu cho các trường hợp còn lại"


def test_times_for_situations_bring_their_situations():
    rows = (
        "Trực tiếp3 Ngày làm việcMiễn phíKhông quá 03 ngày làm việc với trường hợp diều đã có phù hiệu.",
        "Trực tiếp7 Ngày làm việcMiễn phí- Diều mới: không quá 07 ngày làm việc.",
    )
    found = deadlines(channel_rows(channels(*rows)))
    assert [case["ten"] for case in found.cases] == ["Diều đã có phù hiệu", "Diều mới"]
    assert [(entry["so"], entry["khi"]) for entry in found.part.value] == [
        (3, {"truong_hop": "dieu-da-co-phu-hieu"}),
        (7, {"truong_hop": "dieu-moi"}),
    ]


def test_the_times_of_steps_of_an_authority_are_no_situations():
    rows = (
        "Trực tiếp2 Ngày làm việcMiễn phíBộ phận một cửa: 02 ngày làm việc",
        "Trực tiếp5 Ngày làm việcMiễn phíChủ tịch xã: 05 ngày làm việc",
    )
    assert reason(terms(*rows)).startswith("Cổng ghi nhiều thời hạn")


def test_an_exception_beside_a_time_that_is_confirmed_becomes_a_note():
    said = "05 ngày làm việc kể từ ngày nhận đủ; 01 ngày đối với đám rước"
    assert terms(f"Trực tiếp5 Ngày làm việcMiễn phí{said}") == [{"so": 5, "don_vi": "ngay_lam_viec", "ghi_chu": said}]


@pytest.mark.parametrize(
    "said",
    [
        "Xác minh trong thời hạn 30 ngày; sau khi xác minh thì cấp trong thời hạn 05 ngày làm việc",
        "05 ngày làm việc. Có thể tới 30 ngày",
        "05 ngày làm việc đối với diều to; 05 ngày đối với diều nhỏ",
    ],
)
def test_a_time_that_is_not_the_whole_time_is_unknown(said):
    assert reason(terms(f"Trực tiếp5 Ngày làm việcMiễn phí{said}")).startswith("Cổng ghi 5 ngày làm việc nhưng")


def test_a_blank_cell_beside_a_sentence_that_says_only_the_time_is_known():
    assert terms("Trực tiếpKhông có thông tinMiễn phí05 ngày làm việc kể từ ngày nhận đủ hồ sơ") == [
        {"so": 5, "don_vi": "ngay_lam_viec"}
    ]


def test_cells_apart_are_believed_where_glued_ones_are_not():
    row = "Trực tiếp\t15\t5,000 VNĐ (/lần)\tNộp tại xã\n"
    (read,) = channel_rows("Hình thức nộp\tThời gian\tPhí, lệ phí\tMô tả\n" + row)
    assert (read.time, read.fees[0].amount, read.fees[0].bracket, read.description) == (
        "15",
        5000,
        "/lần",
        "Nộp tại xã",
    )
    assert not read.is_merged_number


def test_days_that_run_into_the_sum_are_not_taken_apart():
    assert reason(charges("Trực tiếp15,000 VNĐ")) == "Cổng ghi số ngày dính vào số tiền, không tách chắc được"
    assert reason(terms("Trực tiếp15,000 VNĐ")) == "Cổng không ghi thời hạn, hoặc số ngày dính vào số tiền"


def test_a_sum_of_another_shape_is_unknown():
    assert reason(charges("Trực tiếp1 Ngày0.5 VNĐ")) == "Chưa đọc được mức thu trên Cổng"
    assert terms("Trực tiếp1 Ngày0.5 VNĐ") == [{"so": 1, "don_vi": "ngay"}]


def test_a_sum_in_foreign_money_is_left_out_with_a_warning():
    rows = channels("Trực tiếp1 Ngày2,000 VNĐ(/trang)", "Trực tiếp1 Ngày10 USD(/bản)")
    part = fees(channel_rows(rows), [FEE_LAW], "").part
    assert [entry["muc"] for entry in part.value] == [2000]
    assert part.doubts == ("bỏ qua mức thu bằng ngoại tệ của cơ quan đại diện ở nước ngoài",)


def test_channels_with_different_sums_have_entries_of_their_own():
    rows = ("Trực tuyến1 Ngày3,000 VNĐ(/lần)", "Trực tiếp1 Ngày6,000 VNĐ(/lần)", "Dịch vụ bưu chính1 NgàyMiễn phí")
    entries = charges(*rows, known=[FEE_LAW])
    assert [(entry["ma"], entry["muc"], entry["khi"]["cach_nop"]) for entry in entries] == [
        ("truc-tiep", 6000, "truc_tiep"),
        ("truc-tuyen", 3000, "truc_tuyen"),
        ("buu-chinh", {"khong_thu": "Quyết định 12/QĐ-MAU"}, "buu_chinh"),
    ]


def test_decomposed_text_is_read_after_cleaning():
    import unicodedata

    rows = channel_rows(clean(unicodedata.normalize("NFD", channels("Trực tiếp7\u00a0Ngày làm việcMiễn phí"))))
    assert deadlines(rows).part.value == [{"so": 7, "don_vi": "ngay_lam_viec"}]
