"""Gold annotations as the columns of the config `claims`: one row per claim, with its sources and stances."""

from __future__ import annotations

from typing import Any

import numpy
import pyarrow
import pyarrow.compute as compute

from annotate.dataset.features import ARTICLE_COLUMNS, claim_columns, flat_columns
from annotate.dataset.rows.annotations import Annotations
from annotate.dataset.rows.gold import GoldColumns
from annotate.dataset.rows.list_columns import Rows, columns, find, flat, group, mask, take, take_lists
from annotate.model import AUTHOR
from annotate.model.annotations import PIECE_SEPARATOR
from annotate.model.claim_links import Place
from annotate.model.ids import split_claim_key
from annotate.schema import Schema

CLAIM_SEPARATOR = "/"
"""The text between the id of a sentence and that of a claim in it, in the claim's id in the whole dataset."""


def dataset_claim_id(key: str) -> str:
    """Return the id that a claim has in the dataset, of the key that it has in the project.

    >>> dataset_claim_id("news:bridge:120:c1")
    'news:bridge:120/c1'
    """
    return CLAIM_SEPARATOR.join(split_claim_key(key))


def claim_rows(
    schema: Schema, annotations: Annotations, gold: GoldColumns, sentence_fields: dict[str, Any], provenance: dict[str, Any]
) -> dict[str, Any]:
    """Return the columns of the config `claims`.

    `sentence_fields` are the columns that identify each sentence and its article, `provenance` those that say who made each
    annotation with what.
    """
    claims, owners = flat(take_lists(annotations.columns["claims"], gold.row))  # the owner of a claim is the row of its sentence
    fields = columns(claims)
    stances, stance_owners = _stances_by_claim(annotations, gold, fields["id"], owners)
    sources, source_owners = flat(take_lists(annotations.columns["sources"], gold.row))
    stance_sources = find(columns(stances)["source"], owners[stance_owners], columns(sources)["id"], source_owners)
    main = _main_stances(stances, stance_owners, len(claims))
    stance = columns(take(stances, main))
    source = columns(take(sources, numpy.append(stance_sources, -1)[main]))  # main is -1 for a claim without a stance: no source
    return {
        **{name: take(sentence_fields[name], owners) for name in ("document", "sentence", "sha256")},
        "claim": fields["id"],
        "claim_id": _claim_ids(sentence_fields, fields["id"], owners),
        "cluster": pyarrow.nulls(len(claims), pyarrow.string()),  # known when all articles are
        "text": compute.binary_join(_texts(fields["spans"]), PIECE_SEPARATOR),
        "sentence_text": take(sentence_fields["text"], owners),
        **{name: take(sentence_fields[name], owners) for name in ARTICLE_COLUMNS},
        **{column: fields[name] for name, column in claim_columns(schema).items()},
        "source": source["name"],
        **{column: source[name] for name, column in flat_columns(schema, "source").items()},
        "stance": stance["label"],
        **{column: stance[name] for name, column in flat_columns(schema, "stance").items()},
        "spans": fields["spans"],
        "sources": _sources_by_claim(sources, stance_sources, stance_owners, len(claims)),
        "stances": group(stances, stance_owners, len(claims)),
        **({} if schema.links is None else {"links": _links_by_claim(annotations, gold, fields, owners, sentence_fields)}),
        **{name: take(values, gold.row[owners]) for name, values in provenance.items()},
    }


def _stances_by_claim(
    annotations: Annotations, gold: GoldColumns, ids: pyarrow.Array, owners: Rows
) -> tuple[pyarrow.Array, Rows]:
    """Return all stances of gold, ordered by claim, and the row of the claim of each."""
    stances, sentence_rows = flat(take_lists(annotations.columns["stances"], gold.row))
    claim = find(columns(stances)["claim"], sentence_rows, ids, owners)
    order = numpy.argsort(claim, kind="stable")
    return stances.take(pyarrow.array(order)), claim[order]


def _main_stances(stances: pyarrow.Array, stance_owners: Rows, count: int) -> Rows:
    """Return for each claim the row of its main stance; -1 if it has none.

    The main stance is the first one whose source is not the author, or else the author's.
    """
    # Sort by claim, then author last, then original order; the first stance of each claim in this order is the main one.
    by_author = mask(compute.equal(columns(stances)["source"], AUTHOR))
    order = numpy.lexsort((numpy.arange(len(stances)), by_author, stance_owners))
    claims, first = numpy.unique(stance_owners[order], return_index=True)
    main = numpy.full(count, -1)
    main[claims] = order[first]
    return main


def _sources_by_claim(sources: pyarrow.Array, stance_sources: Rows, stance_owners: Rows, count: int) -> pyarrow.ListArray:
    """Return for each claim the sources that have a stance on it, each once, in the order of their sentence."""
    width = len(sources) + 1
    pairs = numpy.unique(stance_owners * width + stance_sources)  # a claim and a source as one number, sorted, without repeats
    return group(sources.take(pyarrow.array(pairs % width)), pairs // width, count)


def _links_by_claim(
    annotations: Annotations, gold: GoldColumns, claims: dict[str, Any], owners: Rows, sentence_fields: dict[str, Any]
) -> pyarrow.ListArray:
    """Return for each claim its links to earlier claims; the id of one is null if no gold claim is where the link leads."""
    links, sentence_rows = flat(take_lists(annotations.columns["links"], gold.row))
    fields = columns(links)
    claim = find(fields["claim"], sentence_rows, claims["id"], owners)
    order = numpy.argsort(claim, kind="stable")
    claim, links, sentence_rows = claim[order], links.take(pyarrow.array(order)), sentence_rows[order]
    fields = columns(links)
    documents = sentence_fields["document"].dictionary_encode().indices.to_numpy()
    linked = numpy.isin(documents[owners], documents[sentence_rows])  # most articles have no links, and need no look-up
    there: dict[tuple[int, Place], int] = {}
    for row, place in zip(
        numpy.flatnonzero(linked).tolist(), _places(claims["spans"].filter(pyarrow.array(linked))), strict=True
    ):
        there.setdefault((int(documents[owners[row]]), place), row)
    targets = [
        there.get((int(documents[row]), place), -1)
        for row, place in zip(sentence_rows.tolist(), _places(fields["target"]), strict=True)
    ]
    ids = take(_claim_ids(sentence_fields, claims["id"], owners), numpy.array(targets, dtype=numpy.int64))
    text = compute.binary_join(_texts(fields["target"]), PIECE_SEPARATOR)
    structs = pyarrow.StructArray.from_arrays([ids, text, fields["label"]], names=["claim_id", "text", "label"])
    return group(structs, claim, len(owners))


def _places(spans: pyarrow.ListArray) -> list[Place]:
    """Return the place of the pieces in each list, as `annotate.model.claim_links.place_of` does."""
    pieces, owners = flat(spans)
    fields = columns(pieces)
    places: list[list[tuple[int, int]]] = [[] for _ in range(len(spans))]
    for owner, start, end in zip(owners.tolist(), fields["start"].to_pylist(), fields["end"].to_pylist(), strict=True):
        places[owner].append((start, end))
    return [tuple(sorted(place)) for place in places]


def _claim_ids(sentence_fields: dict[str, Any], ids: pyarrow.Array, owners: Rows) -> pyarrow.Array:
    """Return the ids of claims in the whole dataset."""
    return compute.binary_join_element_wise(take(sentence_fields["sentence"], owners), ids, CLAIM_SEPARATOR)


def _texts(spans: pyarrow.ListArray) -> pyarrow.ListArray:
    structs, owners = flat(spans)
    return group(columns(structs)["text"], owners, len(spans))
