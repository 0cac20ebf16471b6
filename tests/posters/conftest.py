"""Papers made once: those of a part of the sample commune, and those of communes with extreme names and nothing known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from generator import loading
from generator.posters import building
from generator.posters.building import Built, Choice
from generator.records import Catalogue
from tests import making

EVERYTHING = Choice()
PLACE = Choice(design="to-thon")
"""The poster of a place alone: what most tests look at."""

LONG = ("Nghĩa Phương Hòa Thượng Đông Quyết Tiến Đoàn Kết Khu Tập Thể Nông Trường Quốc Doanh " * 2)[:120].strip()
UNBROKEN = "Ủ" * 120
UNKNOWN = {"chua_ro": "Xã chưa cho biết"}
REAL = {"ten_mien": "xathu.tinhthu.gov.vn", "ban_mau": False}


@dataclass(frozen=True)
class Printed:
    """What came of a build: the folder, and the PDFs by their path in it."""

    catalogue: Catalogue
    built: Built
    files: dict[str, bytes]
    out: Path


def build(catalogue: Catalogue, root: Path, out: Path, choice: Choice = PLACE, **more: Any) -> Printed:
    out.mkdir()
    built = building.build(catalogue, root, out, making.TODAY, choice=choice, **more)
    files = {file.relative_to(out).as_posix(): file.read_bytes() for file in built.files}
    assert sorted(file.relative_to(out).as_posix() for file in out.rglob("*.pdf")) == sorted(files)
    return Printed(catalogue, built, files, out)


def place(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"ma": code, "loai": "thon", "ten": name, **more}


def made(folder: Path, *procedures: dict[str, Any], choice: Choice = PLACE, **of_unit: Any) -> Printed:
    """The papers of some data, in a root that has no designs of its own."""
    root = folder / "goc"
    catalogue = making.catalogue(root, *procedures, of_unit=making.unit(**of_unit))
    return build(catalogue, root, folder / "to", choice)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Every paper of two places, a life event and the procedures they need."""
    loaded = loading.load(making.REPOSITORY, making.TODAY)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    whole = loaded.catalogue
    events = dict(list(whole.events.items())[:1])
    steps = [step for event in events.values() for step in event.steps]
    needed = {step.procedure for step in steps} | {one.procedure for step in steps for one in step.agencies}
    wanted = needed | set(whole.unit.favourites[:4])
    part = replace(
        whole,
        unit=replace(whole.unit, places=whole.unit.places[:2]),
        events=events,
        procedures={code: one for code, one in whole.procedures.items() if code in wanted},
    )
    return build(part, making.REPOSITORY, tmp_path_factory.mktemp("to-in") / "to", EVERYTHING)


@pytest.fixture(scope="session", params=["nhieu-tieng", "lien-mot-tieng", "khong-biet-gi"])
def extreme(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Every paper of a commune whose every name has 120 characters, or of which nothing is known."""
    folder = tmp_path_factory.mktemp("cuc-doan")
    if request.param == "khong-biet-gi":
        unknown = dict.fromkeys(
            (
                *("doi_tuong", "co_quan", "nop_o_dau", "noi_khac", "uy_quyen", "cach_nop", "giay_to", "so_bo"),
                *(
                    "thoi_han",
                    "phi_le_phi",
                    "trinh_tu",
                    "ket_qua",
                    "yeu_cau",
                    "neu_bi_tu_choi",
                    "neu_tre_hen",
                    "can_cu",
                ),
            ),
            UNKNOWN,
        )
        procedure = making.procedure(**unknown, muc_do=UNKNOWN)
        del procedure["nop_truc_tuyen"]
        return made(
            folder,
            procedure,
            choice=EVERYTHING,
            dien_thoai=UNKNOWN,
            dia_chi=UNKNOWN,
            gio_lam_viec=UNKNOWN,
            phan_anh={"noi": UNKNOWN, "dien_thoai": UNKNOWN},
            hay_dung=[making.CODE],
            **REAL,
        )
    name = LONG if request.param == "nhieu-tieng" else UNBROKEN
    procedures = [
        making.procedure(
            f"1.{number:06}",
            ten=name[:-2] + f"{number:02}",
            giay_to=[{"ma": "don", "ten": name, "viec": "nop", "ban_chinh": 1, "ban_sao": 0}],
            trinh_tu=[{"ai": "mot-cua", "lam": name}],
            co_quan=name,
        )
        for number in range(1, 8)
    ]
    spot = place("dai", name, treo_o=name, ho_tro=[{"vai": name, "dien_thoai": "0000 000 011"}])
    root = folder / "goc"
    making.write_root(
        root,
        procedures,
        making.unit(ten=name, tinh=name, noi=[spot], hay_dung=[one["ma"] for one in procedures], **REAL),
        {"linh_vuc": [{"ma": "thu-nghiem", "ten": name, "mo_ta": name}]},
    )
    event = {
        "ma": "su-kien",
        "ten": name,
        "tom_tat": name,
        "buoc": [{"ma": "mot", "thu_tuc": "1.000001", "viec": name}],
    }
    making.write(root / loading.FOLDER / "su_kien.yaml", {"su_kien": [event]})
    options = [{"ma": f"a{number}", "ten": name[:36].strip()} for number in range(6)]
    questions = [{"ma": f"c{number}", "hoi": name, "tra_loi": options} for number in range(12)]
    making.write(root / loading.FOLDER / "hai_long.yaml", {"ma": "y-kien", "cau_hoi": questions})
    loaded = making.load(root)
    assert loaded.catalogue, "\n".join(map(str, loaded.problems))
    return build(loaded.catalogue, root, folder / "to", EVERYTHING)
