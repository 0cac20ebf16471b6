"""A root folder to a catalogue and everything that is wrong with it, in one go."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest

from generator import loading
from generator.cache import Cache
from generator.loading import Loaded
from generator.problems import errors
from generator.reading import Document, read
from generator.records import Unknown
from tests import making
from tests.test_checking import mutated

FOLDER = loading.FOLDER
ONE = f"{FOLDER}/thu-nghiem/{making.CODE}.yaml"
UNKNOWN_FILE = (
    "không biết tệp này chứa gì; thủ tục để ở procedures_yaml/<lĩnh vực>/<mã>.yaml,"
    " biểu mẫu để ở procedures_yaml/bieu_mau/ [doc.ten]"
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid root, and the folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    making.write_root(Path())
    return Path()


def told(loaded: Loaded) -> list[str]:
    assert (loaded.catalogue is None) == bool(errors(loaded.problems))
    return [str(problem) for problem in errors(loaded.problems)]


def test_a_valid_root_is_a_catalogue(root: Path) -> None:
    loaded = making.load(root)
    assert told(loaded) == []
    assert loaded.catalogue
    assert loaded.files == 3
    assert list(loaded.catalogue.procedures) == [making.CODE]
    assert loaded.catalogue.unit.name == "Xã Thử"


def test_procedures_come_in_the_order_of_the_alphabet_of_what_people_call_them(root: Path) -> None:
    names = {"1.000002": "Đăng ký xe", "1.000003": "Cấp giấy", "1.000004": "Ăn hỏi", "1.000005": "Dời nhà"}
    for code, name in names.items():
        making.write(root / FOLDER / "thu-nghiem" / f"{code}.yaml", making.procedure(code, ten_goi_khac=[name]))
    (root / ONE).unlink()
    loaded = making.load(root)
    assert loaded.catalogue
    assert [one.title for one in loaded.catalogue.procedures.values()] == [
        "Ăn hỏi",
        "Cấp giấy",
        "Dời nhà",
        "Đăng ký xe",
    ]


def test_problems_of_all_files_come_at_once_and_in_order(root: Path) -> None:
    (root / ONE).write_text("ma: 1.000001\n", "utf-8")
    (root / FOLDER / "linh_vuc.yaml").write_text("linh_vuc: x\n", "utf-8")
    making.write(root / FOLDER / "don_vi.yaml", making.unit(ten=5))
    found = making.load(root).problems
    assert found == sorted(found)
    assert {Path(problem.path).name for problem in found} == {"1.000001.yaml", "linh_vuc.yaml", "don_vi.yaml"}


def test_a_missing_folder_and_missing_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    nothing = 'procedures_yaml:1:1: không có thư mục "procedures_yaml" ở đây; hãy chạy lệnh trong kho dữ liệu của xã [doc.tep]'
    assert told(making.load(Path())) == [nothing]
    assert told(making.load(Path("khong-co"))) == [f"khong-co/{nothing}"]
    Path(FOLDER).touch()
    assert told(making.load(Path())) == [nothing]
    Path(FOLDER).unlink()
    Path(FOLDER).mkdir()
    assert told(making.load(Path())) == [
        f"{FOLDER}/don_vi.yaml:1:1: thiếu tệp khai báo đơn vị (tên xã, giờ làm việc, các thôn) [doc.tep]",
        f"{FOLDER}/linh_vuc.yaml:1:1: thiếu tệp kê các lĩnh vực [doc.tep]",
    ]
    making.write(Path(FOLDER, "don_vi.yaml"), making.unit())
    assert told(making.load(Path())) == [f"{FOLDER}/linh_vuc.yaml:1:1: thiếu tệp kê các lĩnh vực [doc.tep]"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("thu-nghiem/1.000002.yml", "tên tệp phải kết thúc bằng .yaml, viết thường [doc.ten]"),
        ("thu-nghiem/1.000002.YAML", "tên tệp phải kết thúc bằng .yaml, viết thường [doc.ten]"),
        ("don_vi.Yml", "tên tệp phải kết thúc bằng .yaml, viết thường [doc.ten]"),
        ("1.000002.yaml", UNKNOWN_FILE),
        ("thu-nghiem/cu/1.000002.yaml", UNKNOWN_FILE),
    ],
)
def test_files_in_the_wrong_place(root: Path, name: str, message: str) -> None:
    making.write(root / FOLDER / name, making.procedure("1.000002"))
    assert told(making.load(root)) == [f"{FOLDER}/{name}:1:1: {message}"]


def test_a_name_that_is_not_utf8(root: Path) -> None:
    name = os.fsdecode(b"\xff\xfe.yaml")
    making.write(root / FOLDER / "thu-nghiem" / name, making.procedure("1.000002"))
    assert told(making.load(root)) == [
        f"{FOLDER}/thu-nghiem/\\udcff\\udcfe.yaml:1:1: tên tệp hoặc thư mục có ký tự hỏng;"
        " hãy đặt lại tên bằng chữ không dấu và chữ số [doc.ten]"
    ]


def test_one_code_in_two_folders(root: Path) -> None:
    other = making.write(root / FOLDER / "xa" / "1.000001.yaml", making.procedure(linh_vuc="xa")).as_posix()
    making.write(root / FOLDER / "linh_vuc.yaml", making.fields({"ma": "xa", "ten": "Xã"}))
    assert told(making.load(root)) == [f"{other}:1:1: trùng tên với {ONE}; hãy giữ một tệp [doc.ten]"]


def test_two_names_that_windows_takes_for_one(root: Path) -> None:
    for name in ("1.000001.h12", "1.000001.H12"):
        making.write(root / FOLDER / "thu-nghiem" / f"{name}.yaml", making.procedure("1.000001.H12"))
    assert told(making.load(root)) == [
        f"{FOLDER}/thu-nghiem/1.000001.h12.yaml:1:1: trùng tên với {FOLDER}/thu-nghiem/1.000001.H12.yaml; hãy giữ một tệp [doc.ten]"
    ]


def test_what_is_not_ours_is_left_alone(root: Path) -> None:
    for name in ("ghi-chu.txt", ".git/x.yaml", "thu-nghiem/.an.yaml", "bieu_mau/ct01.pdf", "thu-nghiem/1.yaml~"):
        (root / FOLDER / name).parent.mkdir(exist_ok=True)
        (root / FOLDER / name).write_text("{{{")
    assert told(making.load(root)) == []


def test_links_out_of_the_root_are_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    secret = making.write(outside / "1.000002.yaml", making.procedure("1.000002"))
    folder = root / FOLDER / "thu-nghiem"
    (folder / "1.000002.yaml").symlink_to(secret)
    (root / FOLDER / "khac").symlink_to(outside)
    (folder / "1.000003.yaml").symlink_to("1.000003.yaml")
    assert told(making.load(root)) == [
        f"{FOLDER}/khac:1:1: thư mục này là đường dẫn tắt nên không được đọc; hãy để thư mục thật ở đây [doc.ten]",
        f"{FOLDER}/thu-nghiem/1.000002.yaml:1:1: tệp này là đường dẫn tắt trỏ ra ngoài kho dữ liệu [doc.ten]",
        f"{FOLDER}/thu-nghiem/1.000003.yaml:1:1: tệp này là đường dẫn tắt trỏ ra ngoài kho dữ liệu [doc.ten]",
    ]


def test_links_within_the_root_are(root: Path) -> None:
    making.write(root / "chung" / "a", making.procedure("1.000002"))
    (root / FOLDER / "thu-nghiem" / "1.000002.yaml").symlink_to(Path("../../chung/a"))
    loaded = making.load(root)
    assert told(loaded) == []
    (root / "chung" / "a").unlink()
    assert told(making.load(root)) == [
        f"{FOLDER}/thu-nghiem/1.000002.yaml:1:1: không mở được tệp: không có tệp hoặc thư mục này [doc.tep]"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / FOLDER / "thu-nghiem" / "1.000002.yaml")
    assert told(making.load(root)) == [
        f"{FOLDER}/thu-nghiem/1.000002.yaml:1:1: đây không phải là tệp thường nên không được đọc [doc.ten]"
    ]


def test_a_file_that_may_not_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refuse(self: Path, *args: Any, **settings: Any) -> Any:
        if self.name == "1.000001.yaml":
            raise PermissionError(13, "refused")
        return real(self, *args, **settings)

    monkeypatch.setattr(Path, "open", refuse)
    assert told(making.load(root)) == [f"{ONE}:1:1: không mở được tệp: máy không cho quyền đọc hoặc ghi [doc.tep]"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(root: Path) -> None:
    folder = root / FOLDER / "thu-nghiem"
    folder.chmod(0)
    try:
        found = told(making.load(root))
    finally:
        folder.chmod(0o755)
    assert found == [f"{FOLDER}/thu-nghiem:1:1: không mở được thư mục: máy không cho quyền đọc hoặc ghi [doc.tep]"]


def test_a_form_that_is_not_there_cannot_be_offered(root: Path) -> None:
    form = making.write(
        root / FOLDER / "bieu_mau" / "ct01.yaml", {"ma": "ct01", "ten": "Tờ khai", "nguon": "1/QĐ", "tep": "ct01.pdf"}
    )
    assert told(making.load(root)) == [
        f'{form.as_posix()}:5:9: không có tệp "ct01.pdf" cạnh tệp này; hãy chép tệp vào đó hoặc bỏ dòng này [tep]'
    ]
    (form.parent / "ct01.pdf").write_bytes(b"%PDF-1.7")
    assert told(making.load(root)) == []


def test_a_form_outside_the_root_is_not_published(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.pdf"
    outside.write_bytes(b"%PDF-1.7")
    form = making.write(
        root / FOLDER / "bieu_mau" / "ct01.yaml", {"ma": "ct01", "ten": "Tờ khai", "nguon": "1/QĐ", "tep": "ct01.pdf"}
    )
    (form.parent / "ct01.pdf").symlink_to(outside)
    assert told(making.load(root)) == [
        f'{form.as_posix()}:5:9: tệp "ct01.pdf" là đường dẫn tắt trỏ ra ngoài kho dữ liệu;'
        " hãy chép chính tệp PDF vào đây [tep]"
    ]


# Layers


@pytest.fixture
def layered(root: Path) -> Path:
    """A nation's folder with a record, on which the commune builds."""
    making.write(root / FOLDER / "don_vi.yaml", making.unit(lop=["lop/quoc-gia"]))
    (root / "lop/quoc-gia/thu-nghiem").mkdir(parents=True)
    (root / ONE).rename(root / "lop/quoc-gia/thu-nghiem/1.000001.yaml")
    return root


def test_a_record_of_a_lower_layer_is_the_communes_too(layered: Path) -> None:
    loaded = making.load(layered)
    assert told(loaded) == []
    assert loaded.catalogue
    assert making.CODE in loaded.catalogue.procedures


def test_a_partial_record_changes_what_it_names_and_nothing_else(layered: Path) -> None:
    (layered / FOLDER / "thu-nghiem").mkdir(exist_ok=True)
    (layered / ONE).write_text(
        "so_bo: 2\nuy_quyen: null\ngiay_to:\n  can-cuoc: null\n  to-khai: {ban_chinh: 3}\n", "utf-8"
    )
    assert told(making.load(layered)) == [
        'lop/quoc-gia/thu-nghiem/1.000001.yaml:1:1: thiếu mục "uy_quyen" (Người khác làm thay),'
        ' ví dụ {"duoc": true, "giay": "Văn bản ủy quyền"} [uy_quyen]'
    ]
    (layered / ONE).write_text(
        "so_bo: 2\ngiay_to:\n  can-cuoc: null\n  to-khai: {ban_chinh: 3}\nnoi_khac: sai\n", "utf-8"
    )
    assert told(making.load(layered)) == [
        f'{ONE}:5:11: nộp ở xã khác được không "sai" không đúng: chỉ viết true hoặc false, ví dụ true [noi_khac]'
    ]
    (layered / ONE).write_text("so_bo: 2\ngiay_to:\n  can-cuoc: null\n  to-khai: {ban_chinh: 3}\n", "utf-8")
    loaded = making.load(layered)
    assert told(loaded) == []
    assert loaded.catalogue
    record = loaded.catalogue.procedures[making.CODE]
    assert record.sets == 2
    assert isinstance(record.documents, tuple)
    assert [(one.code, one.originals) for one in record.documents] == [("to-khai", 3)]
    assert record.name == "Đăng ký thử 1.000001"


@pytest.mark.parametrize("name", ["lop/khong-co", "../ngoai", "..", "/etc", "lop/lien-ket", "x" * 300, "lop/tep"])
def test_a_layer_must_be_a_folder_of_the_root(
    layered: Path, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (layered / "lop/lien-ket").symlink_to(tmp_path_factory.mktemp("outside"))
    (layered / "lop/tep").touch()
    making.write(layered / FOLDER / "don_vi.yaml", making.unit(lop=["lop/quoc-gia", name]))
    missing = f'không có thư mục "{name}" trong kho dữ liệu; hãy sửa tên hoặc bỏ dòng này [lop]'
    found = told(making.load(layered))
    assert [line for line in found if line.endswith(missing)] != []
    assert all(line.startswith(f"{FOLDER}/don_vi.yaml:") for line in found)


@pytest.mark.parametrize("value", ["x", {"a": "b"}, [1], [None], [["a"]], [""], True])
def test_odd_layers_are_left_to_the_schema(root: Path, value: Any) -> None:
    making.write(root / FOLDER / "don_vi.yaml", making.unit(lop=value))
    assert any(" [lop]" in line for line in told(making.load(root)))


# Dates


def test_dated_versions_become_states_of_the_record(root: Path) -> None:
    versions = [
        {"tu": "2027-01-01", "thay": {"so_bo": 2}, "can_cu": "1/QĐ"},
        {"tu": "2028-01-01", "thay": {"so_bo": {"chua_ro": "x"}}, "can_cu": "2/QĐ"},
    ]
    making.write(root / ONE, making.procedure(phien_ban=versions))
    loaded = making.load(root)
    assert told(loaded) == []
    assert loaded.catalogue
    record = loaded.catalogue.procedures[making.CODE]
    assert (record.sets, record.on(making.TODAY).sets) == (1, 1)
    assert [(str(one.start), one.procedure.sets, one.legal_basis) for one in record.versions] == [
        ("2027-01-01", 2, "1/QĐ"),
        ("2028-01-01", Unknown("x"), "2/QĐ"),
    ]


def test_a_version_that_breaks_the_record_is_found_where_it_is_written(root: Path) -> None:
    (root / ONE).unlink()
    file = making.write(root / ONE, making.procedure())
    text = file.read_text("utf-8").rstrip().removesuffix("}")
    file.write_text(text + ',"phien_ban": [\n{"tu": "2027-01-01", "can_cu": "1/QĐ", "thay": {"so_bo": 0}}]}', "utf-8")
    line = len(file.read_text("utf-8").split("\n"))
    assert told(making.load(root)) == [
        f'{ONE}:{line}:58: số bộ hồ sơ "0" không đúng: số bộ hồ sơ là số nguyên từ 1 đến 20, ví dụ 1 [so_bo]'
    ]


# The cache


def test_problems_are_the_same_from_the_cache(root: Path) -> None:
    text = (root / ONE).read_text("utf-8")
    (root / ONE).write_text(text.replace("Đăng ký thử", "Ðăng\u00a0ký thử"), "utf-8")
    first = loading.load(root, making.TODAY, kept := Cache(root))
    kept.save()
    second = loading.load(root, making.TODAY, Cache(root))
    assert second == first
    assert second.catalogue == first.catalogue
    assert len(first.problems) >= 3
    (root / ONE).write_text(text.replace('"so_bo": 1', '"so_bo": 0'), "utf-8")
    assert len(told(loading.load(root, making.TODAY, Cache(root)))) == 1


def test_the_cache_spares_reading(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = loading.load(root, making.TODAY, kept := Cache(root))
    kept.save()
    read_again: list[str] = []
    monkeypatch.setattr(loading, "read", lambda raw, shown: read_again.append(shown) or read(raw, shown))
    assert loading.load(root, making.TODAY, Cache(root)) == first
    assert read_again == []


def test_progress_is_told(root: Path) -> None:
    steps: list[tuple[int, int]] = []
    loading.load(root, making.TODAY, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]


# Anything at all

_ENGLISH = (
    "is not",
    "required property",
    "not valid",
    "does not match",
    "is too",
    "Additional",
    "None",
    "True",
    "False",
)


def _sound(loaded: Loaded) -> None:
    assert (loaded.catalogue is None) == bool(errors(loaded.problems))
    for problem in loaded.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in problem.message
        assert not [word for word in _ENGLISH if word in problem.message], problem


def _places() -> list[tuple[str, Any]]:
    """Records of the sample that between them use most of what there is."""
    result = []
    for name in (
        "don_vi.yaml",
        "linh_vuc.yaml",
        "bieu_mau/ct01.yaml",
        "cu-tru/1.004222.yaml",
        "ho-tich/1.004873.yaml",
        "chung-thuc/2.000815.yaml",
    ):
        document = read((making.REPOSITORY / FOLDER / name).read_bytes(), name).document
        assert isinstance(document, Document)
        result.append((name, document.data))
    return result


@pytest.mark.parametrize("seed", range(4))
def test_nothing_an_official_breaks_stops_the_check(root: Path, seed: int) -> None:
    """Records with one to three things changed: always problems or a catalogue, never an exception."""
    chance = random.Random(seed)  # noqa: S311
    (root / ONE).unlink()
    places = _places()
    for name, data in places:
        making.write(root / FOLDER / name, data)
    broken = 0
    for _ in range(60):
        name, data = chance.choice(places)
        for _ in range(chance.randrange(1, 4)):
            data = mutated(data, chance) if data else data
        file = making.write(root / FOLDER / name, data)
        loaded = making.load(root)
        _sound(loaded)
        broken += any(problem.path == file.as_posix() for problem in errors(loaded.problems))
        making.write(file, dict(places)[name])
    assert broken > 20


@pytest.mark.parametrize("seed", range(2))
def test_no_partial_record_stops_the_check(layered: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = making.procedure(
        phien_ban=[{"tu": "2027-01-01", "thay": {"giay_to": {"to-khai": {"ban_sao": 1}}}, "can_cu": "1/QĐ"}]
    )
    for _ in range(60):
        part = {key: data[key] for key in chance.sample(list(data), 4)}
        making.write(layered / ONE, mutated(part, chance))
        _sound(making.load(layered))
