"""The parts of the card about how the dataset came to be: its articles, its annotators, their agreement, its limits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy

from annotate.agreement.agreement import Agreement
from annotate.agreement.report import agreement_table, explanations
from annotate.dataset.card_facts import NOT_STATED, CardFacts
from annotate.dataset.markdown import escaped, table
from annotate.dataset.options import Export, ExportOptions
from annotate.dataset.samples import sampling
from annotate.dataset.splits import Article
from annotate.model.description import NAMES
from annotate.schema import Schema

_NO_LABELS = numpy.zeros(0, dtype=numpy.int64)
_OUTLETS = 15
"""The greatest number of outlets that are listed."""

_MAJORITY = """\
Gold is the adjudicated decision if there is one, otherwise the label of the majority. Claims, sources and stances are then taken
from a single annotator with that label, the one who finished most sentences of the article (`annotator`). Ties have no gold
label."""

_CHOSEN = "Gold is the decision of one annotator, chosen by name. `agreement` and `n_annotators` count all annotators."

_NAMES = "Annotators appear under the names they chose."

_PSEUDONYMS = """\
Annotators appear as `annotator_1`, `annotator_2` and so on, the same in every version; the key is not part of the dataset."""

_PEOPLE = "The articles may name people, and `note` is free text by the annotators."

_DISAGREEMENT = """\
Annotators disagree on what a claim is, on its type and on stances. Look at `agreement` and at the config `annotations` before you
rely on the gold labels."""

_ONE_VIEW = """\
All labels are by one annotator, so how far another person would agree is not known."""

_LEARNED = (
    " A rule in `origins` that is `model/` and a hash is a model that was made of this project's earlier labels; one that is "
    "`llm/` and a name is a language model, which was asked for suggestions and decided nothing."
)

_PREDICTED = """\
Answers to closed questions were predicted by rules, shown, and accepted or edited (changed) by the annotators; manual answers
were given without a prediction. In `origins`, the item of an answer is `c1.type`, and its rule says what was predicted
(`future/1=prediction`)."""

_HOWS = {
    "manual": "manual: entered by hand",
    "accepted": "accepted: a suggestion, unchanged",
    "edited": "edited: a suggestion, changed",
    "import": "import: made in another tool",
    "": "not recorded",
}
_EXPOSURES = {
    "assisted": "suggestions shown (assisted)",
    "blind": "suggestions hidden, for comparison (blind)",
    "": "no suggestions involved, or not recorded",
}
_GROUPS = {
    "assisted": "all annotators saw suggestions",
    "blind": "suggestions were hidden from all",
    "mixed": "some saw suggestions, some did not",
    "suggestions off": "no suggestions were involved",
}


def creation(export: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> str:
    """Return the section on how the dataset was made."""
    return "\n\n".join(
        (
            "## Dataset Creation",
            f"### {_CREATION}\n\n{facts.said('purpose')}",
            *_source_data(facts),
            *_annotations(export, schema, options, facts),
            *_agreement(export, facts),
            "### Personal and Sensitive Information",
            f"{_NAMES if options.names else _PSEUDONYMS} {_PEOPLE}",
            _stated(facts, "privacy"),
        )
    )


def _stated(facts: CardFacts, *names: str) -> str:
    """Return answers of the description, each after its title."""
    return "\n\n".join(f"**{NAMES[name].title}:** {facts.said(name)}" for name in names)


def _source_data(facts: CardFacts) -> Iterator[str]:
    yield "### Source Data"
    yield f"#### {_SOURCES}"
    yield _stated(facts, "sources", "selection", "topics", "rights")
    yield from sampling(facts.samples)
    yield from _selections(facts)
    yield _dates(facts)
    yield from facts.chart("published")
    outlets = _outlets(facts)
    unknown = outlets.pop("", 0)
    if outlets:
        listed = sorted(outlets.items(), key=lambda item: (-item[1], item[0]))
        rows: list[tuple[str, int]] = [(escaped(outlet), number) for outlet, number in listed[:_OUTLETS]]
        if rest := listed[_OUTLETS:]:
            rows.append((f"{len(rest)} others", sum(number for _, number in rest)))
        if unknown:
            rows.append(("without an address", unknown))
        yield table(("outlet (host of the address)", "articles"), rows)
    elif facts.articles:
        yield "The outlets are not known: no article has an address."
    yield f"#### {_PRODUCERS}"
    yield _stated(facts, "varieties")


_CHOSEN_BY = """\
Some articles were chosen to be labelled because an order, such as that of a model's uncertainty, put them first, so they are not
a random sample. Mixed among them are articles drawn at random from all that were open (`chosen_at_random` in `articles`): compute
figures that should hold for all articles on these."""


def _selections(facts: CardFacts) -> Iterator[str]:
    """Yield how articles were chosen to be labelled, if an order chose any."""
    if not facts.selections:
        return
    by_order = Counter((one.order, one.seed, one.random_share) for one in facts.selections)
    at_random = Counter((one.order, one.seed, one.random_share) for one in facts.selections if one.at_random)
    rows: list[tuple[str | int, ...]] = [
        (escaped(order), seed, "not known" if share is None else f"{share:.0%}", number, at_random[order, seed, share])
        for (order, seed, share), number in sorted(by_order.items(), key=str)
    ]
    if others := len(facts.articles) - len(facts.selections):
        rows.append(("none, or not recorded", "", "", others, ""))
    yield _CHOSEN_BY
    yield table(("chosen by", "seed", "share at random", "articles", "of these at random"), rows)


def _outlets(facts: CardFacts) -> Counter[str]:
    """Return the number of articles of each outlet, empty for those without an address."""
    # There are few hosts and many addresses, and taking an address apart is slow.
    hosts = Counter("/".join((article.url or "").split("/", 3)[:3]) for article in facts.articles)
    outlets: Counter[str] = Counter()
    for host, number in hosts.items():
        outlets[Article("", None, host, _NO_LABELS).outlet] += number
    return outlets


def _dates(facts: CardFacts) -> str:
    days = sorted(day for article in facts.articles if (day := article.day))
    without = len(facts.articles) - len(days)
    if not days:
        return "The dates of publication are not known."
    period = f"from {escaped(days[0])} to {escaped(days[-1])}" if days[0] != days[-1] else f"on {escaped(days[0])}"
    return f"The articles were published {period}" + (f"; {without} have no date." if without else ".")


def _annotations(export: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> Iterator[str]:
    yield "### Annotations"
    yield f"#### {_PROCESS}"
    versions = facts.counts.schemas
    made_with = ", ".join(f"{escaped(version)} ({number})" for version, number in sorted(versions.items()))
    yield (
        f"The label scheme is version {escaped(schema.version)}"
        + (f"; annotations by the version they were made with: {made_with}." if made_with else ".")
        + " Decisions were made in, or loaded into, annotate-claims, which can suggest claims, sources and stances: `origins` in "
        "`annotations` records what became of each suggestion, and whether suggestions were shown (assisted) or hidden for "
        "comparison (blind). `seconds` and `keys` record the time and the key presses."
    )
    yield _stated(facts, "guidelines", "training")
    yield from _origins(facts)
    yield _CHOSEN if options.gold is not None else _MAJORITY
    if options.gold is None and export.gold:
        counts = ", ".join(f"{number} {provenance}" for provenance, number in export.gold.items())
        yield f"Sentences by the way their gold was decided: {counts}."
    yield f"#### {_WHO}"
    yield "One annotator took part." if export.annotators == 1 else f"{export.annotators} annotators took part."
    yield _stated(facts, "annotators", "recruitment")


def _origins(facts: CardFacts) -> Iterator[str]:
    """Yield where the items of annotations came from, and what annotators saw."""
    counts = facts.counts
    nouns = [noun for noun in ("claim", "stance") if counts.items[noun]]
    if nouns:
        rows = []
        for how, words in _HOWS.items():
            cells = [_share(_number(counts.origins, counts.items, noun, how), counts.items[noun]) for noun in nouns]
            rows.append((words, *cells))
        yield "How the items of all annotations came to be:"
        yield table(("", *(f"{noun}s" for noun in nouns)), rows)
        rejected = f" Annotators rejected {counts.rejected} suggestions." if counts.rejected else ""
        yield "What rules or models suggest is only here if an annotator took it over." + rejected + _LEARNED
    yield from _answers(facts)
    if total := sum(counts.exposures.values()):
        shown = [(words, _share(counts.exposures[name], total)) for name, words in _EXPOSURES.items() if counts.exposures[name]]
        yield table(("what annotators saw", "annotations"), shown)


def _answers(facts: CardFacts) -> Iterator[str]:
    """Yield where the annotators' answers came from, if any of them was predicted."""
    hows = ("accepted", "edited", "manual")
    if any(how in ("accepted", "edited") for _, how in facts.origins):
        questions = sorted({question for question, how in facts.origins if how in hows})
        yield _PREDICTED
        yield table(("question", *hows), [(name, *(facts.origins.get((name, how), 0) for how in hows)) for name in questions])


def _number(origins: Counter[tuple[str, str]], items: Counter[str], noun: str, how: str) -> int:
    if how:
        return origins[noun, how]
    return max(0, items[noun] - sum(origins[noun, name] for name in _HOWS if name))


def _share(number: int, total: int) -> str:
    return f"{number} ({number / total:.0%})"


def _agreement(export: Export, facts: CardFacts) -> Iterator[str]:
    yield "### Agreement"
    if export.agreement is not None:
        yield (
            f"On average, {export.agreement:.1%} of the annotators of a sentence gave its most frequent label (sentences with "
            "several annotators only)."
        )
    agreement = facts.agreement
    if agreement is None or not agreement.sentences:
        yield (
            "It cannot be measured: there is one annotator."
            if export.annotators == 1
            else "It cannot be measured: no sentence was finished by two annotators."
        )
        return
    yield (
        f"Compared were the {len(agreement.annotators)} annotators who finished the same sentences: {agreement.sentences} "
        f"sentences in {agreement.documents} {'article' if agreement.documents == 1 else 'articles'}."
    )
    yield from _set_apart(agreement, facts)
    yield from facts.chart("agreement")
    head, *rows = agreement_table(agreement)
    yield table(head, ([escaped(cell) for cell in row] for row in rows))
    if agreement.documents > 1:
        yield (
            f"The intervals are from {agreement.resamples} resamples of whole articles, since sentences of one are alike; "
            "they are missing where articles are too few or too much alike."
        )
    else:
        yield "There are no intervals: they come from resampling whole articles, and all that was compared is from one."
    yield "\n".join(f"- **{escaped(name)}**: {meaning}." for name, meaning in explanations(agreement))
    yield from _exposed(agreement)


def _set_apart(agreement: Agreement, facts: CardFacts) -> Iterator[str]:
    if agreement.set_apart:
        named = ", ".join(sorted(f"{facts.called(name)} ({number})" for name, number in agreement.set_apart.items()))
        yield (
            f"Not averaged in, since they shared fewer than {agreement.least_share:.0%} of the {agreement.typical} sentences "
            f"that annotators typically shared with others: {named}."
        )


_COMPARED = (("sentence", "label", "agreement"), ("sentence", "label", "kappa"), ("span", "claims", "f1_overlap"))
"""What is compared between sentences labelled with and without suggestions."""


def _exposed(agreement: Agreement) -> Iterator[str]:
    """Yield the agreement on sentences labelled with suggestions against that on sentences labelled without."""
    groups = list(dict.fromkeys(row.group for row in agreement.rows if row.by == "blind"))
    yield "#### Blind against assisted"
    if len(groups) < 2:
        seen = _GROUPS.get(groups[0], groups[0]) if groups else "that is not known"
        yield f"There is nothing to compare: in all sentences, {seen}."
        return
    rows = []
    for group in groups:
        for row, cells in zip(
            (row for row in agreement.rows if (row.by, row.group) == ("blind", group)),
            agreement_table(agreement, "blind", group)[1:],
            strict=True,
        ):
            if (row.stage, row.question, row.coefficient) in _COMPARED:
                rows.append((_GROUPS.get(group, escaped(group)), *map(escaped, cells)))
    yield "If annotators agree more where they saw the same suggestions, part of the agreement is that of the suggestions."
    yield table(("sentences where", "what", "coefficient", "value", "95 % interval", "compared", "note"), rows)


def limits(export: Export, facts: CardFacts) -> str:
    """Return the section on what to beware of."""
    parts = ["## Bias, Risks, and Limitations", _stated(facts, "limits")]
    parts.append(_DISAGREEMENT if export.annotators > 1 else _ONE_VIEW)
    if export.chosen:
        parts.append(f"This is a choice: {'; '.join(map(escaped, export.chosen))}.")
    if export.left_out:
        parts.append("Left out:\n\n" + "\n".join(f"- {reason}: {number}" for reason, number in export.left_out.items()))
    if export.missing:
        missing = ", ".join(f"`{name}` ({number})" for name, number in export.missing.items())
        parts.append(f"Null although the schema requires an answer, since the annotation is older than the question: {missing}.")
    return "\n\n".join(parts)


_CREATION, _SOURCES, _PRODUCERS = "Curation Rationale", "Data Collection and Processing", "Who are the source data producers?"
_PROCESS, _WHO = "Annotation process", "Who are the annotators?"
_STATEMENT = (
    ("Curation rationale", ("purpose", "selection"), (_CREATION, _SOURCES)),
    ("Language variety", ("varieties",), ("Dataset Details", _PRODUCERS)),
    ("Speaker demographic", ("varieties",), (_PRODUCERS,)),
    ("Annotator demographic", ("annotators", "recruitment"), (_WHO,)),
    ("Speech situation", ("sources",), (_SOURCES,)),
    ("Text characteristics", ("topics",), (_SOURCES, "Lengths")),
    ("Provenance", ("sources", "rights"), (_SOURCES,)),
)
_DATASHEET = (
    ("Motivation", ("purpose", "authors", "funding"), (_CREATION, "Dataset Details")),
    ("Composition", (), ("Dataset Details", "Dataset Structure")),
    ("Collection process", ("sources", "selection", "annotators", "training"), ("Source Data", "Annotations")),
    ("Preprocessing, cleaning, labelling", ("guidelines",), (_PROCESS, "Labels")),
    ("Uses", ("limits",), ("Uses", "Bias, Risks, and Limitations")),
    ("Distribution", ("rights", "citation"), (_SOURCES, "Citation")),
    ("Maintenance", ("maintenance",), ("Data Statement and Datasheet",)),
)


def statements(facts: CardFacts) -> str:
    """Return where a reader finds what Data Statements and Datasheets ask for, and what of it was not stated."""
    parts = ["## Data Statement and Datasheet", _stated(facts, "maintenance")]
    for title, reference, rows in (
        ("Data Statement", "Bender and Friedman 2018", _STATEMENT),
        ("Datasheet", "Gebru et al. 2021", _DATASHEET),
    ):
        cells = ((heading, ", ".join(map(_link, sections)), _unsaid(facts, names)) for heading, names, sections in rows)
        parts.append(f"### {title}\n\nThe headings of {reference}, and where this card has what they ask for:")
        parts.append(table(("heading", "section", "not stated"), cells))
    return "\n\n".join(parts)


def _link(section: str) -> str:
    return f"[{section}](#{re.sub(r'[^a-z0-9 -]', '', section.lower()).replace(' ', '-')})"


def _unsaid(facts: CardFacts, names: tuple[str, ...]) -> str:
    return ", ".join(NAMES[name].title.lower() for name in names if facts.said(name) == NOT_STATED)
