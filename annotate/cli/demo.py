"""The demonstration: ``annotate demo``."""

from __future__ import annotations

from pathlib import Path

import click

from annotate.cli.front_ends import choose_watch
from annotate.cli.options import ProjectLocation, ThemeName, complete_document, theme_option


@click.command(epilog="Example: annotate demo --watch")
@click.argument("document", required=False, shell_complete=complete_document)
@click.option("--watch", is_flag=True, help="Show the session on the screen, key by key; q quits.")
@click.option("--speed", type=click.FloatRange(0.1, 100), default=1.0, metavar="N", help="Watch at N times the speed.")
@click.option("--script", type=click.Path(path_type=Path), metavar="FILE", help="Watch your own recording, on DOCUMENT.")
@theme_option
@click.pass_obj
def demo(
    location: ProjectLocation,
    /,
    document: str | None,
    watch: bool,
    speed: float,
    script: Path | None,
    theme: ThemeName | None,
) -> None:
    """Run the whole pipeline on a sample article.

    Adds it to a temporary project, labels it with a recorded session, checks, exports and loads the dataset. Your own project is
    not changed: your own recording is shown as if nothing were labelled yet, and nothing is stored.
    """
    from annotate.demo import demo

    if (document is None) != (script is None):
        raise click.UsageError("--script FILE and DOCUMENT belong together: give the recording and the article it was made on.")
    if not watch and script is None:
        demo.play(click.echo)
    elif script is None or document is None:
        demo.watch(choose_watch(speed, theme))
    else:
        demo.watch_script(location.project(), choose_watch(speed, theme), document, script)
