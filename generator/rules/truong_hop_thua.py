"""Every situation that is offered changes something, else people are asked for nothing.

Breaks it: a case `thue-muon` that no `khi` names. Keeps it: a document with `khi: {truong_hop: thue-muon}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._records import listed, selectors

ID = "truong_hop_thua"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    cases = listed(procedure.data, "truong_hop")
    if not cases:
        return
    named: set[str] = set()
    for _, selector in selectors(procedure):
        codes = selector.get("truong_hop", ())
        named.update([codes] if isinstance(codes, str) else codes)
    if not named <= {case["ma"] for case in cases}:
        return  # A misspelled code is the business of `tham_chieu`.
    unnamed = [(index, case) for index, case in enumerate(cases) if case["ma"] not in named]
    # One case may be the plain one, to which nothing special applies.
    for index, case in unnamed if len(unnamed) > 1 or len(cases) == 1 else ():
        message = (
            f'chọn trường hợp "{case["ten"]}" không làm thay đổi gì; hãy bỏ nó hoặc ghi điều kiện "khi" cho mục cần nó'
        )
        yield Problem.at(procedure.at("truong_hop", index), ID, message, Level.WARNING)
