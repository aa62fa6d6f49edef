"""The card: YAML that the Hub and `datasets` read, and text that foreign text cannot break."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotate.dataset import Export, ExportOptions
from annotate.dataset.card import card, for_repository
from annotate.dataset.card_facts import CardFacts
from annotate.dataset.features import features
from annotate.dataset.markdown import escaped
from annotate.dataset.rows.card_counts import CardCounts
from annotate.schema import Schema

HOSTILE = 'Evil: "name" #1\n---\nlicense: mit\n---\n| a | <script>alert(1)</script> [x](http://evil) \x1b[31m\u202e `code` no'


def parts(text: str) -> tuple[dict[str, Any], str]:
    """YAML and Markdown, divided as `huggingface_hub` does."""
    from huggingface_hub.repocard import REGEX_YAML_BLOCK

    match = REGEX_YAML_BLOCK.search(text)
    assert match is not None
    return yaml.safe_load(match.group(2)), text[match.end() :]


def facts(schema: Schema, **changes: Any) -> CardFacts:
    labels = {("claim", "type", "event"): 12}
    contents = {f"{config}/train-00000-of-00001.parquet": "ab" * 32 for config in features(schema)}
    known = CardFacts(labels, frozenset({"en"}), features(schema), contents, "2026-11-22T09:00:00Z", "0.1.0")
    return replace(known, **changes)


def export(**changes: Any) -> Export:
    splits = {"train": 20, "test": 4}
    configs = dict.fromkeys(("sentences", "claims", "annotations", "articles"), splits)
    known = {"labelled": 20, "open": 1, "unseen": 3}
    return replace(Export(Path("/somewhere/bridges"), configs, 12, known, 9, 5, 10, 1, "1.2.0"), **changes)


def test_the_yaml_has_the_fields_that_the_hub_requires(exported: Export) -> None:
    from huggingface_hub import DatasetCard

    text = (exported.path / "README.md").read_text(encoding="utf-8")
    data, _ = parts(text)
    fields = ["license", "language", "pretty_name", "language_creators", "multilinguality"]
    fields += ["size_categories", "source_datasets", "task_categories", "task_ids", "tags", "configs", "dataset_info"]
    assert list(data) == fields
    assert DatasetCard(text).data.pretty_name == "Bridges"
    assert (data["license"], data["language"], data["size_categories"]) == ("other", ["en"], ["n<1K"])


def test_one_config_is_the_default_and_every_split_has_files(exported: Export) -> None:
    data, _ = parts((exported.path / "README.md").read_text(encoding="utf-8"))
    assert [config["config_name"] for config in data["configs"] if config.get("default")] == ["sentences"]
    found = set()
    for config in data["configs"]:
        for file in config["data_files"]:
            assert re.fullmatch(r"\w+", file["split"])
            matching = list(exported.path.glob(file["path"]))
            assert matching, file
            found.update(matching)
    assert found == set(exported.path.rglob("*.parquet"))


def test_the_features_are_in_the_yaml_for_every_config_and_sizes_are_not(schema: Schema, exported: Export) -> None:
    """They win over Parquet's own; sizes would have to be exact forever."""
    from datasets import Features

    data, _ = parts((exported.path / "README.md").read_text(encoding="utf-8"))
    found = {info["config_name"]: Features._from_yaml_list(info["features"]) for info in data["dataset_info"]}
    assert found == features(schema)
    assert all(set(info) == {"config_name", "features"} for info in data["dataset_info"])


def test_a_label_called_no_stays_a_word(schema: Schema) -> None:
    """In YAML a bare ``no`` is false."""
    data, _ = parts(card(export(), schema, ExportOptions(), facts(schema)))
    (claims,) = [info for info in data["dataset_info"] if info["config_name"] == "claims"]
    (found,) = [column for column in claims["features"] if column["name"] == "checkworthiness"]
    assert found["dtype"]["class_label"]["names"]["0"] == "no"


def test_the_yaml_changes_with_the_files(schema: Schema) -> None:
    """`datasets` finds its cache by the YAML of a folder and looks at no file."""
    known = facts(schema)
    other = replace(known, contents={**known.contents, "claims/train-00000-of-00001.parquet": "cd" * 32})
    one, two = (parts(card(export(), schema, ExportOptions(), each))[0]["configs"] for each in (known, other))
    changed = [config["config_name"] for config, was in zip(two, one, strict=True) if config["description"] != was["description"]]
    assert changed == ["claims"]


def test_configs_without_rows_are_left_out(schema: Schema) -> None:
    text = card(export(configs={"sentences": {"train": 5}, "articles": {"train": 1}}), schema, ExportOptions(), facts(schema))
    data, body = parts(text)
    assert [config["config_name"] for config in data["configs"]] == ["sentences", "articles"]
    assert [info["config_name"] for info in data["dataset_info"]] == ["sentences", "articles"]
    assert 'load_dataset("./bridges", "claims")' not in body
    assert "no rows yet in `claims`, `annotations`" in body


def test_label_tables_have_numbers_descriptions_and_counts_and_no_keys(schema: Schema) -> None:
    _, body = parts(card(export(), schema, ExportOptions(), facts(schema)))
    assert "| 0 | `event` | Something happened or is the case. *Example: The bridge was closed on Monday.* | 12 |" in body
    assert "x-key" not in body
    for noun, attributes in schema.attributes.items():
        for attribute in (*attributes, *([schema.labels[noun]] if noun in schema.labels else [])):
            assert f"`{attribute.name}`: " in body
            for number, choice in enumerate(attribute.choices):
                assert f"| {number} | `{choice.value}` | {escaped(choice.description)}" in body


def test_a_property_that_somebody_adds_is_described(schema: Schema) -> None:
    import json

    from annotate.schema import parse_schema

    raw = json.loads(json.dumps(schema.raw))
    labels = [{"const": name, "title": name, "description": f"It is {name}.", "x-key": name[0]} for name in ("calm", "heated")]
    raw["$defs"]["claim"]["properties"]["text"] = {"title": "Tone", "description": "How it | sounds.", "oneOf": labels}
    changed = parse_schema(json.dumps(raw))
    _, body = parts(card(export(), changed, ExportOptions(), facts(changed, labels={("claim", "text", "heated"): 3})))
    assert "`text`: How it \\| sounds." in body
    assert "| 1 | `heated` | It is heated. | 3 |" in body
    assert "`text` of a claim is `claim_text`" in body


def test_foreign_text_breaks_neither_yaml_nor_markdown(schema: Schema) -> None:
    hostile = facts(schema, languages=frozenset({"en", "x: [", HOSTILE}), created=HOSTILE, tool=HOSTILE)
    options = ExportOptions(name=HOSTILE, authors=HOSTILE)
    text = card(export(path=Path("/x") / 'a"b`\n```'), schema, options, hostile)
    data, body = parts(text)
    assert data["pretty_name"] == " ".join(HOSTILE.split())
    assert "\u202e" not in text
    assert data["language"] == ["en"]
    assert data["configs"][0]["default"] is True
    assert "http://" not in body.partition("## Citation")[0]
    for bad in ("<script>", "[x](", "\x1b", "\u202e", "`code`"):
        assert bad not in body
    assert body.count("\n```") == 4, "a snippet and a citation"
    assert 'load_dataset("./a\\"b`\\n```", split="train")' in body


def test_the_loading_snippet_works(exported: Export, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (exported.path / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    monkeypatch.chdir(exported.path.parent)
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    scope: dict[str, Any] = {}
    exec(code, scope)
    assert scope["names"][-1] == "skip"
    assert set(scope["claims"]) == {"train", "validation", "test"}


def test_the_card_describes_the_options(schema: Schema) -> None:
    def body(changes: dict[str, Any] | None = None, **options: Any) -> str:
        return " ".join(parts(card(export(**(changes or {})), schema, ExportOptions(**options), facts(schema)))[1].split())

    assert "otherwise the label of the majority" in body()
    assert "3 single, 7 open." in body({"gold": {"single": 3, "open": 7}})
    assert "chosen by name" in body(gold="Zoe")
    assert "Zoe" not in body(gold="Zoe")
    assert "the key is not part" in body()
    assert "under the names they chose" in body(names=True)
    assert "**Without text.**" in body(without_text=True)
    assert "seed 3; validation 0.1, test 0.2" in body(seed=3, test=0.2)
    assert "An outlet (the host of `url`) is in one split" in body(split_by="outlet")
    assert "The newest articles are `test`" in body(split_by="date")
    assert "Fewer than 10 articles" in body({"documents": 9})
    assert "author = {Ada Brandt}" in body(authors="Ada Brandt")
    assert "author = " not in body()
    assert "- articles of something: 3" in body({"left_out": {"articles of something": 3}})
    assert "`claim.type` (2)" in body({"missing": {"claim.type": 2}})


@pytest.mark.parametrize(("rows", "size"), [(999, "n<1K"), (1_000, "1K<n<10K"), (250_000, "100K<n<1M"), (10**7, "10M<n<100M")])
def test_sizes_are_those_of_the_hub(schema: Schema, rows: int, size: str) -> None:
    data, _ = parts(card(export(configs={"sentences": {"train": rows}}), schema, ExportOptions(), facts(schema)))
    assert data["size_categories"] == [size]


@pytest.mark.parametrize(
    ("languages", "codes", "tags", "multilinguality"),
    [
        ({"en", "pt-BR"}, ["en", "pt"], ["pt-BR"], ["multilingual"]),
        ({"en", "en-GB", "en_US"}, ["en"], ["en-GB", "en-US"], ["monolingual"]),
        ({"EN-gb", "en-GB", "De"}, ["de", "en"], ["en-GB", "en-gb"], ["multilingual"]),
        ({"eng", "en-GB", "EN", "eng-US"}, ["en"], ["en-GB", "en-US"], ["monolingual"]),
        ({"deu", "ger", "de-AT", "iw", "he"}, ["de", "he"], ["de-AT"], ["multilingual"]),
        ({"jp", "cz", "xx", "und", "mul", "zxx"}, None, None, None),
        ({"zh-Hant-TW", "gsw", "ca-x-old"}, ["ca", "gsw", "zh"], ["ca-x-old", "zh-Hant-TW"], ["multilingual"]),
        ({"de"}, ["de"], None, ["monolingual"]),
        ({"English", "e", "en-", "12", "en GB", ""}, None, None, None),
        (set(), None, None, None),
    ],
)
def test_languages_are_those_of_the_hub(schema: Schema, languages: set[str], codes: Any, tags: Any, multilinguality: Any) -> None:
    data, _ = parts(card(export(), schema, ExportOptions(), facts(schema, languages=frozenset(languages))))
    assert (data.get("language"), data.get("language_bcp47")) == (codes, tags)
    assert data.get("multilinguality") == multilinguality


@pytest.mark.parametrize(
    ("recruitment", "creators"),
    [("experts", ["expert-generated"]), ("crowd", ["crowdsourced"]), ("others", ["other"]), ("", None)],
)
def test_the_kind_of_annotators_is_asserted_only_if_somebody_said_it(schema: Schema, recruitment: str, creators: Any) -> None:
    said = facts(schema, description={"recruitment": recruitment})
    data, _ = parts(card(export(), schema, ExportOptions(), said))
    assert data.get("annotations_creators") == creators


def test_languages_are_named_with_their_articles_and_those_that_are_none(schema: Schema) -> None:
    counts = CardCounts(languages=Counter({"en-GB": 2, "eng": 1, "de": 4, "jp": 1, None: 3}))
    known = facts(schema, languages=frozenset({"en-GB", "eng", "de", "jp"}), counts=counts)
    _, body = parts(card(export(), schema, ExportOptions(), known))
    assert "German (de: 4); English (en-GB: 2, eng: 1); not codes of ISO 639: jp: 1; not known: 3" in body
    assert (
        "- **Language(s):** not known\n"
        in parts(card(export(), schema, ExportOptions(), facts(schema, languages=frozenset())))[1]
    )


def test_every_config_and_column_is_described(schema: Schema) -> None:
    data, body = parts(card(export(), schema, ExportOptions(), facts(schema)))
    for config, columns in features(schema).items():
        (description,) = (each["description"] for each in data["configs"] if each["config_name"] == config)
        assert re.fullmatch(r"(A|An|The) .+\. \(Files: sha256:[0-9a-f]{64}\)", description)
        (table,) = re.findall(rf"#### `{config}`\n\n(.*?)\n\n", body, re.DOTALL)
        rows = [line.split(" | ") for line in table.splitlines()[2:]]
        assert [row[0] for row in rows] == [f"| `{column}`" for column in columns]
        assert all(row[2].removesuffix(" |").strip() for row in rows)


def asked(**numbers: tuple[int, int]) -> CardCounts:
    """The numbers of claims that a question was asked of, and answered for, under scheme 1.0."""
    every = {("claim", name, "1.0"): number for name, (number, _) in numbers.items()}
    return CardCounts(asked=Counter(every), answered=Counter({key: numbers[key[1]][1] for key in every}))


def test_never_asked_is_not_zero(schema: Schema) -> None:
    counts = asked(type=(9, 9), checkworthiness=(9, 2), polarity=(9, 0))
    labels = {("claim", "type", "event"): 9, ("claim", "checkworthiness", "high"): 2}
    _, body = parts(card(export(), schema, ExportOptions(), facts(schema, counts=counts, labels=labels)))
    assert "*Answered for 9 of 9 claims.*" in body
    assert "| 1 | `quantity` | A number, comparison, rank or change. *Example: Rents rose by 4 percent.* | 0 |" in body
    assert "*Answered for 2 of 9 claims; it may be left open" in body
    assert "*Never answered for any of the 9 claims" in body
    assert "| 0 | `affirmed` | It says that something is so. | – |" in body
    assert "*Never asked: there are no stances in the gold.*" in body
    older = CardCounts(asked=Counter({("claim", "type", "0.9"): 4}))
    _, body = parts(card(export(), schema, ExportOptions(), facts(schema, counts=older, labels={})))
    assert "*Never asked: the 4 claims were labelled with other schemes, which are not known to have this question.*" in body


def test_free_text_that_is_left_out_is_not_called_unanswered(schema: Schema) -> None:
    _, body = parts(card(export(), schema, ExportOptions(without_text=True), facts(schema, counts=asked(normalized=(9, 0)))))
    assert "understood on its own. (string) Left out of this dataset." in body


def test_lengths_are_those_of_the_texts(schema: Schema) -> None:
    lengths = {"characters in a claim": Counter({3: 18, 5: 1, 100: 1}), "sentences in an article": Counter[int]()}
    _, body = parts(card(export(), schema, ExportOptions(), facts(schema, counts=CardCounts(lengths=lengths))))
    assert "| characters in a claim | 3 | 3 | 8.0 | 5 | 100 |" in body
    assert "| sentences in an article" not in body


def test_an_example_is_shown_as_it_is(schema: Schema) -> None:
    _, body = parts(card(export(), schema, ExportOptions(), facts(schema, example={"text": 'a "b"\n```\u202e', "label": None})))
    assert '```json\n{\n "text": "a \\"b\\"\\n```' in body.replace("````json", "```json")
    assert "\u202e" not in body


def test_after_a_push_the_snippet_names_the_repository(schema: Schema) -> None:
    text = card(export(path=Path("/x") / 'a"b'), schema, ExportOptions(), facts(schema))
    pushed = for_repository(text, "ada/dam")
    lines = [line for line in pushed.splitlines() if "load_dataset(" in line]
    assert lines[0] == 'sentences = load_dataset("ada/dam", split="train")'
    assert lines[1:] == [f'{config} = load_dataset("ada/dam", "{config}")' for config in ("claims", "annotations", "articles")]
    assert "  url = {https://huggingface.co/datasets/ada/dam},\n}" in pushed
    assert "./a" not in pushed
    assert for_repository(pushed, "ada/dam") == pushed
    assert 'load_dataset("ada/dam", revision="draft", split="train")' in for_repository(text, "ada/dam", "draft")
    assert text.partition("```python")[0] == pushed.partition("```python")[0]


def test_what_is_to_be_cited_is_cited(schema: Schema) -> None:
    def citation(text: str) -> str:
        return card(export(), schema, ExportOptions(), facts(schema, description={"citation": text})).partition("## Citation")[2]

    assert "Please cite" not in citation("")
    assert "```bibtex\n@article{x,\n title={A_b}}\n```" in citation("@article{x,\n title={A_b}}")
    assert "Brandt \\<i\\>2026" in citation("Brandt <i>2026")
    assert "````bibtex\n@x{```}\n````" in citation("@x{```}")


def test_a_citation_is_valid_whatever_the_name(schema: Schema) -> None:
    text = card(export(), schema, ExportOptions(name="A {b} \\input{x} & 50 %_", authors="Ada"), facts(schema))
    assert "  title = {A b inputx \\& 50 \\%\\_},\n  year = {2026}," in text


def test_where_answers_came_from_is_said_if_any_was_predicted(schema: Schema) -> None:
    origins = {("claim.type", "accepted"): 8, ("claim.type", "edited"): 2, ("source.naming", "manual"): 3}
    text = card(export(), schema, ExportOptions(), facts(schema, origins=origins))
    assert "| question | accepted | edited | manual |" in text
    assert "| claim.type | 8 | 2 | 0 |" in text
    assert "| source.naming | 0 | 0 | 3 |" in text
    for none in ({}, {("claim.type", "manual"): 9}):
        assert "were predicted by rules" not in card(export(), schema, ExportOptions(), facts(schema, origins=none))
