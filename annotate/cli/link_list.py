"""The list of links between claims: ``annotate link --list``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annotate.cli.output import counted, indented
from annotate.text.terminal import show

if TYPE_CHECKING:
    from annotate.agreement.intervals import Figure
    from annotate.linking.closure import Decision
    from annotate.linking.recall import MeasuredRecall
    from annotate.model.claim_list import ListedClaim
    from annotate.project.link_agreement import LinkAgreement, PairAgreement
    from annotate.project.links import LinkedClaims


def link_lines(found: LinkedClaims) -> Iterator[str]:
    """Yield what was found, in lines."""
    for cluster, claims in found.clusters.items():
        yield f"{show(cluster)}: {counted(len(claims), 'claim')} that say the same"
        for claim in claims:
            yield from indented(5, f"{claim.text}  {_source(claim)}", first="  =  ")
        yield ""
    for first, second, relation, names in found.relations:
        yield from indented(2, f"{first.text}  {_source(first)}", first="  ")
        yield from indented(5, f"{relation} ({', '.join(names)})", first="  >  ")
        yield from indented(2, f"{second.text}  {_source(second)}", first="  ")
        yield ""
    for name, conflict in found.conflicts:
        chain = ", ".join(map(_worded, conflict.because))
        yield from indented(0, f"Conflict of {name}: {_worded(conflict.decision)}, but {conflict.implied} follows from {chain}")
    for name, counts in found.counts.items():
        yield f"{show(name)}: {', '.join(f'{number:,} {relation}' for relation, number in sorted(counts.items()))}"
    for (one, other), agreement in found.agreement.items():
        for indent, text in _agreement_lines(f"{one} and {other}", agreement):
            yield from indented(indent + 4, text, first=" " * indent)
    if found.open:
        yield f"Annotators differ on {counted(found.open, 'pair')}, which count for nothing: annotate link --adjudicate"
    if found.recall.audited:
        yield from indented(0, recall_words(found.recall))
    if found.stale:
        yield f"Not counted: {counted(found.stale, 'link')} of claims that were changed or removed."
    if not found.counts:
        yield "No links yet: annotate link"


def _agreement_lines(names: str, agreement: LinkAgreement) -> Iterator[tuple[int, str]]:
    """Yield an indent and a text for each line of the agreement of two annotators."""
    yield 0, f"{names}: {_on_pairs(agreement.asked)}"
    for relation, on_relation in agreement.by_relation.items():
        yield 2, f"{relation}: {_on_pairs(on_relation)}"
    for stratum, in_stratum in agreement.by_stratum.items():
        yield 2, f"stratum {stratum}: {_on_pairs(in_stratum)}"
    groupings = (
        f"clusters: pairwise F1 {_figure(agreement.pairwise)}, B-cubed F1 {_figure(agreement.b_cubed)}, without claims that are "
        f"alone {_figure(agreement.b_cubed_linked)}, adjusted Rand index {_figure(agreement.adjusted_rand)}"
    )
    yield 2, groupings


def _on_pairs(agreement: PairAgreement) -> str:
    return f"{counted(agreement.pairs, 'pair')}, {_figure(agreement.raw)} alike, alpha {_figure(agreement.alpha)}"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return "undefined"
    bounds = "" if figure.low is None or figure.high is None else f" ({figure.low:.2f} to {figure.high:.2f})"
    return f"{figure.value:.2f}{bounds}"


def recall_words(recall: MeasuredRecall) -> str:
    """Return the result of an audit in words."""
    audited = f"Audit: {counted(recall.audited, 'claim')} drawn at random, {recall.matched:,} of them with a match"
    if recall.share is None:
        return f"{audited}, so nothing can be said about recall yet."
    value, low, high = recall.share
    return (
        f"{audited}; {value:.0%} of the matches had been linked before ({low:.0%} to {high:.0%}, Wilson, 95 %). This is an upper "
        "bound: what neither the candidates nor a search brought up is not counted."
    )


def _worded(decision: Decision) -> str:
    return f"{decision.first} {decision.relation} {decision.second}"


def _source(claim: ListedClaim) -> str:
    main = claim.main
    said = f"{main.source.display_name}, {main.stance.label}" if main else ""
    return f"({'; '.join(filter(None, (claim.document.id, said)))})"


def links_to_json(found: LinkedClaims) -> dict[str, Any]:
    """Return what was found as a value for JSON."""
    return {
        "clusters": {id: [_claim_json(claim) for claim in claims] for id, claims in found.clusters.items()},
        "relations": [
            {"first": first.key, "second": second.key, "relation": relation, "annotators": list(names)}
            for first, second, relation, names in found.relations
        ],
        "conflicts": [
            {
                "annotator": name,
                "decision": _decision_json(conflict.decision),
                "implied": conflict.implied,
                "because": [_decision_json(decision) for decision in conflict.because],
            }
            for name, conflict in found.conflicts
        ],
        "decisions": {name: dict(counts) for name, counts in found.counts.items()},
        "strata": {stratum: {"asked": asked, "same": same} for stratum, (asked, same) in found.strata.items()},
        "agreement": [
            {
                "annotators": list(pair),
                "asked": _pairs_json(agreement.asked),
                "by_relation": {name: _pairs_json(on_relation) for name, on_relation in agreement.by_relation.items()},
                "by_stratum": {name: _pairs_json(in_stratum) for name, in_stratum in agreement.by_stratum.items()},
                "pairwise_f1": _figure_json(agreement.pairwise),
                "b_cubed_f1": _figure_json(agreement.b_cubed),
                "b_cubed_f1_without_singletons": _figure_json(agreement.b_cubed_linked),
                "adjusted_rand": _figure_json(agreement.adjusted_rand),
            }
            for pair, agreement in found.agreement.items()
        ],
        "open": found.open,
        "adjudicated": found.settled,
        "recall": {"audited": found.recall.audited, "matched": found.recall.matched, "share": found.recall.share},
        "stale": found.stale,
    }


def _pairs_json(agreement: PairAgreement) -> dict[str, Any]:
    return {"pairs": agreement.pairs, "raw": _figure_json(agreement.raw), "alpha": _figure_json(agreement.alpha)}


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def _claim_json(claim: ListedClaim) -> dict[str, Any]:
    return {"id": claim.key, "document": claim.document.id, "text": claim.text}


def _decision_json(decision: Decision) -> dict[str, Any]:
    return {"first": decision.first, "second": decision.second, "relation": decision.relation}
