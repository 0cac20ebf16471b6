"""What a person means who stands in front of a sheet: which print, which copy, which place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator import addresses
from generator.records import Catalogue, Hung, Printed, Register
from generator.register import standing


class Unclear(Exception):
    """It can't be told what is meant; the message says what there is to choose from."""


def printed(register: Register, text: str, design: str | None) -> Printed:
    """The print meant by its entry's name, by its address in full, or by the path of it: `N/THON-DINH/3`.

    An address without the number of the print means the last one; so does the design of what is of no single page.
    """
    found = [one for one in _named(register, text) if design in (None, one.design)]
    if len(found) == 1:
        return found[0]
    if found:
        designs = sorted({one.design for one in found})
        names = ", ".join(one.code for one in found)
        # Two branches may have printed the same design under the same number.
        ways = f"thêm --design ({', '.join(designs)}) hoặc ghi" if len(designs) > 1 else "ghi"
        raise Unclear(f'"{text}" có {len(found)} tờ đã in; hãy {ways} tên tệp ({names}).')
    kind = f" kiểu {design}" if design else ""
    raise Unclear(
        f'Sổ không ghi tờ nào{kind} có địa chỉ hay tên tệp "{text}"; hãy ghi như in cạnh mã, ví dụ N/THON-DINH/3.'
    )


def hanging(register: Register, text: str, design: str | None, place: str | None) -> Hung:
    """The copy that hangs, meant by the name of the entry that put it up, or by its print and its place."""
    now = standing.hanging(register)
    if text in now:
        return now[text]
    prints = {one.code for one in _named(register, text) if design in (None, one.design)}
    found = [one for one in now.values() if one.printed in prints and place in (None, one.place)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Unclear(f'"{text}" đang treo ở {len(found)} chỗ; hãy ghi một trong: {", ".join(map(_shown, found))}.')
    raise Unclear(f'Sổ không ghi "{text}" đang treo ở đâu; treo rồi thì chạy niemyet hung trước.')


def place(catalogue: Catalogue, sheet: Printed, code: str | None) -> tuple[str, str | None]:
    """The code of the place where a sheet is put up, and the spot there; of a place's own sheet both are known."""
    parts = standing.parts_of(sheet)
    own = next((one for one in catalogue.unit.places if parts and addresses.of_place(one).path == parts.path), None)
    if code is None and own:
        return own.code, own.posted_at
    unit = catalogue.unit
    known: dict[str, str | None] = {one.code: one.posted_at for one in unit.places}
    known |= {one.code: None for one in unit.reception_points}
    if code is None or code not in known:
        said = f'Không có nơi nào mã "{code}"' if code else "Tờ này không của riêng nơi nào, hãy ghi --place"
        raise Unclear(f"{said}; các nơi: {', '.join(known)}.")
    return code, known[code]


def in_order(today: date, before: date, what: str) -> None:
    """Raises Unclear where `today` lies before the day of `what` must come first."""
    if today < before:
        raise Unclear(f"Ngày {today.isoformat()} đứng trước {what} ({before.isoformat()}); hãy xem lại --date.")


def replaced(register: Register, new: Iterable[Hung]) -> list[Hung]:
    """What still hangs, as far as the register knows, though a later print of the same sheet was put up there."""
    now = standing.hanging(register)
    return [
        old
        for one in new
        for old in now.values()
        if old.place == one.place
        and old.printed != one.printed
        and standing.kind(register.printed[old.printed]) == standing.kind(register.printed[one.printed])
    ]


def _named(register: Register, text: str) -> list[Printed]:
    if text in register.printed:
        return [register.printed[text]]
    if last := standing.newest(register).get((text, "")):
        return [last]
    wanted = addresses.split(text) or addresses.split(f"HTTPS://X/{text.strip('/').upper()}/")
    if wanted is None or not wanted.path:
        return []
    alike = [
        one for one in register.printed.values() if (parts := standing.parts_of(one)) and parts.path == wanted.path
    ]
    edition = wanted.edition or standing.last_editions(register)[wanted.path] or None
    return [one for one in alike if (parts := standing.parts_of(one)) and parts.edition == edition]


def _shown(one: Hung) -> str:
    return f"{one.code} ({one.place}{f', {one.spot}' if one.spot else ''})"
