"""The officials' handbook is true: its links lead somewhere, what it tells people to write passes, what it says that the
program says is said, and every message has its entry.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from docs import console, pictures
from generator import checking, loading, reading, rules
from generator.layers import Source, merge, states
from generator.problems import Problem, errors
from generator.site import offline
from tests.conftest import Built
from tests.site.reading_pages import parse_file
from tests.test_bad_records import cases
from tests.test_docs import GUIDE, HANDBOOK, RECORDS, ROOT, kind_of

PAGES = {page.name: page.read_text("utf-8") for page in HANDBOOK}
MESSAGES = PAGES["thong-bao.md"]
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)(?:\{ (width=\"\d+\" height=\"\d+\") loading=\"lazy\" \})?")
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


# Ways through it


@pytest.mark.parametrize("name", PAGES)
def test_links_between_pages_lead_to_pages_and_headings(name: str) -> None:
    dead = []
    for _, _, link, _ in _LINK.findall(_FENCE.sub("", PAGES[name])):
        file, _, anchor = link.partition("#")
        if file.endswith("/"):
            continue
        target = pictures.HANDBOOK / (file or name)
        if not target.exists() or (anchor and f"{{#{anchor}}}" not in target.read_text("utf-8")):
            dead.append(link)
    assert dead == []


def test_links_of_the_built_handbook_lead_to_what_is_built(sample: Built) -> None:
    folder = sample.site / "can-bo"
    dead = []
    for name in PAGES:
        page = folder / ("" if name == "index.md" else name.removesuffix(".md")) / "index.html"
        for attributes in parse_file(page).all("a", "img"):
            link = attributes.get("href") or attributes.get("src") or ""
            path, _, anchor = link.partition("#")
            if path.startswith(("https:", "tel:", "data:")) or link in ("", "#", "."):
                continue
            target = (page.parent / path).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (anchor and anchor not in parse_file(target).anchors):
                dead.append(f"{name}: {link}")
    assert dead == []


def test_every_page_is_reached_from_the_first_page_and_from_the_front_door() -> None:
    others = {name for name in PAGES if name != "index.md"}
    from_first = {link.partition("#")[0] for _, _, link, _ in _LINK.findall(PAGES["index.md"])}
    from_door = {link.rpartition("/")[2] for _, _, link, _ in _LINK.findall(GUIDE.read_text("utf-8"))}
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert others <= from_first
    assert others <= from_door
    assert all(f"can-bo/{name}\n" in navigation for name in PAGES)


def test_officials_pages_are_not_what_phones_keep_or_villagers_find(sample: Built) -> None:
    kept = (sample.site / "du-lieu" / "ngoai-mang.json").read_text("utf-8")
    found = (sample.site / "assets" / "tim.json").read_text("utf-8")
    worker = (sample.site / offline.WORKER).read_text("utf-8")
    assert all("can-bo/" not in text for text in (kept, found))
    assert "can-bo/thong-bao" not in worker


# What it tells people to write


def _said(snippet: str, how: str, name: str) -> list[Problem]:
    """What is said of a snippet: put in the place of what the record `name` has now, merged into it, or alone."""
    kind = kind_of(name)
    read = reading.read(snippet.encode(), name)
    if read.document is None:
        return read.problems
    source = Source.of(read.document)
    if how == "doan":
        source = merge(_source(name), source)
    elif how != "tep":
        source = Source.of(replace(read.document, data={**_source(name).data, **read.document.data}))
    found = checking.check(source, kind)
    if kind == "procedure" and not found:
        for _, state in states(source):
            found += checking.check(state, kind)
        found += errors(rules.check_procedure(source))
    return read.problems + found


def _source(name: str) -> Source:
    document = reading.read((RECORDS / name).read_bytes(), name).document
    assert document
    return Source.of(document)


def _snippets() -> list[tuple[str, str, str, str | None]]:
    """How each YAML block is used, with which file, its text, and the message that follows a wrong one."""
    result = []
    for page, text in PAGES.items():
        blocks = [(match["info"].strip(), match["text"]) for match in _FENCE.finditer(text)]
        for index, (info, snippet) in enumerate(blocks):
            if not info.startswith("{.yaml"):
                assert info.startswith("{.text"), f"{page}: a block that says nothing of what it is: {info}"
                continue
            use = re.fullmatch(r'\{\.yaml data-(vao|doan|tep|sai)="([\w./-]+)"\}', info)
            assert use, f"{page}: {info}"
            message = None
            if use[1] == "sai":
                assert blocks[index + 1][0] == "{.text}", f"a wrong snippet without its message: {snippet}"
                message = blocks[index + 1][1].strip()
            result.append((use[1], use[2], snippet, message))
    return result


SNIPPETS = _snippets()


def test_there_are_snippets_of_every_kind() -> None:
    assert len(SNIPPETS) > 45
    assert {how for how, *_ in SNIPPETS} == {"vao", "doan", "tep", "sai"}


@pytest.mark.parametrize(("how", "name", "text", "message"), SNIPPETS, ids=lambda value: str(value)[:40])
def test_what_the_handbook_tells_to_write_passes_and_what_it_warns_of_does_not(
    how: str, name: str, text: str, message: str | None
) -> None:
    said = [problem.message for problem in _said(text, how, name)]
    if how == "sai":
        assert message in said
    else:
        assert said == []


def test_the_handbook_measures_the_code_that_the_design_prints() -> None:
    design = yaml.safe_load((ROOT / "qr_posters/place/design.yaml").read_text("utf-8"))
    assert f"**{design['kho_giay']['a4']['kho_ma_mm']} mm**" in PAGES["in-ap-phich.md"]


def test_every_kind_of_paper_is_told() -> None:
    for file in (ROOT / "qr_posters").glob("*/design.yaml"):
        stem = yaml.safe_load(file.read_text("utf-8"))["ten_tep"]
        assert f"`{stem}/`" in PAGES["in-ap-phich.md"], stem


# What the program says


@pytest.mark.parametrize("name", console.SCENES)
def test_console_texts_are_what_the_commands_print_today(name: str, tmp_path: Path) -> None:
    """`python -m docs texts` puts today's into the pages."""
    shown = {text for _, scene, text in console.shown() if scene == name}
    assert shown == {console.play(name, tmp_path / "kho")}


def test_every_console_text_has_its_scene() -> None:
    assert {name for _, name, _ in console.shown()} == set(console.SCENES)


def test_every_picture_is_made_by_the_script_and_told_in_words() -> None:
    """`python -m docs pictures` takes them anew."""
    named = [found[1:] for text in PAGES.values() for found in _LINK.findall(text) if found[0]]
    made = {
        (f"hinh/{name}.webp", 'width="{}" height="{}"'.format(*one.size)) for name, one in pictures.PICTURES.items()
    }
    assert {(link, size) for _, link, size in named} == made
    assert all(len(words) > 30 for words, *_ in named)
    files = {file.name: file.stat().st_size for file in pictures.FOLDER.iterdir()}
    assert set(files) == {f"{name}.webp" for name in pictures.PICTURES}
    assert all(4_000 < size <= pictures.MOST_BYTES for size in files.values())


# What each message means


def _sources() -> list[Path]:
    return [file for file in sorted((ROOT / "generator").rglob("*.py")) if "bundled" not in file.parts]


def _constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a module's own names stand for."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else [node.targets[0]]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for name, value in zip(names, values, strict=False):
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found[name.id] = value.value
    return found


@cache
def _codes() -> frozenset[str]:
    """The names in brackets of all that the program can say: of rules, of ways to read, of everything else.

    What the schema says bears the name of a field; the entry of all these is `ten-muc`.
    """
    found = {*rules.names(), "ten-muc"}
    for file in _sources():
        text = file.read_text("utf-8")
        found |= set(re.findall(r'"(doc\.[a-z0-9_]+)"', text))
        tree = ast.parse(text)
        constants = _constants(tree)
        found |= {code for name, code in constants.items() if re.fullmatch(r"_?RULE(_[A-Z]+)?", name)}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            place = {"Problem": 3, "Problem.at": 1}.get(ast.unparse(call.func))
            if place is not None and len(call.args) > place:
                code = call.args[place]
                first = code.values[0] if isinstance(code, ast.JoinedStr) else code
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
                elif isinstance(code, ast.Name) and code.id in constants:
                    found.add(constants[code.id])
    return frozenset("nhap" if code.startswith("nhap.") else code for code in found)


def _entries() -> dict[str, str]:
    """The entries of the page of messages by their anchors."""
    parts = re.split(r"^### .+ \{#([\w.-]+)\}$", MESSAGES, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_codes_are_found_in_the_code() -> None:
    assert len(_codes()) > 55
    assert {"ban_mau", "doc.tep", "to_in.xep_chu", "danh_sach", "nhap", "trung_dia_chi", "lop"} <= _codes()


def test_every_message_has_an_entry_and_every_entry_a_message() -> None:
    entries = _entries()
    assert _codes() - entries.keys() == set()
    assert entries.keys() - _codes() == set()


@pytest.mark.parametrize("code", _entries())
def test_an_entry_says_what_it_means_shows_it_and_how_to_mend_it(code: str) -> None:
    meaning, _, rest = _entries()[code].strip().partition("\n\n")
    assert len(meaning) > 30
    assert "```" not in meaning
    example, _, mending = rest.partition("**Cách sửa.** ")
    assert re.match(r"```\{\.text data-(loi|noi)=", example)
    assert len(mending.split("\n## ")[0]) > 20


def test_examples_of_messages_are_what_the_checks_say() -> None:
    """Each quotes, word for word, what `niemyet check` prints of the broken records of `records/bad/`."""
    shown = re.findall(r'^```\{\.text data-loi="([\w ]+)"\}\n(.*?)^```$', MESSAGES, re.MULTILINE | re.DOTALL)
    assert len(shown) > 45
    for names, text in shown:
        for name, line in zip(names.split(), text.strip().split("\n\n"), strict=True):
            case = cases()[name]
            warnings = [re.sub(r"(:\d+:\d+: )", r"\1cảnh báo: ", one, count=1) for one in case.get("canh_bao", [])]
            assert line in [*case.get("loi", []), *warnings], name


def _words(code: str) -> Iterator[str]:
    """Every text in Python code, with "…" for what is worked out."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_other_examples_are_made_of_words_that_the_program_says() -> None:
    """Of messages without a broken record: those of printing, importing, the list and the site."""
    said = "\n".join(word for file in _sources() for word in _words(file.read_text("utf-8")))
    shown = re.findall(r'^```\{\.text data-noi="([\w.]+)"\}\n(.+)\n```$', MESSAGES, re.MULTILINE)
    assert len(shown) > 8
    for code, line in shown:
        message = re.sub(r'^\S+:\d+:\d+: (cảnh báo: )?(tờ "[^"]+": )?', "", line).removesuffix("]").rpartition(" [")[0]
        pieces = [piece.strip(' ";:)(') for piece in message.split("…")]
        assert [piece for piece in pieces if piece not in said] == [], code


def test_loading_names_what_the_handbook_names() -> None:
    """The list of files names every file a root may have."""
    for name in (loading.UNIT, loading.FIELDS, loading.DICTIONARY, *loading.OPTIONAL):
        assert f"`procedures_yaml/{name}`" in PAGES["cach-viet.md"]
