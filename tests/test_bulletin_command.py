"""`niemyet bulletin` as an official runs it: what is printed, what lies in the files, what can be heard."""

from __future__ import annotations

import re
import wave
from pathlib import Path

import pytest

from tests import espeak
from tests.test_cli import DAY, ROOT, run


def seconds(said: str) -> int:
    found = re.search(r"Đọc hết khoảng ([0-9]+) giây", said)
    assert found, said
    return int(found[1])


def test_the_bulletin_is_printed_with_its_length() -> None:
    answer = run("bulletin", ROOT, "--date", DAY)
    assert answer.returncode == 0, answer.stderr
    assert "Tiếp nhận bốn trăm chín mươi bảy hồ sơ." in answer.stdout
    assert "tính 150 tiếng một phút." in answer.stdout
    words = len(answer.stdout.partition("Đọc hết")[0].split())
    assert seconds(answer.stdout) == pytest.approx(words * 60 / 150, abs=1)


def test_the_file_holds_the_words_to_be_read_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "ban-tin.txt"
    answer = run("bulletin", ROOT, "--date", DAY, "--month", "2026-10", "--out", file)
    assert answer.returncode == 0, answer.stderr
    text = file.read_text("utf-8")
    assert text.startswith("Đây là bản mẫu")
    assert text.endswith("Cảm ơn bà con đã lắng nghe.\n")
    assert "giây" not in text
    assert "Kính thưa" not in answer.stdout


def test_the_voice_takes_about_as_long_as_was_said(tmp_path: Path) -> None:
    espeak.needed()
    file = tmp_path / "ban-tin.wav"
    answer = run("bulletin", ROOT, "--date", DAY, "--speak", file)
    assert answer.returncode == 0, answer.stderr
    with wave.open(str(file)) as sound:
        length = sound.getnframes() / sound.getframerate()
        frames = sound.readframes(sound.getnframes())
    assert length == pytest.approx(seconds(answer.stdout), rel=0.2)
    assert len(set(frames)) > 100, "silence"


def test_without_the_voice_the_words_are_there_and_the_message_helps(tmp_path: Path) -> None:
    file = tmp_path / "ban-tin.wav"
    file.write_bytes(b"old")
    answer = run("bulletin", ROOT, "--date", DAY, "--speak", file, PATH=str(tmp_path))
    assert answer.returncode == 1
    assert "Cảm ơn bà con đã lắng nghe." in answer.stdout
    assert answer.stderr.startswith("Máy chưa có espeak-ng nên chưa đọc thành tiếng được.")
    assert "apt-get install espeak-ng" in answer.stderr
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--month", "11/2026"), 'tháng "11/2026" không đúng; viết theo thứ tự năm-tháng, ví dụ 2026-11'),
        (("--month", "2026-13"), 'tháng "2026-13" không đúng'),
        (("--month", "9999-12"), 'tháng "9999-12" không đúng'),
        (("--date", "9999-12-31"), "không làm bản tin của năm 9999 được"),
        (("--speak", "ban-tin.mp3"), "tệp tiếng phải có đuôi .wav"),
    ],
)
def test_what_is_typed_wrong_is_named(arguments: tuple[str, str], message: str) -> None:
    answer = run("bulletin", ROOT, *arguments)
    assert answer.returncode == 2
    assert message in answer.stderr


def test_a_folder_that_is_not_there_is_no_traceback(tmp_path: Path) -> None:
    answer = run("bulletin", ROOT, "--date", DAY, "--out", tmp_path / "khong" / "a.txt")
    assert answer.returncode == 1
    assert "Không đọc hoặc ghi được" in answer.stderr
