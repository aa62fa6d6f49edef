"""The manual: ``annotate guide``."""

from __future__ import annotations

import os
import sys
from shutil import get_terminal_size

import click

_WIDEST = 100  # columns: longer lines are hard to read


def _complete_topic(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from annotate.guide.pages import TOPICS

    return [topic for topic in TOPICS if topic.startswith(incomplete)]


@click.command(epilog="Example: annotate guide labelling")
@click.argument("topic", required=False, shell_complete=_complete_topic)
def guide(topic: str | None) -> None:
    """Read the manual.

    Without a TOPIC it lists the topics.
    """
    from annotate.guide.pages import page_titles, render_page

    if topic is None:
        titles = page_titles()
        for name, title in titles.items():
            click.echo(f"{name:<{max(map(len, titles))}}  {title}")
        click.echo("\nTo read one: annotate guide TOPIC")
        return
    on_terminal = sys.stdout.isatty()
    width = min(get_terminal_size().columns, _WIDEST)
    text = render_page(topic, width, styled=on_terminal and not os.environ.get("NO_COLOR"))
    if on_terminal:
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)
