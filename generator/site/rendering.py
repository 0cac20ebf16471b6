"""Views to complete HTML, in a Jinja environment of our own that escapes everything.

mkdocs' environment does not autoescape, and records are untrusted: no text from YAML is ever markup. Each
page carries the style of the components that stand in it, and a Content-Security-Policy that allows exactly
that style and nothing else to run or load but our own scripts (CSP Level 3, hash-source).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import addresses, check_words, i18n, resources
from generator.addresses import Address
from generator.cache import Cache
from generator.problems import Problem
from generator.records import Unit
from generator.site import offline, scripts
from generator.site.bytecode import CompiledTemplates
from generator.site.embedding import json_block
from generator.views import structured
from generator.views.ahead import Later
from generator.views.edition import Opened
from generator.views.editor import EditorPage
from generator.views.frame import Frame
from generator.views.glossary import Piece
from generator.views.procedure import ProcedurePage

TEMPLATES = "site_templates"


class Renderer:
    """Renders pages of one unit. The same view always gives the same bytes."""

    def __init__(
        self,
        root: Path,
        unit: Unit | None,
        frame: Frame | None,
        live: bool = False,
        about: str | None = None,
        kept: Cache | None = None,
        language: str = i18n.SOURCE_LANGUAGE,
    ) -> None:
        folders = resources.folders(root, TEMPLATES)
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=CompiledTemplates(kept) if kept else None,
        )
        # Known only to an environment that has the extension, thus not to its type.
        install: Callable[..., None] = self._environment.install_gettext_translations  # type: ignore[attr-defined]
        words = i18n.translations(root / "locale", language)
        # The new style fills in values, of which our words have none, and takes a sixth of all rendering for it.
        install(words, newstyle=False)
        self.translate: Callable[[str], str] = words.gettext
        self._environment.policies["json.dumps_function"] = _compact
        self._sheets = _sheets(folders)
        self._settings = _Markup(scripts.published(_read(folders, "inline/cai-dat.js"), self.translate))
        macros: Any = self._environment.get_template("components/macros.html").module
        self._macros = macros
        self._environment.globals |= {
            "style": self._style,
            "policy": _policy,
            "settings": self._settings,
            "live": live,
            "about": about,
            "frame": frame,
            "home": addresses.HOME,
            "lang": language,
            "fact": macros.fact,
            "phone": macros.phone,
            "outward": macros.outward,
            "going": macros.going,
            "problems": (),
            "alone": False,
            "later": (),
        }
        self._unit, self._frame = unit, frame
        self.live = live
        self.identity = hashlib.sha256(
            repr(
                [
                    (file.relative_to(folder).as_posix(), file.read_bytes())
                    for folder in folders
                    for file in _sources(folder)
                ]
            ).encode()
            + i18n.identity(root / "locale", language)
            + repr((frame, unit and (unit.host, unit.base_path), live, about, language)).encode()
        ).hexdigest()

    def page(
        self,
        template: str,
        path: str,
        view: object,
        problems: tuple[Problem, ...] = (),
        later: tuple[Later[Any], ...] = (),
    ) -> str:
        """The HTML of a page. Links in it are relative to `path`, its place in the site.

        What it says on days to come stands in it too, where the browser finds it and nothing shows it. A page that a
        printed sheet opens says what changed since; its plain address stays the canonical one.
        """
        states = [Later(one.day, _Markup(self._rendered(template, path, one.view, alone=True))) for one in later]
        return self._rendered(template, path, view, problems=problems, later=states)

    def _rendered(self, template: str, path: str, shown: object, **settings: object) -> str:
        view, edition = (shown.page, shown.edition) if isinstance(shown, Opened) else (shown, None)
        address = view.address if hasattr(view, "address") else addresses.HOME
        nowhere = path in _NOWHERE
        absolute = self._unit.base_path if self._unit and nowhere else None
        url = addresses.url(self._unit, address) if self._unit and not nowhere else None
        words = dict(view.glossary.pieces) if hasattr(view, "glossary") else {}
        # A procedure's page says many texts again, word for word; the ways of an event each explain their own.
        known = words.pop if isinstance(view, ProcedurePage) else words.get
        explained = partial(_explained, known, self._macros.explained)
        return self._environment.get_template(f"pages/{template}.html").render(
            page=view,
            script=scripts.of_template(template),
            canonical=url,
            edition=edition,
            connect=view.connect if isinstance(view, EditorPage) else (),
            word=edition.word if edition else self._word(address, nowhere),
            **self._of_procedure(view, url),
            explained=explained,
            fact=partial(self._macros.fact, explained=explained),
            link=lambda to: _link(path, to, absolute),
            file=lambda to: absolute + to if absolute else addresses.relative(path, to),
            **settings,
        )

    def _style(self, body: str) -> str:
        """The style of the components that stand in the body of a page: the bytes of the others are saved."""
        standing = frozenset(name for names in _CLASS.findall(body) for name in names.split())
        return _joined(tuple(sheet for sheet, classes in self._sheets if not classes or classes & standing))

    def _word(self, address: Address, nowhere: bool) -> str | None:
        """The check word of a page that a printed code can open."""
        printable = address.kind is not None or address == addresses.HOME
        return check_words.of(self._unit, address) if self._unit and printable and not nowhere else None

    def _of_procedure(self, view: object, url: str | None) -> dict[str, object]:
        """What a procedure's page carries for machines."""
        if not (isinstance(view, ProcedurePage) and self._frame and url):
            return {}
        return {"structured": json_block(structured.of(view, self._frame, url))}


_NOWHERE = ("404.html", offline.PAGE)
"""Pages shown at any address: they have none of their own, and their links are absolute."""


def _compact(data: object, **_: object) -> str:
    """JSON for Jinja's `tojson`, which escapes `<`, `>`, `&` and `'`: short, and without JavaScript's line breaks."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class _Markup(str):
    """Text of our own that is put into a page as it is: style, script, and what the renderer itself made."""

    def __html__(self) -> str:
        return str(self)


def _explained(known: Callable[[str, None], tuple[Piece, ...] | None], macro: Callable[..., str], text: str) -> str:
    """A text with the words explained that a page uses in it for the first time; the template escapes it."""
    pieces = known(text, None)
    return macro(pieces) if pieces else text


def _link(path: str, to: Address, absolute: str | None) -> str:
    return absolute + to.path if absolute else addresses.relative(path, to.path)


_CLASS = re.compile(r'class="([^"]*)"')
_STYLED = re.compile(r"\.([a-z][a-z-]*)(?=[^{}]*\{)")
"""A class in a selector of a style sheet."""


def _sources(folder: Path) -> list[Path]:
    return sorted(
        file for file in folder.rglob("*") if file.suffix in (".html", ".css") or file.parent.name == "inline"
    )


def _read(folders: list[Path], name: str) -> str:
    return next(folder / name for folder in folders if (folder / name).is_file()).read_text("utf-8")


def _sheets(folders: list[Path]) -> list[tuple[str, frozenset[str]]]:
    """The style of each component with the classes it is for, the base first; no class means every page."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        found |= {file.name: file for file in sorted(folder.glob("components/*/*.css"))}
    names = sorted(found, key=lambda name: (name != "base.css", name))
    sheets = [(name, _without_remarks(found[name].read_text("utf-8"))) for name in names]
    return [(text, frozenset() if name == "base.css" else frozenset(_STYLED.findall(text))) for name, text in sheets]


def _without_remarks(css: str) -> str:
    """A style sheet without what only people need."""
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r" ?([{};,>]) ?", r"\1", text).replace(": ", ":").replace(";}", "}").strip()


@lru_cache(maxsize=256)
def _joined(sheets: tuple[str, ...]) -> _Markup:
    return _Markup("".join(sheets))


@lru_cache(maxsize=256)
def _policy(css: str, script: str, connect: tuple[str, ...] = ()) -> str:
    others = "".join(f" {origin}" for origin in connect)
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src 'self' '{_hash(script)}'; connect-src 'self'{others}; "
        "img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
