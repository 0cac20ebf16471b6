"""Sentences to a sound file, by espeak-ng where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.writing import write_file

PROGRAM = "espeak-ng"
_VOICE = "vi"
"""The Northern voice, as the words are written."""
_SPEED = "112"
"""In the words that espeak-ng counts; with its pauses that is about `spoken.WORDS_A_MINUTE` syllables."""


class CannotSpeak(Exception):
    """There is no sound file; the message says why and what helps."""


def speak(text: str, file: Path) -> None:
    """Write `text`, read out in Vietnamese, to `file` as WAV; a file that is there is replaced only by a whole one.

    Raises CannotSpeak, OSError.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise CannotSpeak(
            f"Máy chưa có {PROGRAM} nên chưa đọc thành tiếng được. Trên Debian, Ubuntu hãy cài bằng lệnh"
            f" apt-get install {PROGRAM}; trên Windows, macOS xem trang của {PROGRAM}. Bản chữ vẫn dùng được."
        )
    with tempfile.TemporaryDirectory(prefix="niem-yet-ban-tin-") as folder:
        sound = Path(folder) / "ban-tin.wav"
        command = [program, "-v", _VOICE, "-s", _SPEED, "-w", str(sound), "--stdin"]
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)  # noqa: S603
        if done.returncode or not sound.is_file():
            said = done.stderr.decode(errors="replace").strip() or f"mã {done.returncode}"
            raise CannotSpeak(f"{PROGRAM} không đọc được tiếng Việt: {said}")
        write_file(file, sound.read_bytes())
