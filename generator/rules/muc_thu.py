"""A fee says one amount in one way, its tiers rise, its cap can be reached and its source is among the legal bases.

Breaks it: `bac: [{muc: 2000}, {den: 2, muc: 1000}]`. Keeps it: `bac: [{den: 2, muc: 2000}, {muc: 1000}]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import wording
from generator.events import Steps
from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._records import listed

ID = "muc_thu"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    numbers = {basis["so_hieu"] for basis in listed(procedure.data, "can_cu")}
    for index, fee in enumerate(listed(procedure.data, "phi_le_phi")):
        steps: Steps = ("phi_le_phi", index)
        yield from _amount(procedure, steps, fee)
        yield from _cap(procedure, steps, fee)
        yield from _source(procedure, steps, fee, numbers)
    exemptions = listed(procedure.data, "mien_giam")
    for index, exemption in enumerate(exemptions):
        yield from _source(procedure, ("mien_giam", index), exemption, numbers)
    charges = procedure.data["phi_le_phi"]
    if exemptions and isinstance(charges, dict) and "khong_thu" in charges:
        message = "thủ tục không thu tiền thì không cần mục mien_giam; hãy bỏ mục này hoặc xem lại phi_le_phi"
        yield Problem.at(procedure.key_at("mien_giam"), ID, message, Level.WARNING)


def _amount(procedure: Source, steps: Steps, fee: dict[str, Any]) -> Iterator[Problem]:
    if "muc" in fee and "bac" in fee:
        message = "khoản thu ghi cả muc và bac; hãy giữ muc nếu chỉ một giá, giữ bac nếu giá đổi theo số lượng"
        yield Problem.at(procedure.key_at(*steps, "bac"), ID, message)
    elif "muc" not in fee and "bac" not in fee:
        message = 'khoản thu chưa ghi mức; hãy thêm muc: số đồng, {khong_thu: "văn bản"} hoặc {chua_ro: "lý do"}'
        yield Problem.at(procedure.at(*steps), ID, message)
    tiers = fee.get("bac", [])
    before = 0
    for index, tier in enumerate(tiers):
        last = index == len(tiers) - 1
        if "den" not in tier:
            if not last:
                message = "chỉ bậc cuối mới được bỏ den; hãy ghi bậc này tính đến đơn vị thứ mấy"
                yield Problem.at(procedure.at(*steps, "bac", index), ID, message)
            continue
        at = procedure.at(*steps, "bac", index, "den")
        if last:
            yield Problem.at(at, ID, "bậc cuối tính cho mọi số lượng còn lại; hãy bỏ den của bậc này")
        elif tier["den"] <= before:
            yield Problem.at(at, ID, f"bậc này đến {tier['den']}, phải lớn hơn bậc trước (đến {before})")
        before = max(before, tier["den"])


def _cap(procedure: Source, steps: Steps, fee: dict[str, Any]) -> Iterator[Problem]:
    cap, amount = fee.get("toi_da"), fee.get("muc")
    if isinstance(amount, dict) and "khong_thu" in amount:
        for key in ("tinh_theo", "toi_da", "toi_da_theo"):
            if key in fee:
                yield Problem.at(
                    procedure.key_at(*steps, key), ID, f"khoản không thu thì không có {key}; hãy bỏ mục này"
                )
        return
    if cap is None and "toi_da_theo" in fee:
        message = "có toi_da_theo mà chưa có toi_da; hãy thêm toi_da: số đồng hoặc bỏ toi_da_theo"
        yield Problem.at(procedure.key_at(*steps, "toi_da_theo"), ID, message)
    if cap is None:
        return
    if "toi_da_theo" not in fee:
        message = "có toi_da mà chưa nói tối đa cho mỗi gì; hãy thêm toi_da_theo, ví dụ toi_da_theo: ban"
        yield Problem.at(procedure.key_at(*steps, "toi_da"), ID, message, Level.WARNING)
    units = [tier["muc"] for tier in fee.get("bac", [])] + ([amount] if isinstance(amount, int) else [])
    dearest = max(units, default=0)
    if cap < dearest:
        message = (
            f"mức tối đa {wording.money(cap)} thấp hơn giá một đơn vị ({wording.money(dearest)}); hãy xem lại hai số"
        )
        yield Problem.at(procedure.at(*steps, "toi_da"), ID, message)


def _source(procedure: Source, steps: Steps, item: dict[str, Any], numbers: set[str]) -> Iterator[Problem]:
    source = item.get("can_cu")
    if isinstance(source, str) and numbers and source not in numbers:
        message = f"văn bản {source} chưa có trong mục can_cu của thủ tục; hãy thêm vào can_cu hoặc sửa số hiệu"
        yield Problem.at(procedure.at(*steps, "can_cu"), ID, message, Level.WARNING)
