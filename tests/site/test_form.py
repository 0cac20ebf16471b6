"""What the build makes of the form: its page, the files it asks for, and the words where it is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.site import form, form_schema, offline
from tests import making
from tests.conftest import Built
from tests.making import REPOSITORY, TODAY

PAGE = "can-bo/sua/index.html"


def test_the_page_knows_every_record_and_every_kind_of_file(sample: Built) -> None:
    known = json.loads((sample.site / "can-bo/sua/khuon.json").read_text("utf-8"))
    assert known["ten"]["1.004222"] == "Nhập hộ khẩu"
    assert set(known["ten"]) == set(sample.catalogue.procedures)
    assert set(known["mau"]) == set(form_schema.KINDS)
    assert known["kho"] is None


def test_nothing_of_the_form_is_loaded_or_kept_by_other_pages(sample: Built) -> None:
    kept = json.loads((sample.site / offline.LIST).read_text("utf-8"))["tep"]
    assert not [path for path in kept if path.startswith("can-bo/")]
    using = [file for file in sample.site.rglob("*.html") if "sua.js" in file.read_text("utf-8")]
    assert using == [sample.site / PAGE]
    assert "editor" not in (sample.site / "TT/1.004222/index.html").read_text("utf-8").partition("</style>")[0]


def test_without_npm_the_site_is_built_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(form, "program", lambda: None)
    making.write_root(tmp_path)
    monkeypatch.setattr(sys, "argv", ["niemyet", "build", str(tmp_path), "--date", TODAY.isoformat()])
    with pytest.raises(SystemExit) as done:
        main()
    assert not done.value.code
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "Trang can-bo/sua/ chưa có biểu mẫu: cài Node.js, chạy make form rồi dựng lại."
    page = (tmp_path / "site" / PAGE).read_text("utf-8")
    assert "Bản cài này chưa có biểu mẫu." in page
    assert "sua.js" not in page
    assert not (tmp_path / "site" / "can-bo/sua/khuon.json").exists()


def test_a_choice_of_how_to_state_a_value_has_names_and_no_braces() -> None:
    fees = form_schema.of("procedure")["mau"]["properties"]["phi_le_phi"]
    assert [one["title"] for one in fees["oneOf"]] == ["Ghi danh sách", "Chưa có thông tin", "Không thu tiền"]
    assert fees["description"] == "Danh sách khoản thu."
    amount = fees["oneOf"][0]["items"]["properties"]["muc"]
    assert [one["title"] for one in amount["oneOf"]] == ["Ghi số", "Chưa có thông tin", "Không thu tiền"]
    assert set(amount["oneOf"][1]["properties"]) == {"chua_ro", "nguyen_van"}
    assert set(amount["oneOf"][2]["properties"]) == {"khong_thu"}
    deadline = form_schema.of("procedure")["mau"]["properties"]["thoi_han"]["oneOf"][0]["items"]
    assert "chua_ro" not in deadline["oneOf"][0]["properties"]
    assert not {"so", "don_vi", "cam_ket"} & deadline["oneOf"][1]["properties"].keys()


@pytest.mark.parametrize("kind", form_schema.KINDS)
def test_a_form_asks_nothing_by_conditions(kind: str) -> None:
    """The library would ask a condition at every key that is pressed; a choice is asked once."""
    text = json.dumps(form_schema.of(kind)["mau"])
    assert not [key for key in ('"if":', '"then":', '"else":', '"$ref":', '"enum":') if key in text]


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((REPOSITORY / "package-lock.json").read_text("utf-8"))
    assert not [name for name, one in lock["packages"].items() if "resolved" in one]
    assert all("integrity" in one for name, one in lock["packages"].items() if name)


def test_the_program_is_not_in_git() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "generator/bundled", "node_modules"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert tracked.stdout == ""
