"""The dataset card, README.md: YAML for the Hub and `datasets`, and what readers need to know to use the dataset.

The YAML always contains the Features: they take precedence over those in Parquet files, keep ClassLabel and hold shards together.
Splits and configs are listed only if they have files. The sizes of splits are left out, since they would have to be exact. Texts
from outside (names, descriptions, the license) are quoted by the YAML writer and escaped in Markdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import datasets
import yaml

from annotate.dataset.features import claim_columns, sentence_columns
from annotate.dataset.options import CONFIGS, SPLITS, Export, ExportOptions
from annotate.dataset.splits import MIN_ARTICLES
from annotate.schema import NOUNS, Attribute, Schema
from annotate.text.terminal import show

_ROW_MEANINGS = {
    "sentences": "a sentence: its gold label, with the claims, sources and stances in it",
    "claims": "a gold claim: its attributes, its main source and stance, and all of its sources and stances",
    "annotations": "the decision of one annotator on one sentence, never aggregated",
    "articles": "an article, to whose text all offsets refer",
}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~$!&@]|:(?=//)|(?<=www)\.")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})([-_][A-Za-z0-9]{1,8})*")


# -- prose; Markdown joins the lines of a paragraph -------------------------------------------------------------------

_SUMMARY = """\
Sentences of news articles with the fact claims in them, the sources that make these claims, and the stance of each source."""

_FIELDS = """\
Offsets (`start`, `end`) count Unicode code points from the beginning of the article and are half-open:
`article["text"][span["start"]:span["end"]] == span["text"]`. `sentence_start` and `sentence_end` give the same place in the
sentence's own text. They are null for a span that is not wholly inside the sentence: a claim may extend beyond it, and a source
may be named elsewhere. The text of a claim with several spans joins them with ` … `.

`status` is `unseen`, `open` (begun but not finished) or `labelled`. Use only labelled sentences: an unseen sentence does not
count as ‘no claim’. `label` is null if there is no gold label. Ties have no gold label. `has_claim` and `n_claims` are then null
too, and also for skipped sentences.

`agreement` is the fraction of a sentence's annotators who gave the most frequent label; null for fewer than two annotators.
`gold` says how the gold was decided: `single` (one annotator), `unanimous` (no two annotators gave different answers: label,
claims, sources, stances and their attributes, apart from free text), `majority` (the most frequent label, with claims, sources
and stances of one annotator), `adjudicated` (decided by hand; further annotations do not change it), or `open` (the annotators
differ and there is no gold).

In `claims`, `source`, `stance` and the columns that begin with `source_` and `stance_` describe the first stance whose source is
not the author, or else the author's stance. `sources` and `stances` list all of them. Source ids are unique within one article
and one annotator; `s0` is the author, that is, the article's own voice.

`sha256` is the hash of the article's file as it was received, `text_sha256` that of its text in UTF-8. `schema` and `tool` are
the versions with which an annotation was made."""

_WITHOUT_TEXT = """\
**Without text.** The articles may not be redistributed, so everything that may quote them is null: texts, titles, bylines, the
texts of spans, names of sources, notes and other free text. Ids, paths, addresses, offsets, labels and hashes are included: with
the article (`url`, `sha256`) the spans can be restored from its text (`text_sha256`)."""

_NUMBERS = """\
Labels are numbered in the order of the tables. Counts refer to gold; a source counts in each sentence in which it has a claim."""

_PROCESS = """\
Annotators read each sentence in its article and labelled it in a terminal with annotate-claims. They accepted, edited or rejected
the claims, sources and stances that the tool suggested: `origins` in `annotations` records this, and whether suggestions were
shown (assisted) or hidden for comparison (blind). `seconds` and `keys` record the time and the key presses."""

_PREDICTED = """\
Answers to closed questions were predicted by rules, shown, and accepted or edited (changed) by the annotators; manual answers
were given without a prediction. In `origins`, the item of an answer is `c1.type`, and its rule says what was predicted
(`future/1=prediction`)."""

_MAJORITY = """\
Gold is the adjudicated decision if there is one, otherwise the label of the majority. Claims, sources and stances are then taken
from a single annotator with that label, the one who finished most sentences of the article (`annotator`). Ties have no gold
label."""

_CHOSEN = "Gold is the decision of one annotator, chosen by name. `agreement` and `n_annotators` count all annotators."

_NAMES = "Annotators appear under the names they chose."

_PSEUDONYMS = """\
Annotators appear as `annotator_1`, `annotator_2` and so on, the same in every version; the key is not part of the dataset."""

_TOGETHER = """\
Whole articles are assigned to splits, and near-duplicates (such as wire copy) always to the same one. An article keeps its split
when others are added."""

_SPLIT_RULES = {
    "article": "New articles are assigned so that each split has its share of each label",
    "outlet": "An outlet (the host of `url`) is in one split; new ones are assigned so that each split has its share of labels",
    "date": "The newest articles are `test`, those before them `validation`; articles without a date are `train`",
}

_PEOPLE = "The articles name people in the news, and `note` is free text by the annotators."

_DISAGREEMENT = """\
Annotators disagree on what a claim is, on its type and on stances. Look at `agreement` and at the config `annotations` before you
rely on the gold labels."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The facts on the card that are not part of `Export`.

    labels: the number of times each label occurs in gold, by noun, attribute and label. languages: those of the articles.
    features: the Features of each config. contents: the hash of each file. created: the time of the newest annotation (ISO 8601).
    tool: the version of the tool. agreement: a table of coefficients, its head first; empty if none were computed.
    origins: how often answers were accepted, edited or manual, by (question, origin).
    """

    labels: Mapping[tuple[str, str, str], int]
    languages: frozenset[str]
    features: Mapping[str, datasets.Features]
    contents: Mapping[str, str]
    created: str
    tool: str
    agreement: Sequence[Sequence[str]] = ()
    origins: Mapping[tuple[str, str], int] = field(default_factory=dict)


def _yaml(data: Mapping[str, Any]) -> str:
    """Return `data` as YAML; with escapes if it has a character that hides, or reorders what is around it."""
    readable: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)
    return readable if show(readable, lines=True) == readable else yaml.safe_dump(data, sort_keys=False, width=1000)


def card(export: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> str:
    """Return the text of README.md. The same values give the same text."""
    head = _yaml(metadata(export, options, facts))
    sections = (
        _title(options),
        _details(export, options, facts),
        _uses(export),
        _structure(export),
        _columns(schema, options),
        _splits(export, options),
        _labels(schema, facts),
        *([_agreement(export, facts)] if export.agreement is not None or facts.agreement else []),
        _creation(export, schema, options, facts),
        _limits(export),
        _citation(export, options, facts),
    )
    return f"---\n{head}---\n\n" + "\n\n".join(sections) + "\n"


def metadata(export: Export, options: ExportOptions, facts: CardFacts) -> dict[str, Any]:
    """Return the card's YAML as a value, with the fields of the Hub's dataset card specification."""
    languages, tags = _languages(facts.languages)
    present = [config for config in CONFIGS if config in export.configs]
    return {
        "license": options.license.lower(),
        **({"language": languages} if languages else {}),
        **({"language_bcp47": tags} if tags else {}),
        "pretty_name": " ".join(options.name.split()),
        "annotations_creators": ["expert-generated"],
        "language_creators": ["found"],
        **({"multilinguality": ["multilingual" if len(languages) > 1 else "monolingual"]} if languages else {}),
        "size_categories": [_size(sum(export.configs["sentences"].values()))],
        "source_datasets": ["original"],
        "task_categories": ["text-classification", "token-classification"],
        "task_ids": ["fact-checking", "multi-class-classification"],
        "tags": ["claim-detection", "claim-extraction", "attribution", "stance-detection", "news", "annotate-claims"],
        "configs": [_config(config, export.configs[config], facts.contents) for config in present],
        "dataset_info": [{"config_name": config, "features": facts.features[config]._to_yaml_list()} for config in present],
    }


def _languages(stated: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return languages as the Hub takes them: codes of ISO 639, and the tags (BCP 47) of those that are stated more closely.

    What does not have the form of a tag is left out.
    """
    matches = [match for match in map(_LANGUAGE.fullmatch, stated) if match]
    tags = (match[0].replace("_", "-") for match in matches if match[2])
    closer = {code.lower() + hyphen + rest for code, hyphen, rest in (tag.partition("-") for tag in tags)}
    return sorted({match[1].lower() for match in matches}), sorted(closer)


def _config(config: str, splits: Mapping[str, int], contents: Mapping[str, str]) -> dict[str, Any]:
    """Return one entry of `configs`, with a hash of its files as the description."""
    # `datasets` 5.2 names the cache of a folder by its YAML alone. Without something in the YAML that changes with the files,
    # those who load a dataset, export it again with more labels and load it once more would silently get the old rows.
    files = "".join(f"{path}\0{digest}\0" for path, digest in sorted(contents.items()) if path.startswith(f"{config}/"))
    return {
        "config_name": config,
        "description": f"sha256:{sha256(files.encode()).hexdigest()}",
        **({"default": True} if config == CONFIGS[0] else {}),
        "data_files": [{"split": split, "path": f"{config}/{split}-*.parquet"} for split in SPLITS if split in splits],
    }


def _size(rows: int) -> str:
    return next((name for limit, name in _SIZES if rows < limit), "10M<n<100M")


def escaped(text: str) -> str:
    """Return text from outside as Markdown that displays it without effects: no links, no HTML, no new rows of a table."""
    return _ACTIVE.sub(r"\\\g<0>", show(" ".join(text.split())))


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    cells = [list(map(str, head))]
    lines = [*cells, ["---"] * len(cells[0]), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _title(options: ExportOptions) -> str:
    return f"# Dataset Card for {escaped(options.name)}\n\n{_SUMMARY}"


def _details(export: Export, options: ExportOptions, facts: CardFacts) -> str:
    languages = ", ".join(escaped(language) for language in sorted(facts.languages)) or "not stated"
    counts = (
        ("articles", export.documents),
        *((f"sentences, {status}", rows) for status, rows in export.sentences.items()),
        ("claims", export.claims),
        ("sources (one counts once per article)", export.sources),
        ("stances", export.stances),
        ("annotators", export.annotators),
    )
    return (
        "## Dataset Details\n\n"
        f"- **Language(s):** {languages}\n- **License:** {escaped(options.license)}\n"
        f"- **Version:** {export.version}, see CHANGELOG.md\n"
        f"- **Newest annotation:** {escaped(facts.created[:10])}; exported with annotate-claims {escaped(facts.tool)}\n\n"
        + _table(("content", "number"), counts)
    )


def _uses(export: Export) -> str:
    folder = json.dumps(f"./{export.path.name}")
    split = next(iter(export.configs["sentences"]))
    return (
        "## Uses\n\nDetecting claims, sources and stances in news, with spans; studying disagreement between annotators.\n\n"
        f"```python\nfrom datasets import load_dataset\n\n"
        f'sentences = load_dataset({folder}, split="{split}")  # an absolute path, or one that begins with ./\n'
        'label = sentences.features["label"]\n'
        "for batch in sentences.iter(1000):  # five times as fast as row by row\n"
        '    names = [None if number is None else label.int2str(number) for number in batch["label"]]\n\n'
        + "".join(f'{config} = load_dataset({folder}, "{config}")\n' for config in CONFIGS[1:] if config in export.configs)
        + "```\n\n### Out-of-Scope Use\n\nThe labels say what an article claims and who says so. They do not say what is true."
    )


def _structure(export: Export) -> str:
    rows = (
        (
            f"`{config}`" + (" (default)" if config == CONFIGS[0] else ""),
            _ROW_MEANINGS[config],
            sum(export.configs[config].values()),
        )
        for config in CONFIGS
        if config in export.configs
    )
    absent = [config for config in CONFIGS if config not in export.configs]
    note = f"\n\nThere are no rows yet in {', '.join(f'`{config}`' for config in absent)}." if absent else ""
    return "## Dataset Structure\n\n" + _table(("config", "one row is", "rows"), rows) + note


def _columns(schema: Schema, options: ExportOptions) -> str:
    parts = ["### Data Fields", _FIELDS]
    if renamed := list(_renamed_columns(schema)):
        parts.append("Attributes whose column has another name, since a different column has theirs: " + "; ".join(renamed) + ".")
    if options.without_text:
        parts.append(_WITHOUT_TEXT)
    return "\n\n".join(parts)


def _renamed_columns(schema: Schema) -> Iterator[str]:
    for noun, columns in (("a sentence", sentence_columns(schema)), ("a claim", claim_columns(schema))):
        for name, column in columns.items():
            if name != column:
                yield f"`{name}` of {noun} is `{column}`"


def _splits(export: Export, options: ExportOptions) -> str:
    splits = [split for split in SPLITS if any(split in config_splits for config_splits in export.configs.values())]
    rows = (
        (f"`{config}`", *(export.configs[config].get(split, 0) for split in splits))
        for config in CONFIGS
        if config in export.configs
    )
    rule = (
        f"Fewer than {MIN_ARTICLES} articles are not divided: all of them are `train`, and stay there."
        if export.documents < MIN_ARTICLES
        else f"{_TOGETHER} {_SPLIT_RULES[options.split_by]} (seed {options.seed}; validation {options.validation:g}, test "
        f"{options.test:g}, the rest train)."
    )
    return f"### Data Splits\n\n{rule} Splits without rows are left out.\n\n" + _table(("config", *splits), rows)


def _labels(schema: Schema, facts: CardFacts) -> str:
    parts = ["### Labels", _NUMBERS]
    for noun in NOUNS:
        guideline = schema.guidelines[noun]
        title = "Sentence" if noun == "annotation" else guideline.title
        parts.append(f"#### {escaped(title)}\n\n{escaped(guideline.description)}" + _example(guideline.example))
        labels = (schema.labels[noun],) if noun in schema.labels else ()
        parts.extend(_question(attribute, facts) for attribute in (*labels, *schema.attributes[noun]))
    return "\n\n".join(parts)


def _question(attribute: Attribute, facts: CardFacts) -> str:
    order = " Ordered." if attribute.ordinal else ""
    head = f"`{attribute.name}`: {escaped(attribute.description)}{order}{_example(attribute.example)}"
    if not attribute.choices:
        return f"{head} ({attribute.type})"
    rows = (
        (
            number,
            f"`{choice.value}`",
            escaped(choice.description) + _example(choice.example),
            facts.labels.get((attribute.noun, attribute.name, choice.value), 0),
        )
        for number, choice in enumerate(attribute.labels)
    )
    return f"{head}\n\n" + _table(("number", "label", "meaning", "count"), rows)


def _example(example: str) -> str:
    return f" *Example: {escaped(example)}*" if example else ""


def _agreement(export: Export, facts: CardFacts) -> str:
    parts = ["### Agreement"]
    if export.agreement is not None:
        parts.append(
            f"On average, {export.agreement:.1%} of the annotators of a sentence gave its most frequent label (sentences with "
            "several annotators only)."
        )
    if facts.agreement:
        head, *rows = ([escaped(cell) for cell in row] for row in facts.agreement)
        parts.append(_table(head, rows))
    return "\n\n".join(parts)


def _citation(export: Export, options: ExportOptions, facts: CardFacts) -> str:
    fields = {
        "author": options.authors,
        "title": options.name,
        "year": facts.created[:4],
        "note": f"Version {export.version}. Made with annotate-claims {facts.tool}",
    }
    lines = "".join(f"  {name} = {{{_bibtex(value)}}},\n" for name, value in fields.items() if value.strip())
    return f"## Citation\n\n```bibtex\n@misc{{dataset,\n{lines}}}\n```"


def _bibtex(text: str) -> str:
    """Return text from outside for a BibTeX field, without braces, commands and links."""
    return re.sub(r"([#$%&_])", r"\\\1", re.sub(r"[{}<>\[\]\\`|]", "", show(" ".join(text.split()))))


def _creation(export: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> str:
    counts = ", ".join(f"{number} {provenance}" for provenance, number in export.gold.items())
    majority = f"{_MAJORITY} Sentences by the way their gold was decided: {counts}."
    return "\n\n".join(
        (
            "## Dataset Creation\n\n### Annotations",
            f"The label scheme is version {escaped(schema.version)}. {_PROCESS}",
            *_answers(facts),
            majority if options.gold is None else _CHOSEN,
            "### Personal and Sensitive Information",
            f"{_NAMES if options.names else _PSEUDONYMS} {_PEOPLE}",
        )
    )


def _answers(facts: CardFacts) -> Iterator[str]:
    """Yield where the annotators' answers came from, if any of them was predicted."""
    hows = ("accepted", "edited", "manual")
    if any(how != "manual" for _, how in facts.origins):
        rows = [
            (question, *(facts.origins.get((question, how), 0) for how in hows))
            for question in sorted({question for question, _ in facts.origins})
        ]
        yield f"{_PREDICTED}\n\n{_table(('question', *hows), rows)}"


def _limits(export: Export) -> str:
    parts = ["## Bias, Risks, and Limitations", _DISAGREEMENT]
    if export.left_out:
        parts.append("Left out:\n\n" + "\n".join(f"- {reason}: {number}" for reason, number in export.left_out.items()))
    if export.missing:
        missing = ", ".join(f"`{name}` ({number})" for name, number in export.missing.items())
        parts.append(f"Null although the schema requires an answer, since the annotation is older than the question: {missing}.")
    return "\n\n".join(parts)
