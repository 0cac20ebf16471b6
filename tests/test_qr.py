"""Codes are as small as the standard allows and say what they must."""

from __future__ import annotations

import re

import pytest

from generator import qr


@pytest.mark.parametrize(
    ("text", "version", "modules", "alphanumeric"),
    [
        ("HTTPS://TANHONG.HANOI.GOV.VN/TT/1.001193/", 3, 29, True),
        ("https://tanhong.hanoi.gov.vn/tt/1.001193/", 4, 33, False),
        ("HTTPS://" + "A" * 39, 3, 29, True),
        ("HTTPS://" + "A" * 40, 4, 33, True),
        ("HTTPS://XA.EXAMPLE/Repo/N/THON-DINH/", 4, 33, False),
    ],
)
def test_version_and_mode(text: str, version: int, modules: int, alphanumeric: bool) -> None:
    code = qr.make(text)
    assert code
    assert (code.text, code.version, code.modules, code.alphanumeric) == (text, version, modules, alphanumeric)


def test_an_address_that_no_code_can_hold() -> None:
    assert qr.make("A" * 5000) is None


def test_the_drawing_has_an_opaque_white_quiet_zone() -> None:
    code = qr.make("HTTPS://XA.EXAMPLE/N/THON-DINH/")
    assert code
    side = code.modules + 2 * qr.QUIET_ZONE
    assert f'viewBox="0 0 {side} {side}"' in code.svg
    assert f'fill="#fff" d="M0 0h{side}v{side}h-{side}z"' in code.svg
    dark = [(int(x), int(y), int(run)) for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.svg)]
    assert min(x for x, _, _ in dark) == min(y for _, y, _ in dark) == qr.QUIET_ZONE
    assert max(x + run for x, _, run in dark) == max(y + 1 for _, y, _ in dark) == side - qr.QUIET_ZONE
