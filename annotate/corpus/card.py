"""The card of a corpus, by which `datasets` loads its tables: what they are, and that nobody has checked them."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from annotate.corpus.layout import CONFIGS

_ABOUT = {
    "articles": "an article: its text, its metadata, and the numbers of its sentences and suggestions",
    "sentences": "a sentence that would be annotated, with its offsets in the text of its article",
    "suggestions": "a claim that a rule suggests, with its source, the stance of the source and their offsets",
    "blocks": "a block of an article: its role, its offsets, and the rule that decided the role",
    "near_duplicates": "an article that is nearly the same as others: the first article of its group, and how many there are",
    "containment": "an article with much of another one in it: the other one, and how many `of` its long sentences are `shared`",
    "problems": "a file, row or record that could not be read, or a notice about one that was",
}
_TEXT = """\
# A corpus of news, labelled by rules

**This is silver, not gold.** Its labels are what hand-written rules suggest. Nobody has looked at them, so a score on them
measures the rules. To measure how often these are right, draw a sample (`annotate corpus sample`), label it, and compare.

| config | one row is | rows |
| --- | --- | ---: |
{rows}

```python
from datasets import load_dataset

suggestions = load_dataset("{folder}", "suggestions", split="train", streaming=True)
```

`article` is the key that connects the tables. Offsets are Unicode code points into `text` of `articles`, half-open. `rank` is a
hash of the text, by which samples are drawn. No near-duplicate was removed.

The rights to the articles are unchanged. Made with annotate-claims; the same input gives the same files with these
versions: {versions}.
"""


def card(folder: str, rows: Mapping[str, int], fingerprint: Mapping[str, str]) -> str:
    """Return the text of the card of a corpus; `rows` are the numbers of rows by table, of those that are there."""
    configs = [name for name in CONFIGS if name in rows]
    metadata = {
        "license": "other",
        "pretty_name": "A corpus of news, labelled by rules",
        "annotations_creators": ["machine-generated"],
        "tags": ["silver", "claims", "news"],
        "configs": [
            {"config_name": name, "data_files": f"{name}/*.parquet", **({"default": True} if name == CONFIGS[0] else {})}
            for name in configs
        ],
    }
    table = "\n".join(f"| `{name}` | {_ABOUT[name]} | {rows[name]:,} |" for name in configs)
    versions = ", ".join(f"{name} {value}" for name, value in fingerprint.items() if name != "annotate" and value != "none")
    head = yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True)
    return f"---\n{head}---\n\n" + _TEXT.format(rows=table, folder=folder, versions=versions)
