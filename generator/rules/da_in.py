"""What was printed can't be taken back, so the page behind every printed code stays, and so does its host.

Breaks it: deleting a procedure or a village whose code hangs; another `ten_mien` while sheets lead to the old one.
Keeps it: `hieu_luc` with `trang_thai: bai_bo` or `thay_the`; a village with `den`; the old host in `ten_mien_cu`.
Prints that were taken back (`thu_hoi`) bind nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from generator import addresses
from generator.addresses import Kind
from generator.events import Steps
from generator.layers import Source
from generator.problems import Position, Problem
from generator.sources import Sources

ID = "da_in"
_KEPT = {
    Kind.PROCEDURE: (
        "thủ tục",
        "hãy giữ tệp thủ tục, ghi hieu_luc với trang_thai: bai_bo, hoặc trang_thai: thay_the và thay_bang",
    ),
    Kind.PLACE: ("nơi", "hãy giữ nơi này trong don_vi.yaml, ghi hieu_luc với ngày den và thay_bang"),
    Kind.FIELD: ("lĩnh vực", "hãy giữ lĩnh vực này trong linh_vuc.yaml, ghi hieu_luc với ngày den và thay_bang"),
    Kind.EVENT: ("sự kiện", "hãy giữ sự kiện này trong su_kien.yaml, ghi hieu_luc với ngày den và thay_bang"),
    Kind.SURVEY: ("phiếu", "hãy giữ tệp hai_long.yaml với ma này"),
}
"""What each kind of page is called, and how to keep its address when it ended."""

Use = tuple[Source, Steps]
"""An entry and where in it something is printed."""


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    if not (sources.unit and sources.fields):
        return
    back = {entry.data["thu_hoi"]["ban_in"] for entry in sources.register.values() if "thu_hoi" in entry.data}
    prints = [entry for name, entry in sorted(sources.register.items()) if "in" in entry.data and name not in back]
    yield from _hosts(prints, sources.unit)
    known = _known(sources)
    used: dict[tuple[Kind, str], list[Use]] = defaultdict(list)
    for entry in prints:
        for page, steps in _pages(entry, sources):
            used[page].append((entry, steps))
    for (kind, code), uses in used.items():
        if code not in known[kind]:
            what, how = _KEPT[kind]
            message = (
                f"tờ đã in nói tới {what} {code} ({len(uses)} chỗ trong sổ) mà dữ liệu không còn {what} này;"
                f" tờ đã treo không sửa được: {how}"
            )
            yield Problem.at(_last(uses), ID, message)


def _hosts(prints: list[Source], unit: Source) -> Iterator[Problem]:
    """Other places of the site than today's that codes lead to and that nobody declares as still served."""
    own = (unit.data["ten_mien"], unit.data.get("duong_dan", "/"))
    served = {own, *((one["ten_mien"], one.get("duong_dan", "/")) for one in unit.data.get("ten_mien_cu", ()))}
    lost: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for entry in prints:
        for text in entry.data["in"]["dia_chi"]:
            parts = addresses.split(text)
            if parts and (parts.host, parts.base_path) not in served:
                lost[parts.host, parts.base_path].append(entry)
    for (host, path), entries in lost.items():
        line = f"ten_mien: {host}" + (f", duong_dan: {path}" if path != "/" else "")
        message = (
            f"{len(entries)} tờ đã in có mã dẫn tới {host}{path}, ví dụ {entries[-1].at().path}, mà nay trang nằm ở"
            f" {own[0]}{own[1]}; hãy ghi lại tên miền cũ, hoặc nếu tên miền cũ vẫn mở được trang này"
            f" thì khai thêm: ten_mien_cu: [{{{line}}}]"
        )
        yield Problem.at(unit.at("ten_mien"), ID, message)


def _pages(entry: Source, sources: Sources) -> Iterator[tuple[tuple[Kind, str], Steps]]:
    """The pages that codes of a sheet lead to and the procedures it answers for, in capitals."""
    content: dict[str, Any] = entry.data["in"]
    for index, text in enumerate(content["dia_chi"]):
        parts = addresses.split(text)
        if parts and parts.path:
            kind, code, _ = parts.path.split("/")
            yield (Kind(kind), code), ("in", "dia_chi", index)
    for index, name in enumerate(content.get("noi_dung", {}).get("thu_tuc", ())):
        if facts := sources.register.get(name):
            yield (Kind.PROCEDURE, facts.data["thong_tin"]["ma"]), ("in", "noi_dung", "thu_tuc", index)


def _known(sources: Sources) -> dict[Kind, frozenset[str]]:
    assert sources.unit
    assert sources.fields
    lists = {
        Kind.PLACE: sources.unit.data["noi"],
        Kind.FIELD: sources.fields.data["linh_vuc"],
        Kind.EVENT: sources.events.data["su_kien"] if sources.events else [],
    }
    codes = {kind: frozenset(item["ma"].upper() for item in items) for kind, items in lists.items()}
    survey = {sources.survey.data["ma"].upper()} if sources.survey else set()
    return {Kind.PROCEDURE: sources.claimed, Kind.SURVEY: frozenset(survey), **codes}


def _last(uses: list[Use]) -> Position:
    entry, steps = uses[-1]
    return entry.at(*steps)
