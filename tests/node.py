"""The Node.js that builds the form and runs the language server; `python -m tests.node` sees to it that there is one."""

from __future__ import annotations

import shutil
import sys

from tests import installing


def is_there() -> bool:
    """Whether both commands are there."""
    return bool(shutil.which("node") and shutil.which("npm"))


def main() -> int:
    if not is_there():
        installing.apt("--no-install-recommends", "nodejs", "npm")
    if is_there():
        return 0
    print("Máy thiếu Node.js (node, npm) để thử biểu mẫu; hãy cài nó rồi chạy lại.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
