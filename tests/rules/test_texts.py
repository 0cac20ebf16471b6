"""The texts and links of a file are found by its schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.layers import Source
from generator.reading import read
from generator.rules._texts import links, own_words, shape, texts

BASE = Path(__file__).parent.parent / "records" / "base" / "procedures_yaml"


def source(name: str) -> Source:
    document = read((BASE / name).read_bytes(), name).document
    assert document
    return Source.of(document)


def said(found: list[tuple[tuple[str | int, ...], str]]) -> set[str]:
    return {text for _, text in found}


def test_texts_of_a_record() -> None:
    found = said(texts(source("ho-tich/1.000001.yaml"), "procedure"))
    assert {
        "Đăng ký khai sinh",
        "Làm giấy khai sinh",
        "Nộp hồ sơ",
        "Điều 11 Luật Hộ tịch",
        "Hỏi lý do, bổ sung rồi nộp lại.",
        "Đăng ký trong 60 ngày kể từ ngày sinh",
        "Luật Hộ tịch",
        "Văn bản ủy quyền",
        "163/QĐ-BTP",
    } <= found
    assert not found & {"1.000001", "ho-tich", "to-khai", "60/2014/QH13", "2025-07-01", "toan_trinh", "mot-cua"}


def test_titles_of_laws_and_procedures_are_not_our_words() -> None:
    found = said(own_words(source("ho-tich/1.000001.yaml"), "procedure"))
    assert "Làm giấy khai sinh" in found
    assert not found & {"Đăng ký khai sinh", "Luật Hộ tịch"}


def test_texts_of_the_unit() -> None:
    assert {"Xã Thử Nghiệm", "Thôn Đình", "Tết Dương lịch"} <= said(texts(source("don_vi.yaml"), "unit"))


def test_links_of_a_record() -> None:
    assert list(links(source("ho-tich/1.000001.yaml"), "procedure")) == [
        (("nop_truc_tuyen",), "https://dichvucong.gov.vn/thu-tuc/1"),
        (("nguon", "dia_chi"), "https://dichvucong.gov.vn/thu-tuc/1"),
    ]


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        ("procedure", "nop_truc_tuyen"),
        ("procedure", "nguon.dia_chi"),
        ("procedure", "can_cu.dia_chi"),
        ("unit", "ban_do"),
        ("unit", "phan_anh.dia_chi_mang"),
        ("form", "dia_chi"),
    ],
)
def test_every_field_for_a_link_is_known(kind: str, way: str) -> None:
    node = shape(kind)
    for key in way.split("."):
        node = node.to_links[key]
    assert node.link
    assert not node.text
