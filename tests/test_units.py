"""Several communes in one repository: the same records, each with its own facts, nothing of one in another."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import making
from tests.posters import pdf
from tests.test_cli import run, tree

RECORD = "thu-nghiem/1.000001.yaml"


def unit(number: str, phone: str, opens: str, layers: list[str]) -> dict[str, Any]:
    """A commune of which every word is its own."""
    return making.unit(
        ma=f"xa-{number}",
        ten=f"Xã Riêng {number}",
        ten_mien=f"xa{number}.example",
        lop=layers,
        dia_chi=f"Trụ sở {number}",
        dien_thoai=phone,
        phan_anh={"noi": f"Nơi nghe {number}", "dien_thoai": f"{phone} 9", "hop_thu": f"Hòm thư {number}"},
        gio_lam_viec=[{"ngay": ["thu_2"], "tu": opens, "den": "11:30"}],
        ngay_nghi=[{"tu": "2026-12-12", "den": "2026-12-12", "ly_do": f"Nghỉ vì {number}"}],
        noi_tiep_nhan=[{"ma": "mot-cua", "ten": f"Quầy {number}", "dia_chi": f"Tầng {number}", "dien_thoai": phone}],
        noi=[{"ma": f"thon-{number}", "loai": "thon", "ten": f"Thôn {number}", "treo_o": f"Đình {number}"}],
    )


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """One repository: national records, the fees of a province, and two communes, of which one uses these fees."""
    repository = tmp_path / "kho"
    national, fees = repository / "lop" / "quoc-gia", repository / "lop" / "tinh"
    making.write(national / "linh_vuc.yaml", making.fields())
    making.write(national / RECORD, making.procedure(phi_le_phi=[{**making.procedure()["phi_le_phi"][0], "muc": 8765}]))
    making.write(fees / RECORD, {"ma": "1.000001", "phi_le_phi": {"le-phi": {"muc": 5432}}})
    both = ["lop/quoc-gia", "lop/tinh"]
    for name, data in (
        ("mot", unit("mot", "0000 111", "06:15", both)),
        ("hai", unit("hai", "0000 222", "06:45", both[:1])),
    ):
        making.write(repository / "don_vi" / f"xa-{name}" / "procedures_yaml" / "don_vi.yaml", data)
    own = making.procedure("1.777777", ten="Việc chỉ có ở xã hai")
    making.write(repository / "don_vi" / "xa-hai" / "procedures_yaml" / "thu-nghiem" / "1.777777.yaml", own)
    return repository


MOT = ("Riêng mot", "xamot", "Trụ sở mot", "0000 111", "Nơi nghe mot", "Hòm thư mot", "Nghỉ vì mot", "Quầy mot", "Tầng mot")  # fmt: skip
HAI = ("Riêng hai", "xahai", "Trụ sở hai", "0000 222", "Nơi nghe hai", "Hòm thư hai", "Nghỉ vì hai", "Quầy hai", "Tầng hai")  # fmt: skip
ONLY_MOT = (*MOT, "06:15", "6 giờ 15", "5.432", '"muc": 5432', "thon-mot", "THON-MOT", "Thôn mot", "Đình mot")
ONLY_HAI = (*HAI, "06:45", "6 giờ 45", "8.765", '"muc": 8765', "thon-hai", "THON-HAI", "Thôn hai", "Đình hai", "1.777777", "Việc chỉ có")  # fmt: skip


def said(folder: Path) -> str:
    """Every word of a site or a folder of papers, and the names of its files, without white space."""
    parts = []
    for path, content in tree(folder).items():
        if path.endswith(".pdf"):
            words = pdf.text(content)
        else:
            # Pictures and packages hold no words of their own.
            words = "" if path.endswith((".png", ".webp", ".zip", ".woff2")) else content.decode()
        parts.append(pdf.squeezed(path + words))
    return "|".join(parts)


def found(words: tuple[str, ...], text: str) -> list[str]:
    return [word for word in words if pdf.squeezed(word) in text]


def test_nothing_of_one_commune_is_in_the_site_or_on_the_papers_of_another(province: Path) -> None:
    for step in ("build", "posters"):
        done = run(step, province, "--all", "--date", "2026-11-22")
        assert done.returncode == 0, done.stdout + done.stderr
    for name, own, others in (("mot", MOT, ONLY_HAI), ("hai", HAI, ONLY_MOT)):
        root = province / "don_vi" / f"xa-{name}"
        site, papers = said(root / "site"), said(root / "posters")
        assert found(own, site) == list(own)
        assert f"Riêng{name}" in papers
        assert f"Thôn{name}" in papers
        assert found(others, site + papers) == []
        fee = {"mot": "5.432", "hai": "8.765"}[name]
        assert f"{fee}đồng" in site
        assert f"{fee}đồng" in papers


def test_one_unit_or_all_or_a_word_about_which_there_are(province: Path) -> None:
    done = run("build", province)
    assert (done.returncode, done.stderr) == (
        1,
        "Kho này có nhiều đơn vị (xa-hai, xa-mot); hãy thêm --unit và tên một đơn vị, hoặc --all.\n",
    )
    done = run("build", province, "--unit", "xa-ba")
    assert (done.returncode, done.stderr) == (1, 'Không có đơn vị "xa-ba"; các đơn vị: xa-hai, xa-mot.\n')
    assert run("build", province, "--unit", "xa-mot", "--all").returncode == 2
    assert run("build", province, "--unit", "xa-mot", "--out", province / "ra").returncode == 0
    assert "Xã Riêng mot" in (province / "ra" / "index.html").read_text("utf-8")
    assert run("build", province, "--all", "--out", province / "moi").returncode == 0
    assert sorted(one.name for one in (province / "moi").iterdir()) == ["xa-hai", "xa-mot"]


def test_the_error_of_one_unit_does_not_stop_the_others(province: Path) -> None:
    file = province / "don_vi" / "xa-hai" / "procedures_yaml" / "don_vi.yaml"
    file.write_text(file.read_text("utf-8").replace('"xa",', '"xã lạ",'), "utf-8")
    done = run("build", province, "--all")
    assert done.returncode == 1
    assert "don_vi/xa-hai/procedures_yaml/don_vi.yaml:" in done.stdout
    assert done.stderr.endswith("Chưa xong 1 trong 2 đơn vị: xa-hai.\n")
    assert (province / "don_vi" / "xa-mot" / "site" / "index.html").is_file()
    assert not (province / "don_vi" / "xa-hai" / "site").exists()


def test_what_is_wrong_with_a_layer_is_told_once(province: Path) -> None:
    file = province / "lop" / "quoc-gia" / RECORD
    file.write_text(file.read_text("utf-8").replace("dang_ap_dung", "dung_roi"), "utf-8")
    done = run("check", province, "--all", "--format", "json")
    assert done.returncode == 1
    problems = [one for one in json.loads(done.stdout)["problems"] if "dung_roi" in one["message"]]
    assert [Path(one["path"]).name for one in problems] == ["1.000001.yaml"]


def test_inside_its_folder_a_unit_is_a_commune_like_any_other(province: Path) -> None:
    root = province / "don_vi" / "xa-mot"
    done = run("check", cwd=root)
    assert done.returncode == 0, done.stdout
    file = province / "lop" / "tinh" / RECORD
    file.write_text(file.read_text("utf-8").replace("5432", '"nhiều"'), "utf-8")
    assert "../../lop/tinh/thu-nghiem/1.000001.yaml:" in run("check", cwd=root).stdout


def test_a_unit_reads_no_layer_of_another_unit(province: Path) -> None:
    own = province / "don_vi" / "xa-mot" / "procedures_yaml" / "don_vi.yaml"
    own.write_text(own.read_text("utf-8").replace("lop/tinh", "don_vi/xa-hai/procedures_yaml"), "utf-8")
    done = run("check", province, "--unit", "xa-mot")
    assert done.returncode == 1
    assert "không phải thư mục dữ liệu dùng làm lớp" in done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_a_unit_is_compared_with_what_it_was_layers_included(province: Path) -> None:
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=province, check=True)
    file = province / "lop" / "tinh" / RECORD
    file.write_text(file.read_text("utf-8").replace("5432", "4321"), "utf-8")
    root = province / "don_vi" / "xa-mot"
    done = run("diff", "HEAD", root, root)
    assert done.returncode == 0, done.stderr
    assert "từ 5.432 đồng/lần thành 4.321 đồng/lần" in done.stdout


def test_a_new_unit_uses_the_national_layer_that_is_there(province: Path) -> None:
    folder = province / "don_vi" / "xa-ba"
    words = ("--name", "Xã Ba", "--province", "Tỉnh Thử", "--places", "Thôn Ba")
    done = run("new", folder, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (folder / "lop").exists()
    assert not (folder / ".git").exists()
    assert not (folder / ".github").exists(), "a git host looks for workflows at the top of a repository only"
    done = run("update", province)
    assert "xa-ba:" in done.stdout
