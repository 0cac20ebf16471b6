"""The table of legal bases, whose titles and numbers come glued, back to a list; numbers of laws in prose.

Official shape: `Tên văn bản pháp lý|Mã văn bản|Luật Cư trú 2020|68/2020/QH14|Thông tư 56/2021/TT-BCA|56/2021/TT-BCA|…`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importers.cleaning import LOWER, UPPER, is_blank, pieces, plain, unique
from generator.importers.parts import Part, not_understood

_HEADER = re.compile(r"\s*Tên văn bản pháp lý\s*Mã văn bản")
_HEADER_APART = re.compile(r"\s*Tên văn bản pháp lý\s*\t\s*Mã văn bản")
_LONGEST_NUMBER, _MOST_WORDS = 60, 4
"""The schema's `so_hieu`."""
# Some pages run on into the field that follows the table.
_PAGE_TAIL = re.compile(rf"Cơ quan thực hiện(?=[{UPPER}])")

# "… chuỗi giá trị|24/2024", "… Dịch vụ công quốc gia|118/2025/NĐ-C|Quy định …": numbers that their cells cut short.
_CUT_SHORT = re.compile(
    rf"(?<=[{LOWER}.)”\"])\d{{1,4}}/(?:19|20)\d\d(?:/NĐ-C(?!P)(?=[{UPPER}][{LOWER}])|(?=\Z|[{UPPER}](?![-/])))"
)
# Who issues, as the last part of a number; needed where a title in capitals is glued to it
# ("25/2021/TT-BTCQUY ĐỊNH"). Others are ended by a capital with a small letter after it ("-BXYNghị định").
_ISSUER = (
    "BLĐTBXH|BLĐTB&XH|BNNPTNT|BNNMT|BTNMT|BVHTTDL|BDTTG|BGTVT|BGDĐT|BKHCN|BKHĐT|BTTTT|BCĐ|BCA|BCT|BNG|BNV|BQP|BTC|BTP|BXD|BYT|"
    "BHXH|CP|CTN|ĐCT|HĐTP|KTNN|NHNN|TANDTC|TTCP|TTg|UBDT|UBND|HĐND|UBTƯMTTQVN|UBTVQH1\\d|QH1\\d|VKSNDTC|VPCP|VPQH"
)
_OTHER_ISSUER = f"[A-ZĐƯ]{{2,10}}?(?![A-ZĐƯ])(?![{LOWER}])|[A-ZĐƯ]{{2,10}}?(?=[{UPPER}][{LOWER}])"
# 68/2020/QH14, 326/2016/UBTVQH14, 75/2022/TT-BTC, 66.7/2025/NQ-CP, 1523/QĐ-BCA-C06, 01/2014/NQLT-CP-UBTƯMTTQVN, 15/VBHN-VPQH
_NUMBER = re.compile(
    r"(?P<digits>\d{1,9}(?:\.\d{1,2}|\.?[a-z])?)/(?:"
    r"(?P<year>(?:19|20)\d\d)/(?:QH1\d|QH\d|UBTVQH1\d|L-CTN|(?:TTLT/(?:BGDĐT|BTC|BCA|BNV|BYT|BTP)|[A-ZĐ]{2,5})"
    rf"(?:-(?:{_ISSUER}|{_OTHER_ISSUER}))+)"
    rf"|[A-ZĐ]{{2,5}}(?:-(?:{_ISSUER}|{_OTHER_ISSUER}))+(?:-[A-Z]\d\d)?|QĐ - TTg)"
)
_NO_NUMBER = re.compile(rf"Không số(?=\Z|[{UPPER}])")
_KIND = "Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Văn bản hợp nhất|Chỉ thị|TT|NĐ|QĐ"
# The cell of the number may repeat the kind: "… môi trường|Luật số 146/2025/QH15", "… Bộ Tài chính.|TT43/2023/TT-BTC".
_REPEATED_KIND = re.compile(rf"(?<=[{LOWER}\d.)”\"\t\n])(?:{_KIND})(?: số)?:? ?\Z")


_NEAR = 60
"""Characters before and after a number that show whether it is a cell."""


@dataclass(frozen=True)
class Law:
    """A legal document: its number, as it is written, and its title."""

    number: str
    title: str


def numbers_in(text: str) -> list[str]:
    """The numbers of legal documents that a sentence names, each once."""
    return unique(found.group() for found in _NUMBER.finditer(text))


def laws(text: str) -> tuple[list[Law], str]:
    """The documents of the table, each number once, and what is left at its end without a number."""
    body = _PAGE_TAIL.split(_HEADER.sub("", text, count=1), maxsplit=1)[0]
    if _HEADER_APART.match(text):
        return _rows(body)
    found: dict[str, Law] = {}
    begin = 0
    for number, start, end in _cells(body):
        title = plain(_REPEATED_KIND.sub("", body[begin:start])).rstrip(":")
        number = number.replace(" - ", "-")
        found.setdefault(number, Law(number, title or number))
        begin = end
    return list(found.values()), body[begin:].strip()


def _rows(body: str) -> tuple[list[Law], str]:
    """The same of a table with a tab between its two columns: a title, a tab, the number to the end of its line."""
    title, *cells = body.split("\t")
    found: dict[str, Law] = {}
    for cell in cells:
        cell, _, following = cell.strip().partition("\n")
        named = _NUMBER.search(cell)
        number = named.group().replace(" - ", "-") if named else plain(_REPEATED_KIND.sub("", cell))
        if not number or len(number) > _LONGEST_NUMBER or len(number.split()) > _MOST_WORDS:
            # No number: it stays for the official to look at.
            title = f"{title}\n{cell}\n{following}"
            continue
        found.setdefault(number, Law(number, plain(title) or number))
        title = following
    return list(found.values()), title.strip()


def _cells(body: str) -> list[tuple[str, int, int]]:
    """The numbers that fill a cell of their own, with where they begin and end."""
    cells: list[tuple[str, int, int]] = []
    begin = 0
    found = (*_NUMBER.finditer(body), *_NO_NUMBER.finditer(body), *_CUT_SHORT.finditer(body))
    for match in sorted(found, key=lambda one: one.start()):
        number, start = match.group(), match.start()
        # A title may end in a year: "Luật Cư trú 2020" and "68/2020/QH14" look like "202068/2020/QH14".
        year = re.match(r"(?:19|20)\d\d(?:\d|\.(?=\d{2}/))", number)
        if year:
            length = 4 if year.group()[-1].isdigit() else 5
            number, start = number[length:], start + length
        if _is_cell(body[max(begin, start - _NEAR) : start], body[match.end() : match.end() + _NEAR]):
            cells.append((number, start, match.end()))
            begin = match.end()
    return cells


def _is_cell(title: str, after: str) -> bool:
    """Whether the number between `title` and `after` is a cell and not a word of a title.

    In a title a space stands before the number and a space or a comma after it. In a cell the number is
    glued to the title before it, or the next title is glued to it.
    """
    if not after.strip() or re.match(rf"[{UPPER}\"“(]", after):
        return True
    if re.search(r"[\t\n]\s*\Z", _REPEATED_KIND.sub("", title)) and re.match(r" *[\t\n]", after):
        return True
    if _REPEATED_KIND.search(title):
        # "… môi trường|Nghị định số 131/2025/NĐ-CP|14/2025/TT-BNNMT"
        return re.match(rf"\w|\s+[{UPPER}]", after) is not None
    if not title or title[-1].isspace() or title.endswith("số"):
        return False
    # The next title may begin with a small letter ("…/TT-BTC|sửa đổi một số điều") or with a number.
    return re.match(rf"\w|\s+[{UPPER}]|\s+(?:quy định|sửa đổi|hướng dẫn)\b", after) is not None


def legal_bases(text: str) -> Part:
    """`can_cu`."""
    known, rest = laws(text)
    if not known and is_blank(rest):
        return not_understood("Cổng không ghi căn cứ pháp lý")
    if not known:
        return not_understood("Chưa tách được danh sách văn bản trên Cổng", text)
    doubts = (f'phần cuối của căn cứ pháp lý không có số văn bản: "{rest[:80]}"',) if rest else ()
    return Part([{"so_hieu": law.number, "ten": pieces(law.title)[0]} for law in known], doubts)


def fee_law(known: Sequence[Law]) -> Law | None:
    """The one document that sets what is charged, told by its title; None where there is none or several.

    "Thông tư … quy định mức thu, chế độ thu, nộp và quản lý lệ phí đăng ký cư trú"
    """
    setting = [law for law in known if re.search("mức thu", law.title, re.IGNORECASE)]
    local = any("Hội đồng nhân dân" in law.title for law in known)
    return setting[0] if len(setting) == 1 and not local else None
