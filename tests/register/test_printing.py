"""What is printed carries the next edition and stands in the register; a draft can't be taken for a print."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator import check_words
from generator.posters import printing
from generator.posters.building import Choice
from generator.posters.printing import Order
from generator.register import entering
from generator.writing import PRINTS, FreshFolder, alone
from tests import making
from tests.posters import pdf
from tests.register.conftest import DAY, HOST, POSTER, Command, catalogue, change, entries, errors

PAGE = f"HTTPS://{HOST.upper()}/N/THON-DINH/"
ONE = ("--design", POSTER, "--place", "thon-dinh")


def poster(folder: Path, place: str = "thon-dinh") -> bytes:
    return (folder / "to-thon" / f"{place}-A4.pdf").read_bytes()


def test_a_draft_leads_to_the_plain_page_and_says_that_it_must_not_hang(root: Path, command: Command) -> None:
    answer = command(root, "posters", *ONE)
    assert answer.code == 0
    text = pdf.text(poster(root / "posters"))
    assert pdf.squeezed("XEM THỬ") in text
    assert pdf.squeezed("Xem thử.") in text
    assert {code.text for code in pdf.codes(poster(root / "posters"))} == {PAGE}
    assert not (root / entering.FOLDER).exists()


def test_a_print_carries_the_next_edition_and_its_check_word(printed: Path, command: Command) -> None:
    assert command(printed, "posters", "--print", *ONE).code == 0
    for number, folder in ((1, DAY), (2, f"{DAY}-2")):
        content = poster(printed / "to_in" / folder)
        assert {code.text for code in pdf.codes(content)} == {f"{PAGE}{number}/"}
        assert pdf.squeezed(check_words.of_printed(f"{PAGE}{number}/")) in pdf.text(content)
        assert pdf.squeezed("XEM THỬ") not in pdf.text(content)
    register = catalogue(printed).register
    assert sorted(one.addresses for one in register.printed.values()) == [(f"{PAGE}1/",), (f"{PAGE}2/",)]


def test_the_register_says_what_was_printed_and_what_it_states(printed: Path) -> None:
    (one,) = catalogue(printed).register.printed.values()
    assert (one.design, one.day.isoformat(), one.copies) == (POSTER, DAY, 1)
    assert one.facts
    assert one.facts.unit.phone == "0000 000 001"
    assert one.facts.place
    assert one.facts.place.name == "Thôn Đình"
    assert [procedure.code for procedure in one.facts.procedures] == ["1.000001", "1.000002"]


def test_only_what_found_room_on_the_sheet_counts_as_printed(root: Path, command: Command) -> None:
    long = "\n".join(f'  - {{ma: giay-{n}, ten: "{"Giấy tờ dài " * 9}{n}", viec: nop, ban_chinh: 1, ban_sao: 0}}' for n in range(24))  # fmt: skip
    change(root, "ho-tich/1.000001.yaml", "giay_to:\n", f"giay_to:\n{long}\n")
    answer = command(root, "posters", "--print", *ONE)
    assert "không đủ chỗ cho" in answer.err
    (one,) = catalogue(root).register.printed.values()
    assert one.facts
    assert one.facts.procedures == ()


def test_all_designs_of_one_run_share_the_edition(root: Path, command: Command) -> None:
    assert command(root, "posters", "--print", "--design", "to-thon", "--place", "thon-dinh").code == 0
    register = catalogue(root).register
    assert len({one.design for one in register.printed.values()}) > 2
    assert {one.addresses for one in register.printed.values()} == {(f"{PAGE}1/",)}


def test_papers_without_facts_are_entered_under_plain_addresses(root: Path, command: Command) -> None:
    assert command(root, "posters", "--print", "--design", "nhan-dan").code == 0
    found = {text for one in catalogue(root).register.printed.values() for text in one.addresses}
    assert {f"HTTPS://{HOST.upper()}/TT/1.000001/", f"HTTPS://{HOST.upper()}/TT/1.000002/"} <= found


def test_the_number_of_copies(root: Path, command: Command) -> None:
    assert command(root, "posters", "--print", "--copies", "7", *ONE).code == 0
    (one,) = catalogue(root).register.printed.values()
    assert one.copies == 7
    answer = command(root, "posters", "--copies", "7")
    assert (answer.code, answer.err.splitlines()[0]) == (
        2,
        "Lệnh chưa đúng: --copies đi cùng --print và là số bản, từ 1.",
    )


def test_a_sample_is_never_printed(root: Path, command: Command) -> None:
    change(root, "don_vi.yaml", HOST, "xathu.example")
    answer = command(root, "posters", "--print", *ONE)
    assert answer.code == 1
    assert 'Dữ liệu còn là bản mẫu (ban_mau, hoặc tên miền "xathu.example" không có thật)' in answer.err
    assert sorted(one.name for one in root.iterdir()) == [".niemyet", "procedures_yaml"]


def test_what_was_printed_is_never_written_over(printed: Path, command: Command) -> None:
    before = poster(printed / "to_in" / DAY)
    answer = command(printed, "posters", "--print", "--out", f"to_in/{DAY}", *ONE)
    assert answer.code == 1
    assert "đã có; tờ đã in không bị ghi đè, hãy chọn thư mục mới cho --out." in answer.err
    assert poster(printed / "to_in" / DAY) == before
    assert len(entries(printed, "in")) == 1


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, OSError])
def test_a_print_that_is_stopped_leaves_neither_sheets_nor_entries(
    printed: Path, command: Command, monkeypatch: pytest.MonkeyPatch, stopped: type[BaseException]
) -> None:
    before = entries(printed)
    change(printed, "ho-tich/1.000001.yaml", "muc: 8000", "muc: 5000")

    def stop(_: FreshFolder) -> None:
        assert len(entries(printed)) > len(before)
        raise stopped

    monkeypatch.setattr(FreshFolder, "swap", stop)
    assert command(printed, "posters", "--print", *ONE).code == 1
    assert entries(printed) == before
    assert [one.name for one in (printed / "to_in").iterdir()] == [DAY]
    assert sorted((printed / entering.FOLDER).iterdir()) == before


def test_a_register_that_cannot_be_written_leaves_no_sheets(root: Path, command: Command) -> None:
    (root / "qr_posters").write_text("không phải thư mục", "utf-8")
    answer = command(root, "posters", "--print", *ONE)
    assert answer.code == 1
    assert "kết quả cũ giữ nguyên" in answer.err
    assert not list((root / "to_in").iterdir())


def test_an_error_in_one_sheet_stops_the_whole_print(root: Path, command: Command) -> None:
    change(root, "don_vi.yaml", "ten: Thôn Đông", "ten: Thôn Đông \U0001f600")
    answer = command(root, "posters", "--print", "--design", POSTER)
    assert answer.code == 1
    assert not (root / entering.FOLDER).exists()
    assert errors(root) == []


def test_two_prints_at_once_do_not_get_the_same_number(printed: Path, command: Command) -> None:
    known = catalogue(printed)
    assert command(printed, "posters", "--print", *ONE).code == 0
    before = entries(printed)
    order = Order(printing=True, choice=Choice(POSTER, "thon-dinh"))
    with pytest.raises(printing.CannotPrint, match="Sổ vừa được ghi thêm một lần in khác; hãy chạy lại lệnh này"):
        printing.make(known, printed, None, making.TODAY, order, lambda _done, _total: None)
    with alone(printed):
        answer = command(printed, "posters", "--print", *ONE)
    assert (answer.code, answer.err) == (
        1,
        "Đang có lần in khác chạy trong kho dữ liệu này; hãy đợi nó xong rồi in.\n",
    )
    assert entries(printed) == before
    assert sorted(one.name for one in (printed / "to_in").iterdir()) == [DAY, f"{DAY}-2"]


def test_the_next_print_takes_away_what_a_killed_one_left_behind(printed: Path, command: Command) -> None:
    running = FreshFolder(printed / "to_in" / "2026-11-01", PRINTS)
    left = running.path
    # Whoever is killed loses the lock; a copy has none.
    shutil.copytree(left, killed := left.with_name(f"{left.name}-cu"))
    os.utime(killed, (0, 0))
    assert command(printed, "posters", "--print", *ONE).code == 0
    assert not killed.exists()
    assert left.exists()
    running.discard()
