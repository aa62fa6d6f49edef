"""The pictures of the guide's page about reports, taken in a browser.

    PYTHONPATH=tests python tests/support/screenshots.py

Two views of a report about the campaign of the tests, one in each theme. The bytes depend on the fonts of the machine, so no test
compares them: take them again when the page looks different.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.report.page import render
from support.campaign import campaign
from support.paths import PACKAGE

GUIDE = PACKAGE / "guide"
WIDTH, HEIGHT = 1080, 760
SHOTS = {"report-disagreements.png": ("light", "disagreements"), "report-articles.png": ("dark", "articles")}
"""The pictures: the theme, and the section at the top."""


def take() -> None:
    """Write the pictures into the guide."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("ANNOTATE_CHROMIUM") or shutil.which("chromium")
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(folder) / "report.html"
        page.write_bytes(render(campaign(Path(folder) / "harbour").report()))
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (theme, section) in SHOTS.items():
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=theme)  # type: ignore[arg-type]
            tab = context.new_page()
            tab.goto(page.as_uri())
            tab.evaluate("(id) => document.getElementById(id).scrollIntoView()", section)
            tab.screenshot(path=GUIDE / name)
            context.close()
        browser.close()


if __name__ == "__main__":
    take()
