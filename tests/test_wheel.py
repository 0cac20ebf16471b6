"""The wheel carries templates, designs and settings: installed elsewhere it builds a site and posters."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the unpacked wheel and the libraries it depends on."""
    target = tmp_path_factory.mktemp("wheel") / "site-packages"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--no-deps", "--target", target, wheel], check=True)
    return target


def run(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    # The libraries come from this environment; the package itself only from the wheel.
    program = (
        "import sys; sys.path[:] = [p for p in sys.path if p not in ('', sys.argv[1])];"
        "sys.path.insert(0, sys.argv[2]); del sys.argv[1:3]; import generator;"
        "assert 'site-packages' in generator.__file__ and 'wheel' in generator.__file__, generator.__file__;"
        "from generator.cli import main; main()"
    )
    return subprocess.run(
        [
            sys.executable,
            "-P" if sys.version_info >= (3, 11) else "-s",
            "-c",
            program,
            str(ROOT),
            str(installed),
            *arguments,
        ],
        cwd=cwd,
        env={"PYTHONPATH": f"{installed}:{sysconfig.get_path('purelib')}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_installed_wheel_builds_a_root_that_has_only_records(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "base" / "procedures_yaml", tmp_path / "procedures_yaml")
    built = run(installed, "build", "--date", "2026-11-22", cwd=tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert (tmp_path / "site" / "404.html").is_file()
    made = run(installed, "posters", "--date", "2026-11-22", cwd=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    assert list((tmp_path / "posters").glob("*/*.pdf"))


def test_a_root_may_override_a_template(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "base" / "procedures_yaml", tmp_path / "procedures_yaml")
    own = tmp_path / "site_templates" / "components" / "header"
    own.mkdir(parents=True)
    (own / "header.html").write_text("<header>Phần đầu riêng của xã</header>", "utf-8")
    built = run(installed, "build", "--date", "2026-11-22", cwd=tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Phần đầu riêng của xã" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_the_installed_wheel_starts_a_new_commune(installed: Path, tmp_path: Path) -> None:
    new = ("new", "xa", "--name", "Xã Hương Xuân", "--province", "Tỉnh Mẫu", "--places", "Thôn Một")
    made = run(installed, *new, "--date", "2026-11-22", cwd=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    for file in ("lop/quoc-gia/ho-tich/1.001193.yaml", ".github/workflows/kiem-tra.yml", ".gitlab-ci.yml"):
        assert (tmp_path / "xa" / file).is_file()
    assert run(installed, "build", "--date", "2026-11-22", cwd=tmp_path / "xa").returncode == 0
    for carried in ("site/can-bo/sua/sua.js", ".vscode/niemyet.code-snippets"):
        assert (tmp_path / "xa" / carried).is_file(), carried
