"""Whatever leads from one file of the site to another, in pages, data, feeds, styles and scripts, leads to a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree

from generator import addresses
from tests.conftest import Built
from tests.site.reading_pages import parse_file

TEXT = {".html", ".json", ".xml", ".txt", ".webmanifest", ".js", ".css"}
_STYLE_URL = re.compile(r"url\(\s*[\"']?(?!data:)([^\"')]+)")
_SOURCE_MAP = re.compile(r"sourceMappingURL=(\S+)")


def _inside(value: Any) -> Iterator[tuple[str, str]]:
    """Every text in JSON with the key it stands under."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                yield key, inner
            else:
                yield from _inside(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _inside(inner)


def leads_somewhere(site: Path, base: str, origin: str, link: str) -> bool:
    """Whether a link that stands in the file `origin` leads to a file of the site, and to an anchor that is there."""
    target, anchor = urldefrag(urljoin(base + origin, link))
    path = unquote(target.removeprefix(base)).partition("?")[0]
    file = site / (path + "index.html" if not path or path.endswith("/") else path)
    if not target.startswith(base) or not file.is_file():
        return False
    if not anchor or file.suffix != ".html":
        return True
    return unquote(anchor) in parse_file(file).anchors


def test_every_address_of_ours_in_any_file_leads_somewhere(sample: Built) -> None:
    base = addresses.url(sample.catalogue.unit)
    found = set()
    for file in sample.site.rglob("*"):
        if file.suffix in TEXT:
            text = file.read_text("utf-8").replace("\\/", "/")
            # An entry of the feed has a name that is made like an address, which nobody opens: RFC 4287, 4.2.6.
            text = re.sub(r"<id>[^<]*#[^<]*</id>", "", text)
            found |= set(re.findall(re.escape(base) + r"[^\s\"'<>\\),;]*", text))
    assert len(found) > 100
    assert [one for one in found if not leads_somewhere(sample.site, base, "", one.rstrip("."))] == []


def test_links_of_a_state_to_come_lead_somewhere(sample: Built) -> None:
    base, followed = addresses.url(sample.catalogue.unit), 0
    for file in sample.site.rglob("*.html"):
        whole = parse_file(file)
        for page in whole.later:
            for link in (one["href"] for one in page.all("a") if not re.match(r"tel:|https:", one["href"])):
                anchors = page.anchors | whole.anchors
                place = file.relative_to(sample.site).as_posix()
                assert link[1:] in anchors if link.startswith("#") else leads_somewhere(sample.site, base, place, link)
                followed += 1
    assert followed > 50


def test_what_scripts_are_told_to_fetch_is_there(sample: Built) -> None:
    base = addresses.url(sample.catalogue.unit)
    for file in sample.site.rglob("*.html"):
        place = file.relative_to(sample.site).as_posix()
        for form in parse_file(file).all("form"):
            for name in ("action", "data-tim", "data-goc"):
                if form.get("class") == "find":
                    assert leads_somewhere(sample.site, base, place, form[name]), (place, name)
    for path in json.loads((sample.site / "assets" / "tim.json").read_bytes())["r"]:
        assert any(leads_somewhere(sample.site, base, "", one) for one in path if isinstance(one, str) and "/" in one)
    for path in json.loads((sample.site / "du-lieu" / "ngoai-mang.json").read_bytes())["tep"]:
        assert leads_somewhere(sample.site, base, "", path), path


def test_data_names_schemas_and_pictures_that_are_there(sample: Built) -> None:
    base, checked = addresses.url(sample.catalogue.unit), 0
    for file in [*sample.site.rglob("*.json"), sample.site / "manifest.webmanifest"]:
        place = file.relative_to(sample.site).as_posix()
        for key, text in _inside(json.loads(file.read_bytes())):
            if key in ("$schema", "$ref", "src") and not text.startswith(("https://json-schema.org/", "#")):
                assert leads_somewhere(sample.site, base, place, text.partition("#")[0]), f"{place}: {text}"
                checked += 1
    assert checked > 50


def test_the_map_and_the_feed_name_pages_that_are_there(sample: Built) -> None:
    base = addresses.url(sample.catalogue.unit)
    for name in ("sitemap.xml", "thay-doi.xml"):
        tree = ElementTree.parse(sample.site / name)  # noqa: S314 - our own
        links = [one.text or "" for one in tree.iter() if one.tag.endswith("}loc")]
        links += [one.attrib["href"] for one in tree.iter() if "href" in one.attrib]
        assert links
        assert [link for link in links if not leads_somewhere(sample.site, base, "", link)] == []


def test_styles_and_scripts_name_files_that_are_there(sample: Built) -> None:
    base = addresses.url(sample.catalogue.unit)
    for file in [*sample.site.rglob("*.css"), *sample.site.rglob("*.js")]:
        place, text = file.relative_to(sample.site).as_posix(), file.read_text("utf-8")
        links = _SOURCE_MAP.findall(text) + (_STYLE_URL.findall(text) if file.suffix == ".css" else [])
        assert [link for link in links if not leads_somewhere(sample.site, base, place, link)] == [], place
