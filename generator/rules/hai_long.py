"""A survey adds up: days in order and past, no more slips back than given out, no more answers than slips.

Breaks it: `phat_ra: 100` with `thu_ve: 120`; answers of one question that add up to more than `thu_ve`.
Keeps it: `phat_ra: 120`, `thu_ve: 97`, `ket_qua: {thai-do: {co: 90, khong: 5}}`: two slips left it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.events import Steps
from generator.layers import Source
from generator.problems import Problem
from generator.rules._records import suggestion
from generator.sources import Sources

ID = "hai_long"


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    survey = sources.survey
    if not survey:
        return
    questions = survey.data["cau_hoi"]
    yield from _twice(survey, ("cau_hoi",))
    for index in range(len(questions)):
        yield from _twice(survey, ("cau_hoi", index, "tra_loi"))
    yield from _twice(survey, ("dot",))
    options = {one["ma"]: [option["ma"] for option in one["tra_loi"]] for one in questions}
    ended: list[tuple[date, str]] = []
    for index, one in enumerate(survey.data.get("dot", ())):
        way: Steps = ("dot", index)
        yield from _days(survey, way, one, sources.today, ended)
        ended.append((date.fromisoformat(one["den"]), one["ma"]))
        if one["thu_ve"] > one["phat_ra"]:
            message = f"thu về {one['thu_ve']} phiếu mà chỉ phát ra {one['phat_ra']} phiếu"
            yield Problem.at(survey.at(*way, "thu_ve"), ID, message)
        yield from _answers(survey, way, one, options)


def _twice(survey: Source, way: Steps) -> Iterator[Problem]:
    items: Any = survey.data
    for step in way:
        items = items.get(step, ()) if isinstance(items, dict) else items[step]
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item["ma"] in seen:
            message = f'mã "{item["ma"]}" đã dùng cho một mục khác trong danh sách này; hãy đặt mã khác'
            yield Problem.at(survey.at(*way, index, "ma"), ID, message)
        seen.add(item["ma"])


def _days(
    survey: Source, way: Steps, one: Mapping[str, Any], today: date, ended: list[tuple[date, str]]
) -> Iterator[Problem]:
    start, end = date.fromisoformat(one["tu"]), date.fromisoformat(one["den"])
    if end < start:
        yield Problem.at(survey.at(*way, "den"), ID, f"đợt kết thúc ({end}) trước khi bắt đầu ({start})")
    elif end > today:
        message = f"đợt đến {end} mới hết mà đã có kết quả; hãy ghi khi đợt đã xong"
        yield Problem.at(survey.at(*way, "den"), ID, message)
    if ended and start <= ended[-1][0]:
        message = f'đợt này bắt đầu khi đợt "{ended[-1][1]}" chưa hết ({ended[-1][0]}); hãy xếp các đợt theo ngày'
        yield Problem.at(survey.at(*way, "tu"), ID, message)


def _answers(survey: Source, way: Steps, one: Mapping[str, Any], options: Mapping[str, list[str]]) -> Iterator[Problem]:
    for question, counts in one["ket_qua"].items():
        here: Steps = (*way, "ket_qua", question)
        if question not in options:
            message = f'không có câu hỏi mã "{question}"{suggestion(question, options)}'
            yield Problem.at(survey.key_at(*here), ID, message)
            continue
        for option in counts:
            if option not in options[question]:
                message = (
                    f'câu hỏi "{question}" không có câu trả lời mã "{option}"{suggestion(option, options[question])}'
                )
                yield Problem.at(survey.key_at(*here, option), ID, message)
        total = sum(counts.values())
        if total > one["thu_ve"]:
            numbers = " + ".join(map(str, counts.values()))
            message = f"{numbers} = {total} câu trả lời, nhiều hơn {one['thu_ve']} phiếu thu về"
            yield Problem.at(survey.at(*here), ID, message)
