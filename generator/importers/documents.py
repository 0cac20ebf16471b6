"""The list of documents to `truong_hop`, `giay_to` and `luu_y`.

The portal groups documents under headings: a situation ("Đăng ký thường trú vào chỗ ở do thuê, mượn"), what
is done with them ("* Giấy tờ phải xuất trình:"), remarks ("* Lưu ý:") or nothing (`--`). A row of no
originals and no copies is a remark as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.importers.cleaning import LOWER, MAX_TEXT, UPPER, codes_of, is_blank, pieces, plain, unique
from generator.importers.glued import Group, Item, document_groups
from generator.importers.parts import Part, not_understood, unknown

_REMARKS = re.compile("lưu ý|ghi chú", re.IGNORECASE)
_TO_SHOW = re.compile("xuất trình", re.IGNORECASE)
_TO_HAND_IN = re.compile("(?:phải|cần) nộp|giấy tờ nộp", re.IGNORECASE)
# Headings that only announce the list.
_ANNOUNCING = re.compile(
    r"(?:\d+[.)] ?)?(?:thành phần )?(?:hồ sơ|giấy tờ|bao gồm|gồm|thành phần)(?:,? (?:đề nghị|cần|giấy tờ|bao|gồm|sau|có|đây|nộp))*"
    r"|người [\w ,]{1,80}? nộp \d+ (?:\(\w+\) )?bộ hồ sơ.*",
    re.IGNORECASE,
)
# "…, hồ sơ gồm:", "… thì cần có:", "… gồm các giấy tờ sau đây:"
_ENDING = re.compile(
    r"[,.]?\s*(?:thì )?"
    r"(?:cần có|(?:thành phần )?(?:hồ sơ |giấy tờ )?(?:bao )?gồm(?: (?:có|các giấy tờ)?\s*(?:sau|sau đây)?)?)?"
    r"\s*[:;.]*\s*\Z",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"\A\(?(?:\d+(?:\.\d+)*|[ivx]+)[.)]+\s*|\A[a-zđ][.)]\s*")
# Headings that say something about the documents or whose they are; what is under two of them is needed together.
_NO_SITUATION = re.compile(
    r"trong |ghi |các |giấy tờ |xuất trình |người yêu cầu |(?:thành phần )?hồ sơ (?:của |người |tổ chức |cơ quan )"
    r"|(?!trường hợp|đối với|\().*\. ",
    re.IGNORECASE,
)
# Of no originals and no copies, and yet a paper: what is only shown often has no count. A sentence about papers is none.
_NAMES_A_PAPER = re.compile(
    r"(?:Hộ chiếu|Giấy|Bản (?:sao|chính|khai)|Chứng cứ|Văn bản|Thẻ|Tờ khai|Đơn|Hợp đồng|Sổ|Quyết định|Biên bản)\b"
    r"(?!.* phải (?:bảo đảm|được|gửi)| này )",
    re.DOTALL,
)
_SETS = re.compile(r"số (?:lượng|bộ) hồ sơ", re.IGNORECASE)
# "…của Chính phủ.|Đơn đề nghị.docx": the name of a file glued to the name of the document.
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|rtf|odt|zip|rar|jpe?g|png)\s*\Z", re.IGNORECASE)
_SEAM = re.compile(
    rf"(?<=[{LOWER}\d.;:)\]”\"])(?=[{UPPER}])|(?<=[{LOWER})]\.)(?=\d)|(?<=[;:)])(?=\d)|(?<=-CP)(?=[{UPPER}][{LOWER}])"
)
_LONGEST_FILE = 100
_LONGEST_HANDLING = 60


@dataclass(frozen=True)
class Documents:
    """What became of the list: each is left out of the record where it is empty."""

    cases: list[dict[str, object]]
    documents: Part
    notes: list[str]


@dataclass(frozen=True)
class _Row:
    """A document under the code of its situation, which is empty where it is for everybody; `remark` is what
    else its heading says."""

    name: str
    file: str
    action: str
    originals: int | None
    copies: int | None
    case: str
    remark: str


def documents(text: str) -> Documents:
    """The documents of an official page; the whole text stays as it was where no list can be made out."""
    groups = document_groups(text)
    situations = unique(name for group in groups if (name := _situation(group)))
    if sum(1 for group in groups if _has_documents(group)) < 2:
        cases: dict[str, str] = {}
    else:
        cases = dict(zip(situations, codes_of(situations, "truong-hop"), strict=True))
    rows: list[_Row] = []
    notes: list[str] = []
    for group in groups:
        situation = _situation(group)
        remark = "" if situation in cases else _said(group)
        for item in group.items:
            if _SETS.match(plain(item.text)):
                continue
            if _is_note(group, item) or len(item.text) > MAX_TEXT:
                notes.append(f"{situation}: {plain(item.text)}" if situation in cases else plain(item.text))
            elif plain(item.text):
                rows.append(_row(group, item, cases.get(situation, ""), remark))
    if not rows:
        reason = "Cổng không ghi thành phần hồ sơ" if is_blank(text) else "Chưa tách được danh sách giấy tờ trên Cổng"
        return Documents([], not_understood(reason, text), [])
    used = {row.case for row in rows}
    kept: list[dict[str, object]] = [{"ma": code, "ten": name} for name, code in cases.items() if code in used]
    return Documents(kept, _written(rows), unique(piece for note in notes for piece in pieces(note) if piece))


def _has_documents(group: Group) -> bool:
    return any(not _is_note(group, item) for item in group.items)


def _is_note(group: Group, item: Item) -> bool:
    return _REMARKS.match(plain(group.heading)) is not None or (
        item.originals == 0 == item.copies and not _NAMES_A_PAPER.match(plain(item.text))
    )


def _situation(group: Group) -> str:
    """The heading as the name of a situation; empty where it says something else."""
    said = _said(group)
    return "" if _NO_SITUATION.match(said) or len(said) > MAX_TEXT else said


def _said(group: Group) -> str:
    """What the heading says beyond announcing a list, without its number and "hồ sơ gồm:"."""
    heading = plain(group.heading)
    if _REMARKS.match(heading) or not _has_documents(group) or _handling(group):
        return ""
    named = _ENDING.sub("", _NUMBERING.sub("", heading)).strip()
    announces = _ANNOUNCING.fullmatch(named) or _ANNOUNCING.fullmatch(heading.rstrip(" :."))
    return "" if announces else named


def _handling(group: Group) -> str:
    """What a short heading says is done with the documents: `nop`, `xuat_trinh`, or nothing."""
    if len(group.heading) >= _LONGEST_HANDLING:
        return ""
    if _TO_HAND_IN.search(group.heading):
        return "nop"
    return "xuat_trinh" if _TO_SHOW.search(group.heading) else ""


def _row(group: Group, item: Item, case: str, remark: str) -> _Row:
    name, file = _without_file(item.text)
    shown = re.match("xuất trình", name, re.IGNORECASE) or _handling(group) == "xuat_trinh"
    # Nothing is handed in no times.
    originals = item.originals if shown or item.originals or item.copies else None
    return _Row(name, file, "xuat_trinh" if shown else "nop", originals, item.copies, case, remark)


def _without_file(text: str) -> tuple[str, str]:
    """The name of a document, and the name of the file with its form that is glued to it."""
    *cells, last = re.split(r"\s*[\t\n]\s*", text.strip())
    if cells and _FILE.search(last):
        return plain(" ".join(cells)), last.strip()
    name = plain(text)
    if not _FILE.search(name):
        return name, ""
    # No name of a file contains these.
    begin = max(0, len(name) - _LONGEST_FILE, *(name.rfind(mark) + 1 for mark in '/\\:*?"<>|;'))
    seam = _SEAM.search(name, begin)
    if seam is None or not seam.start():
        return name, ""
    return plain(name[: seam.start()]), name[seam.start() :].strip()


def _written(rows: Sequence[_Row]) -> Part:
    """`giay_to`: a document that several situations need stands there once."""
    cases: dict[_Row, list[str]] = {}
    for row in rows:
        cases.setdefault(replace(row, case=""), []).append(row.case)
    entries = []
    uncertain = 0
    for row, code in zip(cases, codes_of((row.name for row in cases), "giay-to"), strict=True):
        entry: dict[str, object] = {
            "ma": code,
            "ten": row.name,
            "viec": row.action,
            "ban_chinh": _count(row.originals, "bản chính"),
            "ban_sao": _count(row.copies, "bản sao"),
        }
        uncertain += row.originals is None or row.copies is None
        notes = [row.remark, f"Tệp mẫu trên Cổng: {row.file}" if row.file else ""]
        if any(notes):
            entry["ghi_chu"] = pieces("\n".join(note for note in notes if note))[0]
        own = unique(cases[row])
        if "" not in own:
            entry["khi"] = {"truong_hop": own[0] if len(own) == 1 else own}
        entries.append(entry)
    doubts = (f"có {uncertain} giấy tờ không rõ số bản chính, bản sao",) if uncertain else ()
    return Part(entries, doubts)


def _count(number: int | None, what: str) -> object:
    return unknown(f"Cổng không ghi rõ số {what}") if number is None or number > 99 else number
