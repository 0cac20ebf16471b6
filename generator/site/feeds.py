"""What readers and search engines ask for: an Atom feed of changes and the map of the site."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from generator import addresses
from generator.records import Catalogue, Unknown
from generator.views import news

FEED = "thay-doi.xml"
_DAWN = "T00:00:00+07:00"
"""Vietnam has one time zone and no summer time."""


def atom(catalogue: Catalogue, today: date) -> str:
    """What changed in the past year and what will within the next: Atom, RFC 4287.

    Identifiers are made of the address and of what happens when, so that they never change (4.2.6).
    """
    unit = catalogue.unit
    home = addresses.url(unit)
    entries = news.of(catalogue, today)
    updated = max((entry.known for entry in entries), default=_last_checked(catalogue, today))
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">',
        f"<id>{escape(home)}{FEED}</id>",
        f"<title>{escape(f'Thay đổi thủ tục hành chính, {unit.name}')}</title>",
        f"<updated>{updated}{_DAWN}</updated>",
        f"<author><name>{escape(unit.name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(home + FEED)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(home)}/>',
        *(_entry(entry, addresses.url(unit, entry.address)) for entry in entries),
        "</feed>",
    ]
    return "\n".join(parts) + "\n"


def _entry(entry: news.News, url: str) -> str:
    return (
        f"<entry><id>{escape(url)}#{entry.key}</id><title>{escape(entry.title)}</title>"
        f"<updated>{entry.known}{_DAWN}</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(url)}/>'
        f'<content type="text">{escape(chr(10).join(entry.sentences))}</content></entry>'
    )


def _last_checked(catalogue: Catalogue, today: date) -> date:
    days = (one.source.checked for one in catalogue.procedures.values())
    return max((day for day in days if not isinstance(day, Unknown) and day <= today), default=today)


def sitemap(catalogue: Catalogue, today: date) -> str:
    """Every permanent address but the editions, with the day its facts last changed or were checked, if known."""
    dates = {
        addresses.of_procedure(one): _touched(catalogue, code, today) for code, one in catalogue.procedures.items()
    }
    places = "".join(
        f"<url><loc>{escape(addresses.url(catalogue.unit, address))}</loc>"
        + (f"<lastmod>{day}</lastmod>" if (day := dates.get(address)) else "")
        + "</url>"
        for address in addresses.plain(catalogue)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>\n'
    )


def _touched(catalogue: Catalogue, code: str, today: date) -> date | None:
    one = catalogue.procedures[code]
    checked = one.on(today).source.checked
    days = [version.start for version in one.versions if version.start <= today]
    if not isinstance(checked, Unknown) and checked <= today:
        days.append(checked)
    return max(days, default=None)
