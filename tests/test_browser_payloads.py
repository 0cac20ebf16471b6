"""Hostile text in every text field of every file: refused with a message, or shown as plain text and nothing more."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from generator import checking, loading, reading, vocabulary
from generator.cache import Cache
from generator.characters import REFUSED
from generator.events import Steps
from generator.layers import Source
from generator.problems import errors
from generator.reading import Document
from generator.records import Catalogue
from generator.site import pages
from tests import browsing, making
from tests.browsing import Served
from tests.payloads import PAYLOADS, PLAIN
from tests.site.test_pages import BOARD, FIELDS, FORM, OTHER, RICH, SCHEDULE

PROCEDURE = {
    **RICH,
    "hieu_luc": {"tu": "2025-07-01", "den": "2029-12-31", "trang_thai": "dang_ap_dung", "ly_do": "Lý do"},
    "noi_khac": {"duoc": True, "dieu_kien": "Điều kiện"},
    # The holder of an account must be an office, so that no payload gets there.
    "cach_tra_tien": [{"ma": "mat", "loai": "tien_mat", "ghi_chu": "Ghi chú trả"}],
    "yeu_cau": {"khong_co": "Quyết định nói không"},
    "neu_bi_tu_choi": {"chua_ro": "Lý do chưa rõ", "nguyen_van": "Lời của nguồn"},
    "phien_ban": [{"tu": "2027-01-01", "thay": {"ten": "Tên về sau", "giay_to": {"b": None}}, "can_cu": "9/QĐ"}],
}
UNIT = making.unit(
    phan_anh={"noi": "Nơi phản ánh", "dien_thoai": {"chua_ro": "Chưa lắp máy"}, "hop_thu": "Hòm thư"},
    gio_lam_viec=[{"ngay": ["thu_2"], "tu": "07:30", "den": "11:30", "ghi_chu": "Ghi chú giờ"}],
    tiep_dan=[{"ngay": ["thu_5"], "tu": "08:00", "den": "11:00", "ghi_chu": "Ghi chú tiếp dân"}],
    ngay_nghi=[{"tu": "2026-11-27", "den": "2026-11-27", "ly_do": "Lý do nghỉ"}],
    lam_bu=[{"ngay": "2026-11-28", "ly_do": "Lý do làm bù"}],
    noi_tiep_nhan=[{"ma": "mot-cua", "ten": "Quầy một cửa", "dia_chi": {"chua_ro": "Chưa rõ quầy"}}],
    noi=[
        {
            "ma": "thon-mot",
            "loai": "thon",
            "ten": "Thôn Một",
            "treo_o": "Nhà văn hóa",
            "ho_tro": [{"vai": "Tổ trưởng", "dien_thoai": {"chua_ro": "Chưa có số"}}],
        }
    ],
    hay_dung=["1.000001"],
    may_chu_cho_phep=["vbpl.vn"],
    nguon="Nguồn của đơn vị",
)
EVENTS = {
    "su_kien": [
        {
            "ma": "sinh-con",
            "ten": "Sinh con",
            "tom_tat": "Tóm tắt việc",
            "ten_goi_khac": ["Tên khác"],
            "luu_y": ["Lưu ý"],
            "nhanh": [
                {"ma": "a", "ten": "Lối một", "giai_thich": "Giải thích"},
                {"ma": "b", "ten": "Lối hai"},
            ],
            "buoc": [
                {
                    "ma": "x",
                    "thu_tuc": "1.000001",
                    "viec": "Việc của bước",
                    "neu": "Điều kiện của bước",
                    "nhanh": ["a", "b"],
                    "lien_thong": [
                        {"co_quan": "Cơ quan một", "viec": "Việc một"},
                        {"co_quan": "Cơ quan hai", "viec": "Việc hai", "thu_tuc": "1.000002"},
                    ],
                }
            ],
        }
    ]
}
GLOSSARY = {"tu_ngu": [{"ma": "tvt", "tu": "Lưu ý một", "day_du": "Đầy đủ", "nghia": "Nghĩa", "viet_khac": ["khác"]}]}
DICTIONARY = {"tu_dien": {"lời thường ngày": ["đăng ký thử"]}, "viet_tat": {"dkt": "đăng ký thử"}}
FILES: dict[str, tuple[str, Any]] = {
    "thu-nghiem/1.000001.yaml": ("procedure", PROCEDURE),
    "don_vi.yaml": ("unit", UNIT),
    "linh_vuc.yaml": ("field", FIELDS),
    "bieu_mau/mau.yaml": ("form", FORM),
    "su_kien.yaml": ("events", EVENTS),
    "giai_nghia.yaml": ("glossary", GLOSSARY),
    "tu_dien.yaml": ("dictionary", DICTIONARY),
    "bang_tin.yaml": ("board", BOARD),
    "lich.yaml": ("schedule", SCHEDULE),
}


def leaves(data: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The way to every text."""
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, str):
            yield (*steps, step)
        elif isinstance(value, (dict, list)):
            yield from leaves(value, (*steps, step))


def put(data: Any, steps: Steps, text: str) -> None:
    for step in steps[:-1]:
        data = data[step]
    data[steps[-1]] = text


def filled(name: str, text: Callable[[int], str]) -> Any:
    """A file's data with every text that may be written freely replaced; the number tells the fields apart."""
    data = copy.deepcopy(FILES[name][1])
    for number, steps in enumerate(free(name)):
        put(data, steps, text(number))
    return data


_free: dict[str, list[Steps]] = {}


def free(name: str) -> list[Steps]:
    """The fields in which the schema lets anybody write what they like; the others hold codes, dates, addresses."""
    if name not in _free:
        kind, data = FILES[name]
        _free[name] = [steps for steps in leaves(data) if _may_hold(kind, data, steps, PLAIN)]
    return _free[name]


def _may_hold(kind: str, data: Any, steps: Steps, text: str) -> bool:
    changed = copy.deepcopy(data)
    put(changed, steps, text)
    return not checking.check(Source.of(Document("f", b"a: b", changed)), kind)


def written(root: Path, text: Callable[[int], str]) -> Path:
    for name in FILES:
        making.write(root / loading.FOLDER / name, filled(name, text))
    making.write(root / loading.FOLDER / "thu-nghiem" / "1.000002.yaml", OTHER)
    return root


def test_nearly_all_that_is_written_in_words_is_tried() -> None:
    assert len(PAYLOADS) >= 60
    assert sum(len(free(name)) for name in FILES) >= 85
    # What is not free is a code, a date, a time, a number of a law or an address: no payload fits any of them.
    for name, (kind, data) in FILES.items():
        for steps in leaves(data):
            if steps not in free(name):
                assert not [one for one in PAYLOADS[::5] if _may_hold(kind, data, steps, one)], (name, steps)


def test_what_is_refused_is_refused_in_words_at_its_place(tmp_path: Path) -> None:
    refused = []
    for number, payload in enumerate(PAYLOADS):
        root = written(tmp_path / str(number), lambda field, payload=payload: f"{payload}¦{field}")  # type: ignore[misc]
        found = errors(making.load(root).problems)
        if not found:
            continue
        refused.append(payload)
        for problem in found:
            lines = (root / problem.path if (root / problem.path).is_file() else Path(problem.path)).read_text("utf-8")
            assert 1 <= problem.line <= lines.count("\n") + 1, problem
            assert problem.column >= 1, problem
            assert len(problem.message) > 20, problem
    assert PLAIN not in refused
    for word in ("<script>alert(1)</script>", "javascript:alert(1)", *(one for one in PAYLOADS if REFUSED.search(one))):
        assert word in refused, word


# What the rules refuse is built all the same: the pages alone must be enough.
SHOWN = [one for one in PAYLOADS if not REFUSED.search(one)]
GROUPS = [SHOWN[start : start + 12] for start in range(0, len(SHOWN), 12)]


def texts(group: list[str]) -> Callable[[int], str]:
    """For each field all payloads of a group, each marked with the field's number."""
    return lambda number: " ".join(f"{payload} ¦{number}¦" for payload in group)


def catalogue() -> Catalogue:
    """One procedure, field, place, event and explained word for each group; the unit and the form hold them all."""
    everything = texts(SHOWN)
    unit = filled("don_vi.yaml", everything)
    field, procedures, events, terms = [], [], [], []
    places = []
    words: dict[str, Any] = {"tu_dien": {}, "viet_tat": {}}
    for number, group in enumerate(GROUPS):
        code = f"1.{100001 + number}"
        text = texts(group)
        field.append({**filled("linh_vuc.yaml", text)["linh_vuc"][1], "ma": f"linh-vuc-{number}"})
        places.append({**filled("don_vi.yaml", text)["noi"][0], "ma": f"thon-{number}"})
        event = filled("su_kien.yaml", text)["su_kien"][0]
        event["buoc"][0]["thu_tuc"] = event["buoc"][0]["lien_thong"][1]["thu_tuc"] = code
        events.append({**event, "ma": f"viec-{number}"})
        data = filled("thu-nghiem/1.000001.yaml", text)
        data |= {"ma": code, "linh_vuc": f"linh-vuc-{number}", "lien_quan": []}
        data["luu_y"].append(f"TVT{number}.")
        later = {**data, "ten": data["phien_ban"][0]["thay"]["ten"], "giay_to": data["giay_to"][:1]}
        legal = data.pop("phien_ban")[0]["can_cu"]
        procedures.append(vocabulary.procedure(data, (("2027-01-01", later, legal),)))
        terms.append({"ma": f"tvt-{number}", "tu": f"TVT{number}", "day_du": text(900), "nghia": text(901)})
        words["tu_dien"] |= {payload: [payload] for payload in group}
    unit |= {"noi": places, "hay_dung": [one.code for one in procedures]}
    return Catalogue(
        vocabulary.unit(unit),
        vocabulary.fields({"linh_vuc": field}),
        {"mau": vocabulary.form(filled("bieu_mau/mau.yaml", everything), "procedures_yaml/bieu_mau")},
        {one.code: one for one in procedures},
        vocabulary.dictionary(words),
        vocabulary.events({"su_kien": events}),
        vocabulary.glossary({"tu_ngu": terms}),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("hostile")
    kept, content = Cache(None), catalogue()
    renderer = pages.renderer(content, root, making.TODAY, kept)
    made = [*pages.build(content, root, making.TODAY, kept, renderer), *pages.extras(content, making.TODAY, renderer)]
    for file in made:
        target = root / "site" / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content.encode() if isinstance(file.content, str) else bytes(file.content))  # type: ignore[arg-type]
    with browsing.serving(root / "site") as served:
        yield served


TRAP = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'msgbox']) window[name] = (...all) => ran.push([name, ...all]);
addEventListener('securitypolicyviolation', (event) => ran.push(['policy', event.violatedDirective, event.blockedURI]));
"""
FOREIGN = """() => {
  const ours = new Set(['find']);
  const found = [];
  let inline = 0;
  for (const one of document.querySelectorAll('*')) {
    const tag = one.localName;
    if (['iframe', 'object', 'embed', 'base', 'img', 'svg', 'math', 'video', 'audio', 'source', 'marquee', 'plaintext',
        'textarea', 'noscript', 'b'].includes(tag)) found.push(tag);
    // One script of ours may stand in the head; whether it is ours, the page's policy knows.
    if (tag === 'script' && !one.src && !/json$/.test(one.type) && (one.parentNode !== document.head || inline++))
      found.push('script');
    if (tag === 'script' && one.src && new URL(one.src).origin !== location.origin) found.push(one.src);
    if (tag === 'form' && !ours.has(one.className)) found.push('form');
    for (const { name, value } of one.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'autofocus') found.push(name);
      if (['href', 'src', 'action'].includes(name) && !['http:', 'https:', 'tel:'].includes(new URL(value, location).protocol))
        found.push(value);
    }
    if (tag === 'script' && /json$/.test(one.type)) JSON.parse(one.textContent);
  }
  if (document.querySelectorAll('style').length !== 1) found.push('style');
  if ({}.x !== undefined) found.push('prototype');
  return found;
}"""
FLAT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), parts = [];
  while (walker.nextNode())
    if (!['script', 'style'].includes(walker.currentNode.parentNode.localName)) parts.push(walker.currentNode.data);
  return parts.join('').replace(/[ \\t\\n]+/g, ' ').toLowerCase();
}"""


def visited(page: Page, served: Served, path: str) -> str:
    """The text of a page on which nothing ran and nothing stands but what we put there."""
    page.goto(served.url + path)
    assert page.evaluate("ran") == [], path
    assert page.evaluate(FOREIGN) == [], path
    text: str = page.evaluate(FLAT)
    return text


@pytest.fixture
def page(browser: Browser, hostile: Served) -> Iterator[Page]:
    with browsing.opened(browser) as page:
        asked: list[str] = []
        complaints = browsing.complaints(page)
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.add_init_script(TRAP)
        yield page
        assert complaints == []
        assert [url for url in asked if not url.startswith(hostile.url)] == []


def shown_fields(text: str, payload: str) -> set[str]:
    """The numbers of the fields in which a payload is shown as it was written."""
    needle = re.sub("[ \\t\\n]+", " ", payload).lower() + " ¦"
    return {part.partition("¦")[0] for part in text.split(needle)[1:]}


@pytest.mark.parametrize(
    ("path", "least"),
    [("TT/1.{}/", 45), ("LV/LINH-VUC-{}/", 2), ("N/THON-{}/", 2), ("SK/VIEC-{}/", 9)],
    ids=["procedure", "field", "place", "event"],
)
def test_hostile_text_is_shown_and_nothing_runs(page: Page, hostile: Served, path: str, least: int) -> None:
    for number, group in enumerate(GROUPS):
        text = visited(page, hostile, path.format(100001 + number if path.startswith("TT") else number))
        fields = [shown_fields(text, payload) for payload in group]
        assert len(fields[0]) >= least
        for payload, found in zip(group, fields, strict=True):
            assert found == fields[0], payload


def test_the_unit_and_the_search_show_hostile_text_too(page: Page, hostile: Served) -> None:
    text = visited(page, hostile, "")
    fields = [shown_fields(text, payload) for payload in SHOWN]
    assert len(fields[0]) >= 4
    for payload, found in zip(SHOWN, fields, strict=True):
        assert fields[0] <= found, payload
    for payload in ("<script>alert(1)</script>", '"><script>alert(1)</script>', "__proto__", "{{ 7 * 7 }}"):
        page.fill("#tim", payload)
        page.wait_for_function("() => Boolean(window.TimThuTuc)")
        page.get_by_role("option").first.wait_for()
        assert page.evaluate("ran") == []
        assert page.evaluate(FOREIGN) == []
    page.goto(hostile.url + "tim/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    page.locator("[data-ma]").first.wait_for()
    assert page.evaluate("ran") == []
    assert page.evaluate(FOREIGN) == []
    page.goto(hostile.url + "404.html")
    assert page.evaluate(FOREIGN) == []


def test_what_machines_read_stays_well_formed(hostile: Served) -> None:
    for name in ("thay-doi.xml", "sitemap.xml"):
        ElementTree.fromstring((hostile.folder / name).read_bytes())  # noqa: S314 - our own
    for file in (*hostile.folder.rglob("*.json"), hostile.folder / "manifest.webmanifest"):
        json.loads(file.read_bytes())


@pytest.mark.parametrize("text", [one for one in PAYLOADS if REFUSED.search(one)])
def test_a_refused_character_is_refused_however_it_is_written(text: str) -> None:
    for written in (f'a: "{text}"', "a: " + json.dumps(text)):
        found = reading.read(written.encode(), "a.yaml")
        assert [problem for problem in errors(found.problems) if problem.line >= 1], written
