"""Whatever a record refers to by its code exists.

Breaks it: `linh_vuc: hotich` where linh_vuc.yaml has `ho-tich`. Keeps it: `linh_vuc: ho-tich`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.events import Steps
from generator.layers import Source
from generator.problems import Problem
from generator.rules._records import in_states, listed, selectors, suggestion
from generator.sources import Sources

ID = "tham_chieu"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    cases = {item["ma"] for item in listed(procedure.data, "truong_hop")}
    for steps, selector in selectors(procedure):
        named = selector.get("truong_hop", ())
        single = isinstance(named, str)
        for index, code in enumerate([named] if single else named):
            if code in cases:
                continue
            at = (*steps, "truong_hop") if single else (*steps, "truong_hop", index)
            if cases:
                message = f'không có trường hợp mã "{code}" trong mục truong_hop{suggestion(code, cases)}'
            else:
                message = (
                    "thủ tục này chưa khai trường hợp nào;"
                    f' hãy thêm mục truong_hop có mã "{code}" hoặc bỏ điều kiện này'
                )
            yield Problem.at(procedure.at(*at), ID, message)

    fees = {item["ma"] for item in listed(procedure.data, "phi_le_phi")}
    for index, exemption in enumerate(listed(procedure.data, "mien_giam")):
        for place, code in enumerate(exemption.get("khoan_thu", ())):
            if code not in fees:
                message = f'không có khoản thu mã "{code}" trong mục phi_le_phi{suggestion(code, fees)}'
                yield Problem.at(procedure.at("mien_giam", index, "khoan_thu", place), ID, message)


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    fields = {item["ma"] for item in sources.fields.data["linh_vuc"]} if sources.fields else None
    points = {item["ma"] for item in sources.unit.data["noi_tiep_nhan"]} if sources.unit else None
    accounts = {item["ma"] for item in sources.unit.data.get("tai_khoan", ())} if sources.unit else None
    for state in in_states(sources):
        data = state.data
        if fields is not None and data["linh_vuc"] not in fields:
            code = data["linh_vuc"]
            message = f'không có lĩnh vực mã "{code}" trong linh_vuc.yaml{suggestion(code, fields)}'
            yield Problem.at(state.at("linh_vuc"), ID, message)
        if points is not None:
            yield from _points(state, points)
        if accounts is not None:
            yield from _accounts(state, accounts)
        for index, document in enumerate(listed(data, "giay_to")):
            form = document.get("mau")
            if form is not None and form not in sources.forms:
                message = (
                    f'không có biểu mẫu mã "{form}" dùng được trong bieu_mau/{suggestion(form, sources.forms)}'
                    f" (phải có tệp bieu_mau/{form}.yaml và tệp đó không có lỗi)"
                )
                yield Problem.at(state.at("giay_to", index, "mau"), ID, message)
        for index, code in enumerate(data.get("lien_quan", ())):
            if code == data["ma"]:
                message = "thủ tục không liên quan tới chính nó; hãy bỏ mã này khỏi lien_quan"
                yield Problem.at(state.at("lien_quan", index), ID, message)
            yield from _procedure(state, ("lien_quan", index), code, sources.claimed)
        replacement = data["hieu_luc"].get("thay_bang")
        if replacement is not None:
            yield from _procedure(state, ("hieu_luc", "thay_bang"), replacement, sources.claimed)

    if sources.unit:
        for index, code in enumerate(sources.unit.data.get("hay_dung", ())):
            yield from _procedure(sources.unit, ("hay_dung", index), code, sources.claimed)
        yield from _successors(sources.unit, "noi", "thôn, ấp, khu phố")
    if sources.fields:
        yield from _successors(sources.fields, "linh_vuc", "lĩnh vực")
    if sources.events:
        yield from _successors(sources.events, "su_kien", "việc")


def _points(state: Source, points: Collection[str]) -> Iterator[Problem]:
    for index, code in enumerate(listed(state.data, "nop_o_dau")):
        if code not in points:
            message = f'không có nơi tiếp nhận mã "{code}" trong don_vi.yaml{suggestion(code, points)}'
            yield Problem.at(state.at("nop_o_dau", index), ID, message)
    for index, step in enumerate(listed(state.data, "trinh_tu")):
        code = step["ai"]
        if code not in points and code not in ("nguoi_lam_thu_tuc", "co_quan"):
            message = f'không có nơi tiếp nhận mã "{code}" trong don_vi.yaml{suggestion(code, points)}'
            yield Problem.at(state.at("trinh_tu", index, "ai"), ID, message)


def _accounts(state: Source, accounts: Collection[str]) -> Iterator[Problem]:
    for index, way in enumerate(listed(state.data, "cach_tra_tien")):
        code = way.get("tai_khoan")
        if code is not None and code not in accounts:
            message = f'không có tài khoản mã "{code}" trong mục tai_khoan của don_vi.yaml{suggestion(code, accounts)}'
            yield Problem.at(state.at("cach_tra_tien", index, "tai_khoan"), ID, message)


def _procedure(source: Source, steps: Steps, code: str, known: Collection[str]) -> Iterator[Problem]:
    if code not in known:
        yield Problem.at(source.at(*steps), ID, f'không có thủ tục mã "{code}"{suggestion(code, known)}')


def _successors(source: Source, name: str, kind: str) -> Iterator[Problem]:
    codes = {item["ma"] for item in source.data[name]}
    for index, item in enumerate(source.data[name]):
        code = item.get("thay_bang")
        if code is not None and code not in codes:
            message = f'không có {kind} mã "{code}" trong tệp này{suggestion(code, codes)}'
            yield Problem.at(source.at(name, index, "thay_bang"), ID, message)
