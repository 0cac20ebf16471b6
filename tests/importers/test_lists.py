"""Documents, legal bases, results, steps and sets from glued text."""

from __future__ import annotations

import pytest

from generator.importers.documents import documents
from generator.importers.glued import result_items
from generator.importers.laws import Law, fee_law, laws, legal_bases, numbers_in
from generator.importers.steps import is_citizens, sets, steps
from tests.importers.cases import imported

HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def papers(text):
    return documents(text).documents.value


def test_situations_become_cases_and_shared_documents_stand_once():
    data = imported("du_thong_tin").data
    assert data["truong_hop"] == [
        {"ma": "tha-dieu-cua-nha-minh", "ten": "Thả diều của nhà mình"},
        {"ma": "tha-dieu-di-muon", "ten": "Thả diều đi mượn"},
    ]
    assert data["giay_to"] == [
        {
            "ma": "anh-chup-con-dieu",
            "ten": "Ảnh chụp con diều.",
            "viec": "nop",
            "ban_chinh": 1,
            "ban_sao": 0,
            "khi": {"truong_hop": ["tha-dieu-cua-nha-minh", "tha-dieu-di-muon"]},
        },
        {
            "ma": "giay-cho-muon-dieu-theo-mau-so-7-dieu",
            "ten": "Giấy cho mượn diều theo Mẫu số 7/DIỀU.",
            "viec": "nop",
            "ban_chinh": 1,
            "ban_sao": 2,
            "ghi_chu": "Tệp mẫu trên Cổng: Giay cho muon dieu.docx",
            "khi": {"truong_hop": "tha-dieu-di-muon"},
        },
        {
            "ma": "can-cuoc-cua-nguoi-cam-day",
            "ten": "Căn cước của người cầm dây",
            "viec": "xuat_trinh",
            "ban_chinh": 1,
            "ban_sao": 0,
        },
    ]


def test_counts_glued_to_digits():
    first, second = imported("mau_thuan").data["giay_to"]
    assert (first["ten"], first["ban_chinh"]) == ("Tờ khai nuôi dế theo Mẫu số 18", 1)
    assert (second["ten"], second["ban_chinh"], second["ban_sao"]) == ("01 bản sao có xác nhận của chủ ao dế", 0, 1)


def test_an_uncertain_count_is_not_split():
    (paper,) = papers(f"--{HEAD}Tờ khai theo Mẫu 12 bản chính")
    assert paper["ten"] == "Tờ khai theo Mẫu 12"
    assert paper["ban_chinh"] == {"chua_ro": "Cổng không ghi rõ số bản chính"}


def test_headings_that_are_no_situation_become_notes_on_the_documents():
    found = documents(f"Hồ sơ của người gửi{HEAD}Thư1 bản chínhHồ sơ của người nhận{HEAD}Tem1 bản chính")
    assert found.cases == []
    assert [paper["ghi_chu"] for paper in found.documents.value] == ["Hồ sơ của người gửi", "Hồ sơ của người nhận"]


@pytest.mark.parametrize("heading", ["--", "", "Thành phần hồ sơ:", "Hồ sơ gồm:", "Bao gồm", "* Giấy tờ phải nộp:"])
def test_headings_that_only_announce_leave_no_trace(heading):
    found = documents(f"{heading}{HEAD}Thư1 bản chính--{HEAD}Tem1 bản sao")
    assert found.cases == []
    assert [set(paper) for paper in found.documents.value] == [{"ma", "ten", "viec", "ban_chinh", "ban_sao"}] * 2


def test_a_row_without_copies_is_a_remark_kept_whole():
    remark = " ".join(f"Thư thứ {number} phải dán kín." for number in range(500))
    found = documents(f"--{HEAD}Thư1 bản chính{remark}0 bản chính")
    assert len(found.notes) == 3
    assert " ".join(found.notes) == remark


def test_a_list_of_another_shape_stays_as_it_was():
    text = imported("khong_thu").data["giay_to"]
    assert text == {
        "chua_ro": "Chưa tách được danh sách giấy tờ trên Cổng",
        "nguyen_van": "); nộp tại bờ ao.\nBước 2. Nhận thẻ",
    }


def test_legal_bases_come_apart():
    assert imported("du_thong_tin").data["can_cu"] == [
        {"so_hieu": "15/2020/QH15", "ten": "Luật Thả diều 2020"},
        {"so_hieu": "3/2022/TT-BVHTTDL", "ten": "Thông tư 3/2022/TT-BVHTTDL"},
        {"so_hieu": "8/2023/TT-BTC", "ten": "Thông tư quy định mức thu, chế độ thu, nộp lệ phí thả diều"},
        {"so_hieu": "66.1/2025/NQ-CP", "ten": "quy định về dây diều"},
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lệ làngKhông số", [("Không số", "Lệ làng")]),
        ("QUY ĐỊNH MỨC THU25/2021/TT-BTCQUY ĐỊNH KHÁC7/QĐ-TTg", [("25/2021/TT-BTC", "QUY ĐỊNH MỨC THU"), ("7/QĐ-TTg", "QUY ĐỊNH KHÁC")]),
        ("Nghị định số 5/2020/NĐ-CP ngày 1/2/2020 về diều5/2020/NĐ-CP", [("5/2020/NĐ-CP", "Nghị định số 5/2020/NĐ-CP ngày 1/2/2020 về diều")]),
        ("Về diềuThông tư số 3/2023/TT-BTPVề dế4/2023/TT-BTP", [("3/2023/TT-BTP", "Về diều"), ("4/2023/TT-BTP", "Về dế")]),
        ("Luật 52/2014/QH1352/2014/QH13Luật 60/2014/QH1360/2014/QH13", [("52/2014/QH13", "Luật 52/2014/QH13"), ("60/2014/QH13", "Luật 60/2014/QH13")]),
        ("Về diều9/2020/NĐ-CPVề diều9/2020/NĐ-CP", [("9/2020/NĐ-CP", "Về diều")]),
    ],
)  # fmt: skip
def test_glued_laws(text, expected):
    found, rest = laws(text)
    assert [(law.number, law.title) for law in found] == expected
    assert rest == ""


def test_what_has_no_number_is_reported():
    part = legal_bases("Về diều9/2020/NĐ-CPVề dế")
    assert part.value == [{"so_hieu": "9/2020/NĐ-CP", "ten": "Về diều"}]
    assert part.doubts == ('phần cuối của căn cứ pháp lý không có số văn bản: "Về dế"',)


def test_one_law_sets_the_fee_or_none_does():
    fee = Law("8/2023/TT-BTC", "Quy định mức thu lệ phí thả diều")
    assert fee_law([fee, Law("1/2020/QH14", "Luật Diều")]) == fee
    assert fee_law([fee, Law("9/2023/TT-BTC", "Quy định mức thu phí dây")]) is None
    assert fee_law([fee, Law("85/2019/TT-BTC", "Phí thuộc thẩm quyền của Hội đồng nhân dân")]) is None


def test_numbers_in_a_sentence():
    assert numbers_in("Thông tư số 75/2022/TT-BTC ngày 22/12/2022, Quyết định 1523/QĐ-BCA-C06") == [
        "75/2022/TT-BTC",
        "1523/QĐ-BCA-C06",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thẻ AMã: KQ.G01.000064Thẻ BMã: KQ-G17.000006", [("Thẻ A", "KQ.G01.000064"), ("Thẻ B", "KQ-G17.000006")]),
        ("Văn bảnMã: VBTTGiấy báoMã: GB", [("Văn bản", "VBTT"), ("Giấy báo", "GB")]),
        ("Thẻ A", [("Thẻ A", "")]),
        ("Không có thông tin", []),
    ],
)
def test_results(text, expected):
    assert [(item.name, item.code) for item in result_items(text)] == expected


def test_numbered_steps_lose_their_numbers_and_keep_their_lines():
    assert imported("du_thong_tin").data["trinh_tu"] == [
        {"ai": "nguoi_lam_thu_tuc", "lam": "Người thả diều nộp 01 bộ hồ sơ tại bãi diều của xã."},
        {"ai": "co_quan", "lam": "Cán bộ bãi diều kiểm tra dây diều.\n- Dây chắc thì ghi sổ.\n- Dây mục thì trả lại."},
        {"ai": "nguoi_lam_thu_tuc", "lam": "Căn cứ theo ngày hẹn để nhận phù hiệu."},
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Người nuôi dế gửi thông báo.\n- Xã ghi sổ.\n+ Dế lạ thì hỏi lại.", 2),
        ("Bước 1: Nộp. Bước 2: Xem xét.", 2),
        ("Bước 1: Nộp.\nBước 2: Làm lại Bước 1.\nBước 1: Nộp lại.", 3),
        ("a) Nộp\nb) Nhận", 2),
        ("Cá nhân nộp.\nXã xem.\n(i) Được.\n(ii) Không được.", 2),
        ("Một câu duy nhất", 1),
    ],
)
def test_steps_are_split(text, expected):
    assert len(steps(text).value) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Cá nhân, tổ chức nộp hồ sơ",
        "Nếu nộp trực tiếp, người yêu cầu nộp hồ sơ",
        "Trong thời hạn 05 ngày, chủ xe kê khai",
        "Nộp hồ sơ tại xã",
        "- Bước 1: Công dân đến xã",
    ],
)
def test_the_citizen_acts(sentence):
    assert is_citizens(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Cán bộ tiếp nhận hồ sơ", "Người tiếp nhận kiểm tra", "Tổ chức thẩm định", "Trong thời hạn 05 ngày, Ủy ban trả lời", "Người có thẩm quyền ký"],
)  # fmt: skip
def test_the_authority_acts(sentence):
    assert not is_citizens(sentence)


@pytest.mark.parametrize(
    ("steps_text", "papers_text", "expected"),
    [
        ("", "* Số lượng hồ sơ: 01 (một) bộ.0 bản chính", 1),
        ("Cá nhân nộp 02 bộ hồ sơ tại xã.", "", 2),
        ("Ủy ban nhân dân gửi 03 bộ hồ sơ đến tỉnh.", "", "Cổng không ghi phải nộp mấy bộ hồ sơ"),
        ("Cá nhân nộp 02 bộ hồ sơ.\nNgười dân gửi 01 bộ hồ sơ.", "", "Cổng ghi nhiều số bộ hồ sơ khác nhau"),
    ],
)
def test_sets(steps_text, papers_text, expected):
    value = sets(steps_text, papers_text).value
    assert (value["chua_ro"] if isinstance(value, dict) else value) == expected
