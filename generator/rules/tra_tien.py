"""Ways to pay stand only where something is to be paid.

Breaks it: `phi_le_phi: {khong_thu: …}` with `cach_tra_tien: [{ma: tien-mat, loai: tien_mat}]`.
Keeps it: the same without `cach_tra_tien`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.layers import Source
from generator.problems import Problem
from generator.rules._records import listed

ID = "tra_tien"


def check_procedure(procedure: Source) -> Iterator[Problem]:
    if "cach_tra_tien" not in procedure.data:
        return
    fees = procedure.data["phi_le_phi"]
    amounts = [fee.get("muc") for fee in listed(procedure.data, "phi_le_phi")] or [fees]
    if all(isinstance(amount, dict) and "khong_thu" in amount for amount in amounts):
        message = "thủ tục không thu tiền thì không có cách trả tiền; hãy bỏ mục cach_tra_tien hoặc xem lại phi_le_phi"
        yield Problem.at(procedure.key_at("cach_tra_tien"), ID, message)
