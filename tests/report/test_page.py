"""The page in a real browser, and the rules that its files keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jinja2 import UndefinedError
from pypdf import PdfReader

from annotate.project import Project
from annotate.report import page as page_module
from annotate.report.collect import ReportOptions
from annotate.report.facts import AgendaRow, ProblemRow, Remark, ReportFacts
from annotate.report.page import FOLDER, Budget, content_policy, render
from annotate.report.views import ArticleView
from support.builders import make_document
from support.hostile_html import BIDI, MARK

pytestmark = pytest.mark.xdist_group("browser")

SIZES = tuple(product((1280, 400), ("light", "dark")))
TEMPLATE = (FOLDER / "report.html").read_text(encoding="utf-8")
STYLE = (FOLDER / "report.css").read_text(encoding="utf-8")
SCRIPT = (FOLDER / "report.js").read_text(encoding="utf-8")


class Opened(NamedTuple):
    """A page in a tab, with everything it asked for and said."""

    tab: Any
    requests: list[str]
    messages: list[str]


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    contexts = []

    def opened(path: Path, width: int = 1280, theme: str = "light", **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, offline=True, **options)
        contexts.append(context)
        tab, requests, messages = context.new_page(), [], []
        tab.on("request", lambda request: requests.append(request.url))
        tab.on("console", lambda message: messages.append(message.text))
        tab.on("pageerror", lambda error: messages.append(str(error)))
        tab.on("dialog", lambda dialog: (messages.append(dialog.message), dialog.dismiss()))
        tab.goto(path.as_uri())
        return Opened(tab, requests, messages)

    yield opened
    for context in contexts:
        context.close()


# -- in the browser ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_a_page_requests_nothing_and_fits(open_page: Open, page_file: Path, width: int, theme: str) -> None:
    tab, requests, messages = open_page(page_file, width, theme)
    assert requests == [page_file.as_uri()]
    assert messages == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_long_names_fit_on_a_narrow_screen_and_intervals_are_in_sight(open_page: Open, project: Project, tmp_path: Path) -> None:
    names = {name: name * 30 for name in ("ada", "ben", "cleo", "lead")}
    path = tmp_path / "long.html"
    path.write_bytes(render(project.report(ReportOptions(names=names))))
    tab = open_page(path, 400).tab
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") == 400
    for picture in tab.locator(".stages .interval").all():
        box = picture.bounding_box()
        assert box["x"] + box["width"] <= 400
    for caption in tab.locator("caption span").all():
        box = caption.bounding_box()
        assert box["x"] + box["width"] <= 400


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_axe_finds_no_violation(open_page: Open, page_file: Path, width: int, theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = open_page(page_file, width, theme, bypass_csp=True).tab
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("script", [True, False])
def test_the_labels_of_an_annotator_show_at_a_click_and_by_keys(open_page: Open, page_file: Path, script: bool) -> None:
    tab = open_page(page_file, java_script_enabled=script).tab
    first = tab.locator("#s1-2")
    gold = first.inner_text()
    assert "gold" in gold
    tab.get_by_label("ben", exact=True).check()
    assert first.locator(".version:visible").count() == 1
    assert "gold" not in first.locator(".said:visible").inner_text()
    tab.keyboard.press("ArrowLeft")
    assert tab.locator("#view-1").is_checked()
    tab.keyboard.press("ArrowLeft")
    assert first.inner_text() == gold


def test_each_annotator_has_one_version_of_each_sentence(open_page: Open, page_file: Path) -> None:
    tab = open_page(page_file).tab
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for view in range(4):
        tab.locator(f"#view-{view}").check()
        shown = tab.evaluate(
            "Array.from(document.querySelectorAll('.sentences > li'), (li) =>"
            " Array.from(li.querySelectorAll('.version')).filter((v) => getComputedStyle(v).display !== 'none').length)"
        )
        assert set(shown) == {1}


def test_focusing_a_claim_shows_who_says_it(open_page: Open, page_file: Path) -> None:
    tab = open_page(page_file).tab
    version = tab.locator("#s1-2 .version:visible")
    outline = "(element) => getComputedStyle(element).outlineStyle"
    assert version.locator(".n1").evaluate(outline) == "none"
    tab.locator("#view-0").focus()
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('#s1-2 a.claim')"):
            break
    assert version.locator(".n1").evaluate(outline) == "solid"
    assert version.locator(".m1").first.evaluate(outline) == "dashed"


def test_a_disagreement_leads_to_its_sentence(open_page: Open, page_file: Path) -> None:
    tab = open_page(page_file).tab
    link = tab.locator("#disagreement-list details[open] a").first
    target = link.get_attribute("href")
    link.click()
    assert tab.locator(target).is_visible()


def test_the_filter_leaves_what_has_all_words(open_page: Open, page_file: Path) -> None:
    tab = open_page(page_file).tab
    kinds = tab.locator("[data-item]")
    every = kinds.count()
    tab.get_by_label("Filter by words").fill("stance QUERY")
    shown = [kind for kind in kinds.all() if kind.is_visible()]
    assert 0 < len(shown) < every
    assert all("query" in kind.text_content().lower() for kind in shown)
    assert tab.get_by_role("status").inner_text() == f"{len(shown)} of {every} shown"


def test_a_table_sorts_by_numbers_and_back(open_page: Open, page_file: Path) -> None:
    tab = open_page(page_file).tab
    table = tab.locator("#sources ~ .scroll table").first
    head = table.get_by_role("button", name="claims")

    def column() -> list[int]:
        return [int(text) for text in table.locator("tbody td:nth-child(2)").all_inner_texts()]

    head.click()
    assert column() == sorted(column())
    head.press("Enter")
    assert column() == sorted(column(), reverse=True)
    assert table.locator("th[aria-sort=descending]").count() == 1


def test_without_a_script_nothing_is_offered_that_needs_one(open_page: Open, page_file: Path) -> None:
    tab = open_page(page_file, java_script_enabled=False).tab
    assert not tab.locator(".filter").is_visible()
    assert tab.locator("th button").count() == 0
    tab.locator("summary").nth(1).click()
    assert tab.locator("details").nth(1).locator("ul").first.is_visible()


def test_without_style_and_script_each_text_says_whose_it_is(open_page: Open, page_file: Path, tmp_path: Path) -> None:
    """Some servers drop both."""
    plain = tmp_path / "plain.html"
    text = page_file.read_text(encoding="utf-8")
    plain.write_text(re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL), encoding="utf-8")
    tab = open_page(plain).tab
    for version in tab.locator("#s1-2 .version").all():
        assert re.match(r"(gold|ada|ben|cleo|nobody)[^:]*: ", version.inner_text())
    assert re.search(r"\b(claim|no claim) gold: (adjudicated|unanimous|majority)", tab.locator("#s1-2").inner_text())


def test_without_style_pictures_are_small_and_in_color(open_page: Open, page_file: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.html"
    plain.write_text(re.sub(r"<style>.*?</style>", "", page_file.read_text(encoding="utf-8"), flags=re.DOTALL), encoding="utf-8")
    tab = open_page(plain).tab
    assert tab.evaluate("document.documentElement.scrollWidth") == 1280
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    sizes = tab.evaluate("Array.from(document.querySelectorAll('svg'), (e) => [e.clientWidth, e.clientHeight])")
    assert all(0 < width <= 648 and 0 < height <= 226 for width, height in sizes)
    paints = "Array.from(document.querySelectorAll('svg *'), (e) => [getComputedStyle(e).fill, getComputedStyle(e).stroke])"
    black = [paint for paint in tab.evaluate(paints) if paint == ["rgb(0, 0, 0)", "none"]]
    assert len(black) == tab.locator("svg text, svg title").count()


def test_a_print_has_the_colors_of_paper(open_page: Open, page_file: Path) -> None:
    tab = open_page(page_file, theme="dark").tab
    colors = "['--page', '--warning', '--done', '--s1'].map((n) => getComputedStyle(document.body).getPropertyValue(n))"
    assert tab.evaluate(colors) == [palette("dark")[name] for name in ("page", "warning", "done", "s1")]
    tab.emulate_media(media="print")
    assert tab.evaluate(colors) == [palette("light")[name] for name in ("page", "warning", "done", "s1")]


def test_a_print_has_what_was_folded(open_page: Open, page_file: Path, tmp_path: Path) -> None:
    tab = open_page(page_file, java_script_enabled=False).tab
    tab.pdf(path=tmp_path / "report.pdf")
    printed = "".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    folded = tab.locator("#a8 .text").first.text_content()
    assert " ".join(folded.split(":")[-1].split()) in " ".join(printed.split())


@pytest.mark.parametrize(("width", "theme"), SIZES)
def test_hostile_texts_do_nothing(open_page: Open, hostile_file: Path, width: int, theme: str) -> None:
    tab, requests, messages = open_page(hostile_file, width, theme)
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    tab.mouse.move(300, 300)
    assert requests == [hostile_file.as_uri()]
    assert messages == []
    assert tab.evaluate(f"window.{MARK}") is None
    assert tab.locator("script").count() == 1
    assert tab.locator("style").count() == 1
    assert tab.locator("img, iframe, object, embed, link, base, form, video, audio, template, math").count() == 0
    attributes = tab.evaluate("Array.from(document.querySelectorAll('*'), (e) => e.getAttributeNames()).flat()")
    assert not {name for name in attributes if name.startswith("on") or name == "style"}
    links = tab.evaluate("Array.from(document.querySelectorAll('a'), (a) => a.protocol)")
    assert set(links) <= {"file:", "https:"}
    assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_what_reorders_text_is_shown_as_a_token(open_page: Open, hostile_file: Path) -> None:
    text = open_page(hostile_file).tab.evaluate("document.documentElement.textContent")
    assert not set(text) & set(BIDI)
    assert "xU+202Egnp.exe" in text


def test_right_to_left_text_is_laid_out_as_one(open_page: Open, facts: ReportFacts, tmp_path: Path) -> None:
    """A sentence is isolated whole, since marks that were isolated one by one would be put in the order of English."""
    from dataclasses import replace

    from annotate.model import Annotation, Claim
    from annotate.report.facts import Decision, ShownArticle

    document = make_document("arabic", ["أعلن الوزير أن الجسر سيفتح قريبا."])
    claim = Claim("c1", (document.span(15, 30),))
    shown = ShownArticle(document, {0: [Decision(("ada",), Annotation("claim", (claim,)), "single")]})
    path = tmp_path / "arabic.html"
    path.write_bytes(render(replace(facts, shown=(shown,))))
    tab = open_page(path).tab
    before, mark = tab.evaluate(
        "(() => { const bdi = document.querySelector('#s1-1 .text > bdi'); const range = document.createRange();"
        " range.selectNodeContents(bdi.firstChild); return [range.getBoundingClientRect().left,"
        " bdi.querySelector('.claim').getBoundingClientRect().right]; })()"
    )
    assert mark <= before + 1


def test_texts_of_two_directions_are_isolated_each(facts: ReportFacts) -> None:
    from dataclasses import replace

    row = AgendaRow("d", 1, "x", 1, (), (Remark("محمد", "why?"),), adjudicated=False)
    kind = facts.disagreements[0]
    example = replace(kind.examples[0], sentence="d:0", text="الجسر القديم")
    changed = replace(
        facts,
        agenda=(row,),
        disagreements=(replace(kind, examples=(example,)),),
        texts={"d:0": "أعلن الوزير أن الجسر القديم سيفتح."},
    )
    text = render(changed).decode()
    assert "Note, <bdi>محمد</bdi>: <bdi>why?</bdi>" in text
    assert "<bdi>أعلن الوزير أن <mark>الجسر القديم</mark> سيفتح.</bdi>" in text


# -- the rules of its files -------------------------------------------------------------------------------------------


def test_the_template_escapes_everything() -> None:
    assert not re.search(r"\|\s*safe|autoescape|Markup", TEMPLATE)
    source = Path(page_module.__file__).read_text(encoding="utf-8")
    assert source.count("Markup(") == 1
    assert re.findall(r"_ours\((\w+)\)", source) == ["style", "script"]


def test_the_template_has_nothing_that_the_policy_forbids() -> None:
    assert not re.search(r"\s(style|on\w+)=", TEMPLATE)
    assert not re.search(r"=\s*[^\"'\s{=]*\{\{", re.sub(r"\{%.*?%\}", "", TEMPLATE, flags=re.DOTALL)), (
        "an attribute without quotes"
    )
    assert "eval(" not in SCRIPT
    assert "innerHTML" not in SCRIPT
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_the_template_fails_on_a_name_that_is_not_known() -> None:
    environment = page_module._environment()
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nothing }}").render()
    assert environment.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"


def test_the_policy_allows_two_hashes_and_nothing_else(page_file: Path) -> None:
    policy = content_policy("a{}", "1")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert page_file.read_text(encoding="utf-8").index("Content-Security-Policy") < 300


def test_the_same_store_gives_the_same_bytes(project: Project) -> None:
    assert render(project.report()) == render(project.report())


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def palette(theme: str) -> dict[str, str]:
    light, dark = STYLE.split("@media screen and (prefers-color-scheme: dark)")
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return colors | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark.partition("\n}\n")[0])) if theme == "dark" else {})


TEXTS = [
    *product(("text", "dim", "link", "token", "error", "warning", "done", "source", "cue"), ("page", "panel")),
    *product(("text", "dim", "source", "cue", "link", "token"), ("claim",)),
    *product(("on-q",), ("q1", "q2", "q3", "q4", "q5")),
]
SHAPES = [
    *product(("fill", "claim-line", "focus", "dim", "s0", "s1", "s2", "s3", "s4", "s5"), ("page",)),
    ("fill", "track"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pair", "least"), [*((pair, 4.5) for pair in TEXTS), *((pair, 3.0) for pair in SHAPES)], ids=str)
def test_colors_are_told_apart(theme: str, pair: tuple[str, str], least: float) -> None:
    """WCAG 2.2, success criteria 1.4.3 and 1.4.11."""
    colors = palette(theme)
    assert contrast(colors[pair[0]], colors[pair[1]]) >= least


def test_articles_beyond_the_budget_are_left_out() -> None:
    budget = Budget(10)
    first, second, third = (ArticleView(n, make_document(f"d{n}", ["One."]), 0, (None,) * n) for n in (1, 2, 3))  # type: ignore[arg-type]
    assert budget.fits(first, "x" * 50), "one is always shown"
    assert not budget.fits(second, "x")
    assert budget.anchor("d1", 1) == "s1-1"
    assert budget.anchor("d1", 2) == budget.anchor("d2", 1) == ""
    assert Budget(None).fits(third, "x" * 99)
    assert budget.sentences == 1


def test_a_page_of_the_budget_is_small_enough(facts: ReportFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "BUDGET", 20_000)
    text = render(facts).decode()
    shown = re.search(r"(\d+) of 72 sentences shown, in (\d) of 8 articles, those with most disagreements first", text)
    assert shown
    assert 0 < int(shown[1]) < 72
    assert text.count('<details class="article"') == int(shown[2])
    assert "72 of 72 sentences shown, in 8 of 8 articles." in render(facts, every_article=True).decode()
    for target in re.findall(r'href="#([^"]+)"', text):
        assert f'id="{target}"' in text


def test_what_check_finds_begins_with_a_capital_letter_and_keeps_the_others(facts: ReportFacts) -> None:
    from dataclasses import replace

    problem = ProblemRow("error", "not-utf-8", "byte 0xff", "save it as UTF-8", "d", 0)
    assert '<span class="title">A line is not UTF-8</span>' in render(replace(facts, problems=(problem,))).decode()
