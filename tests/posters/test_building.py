"""Extremes, bad luck and designs of one's own, through the one function that makes posters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.posters import building, qr
from generator.problems import errors
from tests import making
from tests.posters import pdf
from tests.posters.conftest import Printed, build

UNKNOWN = {"chua_ro": "Xã chưa cho biết"}
LONG = ("Nghĩa Phương Hòa Thượng Đông Quyết Tiến Đoàn Kết Khu Tập Thể Nông Trường Quốc Doanh " * 2)[:120].strip()
UNBROKEN = "Ủ" * 120
REAL = {"ten_mien": "xathu.tinhthu.gov.vn", "ban_mau": False}


def place(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"ma": code, "loai": "thon", "ten": name, **more}


def made(folder: Path, *procedures: dict[str, Any], **of_unit: Any) -> Printed:
    """The posters of some data, in a root that has no designs of its own."""
    root = folder / "goc"
    catalogue = making.catalogue(root, *procedures, of_unit=making.unit(**of_unit))
    return build(catalogue, root, folder / "to")


def forty(**changes: Any) -> list[dict[str, Any]]:
    return [making.procedure(f"1.{number:06}", **changes) for number in range(1, 41)]


def codes(procedures: list[dict[str, Any]]) -> list[str]:
    return [one["ma"] for one in procedures]


def assert_nothing_lost(content: bytes, wanted: list[str]) -> None:
    assert pdf.ink_in_margin(content, 5) == 0
    assert pdf.letters_outside(content, 5) == []
    assert pdf.smallest_letter(content) >= 11
    text = pdf.text(content)
    assert [words for words in wanted if pdf.squeezed(words) not in text] == []


@pytest.mark.parametrize("name", [LONG, UNBROKEN], ids=["nhieu-tieng", "lien-mot-tieng"])
def test_names_of_120_characters_and_40_favourites(tmp_path: Path, name: str) -> None:
    procedures = forty(giay_to=[{"ma": "don", "ten": name, "viec": "nop", "ban_chinh": 1, "ban_sao": 0}])
    spot = place("dai", name, treo_o=name, ho_tro=[{"vai": name, "dien_thoai": "0000 000 011"}])
    printed = made(tmp_path, *procedures, ten=name, tinh=name, noi=[spot], hay_dung=codes(procedures), **REAL)
    content = printed.files["dai-A4.pdf"]
    assert pdf.pages(content) == 1
    assert_nothing_lost(content, [name, f"{name}, {name}", f"{name}: 0000 000 011", f"Treo tại {name}."])
    (note,) = printed.built.notes
    assert note.startswith(f"Tờ {name}: không đủ chỗ cho ")
    left_out = note.partition("không đủ chỗ cho ")[2].split("; ")
    text = pdf.text(content)
    shown = [one["ten"] for one in procedures if pdf.squeezed(one["ten"]) in text]
    assert shown
    assert sorted([*shown, *left_out]) == sorted(one["ten"] for one in procedures)


def test_a_favourite_that_is_too_long_ends_the_list(tmp_path: Path) -> None:
    long = making.procedure(
        "1.000001",
        giay_to=[
            {"ma": f"giay-{number}", "ten": f"{LONG} {number}", "viec": "nop", "ban_chinh": 1, "ban_sao": 0}
            for number in range(12)
        ],
    )
    short = making.procedure("1.000002")
    printed = made(tmp_path, long, short, hay_dung=["1.000001", "1.000002"])
    assert printed.built.notes == ["Tờ Thôn Một: không đủ chỗ cho Đăng ký thử 1.000001; Đăng ký thử 1.000002"]


def test_nothing_is_known_and_nobody_helps(tmp_path: Path) -> None:
    procedures = forty(giay_to=UNKNOWN, thoi_han=UNKNOWN, phi_le_phi=UNKNOWN)[:1]
    printed = made(
        tmp_path,
        *procedures,
        dien_thoai=UNKNOWN,
        dia_chi=UNKNOWN,
        gio_lam_viec=UNKNOWN,
        phan_anh={"noi": UNKNOWN, "dien_thoai": UNKNOWN},
        hay_dung=codes(procedures),
    )
    content = printed.files["thon-mot-A4.pdf"]
    assert_nothing_lost(content, ["Tại: Chưa có thông tin", "Người giúp tại chỗ Chưa có thông tin"])
    assert pdf.text(content).count(pdf.squeezed("Chưa có thông tin")) == 9
    assert pdf.squeezed("Không thu") not in pdf.text(content)
    assert pdf.squeezed("Hãy gọi") not in pdf.text(content)


def test_text_that_no_page_can_hold_goes_on_to_the_next(tmp_path: Path) -> None:
    words = "Hòm thư ở cổng trụ sở, sổ ở bàn hướng dẫn. " * 100
    complaints = {"noi": "Văn phòng", "dien_thoai": "0000 000 002", "hop_thu": words.strip()}
    printed = made(tmp_path, phan_anh=complaints, **REAL)
    content = printed.files["thon-mot-A4.pdf"]
    assert_nothing_lost(content, [words.strip()])
    assert list(map(str, printed.built.problems)) == [
        f'thon-mot-A4.pdf:1:1: tờ "Thôn Một": chữ dài quá, không đủ một trang nên thành {pdf.pages(content)} trang '
        "[to_in.so_trang]"
    ]


def test_without_favourites_it_says_how_to_learn_more(tmp_path: Path) -> None:
    text = pdf.text(made(tmp_path).files["thon-mot-A4.pdf"])
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
    content = made(tmp_path, **of_unit).files["thon-mot-A4.pdf"]
    text = pdf.text(content)
    assert (text.count("BẢNMẪU") == 2) is marked
    assert ("BẢNMẪU,khôngdùngthật" in text) is marked


def test_a_site_below_a_path_falls_back_to_bytes_and_still_scans(tmp_path: Path) -> None:
    content = made(tmp_path, duong_dan="/Kho-Du-Lieu/", **REAL).files["thon-mot-A4.pdf"]
    (code,) = pdf.codes(content)
    assert code.text == "HTTPS://XATHU.TINHTHU.GOV.VN/Kho-Du-Lieu/N/THON-MOT/"
    assert pdf.squeezed("xathu.tinhthu.gov.vn/Kho-Du-Lieu") in pdf.text(content)


def test_an_address_so_long_that_the_modules_get_small(tmp_path: Path) -> None:
    host = ".".join(["ten-mien-dai-" + "x" * 40] * 3) + ".gov.vn"
    path = "/" + "Thu-muc-" * 10 + "/"
    printed = made(tmp_path, ten_mien=host, duong_dan=path, ban_mau=False)
    (problem,) = printed.built.problems
    address = f"HTTPS://{host.upper()}{path}N/THON-MOT/"
    assert str(problem) == (
        f'thon-mot-A4.pdf:1:1: tờ "Thôn Một": địa chỉ dài {len(address)} ký tự nên ô vuông của mã chỉ rộng 0,8 mm, '
        "cần ít nhất 1,0 mm; hãy dùng tên miền ngắn hơn hoặc tờ có mã to hơn [to_in.co_ma]"
    )
    assert_nothing_lost(printed.files["thon-mot-A4.pdf"], [host])


def test_a_place_that_has_ended_gets_no_poster(tmp_path: Path) -> None:
    ended = place("thon-cu", "Thôn Cũ", hieu_luc={"den": "2026-11-21"}, thay_bang="thon-mot")
    last_day = place("thon-cuoi", "Thôn Cuối", hieu_luc={"den": "2026-11-22"}, thay_bang="thon-mot")
    printed = made(tmp_path, noi=[place("thon-mot", "Thôn Một"), ended, last_day])
    assert sorted(printed.files) == ["thon-cuoi-A4.pdf", "thon-mot-A4.pdf"]


def test_a_favourite_that_does_not_apply_today_is_left_out_and_named(tmp_path: Path) -> None:
    later = making.procedure("1.000002", hieu_luc={"tu": "2027-01-01", "trang_thai": "dang_ap_dung"})
    printed = made(tmp_path, making.procedure(), later, hay_dung=[making.CODE, "1.000002"])
    assert printed.built.notes == [
        'Thủ tục "Đăng ký thử 1.000002" (1.000002) không áp dụng hôm nay nên không in trên tờ nào'
    ]
    assert pdf.squeezed("Đăng ký thử 1.000002") not in pdf.text(printed.files["thon-mot-A4.pdf"])


def test_a_hundred_places(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    root = tmp_path / "goc"
    places = [place(f"thon-{number}", f"Thôn {number}") for number in range(100)]
    catalogue = making.catalogue(root, of_unit=making.unit(noi=places, hay_dung=[making.CODE]))
    out = tmp_path / "to"
    out.mkdir()
    built = building.build(catalogue, root, out, making.TODAY, lambda done, total: steps.append((done, total)))
    assert (len(built.files), errors(built.problems)) == (100, [])
    assert steps == [(number, 100) for number in range(1, 101)]


def test_the_same_bytes_in_another_time_zone_and_process(tmp_path: Path) -> None:
    here = made(tmp_path / "mot").files["thon-mot-A4.pdf"]
    script = (
        "import sys; from pathlib import Path; from tests.posters.test_building import made;"
        "sys.stdout.buffer.write(made(Path(sys.argv[1])).files['thon-mot-A4.pdf'])"
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
        "kho_giay": "a5",
        "hau_to": "A5",
        "dung": "cam_tay",
        "khoang_cach_doc_cm": 30,
        "kho_ma_mm": 30,
        "co_chu_pt": 11,
    } | description
    making.write(root / "qr_posters" / "rieng" / "design.yaml", lines)
    (root / "qr_posters" / "rieng" / "design.typ").write_text(source, "utf-8")


OWN = """#import "/common.typ": *
#show: poster.with(title: words.place, sample: words.sample)
= #words.place
"""


def of_own_design(folder: Path, source: str, **description: Any) -> Printed:
    root = folder / "goc"
    catalogue = making.catalogue(root)
    own_design(root, source, **description)
    return build(catalogue, root, folder / "to")


def test_a_design_of_ones_own_needs_no_python(tmp_path: Path) -> None:
    printed = of_own_design(tmp_path, OWN + '#qr("Mã QR")')
    assert printed.built.problems == []
    assert sorted(printed.files) == ["thon-mot-A4.pdf", "thon-mot-A5.pdf"]
    assert pdf.codes(printed.files["thon-mot-A5.pdf"])[0].text == "HTTPS://XATHU.EXAMPLE/N/THON-MOT/"


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
    assert sorted(printed.files) == ["thon-mot-A4.pdf"]
    assert list(map(str, printed.built.problems)) == [
        f'thon-mot-A5.pdf:1:1: tờ "Thôn Một": {message}; không được in tờ này [to_in.ma_qr]' for message in messages
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            OWN + '#text(font: "Comic Sans MS")[Chữ]',
            "máy thiếu phông chữ Be Vietnam Pro; hãy cài lại gói fontpkg-be-vietnam-pro",
        ),
        (OWN + "漢", 'phông chữ không vẽ được "漢"; hãy viết bằng chữ thường dùng'),
        (OWN + '#read("/khong-co.txt")', "thiếu tệp của thiết kế; hãy xem lại thư mục qr_posters"),
    ],
    ids=["phong-chu", "ky-tu", "thieu-tep"],
)
def test_what_can_not_be_set_is_a_problem(tmp_path: Path, source: str, reason: str | None) -> None:
    printed = of_own_design(tmp_path, source)
    assert sorted(printed.files) == ["thon-mot-A4.pdf"]
    (problem,) = printed.built.problems
    assert (problem.path, problem.rule) == ("thon-mot-A5.pdf", "to_in.xep_chu")
    assert problem.message.startswith('tờ "Thôn Một": không xếp chữ được: ')
    if reason:
        assert problem.message.endswith(reason)


@pytest.mark.parametrize(
    ("source", "column", "words"),
    [("#sai(", 5, "unclosed delimiter"), ("#sai", 2, "unknown variable: sai"), ('#read("/../x")', 7, "path ")],
)
def test_a_slip_in_a_design_is_told_once_where_it_is(tmp_path: Path, source: str, column: int, words: str) -> None:
    root = tmp_path / "goc"
    place = making.unit()["noi"][0]
    catalogue = making.catalogue(root, of_unit=making.unit(noi=[place, {**place, "ma": "thon-hai", "ten": "Thôn Hai"}]))
    own_design(root, OWN + source)
    (problem,) = build(catalogue, root, tmp_path / "to").built.problems
    assert str(problem).startswith(
        f"{root.as_posix()}/qr_posters/rieng/design.typ:4:{column}: bản thiết kế viết sai ở dòng này (máy báo: {words}"
    )


@pytest.mark.parametrize(
    ("changes", "line", "message"),
    [
        ({"kho_ma_mm": "rộng"}, 8, 'thiếu "kho_ma_mm", viết bằng số nguyên lớn hơn 0'),
        ({"ten": ""}, 2, 'thiếu "ten", viết bằng chữ'),
        ({"cho": "nha"}, 3, '"nha" không có; chỉ viết một trong: noi'),
        ({"dung": "bay"}, 6, '"bay" không có; chỉ viết một trong: treo_tuong, cam_tay'),
        ({"hau_to": "Á5"}, 5, '"Á5" nằm trong tên tệp nên chỉ gồm chữ không dấu, chữ số và gạch nối'),
        ({"khoang_cach_doc_cm": 100}, 8, "mã rộng 30 mm; đọc từ 100 cm thì phải rộng ít nhất 100 mm"),
    ],
)
def test_a_description_that_is_wrong(tmp_path: Path, changes: dict[str, Any], line: int, message: str) -> None:
    printed = of_own_design(tmp_path, OWN, **changes)
    assert printed.files == {}
    (problem,) = printed.built.problems
    assert str(problem).startswith(f"{tmp_path.as_posix()}/goc/qr_posters/rieng/design.yaml:{line}:")
    assert (problem.message, problem.rule) == (message, "to_in.thiet_ke")


def test_two_designs_that_would_write_the_same_file(tmp_path: Path) -> None:
    printed = of_own_design(tmp_path, OWN, hau_to="a4")
    (problem,) = printed.built.problems
    assert problem.message == '"hau_to" trùng với thiết kế "place" nên tệp sẽ đè lên nhau; hãy đặt hậu tố khác'
