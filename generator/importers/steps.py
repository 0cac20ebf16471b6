"""The order of execution to `trinh_tu`, and the number of sets of the dossier that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.importers.cleaning import BULLETS, LOWER, UPPER, is_blank, pieces, tidy
from generator.importers.parts import Part, not_understood, unknown

_MAX_STEP = 30_000
_BULLET = re.escape(BULLETS)

# "Bước 1: …", "- Bước 2. …", "a) Bước 3: …" at the beginning of a line.
_NUMBERED = re.compile(rf"[{_BULLET}\s]*(?:[a-zđ]\)\s*|\d+[.)]\s*)?Bước\s*(\d+)\s*[:.)–-]?\s*", re.IGNORECASE)
# The same inside a line that lost its breaks: "… cơ quan thuế. Bước 2: Cơ quan thuế …", "… xử lýBước 10 Duyệt …".
_INLINE = re.compile(
    rf"(?<=[.;:])\s*(?=(?:[{_BULLET}]\s*)?Bước\s*\d+\s*[:.]\s*[{UPPER}])|(?<=[{LOWER}.])(?=Bước \d+ [{UPPER}])"
)
_DASH = re.compile(r"[-–•*]\s*\S")
_PLUS = re.compile(r"\+\s*\S")
_LETTERED = re.compile(r"(?:[a-zđ]|\d{1,2})[.)]\s+\S")

# What may stand before the subject of a sentence: a condition or a time, up to its comma or colon.
_LEADING = re.compile(
    r"(?:Nếu|Trường hợp|Khi|Sau khi|Đối với|Trong thời hạn|Trong vòng|Trong|Chậm nhất|Căn cứ|Theo|Tại|Trước|Để)\b[^,:;]{0,200}[,:;]\s*",
    re.IGNORECASE,
)
_CITIZEN = re.compile(
    r"người (?!có thẩm quyền|tiếp nhận|đứng đầu|thực hiện chứng thực|làm công tác|được giao|được phân công|giải quyết|ký)"
    r"|cá nhân|công dân|hộ gia đình|hộ kinh doanh|doanh nghiệp|hợp tác xã|tổ hợp tác|(?:các )?tổ chức kinh tế|chủ (?:xe|đầu tư|hộ|sở hữu|cơ sở|dự án|rừng)"
    r"|thân nhân|cha,? mẹ|đối tượng|cộng đồng|NLĐ|NNT|bên |hai bên|đại diện (?:tổ chức|hộ|cộng đồng|theo)|nhà đầu tư|thương nhân"
    r"|tổ chức(?: (?:có nhu cầu|đề nghị|nộp|gửi|là|chuẩn bị|tôn giáo|tín dụng|trong nước))|tổ chức[,/]? ?(?:và |hoặc )?(?:cá nhân|hộ)"
    r"|(?:chuẩn bị|lập|nộp|gửi)(?:[,/ ]+(?:lập|nộp|gửi))? (?:đầy đủ )?hồ sơ|nhận kết quả",
    re.IGNORECASE,
)
_COLLECTING = re.compile("Căn cứ (?:theo |vào )?ngày hẹn", re.IGNORECASE)
_SETS = re.compile(
    r"số (?:lượng|bộ) hồ sơ\s*:\s*0?(?P<stated>\d{1,2})\s*(?:\(\s*\w+\s*\)\s*)?(?:bộ|\(bộ\))"
    r"|(?:nộp|gửi)(?: trực tiếp)? 0?(?P<handed>\d{1,2}) (?:\(\w+\) )?bộ hồ sơ(?! gốc| lưu)",
    re.IGNORECASE,
)


def steps(text: str) -> Part:
    """`trinh_tu`: by "Bước N", otherwise by bullets, otherwise by lines."""
    if is_blank(text):
        return not_understood("Cổng không ghi trình tự thực hiện")
    result = []
    for step in _split(tidy(text)):
        for piece in pieces(step, _MAX_STEP):
            result.append({"ai": "nguoi_lam_thu_tuc" if is_citizens(piece) else "co_quan", "lam": piece})
    return Part(result) if result else not_understood("Chưa tách được trình tự thực hiện trên Cổng", text)


def _split(text: str) -> list[str]:
    lines = [line for whole in text.split("\n") for line in _INLINE.split(whole) if line.strip()]
    numbers = [int(found[1]) for line in lines if (found := _NUMBERED.match(line))]
    if numbers:
        blocks = _blocks(lines, _NUMBERED)
        if numbers == list(range(1, len(blocks) + 1)):
            # The order says the number already.
            return [bare for block in blocks if (bare := _bare(block))]
        return [block.lstrip(f"{BULLETS} ") for block in blocks]
    for mark in (_DASH, _LETTERED, _PLUS):
        if sum(1 for line in lines if mark.match(line)) > 1:
            return [block.lstrip(f"{BULLETS} ") for block in _blocks(lines, mark)]
    return _blocks(lines, re.compile(rf"[^{_BULLET}(]"))


def _bare(step: str) -> str:
    """A step without the number it begins with."""
    numbered = _NUMBERED.match(step)
    return step[numbered.end() :].strip() if numbered else step


def _blocks(lines: Iterable[str], first: re.Pattern[str]) -> list[str]:
    """The lines in blocks, each of which begins with a line that `first` matches."""
    blocks: list[list[str]] = []
    for line in lines:
        if first.match(line) or not blocks:
            blocks.append([])
        blocks[-1].append(line.strip())
    return ["\n".join(block) for block in blocks]


def is_citizens(step: str) -> bool:
    """Whether whoever does the procedure is the subject of the step; otherwise the authority is."""
    sentence = re.sub(r"\A\([ivx\d]+\)\s*", "", _bare(step).lstrip(f"{BULLETS} "))
    if _COLLECTING.match(sentence):
        return True
    for _ in range(4):
        if _CITIZEN.match(sentence):
            return True
        leading = _LEADING.match(sentence)
        if leading is None:
            return False
        sentence = sentence[leading.end() :].lstrip(f"{BULLETS} ")
    return False


def sets(steps_text: str, documents_text: str) -> Part:
    """`so_bo`: what "Số lượng hồ sơ: 01 bộ" says, or the sets that the citizen hands in according to the steps."""
    numbers = {int(found["stated"]) for found in _SETS.finditer(f"{steps_text}\n{documents_text}") if found["stated"]}
    if not numbers:
        sentences = [line for step in _split(tidy(steps_text)) for line in re.split(r"(?<=[.;])\s+|\n", step)]
        own = [sentence for sentence in [*sentences, documents_text[:200]] if is_citizens(sentence)]
        numbers = {int(found["handed"]) for text in own for found in _SETS.finditer(text) if found["handed"]}
    if len(numbers) == 1 and 1 <= (number := numbers.pop()) <= 20:
        return Part(number)
    return Part(unknown("Cổng ghi nhiều số bộ hồ sơ khác nhau" if numbers else "Cổng không ghi phải nộp mấy bộ hồ sơ"))
