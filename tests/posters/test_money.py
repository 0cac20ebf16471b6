"""What hangs on a wall may be pasted over, so no paper carries a code to pay with, nor an account."""

from __future__ import annotations

import pytest

from generator.posters import designs, jobs, proof
from generator.views import procedure
from tests import making
from tests.posters import pdf
from tests.posters.conftest import EVERYTHING, REAL, Printed, build

NUMBER, HOLDER = "3333000000001", "UBND XA THU CHU TAI KHOAN"
WAYS = [
    {"ma": "mat", "loai": "tien_mat", "khi": {"cach_nop": "truc_tiep"}},
    {"ma": "ck", "loai": "chuyen_khoan", "tai_khoan": "le-phi", "ghi_chu": "Giữ biên lai"},
]
RESULT = {
    **making.procedure()["ket_qua"][0],
    "nhan": ["buu_chinh"],
    "cuoc_buu_chinh": 30000,
    "tra_tai_nha": "Người từ 80 tuổi",
}
UNIT = making.unit(
    **REAL,
    tai_khoan=[{"ma": "le-phi", "ngan_hang": "Agribank", "so": NUMBER, "chu_tai_khoan": HOLDER}],
    hay_dung=[making.CODE],
)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Every paper of a commune that takes transfers."""
    folder = tmp_path_factory.mktemp("tien")
    one = making.procedure(cach_tra_tien=WAYS, ket_qua=[RESULT])
    catalogue = making.catalogue(folder / "goc", one, of_unit=UNIT)
    page = procedure.of(catalogue.procedures[making.CODE], catalogue, making.TODAY)
    assert page.transfers, "the page itself offers the transfer"
    return build(catalogue, folder / "goc", folder / "to", EVERYTHING)


def test_no_paper_carries_a_payment(papers: Printed) -> None:
    assert len(papers.files) > 5
    for name, content in papers.files.items():
        codes = [text for page in proof.codes(content) for text in page]
        assert [text for text in codes if not text.startswith("HTTPS://XATHU.TINHTHU.GOV.VN/")] == [], name
        text = pdf.text(content)
        assert NUMBER not in text, name
        assert pdf.squeezed(HOLDER) not in text, name


def test_no_design_is_given_an_account_to_print(papers: Printed) -> None:
    known, problems = designs.all(papers.out.parent / "goc")
    assert problems == []
    made = jobs.all(known, papers.catalogue, making.TODAY, None, ())
    assert len(made) > 5
    assert not [job.file for job in made if NUMBER in job.data or HOLDER in job.data or "A000000727" in job.data]


def test_the_posting_sheet_says_how_to_pay_and_to_receive_in_words(papers: Printed) -> None:
    sheets = [pdf.text(content) for name, content in papers.files.items() if name.startswith("to-niem-yet/")]
    assert sheets
    for words in (
        "Trả bằng cách nào?",
        "Tiền mặt tại nơi tiếp nhận (nộp trực tiếp)",
        "số tài khoản và mã chuyển khoản chỉ có trên trang, không bao giờ in ra giấy. Giữ biên lai",
        "Cước bưu chính: 30.000 đồng.",
        "Xã mang tới nhà: Người từ 80 tuổi.",
    ):
        assert all(pdf.squeezed(words) in text for text in sheets)


def test_a_payment_on_a_paper_would_stop_it() -> None:
    address = "HTTPS://XATHU.TINHTHU.GOV.VN/N/THON-MOT/"
    payment = "00020101021138570010A00000072701270006970405011333330000000010208QRIBFTTA53037045802VN6304ABCD"
    found = proof.check([[address, payment]], "Thôn Một", "to.pdf", [address], [address])
    assert [problem.message for problem in found] == [
        f'tờ "Thôn Một": mã QR trên trang 1 dẫn tới {payment}, là mã chuyển tiền, loại mã không bao giờ được in vì kẻ gian dán đè được; không được in tờ này'
    ]
