"""Pages to test: a campaign, a project full of hostile texts; and a browser to look at them with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotate.project import Project
from annotate.report.facts import ReportFacts
from annotate.report.page import render
from support.campaign import campaign
from support.hostile_html import hostile_project

CHROMIUM = os.environ.get("ANNOTATE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return campaign(tmp_path_factory.mktemp("report") / "harbour")


@pytest.fixture(scope="session")
def facts(project: Project) -> ReportFacts:
    return project.report()


@pytest.fixture(scope="session")
def page_file(facts: ReportFacts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(render(facts))
    return path


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "report.html"
    path.write_bytes(render(hostile_project(folder / "project").report()))
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright; tests are skipped without it. `.ci/run` installs it where it can."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.skip("there is no chromium here; install it, or name one in ANNOTATE_CHROMIUM")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()
