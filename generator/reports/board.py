"""What stands on the commune's board and what is missing there, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from generator import addresses, wording
from generator.records import Catalogue
from generator.views.board import Item, Share

FORMATS = ("text", "json")


def report(items: Iterable[Item], shares: Iterable[Share], catalogue: Catalogue, form: str) -> str:
    """The board item by item, then the shares of procedures with an ISO process, in one of `FORMATS`."""
    items, shares = tuple(items), tuple(shares)
    if form == "json":
        return _json(items, shares, catalogue)
    return "\n".join(_text(items, shares, catalogue))


def _text(items: tuple[Item, ...], shares: tuple[Share, ...], catalogue: Catalogue) -> Iterator[str]:
    yield f"Bảng niêm yết, {catalogue.unit.name}:"
    for item in items:
        if item.missing:
            yield f"  THIẾU  {item.name}: {item.missing}"
        for entry in item.entries:
            yield f"  có     {item.name}: {entry.text}" + (f" ({entry.source})" if entry.source else "")
        if item.note:
            yield f"         {item.note}"
    missing = [item.name for item in items if item.missing]
    if missing:
        yield f"Còn thiếu {wording.number(len(missing))} nội dung: {'; '.join(missing)}. Máy không điền thay."
    else:
        yield "Bảng đủ các nội dung phải niêm yết."
    if any(share.count for share in shares):
        count, total = sum(share.count for share in shares), sum(share.total for share in shares)
        yield f"Có quy trình ISO: {wording.number(count)} trên {wording.number(total)} thủ tục."
        yield from (f"  {share.name}: {share.count} trên {share.total}" for share in shares)


def _json(items: tuple[Item, ...], shares: tuple[Share, ...], catalogue: Catalogue) -> str:
    content = {
        "items": [
            {
                "code": item.code,
                "name": item.name,
                "entries": [
                    {
                        "text": entry.text,
                        "source": entry.source,
                        "url": addresses.url(catalogue.unit, entry.address) if entry.address else None,
                    }
                    for entry in item.entries
                ],
                "missing": item.missing,
                "note": item.note,
            }
            for item in items
        ],
        "iso": [{"field": share.name, "count": share.count, "total": share.total} for share in shares],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
