"""What is written reads back to the same data, and reads well."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.importers.cleaning import clean
from generator.reading import read
from generator.writing_yaml import dump
from tests.importers.cases import SCHEMA_PATH, imported, written

LETTERS = "aăắđĐƯ0129 \n\t:#-+.,;?!&*%@`'\"\\/|>[]{}()=<~_…–“”\U0001f600"
words = st.one_of(
    st.text(LETTERS, max_size=300),
    st.text(max_size=40),
    st.sampled_from(["no", "null", "~", "true", "1.004222", "0123", "001297", "7:30", "2026-01-01", "1e3", "0x1F", "-", "<<", "=", "66.7/2025/NQ-CP"]),
    st.lists(st.sampled_from(["giấy", "tờ,", "bản:", "#1", "-", "  ", "\n", "\n\n"]), max_size=80).map(" ".join),
).map(clean)  # fmt: skip
keys = st.text("abcdefgh_", min_size=1, max_size=8).filter(str.strip)
values = st.recursive(
    st.one_of(words, st.integers(-(10**12), 10**12), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=5))
def test_everything_reads_back(data):
    reading = read(dump(data, SCHEMA_PATH).encode(), "x.yaml")
    assert reading.problems == []
    assert reading.document is not None
    assert reading.document.data == data


def test_how_it_looks():
    data = {
        "ma": "9.900001",
        "ten": "Đăng ký thả diều",
        "doi_tuong": ["Công dân Việt Nam", "Tổ chức, hội"],
        "muc_do": {"chua_ro": "Cổng không ghi"},
        "giay_to": [
            {"ma": "anh", "ten": "Ảnh", "ban_chinh": 1},
            {"ma": "thu", "ten": "Thư " * 40 + "tay", "ban_chinh": 1},
        ],
        "trinh_tu": [{"ai": "co_quan", "lam": "Xem:\n- dây\n- đuôi"}],
        "hieu_luc": {"tu": {"chua_ro": "Không ghi"}, "trang_thai": "dang_ap_dung"},
        "nguon": {"dia_chi": "https://dichvucong.gov.vn/a-b?c=1", "kiem_tra": {"chua_ro": "Chưa ai " * 9 + "xem"}},
    }
    assert dump(data, SCHEMA_PATH) == (
        f"# yaml-language-server: $schema={SCHEMA_PATH}\n"
        'ma: "9.900001"\n'
        "ten: Đăng ký thả diều\n"
        'doi_tuong: [Công dân Việt Nam, "Tổ chức, hội"]\n'
        "muc_do: {chua_ro: Cổng không ghi}\n"
        "giay_to:\n"
        "  - {ma: anh, ten: Ảnh, ban_chinh: 1}\n"
        "  - ma: thu\n"
        "    ten: >-\n"
        f"      {'Thư ' * 27}Thư\n"
        f"      {'Thư ' * 12}tay\n"
        "    ban_chinh: 1\n"
        "trinh_tu:\n"
        "  - ai: co_quan\n"
        "    lam: |-\n"
        "      Xem:\n"
        "      - dây\n"
        "      - đuôi\n"
        "hieu_luc: {tu: {chua_ro: Không ghi}, trang_thai: dang_ap_dung}\n"
        "nguon:\n"
        "  dia_chi: https://dichvucong.gov.vn/a-b?c=1\n"
        f"  kiem_tra: {{chua_ro: {'Chưa ai ' * 9}xem}}\n"
    )


def test_the_same_input_gives_the_same_bytes():
    assert written(imported("du_thong_tin")) == written(imported("du_thong_tin"))
