"""Data inside a page: JSON that can never end the element it stands in."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def json_block(data: Any) -> Markup:
    """JSON for a `<script>` data block: no `<`, `>`, `&` nor line separators, whatever the data holds.

    HTML, 4.12.1.3 (restrictions on the contents of script elements). Such a block is never run.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - nothing in it can be markup any more
