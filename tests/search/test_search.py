"""Queries to procedures, in Python: over a few records of our own, the sample commune, and the official records."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import search as benchmark
from generator import loading
from generator.importers import into_root
from generator.problems import errors
from generator.records import Catalogue
from generator.search import building
from generator.search.folding import words
from generator.search.ranking import Engine
from tests import making
from tests.conftest import Built

OFFICIAL = making.REPOSITORY.parent / "shared" / "national" / "procedures"
NAMES = {
    "1.000001": "Thủ tục đăng ký khai sinh",
    "1.000002": "Thủ tục đăng ký khai sinh có yếu tố nước ngoài",
    "1.000003": "Thủ tục đăng ký khai sinh lưu động",
    "1.000004": "Thủ tục đăng ký lại khai sinh",
    "1.000005": "Đăng ký tạm trú",
    "1.000006": "Cấp lại giấy phép",
    "1.000007": "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
    "1.000008": "Đăng ký đóng, cấp thẻ BHYT đối với người chỉ tham gia BHYT",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(building.index(_catalogue(tmp_path_factory.mktemp("few")), making.TODAY))


def _catalogue(root: Path, **words: Any) -> Catalogue:
    records = [making.procedure(code, ten=name, **words) for code, name in NAMES.items()]
    return making.catalogue(root, *records)


def first(engine: Engine, text: str) -> str | None:
    hits = engine.search(text)
    return hits[0].code if hits else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("khai sinh", "1.000001"),
        ("KHAI SINH", "1.000001"),
        ("khai sinh nước ngoài", "1.000002"),
        ("khai sinh luu dong", "1.000003"),
        ("lam lai giay khai sinh", "1.000004"),
        ("khai xinh", "1.000001"),
        ("khai sin", "1.000001"),
        ("khaisinh", "1.000001"),
        ("sinh khai", "1.000001"),
        ("tam chu", "1.000005"),
        ("tạm trũ", "1.000005"),
        ("ddawng kys tamj trus", "1.000005"),
        ("giấy độc thân", "1.000007"),
        ("giay doc than", "1.000007"),
        ("bảo hiểm y tế", "1.000008"),
        ("bhyt", "1.000008"),
        ("1.000007", "1.000007"),
        ("1000007", "1.000007"),
        ("mã 1 000007", "1.000007"),
    ],
)
def test_people_find_what_they_mean(engine: Engine, text: str, code: str) -> None:
    assert first(engine, text) == code


@pytest.mark.parametrize("text", ["", " ", "☎😀", "\ud800", "???", "zzzzqqqq", "9.999999"])
def test_nothing_is_found_and_nothing_fails(engine: Engine, text: str) -> None:
    assert engine.search(text) == []


@pytest.mark.parametrize("text", ["khai sinh " * 1000, "a" * 10_000, "<script>khai sinh</script>", "khai\udfffsinh"])
def test_any_text_is_answered(engine: Engine, text: str) -> None:
    engine.search(text)


@given(st.text(alphabet=st.characters()))
def test_no_text_is_an_error(engine: Engine, text: str) -> None:
    for hit in engine.search(text):
        assert hit.code in NAMES


def test_each_letter_typed_brings_the_answer_nearer(engine: Engine) -> None:
    assert "1.000005" in [hit.code for hit in engine.search("tạm t")]


def test_a_record_is_found_by_its_own_everyday_name(tmp_path: Path) -> None:
    records = [making.procedure(), making.procedure("1.000002", ten_goi_khac=["Giấy vàng", "Thẻ tre"])]
    engine = Engine(building.index(making.catalogue(tmp_path, *records), making.TODAY))
    assert first(engine, "giay vang") == "1.000002"
    assert first(engine, "the tre") == "1.000002"


# The dictionary


def _dictionary(root: Path, **parts: Any) -> Path:
    return making.write(root / loading.FOLDER / loading.DICTIONARY, parts)


def test_a_root_without_a_dictionary_has_ours(tmp_path: Path) -> None:
    content = making.catalogue(tmp_path)
    assert len(content.dictionary.words) >= 250
    assert content.dictionary.words["sổ đỏ"][0].startswith("giấy chứng nhận quyền sử dụng đất")


def test_a_commune_adds_its_own_words_and_drops_some_of_ours(tmp_path: Path) -> None:
    _dictionary(tmp_path, tu_dien={"tờ giấy bự": ["đăng ký thử"], "sổ đỏ": None, "mã riêng": ["1.000002"]})
    content = making.catalogue(
        tmp_path, making.procedure(ten="Đăng ký thử"), making.procedure("1.000002", ten="Việc khác")
    )
    assert "sổ đỏ" not in content.dictionary.words
    assert "sổ hồng" in content.dictionary.words
    engine = Engine(building.index(content, making.TODAY))
    assert first(engine, "to giay bu") == "1.000001"
    assert first(engine, "mã riêng") == "1.000002"


def _engine(root: Path, names: Mapping[str, str], **parts: Any) -> Engine:
    _dictionary(root, **parts)
    records = [making.procedure(code, ten=name) for code, name in names.items()]
    return Engine(building.index(making.catalogue(root, *records), making.TODAY))


def test_an_entry_may_mean_what_another_one_means(tmp_path: Path) -> None:
    names = {"1.000001": "Đăng ký thử", "1.000002": "Việc khác"}
    engine = _engine(tmp_path, names, tu_dien={"tờ giấy bự": ["đăng ký thử"], "tờ giấy to": ["tờ giấy bự"]})
    assert first(engine, "tờ giấy to") == "1.000001"


def test_an_entry_is_understood_with_one_of_its_words_missing(tmp_path: Path) -> None:
    names = {"1.000001": "Đăng ký thử", "1.000002": "Việc khác"}
    engine = _engine(tmp_path, names, tu_dien={"bông gòn tím than": ["đăng ký thử"]})
    assert first(engine, "bông gòn tím") == "1.000001"
    assert first(engine, "bông gòn") is None


def test_everyday_words_that_are_official_ones_too_are_taken_at_their_word(tmp_path: Path) -> None:
    names = {
        "1.000001": "Đánh giá vườn mẫu",
        "1.000002": "Cấp giấy phép làm vườn",
        "1.000003": "Cấp lại giấy phép làm vườn",
    }
    engine = _engine(tmp_path, names, tu_dien={"đánh giá vườn mẫu": ["giấy phép làm vườn"]})
    assert "1.000001" in [hit.code for hit in engine.search("đánh giá vườn mẫu")]


def test_words_that_only_say_more_choose_between_procedures_but_name_none(tmp_path: Path) -> None:
    names = {
        "1.000001": "Cấp giấy phép thả diều",
        "1.000002": "Cấp lại giấy phép thả diều",
        "1.000003": "Cấp lại thẻ tre",
        "1.000004": "Cấp lại con dấu",
    }
    engine = _engine(tmp_path, names, tu_dien={"con diều": ["thả diều"]}, loi_ghep={"bị mất": ["cấp lại"]})
    assert first(engine, "con diều") == "1.000001"
    assert first(engine, "con diều bị mất") == "1.000002"
    assert [hit.code for hit in engine.search("con diều bị mất")][:2] == ["1.000002", "1.000001"]


@pytest.mark.parametrize("text", ["heo", "nuoi heo", "dtvl", "ĐTVL"])
def test_one_word_stands_for_another_or_for_several(tmp_path: Path, text: str) -> None:
    names = {"1.000001": "Đăng ký trại nuôi lợn", "1.000002": "Việc khác"}
    engine = _engine(tmp_path, names, cung_nghia={"heo": "lợn", "đtvl": "đăng ký trại lợn"})
    assert first(engine, text) == "1.000001"


def test_a_word_of_several_cannot_stand_for_another(tmp_path: Path) -> None:
    _dictionary(tmp_path, cung_nghia={"con heo": "lợn"})
    (problem,) = errors(making.load(making.write_root(tmp_path)).problems)
    assert "con heo" in str(problem)
    assert "cung_nghia" in str(problem)


def test_a_dictionary_of_mere_signs_is_no_error(tmp_path: Path) -> None:
    parts = {"tu_dien": {"☎": ["☎"]}, "viet_tat": {"☎": "!"}, "cung_nghia": {"a": "|"}}
    assert first(_engine(tmp_path, {"1.000001": "Đăng ký thử"}, **parts), "đăng ký") == "1.000001"


def test_a_layer_below_counts_between_ours_and_the_communes(tmp_path: Path) -> None:
    making.write(tmp_path / "tinh" / loading.DICTIONARY, {"tu_dien": {"một": ["của tỉnh"], "hai": ["của tỉnh"]}})
    _dictionary(tmp_path, tu_dien={"hai": ["của xã"]})
    content = making.catalogue(tmp_path, of_unit=making.unit(lop=["tinh"]))
    assert content.dictionary.words["một"] == ("của tỉnh",)
    assert content.dictionary.words["hai"] == ("của xã",)


def test_a_mistake_in_the_dictionary_is_told_with_its_place(tmp_path: Path) -> None:
    file = _dictionary(tmp_path, tu_dien={"cái này": "không phải danh sách"})
    (problem,) = errors(making.load(making.write_root(tmp_path)).problems)
    assert str(problem) == (
        f'{file.as_posix()}:3:14: từ trong tên thủ tục "không phải danh sách" không đúng: phải là danh sách, '
        'ví dụ ["xác nhận tình trạng hôn nhân"] [tu_dien.cái này]'
    )


def test_the_dictionary_says_each_thing_once() -> None:
    folded = [" ".join(word.key for word in words(one)) for one in _ours().words]
    assert len(set(folded)) == len(folded)


def _ours() -> Any:
    catalogue = loading.load(making.REPOSITORY, making.TODAY).catalogue
    assert catalogue
    return catalogue.dictionary


# How good it is


def test_the_sample_commune_answers_almost_every_query(sample: Built) -> None:
    engine = Engine(building.index(sample.catalogue, making.TODAY))
    queries = [one for one in benchmark.read(benchmark.OWN) if one.codes & sample.catalogue.procedures.keys()]
    assert len(queries) > 120
    assert benchmark.recall(engine, queries, 3) >= benchmark.EXPECTED


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="../shared/national/procedures không có trên máy này")
def test_official_records_without_everyday_names_answer_almost_every_query(tmp_path: Path) -> None:
    into_root.bring_in([OFFICIAL], tmp_path, lambda _done, _total: None)
    content = loading.load(tmp_path, making.TODAY).catalogue
    assert content
    index = building.index(content, making.TODAY)
    queries = [one for one in benchmark.read(benchmark.OWN) if one.codes & content.procedures.keys()]
    assert len(queries) >= 200
    assert benchmark.recall(Engine(index), queries, 3) >= benchmark.EXPECTED
    packed = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(gzip.compress(packed, 9)) <= benchmark.MAX_INDEX * len(content.procedures) / 430 + 5_000


def test_what_was_answered_before_a_name_changes_is_not_kept(tmp_path: Path) -> None:
    content = _catalogue(tmp_path)
    one = content.procedures["1.000005"]
    changed = replace(content, procedures={**content.procedures, one.code: replace(one, name="Khai báo ngựa vằn")})
    assert first(Engine(building.index(changed, making.TODAY)), "ngua van") == "1.000005"
    assert first(Engine(building.index(content, making.TODAY)), "ngua van") is None
