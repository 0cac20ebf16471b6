"""How far away codes can be read, from the final PDFs, against the link that boards print today; and how fast posters are.

Reading: pictures of a phone's preview are simulated from each design's final PDF (perspective, blur, noise, low
light; dirt over a tenth of the code, a fold, a photocopy of a photocopy) at many distances and read by zxing-cpp.
The same is done with a 133-character portal link at level H, printed at the same size.

Speed: a hundred place posters, with and without the proof, against printing the hundred pages behind their codes
through Chromium, on as many processes and tabs as there are cores.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import re
import shutil
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
import qrcode
import zxingcpp
from playwright.async_api import async_playwright

from benchmarks import pressing
from benchmarks.measuring import Failed, Settings, machine
from generator import addresses, loading, qr
from generator.cache import Cache
from generator.posters import building, designs, jobs, proof
from generator.posters.designs import Design
from generator.records import Catalogue
from generator.site.plugin import build_site
from tests import chromium

Picture = Any
"""A grey picture: rows of bytes, 255 is white."""

PORTAL = (
    "https://dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?"
    "ma_thu_tuc=1.001193&ten=dang-ky-khai-sinh&nguon=bang-thong"
)
"""A link of 133 characters, as long as those that boards print today: 61 modules at level H."""

PIXELS_PER_MM_AT_1_CM = 1280 / (2 * 10 * 0.5774)
"""A preview 1,280 pixels wide that sees 60 degrees: a cheap phone held upright."""

ENOUGH = 0.95
MIN_RATIO = 1.8
"""Expected where the address fits 47 alphanumeric characters: read from at least this times the distance."""
MIN_SPEED = 10
"""Expected: without the proof at least this times as fast as Chromium."""

_TRIALS = 20
_SIDE = 600
"""Pixels across a code before a camera looks at it."""
_CORNER = 0.3
"""The part of a side with the pattern by which a code is found: covered, no level of correction repairs it."""
_PARTS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
_WIDTHS = [round(44 * 1.04**step) for step in range(48)]
"""Pixels across a code in the pictures that are tried: 44 to about 280."""


def run(settings: Settings) -> None:
    """Measure and print."""
    assert len(PORTAL) == 133
    print(f"Posters; {machine()}")
    _reading(settings)
    _speed(settings)


# Reading


@dataclass(frozen=True)
class Printed:
    """A code cut out of a final PDF with what is printed around it, `_SIDE` pixels across the code."""

    name: str
    text: str
    picture: Picture
    code_mm: float
    module_mm: float
    distance_cm: int


@dataclass(frozen=True)
class Measured:
    """Read rates at the stated distance by damage, read rates at parts of that distance, the fewest pixels for 95%."""

    damages: dict[str, float]
    parts: dict[float, float]
    pixels: int


def _reading(settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as name:
        codes = list(_printed(settings.project, Path(name)))
    with ProcessPoolExecutor(_cores(), multiprocessing.get_context("spawn")) as pool:
        portal = pool.submit(_fewest_pixels, _portal(codes[0].picture), PORTAL)
        found = list(zip(codes, pool.map(_measured, codes), strict=True))
        plain = portal.result()
    print(f"camera: {PIXELS_PER_MM_AT_1_CM:.0f} pixels a mm at 1 cm; {_TRIALS} pictures for a rate")
    print(
        f"read rate at the stated distance; farthest with {ENOUGH:.0%}; the same of the portal's link at the same size:"
    )
    _row("design", "code", "module", "stated", *_DAMAGES, "95% to", "portal to", "ratio")
    short: list[float] = []
    for one, measured in found:
        farthest, portals = (_distance(one.code_mm, pixels) for pixels in (measured.pixels, plain))
        ratio = f"{farthest / portals:.2f}"
        if addresses.is_alphanumeric(one.text) and len(one.text) <= 47:
            short.append(farthest / portals)
        else:
            ratio += f" (warning: {len(one.text)} characters)"
        _row(
            *(one.name, f"{one.code_mm:.0f} mm", f"{one.module_mm:.2f} mm", f"{one.distance_cm} cm"),
            *(f"{rate:.0%}" for rate in measured.damages.values()),
            *(f"{farthest:.0f} cm", f"{portals:.0f} cm", ratio),
        )
    print("read rate by distance, as parts of the stated one:")
    _row("design", *(f"x{part}" for part in _PARTS))
    for one, measured in found:
        _row(one.name, *(f"{rate:.0%}" for rate in measured.parts.values()))
    least = min(short, default=0)
    print(
        f"read from at least {MIN_RATIO}x the distance of the portal's link at the same size:"
        f" {'đạt' if least >= MIN_RATIO else 'chưa đạt'} ({least:.2f} at least)"
    )


def _row(*cells: str) -> None:
    print("  " + " | ".join(cells))


def _measured(one: Printed) -> Measured:
    near = _distance(one.code_mm, 1) / one.distance_cm
    return Measured(
        {damage: _rate(one.picture, one.text, damage, near) for damage in _DAMAGES},
        {part: _rate(one.picture, one.text, "thường", near / part) for part in _PARTS},
        _fewest_pixels(one.picture, one.text),
    )


def _fewest_pixels(picture: Picture, text: str) -> int:
    """The fewest pixels across the code with which at least 95% are read, found by halving."""
    at = bisect_left(_WIDTHS, ENOUGH, key=lambda pixels: _rate(picture, text, "thường", pixels))
    if at == len(_WIDTHS):
        raise Failed("A code can't be read from any distance.")
    return _WIDTHS[at]


def _printed(project: Path, out: Path) -> Iterator[Printed]:
    """One code of every design, at each of its sizes, from the sample's final PDFs."""
    today = date.today()
    catalogue = _catalogue(project, today)
    code = catalogue.unit.places[0].code
    chosen, problems = designs.all(project)
    if problems:
        raise Failed("\n".join(map(str, problems)))
    built = building.build(catalogue, project, out, today)
    for design in chosen:
        for variant in design.variants:
            if "kho_ma_mm" not in variant.settings or variant.colours is not design.variants[0].colours:
                continue
            found = [
                one
                for one in built.read
                if one.file.startswith(f"{design.stem}/") and f"-{variant.suffix}.pdf" in one.file
            ]
            one = next((one for one in found if code in one.file), found[0])
            document = pypdfium2.PdfDocument(out / one.file)
            page = document[one.page - 1]
            dots = _SIDE / one.width
            picture = page.render(scale=dots * 25.4 / 72, grayscale=True).to_numpy()
            document.close()
            yield Printed(
                f"{design.name} {variant.paper.upper()}",
                one.address,
                _cut(picture, one.address),
                one.width,
                one.module,
                variant.settings["khoang_cach_doc_cm"],
            )


def _cut(picture: Picture, address: str) -> Picture:
    """The code that holds `address` and a good deal around it, so that other print disturbs as it does on the wall."""
    found = (one for one in zxingcpp.read_barcodes(np.ascontiguousarray(picture)) if one.text == address)
    # A test card has the same code in several sizes.
    code = min(found, key=lambda one: abs(one.position.top_right.x - one.position.top_left.x - _SIDE))
    x, y = code.position.top_left.x, code.position.top_left.y
    edge = _SIDE * 6 // 10
    padded = cv2.copyMakeBorder(picture, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=255)
    return np.ascontiguousarray(padded[y : y + _SIDE + 2 * edge, x : x + _SIDE + 2 * edge])


def _portal(around: Picture) -> Picture:
    """The portal's link at level H as wide as our code, in the same surroundings."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_H, border=4)
    code.add_data(PORTAL.encode(), optimize=0)
    code.make(fit=True)
    modules = np.array(code.get_matrix(), dtype=np.uint8)
    assert code.modules_count == 61
    side = round(_SIDE * len(modules) / code.modules_count)
    drawn = cv2.resize(255 * (1 - modules), (side, side), interpolation=cv2.INTER_NEAREST)
    result = around.copy()
    # Our quiet zone is wider than that of a code with smaller modules; whiten it first.
    middle, room = result.shape[0] // 2, _SIDE * 37 // 58
    result[middle - room : middle + room, middle - room : middle + room] = 255
    start = middle - side // 2
    result[start : start + side, start : start + side] = drawn
    return result


def _distance(code_mm: float, pixels: float) -> float:
    """From how many centimetres a code is that many pixels wide."""
    return code_mm * PIXELS_PER_MM_AT_1_CM / pixels


def _rate(picture: Picture, wanted: str, damage: str, pixels: float) -> float:
    """The share of simulated pictures, `pixels` across the code, in which it is read."""
    read = 0
    for trial in range(_TRIALS):
        # The same chances for every code, so that codes and not luck are compared.
        chance = np.random.default_rng([trial, sorted(_DAMAGES).index(damage)])
        seen = _seen(_DAMAGES[damage](picture, chance), pixels, chance, dark=damage == "thiếu sáng")
        read += any(one.text == wanted for one in zxingcpp.read_barcodes(seen))
    return read / _TRIALS


def _seen(picture: Picture, pixels: float, chance: np.random.Generator, dark: bool) -> Picture:
    """What a phone sees: from a little aside, not quite sharp, with noise; in the dark with much more of it."""
    side = picture.shape[0]
    corners = np.array([[0, 0], [side, 0], [side, side], [0, side]], dtype=np.float32)
    moved = (corners + chance.uniform(-0.06, 0.06, (4, 2)) * side).astype(np.float32)
    warped = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(corners, moved), (side, side), borderMode=cv2.BORDER_REPLICATE
    )
    small = max(8, round(side * pixels / _SIDE))
    seen: Picture = cv2.resize(warped, (small, small), interpolation=cv2.INTER_AREA).astype(np.float32)
    seen = cv2.GaussianBlur(seen, (0, 0), chance.uniform(0.7, 1.1))
    low, high, noise = (35, 95, 7) if dark else (50, 205, 9)
    light = np.linspace(chance.uniform(0.8, 1), 1, small, dtype=np.float32)[None, :]
    seen = (low + seen / 255 * (high - low)) * light + chance.normal(0, noise, seen.shape)
    return np.ascontiguousarray(np.clip(seen, 0, 255).astype(np.uint8))


def _whole(picture: Picture, _chance: np.random.Generator) -> Picture:
    return picture


def _dirty(picture: Picture, chance: np.random.Generator, spared: float = 0.0) -> Picture:
    """A few blots, together over a tenth of the code; three corners of `spared` of its side stay clean."""
    result = picture.copy()
    start = (picture.shape[0] - _SIDE) // 2
    end, corner = start + _SIDE, int(spared * _SIDE)
    covered = np.zeros(picture.shape, dtype=np.uint8)
    while covered[start:end, start:end].mean() < 0.1:
        x, y = chance.integers(start, end, 2)
        cv2.circle(covered, (int(x), int(y)), int(chance.integers(_SIDE // 16, _SIDE // 9)), 1, -1)
        for rows, columns in ((start, start), (start, end - corner), (end - corner, start)):
            covered[rows : rows + corner, columns : columns + corner] = 0
    result[covered == 1] = chance.integers(60, 150)
    return result


def _folded(picture: Picture, chance: np.random.Generator) -> Picture:
    """A fold across: a white crease, and one half turned a little away from the light."""
    result = picture.astype(np.float32)
    side = picture.shape[0]
    middle = int(side * chance.uniform(0.35, 0.65))
    result[middle:] *= 0.75
    crease = _SIDE // 75
    result[middle - crease // 2 : middle + crease // 2 + 1] = 235
    lower = cv2.resize(result[middle:], (side, max(1, int((side - middle) * 0.93))))
    result[middle:] = 190
    result[middle : middle + lower.shape[0]] = lower
    return result.astype(np.uint8)


def _copied(picture: Picture, chance: np.random.Generator) -> Picture:
    """A photocopy of a photocopy: at 200 dots an inch blurred, hardened, specked, a little askew, twice."""
    result = picture
    side = picture.shape[0]
    for _ in range(2):
        angle = cv2.getRotationMatrix2D((side / 2, side / 2), chance.uniform(-1.5, 1.5), 1)
        result = cv2.warpAffine(result, angle, (side, side), borderMode=cv2.BORDER_REPLICATE)
        soft = cv2.GaussianBlur(result.astype(np.float32), (0, 0), _SIDE / 220) + chance.normal(0, 22, result.shape)
        result = np.clip((soft - 128) * 2.2 + 128 + chance.uniform(-20, 20), 0, 255).astype(np.uint8)
        specks = chance.random(result.shape) < 0.002
        result[specks] = 0
    return result


_DAMAGES: dict[str, Callable[[Picture, np.random.Generator], Picture]] = {
    "thường": _whole,
    "thiếu sáng": _whole,
    "bẩn 10%": partial(_dirty, spared=_CORNER),
    "bẩn 10%, cả góc": _dirty,
    "gấp": _folded,
    "photo hai lần": _copied,
}


# Speed


def _speed(settings: Settings) -> None:
    path = chromium.find()
    if path is None:
        raise Failed("No Chromium: `make test` installs one.")
    today = date.today()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "root"
        shutil.copytree(settings.project / loading.FOLDER, root / loading.FOLDER)
        catalogue = _hundred_places(root, today)
        built = loading.load(root, today)
        build_site(root, Path(name) / "site", today, built, Cache(None))
        pages = [(Path(name) / "site" / "N" / place.code.upper() / "index.html") for place in catalogue.unit.places]
        rounds: list[tuple[float, float, float]] = []
        for _ in range(settings.rounds):
            bare = _seconds(lambda: _made(root, catalogue, today, proven=False))
            proven = _seconds(lambda: _made(root, catalogue, today, proven=True))
            printed = _seconds(lambda: asyncio.run(_chromium(path, pages)))
            rounds.append((bare, proven, printed))
    bare, proven, printed = (sorted(one)[len(one) // 2] for one in zip(*rounds, strict=True))
    print(f"100 place posters, A4, in {_cores()} processes, against their 100 pages through Chromium in as many tabs:")
    print(f"  without proof {bare:.2f} s, with proof {proven:.2f} s, Chromium {printed:.2f} s")
    print(f"  the proof costs {proven - bare:.2f} s, {(proven - bare) * 10:.0f} ms a poster")
    print(
        f"at least {MIN_SPEED}x as fast without the proof: {'đạt' if printed >= MIN_SPEED * bare else 'chưa đạt'}"
        f" ({printed / bare:.1f}x); faster even with it: {'đạt' if printed > proven else 'chưa đạt'} ({printed / proven:.1f}x)"
    )


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _hundred_places(root: Path, today: date) -> Catalogue:
    """The sample unit with a hundred places, all of them written into its file."""
    file = root / loading.FOLDER / loading.UNIT
    text = file.read_text("utf-8")
    places = "".join(
        f"  - {{ma: thon-{number}, loai: thon, ten: Thôn {number}, treo_o: Nhà văn hóa thôn {number}}}\n"
        for number in range(1, 101)
    )
    changed, found = re.subn(r"^noi:\n(?: .*\n)+", f"noi:\n{places}", text, count=1, flags=re.MULTILINE)
    assert found
    file.write_text(changed, "utf-8")
    return _catalogue(root, today)


def _catalogue(root: Path, today: date) -> Catalogue:
    loaded = loading.load(root, today)
    if loaded.catalogue is None:
        raise Failed("\n".join(map(str, loaded.problems)))
    return loaded.catalogue


def _made(root: Path, catalogue: Catalogue, today: date, proven: bool) -> None:
    """All A4 posters of places in colour, spread over all cores as `niemyet posters` does."""
    design = next(one for one in designs.all(root)[0] if one.folder == "place")
    a4 = _only_a4(design)
    # As in a run of the command: no code is at hand from the round before.
    qr.make.cache_clear()
    todo = jobs.all([a4], catalogue, today, {}, ())
    assert len(todo) == 100
    parts = [todo[start : start + building.CHUNK] for start in range(0, len(todo), building.CHUNK)]
    dpi = proof.dpi(design.module_mm) if proven else None
    with (
        designs.room(root) as room,
        ProcessPoolExecutor(_cores(), multiprocessing.get_context("spawn")) as pool,
    ):
        given_out = [
            pool.submit(pressing.make, room, design.source, dpi, today, [(job.data, job.address or "") for job in part])
            for part in parts
        ]
        read = sum(one.result() for one in given_out)
    assert read == (100 if proven else 0)


def _only_a4(design: Design) -> Design:
    kept = tuple(one for one in design.variants if one.suffix == "A4")
    return Design(**{**vars(design), "variants": kept})


async def _chromium(path: str, pages: list[Path]) -> None:
    """Print every page to PDF, in as many tabs at a time as there are cores."""
    waiting = list(pages)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])

        async def tab() -> None:
            page = await browser.new_page()
            while waiting:
                await page.goto(waiting.pop().as_uri(), wait_until="load")
                await page.pdf(format="A4", print_background=True, tagged=True)

        await asyncio.gather(*(tab() for _ in range(_cores())))
        await browser.close()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
