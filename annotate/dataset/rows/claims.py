"""Gold annotations -> the columns of the config `claims`: one row a claim, with its sources and stances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotate.dataset.features import claim_columns, flat_columns
from annotate.dataset.rows.annotations import Annotations
from annotate.dataset.rows.gold import GoldColumns
from annotate.dataset.rows.list_columns import columns, find, flat, grouped, lists_taken, mask, taken
from annotate.model import AUTHOR
from annotate.schema import Schema

if TYPE_CHECKING:
    import pyarrow

    from annotate.dataset.rows.list_columns import Rows

PIECES = " … "
"""Stands between the pieces of a claim in its text."""


def claim_rows(
    schema: Schema, found: Annotations, golds: GoldColumns, place: dict[str, Any], by: dict[str, Any]
) -> dict[str, Any]:
    """The columns. `place` are those of the sentences, `by` those that say who annotated with what."""
    import numpy
    import pyarrow.compute as compute

    claims, owners = flat(lists_taken(found.columns["claims"], golds.row))  # an owner is the row of a sentence
    fields = columns(claims)
    stances, of_stance = _stances(found, golds, fields["id"], owners)
    sources, of_source = flat(lists_taken(found.columns["sources"], golds.row))
    heard = find(columns(stances)["source"], owners[of_stance], columns(sources)["id"], of_source)
    main = _main(stances, of_stance, len(claims))
    stance = columns(taken(stances, main))
    source = columns(taken(sources, numpy.append(heard, -1)[main]))
    return {
        **{name: taken(place[name], owners) for name in ("document", "sentence", "sha256")},
        "claim": fields["id"],
        "text": compute.binary_join(_texts(fields["spans"]), PIECES),
        "sentence_text": taken(place["text"], owners),
        **{column: fields[name] for name, column in claim_columns(schema).items()},
        "source": source["name"],
        **{column: source[name] for name, column in flat_columns(schema, "source").items()},
        "stance": stance["label"],
        **{column: stance[name] for name, column in flat_columns(schema, "stance").items()},
        "spans": fields["spans"],
        "sources": _heard(sources, heard, of_stance, len(claims)),
        "stances": grouped(stances, of_stance, len(claims)),
        **{name: taken(values, golds.row[owners]) for name, values in by.items()},
    }


def _stances(found: Annotations, golds: GoldColumns, ids: pyarrow.Array, owners: Rows) -> tuple[pyarrow.Array, Rows]:
    """All stances of gold, claim by claim, with the row of the claim that each is on."""
    import numpy
    import pyarrow

    stances, of_sentence = flat(lists_taken(found.columns["stances"], golds.row))
    claim = find(columns(stances)["claim"], of_sentence, ids, owners)
    order = numpy.argsort(claim, kind="stable")
    return stances.take(pyarrow.array(order)), claim[order]


def _main(stances: pyarrow.Array, of_stance: Rows, count: int) -> Rows:
    """For each claim the row of the first stance of a source that is not the author, else of the author's; -1 where none is."""
    import numpy
    import pyarrow.compute as compute

    authors = mask(compute.equal(columns(stances)["source"], AUTHOR))
    order = numpy.lexsort((numpy.arange(len(stances)), authors, of_stance))
    claims, first = numpy.unique(of_stance[order], return_index=True)
    main = numpy.full(count, -1)
    main[claims] = order[first]
    return main


def _heard(sources: pyarrow.Array, heard: Rows, of_stance: Rows, count: int) -> pyarrow.ListArray:
    """For each claim the sources that have a stance on it, each once, in the order of their sentence."""
    import numpy
    import pyarrow

    width = len(sources) + 1
    once = numpy.unique(of_stance * width + heard)
    return grouped(sources.take(pyarrow.array(once % width)), once // width, count)


def _texts(spans: pyarrow.ListArray) -> pyarrow.ListArray:
    pieces, owners = flat(spans)
    return grouped(columns(pieces)["text"], owners, len(spans))
