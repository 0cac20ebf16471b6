"""Extremes, bad luck and designs of one's own, through the one function that makes posters."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import qr
from generator.addresses import Address, Kind
from generator.posters import building
from generator.posters.building import Choice, UnknownChoice
from generator.problems import errors
from generator.views.rounds import Hanging
from tests import making
from tests.posters import pdf
from tests.posters.conftest import LONG, PLACE, REAL, UNKNOWN, Printed, build, made, place


def assert_nothing_lost(content: bytes, wanted: list[str]) -> None:
    assert pdf.ink_in_margin(content, 5) == 0
    assert pdf.letters_outside(content, 5) == []
    text = pdf.text(content)
    assert [words for words in wanted if pdf.squeezed(words) not in text] == []


def test_a_favourite_that_is_too_long_ends_the_list(tmp_path: Path) -> None:
    papers = [
        {"ma": f"giay-{number}", "ten": f"{LONG} {number}", "viec": "nop", "ban_chinh": 1, "ban_sao": 0}
        for number in range(28)
    ]
    printed = made(
        tmp_path, making.procedure(giay_to=papers), making.procedure("1.000002"), hay_dung=[making.CODE, "1.000002"]
    )
    assert printed.built.notes == [
        f"Tờ của thôn {size} (Thôn Một): không đủ chỗ cho Đăng ký thử 1.000001; Đăng ký thử 1.000002"
        for size in ("A4", "A3", "A2")
    ]


def test_forty_favourites_with_names_of_120_characters(tmp_path: Path) -> None:
    procedures = [making.procedure(f"1.{number:06}", ten=f"{LONG[:-2]}{number:02}") for number in range(1, 41)]
    printed = made(tmp_path, *procedures, hay_dung=[one["ma"] for one in procedures], **REAL)
    for size in ("A4", "A3", "A2"):
        content = printed.files[f"to-thon/thon-mot-{size}.pdf"]
        assert pdf.pages(content) == 1
        text = pdf.text(content)
        (note,) = [note for note in printed.built.notes if note.startswith(f"Tờ của thôn {size} (")]
        shown = [one["ten"] for one in procedures if pdf.squeezed(one["ten"]) in text]
        assert shown
        assert [*shown, *note.partition("không đủ chỗ cho ")[2].split("; ")] == [one["ten"] for one in procedures]


def test_text_that_no_page_can_hold_goes_on_to_the_next(tmp_path: Path) -> None:
    words = "Hòm thư ở cổng trụ sở, sổ ở bàn hướng dẫn. " * 100
    complaints = {"noi": "Văn phòng", "dien_thoai": "0000 000 002", "hop_thu": words.strip()}
    printed = made(tmp_path, phan_anh=complaints, **REAL)
    content = printed.files["to-thon/thon-mot-A4.pdf"]
    assert_nothing_lost(content, [])
    text = pdf.text(content)
    assert (text.count("Hòmthư"), text.count("hướngdẫn.")) == (100, 100)
    assert str(printed.built.problems[0]) == (
        f'to-thon/thon-mot-A4.pdf:1:1: tờ "Thôn Một": chữ dài quá, không đủ một trang nên thành {pdf.pages(content)} trang '
        "[to_in.so_trang]"
    )


def test_without_favourites_it_says_how_to_learn_more(tmp_path: Path) -> None:
    text = pdf.text(made(tmp_path).files["to-thon/thon-mot-A4.pdf"])
    assert pdf.squeezed("Muốn biết từng việc cần mang gì, hãy quét mã hoặc gọi số ở trên.") in text
    assert pdf.squeezed("Còn 1 việc khác: hãy quét mã hoặc gọi số ở trên.") in text


@pytest.mark.parametrize(
    ("of_unit", "marked"),
    [
        ({"ban_mau": True, "ten_mien": "xathu.tinhthu.gov.vn"}, True),
        ({"ban_mau": False, "ten_mien": "xathu.example"}, True),
        ({"ban_mau": False, "ten_mien": "xathu.invalid"}, True),
        ({"ban_mau": False, "ten_mien": "xathu.tinhthu.gov.vn"}, False),
    ],
)
def test_a_sample_says_so_across_the_page(tmp_path: Path, of_unit: dict[str, Any], marked: bool) -> None:
    content = made(tmp_path, **of_unit).files["to-thon/thon-mot-A4.pdf"]
    text = pdf.text(content)
    assert (text.count("BẢNMẪU") == 2) is marked
    assert ("BẢNMẪU,khôngdùngthật" in text) is marked


def test_a_record_without_a_decision_is_a_sample_too(tmp_path: Path) -> None:
    draft = making.procedure("1.000002", nguon={"quyet_dinh": UNKNOWN, "kiem_tra": "2026-11-20"})
    files = made(tmp_path, making.procedure(), draft, choice=Choice(design="to-niem-yet"), **REAL).files
    marked = [name for name, content in files.items() if "BẢNMẪU" in pdf.text(content)]
    assert marked == ["to-niem-yet/1.000002-A4.pdf", "to-niem-yet/1.000002-A4-den-trang.pdf"]


def test_a_site_below_a_path_falls_back_to_bytes_and_still_scans(tmp_path: Path) -> None:
    content = made(tmp_path, duong_dan="/Kho-Du-Lieu/", **REAL).files["to-thon/thon-mot-A4.pdf"]
    (code,) = pdf.codes(content)
    assert code.text == "HTTPS://XATHU.TINHTHU.GOV.VN/Kho-Du-Lieu/N/THON-MOT/"
    assert pdf.squeezed("xathu.tinhthu.gov.vn/Kho-Du-Lieu") in pdf.text(content)


def test_an_address_so_long_that_the_modules_get_small(tmp_path: Path) -> None:
    host = ".".join(["ten-mien-dai-" + "x" * 40] * 3) + ".gov.vn"
    path = "/" + "Thu-muc-" * 10 + "/"
    printed = made(tmp_path, ten_mien=host, duong_dan=path, ban_mau=False)
    problem = printed.built.problems[0]
    address = f"HTTPS://{host.upper()}{path}N/THON-MOT/"
    assert str(problem) == (
        f'to-thon/thon-mot-A4.pdf:1:1: tờ "Thôn Một": địa chỉ dài {len(address)} ký tự nên ô vuông của mã chỉ rộng 0,8 mm, '
        "cần ít nhất 1,0 mm; hãy dùng tên miền ngắn hơn hoặc tờ có mã to hơn [to_in.co_ma]"
    )
    assert_nothing_lost(printed.files["to-thon/thon-mot-A4.pdf"], [host])


def test_a_place_that_has_ended_gets_no_poster(tmp_path: Path) -> None:
    ended = place("thon-cu", "Thôn Cũ", hieu_luc={"den": "2026-11-21"}, thay_bang="thon-mot")
    last_day = place("thon-cuoi", "Thôn Cuối", hieu_luc={"den": "2026-11-22"}, thay_bang="thon-mot")
    printed = made(tmp_path, noi=[place("thon-mot", "Thôn Một"), ended, last_day])
    assert {file.partition("-A")[0] for file in printed.files} == {"to-thon/thon-cuoi", "to-thon/thon-mot"}


def test_a_favourite_that_does_not_apply_today_is_left_out_and_named(tmp_path: Path) -> None:
    later = making.procedure("1.000002", hieu_luc={"tu": "2027-01-01", "trang_thai": "dang_ap_dung"})
    printed = made(tmp_path, making.procedure(), later, hay_dung=[making.CODE, "1.000002"])
    assert printed.built.notes == [
        'Thủ tục "Đăng ký thử 1.000002" (1.000002) không áp dụng hôm nay nên không in trên tờ nào'
    ]
    assert pdf.squeezed("Đăng ký thử 1.000002") not in pdf.text(printed.files["to-thon/thon-mot-A4.pdf"])


def test_many_papers_are_made_in_several_processes_with_the_same_bytes(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    root = tmp_path / "goc"
    places = [place(f"thon-{number}", f"Thôn {number}") for number in range(10)]
    catalogue = making.catalogue(root, of_unit=making.unit(noi=places, hay_dung=[making.CODE]))
    whole = build(catalogue, root, tmp_path / "to", progress=lambda done, total: steps.append((done, total)))
    assert (len(whole.files), errors(whole.built.problems)) == (60, [])
    assert steps == [(number, 60) for number in range(1, 61)]
    alone = build(catalogue, root, tmp_path / "mot-noi", Choice("to-thon", "thon-9"))
    assert sorted(alone.files) == sorted(file for file in whole.files if "thon-9" in file)
    assert all(content == whole.files[file] for file, content in alone.files.items())


def test_an_edition_stands_in_the_code_and_on_the_paper_that_carries_facts(tmp_path: Path) -> None:
    root = tmp_path / "goc"
    catalogue = making.catalogue(root)
    editions = {Address(Kind.PLACE, "thon-mot"): 3, Address(Kind.PROCEDURE, making.CODE): 7}
    printed = {
        design: build(catalogue, root, tmp_path / design, Choice(design=design), editions=editions)
        for design in ("to-thon", "to-niem-yet", "nhan-dan")
    }
    assert {design: one.built.read[0].address for design, one in printed.items()} == {
        "to-thon": "HTTPS://XATHU.EXAMPLE/N/THON-MOT/3/",
        "to-niem-yet": "HTTPS://XATHU.EXAMPLE/TT/1.000001/7/",
        "nhan-dan": "HTTPS://XATHU.EXAMPLE/TT/1.000001/",
    }
    content = printed["to-thon"].files["to-thon/thon-mot-A4.pdf"]
    assert "Lầnin3." in pdf.text(content)
    assert pdf.keywords(content) == "lần in 3"


def test_what_the_register_knows_is_filled_in(tmp_path: Path) -> None:
    root = tmp_path / "goc"
    catalogue = making.catalogue(root)
    hangs = Hanging("thon-mot", "Tờ của thôn A3", Address(Kind.PLACE, "thon-mot", 2), date(2026, 11, 1))
    record, sheet = (
        build(catalogue, root, tmp_path / design, Choice(design=design), hanging=[hangs])
        for design in ("bien-ban-niem-yet", "phieu-kiem-tra")
    )
    assert record.built.problems == sheet.built.problems == []
    words = pdf.text(record.files["bien-ban-niem-yet/thon-mot-A4-den-trang.pdf"])
    assert pdf.squeezed("Niêm yết từ: ngày 01 tháng 11 năm 2026") in words
    assert pdf.squeezed("đến hết: ngày 01 tháng 12 năm 2026") in words
    words = pdf.text(sheet.files["phieu-kiem-tra/xa-thu-A4-den-trang.pdf"])
    assert pdf.squeezed("Tờ của thôn A3, lần in 2") in words
    assert pdf.squeezed("Treo ngày: 01/11/2026") in words


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(design="to-bay"), 'không có kiểu tờ "to-bay"; các kiểu: to-thon, '),
        (Choice(place="thon-hai"), 'không có nơi nào mã "thon-hai"; các nơi: thon-mot'),
    ],
)
def test_a_choice_of_nothing_names_what_there_is(tmp_path: Path, choice: Choice, message: str) -> None:
    root = tmp_path / "goc"
    catalogue = making.catalogue(root)
    with pytest.raises(UnknownChoice) as raised:
        building.build(catalogue, root, tmp_path, making.TODAY, choice=choice)
    assert str(raised.value).startswith(message)


def test_papers_can_only_be_written_where_one_may(tmp_path: Path) -> None:
    root = tmp_path / "goc"
    catalogue = making.catalogue(root)
    (tmp_path / "to").write_text("một tệp", "utf-8")
    with pytest.raises(OSError, match="to-thon"):
        building.build(catalogue, root, tmp_path / "to", making.TODAY, choice=PLACE)


def test_the_same_bytes_in_another_time_zone_and_process(tmp_path: Path) -> None:
    here = made(tmp_path / "mot").files["to-thon/thon-mot-A4.pdf"]
    script = (
        "import sys; from pathlib import Path; from tests.posters.conftest import made;"
        "sys.stdout.buffer.write(made(Path(sys.argv[1])).files['to-thon/thon-mot-A4.pdf'])"
    )
    (tmp_path / "hai").mkdir()
    there = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "hai")],
        cwd=making.REPOSITORY,
        env={**os.environ, "TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    ).stdout
    assert there == here


# Designs of one's own


def own_design(root: Path, source: str, **description: Any) -> None:
    lines = {
        "ten": "Tờ riêng",
        "cho": "noi",
        "ten_tep": "to-rieng",
        "dung": "cam_tay",
        "so_trang": "mot",
        "danh_so_lan_in": False,
        "kho_giay": {"a5": {"kho_ma_mm": 30, "khoang_cach_doc_cm": 30, "co_chu_pt": 11, "co_chu_nho_pt": 9}},
        "mau": ["mau"],
        "dat_in": {"so_ban": 1, "giay": "Giấy thường", "gia_cong": "Không"},
    } | description
    making.write(root / "qr_posters" / "rieng" / "design.yaml", lines)
    (root / "qr_posters" / "rieng" / "design.typ").write_text(source, "utf-8")


OWN = """#import "/common.typ": *
#show: poster.with(title: words.place, sample: words.sample)
= #words.place
"""
CODE = '#qr(words.address, "Mã QR")'
FILE = "to-rieng/thon-mot-A5.pdf"


def of_own_design(folder: Path, source: str, **description: Any) -> Printed:
    root = folder / "goc"
    catalogue = making.catalogue(root)
    own_design(root, source, **description)
    return build(catalogue, root, folder / "to", Choice(design=description.get("ten_tep", "to-rieng")))


def test_a_design_of_ones_own_needs_no_python(tmp_path: Path) -> None:
    printed = of_own_design(tmp_path, OWN + CODE)
    assert printed.built.problems == []
    assert sorted(printed.files) == [FILE]
    assert pdf.codes(printed.files[FILE])[0].text == "HTTPS://XATHU.EXAMPLE/N/THON-MOT/"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "HTTPS://KE-XAU.COM/",
            [
                "mã QR trên trang 1 dẫn tới HTTPS://KE-XAU.COM/, địa chỉ này không có trong bộ dữ liệu",
                "không đọc lại được mã QR dẫn tới HTTPS://XATHU.EXAMPLE/N/THON-MOT/",
            ],
        ),
        (
            "HTTPS://XATHU.EXAMPLE/TT/1.000001/",
            [
                "mã QR trên trang 1 dẫn tới HTTPS://XATHU.EXAMPLE/TT/1.000001/, là địa chỉ của trang khác",
                "không đọc lại được mã QR dẫn tới HTTPS://XATHU.EXAMPLE/N/THON-MOT/",
            ],
        ),
        (None, ["không đọc lại được mã QR dẫn tới HTTPS://XATHU.EXAMPLE/N/THON-MOT/"]),
    ],
    ids=["la", "trang-khac", "thieu"],
)
def test_a_wrong_code_is_never_written(tmp_path: Path, text: str | None, messages: list[str]) -> None:
    source = OWN
    if text:
        code = qr.make(text)
        assert code
        source += (
            f'#image(bytes("{code.svg}"), format: "svg", width: 40mm, alt: "Mã QR")'.replace('="', "='")
            .replace('" ', "' ")
            .replace('"/>', "'/>")
            .replace('">', "'>")
        )
    printed = of_own_design(tmp_path, source)
    assert printed.files == {}
    assert list(map(str, printed.built.problems)) == [
        f'{FILE}:1:1: tờ "Thôn Một": {message}; không được in tờ này [to_in.ma_qr]' for message in messages
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (OWN + "漢", 'phông chữ không vẽ được "漢"; hãy viết bằng chữ thường dùng'),
        (OWN + '#read("/khong-co.txt")', "thiếu tệp của thiết kế; hãy xem lại thư mục qr_posters"),
    ],
    ids=["ky-tu", "thieu-tep"],
)
def test_what_can_not_be_set_is_a_problem(tmp_path: Path, source: str, reason: str | None) -> None:
    printed = of_own_design(tmp_path, source)
    assert printed.files == {}
    (problem,) = printed.built.problems
    assert (problem.path, problem.rule) == (FILE, "to_in.xep_chu")
    assert problem.message.startswith('tờ "Thôn Một": không xếp chữ được: ')
    if reason:
        assert problem.message.endswith(reason)


@pytest.mark.parametrize(
    ("source", "column", "words"),
    [
        ("#sai(", 5, "unclosed delimiter"),
        ("#sai", 2, "unknown variable: sai"),
        ('#read("/../x")', 7, "path "),
        ('#text(font: "Comic Sans MS")[Chữ]', 13, None),
    ],
)
def test_a_slip_in_a_design_is_told_once_where_it_is(
    tmp_path: Path, source: str, column: int, words: str | None
) -> None:
    root = tmp_path / "goc"
    place = making.unit()["noi"][0]
    catalogue = making.catalogue(root, of_unit=making.unit(noi=[place, {**place, "ma": "thon-hai", "ten": "Thôn Hai"}]))
    own_design(root, OWN + source)
    (problem,) = build(catalogue, root, tmp_path / "to", Choice(design="rieng")).built.problems
    said = f"bản thiết kế viết sai ở dòng này (máy báo: {words}" if words else "máy thiếu phông chữ Be Vietnam Pro; "
    assert str(problem).startswith(f"{root.as_posix()}/qr_posters/rieng/design.typ:4:{column}: {said}")


def test_a_code_drawn_too_small_for_its_distance(tmp_path: Path) -> None:
    printed = of_own_design(tmp_path, OWN + '#qr(words.address, "Mã QR", width: 20mm)')
    assert list(map(str, printed.built.problems)) == [
        f'{FILE}:1:1: tờ "Thôn Một": mã rộng 20 mm; đọc từ 30 cm thì phải rộng ít nhất 30 mm [to_in.co_ma]'
    ]


SIZES = {"co_chu_pt": 11, "co_chu_nho_pt": 9}


@pytest.mark.parametrize(
    ("changes", "line", "message", "rule"),
    [
        ({"ten": ""}, 2, 'tên kiểu tờ in đang bỏ trống, ví dụ "Tờ của thôn"', "ten"),
        (
            {"cho": "nha"},
            3,
            'mỗi tờ dành cho một "nha" không có trong các lựa chọn: noi, thu_tuc, linh_vuc, su_kien, don_vi,'
            " bang_niem_yet, ung_xu, thu_xin_loi, khao_sat",
            "cho",
        ),
        (
            {"ten_tep": "Á5"},
            4,
            'tên thư mục chứa các tờ đã làm "Á5" không đúng: chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ "to-thon"',
            "ten_tep",
        ),
        ({"dung": "bay"}, 5, 'dùng thế nào "bay" không có trong các lựa chọn: treo_tuong, cam_tay', "dung"),
        (
            {"kho_giay": {"a5": {"kho_ma_mm": "rộng", "khoang_cach_doc_cm": 30, **SIZES}}},
            10,
            'bề rộng của mã, tính bằng mm "rộng" không đúng: phải là số nguyên, ví dụ 60',
            "kho_giay.a5.kho_ma_mm",
        ),
        (
            {"kho_giay": {"a5": {"kho_ma_mm": 30, "khoang_cach_doc_cm": 100, **SIZES}}},
            10,
            "mã rộng 30 mm; đọc từ 100 cm thì phải rộng ít nhất 100 mm",
            "to_in.thiet_ke",
        ),
        (
            {"kho_giay": {"a5": {"kho_ma_mm": 30, **SIZES}}},
            10,
            'khổ A5: "kho_ma_mm" và "khoang_cach_doc_cm" phải ghi cả hai hoặc không ghi mục nào',
            "to_in.thiet_ke",
        ),
    ],
)
def test_a_description_that_is_wrong(
    tmp_path: Path, changes: dict[str, Any], line: int, message: str, rule: str
) -> None:
    printed = of_own_design(tmp_path, OWN, **changes)
    assert printed.files == {}
    (problem,) = printed.built.problems
    assert str(problem).startswith(f"{tmp_path.as_posix()}/goc/qr_posters/rieng/design.yaml:{line}:")
    assert (problem.message, problem.rule) == (message, rule)


def test_two_designs_that_would_write_the_same_file(tmp_path: Path) -> None:
    printed = of_own_design(tmp_path, OWN, ten_tep="to-thon")
    (problem,) = printed.built.problems
    assert problem.message == '"ten_tep" trùng với thiết kế "place" nên tệp sẽ đè lên nhau; hãy đặt tên khác'
