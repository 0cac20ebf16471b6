"""What was posted where from when to when, and read out when: counted by whole days, told by quarters."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import loading
from generator.cache import Cache
from generator.posters.building import Choice
from generator.records import Announced, Catalogue, Hung, Printed, PrintedFacts, Register, TakenBack, TakenDown
from generator.register import posting
from generator.site.plugin import build_site
from generator.views import disclosure
from tests import making
from tests.posters import pdf
from tests.posters.conftest import build
from tests.register.conftest import Command

START = date(2027, 3, 1)
ADDRESS = "HTTPS://XATHU.TINHTHU.GOV.VN/N/THON-MOT/{}/"


def day(number: int) -> date:
    return START + timedelta(days=number)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return making.catalogue(tmp_path_factory.mktemp("xa"))


def sheet(plain: Catalogue, edition: int = 1, phone: str = "1") -> Printed:
    facts = PrintedFacts(replace(plain.unit, phone=phone), None, tuple(plain.procedures.values()))
    return Printed(f"in-{edition}", START, "to-thon-A4", (ADDRESS.format(edition),), 2, facts)


def register(*prints: Printed, hung: tuple[Hung, ...], **more: tuple[object, ...]) -> Register:
    return Register({one.code: one for one in prints}, {one.code: one for one in hung}, **more)  # type: ignore[arg-type]


def hung(number: int, code: str = "a", of: str = "in-1", place: str = "thon-mot") -> Hung:
    return Hung(code, day(number), of, place, "Bảng tin")


def down(number: int, code: str = "a") -> TakenDown:
    return TakenDown(f"go-{code}", day(number), code)


@pytest.mark.parametrize(
    ("taken", "today", "days", "enough"),
    [
        (None, 0, 0, False),
        (None, 1, 0, False),
        (None, 2, 1, False),
        (None, 30, 29, False),
        (None, 31, 30, True),
        (30, 90, 29, False),
        (31, 90, 30, True),
        (0, 90, 0, False),
        (60, 31, 30, True),
    ],
)
def test_thirty_whole_days_without_the_first_and_the_last(
    plain: Catalogue, taken: int | None, today: int, days: int, enough: bool
) -> None:
    known = register(sheet(plain), hung=(hung(0),), taken_down=() if taken is None else (down(taken),))
    page = disclosure.of(replace(plain, register=known), day(today))
    shown = page.quarters[-1].posted[0]
    assert (shown.days, shown.enough) == (days, enough)


def test_the_day_after_the_thirtieth_is_named(plain: Catalogue) -> None:
    known = replace(plain, register=register(sheet(plain), hung=(hung(0),)))
    (running,) = disclosure.of(known, day(5)).quarters[0].posted
    assert (running.start, running.end, running.verdict) == ("01/3/2027", None, "sẽ đủ 30 ngày khi hết ngày 31/3/2027")
    (done,) = disclosure.of(known, day(31)).quarters[-1].posted
    assert done.verdict == "đủ 30 ngày khi hết ngày 31/3/2027"
    short = replace(known, register=replace(known.register, taken_down=(down(11),)))
    (cut,) = disclosure.of(short, day(60)).quarters[-1].posted
    assert (cut.end, cut.verdict) == ("12/3/2027", "chưa đủ 30 ngày, thiếu 20 ngày")


def test_a_leap_day_is_a_day(plain: Catalogue) -> None:
    leap = Hung("a", date(2028, 2, 10), "in-1", "thon-mot")
    (one,) = posting.postings(register(sheet(plain), hung=(leap,)))
    assert one.last_needed == date(2028, 3, 11)
    assert one.days(date(2028, 3, 12)) == 30
    assert one.days(date(2028, 3, 11)) == 29


@pytest.mark.parametrize(("again", "stretches"), [(20, 1), (21, 2), (10, 1)])
def test_a_new_copy_goes_on_counting_only_without_a_gap(plain: Catalogue, again: int, stretches: int) -> None:
    known = register(sheet(plain), hung=(hung(0), hung(again, "b")), taken_down=(down(20),))
    found = posting.postings(known)
    assert len(found) == stretches
    assert found[-1].start == (day(0) if stretches == 1 else day(again))
    assert found[-1].end is None


def test_a_reprint_that_says_the_same_goes_on_and_one_that_says_something_else_begins_anew(plain: Catalogue) -> None:
    two = (hung(0), hung(20, "b", of="in-2"))
    same = register(sheet(plain), sheet(plain, 2), hung=two, taken_down=(down(20),))
    (found,) = posting.postings(same)
    assert [one.code for one in found.prints] == ["in-1", "in-2"]
    other = register(sheet(plain), sheet(plain, 2, phone="2"), hung=two, taken_down=(down(20),))
    assert [one.start for one in posting.postings(other)] == [day(0), day(20)]


def test_what_was_taken_back_hangs_no_more(plain: Catalogue) -> None:
    known = register(sheet(plain), hung=(hung(0),), taken_back=(TakenBack("x", day(9), "in-1"),))
    (one,) = posting.postings(known)
    assert one.end == day(9)


def announced(number: int, *places: str) -> Announced:
    return Announced(f"pt-{number}", day(number), places or ("thon-mot",), (making.CODE,))


@pytest.mark.parametrize(
    ("days", "count", "verdict"),
    [
        ((0,), 1, "chưa đủ 3 ngày, thiếu 2 ngày"),
        ((0, 0, 1), 2, "chưa đủ 3 ngày, thiếu 1 ngày"),
        ((0, 1, 2), 3, "đủ 3 ngày liền"),
        ((0, 2, 4), 3, "đủ 3 ngày, không liền nhau"),
    ],
)
def test_days_of_reading_out_are_counted_once_each(
    plain: Catalogue, days: tuple[int, ...], count: int, verdict: str
) -> None:
    known = Register(announced=tuple(announced(number) for number in days))
    (one,) = disclosure.of(replace(plain, register=known), day(20)).quarters[0].heard
    assert (one.days, one.verdict, one.places) == (count, verdict, ("Thôn Một",))


def test_a_stretch_over_the_end_of_a_quarter_is_told_whole_in_both(plain: Catalogue) -> None:
    known = Register(announced=tuple(announced(number) for number in (29, 30, 31)))
    page = disclosure.of(replace(plain, register=known), day(90))
    assert [one.name for one in page.quarters] == ["Quý II năm 2027", "Quý I năm 2027"]
    assert {one.heard[0].dates for one in page.quarters} == {"30/3/2027 đến 01/4/2027"}


def test_a_sheet_stands_in_every_quarter_it_hung_in_and_in_no_other(plain: Catalogue) -> None:
    known = register(sheet(plain), hung=(hung(0),), taken_down=(down(31),))
    page = disclosure.of(replace(plain, register=known), date(2028, 12, 31))
    assert [one.name for one in page.quarters] == ["Quý II năm 2027", "Quý I năm 2027"]
    before = replace(known, taken_down=(down(30),))
    page = disclosure.of(replace(plain, register=before), date(2028, 12, 31))
    assert [one.name for one in page.quarters] == ["Quý I năm 2027"]


def test_what_commands_entered_stands_on_the_page_in_the_table_and_on_paper(printed: Path, command: Command) -> None:
    assert command(printed, "hung", "N/THON-DINH", "--at", "=Bảng tin", day="2026-11-23").code == 0
    for number in (24, 25, 26):
        assert command(printed, "announced", "1.000001", "--place", "thon-dinh", day=f"2026-11-{number}").code == 0
    assert command(printed, "taken-down", "N/THON-DINH", day="2026-12-25").code == 0
    today = date(2027, 1, 15)
    loaded = loading.load(printed, today)
    assert loaded.catalogue
    build_site(printed, printed / "site", today, loaded, Cache(None))
    html = (printed / "site" / "so-niem-yet" / "index.html").read_text("utf-8")
    for words in ("Quý IV năm 2026", "Treo từ 23/11/2026, gỡ 25/12/2026", "đủ 30 ngày khi hết ngày 23/12/2026",
                  "24/11/2026 đến 26/11/2026", "đủ 3 ngày liền"):  # fmt: skip
        assert words in html
    assert "Quý I năm 2027" not in html
    table = (printed / "site" / "du-lieu" / "so-niem-yet.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][0:2] == ["Quý IV năm 2026", "niêm yết"]
    assert rows[1][6:] == ["'=Bảng tin", "23/11/2026", "25/12/2026", "31", "đủ 30 ngày khi hết ngày 23/12/2026"]
    assert rows[2][1] == "phát thanh"
    assert rows[2][7] == "24/11/2026 đến 26/11/2026"
    assert len({len(row) for row in rows}) == 1
    assert command(printed, "posters", "--design", "so-niem-yet", day=today.isoformat()).code == 0
    text = pdf.text((printed / "posters" / "so-niem-yet" / "xa-thu-A4-den-trang.pdf").read_bytes())
    for words in ("Quý IV năm 2026", "23/11/2026", "25/12/2026", "24/11/2026 đến 26/11/2026", "đủ 3 ngày liền"):
        assert pdf.squeezed(words) in text


def test_without_any_entry_page_and_paper_say_so(plain: Catalogue, tmp_path: Path) -> None:
    assert disclosure.of(plain, making.TODAY).quarters == ()
    paper = build(plain, tmp_path, tmp_path / "to", Choice(design="so-niem-yet"))
    (content,) = paper.files.values()
    assert pdf.squeezed("Sổ chưa ghi tờ nào đã treo, chưa ghi lần phát thanh nào.") in pdf.text(content)
