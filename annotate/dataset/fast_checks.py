"""A fast filter for batches that surely have no problem, on the columns that an export makes of them anyway.

`Store.check_integrity`, `check_record` and `check_revisions` find nothing in a batch that passes, and take many times longer. The
filter may reject a batch in which they find nothing, never the other way round; they then explain the problems, if there are any.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as compute
from datasets import ClassLabel

from annotate.checks.semantics import is_readable
from annotate.dataset.rows.annotations import Annotations, misquoted
from annotate.dataset.rows.list_columns import Rows, columns, find, flat, mask, texts
from annotate.dataset.rows.sentences import Sentences
from annotate.model import AUTHOR
from annotate.schema import Schema
from annotate.schema.wellknown import CLAIM, SKIP, TYPE
from annotate.store.records import DecisionRow


def follows(decisions: Iterable[DecisionRow], schema: Schema) -> bool:
    """Return True if all decisions surely follow the schema."""
    try:
        return all(schema.accepts(row.to_json()) and is_readable(row.schema, schema.version) for row in decisions)
    except ValueError:  # not valid JSON
        return False


def is_obviously_valid(found: Annotations, sentences: Sentences, schema: Schema, of: Any) -> bool:
    """Return True if annotations that follow the schema, and the articles they are on, surely have no problem.

    All decisions on the articles must be given; `of` is the feature of an annotation.
    """
    return (
        not found.annotations.null_count
        and _segmented(sentences)
        and next(misquoted(found, sentences), None) is None
        and _claims(found, sentences, of["label"])
        and _stances(found)
        and _sources(found, sentences, schema, of["sources"].feature)
        and _without_links(found)
    )


def _segmented(sentences: Sentences) -> bool:
    """Check that blocks are in the text, sentences in their blocks, in order, and that ids match where sentences start."""
    lengths = numpy.array([len(document.text) for document in sentences.documents])
    blocks, owners = flat(sentences.blocks)
    start, end = (columns(blocks)[name].to_numpy() for name in ("start", "end"))
    block, document = sentences.block, sentences.document
    if not (_in_order(start, end, owners) and (end <= lengths[owners]).all()):
        return False
    ids = pyarrow.array([document.id for document in sentences.documents], pyarrow.string()).take(pyarrow.array(document))
    names = compute.binary_join_element_wise(ids, pyarrow.array(sentences.start).cast(pyarrow.string()), ":")
    return bool(
        (block >= 0).all()
        and (owners[block] == document).all()
        and _in_order(sentences.start, sentences.end, document)
        and ((start[block] <= sentences.start) & (sentences.end <= end[block])).all()
        and names.equals(sentences.id)
    )


def _claims(found: Annotations, sentences: Sentences, label: Any) -> bool:
    """Check that the spans of each claim are in order and touch its sentence, ids and places are unique, and the label fits."""
    claims, owners = flat(found.columns["claims"])
    spans, of_claim = flat(columns(claims)["spans"])
    start, end = (columns(spans)[name].to_numpy() for name in ("start", "end"))
    sentence = found.sentence[owners[of_claim]]
    inside = (start < sentences.end[sentence]) & (sentences.start[sentence] < end)
    pieces = numpy.bincount(of_claim, minlength=len(claims))
    if not (pieces > 0).all():
        return False
    last = numpy.cumsum(pieces) - 1
    skip = label.str2int(SKIP)
    labels = found.columns["label"].fill_null(skip).to_numpy()
    claimed = numpy.bincount(owners, minlength=len(found.rows)) > 0
    return bool(
        _in_order(start, end, of_claim)
        and (numpy.bincount(of_claim[inside], minlength=len(claims)) > 0).all()
        and _distinct(owners, _codes(columns(claims)["id"])) == len(claims)
        and _distinct(owners, start[last - pieces + 1], end[last], pieces) == len(claims)
        and ((labels == skip) | (claimed == (labels == label.str2int(CLAIM)))).all()
    )


def _author_answer(feature: Any, answer: Any) -> Any:
    """Return an answer about the author as it is in a column: labels are numbers, and several of them are a text of `texts`."""
    if isinstance(feature, ClassLabel):
        return feature.str2int(answer)
    return " ".join(str(feature.feature.str2int(label)) for label in answer) if isinstance(answer, tuple) else answer


def _stances(found: Annotations) -> bool:
    """Check that each stance has an existing source and claim, no pair has two, and claims of finished sentences have one."""
    stances, owners = flat(found.columns["stances"])
    claims, of_claims = flat(found.columns["claims"])
    sources, of_sources = flat(found.columns["sources"])
    claim = find(columns(stances)["claim"], owners, columns(claims)["id"], of_claims)
    source = find(columns(stances)["source"], owners, columns(sources)["id"], of_sources)
    taken = numpy.isin(numpy.arange(len(claims)), claim)
    return bool(
        (claim >= 0).all()
        and (source >= 0).all()
        and _distinct(claim, source) == len(stances)
        and _distinct(of_sources, _codes(columns(sources)["id"])) == len(sources)
        and (taken | ~found.done[of_claims]).all()
    )


def _sources(found: Annotations, sentences: Sentences, schema: Schema, of: Any) -> bool:
    """Check that sources have names, each always the same name and type, and that the author is the one of the scheme."""
    sources, owners = flat(found.columns["sources"])
    author = mask(compute.equal(columns(sources)["id"], AUTHOR))
    theirs = columns(sources.filter(pyarrow.array(author)))
    for name, value in schema.author.items():
        given = compute.unique(texts(theirs[name])).to_pylist()
        if theirs[name].null_count or given not in ([], [_author_answer(of[name], value)]):
            return False
    owners, others = owners[~author], columns(sources.filter(pyarrow.array(~author)))
    named = others["name"].filter(pyarrow.array(found.done[owners]))
    if not all(name.strip() for name in compute.unique(named).to_pylist()):
        return False
    annotators = _codes(pyarrow.array([row.layer + row.annotator for row in found.rows], pyarrow.string()))
    keys = sentences.document[found.sentence[owners]], annotators[owners], _codes(others["id"])
    for name in others.keys() & {"name", TYPE}:
        values = texts(others[name])
        said = mask(compute.not_equal(values, "") if pyarrow.types.is_string(values.type) else values.is_valid())
        heard = [key[said] for key in (*keys, _codes(values))]
        if _distinct(*heard) != _distinct(*heard[:-1]):
            return False
    return True


def _without_links(found: Annotations) -> bool:
    """Check that no claim is linked to another: whether a link leads to a claim, only the checks can tell."""
    return "links" not in found.columns or not len(flat(found.columns["links"])[0])


# -- on numbers -----------------------------------------------------------------------------------------------------------


def _in_order(start: Rows, end: Rows, owners: Rows) -> bool:
    """Check that no span is empty, and each follows the previous one of the same owner."""
    overlap = (owners[1:] == owners[:-1]) & (start[1:] < end[:-1])
    return bool((start >= 0).all() and (start < end).all() and not overlap.any())


def _codes(values: pyarrow.Array) -> Rows:
    """Return a number for each value, the same for equal values."""
    found: Rows = values.dictionary_encode().indices.fill_null(-1).to_numpy()
    return found


def _distinct(*keys: Rows) -> int:
    """Return the number of different tuples of keys."""
    order = numpy.lexsort(keys)
    changes = numpy.zeros(max(len(order) - 1, 0), dtype=bool)
    for key in keys:
        ordered = key[order]
        changes |= ordered[1:] != ordered[:-1]
    return min(len(order), 1) + int(changes.sum())
