"""The dataset card, README.md: YAML for the Hub and `datasets`, and what readers need to know to use the dataset.

The YAML always contains the Features: they take precedence over those in Parquet files, keep ClassLabel and hold shards together.
Splits and configs are listed only if they have files. The sizes of splits are left out, since they would have to be exact. Texts
from outside (names, descriptions, the license) are quoted by the YAML writer and escaped in Markdown.

The card says what the export counted and what people said (`annotate describe`), and of everything else that nobody has said it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import yaml
from huggingface_hub import DatasetCardData

from annotate.dataset.card_creation import creation, limits, statements
from annotate.dataset.card_facts import CardFacts
from annotate.dataset.card_links import links
from annotate.dataset.card_suggestions import suggestions
from annotate.dataset.column_descriptions import CONFIG_DESCRIPTIONS, column_rows
from annotate.dataset.features import article_columns, claim_columns, sentence_columns
from annotate.dataset.languages import hub_languages, language_code, language_names
from annotate.dataset.leaks import leak_words
from annotate.dataset.markdown import escaped, fenced, paragraphs, table
from annotate.dataset.options import ALL_CONFIGS, CONFIGS, SPLITS, Export, ExportOptions
from annotate.dataset.splits import MIN_ARTICLES
from annotate.schema import LINK, NOUNS, Attribute, Schema
from annotate.text.terminal import show

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))
_CREATORS = {"experts": "expert-generated", "crowd": "crowdsourced", "others": "other"}
"""The kinds of annotators as the Hub calls them."""


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
**Without text.** The texts of the articles are not part of this dataset. Everything that may quote them is null: texts, titles,
bylines, the texts of spans, names of sources, notes and other free text. Ids, paths, addresses, offsets, labels and hashes are
included: with the article (`url`, `sha256`) the spans can be restored from its text (`text_sha256`)."""

_NUMBERS = """\
Labels are numbered in the order of the tables. Counts refer to gold; a source counts in each sentence in which it has a claim.
Where a question was never answered, the count is – and not 0: nobody looked for these labels."""

_TOGETHER = """\
Whole articles are assigned to splits, and near-duplicates (such as wire copy) always to the same one. An article keeps its split
when others are added."""

_SPLIT_RULES = {
    "article": "New articles are assigned so that each split has its share of each label",
    "outlet": "An outlet (the host of `url`) is in one split; new ones are assigned so that each split has its share of labels",
    "date": "The newest articles are `test`, those before them `validation`; articles without a date are `train`",
}


def card(export: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> str:
    """Return the text of README.md. The same values give the same text."""
    sections = (
        f"# Dataset Card for {escaped(options.name)}\n\n{_SUMMARY}",
        _details(export, options, facts),
        _uses(export),
        _structure(export, schema, options, facts),
        creation(export, schema, options, facts),
        *links(export, facts),
        *suggestions(export, facts),
        limits(export, facts),
        _citation(export, options, facts),
        statements(facts),
    )
    return f"---\n{_yaml(metadata(export, options, facts))}---\n\n" + "\n\n".join(sections) + "\n"


def for_repository(text: str, repository: str, revision: str | None = None) -> str:
    """Return the text of a card that shows how to load the dataset from a repository of the Hub instead of a folder."""
    arguments = json.dumps(repository) + (f", revision={json.dumps(revision)}" if revision else "")

    def loaded(match: re.Match[str]) -> str:
        named = re.sub(r"load_dataset\(\"\./(?:[^\"\\]|\\.)*\"", lambda _: f"load_dataset({arguments}", match[0])
        return named.replace(_FOLDER_COMMENT, "")

    text = re.sub(r"(?ms)^```python\n.*?^```$", loaded, text, count=1)
    url = f"  url = {{https://huggingface.co/datasets/{repository}}},\n"
    return text if url in text else re.sub(r"(?m)^  note = \{Version .*\n", lambda match: match[0] + url, text, count=1)


def metadata(export: Export, options: ExportOptions, facts: CardFacts) -> dict[str, Any]:
    """Return the card's YAML as a value, with the fields of the Hub's dataset card specification."""
    codes, tags = hub_languages(facts.languages)
    present = [config for config in ALL_CONFIGS if config in export.configs]
    creators = _CREATORS.get(facts.description.get("recruitment", ""))
    data = DatasetCardData(
        license=options.license.lower(),
        language=codes or None,
        language_bcp47=tags or None,
        pretty_name=" ".join(options.name.split()),
        annotations_creators=[creators] if creators else None,
        language_creators=["found"],
        multilinguality=(["multilingual" if len(codes) > 1 else "monolingual"]) if codes else None,
        size_categories=[_size(sum(export.configs["sentences"].values()))],
        source_datasets=["original"],
        task_categories=["text-classification", "token-classification"],
        task_ids=["fact-checking", "multi-class-classification"],
        tags=["claim-detection", "claim-extraction", "attribution", "stance-detection", "news", "annotate-claims"],
        configs=[_config(config, export.configs[config], facts.contents) for config in present],
        dataset_info=[{"config_name": config, "features": facts.features[config]._to_yaml_list()} for config in present],
    )
    known: dict[str, Any] = data.to_dict()  # type: ignore[no-untyped-call]
    return {name: known[name] for name in _ORDER if known.get(name) is not None}


_ORDER = (
    *("license", "language", "language_bcp47", "pretty_name", "annotations_creators", "language_creators", "multilinguality"),
    *("size_categories", "source_datasets", "task_categories", "task_ids", "tags", "configs", "dataset_info"),
)


def _yaml(data: Mapping[str, Any]) -> str:
    """Return `data` as YAML; with escapes if it has a character that hides, or reorders what is around it."""
    readable: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)
    return readable if show(readable, lines=True) == readable else yaml.safe_dump(data, sort_keys=False, width=1000)


def _config(config: str, splits: Mapping[str, int], contents: Mapping[str, str]) -> dict[str, Any]:
    """Return one entry of `configs`, with what a row is and a hash of its files as the description."""
    # `datasets` 5.2 names the cache of a folder by its YAML alone. Without something in the YAML that changes with the files,
    # those who load a dataset, export it again with more labels and load it once more would silently get the old rows.
    files = "".join(f"{path}\0{digest}\0" for path, digest in sorted(contents.items()) if path.startswith(f"{config}/"))
    return {
        "config_name": config,
        "description": f"{CONFIG_DESCRIPTIONS[config]} (Files: sha256:{sha256(files.encode()).hexdigest()})",
        **({"default": True} if config == CONFIGS[0] else {}),
        "data_files": [{"split": split, "path": f"{config}/{split}-*.parquet"} for split in SPLITS if split in splits],
    }


def _size(rows: int) -> str:
    return next((name for limit, name in _SIZES if rows < limit), "10M<n<100M")


def _details(export: Export, options: ExportOptions, facts: CardFacts) -> str:
    counts = (
        ("articles", export.documents),
        *((f"sentences, {status}", rows) for status, rows in export.sentences.items()),
        ("claims", export.claims),
        ("sources (one counts once per article)", export.sources),
        ("stances", export.stances),
        ("annotators", export.annotators),
    )
    lines = (
        ("Language(s)", _languages(facts)),
        ("License", escaped(options.license)),
        ("Curated by", escaped(options.authors) or facts.said("authors")),
        ("Funded by", facts.said("funding", inline=True)),
        ("Version", f"{export.version}, see CHANGELOG.md"),
        ("Newest annotation", f"{escaped(facts.created[:10])}; exported with annotate-claims {escaped(facts.tool)}"),
    )
    listed = "\n".join(f"- **{name}:** {text}" for name, text in lines)
    return f"## Dataset Details\n\n{listed}\n\n" + table(("content", "number"), counts)


def _languages(facts: CardFacts) -> str:
    """Return the languages by name, with the tags that articles have and the numbers of articles."""
    by_code: dict[str, list[tuple[str, int]]] = {}
    unstated = facts.counts.languages.get(None, 0)
    stated = {tag: facts.counts.languages.get(tag, 0) for tag in facts.languages}
    for tag, number in sorted(stated.items()):
        by_code.setdefault(language_code(tag) or "", []).append((tag, number))
    parts = []
    for code, tags in sorted(by_code.items(), key=lambda item: (not item[0], item[0])):
        listed = ", ".join(f"{escaped(tag)}: {number}" if number else escaped(tag) for tag, number in tags)
        parts.append(f"{escaped(language_names()[code])} ({listed})" if code else f"not codes of ISO 639: {listed}")
    if unstated:
        parts.append(f"not known: {unstated}")
    return "; ".join(parts) or "not known"


_FOLDER_COMMENT = "  # an absolute path, or one that begins with ./"


def _uses(export: Export) -> str:
    folder = json.dumps(f"./{export.path.name}")
    split = next(iter(export.configs["sentences"]))
    code = (
        "from datasets import load_dataset\n\n"
        f'sentences = load_dataset({folder}, split="{split}"){_FOLDER_COMMENT}\n'
        'label = sentences.features["label"]\n'
        "for batch in sentences.iter(1000):  # five times as fast as row by row\n"
        '    names = [None if number is None else label.int2str(number) for number in batch["label"]]\n\n'
        + "".join(f'{config} = load_dataset({folder}, "{config}")\n' for config in ALL_CONFIGS[1:] if config in export.configs)
    )
    return (
        "## Uses\n\n### Direct Use\n\n"
        "Detecting claims, sources and stances in news, with spans; studying disagreement between annotators.\n\n"
        f"```python\n{code}```\n\n### Out-of-Scope Use\n\n"
        "The labels say what an article claims and who says so. They do not say what is true."
    )


def _structure(export: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> str:
    rows = (
        (
            f"`{config}`" + (" (default)" if config == CONFIGS[0] else ""),
            CONFIG_DESCRIPTIONS[config],
            sum(export.configs[config].values()),
        )
        for config in ALL_CONFIGS
        if config in export.configs
    )
    absent = [config for config in CONFIGS if config not in export.configs]
    parts = ["## Dataset Structure", table(("config", "one row is", "rows"), rows)]
    if absent:
        parts.append(f"There are no rows yet in {', '.join(f'`{config}`' for config in absent)}.")
    parts += [*_example(facts), *_columns(export, schema, options, facts), _splits(export, options), _lengths(facts)]
    return "\n\n".join([*parts, _labels(schema, options, facts)])


def _example(facts: CardFacts) -> Iterator[str]:
    if facts.example is not None:
        yield "### Example"
        yield "A row of `sentences`; labels, which are numbers in the files, have their names here."
        yield fenced(json.dumps(facts.example, ensure_ascii=False, indent=1), "json")


def _columns(export: Export, schema: Schema, options: ExportOptions, facts: CardFacts) -> Iterator[str]:
    yield "### Data Fields"
    for config in ALL_CONFIGS:
        if config in export.configs:
            rows = column_rows(schema, config, facts.features[config])
            yield f"#### `{config}`\n\n" + table(
                ("column", "type", "meaning"),
                ((f"`{name}`", f"`{kind}`" if "{" in kind else escaped(kind), escaped(text)) for name, kind, text in rows),
            )
    yield "#### Offsets, gold and sources"
    yield _FIELDS
    if renamed := list(_renamed_columns(schema)):
        yield "Attributes whose column has another name, since a different column has theirs: " + "; ".join(renamed) + "."
    if options.without_text:
        yield _WITHOUT_TEXT


def _renamed_columns(schema: Schema) -> Iterator[str]:
    renamed = (
        ("a sentence", sentence_columns(schema)),
        ("a claim", claim_columns(schema)),
        ("an article", article_columns(schema)),
    )
    for noun, columns in renamed:
        for name, column in columns.items():
            if name != column:
                yield f"`{name}` of {noun} is `{column}`"


def _splits(export: Export, options: ExportOptions) -> str:
    splits = [split for split in SPLITS if any(split in config_splits for config_splits in export.configs.values())]
    rows = (
        (f"`{config}`", *(export.configs[config].get(split, 0) for split in splits))
        for config in ALL_CONFIGS
        if config in export.configs
    )
    rule = (
        f"Fewer than {MIN_ARTICLES} articles are not divided: all of them are `train`, and stay there."
        if export.documents < MIN_ARTICLES
        else f"{_TOGETHER} {_SPLIT_RULES[options.split_by]} (seed {options.seed}; validation {options.validation:g}, test "
        f"{options.test:g}, the rest train)."
    )
    leaks = leak_words(export.leaks)
    return f"### Data Splits\n\n{rule} Splits without rows are left out. Of the sentences, {leaks}.\n\n" + table(
        ("config", *splits), rows
    )


def _lengths(facts: CardFacts) -> str:
    rows = []
    for what, lengths in facts.counts.lengths.items():
        if number := sum(lengths.values()):
            middle = _quantile(lengths, 0.5)
            mean = sum(length * times for length, times in lengths.items()) / number
            rows.append((what, min(lengths), middle, f"{mean:.1f}", _quantile(lengths, 0.95), max(lengths)))
    return "### Lengths\n\n" + table(("what", "least", "median", "mean", "95 % have at most", "most"), rows)


def _quantile(lengths: Mapping[int, int], share: float) -> int:
    """Return the smallest length that at least this share of all lengths do not exceed."""
    wanted, so_far = share * sum(lengths.values()), 0
    for length in sorted(lengths):
        so_far += lengths[length]
        if so_far >= wanted:
            return length
    return max(lengths)


def _labels(schema: Schema, options: ExportOptions, facts: CardFacts) -> str:
    parts = ["### Labels", _NUMBERS, *facts.chart("labels")]
    for noun in (*NOUNS, *([LINK] if schema.links else [])):
        guideline = schema.guidelines[noun]
        title = "Sentence" if noun == "annotation" else guideline.title
        parts.append(f"#### {escaped(title)}\n\n{escaped(guideline.description)}" + _example_of(guideline.example))
        labels = (schema.labels[noun],) if noun in schema.labels else ()
        questions = (*labels, *(question for question in schema.attributes[noun] if not question.about_article))
        parts.extend(_question(attribute, schema, options, facts) for attribute in questions)
    if schema.about_article:
        parts.append("#### Article\n\nAsked once, about the article as a whole; the answers are in `articles`.")
        parts.extend(_question(attribute, schema, options, facts) for attribute in schema.about_article)
    return "\n\n".join(parts)


def _question(attribute: Attribute, schema: Schema, options: ExportOptions, facts: CardFacts) -> str:
    order = " Ordered." if attribute.ordinal else " Several answers." if attribute.several else ""
    head = f"`{attribute.name}`: {escaped(attribute.description)}{order}{_example_of(attribute.example)}"
    hidden = attribute.free and options.without_text
    items, asked, answered = facts.coverage(schema, attribute.about, attribute.name)
    covered = "Left out of this dataset." if hidden else _coverage(attribute, items, asked, answered)
    if not attribute.choices:
        return f"{head} ({attribute.type}) {covered}"
    rows = (
        (
            number,
            f"`{choice.value}`",
            escaped(choice.description) + _example_of(choice.example),
            facts.labels.get((attribute.noun, attribute.name, choice.value), 0) or ("0" if answered else "–"),
        )
        for number, choice in enumerate(attribute.labels)
    )
    return f"{head}\n\n{covered}\n\n" + table(("number", "label", "meaning", "count"), rows)


_ITEMS = {
    "article": "articles",
    "annotation": "sentences",
    "claim": "claims",
    "source": "sources",
    "stance": "stances",
    "link": "links",
}


def _coverage(attribute: Attribute, number: int, asked: int, answered: int) -> str:
    """Return of how many items of the gold a question was asked, and how many have an answer."""
    items, asked_in_full = _ITEMS[attribute.about], not attribute.asked("quick")
    if not number:
        return f"*Never asked: there are no {items} in the gold.*"
    if not asked:
        return f"*Never asked: the {number} {items} were labelled with other schemes, which are not known to have this question.*"
    if not answered and attribute.ask == "off" and not attribute.required:
        return f"*Never asked, of none of the {asked} {items}.*"
    if not answered:
        perhaps = ", and perhaps never asked: only annotators who choose the full set of questions are" if asked_in_full else ""
        return f"*Never answered for any of the {asked} {items}{perhaps}.*"
    more = ", and only asked of annotators who choose the full set of questions" if asked_in_full else ""
    return f"*Answered for {answered} of {asked} {items}" + ("" if attribute.required else f"; it may be left open{more}") + ".*"


def _example_of(example: str) -> str:
    return f" *Example: {escaped(example)}*" if example else ""


def _citation(export: Export, options: ExportOptions, facts: CardFacts) -> str:
    fields = {
        "author": options.authors,
        "title": options.name,
        "year": facts.created[:4],
        "note": f"Version {export.version}. Made with annotate-claims {facts.tool}",
    }
    lines = "".join(f"  {name} = {{{_bibtex(value)}}},\n" for name, value in fields.items() if value.strip())
    entry = f"```bibtex\n@misc{{dataset,\n{lines}}}\n```"
    described = facts.description.get("citation", "")
    if not described:
        return f"## Citation\n\n{entry}"
    stated = fenced(described, "bibtex") if described.lstrip().startswith("@") else paragraphs(described)
    return f"## Citation\n\nPlease cite:\n\n{stated}\n\nThis version of the dataset:\n\n{entry}"


def _bibtex(text: str) -> str:
    """Return text from outside for a BibTeX field, without braces, commands and links."""
    return re.sub(r"([#$%&_])", r"\\\1", re.sub(r"[{}<>\[\]\\`|]", "", show(" ".join(text.split()))))
