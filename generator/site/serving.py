"""What servers, crawlers and phones are told about the site: headers, robots, the manifest."""

from __future__ import annotations

import json

from generator import addresses
from generator.records import Unit
from generator.site import icons, offline, published_data

MANIFEST = "manifest.webmanifest"
_COLOUR, _PAPER = "#8c1d18", "#fffaf2"


EVERYWHERE = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
"""Headers of every answer.

The page's own policy stands in the page, so that it holds on any host; a header says what a page can't say of
itself (CSP Level 3, 3.3: `frame-ancestors` is ignored in a meta element).
"""
OPEN_DATA = {"Access-Control-Allow-Origin": "*"}
"""Headers of what lies in `published_data.FOLDER` besides: pages of others may read it."""


def headers(unit: Unit) -> str:
    """Security headers in the `_headers` form that Cloudflare Pages and Netlify read."""
    of_paths = {
        "*": EVERYWHERE,
        offline.WORKER: {"Cache-Control": "no-cache"},
        f"{published_data.FOLDER}*": OPEN_DATA,
    }
    return "".join(
        f"{unit.base_path}{path}\n" + "".join(f"  {name}: {value}\n" for name, value in values.items())
        for path, values in of_paths.items()
    )


def robots(unit: Unit) -> str:
    """Everything may be read: RFC 9309."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.url(unit)}sitemap.xml\n"


def manifest(unit: Unit) -> str:
    """What a phone needs to put the site on its home screen: W3C Web Application Manifest."""
    pictures = [
        {"src": f"assets/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in icons.SIZES
        for purpose in ("any", "maskable")
    ]
    drawing = {"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    data = {
        "id": unit.base_path,
        "name": f"Thủ tục hành chính {unit.name}",
        "short_name": unit.name,
        "lang": "vi",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": _COLOUR,
        "background_color": _PAPER,
        "icons": [*pictures, drawing],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
