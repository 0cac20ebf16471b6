"""What all tests share: hypothesis without a clock or a memory, and the sample commune built once, one browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from generator import loading
from generator.cache import Cache
from generator.records import Catalogue
from generator.site.plugin import build_site
from tests.making import REPOSITORY, TODAY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browsing import Served

settings.register_profile("niemyet", deadline=None, database=None, print_blob=True)
settings.load_profile("niemyet")


@dataclass(frozen=True)
class Built:
    """A built site, the root it came from and its catalogue."""

    site: Path
    root: Path
    catalogue: Catalogue


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The repository's own sample commune, built as it stands on `TODAY`."""
    root = tmp_path_factory.mktemp("sample")
    for name in (loading.FOLDER, "catalogue"):
        shutil.copytree(REPOSITORY / name, root / name)
    loaded = loading.load(root, TODAY)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    build_site(root, root / "site", TODAY, loaded, Cache(None))
    return Built(root / "site", root, loaded.catalogue)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of a test run; every test opens contexts of its own in it."""
    # Imported here, because most tests need no browser.
    from tests import browsing

    with browsing.launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def whole(sample: Built) -> Iterator[Served]:
    """The sample commune's site on a local server."""
    from tests import browsing

    with browsing.serving(sample.site) as served:
        yield served


@pytest.fixture(scope="session")
def site(whole: Served) -> str:
    """The address of the sample commune's first page."""
    return whole.url


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment of a subprocess that uses this checkout and leaves nothing behind."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, alone in its folder."""
    folder = tmp_path_factory.mktemp("built")
    # Built from a copy, so that the checkout is left as it was.
    for name in ("generator", "site_templates", "qr_posters", "catalogue", "procedures_yaml", ".vscode"):
        shutil.copytree(
            REPOSITORY / name, folder / "source" / name, ignore=shutil.ignore_patterns("__pycache__", "bundled")
        )
    settings = ("mkdocs.yml", "pyproject.toml", "README.md", "LICENSE", ".editorconfig", ".gitattributes")
    for name in (*settings, "hatch_build.py", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(REPOSITORY / name, folder / "source" / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder / "wheel", folder / "source"], check=True)
    (made,) = (folder / "wheel").glob("niemyet-*.whl")
    return made
