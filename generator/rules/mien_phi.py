"""Nobody is told that something is free while nobody knows what it costs.

Breaks it: `phi_le_phi: {chua_ro: "…"}` with `luu_y: [Bà con được miễn phí]`.
In a record that nobody has compared with its source yet it is a warning.
Keeps it: `phi_le_phi: {khong_thu: Điều 11 Luật Hộ tịch}` with the same note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Problem
from generator.rules._records import blame, is_unknown, listed
from generator.rules._texts import keys, occurs, own_words

ID = "mien_phi"
_FREE = re.compile(
    r"\b(?:miễn phí(?!, lệ phí)|không (?:mất|tốn|phải trả|phải nộp|thu) (?:tiền(?! sử dụng| thuê)|phí|lệ phí))\b",
    re.IGNORECASE,
)


def check_procedure(procedure: Source) -> Iterator[Problem]:
    fees = listed(procedure.data, "phi_le_phi")
    unknown = is_unknown(procedure.data["phi_le_phi"]) or (fees and all(is_unknown(fee.get("muc")) for fee in fees))
    if not unknown:
        return
    words = own_words(procedure, "procedure")
    if not occurs(words, "iễn phí", "ông mất", "ông tốn", "ông phải", "ông thu", "IỄN PHÍ"):
        return
    for steps, text in words:
        # Reasons may quote what the source says; an exemption speaks of some people only.
        if "chua_ro" in steps or keys(steps)[0] in ("phi_le_phi", "mien_giam"):
            continue
        match = _FREE.search(text)
        if match:
            message = (
                f'lời văn nói "{match.group()}" trong khi phí, lệ phí chưa rõ;'
                " hãy bỏ lời này hoặc ghi khong_thu kèm văn bản"
            )
            yield Problem.at(procedure.at(*steps), ID, message, blame(procedure))
