"""Links between claims of different articles: ``annotate link``."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from annotate.cli.names import annotator_name
from annotate.cli.options import DEFAULT_NAME, EXISTING_OR_STDIN, in_project, json_option
from annotate.cli.output import counted, indented, line_width, print_json, progress_bar
from annotate.errors import ProjectError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.linking.closure import LinkConflict
    from annotate.linking.session import Question
    from annotate.model.claim_list import ListedClaim
    from annotate.model.links import Relation
    from annotate.project import Project
    from annotate.project.link_audit import LinkAudit
    from annotate.project.linking import LinkAdjudication, Linking

_RELATIONS: dict[str, Relation] = {
    "s": "same",
    "c": "contradicts",
    "e": "entails",
    "E": "entailed",
    "r": "related",
    "n": "unrelated",
    "?": "unclear",
}
_LEGEND = "s same · c contradicts · e A entails B · E B entails A · r related · n unrelated"
_OTHERS = "? unclear · Space skip · u undo · N note · h help · q quit"
_HELP = """\
s same: nothing could make one true and the other false
c contradicts: both cannot be true
e A entails B: if A is true, B is true; E is the reverse
r related: about the same thing, and none of these
n unrelated: about different things
? unclear: the sentences do not say enough to decide
What follows from answers is not asked again: if A is the same as B and B as C, A is the same as C."""


@click.command(epilog="Example: annotate link --annotator ada")
@click.option("--annotator", metavar="NAME", help=f"Who decides.  {DEFAULT_NAME}")
@click.option("--seed", type=click.IntRange(0), default=0, metavar="N", help="Random seed of the drawn pairs.  [default: 0]")
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Also find candidates by their meaning, with the model.onnx and tokenizer.json in DIR; needs the extra semantic.",
)
@click.option("--adjudicate", is_flag=True, help="Ask about the pairs that annotators decided differently; your answer counts.")
@click.option("--audit", type=click.IntRange(1), metavar="N", help="Look for missed links of N claims drawn at random.")
@click.option("--list", "as_list", is_flag=True, help="Show what was found, and ask nothing.")
@click.option(
    "--script",
    type=EXISTING_OR_STDIN,
    metavar="FILE",
    help="Read the keys from FILE (- is standard input), for --audit lines; # begins a comment.",
)
@json_option
@in_project
def link(
    project: Project,
    /,
    annotator: str | None,
    seed: int,
    model: Path | None,
    adjudicate: bool,
    audit: int | None,
    as_list: bool,
    script: Path | None,
    as_json: bool,
) -> None:
    """Link claims that say the same, or contradict each other.

    Asks about pairs of gold claims from different articles, one key each: similar ones first, with some drawn at random among
    them, so that the dataset can be weighted. Answers are saved at once. What follows from them is not asked again; before two
    groups are joined, a second question checks it; answers that contradict each other are asked again. If `annotate assign` gave
    the articles to named annotators, each of them has a share of the pairs, and some pairs are given to two.

    With --audit, shows claims drawn at random, each with many candidates and a search, to mark the links that were missed, and
    tells how many of the matches had been found. With --list, shows the claims that say the same, the other relations,
    conflicts, how far annotators agree, and the audit.
    """
    if adjudicate and audit is not None:
        raise click.UsageError("--adjudicate and --audit are two sessions; choose one.")
    if adjudicate and model is not None:
        raise click.UsageError("--model finds candidates, and --adjudicate asks about pairs that were decided; leave one out.")
    if as_list or as_json:
        from annotate.cli.link_list import link_lines, links_to_json

        found = project.links()
        if as_json:
            print_json(links_to_json(found))
        else:
            for line in link_lines(found):
                click.echo(line)
        return
    read = _keys(script) if audit is None else _answers(script)
    name = annotator_name(project, annotator, "--annotator", ask=script is None)
    project.require_name(name, "--annotator")
    if adjudicate:
        with project.adjudicating_links(name) as adjudication:
            _ask(adjudication, read)
        return
    with progress_bar("Comparing claims") as progress:
        if audit is not None:
            with project.auditing_links(name, audit, seed, progress, model) as auditing:
                progress(1, 1)
                _audit(auditing, read)
        else:
            with project.linking(name, seed, progress, model) as linking:
                progress(1, 1)
                _ask(linking, read)


def _keys(script: Path | None) -> Callable[[], str]:
    """Return a function that reads one key, an empty text at the end of a script."""
    if script is not None:
        keys = iter([key for line in _script_lines(script) for key in line.partition("#")[0].rstrip()])
        return lambda: next(keys, "")
    _require_terminal("keys")
    return click.getchar


def _answers(script: Path | None) -> Callable[[], str]:
    """Return a function that reads one line, ``q`` at the end of a script."""
    if script is not None:
        said = (line.partition("#")[0] for line in _script_lines(script) if not line.lstrip().startswith("#"))
        return lambda: next(said, "q")
    _require_terminal("lines")

    def ask() -> str:
        answer: str = click.prompt(">", default="", show_default=False, prompt_suffix=" ")
        return answer

    return ask


def _script_lines(script: Path) -> list[str]:
    try:
        text = sys.stdin.read() if str(script) == "-" else script.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ProjectError(f"{script} cannot be read ({error.strerror}); name another file.") from None
    return text.splitlines()


def _require_terminal(content: str) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(f"this needs a terminal: use --script FILE, a file of {content}.")


def _ask(session: Linking | LinkAdjudication, read: Callable[[], str]) -> None:
    """Ask until there is nothing left, or until the person quits."""
    from datetime import UTC, datetime
    from time import monotonic

    if session.stale:
        click.echo(f"{counted(session.stale, 'link')} of claims that were changed or removed: not counted.")
    note, message, told = "", "", False
    while (shown := _shown(session)) is not None:
        if shown.runs_dry and not told:
            message, told = "Few of the last pairs were the same: there is little left to find. q stops here.", True
        for line in _screen(session, shown, message, note):
            click.echo(line)
        message, started = "", monotonic()
        key = read()
        if key in ("", "q", "Q", "\x03", "\x04"):
            break
        if key in _RELATIONS:
            relation = _RELATIONS[key]
            session.answer(relation, datetime.now(UTC), min(monotonic() - started, _IDLE), note)
            note, message = "", f"Saved: {_WORDS[relation]}. u to undo."
        elif key == " ":
            session.skip()
            message = "Skipped in this session."
        elif key == "u":
            undone = session.undo(datetime.now(UTC))
            message = "Undone." if undone else "There is nothing to undo."
        elif key == "N":
            written = click.prompt("Note, then Enter", default=note, show_default=bool(note))
            if "\x1b" in written:
                message = "Esc: the note is unchanged."
            else:
                note = written.strip()
        elif key == "h":
            message = _HELP
        else:
            message = f"{'Enter' if key == chr(13) else show(key)} does nothing here (h for help)."
    else:
        click.echo("No pair is left to ask about.")
    click.echo(f"{counted(session.decided, 'decision')} on pairs, all saved. See them: annotate link --list")


class _Shown(NamedTuple):
    """A pair to show: its claims, why it is asked, and how many follow."""

    pair: tuple[str, str]
    reasons: tuple[str, ...]
    left: str
    runs_dry: bool = False


def _shown(session: Linking | LinkAdjudication) -> _Shown | None:
    """Return what to show of the present question, None if there is none."""
    from annotate.project.linking import Linking

    if isinstance(session, Linking):
        question = session.session.question()
        if question is None:
            return None
        left = f"at most {session.session.left:,} to go"
        return _Shown(question.pair, tuple(_conflict(session, question)), left, session.session.runs_dry)
    pair = session.question()
    if pair is None:
        return None
    votes = "; ".join(f"{name}: {_WORDS[relation]}" for name, relation in sorted(pair.votes.items()))
    return _Shown(pair.pair, (f"Annotators differ. {votes}.",), f"{session.left:,} more to settle")


def _conflict(linking: Linking, question: Question) -> Iterator[str]:
    if question.conflict is not None:
        now = linking.session.decided(question)
        yield f"Asked again, since answers contradict each other. So far: {_WORDS[now] if now else 'open'}."
        yield _explained(linking, question.conflict)


# -- the audit -----------------------------------------------------------------------------------------------------------


_AUDIT = "Numbers of all that say the same, then Enter; Enter alone if none does. /WORDS searches, s puts it off, q quits."


def _audit(session: LinkAudit, read: Callable[[], str]) -> None:
    """Show claims drawn at random, each with candidates, until enough were audited, or until the person quits."""
    from datetime import UTC, datetime
    from time import monotonic

    from annotate.cli.link_list import recall_words

    while (key := session.question()) is not None:
        shown, marked, started = session.pool(key), list[str](), monotonic()
        for line in _audited(session, key, shown):
            click.echo(line)
        while True:
            answer = read().strip()
            if answer.startswith("/"):
                found = [other for other in session.search(key, answer[1:]) if other not in shown]
                for line in _candidates(session, found, len(shown)):
                    click.echo(line)
                click.echo(f"{counted(len(found), 'more claim')} found.")
                shown += found
                continue
            if answer in ("q", "Q", "s"):
                break
            chosen = _numbers(answer, len(shown))
            if chosen is None:
                for line in indented(0, _refused(answer, len(shown))):
                    click.echo(line)
                continue
            marked += (shown[number - 1] for number in chosen)
            spent = min(monotonic() - started, _IDLE)
            session.finish(key, shown, marked, datetime.now(UTC), spent)
            click.echo(f"Saved: {counted(len(set(marked)), 'missed link')}.")
            break
        if answer == "s":
            session.skip()
        elif answer in ("q", "Q"):
            break
    for line in indented(0, recall_words(session.recall())):
        click.echo(line)


def _refused(answer: str, most: int) -> str:
    """Return why an answer was not understood, and what can be said."""
    known = f"give numbers from 1 to {most}" if most else "no claim has a number yet"
    return f"{answer}: {known}. {_AUDIT}"


def _audited(session: LinkAudit, key: str, shown: Sequence[str]) -> Iterator[str]:
    yield ""
    yield "-" * line_width()
    yield f"{session.audited:,} of {session.wanted:,} audited"
    yield from _claim_lines("A", session.claim(key))
    for other in session.linked(key):
        yield from indented(5, session.claim(other).text, first="  =  ")
    yield from _candidates(session, shown, 0)
    if not shown:
        yield "There is no candidate; /WORDS searches."
    yield from indented(0, _AUDIT)


def _candidates(session: LinkAudit, shown: Sequence[str], before: int) -> Iterator[str]:
    for number, key in enumerate(shown, before + 1):
        claim = session.claim(key)
        published = claim.document.published and claim.document.published[:10]
        where = ", ".join(filter(None, (claim.document.id, published)))
        yield from indented(5, f"{claim.text}  ({where})", first=f"{number:>3}  ")


def _numbers(answer: str, most: int) -> list[int] | None:
    """Return the numbers in an answer, from 1 to `most`; None if it has anything else."""
    words = re.split(r"[\s,]+", answer.strip()) if answer.strip() else []
    if not all(word.isascii() and word.isdigit() and 1 <= int(word) <= most for word in words):
        return None
    return [int(word) for word in words]


_IDLE = 120.0
"""Seconds after which somebody is no longer thinking about a pair."""

_WORDS = {
    "same": "the same",
    "contradicts": "they contradict each other",
    "entails": "A entails B",
    "entailed": "B entails A",
    "related": "related",
    "unrelated": "unrelated",
    "unclear": "unclear",
}


def _screen(session: Linking | LinkAdjudication, shown: _Shown, message: str, note: str) -> Iterator[str]:
    """Yield the lines that show a pair of claims."""
    yield ""
    yield "-" * line_width()
    for reason in shown.reasons:
        yield from indented(0, reason)
    yield f"{counted(session.decided, 'decision')}, {shown.left}"
    for letter, key in zip("AB", shown.pair, strict=True):
        yield ""
        yield from _claim_lines(letter, session.claim(key))
    yield ""
    if numbers := _different_numbers(*(session.claim(key).text for key in shown.pair)):
        yield numbers
    if note:
        yield from indented(0, f"note: {note}")
    if message:
        for line in message.splitlines():
            yield from indented(0, line)
    yield from indented(0, _LEGEND)
    yield from indented(0, _OTHERS)


def _explained(linking: Linking, conflict: LinkConflict) -> str:
    """Return the chain of decisions that contradict each other, as a sentence."""

    def quoted(key: str) -> str:
        return f"“{linking.claim(key).text}” ({key})"

    chain = "; ".join(f"{quoted(d.first)} {d.relation} {quoted(d.second)}" for d in conflict.because)
    first, second, relation, _ = conflict.decision
    return f"You said: {quoted(first)} {relation} {quoted(second)}. But {conflict.implied} follows from: {chain}."


def _claim_lines(letter: str, claim: ListedClaim) -> Iterator[str]:
    from annotate.model.claim_list import position_words

    document = claim.document
    published = document.published and document.published[:10]
    where = " · ".join(filter(None, (document.title or document.id, published, f"sentence {claim.number}")))
    yield from indented(3, where, first=f"{letter}  ")
    yield from indented(3, _marked(claim))
    if positions := position_words(claim.positions):
        yield from indented(3, positions)


def _different_numbers(first: str, second: str) -> str:
    """Return the numbers of two claims as a remark if both have some and share none."""
    one, other = (list(dict.fromkeys(re.findall(r"\d+(?:[.,]\d+)*", text))) for text in (first, second))
    if not one or not other or set(one) & set(other):
        return ""
    return f"Their numbers differ: {', '.join(one)} / {', '.join(other)}"


def _marked(claim: ListedClaim) -> str:
    """Return the sentence of a claim with its pieces in brackets."""
    text, parts, end = claim.document.text, [], claim.sentence.start
    for span in claim.claim.spans:
        parts += [text[end : span.start], "[", text[span.start : span.end], "]"]
        end = span.end
    return "".join((*parts, text[end : claim.sentence.end]))
