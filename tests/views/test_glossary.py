"""Words explained at first use: which words, where, once, and never a wrong one."""

from __future__ import annotations

from generator.records import Term
from generator.views import glossary
from generator.views.glossary import Piece

TERMS = (
    Term("phi", "phí", "Tiền trả cho việc phục vụ.", exceptions=("miễn phí",)),
    Term("le-phi", "lệ phí", "Tiền cố định."),
    Term("bhyt", "BHYT", "Trả tiền khám.", "bảo hiểm y tế"),
    Term("ban-sao", "bản sao", "Bản chụp."),
    Term("chung-thuc", "bản sao có chứng thực", "Bản chụp có dấu.", variants=("bản sao chứng thực",)),
)


def cut(*texts: str) -> dict[str, tuple[Piece, ...]]:
    return dict(glossary.of([texts], TERMS).pieces)


def test_the_first_use_is_marked_and_later_ones_are_not() -> None:
    found = cut("Nộp bản sao rồi lấy bản sao về", "Một bản sao nữa")
    assert found == {
        "Nộp bản sao rồi lấy bản sao về": (Piece("Nộp "), Piece("bản sao", "ban-sao"), Piece(" rồi lấy bản sao về"))
    }


def test_pieces_put_together_are_the_text() -> None:
    for text in ("Lệ phí, phí và BHYT", "BHYT", " bản sao ", "Miễn phí, bản sao chứng thực và phí <b>"):
        for whole, pieces in cut(text).items():
            assert "".join(piece.text for piece in pieces) == whole == text


def test_the_longest_word_counts() -> None:
    (pieces,) = cut("Nộp Bản sao có chứng thực").values()
    assert pieces == (Piece("Nộp "), Piece("Bản sao có chứng thực", "chung-thuc"))
    (pieces,) = cut("lệ phí").values()
    assert pieces == (Piece("lệ phí", "le-phi"),)


def test_a_word_inside_another_sense_or_another_word_is_left_alone() -> None:
    assert cut("Miễn phí", "phích nước", "BHYTX", "bhyt") == {}


def test_an_abbreviation_is_spelled_out_unless_the_text_does_so() -> None:
    (pieces,) = cut("thẻ BHYT").values()
    assert pieces[1] == Piece("BHYT", "bhyt", "bảo hiểm y tế")
    (pieces,) = cut("Bảo hiểm y tế (BHYT)").values()
    assert pieces[1] == Piece("BHYT", "bhyt", None)


def test_only_words_that_occur_are_listed_in_the_order_of_the_file() -> None:
    made = glossary.of([["thẻ BHYT"], ["phí"]], TERMS)
    assert [(one.term, one.full) for one in made.entries] == [("phi", None), ("bhyt", "bảo hiểm y tế")]


def test_each_part_of_a_page_has_its_own_first_use() -> None:
    made = glossary.of([["phí một"], ["phí hai"]], TERMS)
    assert set(made.pieces) == {"phí một", "phí hai"}
    assert len(made.entries) == 1


def test_without_terms_nothing_changes() -> None:
    assert glossary.of([["phí"]], ()) == glossary.EMPTY


def test_a_page_explains_abbreviations_before_other_words_and_no_endless_list() -> None:
    many = [f"chữ {number} ngoặc" for number in range(30)]
    terms = tuple(Term(f"t{number}", word, "Nghĩa.") for number, word in enumerate(many)) + TERMS
    found = glossary.of([[*many, "BHYT"]], terms)
    assert len(found.entries) == glossary.MOST_ENTRIES
    assert found.entries[-1].full == "bảo hiểm y tế"
    assert set(found.pieces) == {*many[: glossary.MOST_ENTRIES - 1], "BHYT"}
