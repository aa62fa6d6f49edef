"""The dataset card, README.md: YAML for the Hub and `datasets`, and what a reader needs to use the dataset rightly.

The YAML always carries the Features: they win over what Parquet files say, keep ClassLabel, and hold shards together. Names of
splits and configs are there only where they have files; sizes of splits are not, since they would have to be exact forever.
Whatever comes from outside (names, descriptions, the license) is quoted by the YAML writer and escaped in Markdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from annotate.dataset.features import CONFIGS, claim_columns, sentence_columns
from annotate.dataset.options import Export, ExportOptions
from annotate.dataset.splits import FEW, SPLITS
from annotate.schema import NOUNS, Attribute, Schema
from annotate.text.terminal import show

if TYPE_CHECKING:
    import datasets

_ABOUT = {
    "sentences": "a sentence: its gold label, with the claims, sources and stances in it",
    "claims": "a gold claim: its attributes, its main source and stance, and all of them",
    "annotations": "what one annotator decided on one sentence, never aggregated",
    "articles": "an article, to which all offsets refer",
}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~$!&@]|:(?=//)|(?<=www)\.")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


# -- prose; Markdown joins the lines of a paragraph -------------------------------------------------------------------

_SUMMARY = """\
Sentences of news articles with the fact claims in them, the sources that put these claims forward, and where each source
stands."""

_FIELDS = """\
Offsets (`start`, `end`) count Unicode code points from the article's beginning, half-open:
`article["text"][span["start"]:span["end"]] == span["text"]`. `sentence_start` and `sentence_end` are the same place in the
sentence's own text, and null for a span that is not wholly in the sentence: a claim may run past it, and a source may be named
elsewhere. The text of a claim in several pieces joins them with ` … `.

`status` is `unseen`, `open` (begun, not finished) or `labelled`. Only a labelled sentence tells anything: that there is no claim
in an unseen one is not the answer no. `label` is null while there is none, and where annotators tie; `has_claim` and `n_claims`
are null then, and for skipped sentences.

`agreement` is the fraction of a sentence's annotators that gave the label most of them gave; null below two annotators. `gold`
says how gold came to be: `single` (one annotator), `unanimous` (no two answered a question differently: label, claims, sources,
stances and what is asked of them; free text aside), `majority` (the label most gave, the rest from one of them), `adjudicated`
(decided by hand, and never changed by more annotations), or `open`: the annotators differ and there is none.

In `claims`, `source` and `stance` and the columns that begin with `source_` and `stance_` are those of the first stance whose
source is not the author, else of the author's. `sources` and `stances` beside them hold all. Source ids hold within one article
and one annotator; `s0` is the author, the article's own voice.

`sha256` is that of the article's file as it was received, `text_sha256` that of its text in UTF-8. `schema` and `tool` are the
versions a label was made with."""

_WITHOUT_TEXT = """\
**Without text.** The articles may not be passed on, so whatever may quote them is null: texts, titles, spans' texts, names of
sources, notes and other free text. Offsets, labels and hashes are there: with the article at hand (`url`, `sha256`) the spans
can be cut from its text again (`text_sha256`)."""

_NUMBERS = """\
Numbers follow the order of the tables. Counts are those of gold, where a source counts in each sentence it has a claim in."""

_PROCESS = """\
Each sentence was read in its article and labelled in a terminal with annotate-claims. Claims, sources and stances that the tool
proposed were accepted, edited or rejected by the annotator: `origins` in `annotations` tells which, and whether the sentence was
shown with what was proposed (assisted) or, to compare, without (blind); `seconds` and `keys` tell what it took."""

_MAJORITY = """\
Gold is what was adjudicated by hand; elsewhere the label most annotators gave. Claims, sources and stances come whole from one of
them, who finished most sentences of the article (`annotator`). Where two labels were given as often there is none."""

_CHOSEN = "Gold is what one annotator decided, chosen by name. `agreement` and `n_annotators` count all annotators."

_NAMES = "Annotators have the names they gave themselves."

_PSEUDONYMS = """\
Annotators are called `annotator_1`, `annotator_2` and so on, the same in every version; the key is not part of the dataset."""

_TOGETHER = """\
Articles are divided, never sentences, and articles that are nearly the same (as wire copy is) are never in two splits. What has a
split keeps it when articles are added."""

_HOW = {
    "article": "The others went where their labels were scarcest, so that the splits have their share of each label",
    "outlet": "An outlet (the host of `url`) is in one split, chosen so that the splits have their share of each label",
    "date": "The newest articles are `test`, those before them `validation`; those without a date are `train`",
}

_PEOPLE = "The articles name people in the news, and `note` is free text of the annotators."

_DISAGREEMENT = """\
Annotators disagree on what a claim is, on its kind and on stances. Look at `agreement` and at the config `annotations` before
taking gold for the truth."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the card tells beside the export's own figures.

    labels: how often each label is in gold, by noun, attribute and label. languages: those of the articles.
    features: of each config. contents: the hash of each file. created: when the newest annotation was made (ISO 8601).
    tool: the version that exported. agreement: a table of what was measured, its head first; empty where nothing was.
    """

    labels: Mapping[tuple[str, str, str], int]
    languages: frozenset[str]
    features: Mapping[str, datasets.Features]
    contents: Mapping[str, str]
    created: str
    tool: str
    agreement: Sequence[Sequence[str]] = ()


def card(export: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> str:
    """The text of README.md. The same values give the same text."""
    import yaml  # 20 ms: nobody but an export needs it

    head = yaml.safe_dump(metadata(export, options, facts), sort_keys=False, allow_unicode=True, width=1000)
    sections = (
        _title(options),
        _details(export, options, facts),
        _uses(export),
        _structure(export, facts),
        _columns(schema, options),
        _splits(export, options),
        _labels(schema, facts),
        *([_agreement(export, facts)] if export.agreement is not None or facts.agreement else []),
        _creation(export, schema, options),
        _limits(export),
        _citation(export, options, facts),
    )
    return f"---\n{head}---\n\n" + "\n\n".join(sections) + "\n"


def metadata(export: Export, options: ExportOptions, facts: CardFacts) -> dict[str, Any]:
    """The card's YAML as a value: fields of the Hub's dataset card specification."""
    languages = sorted(language for language in facts.languages if _LANGUAGE.fullmatch(language))
    present = [config for config in CONFIGS if config in export.configs]
    return {
        "license": options.license.lower(),
        **({"language": languages} if languages else {}),
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


def _config(config: str, splits: Mapping[str, int], contents: Mapping[str, str]) -> dict[str, Any]:
    """One entry of `configs`. Its description changes with the files.

    `datasets` 5.2 names the cache of a folder by its YAML alone: who loads, labels more, exports and loads again would be given
    the old rows without a word.
    """
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
    """Foreign text as Markdown that shows it and does nothing else: no links, no HTML, no new rows of a table."""
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
        + _table(("in it", "number"), counts)
    )


def _uses(export: Export) -> str:
    folder = json.dumps(f"./{export.path.name}")
    split = next(iter(export.configs["sentences"]))
    return (
        "## Uses\n\nFinding claims, sources and stances in news, with spans; studying where annotators disagree.\n\n"
        f"```python\nfrom datasets import load_dataset\n\n"
        f'sentences = load_dataset({folder}, split="{split}")  # the path of the folder, absolute or with ./ in front\n'
        'label = sentences.features["label"]\n'
        "for batch in sentences.iter(1000):  # five times as fast as row by row\n"
        '    names = [None if number is None else label.int2str(number) for number in batch["label"]]\n\n'
        + "".join(f'{config} = load_dataset({folder}, "{config}")\n' for config in CONFIGS[1:] if config in export.configs)
        + "```\n\n### Out-of-Scope Use\n\nThe labels say what an article claims and who says so. They do not say what is true."
    )


def _structure(export: Export, facts: CardFacts) -> str:
    rows = (
        (f"`{config}`" + (" (default)" if config == CONFIGS[0] else ""), _ABOUT[config], sum(export.configs[config].values()))
        for config in CONFIGS
        if config in export.configs
    )
    absent = [config for config in CONFIGS if config not in export.configs]
    note = f"\n\nThere is no row yet for {', '.join(f'`{config}`' for config in absent)}." if absent else ""
    return "## Dataset Structure\n\n" + _table(("config", "one row is", "rows"), rows) + note


def _columns(schema: Schema, options: ExportOptions) -> str:
    parts = ["### Data Fields", _FIELDS]
    if renamed := list(_renamed(schema)):
        parts.append(
            "Columns that have another name than their attribute, because the name was taken: " + "; ".join(renamed) + "."
        )
    if options.without_text:
        parts.append(_WITHOUT_TEXT)
    return "\n\n".join(parts)


def _renamed(schema: Schema) -> Iterator[str]:
    for what, columns in (("a sentence", sentence_columns(schema)), ("a claim", claim_columns(schema))):
        for name, column in columns.items():
            if name != column:
                yield f"`{name}` of {what} is `{column}`"


def _splits(export: Export, options: ExportOptions) -> str:
    splits = [split for split in SPLITS if any(split in of_config for of_config in export.configs.values())]
    rows = (
        (f"`{config}`", *(export.configs[config].get(split, 0) for split in splits))
        for config in CONFIGS
        if config in export.configs
    )
    how = (
        f"Fewer than {FEW} articles: all of them are `train`, and stay there. More are divided."
        if export.documents < FEW
        else f"{_TOGETHER} {_HOW[options.split_by]} (seed {options.seed}; validation {options.validation:g}, test "
        f"{options.test:g}, the rest train)."
    )
    return f"### Data Splits\n\n{how} A split without rows is left out.\n\n" + _table(("config", *splits), rows)


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
            f"Of the annotators of a sentence {export.agreement:.1%} gave the label most of them gave, on average over those "
            "that several labelled."
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
    """Foreign text inside braces: no brace, command or link of its own."""
    return re.sub(r"([#$%&_])", r"\\\1", re.sub(r"[{}<>\[\]\\`|]", "", show(" ".join(text.split()))))


def _creation(export: Export, schema: Schema, options: ExportOptions) -> str:
    counts = ", ".join(f"{number} {provenance}" for provenance, number in export.gold.items())
    majority = f"{_MAJORITY} Sentences by how their gold came to be: {counts}."
    return "\n\n".join(
        (
            "## Dataset Creation\n\n### Annotations",
            f"The label scheme is version {escaped(schema.version)}. {_PROCESS}",
            majority if options.gold is None else _CHOSEN,
            "### Personal and Sensitive Information",
            f"{_NAMES if options.names else _PSEUDONYMS} {_PEOPLE}",
        )
    )


def _limits(export: Export) -> str:
    parts = ["## Bias, Risks, and Limitations", _DISAGREEMENT]
    if export.left_out:
        parts.append("Left out:\n\n" + "\n".join(f"- {reason}: {number}" for reason, number in export.left_out.items()))
    if export.missing:
        found = ", ".join(f"`{name}` ({number})" for name, number in export.missing.items())
        parts.append(f"Labelled before the question was asked, so null though the schema requires an answer: {found}.")
    return "\n\n".join(parts)
