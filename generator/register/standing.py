"""What a register says as a whole: which prints are out, what hangs where, and what comes next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from generator import addresses
from generator.addresses import Address, Parts
from generator.records import Catalogue, Hung, Printed, Register


def last_editions(register: Register) -> Counter[str]:
    """The highest edition that was printed, by the path of the page; 0 for what was never printed."""
    last: Counter[str] = Counter()
    for one in register.printed.values():
        parts = parts_of(one)
        if parts and parts.edition:
            last[parts.path] = max(last[parts.path], parts.edition)
    return last


def next_editions(catalogue: Catalogue) -> dict[Address, int]:
    """The number that the next print of each page gets. The home page, which states nothing, has none."""
    last = last_editions(catalogue.register)
    return {one: last[one.path] + 1 for one in addresses.plain(catalogue) if one.kind is not None}


def parts_of(one: Printed) -> Parts | None:
    """The address a sheet is printed for: the first of those it carries."""
    return addresses.split(one.addresses[0])


def hanging(register: Register) -> dict[str, Hung]:
    """What was put up and neither taken down nor taken back, by the code of its entry."""
    down = {one.hung for one in register.taken_down}
    back = {one.printed for one in register.taken_back}
    return {code: one for code, one in register.hung.items() if code not in down and one.printed not in back}


def spots(register: Register) -> dict[str, list[Hung]]:
    """Where copies of each print hang now, by the code of its entry."""
    found: dict[str, list[Hung]] = defaultdict(list)
    for one in hanging(register).values():
        found[one.printed].append(one)
    return found


def newest(register: Register) -> dict[tuple[str, str], Printed]:
    """The last print of each sheet that was not taken back."""
    back = {one.printed for one in register.taken_back}
    return {kind(one): one for one in _in_order(register.printed.values()) if one.code not in back}


def out(register: Register) -> Iterator[Printed]:
    """The prints that people may stand in front of.

    Those with a copy that hangs; of those that nobody has said to hang anywhere, the last of each sheet.
    """
    ever_hung = {one.printed for one in register.hung.values()}
    now = spots(register)
    last = {one.code for one in newest(register).values()}
    for one in register.printed.values():
        if one.code in now or (one.code not in ever_hung and one.code in last):
            yield one


def kind(one: Printed) -> tuple[str, str]:
    """What makes two prints those of one sheet: design and page."""
    parts = parts_of(one)
    return one.design, parts.path if parts else ""


def place_names(catalogue: Catalogue) -> dict[str, str]:
    """What the places where sheets hang are called, by code, in the order of the commune."""
    unit = catalogue.unit
    places = {one.code: one.name for one in unit.places}
    return places | {one.code: one.name for one in unit.reception_points}


def _in_order(prints: Iterable[Printed]) -> list[Printed]:
    return sorted(prints, key=lambda one: (one.day, ((parts := parts_of(one)) and parts.edition) or 0, one.code))
