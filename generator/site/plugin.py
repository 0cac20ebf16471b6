"""The only module, with `settings`, that knows mkdocs, so that the site outlives it.

A bare `mkdocs build` and `niemyet build` run the same code. mkdocs empties its output folder before a
plugin sees a file, so the build goes to a fresh folder that takes the old one's place when it is whole.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import addresses, loading, resources
from generator.cache import Cache
from generator.loading import Loaded
from generator.problems import Level, Problem
from generator.reading import not_utf8_at
from generator.records import Catalogue
from generator.register import entering
from generator.site import failures, pages, settings
from generator.site.bytecode import CompiledTemplates
from generator.site.rendering import TEMPLATES, Renderer
from generator.site.settings import BadSettings
from generator.views import frame
from generator.writing import FreshFolder, NotOurs

NAME = "niemyet"
CONFIG = "mkdocs.yml"
ABOUT = "gioi-thieu.md"
_log = logging.getLogger("mkdocs.plugins.niemyet")


class BuildFailed(Exception):
    """The site could not be built; the message says why, in Vietnamese."""


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may set for this plugin."""

    ngay = Optional(Type(str))


class _Made(File):
    """A file of ours that mkdocs writes: as the bytes it has on every system, and only if it is new."""

    _fresh: FreshFolder | None

    @classmethod
    def of(cls, path: str, content: str | bytes, config: MkDocsConfig, fresh: FreshFolder | None) -> File:
        """A file to put into `fresh`, or where mkdocs likes in live preview."""
        made = cls.generated(config, path, content=content)
        assert isinstance(made, cls)
        made._fresh = fresh
        return made

    def copy_file(self, dirty: bool = False) -> None:
        if self._fresh:
            self._fresh.put(self.dest_uri, self.content_bytes)
        else:
            super().copy_file(dirty)


class NiemYetPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Puts the generated pages into an mkdocs build."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self.live = False
        self.root: Path | None = None
        self.today: date | None = None
        self.loaded: Loaded | None = None
        self.kept = Cache(None)
        self.progress: pages.Progress | None = None
        self._catalogue: Catalogue | None = None
        self._problems: tuple[Problem, ...] = ()
        self._renderer: Renderer | None = None
        self._fresh: FreshFolder | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Being told of the command keeps this object, and the last good catalogue, between live rebuilds."""
        self.live = command == "serve"

    def on_shutdown(self) -> None:
        """Forget everything: mkdocs keeps one plugin object for all builds of a process."""
        if self._fresh:
            # An interrupted build is no error to mkdocs.
            self._fresh.discard()
        self._forget()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = self.root or _relative(Path(config.config_file_path).parent)
        self.root = root
        self.today = self.today or _day(self.config.ngay)
        if self.loaded is None:
            self.kept = Cache(None if self.live else root)
            self.loaded = loading.load(root, self.today, self.kept)
            for problem in self.loaded.problems:
                _log.log(logging.ERROR if problem.level is Level.ERROR else logging.INFO, "%s", problem)
        loaded, self.loaded = self.loaded, None
        if loaded.catalogue:
            self._catalogue, self._problems = loaded.catalogue, ()
        elif self.live:
            self._problems = tuple(p for p in loaded.problems if p.level is Level.ERROR)
        else:
            raise Abort("Dữ liệu có lỗi; trang cũ được giữ nguyên.")
        if self._catalogue:
            config.site_url = addresses.url(self._catalogue.unit)
            # mkdocs' own templates do not escape.
            config.site_name = str(escape(self._catalogue.unit.name))
            config.extra["phan_anh"] = frame.complaints(self._catalogue.unit)
        if not self.live:
            try:
                self._fresh = FreshFolder(Path(config.site_dir))
            except NotOurs as error:
                raise Abort(str(error)) from None
            config.site_dir = str(self._fresh.path)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        assert self.root
        assert self.today
        if self._catalogue is None:
            file = pages.broken(self.root, self._problems)
            files.append(File.generated(config, file.path, content=str(file.content)))
            return files
        written = {file.dest_uri.casefold(): file for file in files if file.abs_src_path}
        if unreadable := list(_not_utf8(files)):
            raise Abort("\n".join(map(str, unreadable)))
        about = files.get_file_from_path(ABOUT)
        self._renderer = pages.renderer(
            self._catalogue, self.root, self.today, self.kept, self.live, about.url if about else None
        )
        for file in pages.build(
            self._catalogue, self.root, self.today, self.kept, self._renderer, self._problems, self.progress
        ):
            _refuse_same_place(file.path, written)
            if isinstance(file.content, Path):
                files.append(File.generated(config, file.path, abs_src_path=str(file.content)))
            else:
                files.append(_Made.of(file.path, file.content, config, self._fresh))
        for path in pages.EXTRAS:
            _refuse_same_place(path, written)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        env.bytecode_cache = CompiledTemplates(self.kept)
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        name = page.meta.get("template")
        if name is not None and not any((Path(folder) / str(name)).is_file() for folder in config.theme.dirs):
            raise Abort(str(failures.missing(_shown(page.file), str(name))))

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        assert self.root
        assert self.today
        if self._catalogue:
            assert self._renderer
            for file in pages.extras(self._catalogue, self.today, self._renderer):
                target = Path(config.site_dir) / file.path
                target.write_text(str(file.content), "utf-8", newline="\n")
            # mkdocs' compressed copy would be of the map it wrote itself.
            (Path(config.site_dir) / "sitemap.xml.gz").unlink(missing_ok=True)
        if self._fresh:
            self._fresh.swap()
            config.site_dir = str(self._fresh.target)
            self._fresh = None
            self.kept.save(everything=True)

    def on_build_error(self, error: Exception) -> None:
        if self._fresh:
            self._fresh.discard()
            self._fresh = None

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Callable[..., Any]) -> Any:
        assert self.root
        own = (self.root / folder for folder in (loading.FOLDER, entering.FOLDER, TEMPLATES))
        for folder in {*own, *loading.layers(self.root, Cache(None), [])}:
            if folder.is_dir():
                server.watch(str(folder))
        return server


def build_site(
    root: Path, out: Path, today: date, loaded: Loaded, kept: Cache, progress: pages.Progress | None = None
) -> None:
    """Build the whole site of a checked catalogue into `out`."""
    config = _config(root, site_dir=str(out.absolute()))
    plugin = _plugin(config)
    plugin.root, plugin.today, plugin.loaded, plugin.kept, plugin.progress = root, today, loaded, kept, progress
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except (Abort, PluginError, ConfigurationError) as error:
        raise BuildFailed(str(error)) from error
    except BaseException as error:
        plugin.on_build_error(error)  # type: ignore[arg-type]
        problem = failures.of(error, resources.folders(root, TEMPLATES))
        if problem:
            raise BuildFailed(str(problem)) from error
        raise
    finally:
        with suppress(Exception):
            config.plugins.on_shutdown()


def serve_site(root: Path, today: date, address: str) -> None:
    """Live preview until interrupted."""
    # Imported here, because it brings a web server that no build needs.
    from mkdocs.commands.serve import serve as mkdocs_serve

    file = root / CONFIG
    overrides: dict[str, Any] = {"dev_addr": address}
    if not file.is_file():
        file = resources.bundled(CONFIG)
        overrides["docs_dir"] = _docs(root)
    # mkdocs reads its settings anew for each rebuild, but keeps the plugin object.
    plugin = _plugin(_config(root))
    plugin.root, plugin.today = root, today
    try:
        mkdocs_serve(config_file=str(file), **overrides)
    except (Abort, PluginError, ConfigurationError) as error:
        raise BuildFailed(str(error)) from error


def _config(root: Path, **overrides: Any) -> MkDocsConfig:
    file = root / CONFIG
    if not file.is_file():
        file = resources.bundled(CONFIG)
        overrides["docs_dir"] = _docs(root)
    try:
        config = settings.load(file, **overrides)
    except BadSettings as error:
        raise BuildFailed(str(error)) from error
    _plugin(config)
    return config


def _shown(file: File) -> str:
    return _relative(Path(str(file.abs_src_path))).as_posix()


def _not_utf8(files: Files) -> Iterator[Problem]:
    """The hand-written pages that can't be read."""
    for file in files.documentation_pages():
        if file.abs_src_path and (problem := not_utf8_at(Path(file.abs_src_path).read_bytes(), _shown(file))):
            yield problem


def _refuse_same_place(path: str, written: Mapping[str, File]) -> None:
    """A hand-written file must not take the place of a generated one, which a printed code may lead to."""
    if file := written.get(path.casefold()):
        message = f"tệp này trùng địa chỉ với trang được tạo tự động ({path}); hãy đổi tên hoặc bỏ tệp này"
        raise Abort(str(Problem(_shown(file), 1, 1, "trung_dia_chi", message)))


def _docs(root: Path) -> str:
    own = root / "catalogue"
    return str((own if own.is_dir() else resources.bundled("catalogue")).absolute())


def _plugin(config: MkDocsConfig) -> NiemYetPlugin:
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, NiemYetPlugin):
        raise BuildFailed(f"Tệp {config.config_file_path} thiếu dòng khai báo plugin {NAME}.")
    return plugin


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise Abort(f'Ngày "{text}" trong {CONFIG} không đúng; viết theo thứ tự năm-tháng-ngày.') from None


def _relative(folder: Path) -> Path:
    """The folder as messages should name it: relative to where the command runs, if it lies below."""
    with suppress(ValueError):
        return folder.relative_to(Path.cwd())
    return folder
