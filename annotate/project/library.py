"""The project's articles as a labelling session looks into them: for a text, and for claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.errors import AnnotateError, ArticleError
from annotate.labelling.actions.finding import hits
from annotate.labelling.state import Hit
from annotate.model.claim_list import ListedClaim
from annotate.project.claims import list_claims, own_claims, parse_conditions
from annotate.schema import Schema
from annotate.store import Store

GOLD = "gold"
"""The word for the gold claims where an annotator is named."""


@dataclass(frozen=True, slots=True)
class ProjectLibrary:
    """The articles of a project beside a document that an annotator has opened."""

    store: Store
    schema: Schema
    document: str
    annotator: str

    def find(self, text: str, *, backwards: bool) -> Hit | None:
        """Return the first hit in the articles after this one, or before it, this one last. Raises StoreError."""
        for id in self.store.ids_around(self.document, backwards=backwards):  # mostly one of the first has it
            if places := hits(self.store.document(id), text):
                place = len(places) - 1 if backwards else 0
                return Hit(id, places[place] + 1, place + 1, len(places))
        return None

    def claims(self, conditions: str, *, everywhere: bool) -> Sequence[ListedClaim]:
        """Return the claims of this article, or of all, that conditions apply to: the annotator's own if no other is named.

        Raises AnnotateError if a condition is not known, and StoreError.
        """
        chosen, annotator = parse_conditions(self.schema, _words(conditions))
        documents = () if everywhere else (self.document,)
        if annotator is None:
            return own_claims(self.store, self.schema, documents, self.annotator, chosen)
        return list_claims(self.store, self.schema, documents, None if annotator == GOLD else annotator, chosen).claims


def chosen_sentences(
    store: Store, schema: Schema, conditions: Sequence[str], annotator: str, document: str | None
) -> dict[str, frozenset[str]]:
    """Return the ids of the sentences in which an annotator has claims that conditions apply to, by document, in order.

    Raises:
        AnnotateError: a condition is not known, or names another annotator.
        ArticleError: there is no such sentence in the document, or in any if that is None.
        StoreError: the document is not known, or the store cannot be used.
    """
    chosen, other = parse_conditions(schema, conditions)
    if other not in (None, annotator):
        raise AnnotateError(f"--only opens the labels of {annotator}, not those of {other}; `annotate claims` lists these")
    sentences: dict[str, set[str]] = {}
    for listed in own_claims(store, schema, () if document is None else (document,), annotator, chosen):
        sentences.setdefault(listed.document.id, set()).add(listed.sentence.id)
    if not sentences:
        where = "" if document is None else f" in {document}"
        raise ArticleError(f"{annotator} has no claim with {' '.join(conditions)}{where}; `annotate claims` lists claims")
    return {id: frozenset(ids) for id, ids in sentences.items()}


def _words(text: str) -> list[str]:
    """Return the words of a line; quotation marks hold a text with spaces together: ``text="the ferry"``."""
    import shlex

    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split, lexer.commenters, lexer.escape, lexer.quotes = True, "", "", '"'
    try:
        return list(lexer)
    except ValueError:
        raise AnnotateError(f'a quotation mark is missing in {text}: write text="two words"') from None
