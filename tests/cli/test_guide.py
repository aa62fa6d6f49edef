"""`annotate guide` lists the topics and prints a page."""

from __future__ import annotations

from click.testing import CliRunner

from annotate.cli import cli
from annotate.guide.pages import TOPICS


def test_the_topics_are_listed() -> None:
    result = CliRunner().invoke(cli, ["guide"])
    assert result.exit_code == 0
    *topics, _, hint = result.output.splitlines()
    assert [line.split()[0] for line in topics] == list(TOPICS)
    assert hint == "To read one: annotate guide TOPIC"


def test_a_page_is_printed_without_styles_into_a_pipe() -> None:
    result = CliRunner().invoke(cli, ["guide", "keys"])
    assert result.exit_code == 0
    assert "Custom keys" in result.output
    assert "\x1b" not in result.output


def test_topics_are_completed() -> None:
    result = CliRunner().invoke(
        cli,
        env={"_ANNOTATE_COMPLETE": "bash_complete", "COMP_WORDS": "annotate guide sc", "COMP_CWORD": "2"},
        prog_name="annotate",
    )
    assert {line.partition(",")[2] for line in result.output.splitlines()} == {"scripts", "scheme"}
