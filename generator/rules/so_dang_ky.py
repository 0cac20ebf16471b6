"""The entries of the register belong together: what hangs was printed, and an edition means one sheet.

Breaks it: two branches that both printed edition 3 of a page for one page and state different facts; a `treo` whose `in` was
deleted. Keeps it: `thu_hoi` takes one of the two back, and the next print is edition 4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from generator import addresses
from generator.events import Steps
from generator.layers import Source
from generator.problems import Problem
from generator.sources import Sources

ID = "so_dang_ky"
_REFERENCES = (
    ("treo", "ban_in", "in"),
    ("kiem_tra", "treo", "treo"),
    ("go", "treo", "treo"),
    ("thu_hoi", "ban_in", "in"),
)
"""Kind of entry, the key that names another entry, and what kind that one is."""


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    for entry in sources.register.values():
        yield from _lost(entry, sources)
    editions = _editions(sources.register)
    for path, prints in editions.items():
        yield from _twice(path, prints, sources.register)
        if sources.entries <= sources.register.keys():
            yield from _missing(path, prints, sources.register)


def _lost(entry: Source, sources: Sources) -> Iterator[Problem]:
    for steps, name, wanted in _references(entry.data):
        other = sources.register.get(name)
        if (other is None and name not in sources.entries) or (other and wanted not in other.data):
            message = (
                f"sổ không có tệp {name}.yaml mà tệp này nói tới; sổ chỉ ghi thêm, không xóa: hãy lấy lại tệp ấy từ Git"
            )
            yield Problem.at(entry.at(*steps), ID, message)


def _references(data: Mapping[str, Any]) -> Iterator[tuple[Steps, str, str]]:
    """Where an entry names another, the name, and what kind of entry that one has to be."""
    for kind, key, wanted in _REFERENCES:
        if kind in data:
            yield (kind, key), data[kind][key], wanted
    for index, name in enumerate(data.get("in", {}).get("noi_dung", {}).get("thu_tuc", ())):
        yield ("in", "noi_dung", "thu_tuc", index), name, "thong_tin"


def _editions(register: Mapping[str, Source]) -> dict[str, dict[int, list[str]]]:
    """The names of the prints by path and edition, the earliest first."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    prints = [(entry.data["ngay"], name, entry) for name, entry in register.items() if "in" in entry.data]
    for _, name, entry in sorted(prints, key=lambda one: one[:2]):
        parts = addresses.split(entry.data["in"]["dia_chi"][0])
        if parts and parts.edition:
            found[parts.path][parts.edition].append(name)
    return found


def _twice(path: str, prints: Mapping[int, list[str]], register: Mapping[str, Source]) -> Iterator[Problem]:
    back = {entry.data["thu_hoi"]["ban_in"] for entry in register.values() if "thu_hoi" in entry.data}
    for edition, names in prints.items():
        first, *others = [name for name in names if name not in back] or names[:1]
        for name in others:
            if not _contradict(_stated(register[name], register), _stated(register[first], register)):
                continue
            message = (
                f"lần in {edition} của {path} đã ghi trong {first}.yaml với nội dung khác: hai nhánh cùng in một lần;"
                f" hãy thu lại mọi bản của tờ in sau, chạy lệnh niemyet taken-back {name}, rồi in lại,"
                f" lần in mới là {max(prints) + 1}; không sửa, không xóa tệp nào"
            )
            yield Problem.at(register[name].at("in", "dia_chi", 0), ID, message)


def _stated(entry: Source, register: Mapping[str, Source]) -> dict[str, Any]:
    """What a sheet states, by what it is about."""
    content = dict(entry.data["in"].get("noi_dung", {}))
    facts = [register[name].data["thong_tin"] for name in content.pop("thu_tuc", ()) if name in register]
    return {**content, **{one["ma"]: one for one in facts}}


def _contradict(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two sheets say different things about the same; a sheet may well say less than another."""
    return any(
        one[about][key] != other[about][key]
        for about in one.keys() & other.keys()
        for key in one[about].keys() & other[about].keys()
    )


def _missing(path: str, prints: Mapping[int, list[str]], register: Mapping[str, Source]) -> Iterator[Problem]:
    """Editions are numbered without gaps, so a gap is a file that somebody deleted."""
    last = max(prints)
    absent = [str(edition) for edition in range(1, last) if edition not in prints]
    if absent:
        message = (
            f"{path} đã in tới lần {last} mà sổ không có tệp của lần in {', '.join(absent)};"
            " sổ chỉ ghi thêm, không xóa: hãy lấy lại tệp ấy từ Git"
        )
        yield Problem.at(register[prints[last][0]].at("in", "dia_chi", 0), ID, message)
