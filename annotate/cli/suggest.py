"""Suggestions: ``annotate suggest`` shows them, and asks a language model for more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from annotate.cli.group import FINE, PROBLEMS
from annotate.cli.options import complete_document, in_project, json_option, names_in
from annotate.cli.output import FEW, counted, print_json, progress_bar
from annotate.cli.streams import at_terminal
from annotate.errors import AnnotateError
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.model import Suggestion
    from annotate.project import Project
    from annotate.project.llm_client import Endpoint, LanguageModel
    from annotate.project.llm_suggestions import LanguageModelPlan, LanguageModelResult
    from annotate.suggestions.llm.reading import Lost

Api = Literal["openai", "anthropic"]
Price = tuple[float, float]

_LOST: dict[Lost, tuple[str, str]] = {
    "quote": ("claim", "whose words are not in the article"),
    "source": ("claim", "whose source is not in the article"),
    "cue": ("cue", "whose words are not in the sentence"),
    "answer": ("answer", "that the scheme does not have"),
    "item": ("item", "that is not a claim"),
}


def _price(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Price | None:
    if value is None:
        return None
    try:
        first, second = (float(part) for part in value.split("/"))
        if not 0 <= first < 1e6 or not 0 <= second < 1e6:
            raise ValueError
    except ValueError:
        raise click.BadParameter(
            "write the prices of a million tokens sent and a million received, such as 0.15/0.60", ctx, parameter
        ) from None
    return first, second


@click.command(epilog="Example: annotate suggest --llm http://localhost:11434/v1 --model qwen2.5:14b")
@click.argument("document", required=False, shell_complete=complete_document)
@click.option("--llm", metavar="URL", help="Ask the language model at this address for suggestions, and store them.")
@click.option("--model", metavar="NAME", help="The model's name at that server.")
@click.option(
    "--api",
    type=click.Choice(get_args(Api)),
    help="The server's API: openai, which Ollama, vLLM and llama.cpp also offer, or anthropic.  [default: by address]",
)
@click.option(
    "--documents",
    multiple=True,
    metavar="DOCS",
    help="Ask about these documents only, separated by commas.  [default: all that nobody has finished]",
)
@click.option("--budget", type=click.IntRange(0), metavar="N", help="Send nothing that could use more than N tokens in all.")
@click.option(
    "--price", callback=_price, metavar="IN/OUT", help="Prices of a million tokens sent and a million received, to show the cost."
)
@click.option(
    "--rate",
    type=click.FloatRange(0, 6000, min_open=True),
    default=60.0,
    metavar="N",
    help="Send at most N requests a minute.  [default: 60]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=300.0,
    metavar="SECONDS",
    help="Wait this long for an answer.  [default: 300]",
)
@click.option("--dry-run", is_flag=True, help="Print the first prompt and the numbers; send nothing.")
@click.option("--yes", is_flag=True, help="Send without asking first.")
@json_option
@in_project
def suggest(
    project: Project,
    /,
    document: str | None,
    llm: str | None,
    model: str | None,
    api: Api | None,
    documents: tuple[str, ...],
    budget: int | None,
    price: Price | None,
    rate: float,
    timeout: float,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> int | None:
    """Show the suggestions for an article, or ask a model for some.

    Shows each claim with its source, stance and cue, and the rule, or the program whose suggestions were imported, `llm/...` for
    a language model, or `model/...` if it is learned from the project's labels (see `annotate train`). Nothing is stored;
    `annotate label` offers the same suggestions.

    With --llm, the text of the articles that nobody has finished is sent to that address, with the scheme and some of your
    labels as examples, and what comes back is stored as suggestions. Nothing is sent otherwise. The key is read from
    ANNOTATE_LLM_KEY; for the servers of OpenAI and Anthropic, OPENAI_API_KEY and ANTHROPIC_API_KEY are read as well. See
    `annotate guide language-models`.
    """
    if llm is None:
        if any((model, api, documents, dry_run, yes, budget is not None)):
            raise click.UsageError("these options are for a language model; give the address of its server with --llm URL.")
        if document is None:
            raise click.UsageError("Missing argument 'DOCUMENT'.")
        _show(project, document, as_json=as_json)
        return FINE
    if not model:
        raise click.UsageError("--llm needs --model NAME: a model that the server has.")
    from annotate.project.llm_client import LanguageModel, endpoint

    chosen = endpoint(llm, model, os.environ, api)
    prepared = project.prepare_language_model(chosen.model, documents=(*([document] if document else []), *names_in(documents)))
    if dry_run:
        _print_dry_run(chosen, prepared, price, as_json=as_json)
        return FINE
    for line in _plan_lines(chosen, prepared, price):
        click.echo(show(line), err=True)
    if not prepared.articles:
        return FINE
    with LanguageModel(chosen, timeout=timeout, per_minute=rate) as client:
        if prepared.new:
            _confirm(yes)
            client.require_safe_address()
        return _ask(project, chosen, prepared, client, budget, price, as_json=as_json)


def _confirm(yes: bool) -> None:
    if yes:
        return
    if not at_terminal():
        raise click.UsageError("Give --yes to send it.")
    if not click.confirm("Send it?", err=True):
        raise AnnotateError("nothing was sent")


def _ask(
    project: Project,
    chosen: Endpoint,
    prepared: LanguageModelPlan,
    client: LanguageModel,
    budget: int | None,
    price: Price | None,
    *,
    as_json: bool,
) -> int:
    from annotate.project.llm_suggestions import LanguageModelResult

    result = LanguageModelResult()
    try:
        with progress_bar("Asking") as progress:
            project.ask_language_model(prepared, client, result, budget=budget, progress=progress)
    finally:  # what is done is stored, and shown, also if the server stops answering or somebody presses Ctrl-C
        if as_json:
            print_json(_result_to_json(chosen, result))
        else:
            for line in _result_lines(chosen, result, price):
                click.echo(show(line))
    return PROBLEMS if result.failed else FINE


def _plan_lines(chosen: Endpoint, prepared: LanguageModelPlan, price: Price | None) -> Iterator[str]:
    left_out = [
        *([f"{counted(prepared.finished, 'article')} finished"] if prepared.finished else []),
        *([f"{prepared.asked_before:,} asked about before"] if prepared.asked_before else []),
    ]
    without = f" Left out: {', '.join(left_out)}; use --documents to choose articles." if left_out else ""
    if not prepared.articles:
        yield f"There is no article to ask {chosen.model} about.{without}"
        return
    what = f"{counted(len(prepared.articles), 'article')} ({counted(prepared.sentences, 'sentence')})"
    kept = f"; {counted(len(prepared.kept), 'answer')} kept from before" if prepared.kept else ""
    yield f"{chosen.model} at {chosen.url}: {what} in {counted(len(prepared.new), 'request')}{kept}.{without}"
    if prepared.new:
        sent, received = prepared.tokens
        cost = f", {_cost(price, sent, received)} at most" if price else ""
        examples = f", with the label scheme and {counted(prepared.examples, 'labelled sentence')} as examples"
        yield f"Their text is sent there{examples}: about {sent:,} tokens, and at most {received:,} back{cost}."


def _cost(price: Price | None, sent: int, received: int) -> str:
    return f"{(price[0] * sent + price[1] * received) / 1e6:,.2f}" if price else ""


def _print_dry_run(chosen: Endpoint, prepared: LanguageModelPlan, price: Price | None, *, as_json: bool) -> None:
    first = next((request for article in prepared.articles for request in article.requests), None)
    messages = [message._asdict() for message in first.messages] if first else []
    if as_json:
        sent, received = prepared.tokens
        print_json(
            {
                "url": chosen.url,
                "model": chosen.model,
                "documents": [article.document.id for article in prepared.articles],
                "requests": len(prepared.new),
                "kept": len(prepared.kept),
                "tokens_in": sent,
                "tokens_out": received,
                "messages": messages,
                "schema": prepared.schema,
            }
        )
        return
    for message in messages:
        click.echo(f"--- {message['role']}")
        click.echo(show(message["content"], lines=True))
    if messages:
        click.echo("---")
    for line in (*_plan_lines(chosen, prepared, price), "Nothing was sent."):
        click.echo(show(line))


def _result_to_json(chosen: Endpoint, result: LanguageModelResult) -> dict[str, Any]:
    from dataclasses import fields

    values = {field.name: getattr(result, field.name) for field in fields(result)}
    return {"url": chosen.url, "model": chosen.model, **values, "lost": dict(+result.lost)}


def _result_lines(chosen: Endpoint, result: LanguageModelResult, price: Price | None) -> Iterator[str]:
    yield f"{counted(result.articles, 'article')} done: {counted(result.claims, 'claim')} suggested."
    dropped = [f"{counted(number, noun)} {why}" for lost, (noun, why) in _LOST.items() if (number := result.lost[lost])]
    if dropped:
        yield f"Dropped: {'; '.join(dropped)}."
    for document, reason in result.failed[:FEW]:
        yield f"{document}: no usable answer: {reason}."
    if len(result.failed) > FEW:
        yield f"{len(result.failed) - FEW:,} more have no usable answer."
    if result.requests:
        about = "About " if result.estimated else ""
        cost = f"; {_cost(price, result.tokens_in, result.tokens_out)} in all" if price else ""
        used = f"{result.tokens_in:,} tokens sent and {result.tokens_out:,} received"
        yield f"{about}{used} in {counted(result.requests, 'request')}{cost}."
    if result.left:
        why = " The budget does not allow more." if result.out_of_budget else ""
        yield f"{counted(result.left, 'article')} left.{why} Run the same command again to continue."


def _show(project: Project, document: str, *, as_json: bool) -> None:
    from annotate.project.learning import load_model
    from annotate.project.sessions import offers

    article = project.document(document)
    suggestions = offers(project.suggestions, article, load_model(project.output)).suggestions
    if as_json:
        from dataclasses import asdict

        print_json({id: [asdict(suggestion) for suggestion in in_sentence] for id, in_sentence in suggestions.items()})
        return
    if not any(suggestions.values()):
        click.echo(f"No suggestions for {show(article.id)}.", err=True)
    for number, sentence in enumerate(article.sentences, 1):
        for suggestion in suggestions.get(sentence.id, ()):
            for line in _suggestion_lines(number, suggestion):
                click.echo(show(line))


def _suggestion_lines(number: int, suggestion: Suggestion) -> Iterator[str]:
    source = suggestion.source.name if suggestion.source else "author"
    cue = f', cue "{suggestion.cue.text}"' if suggestion.cue else ""
    yield f"{number:>4}  {source}: {suggestion.label}{cue}  ({suggestion.rule})"
    yield f"      {' … '.join(' '.join(span.text.split()) for span in suggestion.spans)}"
