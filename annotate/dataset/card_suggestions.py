"""The part of the card about the config `silver`: what it is for, what it is not, and how often each rule was right."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.dataset.card_facts import CardFacts
from annotate.dataset.markdown import escaped, table
from annotate.dataset.options import SILVER, Export
from annotate.dataset.silver import MIN_MEASURED, precision_rows

_CAVEAT = """\
**The rows of `silver` are suggestions of rules. No person has made or checked them.** They are for articles that nobody
labelled, marked by `label_source: suggestion`, and in no other config. Their only split is `train`: do not evaluate on them, and
do not report them as annotations. A sentence without a suggestion is not a sentence without a claim: rules miss claims, and how
many is not measured here. An article may be labelled later, leave `silver`, and be in any split of a later version."""

_MEASURED = f"""\
What became of each rule's suggestions where people of this project labelled; those of a language model (`llm/` and its name) and
of other programs are in this table only. *Accepted unchanged* is the share of the suggestions shown that annotators took as they
were; people tend to accept what they are shown, so this is not precision. *Right* is the
share that agrees with the gold of sentences that were labelled without seeing suggestions: a gold claim covers at least half of
the characters that either has, and has a source of the same kind (the author, or somebody else) with the same stance. Intervals
are Wilson's, of 95 %; sentences of one article are alike, so they are too narrow rather than too wide. With fewer than
{MIN_MEASURED} suggestions no share is given. The labelled articles may be unlike those of `silver`: then these numbers do not
hold for them."""

_HEAD = (
    "rule",
    "accepted",
    "edited",
    "rejected",
    "passed over",
    "accepted unchanged",
    "labelled blind",
    "of these right",
    "right",
)


def suggestions(export: Export, facts: CardFacts) -> Iterator[str]:
    """Yield the section on the config `silver`, if the dataset was asked to have it."""
    if facts.silver is None:
        return
    number = sum(export.configs.get(SILVER, {}).values())
    articles = export.silver.articles if export.silver else 0
    counted = f"There are {number} suggestions for {articles} {'article' if articles == 1 else 'articles'}."
    parts = ["## Suggestions (silver)", f"{_CAVEAT} {counted}" if number else f"There are no rows in `{SILVER}`."]
    if export.silver and export.silver.left_out:
        parts.append("Left out:\n\n" + "\n".join(f"- {reason}: {count}" for reason, count in export.silver.left_out.items()))
    if facts.silver:
        parts += [_MEASURED, table(_HEAD, (tuple(map(escaped, row)) for row in precision_rows(facts.silver)))]
    else:
        parts.append("How often the rules are right is not known: none of their suggestions is for a sentence that was labelled.")
    yield "\n\n".join(parts)
