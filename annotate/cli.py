"""The command line: each command opens the project, calls it, shows what came back, and returns its exit status.

Exit codes: 0 fine, 1 problems found, 2 wrong usage or a command that cannot go on, 130 interrupted, 141 nobody reads the output
any more. `Road.main` is the one place where exceptions become exit codes; a bug shows its traceback. What others wrote (articles,
file names, annotators' names, arguments) is printed through `show`, or as JSON in ASCII.

Only click is imported here: what else a command needs, it imports itself, so that ``annotate --help`` costs no more than click.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from errno import ENOSPC
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from annotate import __version__
from annotate.errors import AnnotateError
from annotate.terminal import show

if TYPE_CHECKING:
    from annotate.dataset import Export
    from annotate.intake import Added, Outcome
    from annotate.model import Annotation, Problem, Revision, Suggestion
    from annotate.project import Project, Status
    from annotate.prompt.labelling import Labelling
    from annotate.sessions import Front, Left

FINE, PROBLEMS, WRONG_USAGE, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141

ROAD = ("status", "init", "add", "segment", "suggest", "label", "mend", "check", "export", "show", "log", "dump", "load", "demo")
"""The commands in the order of an article's journey, as ``--help`` lists them."""

_FEW = 20  # more lines of a kind are not read, so they are counted
_WIDEST = 100  # columns: longer lines of running text are hard to read

P = ParamSpec("P")


class Road(click.Group):
    """The commands in the order of `ROAD`, and the place where exceptions become exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.commands, key=ROAD.index)

    def main(self, *args: Any, **extra: Any) -> Any:
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except click.ClickException as error:
            status = _misused(error)
        except click.Abort:
            status = _stopped("Interrupted; what was stored stays stored.", INTERRUPTED)
        except AnnotateError as error:
            status = _refused(error)
        except OSError as error:
            status = _stopped(_told_by_system(error), WRONG_USAGE)
        sys.exit(status or FINE)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # As in `annotate dump | head`. Python flushes stdout once more when it ends: let that go nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(UNREAD)


def _misused(error: click.ClickException) -> int:
    from io import StringIO

    told = StringIO()
    error.show(told)  # usage, hint and message; it quotes arguments
    click.echo(show(told.getvalue(), lines=True), err=True, nl=False)
    return WRONG_USAGE


def _refused(error: AnnotateError) -> int:
    from annotate.project import ProblemsError

    if not isinstance(error, ProblemsError):
        return _stopped(str(error), WRONG_USAGE)
    _print_problems(error.problems)
    return _stopped(str(error), PROBLEMS)


def _told_by_system(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    remedy = "; make room, then do the same again (nothing stored is lost)" if error.errno == ENOSPC else ""
    return f"{where}{error.strerror or error}{remedy}"


def _stopped(message: str, status: int) -> int:
    end = "" if message.endswith((".", "?")) else "."
    click.echo(f"Error: {show(message)}{end}", err=True)
    return status


def _print_problems(problems: Iterable[Problem], *, err: bool = True) -> None:
    from annotate.checks import format_problem

    for problem in problems:
        click.echo(format_problem(problem), err=err)


def _print_json(value: object) -> None:
    """Print JSON in ASCII: whatever a terminal would obey is an escape sequence of JSON's."""
    import json

    click.echo(json.dumps(value, indent=2, default=str).replace("\x7f", "\\u007f"))


def _in_project(command: Callable[Concatenate[Project, P], int | None]) -> Callable[P, int | None]:
    """Give a command the project that ``--project`` or the working folder says."""

    @click.pass_obj
    @wraps(command)
    def run(start: Path | None, /, *args: P.args, **options: P.kwargs) -> int | None:
        from annotate.project import find_project

        return command(find_project(start), *args, **options)

    return run


def _complete_document(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Ids of stored documents, for the shell; none where there is no project."""
    from annotate.project import find_project

    try:
        entries = find_project(ctx.find_root().params.get("project")).documents()
    except (AnnotateError, OSError):
        return []
    return [entry.id for entry in entries if entry.id.startswith(incomplete) and show(entry.id) == entry.id]


_document = click.argument("document", shell_complete=_complete_document)
_annotator = click.option("--annotator", metavar="NAME", help="Only what this annotator decided.")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_kind = click.option(
    "--kind",
    type=click.Choice(
        ["text", "markdown", "html", "json", "jsonl", "csv", "tsv", "parquet", "pdf", "docx", "warc", "gzip", "zip"]
    ),
    metavar="KIND",
    help="What standard input is, as html or jsonl.  [default: as it looks]",
)
_EXISTING_OR_STDIN = click.Path(path_type=Path, allow_dash=True)


@click.group(
    cls=Road,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "ANNOTATE"},
    epilog="Every option has its environment variable: ANNOTATE_PROJECT for --project, ANNOTATE_ADD_LANGUAGE for add --language.",
)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The project, or a folder in it.  [default: the working folder]",
)
@click.option("--json", "as_json", is_flag=True, help="Without a command: the status as JSON.")
@click.version_option(__version__, prog_name="annotate")
@click.pass_context
def cli(ctx: click.Context, project: Path | None, as_json: bool) -> Any:
    """Label claims, sources and stances in news articles; get a dataset.

    Without a command it says where you are and what to do next.
    """
    ctx.obj = project
    ctx.color = False if os.environ.get("NO_COLOR") else ctx.color  # click does not know it
    if ctx.invoked_subcommand is None:
        return ctx.invoke(status, as_json=as_json)
    if as_json:
        raise click.UsageError(f"--json belongs behind the command: annotate {ctx.invoked_subcommand} --json")
    return None


# -- where you are --------------------------------------------------------------------------------------------------------


@cli.command(epilog="Example: annotate status --json")
@_json
@click.option("--all", "every", is_flag=True, help=f"List all documents, not only the first {_FEW}.")
@_in_project
def status(project: Project, as_json: bool = False, every: bool = False) -> None:
    """Say where you are, what to do next."""
    found = project.status()
    if as_json:
        from dataclasses import asdict

        _print_json(asdict(found))
        return
    for line in _status_lines(found, len(found.documents) if every else _FEW):
        click.echo(line)


def _status_lines(found: Status, most: int) -> Iterator[str]:
    yield f"Project {show(str(found.root))}"
    yield f"{_counted(len(found.documents), 'document')}, {_counted(found.sentences, 'sentence')}"
    if found.work:
        width = max(len(show(work.annotator)) for work in found.work)
        yield ""
        yield f"  {'':{width}}  labelled  skipped  flagged    open"
        for work in found.work:
            yield f"  {show(work.annotator):{width}}{work.labelled:>10}{work.skipped:>9}{work.flagged:>9}{work.open:>8}"
    if found.documents:
        yield ""
    for entry in found.documents[:most]:
        yield f"  {show(entry.id)}  {_counted(entry.sentences, 'sentence')}  {show(entry.title or '')}".rstrip()
    if len(found.documents) > most:
        yield f"  and {len(found.documents) - most} more: annotate status --all"
    if found.unread and found.documents:
        yield f"\n{_counted(len(found.unread), 'file')} in raw/ not read: annotate add"
    yield f"\nNext: {found.next}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@cli.command(epilog="Example: annotate init news")
@click.argument("directory", default=".", type=click.Path(path_type=Path), metavar="[DIR]")
def init(directory: Path) -> None:
    """Make a project: raw/, schema/, output/."""
    from annotate.project import init_project

    project = init_project(directory)
    there = "" if project.root == Path.cwd() else f"cd {show(str(directory))}, "
    click.echo(
        f"Made a project in {show(str(project.root))}: raw/ for articles, schema/ for the labels, output/ for what comes out."
    )
    click.echo(f"Next: {there}put articles into raw/, then: annotate add")


# -- articles in ----------------------------------------------------------------------------------------------------------


@cli.command(epilog="Example: annotate add ~/news/*.html --language en")
@click.argument("paths", nargs=-1, type=_EXISTING_OR_STDIN, metavar="[PATH]...")
@click.option("--id", metavar="ID", help="The id of the one article named.  [default: from the file's name]")
@click.option("--language", metavar="CODE", help="The language, as en.  [default: what the article says, or is seen to be in]")
@_kind
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes that read many files.  [default: one a core]")
@click.option("--as-new", is_flag=True, help="Store a changed article whose old text is labelled beside it, as <id>-2.")
@_json
@_in_project
def add(project: Project, /, paths: tuple[Path, ...], as_json: bool, jobs: int | None, **options: Any) -> int:
    """Read articles into the project.

    PATH is a file, a folder (raw/ if nothing is named), or - for standard input; .txt .md .html .pdf .docx hold one article,
    .json .jsonl .csv .tsv .parquet .warc many, .gz and .zip any of these. What is here already stays as it is; a changed article
    replaces its old version unless that is labelled. What is nearly the same as another article is named.
    """
    from annotate.readers import cores

    with click.progressbar(length=1, label="Reading", file=sys.stderr, hidden=True) as bar:

        def progress(done: int, total: int) -> None:
            bar.length, bar.hidden = total, total <= _FEW or not sys.stderr.isatty()
            bar.update(done - bar.pos)

        report = project.add(paths, jobs=jobs or cores(), progress=progress, **options)
    _print_problems((*report.notices, *report.problems))
    if as_json:
        _print_json(_added_to_json(report))
    else:
        for outcome in report.outcomes:
            if outcome.problem is None and (outcome.what != "unchanged" or len(report.outcomes) <= _FEW):
                click.echo(f"{outcome.what:9} {show(outcome.document)}  {show(outcome.path)}")
        click.echo(", ".join(f"{number:,} {what}" for what, number in report.counts.items()))
    return PROBLEMS if report.problems else FINE


def _added_to_json(report: Added) -> dict[str, Any]:
    from annotate.checks import problem_to_json

    articles = [_outcome_to_json(outcome) for outcome in report.outcomes]
    return {"counts": report.counts, "articles": articles, "notices": [problem_to_json(notice) for notice in report.notices]}


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    from annotate.checks import problem_to_json

    problem = outcome.problem and problem_to_json(outcome.problem)
    return {"path": outcome.path, "what": outcome.what, "document": outcome.document or None, "problem": problem}


@cli.command(epilog="Example: annotate segment raw/harbour-bridge.txt")
@click.argument("files", nargs=-1, required=True, type=_EXISTING_OR_STDIN, metavar="FILE...")
@_kind
@click.option("--color/--no-color", default=None, help="Dim what is not annotated.  [default: on a terminal, unless NO_COLOR]")
@_json
def segment(files: tuple[Path, ...], kind: str | None, color: bool | None, as_json: bool) -> int:
    """Show how articles are understood.

    Their metadata, their blocks with role, offsets and the rule that decided, and their sentences. Nothing is stored, and no
    project is needed; - is standard input. Exits 1 where there are problems.
    """
    from shutil import get_terminal_size

    from annotate.checks import problem_to_json
    from annotate.model import Problem
    from annotate.outline import outline, outline_to_json
    from annotate.project import read_articles
    from annotate.readers import NOTICES

    width = min(get_terminal_size().columns, _WIDEST)
    documents: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for _, articles in read_articles(files, kind=kind):
        for article in articles:
            if isinstance(article, Problem):
                problems.append(article)
                _print_problems([article])
            elif as_json:
                documents.append(outline_to_json(article))
            else:
                click.echo("\n".join([*outline(article, width), ""]), color=color)
    if as_json:
        _print_json({"documents": documents, "problems": [problem_to_json(problem) for problem in problems]})
    return PROBLEMS if any(problem.code not in NOTICES for problem in problems) else FINE


# -- labelling ------------------------------------------------------------------------------------------------------------


def _login_name() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return ""


@cli.command(epilog="Example: annotate label harbour-bridge --annotator mk")
@click.argument("document", required=False, shell_complete=_complete_document)
@click.option("--annotator", metavar="NAME", default=_login_name, help="Who labels.  [default: your login name]")
@click.option(
    "--profile", type=click.Choice(["quick", "full"]), default="quick", help="Which questions are asked.  [default: quick]"
)
@click.option("--relabel", is_flag=True, help="Open a finished article again, at its first sentence.")
@click.option("--suggest", "suggestions", is_flag=True, help="Offer what rules propose; each is accepted or rejected.")
@click.option("--plain", is_flag=True, help="Speak in lines, for screen readers; ACCESSIBLE=1 does the same.")
@click.option("--script", type=_EXISTING_OR_STDIN, metavar="FILE", help="Carry out a script (- is standard input), print JSON.")
@click.option("--record", type=click.Path(path_type=Path), metavar="FILE", help="Write a script of this session.")
@_in_project
def label(project: Project, /, document: str | None, plain: bool, script: Path | None, **options: Any) -> None:
    """Label claims, sources and stances at the prompt.

    Opens DOCUMENT, or the article begun last, where you stopped. Every decision is saved at once. Where nothing was read yet,
    raw/ is read first.
    """
    run = _front_end(plain, script)
    _ = project.schema  # a broken one is told before anything is read
    _read_raw_first(project)
    from annotate.sessions import label  # the prompt and the store, 40 ms

    left = label(project, run, document=document, **options)
    for line in _farewell(left):
        click.echo(line, err=script is not None)


def _read_raw_first(project: Project) -> None:
    if project.started and project.documents():
        return
    from annotate.readers import cores

    report = project.add(jobs=cores())
    _print_problems((*report.notices, *report.problems))
    click.echo(f"Read raw/: {', '.join(f'{number:,} {what}' for what, number in report.counts.items())}", err=True)


def _front_end(plain: bool, script: Path | None) -> Front:
    """The front end that fits. Raises click.UsageError where there is neither a terminal nor a script."""
    from annotate.sessions import front_end

    if script is not None:
        return partial(_run_script, script)
    size = os.get_terminal_size(1) if sys.stdout.isatty() else os.terminal_size((80, 24))
    fits = front_end(
        stdin=sys.stdin.isatty(),
        stdout=sys.stdout.isatty(),
        term=os.environ.get("TERM", ""),
        size=(size.columns, size.lines),
        plain=plain or os.environ.get("ACCESSIBLE", "") not in ("", "0"),
    )
    if fits is None:
        raise click.UsageError("standard input is no terminal: use --script FILE, or see `annotate demo`, which needs none.")
    if fits == "tui":
        from annotate.prompt import tui

        return partial(tui.run, color=not os.environ.get("NO_COLOR"))
    from annotate.prompt import line

    return partial(line.run, read=_read_line, write=click.echo)


def _run_script(script: Path, labelling: Labelling) -> None:
    from annotate.prompt import script as script_front_end

    with click.open_file(script, encoding="utf-8", errors="replace") as lines:
        script_front_end.run(labelling, lines, str(script), click.echo)


def _read_line(prompt: str) -> str:
    """One line from the person, with the terminal's own editing; the prompt never goes into a pipe."""
    if sys.stdout.isatty():
        with suppress(ImportError):  # not everywhere
            import readline  # noqa: F401 - importing it gives input() its editing
        return input(prompt)
    click.echo(prompt, nl=False, err=True)
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line


def _farewell(left: Left) -> Iterator[str]:
    yield f"{show(left.document)}: {left.done} of {_counted(left.sentences, 'sentence')} done; everything is saved."
    if left.next == left.document:
        yield f"Next: annotate label {show(left.document)} goes on where you stopped."
    elif left.next:
        yield f"Next: annotate label {show(left.next)}"
    else:
        yield "Next: annotate check, then annotate export."


@cli.command(epilog="Example: annotate suggest harbour-bridge --json")
@_document
@_json
@_in_project
def suggest(project: Project, /, document: str, as_json: bool) -> None:
    """Show what rules propose for an article.

    Claims, who says them, their stance and cue, and the rule. Nothing is stored; `annotate label --suggest` offers them.
    """
    from annotate.sessions import suggested

    article = project.document(document)
    proposed = suggested(article)
    if as_json:
        from dataclasses import asdict

        _print_json({sentence: [asdict(suggestion) for suggestion in offered] for sentence, offered in proposed.items()})
        return
    for number, sentence in enumerate(article.sentences, 1):
        for suggestion in proposed.get(sentence.id, ()):
            for line in _suggestion_lines(number, suggestion):
                click.echo(show(line))


def _suggestion_lines(number: int, suggestion: Suggestion) -> Iterator[str]:
    who = suggestion.source.name if suggestion.source else "author"
    cue = f', cue "{suggestion.cue.text}"' if suggestion.cue else ""
    yield f"{number:>4}  {who}: {suggestion.label}{cue}  ({suggestion.rule})"
    yield f"      {' … '.join(' '.join(span.text.split()) for span in suggestion.spans)}"


@cli.command(epilog="Example: annotate mend harbour-bridge split 3 18")
@_document
@click.argument("what", type=click.Choice(["split", "merge", "role"]))
@click.argument("number", type=int)
@click.argument("value", required=False, metavar="[WORD|KIND]")
@click.option("--annotator", metavar="NAME", default=_login_name, help="Who mends it.  [default: your login name]")
@_in_project
def mend(project: Project, /, document: str, what: str, number: int, value: str | None, annotator: str) -> None:
    """Mend how an article was understood.

    Splits sentence NUMBER before WORD, merges it with the next, or gives block NUMBER another KIND. `annotate segment` shows the
    numbers. The text stays; labels move along, or it is refused. At the prompt: S, M, R.
    """
    from annotate.sessions import mend

    mended = mend(project, document, what, number, value, annotator=annotator)
    click.echo(f"Mended {show(mended.id)}: {_counted(len(mended.sentences), 'sentence')} now.")


@cli.command(epilog="Example: annotate demo")
def demo() -> None:
    """The whole road, played on a sample article.

    Adds it to a throw-away project, labels it by a recorded session, checks, exports and loads the dataset. Your own project is
    not touched.
    """
    from annotate.demo import play

    play(click.echo)


# -- out of the project ---------------------------------------------------------------------------------------------------


@cli.command(epilog="Example: annotate check from-elsewhere.jsonl --json")
@click.argument("files", nargs=-1, type=_EXISTING_OR_STDIN, metavar="[FILE]...")
@_json
@_in_project
def check(project: Project, files: tuple[Path, ...], as_json: bool) -> int:
    """Validate the labels.

    Those stored here, or annotation files (JSONL) from elsewhere; - is standard input. Exits 1 where there are problems.
    """
    from annotate.checks import problem_to_json, summarize

    checked = project.check(files)
    if as_json:
        problems = [problem_to_json(problem) for problem in checked.problems]
        _print_json({"documents": checked.documents, "revisions": checked.revisions, "problems": problems})
    else:
        _print_problems(checked.problems, err=False)
        amount = f"{_counted(checked.revisions, 'decision')} on {_counted(checked.documents, 'document')}"
        click.echo(f"Checked {amount}: {summarize(checked.problems)}.")
    return PROBLEMS if checked.problems else FINE


@cli.command(epilog="Example: annotate export --name 'Bridge news' --license cc-by-4.0")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--name", help="What the dataset is called.")
@click.option("--license", metavar="ID", help="A license identifier of the Hub, as cc-by-4.0.  [default: other]")
@click.option("--without-text", is_flag=True, default=None, help="Leave out what quotes articles: texts, titles, names, notes.")
@click.option(
    "--partial/--finished", default=None, help="Articles labelled in part too, or finished ones only.  [default: partial]"
)
@click.option("--seed", type=int, help="Divides the articles in another way.  [default: 0]")
@click.option("--validation", type=float, metavar="FRACTION", help="Of the articles.  [default: 0.1]")
@click.option("--test", type=float, metavar="FRACTION", help="Of the articles.  [default: 0.1]")
@click.option("--gold", metavar="NAME", help="The annotator whose decisions are gold.  [default: the majority's]")
@click.option("--names", is_flag=True, default=None, help="Keep annotators' names; without it they are annotator_1, ...")
@_json
@_in_project
def export(project: Project, /, directory: Path | None, as_json: bool, **choices: Any) -> None:
    """Write the Hugging Face dataset.

    Into DIR, by default output/dataset. It is read back before success is reported. Exits 1 where what would be exported has
    problems, and then writes nothing.
    """
    from annotate.dataset import ExportOptions

    done = project.export(directory, ExportOptions(**{name: value for name, value in choices.items() if value is not None}))
    if as_json:
        from dataclasses import asdict

        _print_json(asdict(done))
        return
    for line in _export_lines(done):
        click.echo(line)


def _export_lines(done: Export) -> Iterator[str]:
    path = show(str(done.path))
    counts = {"document": done.documents, "claim": done.claims, "source": done.sources, "stance": done.stances}
    yield f"Exported {', '.join(_counted(number, noun) for noun, number in counts.items())} to {path}"
    yield f"  of all sentences {_listed(done.sentences)}"
    for config, splits in done.configs.items():
        yield f"  {config:12} {_listed(splits)}"
    if done.ties:
        yield f"  {_counted(done.ties, 'sentence')} without gold: the annotators do not agree"
    if done.missing:
        yield f"  answers missing: {_listed(done.missing)}"
    for reason, number in done.left_out.items():
        yield f"  left out: {show(reason)}: {number:,}"
    for name, pseudonym in done.pseudonyms.items():
        if name != pseudonym:
            yield f"  {show(name)} is {pseudonym}; this is written nowhere"
    yield f"Load it: datasets.load_dataset({show(repr(str(done.path)))}, {next(iter(done.configs))!r})"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {show(what)}" for what, number in counts.items())


# -- looking --------------------------------------------------------------------------------------------------------------


@cli.command("show", epilog="Example: annotate show harbour-bridge --annotator mk")
@_document
@_annotator
@click.option("--all", "folded", is_flag=True, help="The page's own furniture, too.")
@click.option("--color/--no-color", default=None, help="Colour beside the marks.  [default: on a terminal, unless NO_COLOR]")
@_json
@_in_project
def show_document(
    project: Project, document: str, annotator: str | None, folded: bool, color: bool | None, as_json: bool
) -> None:
    """Show an article with its labels.

    The marks are [C1 claim C1], <source> and {cue}; colour only adds to them.
    """
    from shutil import get_terminal_size

    from annotate.page import page, page_to_json

    article, revisions = project.document(document), list(project.current(document, annotator))
    if as_json:
        _print_json(page_to_json(article, revisions))
        return
    for line in page(article, revisions, min(get_terminal_size().columns, _WIDEST), folded=folded):
        click.echo(line, color=color)


@cli.command(epilog="Example: annotate log harbour-bridge")
@_document
@_annotator
@_json
@_in_project
def log(project: Project, document: str, annotator: str | None, as_json: bool) -> None:
    """Say who decided what, when."""
    from annotate.model import revision_to_json

    numbers = {sentence.id: number for number, sentence in enumerate(project.document(document).sentences, 1)}
    revisions = sorted(project.revisions(document, annotator), key=lambda r: (r.created, r.annotator, numbers.get(r.sentence, 0)))
    if as_json:
        _print_json([revision_to_json(revision) for revision in revisions])
        return
    for line in _log_lines(revisions, numbers):
        click.echo(show(line))


def _log_lines(revisions: Iterable[Revision], numbers: Mapping[str, int]) -> Iterator[str]:
    from annotate.changes import changes

    latest: dict[tuple[str, str], Annotation | None] = {}
    for revision in revisions:
        key = (revision.sentence, revision.annotator)
        what = "; ".join(changes(latest.get(key), revision.annotation)) or "nothing changed"
        latest[key] = revision.annotation
        where = f"sentence {numbers[revision.sentence]}" if revision.sentence in numbers else revision.sentence
        action = "" if revision.action == "edit" else f"{revision.action}: "
        yield f"{revision.created[:19].replace('T', ' ')}  {revision.annotator}  {where}  {action}{what}"


# -- to and from other places ---------------------------------------------------------------------------------------------


@cli.command(epilog="Example: annotate dump labels.jsonl && git add labels.jsonl")
@click.argument("file", required=False, type=_EXISTING_OR_STDIN, metavar="[FILE]")
@click.option("--document", metavar="ID", shell_complete=_complete_document, help="Only the decisions on this document.")
@_annotator
@_in_project
def dump(project: Project, file: Path | None, document: str | None, annotator: str | None) -> None:
    """Write every decision as JSONL.

    To FILE or standard output, one decision a line, sorted: the same decisions give the same bytes, ready for git.
    """
    if file is not None and str(file) != "-":
        number = project.dump_to(file, document, annotator)
        click.echo(f"Wrote {_counted(number, 'decision')} to {show(str(file))}")
        return
    sys.stdout.buffer.writelines(project.dump(document, annotator))
    sys.stdout.flush()  # here and not when Python ends, so that a closed pipe is met where it is expected


@cli.command(epilog="Example: annotate load labels.jsonl")
@click.argument("files", nargs=-1, required=True, type=_EXISTING_OR_STDIN, metavar="FILE...")
@_json
@_in_project
def load(project: Project, files: tuple[Path, ...], as_json: bool) -> None:
    """Merge dumps into the project.

    All of them, or nothing where a record does not validate; - is standard input. What is here already stays as it is.
    """
    loaded = project.load(files)
    if as_json:
        _print_json({"new": loaded.new, "known": loaded.known})
        return
    click.echo(f"Loaded {_counted(loaded.new, 'new decision')}; {loaded.known:,} were here already.")


def _print_bug(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    from traceback import format_exception

    sys.stderr.write(show("".join(format_exception(kind, error, trace)), lines=True))


def main() -> None:
    """The console script."""
    sys.excepthook = _print_bug  # a message may quote what others wrote
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter is no reason to stop
    cli.main(prog_name="annotate")
