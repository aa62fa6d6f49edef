"""Links between claims of different articles: ``annotate link``."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.names import annotator_name
from annotate.cli.options import DEFAULT_NAME, EXISTING_OR_STDIN, in_project, json_option
from annotate.cli.output import counted, line_width, print_json, progress_bar, wrapped
from annotate.errors import ProjectError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.agreement.intervals import Figure
    from annotate.linking.closure import Decision, LinkConflict
    from annotate.linking.session import Question
    from annotate.model.claim_list import ListedClaim
    from annotate.model.links import Relation
    from annotate.project import Project
    from annotate.project.link_agreement import LinkAgreement, PairAgreement
    from annotate.project.linking import Linking
    from annotate.project.links import LinkedClaims

_RELATIONS: dict[str, Relation] = {
    "s": "same",
    "c": "contradicts",
    "e": "entails",
    "E": "entailed",
    "r": "related",
    "n": "unrelated",
    "?": "unclear",
}
_LEGEND = "s same · c contradicts · e A entails B · E B entails A · r related · n unrelated · ? unclear"
_OTHERS = "Space skip · u undo · N note · h help · q quit"
_HELP = """\
s  same         no possible state of the world makes one true and the other false
c  contradicts  both cannot be true
e  A entails B  if A is true, B is true; E is the reverse
r  related      about the same thing, and none of these
n  unrelated    about different things
?  unclear      it cannot be told from the sentences
What follows from answers is not asked again: if A is the same as B and B as C, A is the same as C."""


@click.command(epilog="Example: annotate link --annotator ada")
@click.option("--annotator", metavar="NAME", help=f"Who decides.  {DEFAULT_NAME}")
@click.option("--seed", type=click.IntRange(0), default=0, metavar="N", help="Random seed of the drawn pairs.  [default: 0]")
@click.option("--list", "as_list", is_flag=True, help="Show what was found, and ask nothing.")
@click.option(
    "--script", type=EXISTING_OR_STDIN, metavar="FILE", help="Read the keys from FILE (- is standard input); # begins a comment."
)
@json_option
@in_project
def link(project: Project, /, annotator: str | None, seed: int, as_list: bool, script: Path | None, as_json: bool) -> None:
    """Link claims that say the same, or contradict each other.

    Asks about pairs of gold claims from different articles, one key each: similar ones first, with some drawn at random among
    them, so that the dataset can be weighted. Answers are saved at once. What follows from them is not asked again; before two
    groups are joined, a second question checks it; answers that contradict each other are asked again.

    With --list, shows the claims that say the same, the other relations, conflicts, and how far annotators agree.
    """
    if as_list or as_json:
        found = project.links()
        if as_json:
            print_json(_to_json(found))
        else:
            for line in _lines(found):
                click.echo(line)
        return
    read = _keys(script)
    name = annotator_name(project, annotator, "--annotator", ask=script is None)
    project.require_name(name, "--annotator")
    with progress_bar("Comparing claims") as progress, project.linking(name, seed, progress) as linking:
        progress(1, 1)
        _ask(linking, read)


def _keys(script: Path | None) -> Callable[[], str]:
    """Return a function that reads one key, an empty text at the end of a script."""
    if script is not None:
        try:
            text = sys.stdin.read() if str(script) == "-" else script.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise ProjectError(f"{script} cannot be read ({error.strerror}); name another file.") from None
        keys = iter([c for line in text.splitlines() for c in line.partition("#")[0].rstrip()])
        return lambda: next(keys, "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("this needs a terminal: use --script FILE, a file of keys.")
    return click.getchar


def _ask(linking: Linking, read: Callable[[], str]) -> None:
    """Ask until there is nothing left, or until the person quits."""
    from datetime import UTC, datetime
    from time import monotonic

    if linking.stale:
        click.echo(f"{counted(linking.stale, 'link')} of claims that were changed or removed: not counted.")
    note, message, told = "", "", False
    while (question := linking.session.question()) is not None:
        if linking.session.runs_dry and not told:
            message, told = "Few of the last pairs were the same: there is little left to find. q stops here.", True
        for line in _screen(linking, question, message, note):
            click.echo(line)
        message, started = "", monotonic()
        key = read()
        if key in ("", "q", "Q", "\x03", "\x04"):
            break
        if key in _RELATIONS:
            relation = _RELATIONS[key]
            linking.answer(relation, datetime.now(UTC), min(monotonic() - started, _IDLE), note)
            note, message = "", f"Saved: {_WORDS[relation]}. u undoes it."
        elif key == " ":
            linking.session.skip()
            message = "Skipped in this session."
        elif key == "u":
            undone = linking.undo(datetime.now(UTC))
            message = "Undone." if undone else "There is nothing to undo."
        elif key == "N":
            note = click.prompt("Note", default=note, show_default=bool(note)).strip()
        elif key == "h":
            message = _HELP
        else:
            message = f"{show(key)} is no key here; h explains the keys."
    else:
        click.echo("No pair is left to ask about.")
    click.echo(f"{counted(linking.decided, 'decision')} on pairs, all saved. See them: annotate link --list")


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


def _screen(linking: Linking, question: Question, message: str, note: str) -> Iterator[str]:
    """Yield the lines that show a pair of claims."""
    yield ""
    yield "-" * line_width()
    counts = f"{counted(linking.decided, 'decision')}, at most {linking.session.left:,} to go"
    if question.conflict is not None:
        now = linking.session.decided(question)
        asked = f"Asked again, since answers contradict each other. So far: {_WORDS[now] if now else 'open'}."
        yield from _wrapped(0, asked)
        yield from _wrapped(0, _explained(linking, question.conflict))
    yield counts
    for letter, key in zip("AB", question.pair, strict=True):
        yield ""
        yield from _claim_lines(letter, linking.claim(key))
    yield ""
    if numbers := _different_numbers(*(linking.claim(key).text for key in question.pair)):
        yield numbers
    if note:
        yield from _wrapped(0, f"note: {note}")
    if message:
        for line in message.splitlines():
            yield from _wrapped(0, line)
    yield from _wrapped(0, _LEGEND)
    yield from _wrapped(0, _OTHERS)


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
    yield from _wrapped(3, where, first=f"{letter}  ")
    yield from _wrapped(3, _marked(claim))
    if positions := position_words(claim.positions):
        yield from _wrapped(3, positions)


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


def _wrapped(indent: int, text: str, first: str = "") -> Iterator[str]:
    """Yield a text in lines; `first` takes the place of the indent of the first."""
    for number, line in enumerate(wrapped(text, indent)):
        yield first + line.lstrip() if first and not number else line


# -- what was found ------------------------------------------------------------------------------------------------------


def _lines(found: LinkedClaims) -> Iterator[str]:
    for cluster, claims in found.clusters.items():
        yield f"{show(cluster)}: {counted(len(claims), 'claim')} that say the same"
        for claim in claims:
            yield from _wrapped(5, f"{claim.text}  {_source(claim)}", first="  =  ")
        yield ""
    for first, second, relation, names in found.relations:
        yield from _wrapped(2, f"{first.text}  {_source(first)}", first="  ")
        yield from _wrapped(5, f"{relation} ({', '.join(names)})", first="  >  ")
        yield from _wrapped(2, f"{second.text}  {_source(second)}", first="  ")
        yield ""
    for name, conflict in found.conflicts:
        chain = ", ".join(map(_worded, conflict.because))
        yield from _wrapped(0, f"Conflict of {name}: {_worded(conflict.decision)}, but {conflict.implied} follows from {chain}")
    for name, counts in found.counts.items():
        yield f"{show(name)}: {', '.join(f'{number:,} {relation}' for relation, number in sorted(counts.items()))}"
    for (one, other), agreement in found.agreement.items():
        for indent, text in _agreement_lines(f"{one} and {other}", agreement):
            yield from _wrapped(indent + 4, text, first=" " * indent)
    if found.open:
        yield f"Annotators differ on {counted(found.open, 'pair')}, which count for nothing: annotate link --adjudicate"
    if found.stale:
        yield f"Not counted: {counted(found.stale, 'link')} of claims that were changed or removed."
    if not found.counts:
        yield "No links yet: annotate link"


def _agreement_lines(names: str, agreement: LinkAgreement) -> Iterator[tuple[int, str]]:
    """Yield an indent and a text for each line of the agreement of two annotators."""
    yield 0, f"{names}: {_on_pairs(agreement.asked)}"
    for relation, on_relation in agreement.by_relation.items():
        yield 2, f"{relation}: {_on_pairs(on_relation)}"
    for stratum, in_stratum in agreement.by_stratum.items():
        yield 2, f"stratum {stratum}: {_on_pairs(in_stratum)}"
    yield (
        2,
        f"clusters: pairwise F1 {_figure(agreement.pairwise)}, B-cubed F1 {_figure(agreement.b_cubed)}, without claims that are "
        f"alone {_figure(agreement.b_cubed_linked)}, adjusted Rand index {_figure(agreement.adjusted_rand)}",
    )


def _on_pairs(agreement: PairAgreement) -> str:
    return f"{counted(agreement.pairs, 'pair')}, {_figure(agreement.raw)} alike, alpha {_figure(agreement.alpha)}"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return "undefined"
    bounds = "" if figure.low is None or figure.high is None else f" ({figure.low:.2f} to {figure.high:.2f})"
    return f"{figure.value:.2f}{bounds}"


def _worded(decision: Decision) -> str:
    return f"{decision.first} {decision.relation} {decision.second}"


def _source(claim: ListedClaim) -> str:
    main = claim.main
    said = f"{main.source.display_name}, {main.stance.label}" if main else ""
    return f"({'; '.join(filter(None, (claim.document.id, said)))})"


def _to_json(found: LinkedClaims) -> dict[str, Any]:
    return {
        "clusters": {id: [_claim_json(claim) for claim in claims] for id, claims in found.clusters.items()},
        "relations": [
            {"first": first.key, "second": second.key, "relation": relation, "annotators": list(names)}
            for first, second, relation, names in found.relations
        ],
        "conflicts": [
            {
                "annotator": name,
                "decision": _decision_json(conflict.decision),
                "implied": conflict.implied,
                "because": [_decision_json(decision) for decision in conflict.because],
            }
            for name, conflict in found.conflicts
        ],
        "decisions": {name: dict(counts) for name, counts in found.counts.items()},
        "strata": {stratum: {"asked": asked, "same": same} for stratum, (asked, same) in found.strata.items()},
        "agreement": [
            {
                "annotators": list(pair),
                "asked": _pairs_json(agreement.asked),
                "by_relation": {name: _pairs_json(on_relation) for name, on_relation in agreement.by_relation.items()},
                "by_stratum": {name: _pairs_json(in_stratum) for name, in_stratum in agreement.by_stratum.items()},
                "pairwise_f1": _figure_json(agreement.pairwise),
                "b_cubed_f1": _figure_json(agreement.b_cubed),
                "b_cubed_f1_without_singletons": _figure_json(agreement.b_cubed_linked),
                "adjusted_rand": _figure_json(agreement.adjusted_rand),
            }
            for pair, agreement in found.agreement.items()
        ],
        "open": found.open,
        "adjudicated": found.settled,
        "stale": found.stale,
    }


def _pairs_json(agreement: PairAgreement) -> dict[str, Any]:
    return {"pairs": agreement.pairs, "raw": _figure_json(agreement.raw), "alpha": _figure_json(agreement.alpha)}


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def _claim_json(claim: ListedClaim) -> dict[str, Any]:
    return {"id": claim.key, "document": claim.document.id, "text": claim.text}


def _decision_json(decision: Decision) -> dict[str, Any]:
    return {"first": decision.first, "second": decision.second, "relation": decision.relation}
