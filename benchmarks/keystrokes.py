"""The time of one keystroke in Chromium with the processor slowed four times, through its debugging protocol."""

from __future__ import annotations

import json
from pathlib import Path

from generator.records import Catalogue
from generator.search import building

SLOWER = 4
_SCRIPT = Path(__file__).parent.parent / "site_templates" / "assets" / "xep-hang.js"


def measure(catalogue: Catalogue, texts: list[str]) -> list[float] | None:
    """Milliseconds for each keystroke of typing each text, letter by letter; None where nothing can measure."""
    from datetime import date

    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    from tests import chromium

    path = chromium.find()
    if path is None:
        return None
    index = json.dumps(building.index(catalogue, date.today()), ensure_ascii=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto("data:text/html,<title>keystrokes</title>")
        page.add_script_tag(content=_SCRIPT.read_text("utf-8"))
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        times: list[float] = page.evaluate(
            """([index, texts]) => {
              const engine = new TimThuTuc(JSON.parse(index)), times = [];
              engine.search("khai sinh");
              for (const text of texts) {
                for (let end = 1; end <= text.length; end++) {
                  const start = performance.now();
                  engine.search(text.slice(0, end));
                  times.push(performance.now() - start);
                }
              }
              return times;
            }""",
            [index, texts],
        )
        browser.close()
    return times
