"""Changes in sentences that anybody understands."""

from __future__ import annotations

from collections.abc import Mapping

from generator import wording
from generator.changes import Added, Altered, Aspect, Change, Dropped, Rewritten, own_steps
from generator.records import (
    Case,
    Channel,
    Deadline,
    Document,
    Fee,
    Nothing,
    Payment,
    Place,
    Procedure,
    Result,
    Step,
    Unknown,
    Validity,
)
from generator.views import phrases

PARTS = {
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
    "payments": "cách trả tiền",
    "requirements": "yêu cầu, điều kiện",
    "if_refused": "cách làm khi bị từ chối",
    "if_late": "cách làm khi trễ hẹn",
    "notes": "phần lưu ý",
    "related": "thủ tục liên quan",
    "iso_process": "mã quy trình ISO",
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
_PLACE = {
    "name": "tên",
    "kind": "loại (thôn, ấp, khu phố)",
    "posted_at": "nơi treo tờ",
    "supporters": "người giúp tại chỗ",
    "lifetime": "thời gian áp dụng",
    "replaced_by": "nơi thay thế",
}
_REST = {
    "fields": "các lĩnh vực",
    "forms": "biểu mẫu",
    "dictionary": "từ điển của ô tìm kiếm",
    "events": "những việc trong đời",
    "glossary": "phần giải nghĩa từ",
    "board": "bảng niêm yết",
    "schedule": "lịch công tác tuần",
    "code": "mã đơn vị",
    "kind": "loại đơn vị",
    "host": "tên miền",
    "base_path": "đường dẫn gốc của trang",
    "former_hosts": "tên miền cũ",
    "repository": "nơi giữ dữ liệu",
    "accounts": "tài khoản nhận phí, lệ phí",
    "links_out": "liên kết ra ngoài",
    "sample": "dấu bản mẫu",
    "map_link": "liên kết bản đồ",
    "citizen_hours": "giờ tiếp công dân",
    "closures": "ngày nghỉ riêng",
    "make_up_days": "ngày làm bù",
    "holidays_announced": "năm đã công bố lịch nghỉ lễ",
    "favourites": "danh sách việc hay làm",
    "source": "nguồn của thông tin đơn vị",
    "time_targets": "mục tiêu rút ngắn thời gian",
    "level_targets": "mục tiêu làm trên mạng",
}
_FIGURES = {"results": "kết quả hằng tháng", "survey": "phiếu và kết quả lấy ý kiến"}
_OF_ITEM = {
    "name": "tên gọi",
    "kind": "loại khoản thu",
    "handling": "việc nộp hay xuất trình",
    "originals": "số bản",
    "copies": "số bản",
    "form": "mẫu",
    "alternatives": "giấy tờ thay thế được",
    "condition": "điều kiện cần giấy này",
    "duration": "thời hạn",
    "committed": "thời hạn",
    "cutoff": "giờ chót trong ngày",
    "amount": "mức thu",
    "basis": "cách tính",
    "cap": "mức trần",
    "cap_basis": "mức trần",
    "legal_basis": "căn cứ",
    "explanation": "lời giải thích",
    "delivery": "cách nhận",
    "postage": "cước bưu chính",
    "at_home": "việc trả tận nhà",
    "valid_for": "thời hạn dùng",
    "when": "trường hợp áp dụng",
    "note": "lưu ý",
}
_OF_ASPECT = {Aspect.CONTACT: _CONTACTS, Aspect.PLACE: _PLACE, Aspect.FIGURES: _FIGURES}
_OTHERS = {**_REST, **PARTS}


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
        assert isinstance(item, (Document, Fee, Case, Result, Procedure, Place))
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
    if isinstance(item, Place):
        return f"Thêm nơi: {subject}."
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
    if isinstance(item, Place):
        return f"Bỏ nơi: {subject}."
    return f"Bỏ kết quả: {subject}." if isinstance(item, Result) else f"Bỏ thủ tục: {subject}."


def _altered(before: object, after: object, cases: Mapping[str, Case]) -> str:
    subject = wording.capitalised(_subject(after, cases))
    if isinstance(before, Fee) and isinstance(after, Fee):
        old, new = phrases.amount(before).text, phrases.amount(after).text
    elif isinstance(before, Deadline) and isinstance(after, Deadline):
        old, new = phrases.deadline(before).text, phrases.deadline(after).text
    elif isinstance(before, Document) and isinstance(after, Document):
        old, new = phrases.counts(before), phrases.counts(after)
    elif isinstance(before, Result) and isinstance(after, Result) and before.delivery != after.delivery:
        return f"{subject}: cách nhận từ {_ways(before.delivery)} thành {_ways(after.delivery)}."
    elif isinstance(before, Result) and isinstance(after, Result) and before.postage != after.postage:
        return f"{subject}: cước bưu chính từ {_postage(before)} thành {_postage(after)}."
    else:
        old = new = ""
    if old != new:
        return f"{subject}: từ {_lower(old)} thành {_lower(new)}."
    names = (name for part, name in _OF_ITEM.items() if getattr(before, part, None) != getattr(after, part, None))
    return f"{subject}: thay đổi {wording.joined(list(dict.fromkeys(names)))}."


def _rewritten(change: Rewritten) -> str:
    name = _OF_ASPECT.get(change.aspect, _OTHERS)[change.part]
    if change.aspect in _OF_ASPECT and isinstance(change.before, str) and isinstance(change.after, str):
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
    if isinstance(change.before, tuple) and isinstance(change.after, tuple):
        if change.aspect is Aspect.TRIPS:
            return _trips(change.before, change.after)
        if change.part == "payments" and (was := _paid(change.before)) != (now := _paid(change.after)):
            return f"{wording.capitalised(name)}: từ {was} thành {now}."
        if change.aspect is Aspect.STEPS and (was := _steps(change.before)) != (now := _steps(change.after)):
            return f"{wording.capitalised(name)}: từ {was} thành {now}."
    return f"Thay đổi {name}."


def _trips(before: tuple[Channel, ...], after: tuple[Channel, ...]) -> str:
    """Ways of handing in that came and went, and whether one must now come, or need not any more."""
    gained = [one for one in after if one not in before]
    lost = [one for one in before if one not in after]
    if set(before) == {Channel.IN_PERSON}:
        return f"Nay nộp được {_ways(tuple(gained))}, không phải đến tận nơi để nộp."
    if set(after) == {Channel.IN_PERSON}:
        return f"Nay phải đến tận nơi để nộp, không còn nộp {_ways(tuple(lost))}."
    parts = [f"{word} cách nộp {_ways(tuple(ways))}" for word, ways in (("thêm", gained), ("bỏ", lost)) if ways]
    return f"{wording.capitalised('; '.join(parts) or 'đổi thứ tự các cách nộp')}."


def _ways(channels: tuple[Channel, ...] | Unknown) -> str:
    if isinstance(channels, Unknown):
        return wording.UNKNOWN
    return wording.joined([wording.CHANNELS[one] for one in channels], " hoặc ")


def _postage(result: Result) -> str:
    fact = phrases.postage(result)
    return _lower(fact.text) if fact else wording.UNKNOWN


def _paid(payments: tuple[Payment, ...]) -> str:
    """The ways to pay, each once; none is none that the record names."""
    methods = dict.fromkeys(wording.PAYMENT_METHODS[one.method] for one in payments)
    return wording.joined(list(methods), " hoặc ") or "chưa ghi cách nào"


def _steps(steps: tuple[Step, ...]) -> str:
    return f"{len(steps)} bước (bà con làm {own_steps(steps)})"


def _lower(text: str) -> str:
    return wording.uncapitalised(text)
