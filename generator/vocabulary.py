"""The one place that knows both languages: YAML keys as officials write them, records as code names them.

Takes data that has passed its schema and the rules, and never fails on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any, TypeVar

from generator.records import (
    Account,
    Agency,
    Announced,
    Apology,
    App,
    Basis,
    Board,
    Branch,
    Case,
    ChangeKind,
    Channel,
    Closure,
    Complaints,
    Condition,
    Deadline,
    Delegation,
    Dictionary,
    Document,
    Duration,
    Elsewhere,
    Exemption,
    Fee,
    FeeKind,
    Field,
    Forever,
    Form,
    FormerHost,
    Handling,
    HostKind,
    HoursKind,
    Hung,
    Inspected,
    JourneyStep,
    LegalBasis,
    LevelTarget,
    LifeEvent,
    Lifetime,
    LinksOut,
    Listed,
    MakeUpDay,
    Nothing,
    Notice,
    NoticeKind,
    OnlineLevel,
    Opening,
    Passage,
    Payment,
    PaymentMethod,
    Place,
    PlaceKind,
    Printed,
    PrintedFacts,
    Procedure,
    ProcedureList,
    Provenance,
    ReceptionPoint,
    Register,
    Repository,
    Result,
    Session,
    Status,
    Step,
    Supporter,
    Survey,
    SurveyOption,
    SurveyQuestion,
    SurveyRound,
    TakenBack,
    TakenDown,
    Term,
    Tier,
    TimeTarget,
    TimeUnit,
    Unit,
    UnitKind,
    Unknown,
    Validity,
    Version,
    Week,
    Weekday,
    When,
)

Data = Mapping[str, Any]
T = TypeVar("T")


def _unknown(value: Any) -> Unknown | None:
    if isinstance(value, dict) and "chua_ro" in value:
        return Unknown(value["chua_ro"], value.get("nguyen_van"))
    return None


def _nothing(value: Any) -> Nothing | None:
    if isinstance(value, dict):
        source = value.get("khong_thu") or value.get("khong_co")
        if source:
            return Nothing(source)
    return None


def _known(value: Any, make: Callable[[Any], T]) -> T | Unknown:
    return _unknown(value) or make(value)


def _stated(value: Any, make: Callable[[Any], T]) -> T | Nothing | Unknown:
    nothing = _nothing(value)
    return nothing if nothing else _known(value, make)


def _each(make: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    return lambda items: tuple(make(item) for item in items)


def _same(value: Any) -> Any:
    return value


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _time(value: str) -> time:
    return time(int(value[:2]), int(value[3:]))


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def when(data: Data | None) -> When:
    """The selector `khi`."""
    if not data:
        return When()
    return When(
        tuple(Channel(one) for one in _listed(data.get("cach_nop"))),
        tuple(_listed(data.get("truong_hop"))),
        _date(data.get("tu")),
        _date(data.get("den")),
    )


def _duration(data: Data) -> Duration:
    return Duration(data["so"], TimeUnit(data["don_vi"]))


def _case(data: Data) -> Case:
    return Case(data["ma"], data["ten"], data.get("giai_thich"))


def _document(data: Data) -> Document:
    return Document(
        data["ma"],
        data["ten"],
        Handling(data["viec"]),
        _known(data["ban_chinh"], _same),
        _known(data["ban_sao"], _same),
        data.get("mau"),
        tuple(data.get("hoac", ())),
        data.get("dieu_kien"),
        data.get("ghi_chu"),
        when(data.get("khi")),
    )


def _deadline(data: Data) -> Deadline:
    cutoff = data.get("chot_gio")
    return Deadline(
        _known(data, _duration),
        data.get("cam_ket"),
        _time(cutoff) if cutoff else None,
        data.get("ghi_chu"),
        when(data.get("khi")),
    )


def _fee(data: Data) -> Fee:
    tiers = data.get("bac")
    amount = tuple(Tier(tier["muc"], tier.get("den")) for tier in tiers) if tiers else _stated(data["muc"], _same)
    basis, law, cap_basis = data.get("tinh_theo"), data.get("can_cu"), data.get("toi_da_theo")
    return Fee(
        data["ma"],
        FeeKind(data["loai"]),
        data["ten"],
        amount,
        None if basis is None or _unknown(basis) else Basis(basis),
        data.get("toi_da"),
        Basis(cap_basis) if cap_basis else None,
        None if _unknown(law) else law,
        data.get("ghi_chu"),
        when(data.get("khi")),
    )


def _exemption(data: Data) -> Exemption:
    return Exemption(
        data["ma"],
        data["ai"],
        _known(data["giam"], _same),
        _known(data["can_cu"], _same),
        data.get("giay"),
        tuple(data.get("khoan_thu", ())),
    )


def _payment(data: Data) -> Payment:
    return Payment(
        data["ma"], PaymentMethod(data["loai"]), data.get("tai_khoan"), data.get("ghi_chu"), when(data.get("khi"))
    )


def _elsewhere(value: Any) -> Elsewhere:
    return Elsewhere(value["duoc"], value["dieu_kien"]) if isinstance(value, dict) else Elsewhere(value)


def _delegation(data: Data) -> Delegation:
    return Delegation(data["duoc"], data.get("giay"), data.get("tru"))


def _step(data: Data) -> Step:
    duration = data.get("thoi_gian")
    return Step(data["ai"], data["lam"], _known(duration, _duration) if duration else None, when(data.get("khi")))


def _valid_for(value: Any) -> Duration | Forever:
    return Forever(value) if isinstance(value, str) else _duration(value)


def _result(data: Data) -> Result:
    return Result(
        data["ma"],
        data["ten"],
        _known(data["nhan"], _each(Channel)),
        _known(data["gia_tri"], _valid_for),
        data.get("ghi_chu"),
        _stated(data.get("cuoc_buu_chinh"), _same),
        data.get("tra_tai_nha"),
    )


def _legal_basis(data: Data) -> LegalBasis:
    return LegalBasis(data["so_hieu"], data["ten"], _date(data.get("tu")), _date(data.get("den")), data.get("dia_chi"))


def _validity(data: Data) -> Validity:
    return Validity(
        _known(data["tu"], date.fromisoformat),
        Status(data["trang_thai"]),
        _date(data.get("den")),
        data.get("thay_bang"),
        data.get("ly_do"),
    )


def _provenance(data: Data) -> Provenance:
    return Provenance(
        _known(data["quyet_dinh"], _same),
        _known(data["kiem_tra"], date.fromisoformat),
        data.get("dia_chi"),
        ChangeKind(data["loai_cong_bo"]) if "loai_cong_bo" in data else None,
    )


def procedure(data: Data, later: tuple[tuple[str, Data, str], ...] = ()) -> Procedure:
    """A procedure from its data, and from `later` states: (first day, data, legal basis)."""
    online = data.get("nop_truc_tuyen")
    return Procedure(
        code=data["ma"],
        name=data["ten"],
        field=data["linh_vuc"],
        online_level=_known(data["muc_do"], OnlineLevel),
        audience=_known(data["doi_tuong"], tuple),
        authority=_known(data["co_quan"], _same),
        reception_points=_known(data["nop_o_dau"], tuple),
        elsewhere=_known(data["noi_khac"], _elsewhere),
        delegation=_known(data["uy_quyen"], _delegation),
        channels=_known(data["cach_nop"], _each(Channel)),
        documents=_stated(data["giay_to"], _each(_document)),
        sets=_known(data["so_bo"], _same),
        deadlines=_known(data["thoi_han"], _each(_deadline)),
        fees=_stated(data["phi_le_phi"], _each(_fee)),
        steps=_known(data["trinh_tu"], _each(_step)),
        results=_known(data["ket_qua"], _each(_result)),
        requirements=_stated(data["yeu_cau"], tuple),
        if_refused=_known(data["neu_bi_tu_choi"], _same),
        if_late=_known(data["neu_tre_hen"], _same),
        legal_bases=_known(data["can_cu"], _each(_legal_basis)),
        validity=_validity(data["hieu_luc"]),
        source=_provenance(data["nguon"]),
        aliases=tuple(data.get("ten_goi_khac", ())),
        summary=data.get("tom_tat"),
        apply_online=None if online is None else _known(online, _same),
        cases=_each(_case)(data.get("truong_hop", ())),
        not_required=tuple(data.get("khong_phai_nop", ())),
        exemptions=_each(_exemption)(data.get("mien_giam", ())),
        payments=_known(data.get("cach_tra_tien", ()), _each(_payment)),
        notes=tuple(data.get("luu_y", ())),
        related=tuple(data.get("lien_quan", ())),
        iso_process=data.get("iso", {}).get("quy_trinh"),
        versions=tuple(Version(date.fromisoformat(day), procedure(state), basis) for day, state, basis in later),
    )


def form(data: Data, folder: str) -> Form:
    """A form from its data and the folder, below the root, that holds its file."""
    file = data.get("tep")
    return Form(
        data["ma"],
        data["ten"],
        _known(data["nguon"], _same),
        data.get("ky_hieu"),
        f"{folder}/{file}" if file else None,
        data.get("dia_chi"),
    )


def _lifetime(data: Data | None) -> Lifetime:
    return Lifetime(_date(data.get("tu")), _date(data.get("den"))) if data else Lifetime()


def fields(data: Data) -> dict[str, Field]:
    """All fields by code, in the order written."""
    return {
        item["ma"]: Field(
            item["ma"],
            item["ten"],
            item.get("mo_ta"),
            tuple(item.get("ten_quoc_gia", ())),
            _lifetime(item.get("hieu_luc")),
            item.get("thay_bang"),
        )
        for item in data["linh_vuc"]
    }


def dictionary(data: Data) -> Dictionary:
    """Everyday words, abbreviations and synonyms."""
    return Dictionary(
        {everyday: tuple(meanings) for everyday, meanings in data.get("tu_dien", {}).items()},
        {everyday: tuple(meanings) for everyday, meanings in data.get("loi_ghep", {}).items()},
        dict(data.get("viet_tat", {})),
        dict(data.get("cung_nghia", {})),
    )


def _opening(data: Data) -> Opening:
    return Opening(
        tuple(Weekday(day) for day in data["ngay"]),
        _time(data["tu"]),
        _time(data["den"]),
        HoursKind(data.get("loai", HoursKind.OFFICE.value)),
        data.get("ghi_chu"),
    )


def _complaints(data: Data) -> Complaints:
    return Complaints(
        _known(data["noi"], _same), _known(data["dien_thoai"], _same), data.get("dia_chi_mang"), data.get("hop_thu")
    )


def _optional(value: Any, make: Callable[[Any], T]) -> T | Unknown | None:
    return None if value is None else _known(value, make)


def _reception_point(data: Data) -> ReceptionPoint:
    return ReceptionPoint(
        data["ma"],
        data["ten"],
        _known(data["dia_chi"], _same),
        _optional(data.get("dien_thoai"), _same),
        _optional(data.get("gio_lam_viec"), _each(_opening)),
        data.get("lay_so"),
    )


def _place(data: Data) -> Place:
    return Place(
        data["ma"],
        PlaceKind(data["loai"]),
        data["ten"],
        data.get("treo_o"),
        tuple(Supporter(one["vai"], _optional(one.get("dien_thoai"), _same)) for one in data.get("ho_tro", ())),
        _lifetime(data.get("hieu_luc")),
        data.get("thay_bang"),
    )


def _repository(data: Data) -> Repository:
    return Repository(HostKind(data["loai"]), data["may_chu"], data["kho"], data.get("nhanh", "main"))


def _account(data: Data) -> Account:
    return Account(data["ma"], data["ngan_hang"], data["so"], data["chu_tai_khoan"])


def _links_out(data: Data) -> LinksOut:
    app = data.get("ung_dung")
    return LinksOut(data.get("tra_cuu"), App(app["ten"], app["dia_chi"]) if app else None, data.get("khao_sat"))


def unit(data: Data) -> Unit:
    """The commune from its data."""
    return Unit(
        code=data["ma"],
        kind=UnitKind(data["loai"]),
        name=data["ten"],
        province=data["tinh"],
        host=data["ten_mien"],
        address=_known(data["dia_chi"], _same),
        phone=_known(data["dien_thoai"], _same),
        complaints=_complaints(data["phan_anh"]),
        hours=_known(data["gio_lam_viec"], _each(_opening)),
        reception_points=_each(_reception_point)(data["noi_tiep_nhan"]),
        places=_each(_place)(data["noi"]),
        sample=data.get("ban_mau", False),
        base_path=data.get("duong_dan", "/"),
        map_link=data.get("ban_do"),
        citizen_hours=_known(data.get("tiep_dan", ()), _each(_opening)),
        closures=tuple(
            Closure(date.fromisoformat(one["tu"]), date.fromisoformat(one["den"]), one["ly_do"])
            for one in data.get("ngay_nghi", ())
        ),
        make_up_days=tuple(MakeUpDay(date.fromisoformat(one["ngay"]), one["ly_do"]) for one in data.get("lam_bu", ())),
        holidays_announced=data.get("le_da_cong_bo"),
        favourites=tuple(data.get("hay_dung", ())),
        source=data.get("nguon"),
        former_hosts=tuple(
            FormerHost(one["ten_mien"], one.get("duong_dan", "/")) for one in data.get("ten_mien_cu", ())
        ),
        repository=_repository(data["kho_git"]) if "kho_git" in data else None,
        accounts=_each(_account)(data.get("tai_khoan", ())),
        links_out=_links_out(data.get("lien_ket", {})),
        time_targets=tuple(
            TimeTarget(ChangeKind(one["loai"]), one["phan_tram"], date.fromisoformat(one["den"]), one.get("can_cu"))
            for one in data.get("muc_tieu", {}).get("rut_ngan", ())
        ),
        level_targets=tuple(
            LevelTarget(OnlineLevel(one["muc_do"]), one["phan_tram"], date.fromisoformat(one["den"]), one.get("can_cu"))
            for one in data.get("muc_tieu", {}).get("truc_tuyen", ())
        ),
    )


def register(entries: Mapping[str, Data]) -> Register:
    """The register from its entries by name; what sheets state is left out, see `as_printed`."""
    events = ((name, data) for name, data in entries.items() if "ngay" in data)
    ordered = sorted(events, key=lambda entry: (entry[1]["ngay"], entry[0]))

    def each(kind: str, make: Callable[[str, date, Data], T]) -> dict[str, T]:
        return {name: make(name, date.fromisoformat(one["ngay"]), one[kind]) for name, one in ordered if kind in one}

    def listed(kind: str, make: Callable[[str, date, Data], T]) -> tuple[T, ...]:
        return tuple(each(kind, make).values())

    return Register(
        each("in", lambda name, day, of: Printed(name, day, of["thiet_ke"], tuple(of["dia_chi"]), of["so_ban"])),
        each("treo", lambda name, day, of: Hung(name, day, of["ban_in"], of["noi"], of.get("vi_tri"))),
        listed(
            "kiem_tra",
            lambda name, day, of: Inspected(name, day, of["treo"], Condition(of["tinh_trang"]), of.get("ghi_chu")),
        ),
        listed("go", lambda name, day, of: TakenDown(name, day, of["treo"], of.get("ly_do"))),
        listed("thu_hoi", lambda name, day, of: TakenBack(name, day, of["ban_in"], of.get("ly_do"))),
        listed("phat_thanh", lambda name, day, of: Announced(name, day, tuple(of["noi"]), tuple(of["thu_tuc"]))),
    )


def as_printed(content: Data, unit: Unit, stated: Mapping[str, Procedure]) -> PrintedFacts:
    """What a sheet states, as records: those of today, changed back to what was printed.

    `stated` holds what sheets state of procedures, by the names of the entries; what was taken back may state
    procedures that are there no more.
    """
    of_unit, of_place = content.get("don_vi"), content.get("noi")
    place = next((one for one in unit.places if of_place and one.code == of_place["ma"]), None)
    return PrintedFacts(
        _unit_as_printed(of_unit, unit) if of_unit else unit,
        replace(_place(of_place), lifetime=place.lifetime, replaced_by=place.replaced_by)
        if of_place and place
        else None,
        tuple(stated[name] for name in content.get("thu_tuc", ()) if name in stated),
    )


def _unit_as_printed(data: Data, today: Unit) -> Unit:
    return replace(
        today,
        name=data["ten"],
        province=data["tinh"],
        address=_known(data["dia_chi"], _same),
        phone=_known(data["dien_thoai"], _same),
        complaints=_complaints(data["phan_anh"]),
        hours=_known(data["gio_lam_viec"], _each(_opening)),
        reception_points=_each(_reception_point)(data["noi_tiep_nhan"]),
    )


def procedure_as_printed(data: Data, today: Procedure) -> Procedure:
    """A procedure as sheets state it; what they do not state is as it is `today`."""
    return procedure(data) if data.get("tron_bo") else _as_answered(data, today)


def _as_answered(data: Data, today: Procedure) -> Procedure:
    """A procedure of which a sheet states what to bring, what it costs, how long it takes and where to file."""
    return replace(
        today,
        name=data["ten"],
        aliases=tuple(data.get("ten_goi_khac", ())),
        reception_points=_known(data["nop_o_dau"], tuple),
        channels=_known(data["cach_nop"], _each(Channel)),
        documents=_stated(data["giay_to"], _each(_document)),
        deadlines=_known(data["thoi_han"], _each(_deadline)),
        fees=_stated(data["phi_le_phi"], _each(_fee)),
        validity=_validity(data["hieu_luc"]),
        cases=_each(_case)(data.get("truong_hop", ())),
        versions=(),
    )


def _journey_step(data: Data) -> JourneyStep:
    return JourneyStep(
        data["ma"],
        data["thu_tuc"],
        data.get("truong_hop"),
        data.get("viec"),
        data.get("neu"),
        tuple(data.get("nhanh", ())),
        tuple(data.get("sau", ())),
        tuple(Agency(one["co_quan"], one["viec"], one.get("thu_tuc")) for one in data.get("lien_thong", ())),
    )


def _life_event(data: Data) -> LifeEvent:
    return LifeEvent(
        data["ma"],
        data["ten"],
        data["tom_tat"],
        _each(_journey_step)(data["buoc"]),
        tuple(Branch(one["ma"], one["ten"], one.get("giai_thich")) for one in data.get("nhanh", ())),
        tuple(data.get("ten_goi_khac", ())),
        tuple(data.get("luu_y", ())),
        _lifetime(data.get("hieu_luc")),
        data.get("thay_bang"),
    )


def events(data: Data) -> dict[str, LifeEvent]:
    """All life events by code, in the order written."""
    return {item["ma"]: _life_event(item) for item in data["su_kien"]}


def glossary(data: Data) -> dict[str, Term]:
    """All explained words by code, in the order written."""
    return {
        item["ma"]: Term(
            item["ma"],
            item["tu"],
            item["nghia"],
            item.get("day_du"),
            tuple(item.get("viet_khac", ())),
            tuple(item.get("tru", ())),
        )
        for item in data["tu_ngu"]
    }


def _passage(value: Any) -> Passage:
    return Passage(value) if isinstance(value, str) else Passage(None, value.get("de_muc"), tuple(value["y"]))


def _notice(data: Data) -> Notice:
    return Notice(
        data["ma"],
        NoticeKind(data["loai"]),
        data["ten"],
        _known(data["nguon"], _same),
        _each(_passage)(data["noi_dung"]),
        _date(data.get("ngay")),
        _lifetime(data.get("hieu_luc")),
    )


def _apology(data: Data) -> Apology:
    return Apology(data["nguon"], date.fromisoformat(data["ngay"]), data["khi"], data["ai_ky"], tuple(data["loi_thu"]))


def board(data: Data) -> Board:
    """What the commune posts beside its procedures."""
    apology = data.get("thu_xin_loi")
    return Board(
        {item["ma"]: _notice(item) for item in data.get("bang_tin", ())}, _apology(apology) if apology else None
    )


def _session(data: Data) -> Session:
    return Session(
        Weekday(data["ngay"]), _time(data["tu"]), _time(data["den"]), data["viec"], data["ai"], data.get("o_dau")
    )


def schedule(data: Data) -> tuple[Week, ...]:
    """The weeks of the commune's schedule, the earliest first."""
    weeks = (Week(date.fromisoformat(one["tu"]), _each(_session)(one["buoi"])) for one in data["tuan"])
    return tuple(sorted(weeks, key=lambda week: week.start))


def procedure_list(data: Data) -> ProcedureList:
    return ProcedureList(
        data["ten"],
        date.fromisoformat(data["ngay"]),
        tuple(
            Listed(one["ma"], one["ten"], one.get("linh_vuc", ""), None if _unknown(levels) else levels)
            for one in data["thu_tuc"]
            for levels in (one.get("cap_xa", True),)
        ),
    )


def survey(data: Data) -> Survey:
    """The questions that people are asked, and the rounds in the order of their days."""
    return Survey(
        data["ma"],
        tuple(
            SurveyQuestion(
                one["ma"],
                one["hoi"],
                tuple(SurveyOption(option["ma"], option["ten"]) for option in one["tra_loi"]),
                one.get("thoi_hoi", False),
            )
            for one in data["cau_hoi"]
        ),
        tuple(sorted(map(_survey_round, data.get("dot", ())), key=lambda one: one.start)),
    )


def _survey_round(data: Data) -> SurveyRound:
    return SurveyRound(
        data["ma"],
        date.fromisoformat(data["tu"]),
        date.fromisoformat(data["den"]),
        data["phat_ra"],
        data["thu_ve"],
        {question: dict(counts) for question, counts in data["ket_qua"].items()},
        data.get("ghi_chu"),
    )
