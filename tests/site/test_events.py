"""Life events and the glossary on the built site: nothing from a record is markup, every first use is explained."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from generator import addresses, vocabulary
from generator.cache import Cache
from generator.records import Catalogue
from generator.site import pages
from tests import making
from tests.conftest import Built
from tests.site.reading_pages import parse

EVIL = "<script>alert({0})</script>&\"'{{{{7*7}}}}</title>"
BUDGET = 14_600


def _event_pages(built: Built) -> dict[str, str]:
    return {
        code: (built.site / addresses.of_event(one).path / "index.html").read_text("utf-8")
        for code, one in built.catalogue.events.items()
    }


def test_the_sample_has_the_journeys_people_ask_for(sample: Built) -> None:
    events = sample.catalogue.events
    assert len(events) >= 10
    wanted = {"sinh-con", "ket-hon", "nguoi-than-qua-doi", "chuyen-cho-o", "mat-giay-to", "lam-nha", "mo-quan"}
    assert wanted <= events.keys()
    assert any(step.agencies for one in events.values() for step in one.steps)
    assert len([one for one in events.values() if one.branches]) >= 5
    used = {step.procedure for one in events.values() for step in one.steps}
    assert len(used) >= 35


def test_every_step_leads_to_its_procedure_and_back(sample: Built) -> None:
    for code, html in _event_pages(sample).items():
        links = {one.get("href") for one in parse(html).all("a")}
        for step in sample.catalogue.events[code].steps:
            procedure = sample.catalogue.procedures[step.procedure]
            path = addresses.of_procedure(procedure).path
            assert f"../../{path}" in links, f"{code}: {path}"
            back = parse((sample.site / path / "index.html").read_text("utf-8"))
            assert f"../../SK/{code.upper()}/" in {one.get("href") for one in back.all("a")}
    home = parse((sample.site / "index.html").read_text("utf-8"))
    for code in sample.catalogue.events:
        assert f"SK/{code.upper()}/" in {one.get("href") for one in home.all("a")}


def test_an_unknown_fee_is_never_free(sample: Built) -> None:
    text = re.sub(r"\s+", " ", parse(_event_pages(sample)["sinh-con"]).text())
    assert "Nộp trực tiếp: Ít nhất 20.000 đồng" in text
    assert "Nộp trên mạng: Ít nhất 10.000 đồng" in text
    assert "Chưa có thông tin về: Khai sinh cho con" in text
    assert "Không thu" not in text.partition("Tất cả hết bao nhiêu tiền")[2].partition("Tất cả mất bao lâu")[0]


def test_pages_keep_the_budget(sample: Built) -> None:
    for code, html in _event_pages(sample).items():
        assert len(gzip.compress(html.encode(), 9)) < BUDGET, code
    for one in sample.catalogue.procedures.values():
        page = sample.site / addresses.of_procedure(one).path / "index.html"
        assert len(gzip.compress(page.read_bytes(), 9)) < BUDGET, one.code


def test_the_glossary_has_words_enough_and_none_in_vain(sample: Built) -> None:
    terms = sample.catalogue.glossary
    assert len(terms) >= 40
    texts = [path.read_text("utf-8") for path in (sample.site).rglob("index.html")]
    used = {code for text in texts for code in re.findall(r'id="gn-([a-z0-9-]+)"', text)}
    assert used == terms.keys(), f"never met: {terms.keys() - used}"


def test_every_abbreviation_is_explained_where_it_first_stands(sample: Built) -> None:
    seen = 0
    for path in sample.site.glob("TT/*/index.html"):
        html = path.read_text("utf-8")
        main = html.partition('<main id="noi-dung">')[2].partition('<section aria-labelledby="giai-nghia">')[0]
        for code in ("bhyt", "bhxh"):
            word = sample.catalogue.glossary[code].word
            running = re.sub(r"(?s)<details id=\"can-cu\".*?</details>", "", main)
            if re.search(rf"\b{word}\b", running):
                first = running.index(word)
                full = sample.catalogue.glossary[code].full or ""
                assert running[:first].endswith(f'<a class="term" href="#gn-{code}">'), path
                assert running[first:].startswith(f"{word}</a> ({full})"), path
                seen += 1
    assert seen > 2


def test_only_words_on_the_page_are_listed_and_each_once(sample: Built) -> None:
    for path in [*sample.site.glob("TT/*/index.html"), *sample.site.glob("SK/*/index.html")]:
        page = parse(path.read_text("utf-8"))
        listed = [anchor for anchor in page.anchors if anchor.startswith("gn-")]
        linked = {one["href"][1:] for one in page.all("a") if one.get("class") == "term"}
        assert linked == set(listed), path


def test_text_from_events_and_glossary_is_text(tmp_path: Path) -> None:
    events = {
        "su_kien": [
            {
                "ma": "sinh-con",
                "ten": EVIL.format(1001),
                "tom_tat": EVIL.format(1002),
                "ten_goi_khac": [EVIL.format(1003)],
                "luu_y": [EVIL.format(1004)],
                "nhanh": [
                    {"ma": "a", "ten": EVIL.format(1005), "giai_thich": EVIL.format(1006)},
                    {"ma": "b", "ten": EVIL.format(1007)},
                ],
                "buoc": [
                    {
                        "ma": "x",
                        "thu_tuc": making.CODE,
                        "viec": EVIL.format(1008) + " xin trích lục",
                        "neu": EVIL.format(1009),
                        "nhanh": ["a", "b"],
                        "lien_thong": [
                            {"co_quan": EVIL.format(1010), "viec": EVIL.format(1011)},
                            {"co_quan": EVIL.format(1012), "viec": EVIL.format(1013)},
                        ],
                    }
                ],
            }
        ]
    }
    words = {
        "tu_ngu": [
            {"ma": "trich-luc", "tu": "trích lục", "day_du": EVIL.format(1014), "nghia": EVIL.format(1015)},
            {"ma": "ngoac", "tu": "alert(1009)", "nghia": EVIL.format(1016)},
        ]
    }
    plain = making.catalogue(tmp_path)
    content = Catalogue(
        plain.unit,
        plain.fields,
        plain.forms,
        plain.procedures,
        events=vocabulary.events(events),
        glossary=vocabulary.glossary(words),
    )
    kept = Cache(None)
    renderer = pages.renderer(content, tmp_path, making.TODAY, kept)
    made = pages.build(content, tmp_path, making.TODAY, kept, renderer)
    files = {file.path: str(file.content) for file in made}
    shown = set()
    for path, html in files.items():
        if not path.endswith(".html"):
            continue
        page = parse(html)
        assert page.all("iframe", "object", "embed", "base") == [], path
        assert all("src" in one or one["type"].endswith("json") for one in page.all("script")), path
        shown |= set(re.findall(r"alert\((\d+)\)", page.text()))
        assert "49" not in page.text(), "a record's braces were evaluated"
    assert shown == {str(number) for number in range(1001, 1017)}
    assert "&lt;script&gt;" in files["SK/SINH-CON/index.html"]


def test_the_words_of_an_event_page_are_marked_for_translation(sample: Built) -> None:
    folder = making.REPOSITORY / "site_templates"
    for name in ("pages/event.html", "components/journey/journey.html", "components/glossary/glossary.html"):
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", "", (folder / name).read_text("utf-8"), flags=re.DOTALL)
        assert not re.findall(r"[^\W\d_]{2,}", text), f"{name}: {text.split()}"
