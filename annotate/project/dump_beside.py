"""A dump beside the files of another tool: what these cannot hold comes back from it where nobody moved a span."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotate.interchange.mapping import Imported
from annotate.interchange.reading import json_lines
from annotate.interchange.values import InputFile, InterchangeError
from annotate.model import Annotation, Claim, Document, Layer, Revision, revision_from_json
from annotate.model.assignments import Assignment, assignment_from_json
from annotate.model.claim_links import Place, place_of
from annotate.model.ids import split_sentence_id
from annotate.model.json import TEXT_SHA256
from annotate.schema import Schema

DUMP = "annotate-dump.jsonl"
"""The name of the dump in an exported folder."""

_Key = tuple[str, str, str, Layer]


def split_off_dump(files: Sequence[InputFile]) -> tuple[list[InputFile], InputFile | None]:
    """Return the files of the other tool, and the dump among them if there is one."""
    dumps = [file for file in files if file.name.rpartition("/")[2] == DUMP]
    return [file for file in files if file not in dumps], dumps[0] if dumps else None


@dataclass(frozen=True, slots=True)
class DumpBeside:
    """The content of a dump that other files have no place for.

    newest: the newest decisions, by the text of the article, the start of the sentence, the annotator and the layer.
    assignments: how articles were chosen, by the text of the article and the annotator.
    """

    newest: Mapping[_Key, Revision]
    assignments: Mapping[tuple[str, str], Sequence[Assignment]]

    @classmethod
    def read(cls, file: InputFile, schema: Schema) -> DumpBeside:
        """Return the decisions of a dump, and how their articles were chosen. Raises InterchangeError if a line is neither."""
        newest: dict[_Key, Revision] = {}
        assignments: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
        texts: dict[str, str] = {}
        for line in json_lines(file):
            where, record = line.where, line.data
            if "version" in record or "link" in record:
                continue
            if "assignment" in record:  # after the decisions on its article
                try:
                    given = assignment_from_json(record)
                except ValueError as error:
                    raise InterchangeError(f"{where}: {error}; remove the dump to import without it.") from None
                assignments[texts.get(given.document, ""), given.annotator].append(given)
                continue
            if not schema.made_with(record).accepts(record):
                raise InterchangeError(f"{where}: this is not a decision of this scheme; remove the dump to import without it.")
            revision = revision_from_json(record)
            if text_sha256 := str(record.get(TEXT_SHA256, "")):
                texts[revision.document] = text_sha256
            key = (
                text_sha256,
                split_sentence_id(revision.sentence)[1],
                revision.annotator,
                revision.layer,
            )
            if key not in newest or newest[key].created < revision.created:
                newest[key] = revision
        return cls(newest, assignments)

    def preferred(self, document: Document, annotator: str, layer: Layer, item: Imported) -> Imported:
        """Return the decision in the dump if the imported one has the same spans and stances, with the answers of the import."""
        revision = self.newest.get((document.text_sha256, str(item.sentence.start), annotator, layer))
        known = revision.annotation if revision else None
        if revision is None or known is None or not _is_unchanged(known, item.annotation):
            return item
        answers = {_hull(claim): claim.attributes for claim in item.annotation.claims}
        ids = {
            claim.id: known_claim.id
            for claim in item.annotation.claims
            for known_claim in known.claims
            if _hull(claim) == _hull(known_claim)
        }
        claims = tuple(replace(claim, attributes={**claim.attributes, **answers[_hull(claim)]}) for claim in known.claims)
        origins = tuple(replace(origin, item=ids[origin.item]) for origin in item.origins if origin.item in ids)
        return item._replace(annotation=replace(known, claims=claims), origins=origins, seconds=revision.seconds)


def _is_unchanged(known: Annotation, imported: Annotation) -> bool:
    if imported.label not in (None, known.label) or Counter(map(_hull, known.claims)) != Counter(map(_hull, imported.claims)):
        return False
    mentions = {source.mention for source in known.sources}
    if any(source.mention and source.mention not in mentions for source in imported.sources):
        return False
    return not _stances(imported) - _stances(known) and not _links(imported) - _links(known)


def _links(annotation: Annotation) -> Counter[tuple[tuple[int, int], Place, str]]:
    claims = {claim.id: _hull(claim) for claim in annotation.claims}
    return Counter((claims[link.claim], place_of(link.target), link.label) for link in annotation.links if link.claim in claims)


def _hull(claim: Claim) -> tuple[int, int]:
    return claim.spans[0].start, claim.spans[-1].end


def _stances(annotation: Annotation) -> Counter[tuple[tuple[int, int], object, str]]:
    claims = {claim.id: _hull(claim) for claim in annotation.claims}
    mentions = {source.id: source.mention for source in annotation.sources if source.mention}
    return Counter(
        (claims[stance.claim], mentions[stance.source], stance.label)
        for stance in annotation.stances
        if stance.claim in claims and stance.source in mentions
    )
