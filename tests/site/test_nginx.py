"""The shipped configuration in a real nginx, run by an ordinary user: what it sends, and that it remembers nobody."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.site import serving
from tests import making, nginx
from tests.test_cli import DAY, ROOT, run

SHIPPED = ROOT / "generator" / "founding" / "files" / "publishing" / "may_chu"
NOBODY = 33
"""www-data on Debian, the user of the container."""


@dataclass(frozen=True)
class Answer:
    """What came back for a path."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running nginx, where its site and what it wrote lie, and the path of the site on its host."""

    port: int
    site: Path
    written: Path
    base: str

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": "xathu.example", **headers})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, body)


@pytest.fixture(scope="module", params=["/", "/xa/"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    program = nginx.needed()
    # Not below the folder of pytest, which only its owner may enter.
    with tempfile.TemporaryDirectory(prefix="niemyet-nginx-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        unit = making.unit(duong_dan=request.param) if request.param != "/" else making.unit()
        root = making.write_root(folder / "kho", of_unit=unit)
        built = run("build", root, "--out", folder / "trang", "--date", DAY)
        assert built.returncode == 0, built.stdout + built.stderr
        subprocess.run(["sh", SHIPPED / "nen-san.sh", folder / "trang"], check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        printed = run("nginx", root, "--site", folder / "trang", "--port", str(port), "--brotli", "--date", DAY)
        assert printed.returncode == 0, printed.stdout + printed.stderr
        (folder / "conf.d").mkdir()
        (folder / "conf.d" / "xa.conf").write_text(printed.stdout, "utf-8")
        written = folder / "tam"
        written.mkdir()
        written.chmod(0o777)
        main = (SHIPPED / "nginx.conf").read_text("utf-8").replace("/tmp", str(written))  # noqa: S108 - what the container has
        (folder / "nginx.conf").write_text(main, "utf-8")
        shutil.copy("/etc/nginx/mime.types", folder / "mime.types")
        with _started(
            [program, "-e", "stderr", "-c", folder / "nginx.conf", "-g", "daemon off;"], port, written / "noi-ra"
        ):
            yield Server(port, folder / "trang", written, request.param)


@contextmanager
def _started(command: list[str | Path], port: int, said: Path) -> Iterator[None]:
    """A server process until the block ends; what it says goes into the file `said`."""
    ordinary: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **ordinary)
        try:
            _wait_for(port, process, said)
            yield
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, said.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("nginx did not start")


PAGE = f"TT/{making.CODE}/"


def test_a_printed_address_opens_the_page_itself(server: Server) -> None:
    answer = server.get(f"{server.base}{PAGE}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Đăng ký thử" in answer.body.decode()
    short = server.get(f"{server.base}TT/{making.CODE}")
    assert (short.status, short.headers["location"]) == (301, f"{server.base}{PAGE}")


def test_the_top_of_the_host_leads_to_the_site(server: Server) -> None:
    answer = server.get("/")
    if server.base == "/":
        assert answer.status == 200
    else:
        assert (answer.status, answer.headers["location"]) == (302, server.base)
        assert server.get("/khac/").status == 404


def test_pages_were_compressed_beforehand(server: Server) -> None:
    path = f"{server.base}{PAGE}"
    plain = server.get(path, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    zipped = server.get(path, **{"Accept-Encoding": "gzip"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in zipped.headers["vary"].lower()
    assert gzip.decompress(zipped.body) == plain.body
    assert zipped.body == (server.site / PAGE / "index.html.gz").read_bytes()
    smaller = server.get(path, **{"Accept-Encoding": "gzip, br"})
    assert smaller.headers["content-encoding"] == "br"
    assert smaller.body == (server.site / PAGE / "index.html.br").read_bytes()
    assert len(smaller.body) < len(zipped.body) < len(plain.body)


def test_what_may_change_is_asked_for_anew_and_costs_nothing_if_it_has_not(server: Server) -> None:
    for path in (PAGE, "", "sw.js", "assets/trang.js", "du-lieu/ngoai-mang.json"):
        answer = server.get(f"{server.base}{path}")
        assert (answer.status, answer.headers["cache-control"]) == (200, "no-cache"), path
        again = server.get(f"{server.base}{path}", **{"If-None-Match": answer.headers["etag"]})
        assert (again.status, again.body) == (304, b""), path


def test_what_is_named_after_its_content_is_kept_for_good(server: Server) -> None:
    hashed = list((server.site / "assets").rglob("*.min.css"))
    assert hashed
    for file in hashed:
        answer = server.get(f"{server.base}{file.relative_to(server.site).as_posix()}")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert server.get(f"{server.base}assets/icon-192.png").headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", [PAGE, "du-lieu/", "khong-co/", "manifest.webmanifest", "assets/icon.svg"])
def test_every_answer_has_the_security_headers_that_the_site_states(server: Server, path: str) -> None:
    headers = server.get(f"{server.base}{path}").headers
    stated = (server.site / "_headers").read_text("utf-8")
    for name, value in serving.EVERYWHERE.items():
        assert headers[name.lower()] == value
        assert f"  {name}: {value}\n" in stated
    assert "nginx/" not in headers["server"]


def test_only_open_data_may_be_read_by_pages_of_others(server: Server) -> None:
    assert server.get(f"{server.base}du-lieu/ngoai-mang.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in server.get(f"{server.base}{PAGE}").headers


def test_a_page_that_is_not_there_says_so_in_vietnamese(server: Server) -> None:
    for path in ("TT/9.999999/", "TT/", "_headers"):
        answer = server.get(f"{server.base}{path}")
        assert answer.status == 404, path
        assert "Không có trang này" in answer.body.decode()


def test_a_phone_is_told_what_the_manifest_is(server: Server) -> None:
    answer = server.get(f"{server.base}manifest.webmanifest")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/manifest+json")


@pytest.mark.parametrize("path", ["_headers", ".niem-yet", "%2e%2e/kho/procedures_yaml/don_vi.yaml", "TT/"])
def test_files_that_are_not_for_people_are_not_shown(server: Server, path: str) -> None:
    assert server.get(f"{server.base}{path}").status in (400, 403, 404)


def test_nobodys_address_is_kept(server: Server) -> None:
    hidden = server.site / "N" / "THON-MOT" / "index.html"
    mode = hidden.stat().st_mode
    hidden.chmod(0)
    for path in (PAGE, "khong-co/", "N/THON-MOT/", "%00", "a" * 9000):
        server.get(f"{server.base}{path}")
    hidden.chmod(mode)
    with socket.create_connection(("127.0.0.1", server.port)) as rude:
        rude.sendall(b"GET / HTTP/9.9\r\nHost: x\r\n\r\n")
        rude.recv(1000)
    written = [file for file in server.written.rglob("*") if file.is_file() and file.name != "nginx.pid"]
    assert written
    for file in written:
        assert b"127.0.0.1" not in file.read_bytes(), file


@pytest.mark.parametrize("folder", ["trang", '/a"b', "/a;b", "/a$b", "/a{b"])
def test_a_folder_that_would_say_something_to_nginx_is_refused(tmp_path: Path, folder: str) -> None:
    answer = run("nginx", making.write_root(tmp_path), "--site", folder, "--date", DAY)
    assert answer.returncode == 2
    assert f'thư mục "{folder}" không dùng được; viết đường dẫn đầy đủ trên máy chủ, ví dụ /srv/xa-thu' in answer.stderr
    assert answer.stdout == ""


def test_a_former_host_under_the_same_path_is_answered_too(tmp_path: Path) -> None:
    former = [{"ten_mien": "xacu.example"}, {"ten_mien": "chung.example", "duong_dan": "/xa/"}]
    root = making.write_root(tmp_path, of_unit=making.unit(ten_mien_cu=former))
    printed = run("nginx", root, "--site", "/trang", "--date", DAY).stdout
    assert "server_name xathu.example xacu.example;" in printed
