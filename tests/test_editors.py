"""Visual Studio Code in a repository: words and warnings from the schema, and snippets that pass the check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import checking
from generator.founding import making as founding
from generator.founding.answers import Answers
from generator.layers import Source
from generator.problems import errors
from generator.reading import read
from tests import language_server, making
from tests.language_server import Server
from tests.making import REPOSITORY, TODAY

RECORD = "procedures_yaml/cu-tru/1.004222.yaml"
TEXT = """\
ma: "1.004222"
muc_do: toan_trinh
uy_quyen: {duoc: có}
phi_le_phi:
  - ma: truc-tiep
    loai: le_phi
    muc: năm nghìn
"""
_INDENT = "    "


@pytest.fixture(scope="module", params=["this project", "a new commune"])
def editor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = REPOSITORY
    if request.param == "a new commune":
        root = tmp_path_factory.mktemp("commune") / "xa"
        founding.make(root, Answers(name="Xã Hương Xuân", province="Tỉnh Mẫu", places="Thôn Một"), TODAY)
    with language_server.started(root) as server:
        yield server


def test_completion_offers_our_keys_with_vietnamese_words(editor: Server) -> None:
    uri = editor.open(RECORD, TEXT + _INDENT)
    offered = {one["label"]: _words(one) for one in editor.completion(uri, 7, len(_INDENT))}
    assert offered["tinh_theo"].startswith("Thu theo lần, hồ sơ, trang")
    assert {"ten", "can_cu", "khi"} <= offered.keys()
    choices = {one["label"]: _words(one) for one in editor.completion(uri, 5, 10)}
    assert {("phi", "Phí"), ("le_phi", "Lệ phí")} <= choices.items()


def test_hover_explains_a_key(editor: Server) -> None:
    uri = editor.open(RECORD, TEXT)
    shown = editor.hover(uri, 6, 5)
    assert "Mức thu" in shown
    assert "Số đồng" in shown
    assert "20000" in shown
    assert "Lệ phí" in editor.hover(uri, 5, 11)


def test_a_wrong_value_is_underlined_with_our_words(editor: Server) -> None:
    uri = editor.open(RECORD, TEXT)
    found = {one["range"]["start"]["line"]: one["message"] for one in editor.diagnostics(uri)}
    assert "không phải số tiền; viết số đồng liền nhau, ví dụ 5000" in found[6]
    assert "chỉ viết true hoặc false" in found[2]


@pytest.mark.parametrize("path", ["don_vi.yaml", "su_kien.yaml", "tu_dien.yaml", "linh_vuc.yaml", "bieu_mau/ct01.yaml"])
def test_every_kind_of_file_has_its_schema(editor: Server, path: str) -> None:
    uri = editor.open(f"procedures_yaml/{path}", "khong_co_muc_nay: 1\n")
    assert editor.diagnostics(uri), "nothing is said against an unknown key"


def _words(item: dict[str, Any]) -> str:
    words = item.get("documentation", "")
    return str(words["value"] if isinstance(words, dict) else words)


# Snippets

SNIPPETS: dict[str, Any] = json.loads((REPOSITORY / ".vscode" / "niemyet.code-snippets").read_text("utf-8"))
PLACES = {
    "Khoản thu": ("procedure", "phi_le_phi"),
    "Khoản thu theo bậc": ("procedure", "phi_le_phi"),
    "Không thu": ("procedure", "phi_le_phi"),
    "Chưa rõ": ("procedure", "thoi_han"),
    "Giấy tờ": ("procedure", "giay_to"),
    "Trường hợp": ("procedure", "truong_hop"),
    "Thời hạn": ("procedure", "thoi_han"),
    "Miễn giảm": ("procedure", "mien_giam"),
    "Bước": ("procedure", "trinh_tu"),
    "Kết quả": ("procedure", "ket_qua"),
    "Căn cứ": ("procedure", "can_cu"),
    "Thay đổi theo ngày": ("procedure", "phien_ban"),
    "Thôn": ("unit", "noi"),
    "Khung giờ": ("unit", "gio_lam_viec"),
    "Ngày nghỉ": ("unit", "ngay_nghi"),
    "Việc trong đời": ("events", "su_kien"),
}
"""Where each snippet belongs: the kind of file and the key; a whole record belongs nowhere in another."""

_BASE = {"procedure": making.procedure(), "unit": making.unit(), "events": {}}


def expanded(name: str) -> str:
    """A snippet as it stands when every proposal is taken."""
    text = "\n".join(SNIPPETS[name]["body"]).replace("${TM_FILENAME_BASE}", making.CODE).replace("$0", "")
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)


def test_every_snippet_is_tested() -> None:
    assert SNIPPETS.keys() == {*PLACES, "Thủ tục"}


@pytest.mark.parametrize("name", PLACES)
def test_a_snippet_gives_what_the_schema_allows(name: str) -> None:
    kind, key = PLACES[name]
    body = expanded(name)
    assert "$" not in body
    text = f"{key}:\n  " + body.replace("\n", "\n  ") + "\n"
    reading = read(text.encode(), "snippet.yaml")
    assert reading.document, reading.problems
    whole = {**_BASE[kind], **reading.document.data}
    document = read(json.dumps(whole, ensure_ascii=False).encode(), "whole.yaml").document
    assert document
    assert checking.check(Source.of(document), kind) == []


def test_the_snippet_of_a_record_passes_the_check(tmp_path: Path) -> None:
    root = making.write_root(tmp_path, of_fields=making.fields({"ma": "ho-tich", "ten": "Hộ tịch"}), procedures=[])
    file = root / "procedures_yaml" / "ho-tich" / f"{making.CODE}.yaml"
    file.parent.mkdir()
    file.write_text(expanded("Thủ tục"), "utf-8")
    loaded = making.load(root)
    assert errors(loaded.problems) == []
    assert loaded.catalogue
    assert making.CODE in loaded.catalogue.procedures


def test_every_choice_of_a_snippet_is_one_of_the_schema() -> None:
    known = {choice for name in ("procedure", "unit") for choice in _choices(checking.resolved(name))}
    offered = re.findall(r"\$\{\d+\|([^|]*)\|\}", json.dumps(SNIPPETS, ensure_ascii=False))
    named = {choice for choices in offered for choice in choices.split(",")}
    assert named - {"nguoi_lam_thu_tuc", "co_quan"} <= known


def _choices(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node.get("enum", [])
        for value in node.values():
            yield from _choices(value)
    elif isinstance(node, list):
        for value in node:
            yield from _choices(value)
