"""Whether people are satisfied: rounds with days, slips and answers; counts before shares, no share without counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator import addresses, wording
from generator.addresses import Address
from generator.records import Catalogue, Survey, SurveyQuestion, SurveyRound, stale_from
from generator.views import frame
from generator.views.picture import Bar, Picture
from generator.views.procedure import Stale

MONTHS = 6
"""People are asked at least every six months."""


@dataclass(frozen=True)
class Answers:
    """The answers to one question of a round; `blank` slips left it open."""

    picture: Picture
    blank: str | None


@dataclass(frozen=True)
class Round:
    """One round in words. The latest is `code` `dot-…` on the page."""

    code: str
    title: str
    slips: str
    note: str | None
    questions: tuple[Answers, ...]


@dataclass(frozen=True)
class SurveyPage:
    """All rounds, the latest first; `stale` says from when on the last one lies too far back."""

    address: Address
    rounds: tuple[Round, ...]
    stale: Stale | None


@dataclass(frozen=True)
class SurveySlip:
    """The slip to fill in."""

    address: Address
    questions: tuple[SurveyQuestion, ...]
    sample: bool


def of(survey: Survey, today: date) -> SurveyPage:
    """The page of a survey as it stands on `today`."""
    past = [one for one in survey.rounds if one.end <= today]
    return SurveyPage(
        addresses.of_survey(survey),
        tuple(_round(one, survey) for one in reversed(past)),
        _stale(past[-1].end, today) if past else None,
    )


def slip(survey: Survey, catalogue: Catalogue) -> SurveySlip | None:
    """The words on the slip; None where nothing is asked any more."""
    asked = tuple(question for question in survey.questions if not question.retired)
    return SurveySlip(addresses.of_survey(survey), asked, frame.is_sample(catalogue.unit)) if asked else None


def _stale(last: date, today: date) -> Stale:
    start = stale_from(last, MONTHS)
    words = f"Đã hơn sáu tháng, từ {wording.short_date(last)}, chưa lấy ý kiến bà con lần nào."
    return Stale(words, start if start > today else None)


def _round(one: SurveyRound, survey: Survey) -> Round:
    slips = (
        f"Phát ra {wording.number(one.given_out)} phiếu, thu về {wording.number(one.returned)} phiếu"
        f" ({wording.share(one.returned, one.given_out)})."
    )
    asked = (question for question in survey.questions if question.code in one.answers)
    return Round(
        f"dot-{one.code}",
        f"Đợt từ {wording.short_date(one.start)} đến {wording.short_date(one.end)}",
        slips,
        one.note,
        tuple(_answers(question, one) for question in asked),
    )


def _answers(question: SurveyQuestion, one: SurveyRound) -> Answers:
    counts = one.answers[question.code]
    answered = sum(counts.values())
    bars = (Bar(option.name, counts.get(option.code, 0), answered) for option in question.options)
    blank = one.returned - answered
    return Answers(
        Picture(f"dot-{one.code}-{question.code}", question.words, "Trả lời", tuple(bars), "phiếu"),
        f"{wording.number(blank)} phiếu để trống câu này." if blank else None,
    )
