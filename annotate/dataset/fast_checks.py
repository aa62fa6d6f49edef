"""Which batches surely have no problem: what `Store.check_integrity`, `check_record` and `check_revisions` find nothing in, told
in a fraction of their time on the columns that an export has made of it anyway.

It may doubt what they find in order, never the other way round: whoever doubts asks them, and they have the words for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from annotate.checks.semantics import is_readable
from annotate.dataset.rows.annotations import Annotations, misquoted
from annotate.dataset.rows.list_columns import columns, find, flat, mask
from annotate.dataset.rows.records import DecisionRow
from annotate.dataset.rows.sentences import Sentences
from annotate.model import AUTHOR
from annotate.schema import Schema
from annotate.schema.wellknown import CLAIM, SKIP, TYPE

if TYPE_CHECKING:
    import pyarrow

    from annotate.dataset.rows.list_columns import Rows


def follows(decisions: Iterable[DecisionRow], schema: Schema) -> bool:
    """Whether all decisions surely follow the schema."""
    try:
        return all(schema.accepts(row.to_json()) and is_readable(row.schema, schema.version) for row in decisions)
    except ValueError:  # no JSON
        return False


def is_obviously_valid(found: Annotations, sentences: Sentences, schema: Schema, of: Any) -> bool:
    """Whether annotations that follow the schema surely have no problem, and neither have the articles they are on.

    All that is said of the articles must be there; `of` is the Feature of an annotation.
    """
    return (
        not found.annotations.null_count
        and _segmented(sentences)
        and next(misquoted(found, sentences), None) is None
        and _claims(found, sentences, of["label"])
        and _stances(found)
        and _sources(found, sentences, schema, of["sources"].feature)
    )


def _segmented(sentences: Sentences) -> bool:
    """Whether blocks lie in the text, sentences in their blocks, each after the one before and called by where it starts."""
    import numpy
    import pyarrow
    import pyarrow.compute as compute

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
    """Whether each claim has its pieces in order, one in its sentence, an id and a stretch of its own; whether the label fits."""
    import numpy

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


def _stances(found: Annotations) -> bool:
    """Whether each stance is of a source on a claim that are there, and the only one; whether each claim has one, if finished."""
    import numpy

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
    """Whether a source is called something, and always the same; whether the author is the scheme's."""
    import pyarrow
    import pyarrow.compute as compute
    from datasets import ClassLabel

    sources, owners = flat(found.columns["sources"])
    author = mask(compute.equal(columns(sources)["id"], AUTHOR))
    theirs = columns(sources.filter(pyarrow.array(author)))
    for name, value in schema.author.items():
        wanted = of[name].str2int(value) if isinstance(of[name], ClassLabel) else value
        if theirs[name].null_count or compute.unique(theirs[name]).to_pylist() not in ([], [wanted]):
            return False
    owners, others = owners[~author], columns(sources.filter(pyarrow.array(~author)))
    named = others["name"].filter(pyarrow.array(found.done[owners]))
    if not all(name.strip() for name in compute.unique(named).to_pylist()):
        return False
    annotators = _codes(pyarrow.array([row.layer + row.annotator for row in found.rows], pyarrow.string()))
    keys = sentences.document[found.sentence[owners]], annotators[owners], _codes(others["id"])
    for name in others.keys() & {"name", TYPE}:
        values = others[name]
        said = mask(compute.not_equal(values, "") if pyarrow.types.is_string(values.type) else values.is_valid())
        heard = [key[said] for key in (*keys, _codes(values))]
        if _distinct(*heard) != _distinct(*heard[:-1]):
            return False
    return True


# -- on numbers -----------------------------------------------------------------------------------------------------------


def _in_order(start: Rows, end: Rows, owners: Rows) -> bool:
    """Whether no stretch is empty, and each lies behind the one before of the same owner."""
    overlap = (owners[1:] == owners[:-1]) & (start[1:] < end[:-1])
    return bool((start >= 0).all() and (start < end).all() and not overlap.any())


def _codes(values: pyarrow.Array) -> Rows:
    """A number for each, the same for the same."""
    found: Rows = values.dictionary_encode().indices.fill_null(-1).to_numpy()
    return found


def _distinct(*keys: Rows) -> int:
    """How many different ones there are."""
    import numpy

    order = numpy.lexsort(keys)
    changes = numpy.zeros(max(len(order) - 1, 0), dtype=bool)
    for key in keys:
        ordered = key[order]
        changes |= ordered[1:] != ordered[:-1]
    return min(len(order), 1) + int(changes.sum())
