"""Data that breaks its schema: said in Vietnamese, at its place, all of it at once."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from generator import checking, loading
from generator.layers import Source
from generator.reading import read
from tests import making
from tests.test_schema import validator

REASON = 'chưa biết thì viết {chua_ro: "lý do"}'


def told(data: Any, name: str = "procedure") -> list[str]:
    document = read(json.dumps(data, ensure_ascii=False).encode(), "f").document
    assert document
    return [f"{problem.message} [{problem.rule}]" for problem in checking.check(Source.of(document), name)]


def without(key: str) -> dict[str, Any]:
    data = making.procedure()
    del data[key]
    return data


PROCEDURE = making.procedure
UNKNOWN_KEY = (
    'không có mục tên "giay"; các mục được dùng ở đây: ma, ten, viec, ban_chinh, ban_sao, mau, hoac, dieu_kien, …'
    " [giay_to.giay]"
)
MONEY = 'không phải số tiền; viết số đồng liền nhau, ví dụ 5000; không thu thì viết {khong_thu: "văn bản quy định"}'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PROCEDURE(), []),
        (without("ten"), ['thiếu mục "ten" (Tên chính thức), ví dụ "Đăng ký thường trú" [ten]']),
        (PROCEDURE(giayto=[]), ['không có mục tên "giayto"; có phải là "giay_to"? [giayto]']),
        (PROCEDURE(giay_to=[{**making.procedure()["giay_to"][0], "giay": 1}]), [UNKNOWN_KEY]),
        (PROCEDURE(ten=5), ['tên chính thức "5" không đúng: phải là chữ, ví dụ "Đăng ký thường trú" [ten]']),
        (PROCEDURE(ten=None), ['tên chính thức đang bỏ trống, ví dụ "Đăng ký thường trú" [ten]']),
        (PROCEDURE(muc_do=None), [f'mức độ trực tuyến đang bỏ trống, ví dụ "toan_trinh"; {REASON} [muc_do]']),
        (PROCEDURE(ten=""), ['tên chính thức đang bỏ trống, ví dụ "Đăng ký thường trú" [ten]']),
        (PROCEDURE(ten=" \n "), ['tên chính thức đang bỏ trống, ví dụ "Đăng ký thường trú" [ten]']),
        (PROCEDURE(tom_tat="x" * 401), ["tóm tắt dài 401 ký tự, nhiều nhất là 400 [tom_tat]"]),
        (PROCEDURE(muc_do="toan_phan"), ['mức độ trực tuyến "toan_phan" không có trong các lựa chọn: toan_trinh, mot_phan, truc_tiep [muc_do]']),
        (PROCEDURE(cach_nop=[]), ['cách nộp đang bỏ trống, ví dụ ["truc_tiep", "truc_tuyen"] [cach_nop]']),
        (PROCEDURE(cach_nop=["truc_tiep", "truc_tiep"]), ["cách nộp có mục viết hai lần [cach_nop]"]),
        (PROCEDURE(cach_nop="truc_tiep"), ['cách nộp "truc_tiep" không đúng: phải là danh sách, ví dụ ["truc_tiep", "truc_tuyen"] [cach_nop]']),
        (PROCEDURE(noi_khac="có"), ['nộp ở xã khác được không "có" không đúng: chỉ viết true hoặc false, ví dụ true [noi_khac]']),
        (PROCEDURE(noi_khac={"chua_ro": ""}), ['lý do chưa rõ đang bỏ trống, ví dụ "Hội đồng nhân dân tỉnh quy định, xã chưa nhận được nghị quyết" [noi_khac.chua_ro]']),
        (PROCEDURE(so_bo=0), ['số bộ hồ sơ "0" không đúng: số bộ hồ sơ là số nguyên từ 1 đến 20, ví dụ 1 [so_bo]']),
        (PROCEDURE(phi_le_phi=[{**making.procedure()["phi_le_phi"][0], "muc": "năm nghìn"}]), [f'mức thu "năm nghìn" {MONEY} [phi_le_phi.muc]']),
        (PROCEDURE(phi_le_phi={"khong_thu": "a", "chua_ro": "b"}), ["phí, lệ phí: chỉ chọn một cách viết, không viết cả khong_thu và chua_ro [phi_le_phi]"]),
        (PROCEDURE(thoi_han=[{"so": 7, "chua_ro": "x"}]), ['thời hạn giải quyết "{"so": 7, "chua_ro": "x"}" không đúng: đã ghi chua_ro thì không ghi số và đơn vị nữa, ví dụ [{"so": 7, "don_vi": "ngay_lam_viec"}] [thoi_han]']),
        (PROCEDURE(hieu_luc={"tu": "01/7/2025", "trang_thai": "dang_ap_dung"}), ['áp dụng từ ngày "01/7/2025" không đúng: ngày viết theo thứ tự năm-tháng-ngày, ví dụ "2025-07-01" [hieu_luc.tu]']),
        (PROCEDURE(hieu_luc={"tu": "2025-02-29", "trang_thai": "dang_ap_dung"}), ['áp dụng từ ngày "2025-02-29" không đúng: không có ngày 29 tháng 02 năm 2025 trong lịch [hieu_luc.tu]']),
        (PROCEDURE(phien_ban=[{"tu": "2027-01-01", "can_cu": "1/QĐ", "thay": {"ma": "x"}}]), ['phần thay đổi "ma" không đổi được mã thủ tục hay chính danh sách phien_ban, ví dụ {"thoi_han": [{"so": 5, "don_vi": "ngay_lam_viec"}]} [phien_ban.thay]']),
        (PROCEDURE(phien_ban=[{"tu": "2027-01-01", "can_cu": "1/QĐ", "thay": "x"}]), ['phần thay đổi "x" không đúng: phải là nhóm các mục, ví dụ {"thoi_han": [{"so": 5, "don_vi": "ngay_lam_viec"}]} [phien_ban.thay]']),
        ([], ['thủ tục hành chính "[]" không đúng: phải là nhóm các mục [tep]']),
        ("x", ['thủ tục hành chính "x" không đúng: phải là nhóm các mục [tep]']),
    ],
)  # fmt: skip
def test_messages_word_for_word(data: Any, expected: list[str]) -> None:
    assert told(data) == expected


def test_all_problems_come_at_once_and_in_order() -> None:
    text = 'ma: "1"\nten: 5\nthieu: x\ngiay_to:\n  - {ma: A, ten: B}\n'
    document = read(text.encode(), "f").document
    assert document
    found = checking.check(Source.of(document), "procedure")
    places = [(one.line, one.column, one.rule) for one in found]
    assert places == sorted(places)
    expected = {(1, 5, "ma"), (2, 6, "ten"), (3, 1, "thieu"), (5, 5, "giay_to.viec"), (5, 10, "giay_to.ma")}
    assert expected < set(places)
    assert (1, 1, "thoi_han") in places


@pytest.mark.parametrize("value", ["thon-dinh\n", "thon\ndinh", " thon", "Thon", "thon_dinh", "-thon", "con "])
def test_a_code_that_becomes_an_address_has_nothing_odd_in_it(value: str) -> None:
    shown = " ".join(value.split())
    assert told(making.unit(noi=[{"ma": value, "loai": "thon", "ten": "Thôn"}]), "unit") == [
        f'mã nơi ở "{shown}" không đúng: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, dài không quá 48 ký tự,'
        ' ví dụ "thon-dinh" [noi.ma]'
    ]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ({"gio_lam_viec": [{"ngay": ["thu_2"], "tu": "07:30\n", "den": "11:30"}]}, "gio_lam_viec.tu"),
        ({"gio_lam_viec": [{"ngay": ["thu_2"], "tu": "7:30", "den": "24:00"}]}, "gio_lam_viec.den"),
        ({"ban_do": "https://a.vn/\n"}, "ban_do"),
        ({"ban_do": "https://a.vn/\"onclick='x'"}, "ban_do"),
        ({"ban_do": "javascript:alert(1)"}, "ban_do"),
        ({"ban_do": "http://a.vn/"}, "ban_do"),
        ({"ten_mien": "https://a.vn"}, "ten_mien"),
        ({"ten_mien": "a.vn\n"}, "ten_mien"),
        ({"ten_mien": "a.vn/../b"}, "ten_mien"),
        ({"duong_dan": "xa/"}, "duong_dan"),
        ({"dien_thoai": "09x"}, "dien_thoai"),
        ({"lop": ["../ngoai"]}, "lop"),
        ({"lop": ["/etc"]}, "lop"),
    ],
)
def test_what_becomes_a_link_or_a_path_is_refused_when_odd(data: dict[str, Any], rule: str) -> None:
    assert rule in [line.rpartition("[")[2].rstrip("]") for line in told(making.unit(**data), "unit")]


def _samples() -> list[tuple[str, Any]]:
    folder = making.REPOSITORY / "procedures_yaml"
    kinds = {"don_vi.yaml": "unit", "linh_vuc.yaml": "field", loading.DICTIONARY: "dictionary", **loading.OPTIONAL}
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) > 60
    return [
        (kinds.get(file.name, "form" if file.parent.name == "bieu_mau" else "procedure"), _data(file)) for file in files
    ]


def _data(file: Path) -> Any:
    document = read(file.read_bytes(), file.name).document
    assert document
    return document.data


_ODD = (
    None,
    True,
    0,
    -1,
    10**12,
    "",
    " ",
    "x" * 7000,
    "Ố",
    "2026-13-01",
    [],
    {},
    [[]],
    {"chua_ro": "x"},
    {"khong_thu": "x"},
)


def mutated(value: Any, chance: random.Random) -> Any:
    """A copy with one thing changed: a key dropped or renamed, a value of another kind, an item twice."""
    value = copy.deepcopy(value)
    here = value
    while True:
        inner = list(here.values()) if isinstance(here, dict) else here
        containers = [one for one in inner if isinstance(one, (dict, list)) and one]
        if not containers or chance.random() < 0.35:
            break
        here = chance.choice(containers)
    place = chance.choice(list(here)) if isinstance(here, dict) else chance.randrange(len(here))
    action = chance.randrange(5)
    if action == 0:
        del here[place]
    elif action == 1 and isinstance(here, dict):
        here[chance.choice(["la", "ma", "muc", "chua_ro", "tu"])] = here.pop(place)
    elif action == 2 and isinstance(here, list):
        here.append(copy.deepcopy(here[place]))
    else:
        here[place] = copy.deepcopy(chance.choice(_ODD))
    return value


def test_inlined_schemas_say_what_the_referenced_ones_say() -> None:
    chance = random.Random(1)  # noqa: S311
    samples = _samples()
    verdicts = set()
    for name, data in samples:
        assert validator(name).is_valid(data)
        assert checking._validator(name).is_valid(data)
    for _ in range(400):
        name, data = chance.choice(samples)
        data = mutated(data, chance)
        expected = validator(name).is_valid(data)
        assert checking._validator(name).is_valid(data) == expected, data
        assert (told(data, name) == []) == expected
        verdicts.add(expected)
    assert verdicts == {True, False}, "mutations that never break anything prove nothing"
