"""What the site holds for machines: valid against what it promises."""

from __future__ import annotations

import gzip
import json
import re
import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from generator import addresses
from generator.cache import Cache
from generator.site import budget, feeds, icons, machines, offline, scripts, serving
from generator.site.embedding import json_block
from generator.site.memory import Memory
from tests import making
from tests.conftest import Built
from tests.site import test_pages

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def linked_data(html: str) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    loaded: dict[str, object] = json.loads(found[0])
    return loaded


def test_open_data_keeps_its_published_schema(sample: Built) -> None:
    folder = sample.site / "du-lieu"
    schemas = {file.name: json.loads(file.read_text("utf-8")) for file in (folder / "schema").iterdir()}
    registry = Registry().with_resources((name, Resource.from_contents(one)) for name, one in schemas.items())
    assert "nguyen_van" not in json.dumps(schemas)
    checked = 0
    for file in folder.glob("*.json"):
        if file.name == "ngoai-mang.json":
            continue
        data = json.loads(file.read_text("utf-8"))
        schema = schemas[data["$schema"].removeprefix("schema/")]
        validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker(["date"]))
        assert [error.message for error in validator.iter_errors(data)] == [], file.name
        assert "nguyen_van" not in file.read_text("utf-8")
        broken = {**data, "la": 1}
        assert list(validator.iter_errors(broken)), "the schema would take anything"
        checked += 1
    # One of each procedure, the list, the results, the board and the schedule.
    assert checked == len(sample.catalogue.procedures) + 4


def test_the_list_leads_to_every_file_and_page(sample: Built) -> None:
    home = addresses.url(sample.catalogue.unit)
    entries = json.loads((sample.site / "du-lieu" / "thu-tuc.json").read_text("utf-8"))["thu_tuc"]
    assert {one["ma"] for one in entries} == set(sample.catalogue.procedures)
    for one in entries:
        assert (sample.site / one["du_lieu"].removeprefix(home)).is_file()
        assert (sample.site / one["trang"].removeprefix(home) / "index.html").is_file()


def test_every_procedure_is_described_as_a_service(sample: Built) -> None:
    for code, one in sample.catalogue.procedures.items():
        address = addresses.of_procedure(one)
        data = linked_data((sample.site / address.path / "index.html").read_text("utf-8"))
        assert (data["@context"], data["@type"]) == ("https://schema.org", "GovernmentService")
        assert data["url"] == addresses.url(sample.catalogue.unit, address)
        assert data["identifier"] == code
        for key in ("name", "provider", "areaServed", "availableChannel"):
            assert data[key], key


def test_no_data_ends_the_element_it_stands_in(tmp_path: Path) -> None:
    files = test_pages.built(test_pages.catalogue(replace_text=True), tmp_path)
    html = files["TT/1.000001/index.html"]
    assert "alert(" in str(linked_data(html)["name"])
    assert set("<>&\u2028\u2029").isdisjoint(json_block({"a": "</script><!--&\u2028\u2029"}))
    assert json.loads(json_block({"a": "</script>&\u2028"})) == {"a": "</script>&\u2028"}


def test_the_feed_tells_past_and_coming_changes(tmp_path: Path) -> None:
    def version(day: str, amount: int) -> dict[str, object]:
        return {"tu": day, "thay": {"phi_le_phi": {"le-phi": {"muc": amount}}}, "can_cu": "9/QĐ-UBND"}

    days = [("2025-08-01", 9000), ("2026-05-01", 7000), ("2027-03-01", 5000), ("2028-03-01", 4000)]
    record = making.procedure(phien_ban=[version(*one) for one in days], ten="A & B")
    content = making.catalogue(tmp_path, record)
    text = feeds.atom(content, making.TODAY)
    tree = ElementTree.fromstring(text)  # noqa: S314 - our own
    entries = tree.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    base = "https://xathu.example/TT/1.000001/"
    assert ids == [f"{base}#thay-doi-2027-03-01", f"{base}#thay-doi-2026-05-01"]
    assert "từ 7.000 đồng/lần thành 5.000 đồng/lần" in (entries[0].findtext(f"{ATOM}content") or "")
    assert entries[0].findtext(f"{ATOM}title") == "A & B: thay đổi"
    for one in (tree, *entries):
        updated = one.findtext(f"{ATOM}updated") or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+07:00", updated)
        assert date.fromisoformat(updated[:10]) <= making.TODAY
        assert one.findtext(f"{ATOM}id")
        assert one.findtext(f"{ATOM}title")
    assert tree.find(f"{ATOM}author/{ATOM}name") is not None
    later = feeds.atom(content, making.TODAY.replace(day=30))
    assert re.findall("<entry>.*</entry>", later) == re.findall("<entry>.*</entry>", text), "stable from day to day"


def test_the_map_knows_when_a_procedure_was_last_checked(sample: Built) -> None:
    tree = ElementTree.fromstring((sample.site / "sitemap.xml").read_text("utf-8"))  # noqa: S314 - our own
    dated = {one.findtext(f"{MAP}loc"): one.findtext(f"{MAP}lastmod") for one in tree}
    assert dated["https://xasenvang.example/TT/1.004222/"] == "2026-11-22"
    assert dated["https://xasenvang.example/"] is None


def test_what_servers_and_phones_are_told(sample: Built) -> None:
    unit = sample.catalogue.unit
    assert f"Sitemap: {addresses.url(unit)}sitemap.xml" in (sample.site / "robots.txt").read_text("utf-8")
    headers = (sample.site / "_headers").read_text("utf-8")
    assert headers.startswith("/*\n")
    for name in ("frame-ancestors 'none'", "nosniff", "Referrer-Policy", "Permissions-Policy"):
        assert name in headers
    manifest = json.loads((sample.site / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["start_url"] == manifest["scope"] == "./"
    for one in manifest["icons"]:
        raw = (sample.site / one["src"]).read_bytes()
        if one["type"] == "image/png":
            assert struct.unpack(">II", raw[16:24]) == tuple(map(int, one["sizes"].split("x")))
    under_a_path = replace(unit, base_path="/xa/")
    assert serving.headers(under_a_path).startswith("/xa/*")


@pytest.mark.parametrize("size", icons.SIZES)
def test_the_icon_is_a_sheet_on_red(size: int) -> None:
    raw = icons.png(size)
    data = raw[raw.index(b"IDAT") + 4 : -16]
    pixels = zlib.decompress(data)
    line = 1 + 3 * size
    assert len(pixels) == line * size
    middle = pixels[line * (size // 2) + 1 :]
    assert middle[:3] == b"\x8c\x1d\x18"
    assert middle[3 * round(size * 0.66) :][:3] == b"\xff\xfa\xf2"


def test_words_in_scripts_are_translated_and_comments_left_out() -> None:
    text = "// hidden\n  one(_('Chữ \"to\"'));\n"
    assert scripts.published(text, lambda words: words.upper()) == 'one("CHỮ \\"TO\\"");\n'


def test_live_preview_has_no_worker(tmp_path: Path) -> None:
    content = making.catalogue(tmp_path)
    memory = Memory(content, making.TODAY, Cache(None))
    found = dict(machines.files(content, tmp_path, "site_templates", making.TODAY, memory, [], str, live=True))
    assert not {offline.WORKER, offline.LIST} & set(found)
    live = test_pages.built(content, tmp_path, live=True)
    assert "data-xem-thu" in live["index.html"]
    assert "data-xem-thu" not in test_pages.built(content, tmp_path)["index.html"]


def test_the_list_to_keep_is_the_site_as_it_is(sample: Built) -> None:
    listed = json.loads((sample.site / offline.LIST).read_text("utf-8"))
    for path, (size, check) in listed["tep"].items():
        file = sample.site / path
        raw = (file / "index.html" if file.is_dir() else file).read_bytes()
        assert (len(raw), offline.check(raw)) == (size, check), path
    assert {one.path for one in addresses.all(sample.catalogue)} < set(listed["tep"])
    assert listed["dung_luong"] == sum(size for size, _ in listed["tep"].values())


def test_the_script_of_every_page_is_small(sample: Built) -> None:
    assert len(gzip.compress((sample.site / "assets" / "trang.js").read_bytes(), 9)) <= budget.SCRIPT_BYTES
