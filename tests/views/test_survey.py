"""Rounds of asking: slips and answers before shares, and when people should be asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.records import Survey, SurveyOption, SurveyQuestion, SurveyRound
from generator.views import survey
from generator.views.procedure import Stale
from tests import making

QUESTION = SurveyQuestion("thai-do", "Có lịch sự không?", (SurveyOption("co", "Có"), SurveyOption("khong", "Không")))
NEVER_ASKED = SurveyQuestion("gio", "Có đúng giờ không?", QUESTION.options)
ROUND = SurveyRound("1", date(2026, 5, 1), date(2026, 5, 22), 100, 81, {"thai-do": {"co": 77}})
SURVEY = Survey("hai-long", (QUESTION, NEVER_ASKED), (ROUND,))


def test_slips_and_answers_come_with_their_numbers() -> None:
    (shown,) = survey.of(SURVEY, making.TODAY).rounds
    assert shown.title == "Đợt từ 01/5/2026 đến 22/5/2026"
    assert shown.slips == "Phát ra 100 phiếu, thu về 81 phiếu (81%)."
    (answers,) = shown.questions
    assert [(bar.label, bar.count, bar.total, bar.share) for bar in answers.picture.bars] == [
        ("Có", 77, 77, "100%"),
        ("Không", 0, 77, "0%"),
    ]
    assert answers.picture.words == "Có: 77 trên 77 phiếu; Không: 0 trên 77 phiếu"
    assert answers.blank == "4 phiếu để trống câu này."


def test_rounds_are_due_again_after_six_months() -> None:
    words = "Đã hơn sáu tháng, từ 22/5/2026, chưa lấy ý kiến bà con lần nào."
    assert survey.of(SURVEY, date(2026, 11, 22)).stale == Stale(words, date(2026, 11, 23))
    assert survey.of(SURVEY, date(2026, 11, 23)).stale == Stale(words, None)


def test_the_latest_round_stands_first_and_counts() -> None:
    later = replace(ROUND, code="2", start=date(2026, 9, 1), end=date(2026, 9, 30))
    page = survey.of(replace(SURVEY, rounds=(ROUND, later)), making.TODAY)
    assert [one.code for one in page.rounds] == ["dot-2", "dot-1"]
    assert page.stale
    assert page.stale.start == date(2027, 3, 31)


def test_a_unit_that_has_asked_nobody_yet_is_not_called_late() -> None:
    page = survey.of(replace(SURVEY, rounds=()), making.TODAY)
    assert (page.rounds, page.stale) == ((), None)


def test_a_question_that_is_asked_no_more_is_not_on_the_slip_but_stays_on_the_page(tmp_path: Path) -> None:
    catalogue = making.catalogue(tmp_path)
    old = replace(SURVEY, questions=(replace(QUESTION, retired=True), NEVER_ASKED))
    slip = survey.slip(old, catalogue)
    assert slip
    assert [one.code for one in slip.questions] == ["gio"]
    assert [one.picture.title for one in survey.of(old, making.TODAY).rounds[0].questions] == ["Có lịch sự không?"]
    assert survey.slip(replace(old, questions=old.questions[:1]), catalogue) is None


def test_nobody_handed_a_slip_back() -> None:
    empty = replace(ROUND, given_out=5, returned=0, answers={"thai-do": {"co": 0}})
    (shown,) = survey.of(replace(SURVEY, rounds=(empty,)), making.TODAY).rounds
    assert shown.slips == "Phát ra 5 phiếu, thu về 0 phiếu (0%)."
    assert [bar.share for bar in shown.questions[0].picture.bars] == ["không tính được"] * 2
