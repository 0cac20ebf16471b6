"""Records back to plain data under the keys of the YAML files: what anybody may take and use.

The inverse of `vocabulary`, but for the official wording (`nguyen_van`), which is for officials alone, and for
dated changes: each later state is given whole. What has no value has no key; nothing is null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import Enum
from typing import Any, TypeVar

from generator.records import (
    Account,
    Apology,
    Board,
    Case,
    Deadline,
    Delegation,
    Document,
    Duration,
    Elsewhere,
    Exemption,
    Fee,
    Form,
    LegalBasis,
    Nothing,
    Notice,
    Opening,
    Passage,
    Payment,
    Place,
    Procedure,
    ReceptionPoint,
    Result,
    Session,
    Step,
    Unit,
    Unknown,
    Week,
    When,
)

Data = dict[str, Any]
T = TypeVar("T")

_NO_BASIS = {"chua_ro": "Chưa rõ tính theo lần, hồ sơ hay bản"}
_NO_LAW = {"chua_ro": "Chưa rõ văn bản nào quy định mức thu"}


def state(value: Any, make: Callable[[Any], Any] = lambda value: value, none: str = "khong_co") -> Any:
    """A value in its one form: known, `khong_co` or `khong_thu` with its source, `chua_ro` with its reason."""
    if isinstance(value, Unknown):
        return {"chua_ro": value.reason}
    if isinstance(value, Nothing):
        return {none: value.source}
    return make(value)


def procedure(one: Procedure) -> Data:
    """A procedure under the keys of its YAML file, without its dated changes."""
    return _filled(
        {
            "ma": one.code,
            "ten": one.name,
            "ten_goi_khac": list(one.aliases),
            "tom_tat": one.summary,
            "linh_vuc": one.field,
            "muc_do": state(one.online_level, _value),
            "nop_truc_tuyen": state(one.apply_online),
            "doi_tuong": state(one.audience, list),
            "co_quan": state(one.authority),
            "nop_o_dau": state(one.reception_points, list),
            "noi_khac": state(one.elsewhere, _elsewhere),
            "uy_quyen": state(one.delegation, _delegation),
            "cach_nop": state(one.channels, _values),
            "truong_hop": _each(_case, one.cases),
            "giay_to": state(one.documents, lambda items: _each(_document, items)),
            "khong_phai_nop": list(one.not_required),
            "so_bo": state(one.sets),
            "thoi_han": state(one.deadlines, lambda items: _each(_deadline, items)),
            "phi_le_phi": state(one.fees, lambda items: _each(_fee, items), "khong_thu"),
            "mien_giam": _each(_exemption, one.exemptions),
            "cach_tra_tien": state(one.payments, lambda items: _each(_payment, items)),
            "trinh_tu": state(one.steps, lambda items: _each(_step, items)),
            "ket_qua": state(one.results, lambda items: _each(_result, items)),
            "yeu_cau": state(one.requirements, list),
            "neu_bi_tu_choi": state(one.if_refused),
            "neu_tre_hen": state(one.if_late),
            "luu_y": list(one.notes),
            "lien_quan": list(one.related),
            "iso": _filled({"quy_trinh": one.iso_process}),
            "can_cu": state(one.legal_bases, lambda items: _each(_legal_basis, items)),
            "hieu_luc": _filled(
                {
                    "tu": state(one.validity.start, _day),
                    "den": _day(one.validity.end),
                    "trang_thai": one.validity.status.value,
                    "thay_bang": one.validity.replaced_by,
                    "ly_do": one.validity.reason,
                }
            ),
            "nguon": _filled(
                {
                    "quyet_dinh": state(one.source.decision),
                    "loai_cong_bo": one.source.kind.value if one.source.kind else None,
                    "dia_chi": one.source.link,
                    "kiem_tra": state(one.source.checked, _day),
                }
            ),
        }
    )


def reception_point(point: ReceptionPoint) -> Data:
    """Where dossiers are handed in."""
    return _filled(
        {
            "ma": point.code,
            "ten": point.name,
            "dia_chi": state(point.address),
            "dien_thoai": state(point.phone),
            "lay_so": point.queue,
        }
    )


def unit(one: Unit) -> Data:
    """Who publishes, and how to reach them: what stands on every poster."""
    complaints = one.complaints
    return _filled(
        {
            "ten": one.name,
            "tinh": one.province,
            "dia_chi": state(one.address),
            "dien_thoai": state(one.phone),
            "phan_anh": _filled(
                {
                    "noi": state(complaints.where),
                    "dien_thoai": state(complaints.phone),
                    "dia_chi_mang": complaints.link,
                    "hop_thu": complaints.box,
                }
            ),
            "gio_lam_viec": state(one.hours, lambda items: _each(_opening, items)),
            "noi_tiep_nhan": _each(reception_point, one.reception_points),
        }
    )


def account(one: Account) -> Data:
    """A bank account that takes transfers."""
    return {"ma": one.code, "ngan_hang": one.bank, "so": one.number, "chu_tai_khoan": one.holder}


def place(one: Place) -> Data:
    """A village or quarter and who helps there."""
    return _filled(
        {
            "ma": one.code,
            "loai": one.kind.value,
            "ten": one.name,
            "treo_o": one.posted_at,
            "ho_tro": [_filled({"vai": who.role, "dien_thoai": state(who.phone)}) for who in one.supporters],
        }
    )


def _opening(one: Opening) -> Data:
    return _filled(
        {
            "ngay": _values(one.days),
            "tu": _clock(one.start),
            "den": _clock(one.end),
            "loai": one.kind.value,
            "ghi_chu": one.note,
        }
    )


def board(one: Board) -> Data:
    """What the commune posts beside its procedures, under the keys of `bang_tin.yaml`."""
    return _filled(
        {
            "bang_tin": _each(_notice, one.notices.values()),
            "thu_xin_loi": _apology(one.apology) if one.apology else None,
        }
    )


def _notice(one: Notice) -> Data:
    return _filled(
        {
            "ma": one.code,
            "loai": one.kind.value,
            "ten": one.name,
            "nguon": state(one.decision),
            "ngay": _day(one.day),
            "hieu_luc": _filled({"tu": _day(one.lifetime.start), "den": _day(one.lifetime.end)}),
            "noi_dung": [_passage(part) for part in one.body],
        }
    )


def _passage(one: Passage) -> str | Data:
    return one.text or _filled({"de_muc": one.heading, "y": list(one.points)})


def _apology(one: Apology) -> Data:
    return {
        "nguon": one.decision,
        "ngay": _day(one.day),
        "khi": one.when,
        "ai_ky": one.signer,
        "loi_thu": list(one.letter),
    }


def schedule(weeks: Iterable[Week]) -> Data:
    """The weeks of the schedule, under the keys of `lich.yaml`."""
    return {"tuan": [{"tu": _day(week.start), "buoi": _each(_session, week.sessions)} for week in weeks]}


def _session(one: Session) -> Data:
    return _filled(
        {
            "ngay": one.weekday.value,
            "tu": _clock(one.start),
            "den": _clock(one.end),
            "viec": one.task,
            "ai": one.who,
            "o_dau": one.where,
        }
    )


def form(one: Form, file: str | None) -> Data:
    """An official form; `file` is the full address of the copy this site publishes."""
    return _filled(
        {
            "ma": one.code,
            "ten": one.name,
            "ky_hieu": one.symbol,
            "nguon": state(one.source),
            "tep": file,
            "dia_chi": one.link,
        }
    )


def _filled(data: Mapping[str, Any]) -> Data:
    """The entries that say something."""
    return {key: value for key, value in data.items() if value is not None and value != [] and value != {}}


def _each(make: Callable[[T], Data], items: Iterable[T]) -> list[Data]:
    return [make(item) for item in items]


def _value(value: Enum) -> Any:
    return value.value


def _values(items: Iterable[Enum]) -> list[Any]:
    return [item.value for item in items]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _clock(value: time | None) -> str | None:
    return f"{value:%H:%M}" if value else None


def _when(when: When) -> Data:
    return _filled(
        {
            "cach_nop": _values(when.channels),
            "truong_hop": list(when.cases),
            "tu": _day(when.start),
            "den": _day(when.end),
        }
    )


def _duration(value: Duration) -> Data:
    return {"so": value.number, "don_vi": value.unit.value}


def _case(one: Case) -> Data:
    return _filled({"ma": one.code, "ten": one.name, "giai_thich": one.explanation})


def _document(one: Document) -> Data:
    return _filled(
        {
            "ma": one.code,
            "ten": one.name,
            "viec": one.handling.value,
            "ban_chinh": state(one.originals),
            "ban_sao": state(one.copies),
            "mau": one.form,
            "hoac": list(one.alternatives),
            "dieu_kien": one.condition,
            "ghi_chu": one.note,
            "khi": _when(one.when),
        }
    )


def _deadline(one: Deadline) -> Data:
    return _filled(
        {
            **state(one.duration, _duration),
            "cam_ket": one.committed,
            "chot_gio": _clock(one.cutoff),
            "ghi_chu": one.note,
            "khi": _when(one.when),
        }
    )


def _fee(one: Fee) -> Data:
    tiers = isinstance(one.amount, tuple)
    is_sum = isinstance(one.amount, int)
    return _filled(
        {
            "ma": one.code,
            "loai": one.kind.value,
            "ten": one.name,
            "muc": None if tiers else state(one.amount, none="khong_thu"),
            "bac": [_filled({"den": tier.upto, "muc": tier.amount}) for tier in one.amount]
            if isinstance(one.amount, tuple)
            else None,
            "tinh_theo": one.basis.value if one.basis else _NO_BASIS if is_sum else None,
            "toi_da": one.cap,
            "toi_da_theo": one.cap_basis.value if one.cap_basis else None,
            "can_cu": one.legal_basis or (_NO_LAW if is_sum else None),
            "ghi_chu": one.note,
            "khi": _when(one.when),
        }
    )


def _exemption(one: Exemption) -> Data:
    return _filled(
        {
            "ma": one.code,
            "ai": one.who,
            "giam": state(one.percent),
            "giay": one.proof,
            "can_cu": state(one.legal_basis),
            "khoan_thu": list(one.fees),
        }
    )


def _payment(one: Payment) -> Data:
    return _filled(
        {
            "ma": one.code,
            "loai": one.method.value,
            "tai_khoan": one.account,
            "ghi_chu": one.note,
            "khi": _when(one.when),
        }
    )


def _elsewhere(one: Elsewhere) -> bool | Data:
    return {"duoc": one.allowed, "dieu_kien": one.condition} if one.condition else one.allowed


def _delegation(one: Delegation) -> Data:
    return _filled({"duoc": one.allowed, "giay": one.paper, "tru": one.exception})


def _step(one: Step) -> Data:
    duration = None if one.duration is None else state(one.duration, _duration)
    return _filled({"ai": one.actor, "lam": one.action, "thoi_gian": duration, "khi": _when(one.when)})


def _result(one: Result) -> Data:
    return _filled(
        {
            "ma": one.code,
            "ten": one.name,
            "nhan": state(one.delivery, _values),
            "gia_tri": state(
                one.valid_for, lambda value: _duration(value) if isinstance(value, Duration) else value.value
            ),
            "ghi_chu": one.note,
            "cuoc_buu_chinh": state(one.postage, none="khong_thu"),
            "tra_tai_nha": one.at_home,
        }
    )


def _legal_basis(one: LegalBasis) -> Data:
    return _filled(
        {
            "so_hieu": one.number,
            "ten": one.title,
            "tu": _day(one.start),
            "den": _day(one.end),
            "dia_chi": one.link,
        }
    )
