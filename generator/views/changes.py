"""Changes in sentences that anybody understands."""

from __future__ import annotations

from collections.abc import Mapping

from generator import wording
from generator.changes import Added, Altered, Aspect, Change, Dropped, Rewritten
from generator.records import Case, Deadline, Document, Fee, Nothing, Procedure, Result, Unknown, Validity
from generator.views import phrases

_NAMES = {
    "name": "tên chính thức",
    "aliases": "tên bà con hay gọi",
    "summary": "phần tóm tắt",
    "field": "lĩnh vực",
    "online_level": "mức độ trực tuyến",
    "apply_online": "địa chỉ nộp trên mạng",
    "audience": "người được làm thủ tục",
    "authority": "cơ quan giải quyết",
    "reception_points": "nơi nộp hồ sơ",
    "elsewhere": "việc nộp ở xã khác",
    "delegation": "việc nhờ người khác làm thay",
    "channels": "cách nộp",
    "not_required": "những giấy tờ không phải nộp nữa",
    "sets": "số bộ hồ sơ",
    "exemptions": "diện miễn, giảm",
    "requirements": "yêu cầu, điều kiện",
    "if_refused": "cách làm khi bị từ chối",
    "if_late": "cách làm khi trễ hẹn",
    "notes": "phần lưu ý",
    "related": "thủ tục liên quan",
    "legal_bases": "căn cứ pháp lý",
    "validity": "hiệu lực của thủ tục",
    "cases": "các trường hợp",
    "documents": "giấy tờ cần mang",
    "fees": "phí, lệ phí",
    "results": "kết quả",
    "deadlines": "thời hạn giải quyết",
    "steps": "các bước thực hiện",
}
_CONTACTS = {
    "name": "tên",
    "province": "tên tỉnh, thành phố",
    "address": "địa chỉ trụ sở",
    "phone": "điện thoại hướng dẫn",
    "hours": "giờ làm việc",
    "complaints": "nơi nhận phản ánh, kiến nghị",
    "reception_points": "nơi tiếp nhận hồ sơ",
    "posted_at": "nơi treo tờ",
    "supporters": "người giúp tại chỗ",
}


def sentence(change: Change, cases: Mapping[str, Case]) -> str:
    """One change as a sentence, e.g. `Lệ phí đăng ký cư trú từ 8.000 đồng thành 5.000 đồng.`"""
    if isinstance(change, Added):
        return _added(change.item, cases)
    if isinstance(change, Dropped):
        return _dropped(change.item, cases)
    if isinstance(change, Altered):
        return _altered(change.before, change.after, cases)
    return _rewritten(change)


def sentences(changes: tuple[Change, ...], after: Procedure) -> tuple[str, ...]:
    """All changes of one procedure as sentences."""
    cases = {case.code: case for case in after.cases}
    return tuple(dict.fromkeys(sentence(change, cases) for change in changes))


def _subject(item: object, cases: Mapping[str, Case]) -> str:
    if isinstance(item, Deadline):
        subject = "thời hạn giải quyết"
    else:
        assert isinstance(item, (Document, Fee, Case, Result, Procedure))
        subject = item.title if isinstance(item, Procedure) else item.name
    restriction = phrases.when(item.when, cases) if isinstance(item, (Deadline, Document, Fee)) else None
    return f"{subject} ({restriction})" if restriction else subject


def _added(item: object, cases: Mapping[str, Case]) -> str:
    subject = _subject(item, cases)
    if isinstance(item, Document):
        return f"Thêm giấy tờ: {subject}, {phrases.counts(item)}."
    if isinstance(item, Fee):
        return f"Thêm khoản thu: {subject}, {_lower(phrases.amount(item).text)}."
    if isinstance(item, Deadline):
        return f"Thêm {subject}: {_lower(phrases.deadline(item).text)}."
    if isinstance(item, Case):
        return f"Thêm trường hợp: {subject}."
    return f"Thêm kết quả: {subject}." if isinstance(item, Result) else f"Thêm thủ tục: {subject}."


def _dropped(item: object, cases: Mapping[str, Case]) -> str:
    subject = _subject(item, cases)
    if isinstance(item, Document):
        return f"Bỏ giấy tờ: {subject}."
    if isinstance(item, Fee):
        return f"Bỏ khoản thu: {subject}."
    if isinstance(item, Deadline):
        return f"Bỏ mục riêng về {subject}."
    if isinstance(item, Case):
        return f"Bỏ trường hợp: {subject}."
    return f"Bỏ kết quả: {subject}." if isinstance(item, Result) else f"Bỏ thủ tục: {subject}."


def _altered(before: object, after: object, cases: Mapping[str, Case]) -> str:
    subject = wording.capitalised(_subject(after, cases))
    if isinstance(before, Fee) and isinstance(after, Fee):
        old, new = phrases.amount(before).text, phrases.amount(after).text
    elif isinstance(before, Deadline) and isinstance(after, Deadline):
        old, new = phrases.deadline(before).text, phrases.deadline(after).text
    elif isinstance(before, Document) and isinstance(after, Document):
        old, new = phrases.counts(before), phrases.counts(after)
    else:
        return f"{subject}: có thay đổi."
    return f"{subject}: có thay đổi." if old == new else f"{subject}: từ {_lower(old)} thành {_lower(new)}."


def _rewritten(change: Rewritten) -> str:
    name = (_CONTACTS if change.aspect is Aspect.CONTACT else _NAMES)[change.part]
    if change.aspect is Aspect.CONTACT and isinstance(change.before, str) and isinstance(change.after, str):
        return f"{wording.capitalised(name)}: từ {change.before} thành {change.after}."
    if isinstance(change.before, Validity) and isinstance(change.after, Validity):
        if change.before.status is not change.after.status:
            return f"Thủ tục này {wording.STATUSES[change.after.status]}."
        if change.after.end and change.after.end != change.before.end:
            return f"Thủ tục này chỉ áp dụng đến hết {wording.short_date(change.after.end)}."
    if isinstance(change.before, Unknown) and not isinstance(change.after, Unknown):
        return f"Đã có thông tin về {name}."
    if isinstance(change.after, Unknown):
        return f"Nay {wording.UNKNOWN} về {name}."
    if change.aspect is Aspect.FEE and isinstance(change.after, Nothing):
        return "Nay không thu phí, lệ phí."
    return f"Thay đổi {name}."


def _lower(text: str) -> str:
    return wording.uncapitalised(text)
