"""Transfers: the published vectors, a careful reader for what we make, and the banks and purposes there are."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vietnam_qr_pay import QRPay

from generator import addresses, transfers
from tests import vietqr
from tests.vietqr import Read

DYNAMIC = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
    "62340107NPS68690819thanh toan don hang63042E2E"
)
CARD = "00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52"
WRONG_LENGTH = "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5"
"""Published like this, with a checksum that holds: `0112` stands before 13 digits."""


def test_the_library_rebuilds_the_published_vector_byte_for_byte() -> None:
    assert vietqr.crc("123456789") == "29B1"
    read = QRPay(DYNAMIC)
    assert read.is_valid
    assert read.build() == DYNAMIC
    assert QRPay(CARD).build() == CARD


def test_the_careful_reader_takes_what_is_right() -> None:
    assert vietqr.read(DYNAMIC) == Read("970403", "0011012345678", 180_000, "thanh toan don hang", "QRIBFTTA")
    assert vietqr.read(CARD) == Read("970403", "9704031101234567", None, None, "QRIBFTTC")


def _signed(text: str) -> str:
    return text + vietqr.crc(text)


@pytest.mark.parametrize(
    "text",
    [
        WRONG_LENGTH,
        "",
        DYNAMIC[:-1] + "F",
        _signed("000200" + DYNAMIC[6:-4]),
        _signed(DYNAMIC[:-4].replace("5303704", "5303840")),
        _signed(DYNAMIC[:-4].replace("010212", "010211")),
        _signed(DYNAMIC[:-4].replace("A000000727", "A000000775")),
        "HTTPS://XA.EXAMPLE/N/THON-DINH/",
    ],
)
def test_the_careful_reader_refuses_what_is_wrong(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        vietqr.read(text)


def test_the_published_account_with_its_right_length() -> None:
    text = transfers.payload("970403", "0011012345678", "", None)
    assert text[:-4] == WRONG_LENGTH[:-4].replace("01120011", "01130011")
    assert vietqr.read(text).account == "0011012345678"


@given(
    st.sampled_from([bank for name in transfers.bank_names() if (bank := transfers.bank(name))]),
    st.text(string.digits, min_size=6, max_size=19),
    st.none() | st.integers(1, 10_000_000_000),
    st.from_regex(r"[0-9]\.[0-9]{6}(\.[0-9A-Z]{2,3})*", fullmatch=True).filter(lambda code: len(code) <= 32),
    st.text(max_size=120),
)
def test_whatever_we_make_says_what_it_was_made_of(
    bank: transfers.Bank, account: str, amount: int | None, code: str, title: str
) -> None:
    purpose = transfers.purpose(code, title)
    text = transfers.payload(bank.number, account, purpose, amount)
    assert vietqr.read(text) == Read(bank.number, account, amount, purpose, "QRIBFTTA")
    assert 0 < len(purpose) <= transfers.PURPOSE_LENGTH
    assert purpose == purpose.strip()
    # Half the modules of a code in bytes.
    assert addresses.is_alphanumeric(text)


@pytest.mark.parametrize(
    ("code", "title", "expected"),
    [
        ("1.004222", "Nhập hộ khẩu", "1.004222 NHAP HO KHAU"),
        ("1.001612", "Đăng ký hộ kinh doanh", "1.001612 DANG KY HO KINH"),
        ("2.000815", "Sao y (chứng thực) bản chính", "2.000815 SAO Y CHUNG THUC"),
        ("1.000656.000.00.00.H01.X02", "Khai tử", "1.000656.000.00.00.H01"),
        ("1.004222", "漢字", "1.004222"),
    ],
)
def test_a_purpose_is_the_code_and_as_many_words_as_fit(code: str, title: str, expected: str) -> None:
    assert transfers.purpose(code, title) == expected


@pytest.mark.parametrize("name", ["Agribank", "AGRIBANK", "agri bank", "970405"])
def test_a_bank_is_known_by_its_short_name_and_its_number(name: str) -> None:
    bank = transfers.bank(name)
    assert bank
    assert (bank.short_name, bank.number) == ("Agribank", "970405")
    assert bank.name == "Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam"


@pytest.mark.parametrize("name", ["", "Ngân hàng Làng", "970499", "BIDC", "Ocean Bank"])
def test_a_bank_that_is_none_or_takes_no_transfers_is_not_known(name: str) -> None:
    assert transfers.bank(name) is None


def test_every_bank_has_a_number_of_its_own() -> None:
    banks = [transfers.bank(name) for name in transfers.bank_names()]
    numbers = [bank.number for bank in banks if bank]
    assert len(numbers) == len(set(numbers)) == len(transfers.bank_names()) > 40
    assert all(len(number) == 6 and number.isdigit() for number in numbers)
