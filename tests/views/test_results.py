"""Results of a month and a year: counts first, never a share without both of its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import wording
from generator.records import Catalogue, MonthlyResults, Tally
from generator.views import results
from generator.views.results import Line, ResultsPage, Row
from tests import making

CASE = Tally(6751, 6739, 12, 0, excluded=18, reason="Người làm thủ tục rút hồ sơ")


def with_results(tmp_path: Path, *months: MonthlyResults) -> Catalogue:
    return replace(making.catalogue(tmp_path), results=months)


def of_october(tmp_path: Path, tally: Tally) -> ResultsPage:
    one = MonthlyResults(date(2026, 10, 1), tally)
    return results.of_month(one, with_results(tmp_path, one))


def test_what_is_excluded_stands_beside_the_sum_and_outside_it(tmp_path: Path) -> None:
    page = of_october(tmp_path, CASE)
    assert page.title == "Kết quả giải quyết hồ sơ tháng 10 năm 2026"
    assert page.lead == "Tiếp nhận 6.751 hồ sơ: 6.739 đúng hạn, 12 đang giải quyết, 0 quá hạn."
    assert page.outside == "Ngoài tổng này có 18 hồ sơ không tính: Người làm thủ tục rút hồ sơ."
    assert page.picture
    assert [(bar.shown, bar.whole, bar.share) for bar in page.picture.bars] == [
        ("6.739", "6.751", "99,8%"),
        ("12", "6.751", "0,2%"),
        ("0", "6.751", "0%"),
    ]
    assert "100%" not in repr([bar.share for bar in page.picture.bars])


def test_every_other_figure_has_a_denominator_of_its_own(tmp_path: Path) -> None:
    page = of_october(
        tmp_path, Tally(2385, 2385, 0, 0, early=700, returned=2000, online=1195, by_post=0, collected=15000)
    )
    assert page.lines == (
        Line("Trả trước hạn", "700 trên 2.000 hồ sơ đã trả kết quả (35%)"),
        Line("Nộp trực tuyến", "1.195 trên 2.385 hồ sơ tiếp nhận (50,1%)"),
        Line("Nộp qua bưu chính", "0 trên 2.385 hồ sơ tiếp nhận (0%)"),
        Line("Phí, lệ phí đã thu", "15.000 đồng"),
    )


def test_what_nobody_counted_is_left_out(tmp_path: Path) -> None:
    page = of_october(tmp_path, Tally(5, 5, 0, 0))
    assert (page.lines, page.outside) == ((), None)


def test_a_month_without_a_dossier_has_no_picture(tmp_path: Path) -> None:
    page = of_october(tmp_path, Tally(0, 0, 0, 0, online=0))
    assert page.picture is None
    assert page.lines == (Line("Nộp trực tuyến", "0 trên 0 hồ sơ tiếp nhận (không tính được)"),)


def test_a_month_by_field(tmp_path: Path) -> None:
    one = MonthlyResults(date(2026, 10, 1), CASE, {"thu-nghiem": CASE})
    assert results.of_month(one, with_results(tmp_path, one)).fields == (
        Row("Thử nghiệm", ("6.751", "6.739", "12", "0")),
    )


def test_a_year_sums_the_months_there_are_and_names_those_that_are_missing(tmp_path: Path) -> None:
    months = [MonthlyResults(date(2026, month, 1), Tally(10, 9, 1, 0, online=4)) for month in (1, 2, 4, 9, 10)]
    page = results.of_year(2026, with_results(tmp_path, *months), making.TODAY)
    assert page.lead == "Tiếp nhận 50 hồ sơ: 45 đúng hạn, 5 đang giải quyết, 0 quá hạn."
    assert page.missing == "Chưa có số liệu tháng 3, 5, 6, 7 và 8; tổng chỉ cộng các tháng đã có."
    assert page.lines == (Line("Nộp trực tuyến", "20 trên 50 hồ sơ tiếp nhận (40%)"),)
    assert [row.name for row in page.months] == ["Tháng 1", "Tháng 2", "Tháng 4", "Tháng 9", "Tháng 10"]


def test_a_year_that_is_over_misses_every_month_without_results(tmp_path: Path) -> None:
    months = [MonthlyResults(date(2025, month, 1), Tally(1, 1, 0, 0)) for month in range(2, 13)]
    catalogue = with_results(tmp_path, *months)
    assert results.of_year(2025, catalogue, making.TODAY).missing == (
        "Chưa có số liệu tháng 1; tổng chỉ cộng các tháng đã có."
    )
    assert results.of_year(2025, with_results(tmp_path, months[0]), date(2025, 1, 31)).missing is None


def test_the_first_page_of_figures_shows_the_last_month(tmp_path: Path) -> None:
    months = [MonthlyResults(date(year, 10, 1), CASE) for year in (2025, 2026)]
    page = results.figures(with_results(tmp_path, *months))
    assert page.latest
    assert page.latest.title.endswith("tháng 10 năm 2026")
    assert [link.text for link in page.years] == ["Năm 2026", "Năm 2025"]
    assert results.figures(with_results(tmp_path)).latest is None


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        *((1195, 2385, "50,1%"), (6739, 6751, "99,8%"), (99_999, 100_000, "99,9%"), (1, 100_000, "0,1%")),
        *((0, 7, "0%"), (7, 7, "100%"), (1, 3, "33,3%"), (2, 3, "66,7%"), (0, 0, "không tính được")),
    ],
)
def test_a_share_is_all_only_where_it_is_all(part: int, whole: int, words: str) -> None:
    assert wording.share(part, whole) == words
