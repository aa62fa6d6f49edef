"""Identifiers that are strings: the one place that composes and parses them.

=============  ====================  =========================================================
sentence id    ``bridge:120``        the document's id, and the code point where it starts
claim id       ``c1``                numbered within a sentence
source id      ``s1``                numbered within a document and annotator; ``s0`` is the author
stance key     ``c1<-s1``            the source's stance on the claim, as an origin's item
link key       ``c2->120-168``       the claim's link to the earlier claim with these code points, as an origin's item
suggestion key ``verb/2@120-168``    rule, its version, and the code points of the suggested claim
answer key     ``c1.type``           the answer to a question about a claim, a source or a stance, as an origin's item
import key     ``brat#T1``           the other tool and its id of an item, as an origin's rule
=============  ====================  =========================================================
"""

from __future__ import annotations

from collections.abc import Iterable

AUTHOR = "s0"
"""The source id of the article's author, the same in every document."""

_ARROW = "<-"
_LINK = "->"


def sentence_id(document: str, start: int) -> str:
    """Return the id of the sentence that starts at code point `start` of a document.

    >>> sentence_id("bridge", 120)
    'bridge:120'
    """
    return f"{document}:{start}"


def split_sentence_id(sentence: str) -> tuple[str, str]:
    """Return the document's id and the start, still as text, since an id from a file may contain anything.

    >>> split_sentence_id("news:bridge:120")
    ('news:bridge', '120')
    """
    document, _, start = sentence.rpartition(":")
    return document, start


def claim_key(sentence: str, claim: str) -> str:
    """Return the id that no other claim of a project has: that of the sentence with that of the claim in it."""
    return f"{sentence}:{claim}"


def split_claim_key(key: str) -> tuple[str, str]:
    """Return the ids of the sentence and of the claim in it.

    >>> split_claim_key("news:bridge:120:c1")
    ('news:bridge:120', 'c1')
    """
    sentence, _, claim = key.rpartition(":")
    return sentence, claim


def numbered_sentence(sentence: str, number: int | None) -> str:
    """Return a sentence's id with its number, by which people know it; the id alone if there is no such sentence.

    >>> numbered_sentence("bridge:120", 3)
    'bridge:120 (sentence 3)'
    """
    return sentence if number is None else f"{sentence} (sentence {number})"


def claim_id(number: int) -> str:
    """Return the id of the claim with this number."""
    return f"c{number}"


def source_id(number: int | str) -> str:
    """Return the id of the source with this number."""
    return f"s{number}"


def id_number(id: str) -> int:
    """Return the number in the id of a claim or source.

    >>> id_number("s12")
    12
    """
    return int(id[1:])


def next_number(ids: Iterable[str]) -> int:
    """Return the number after the greatest in `ids`, 1 if there are none.

    >>> next_number(["c1", "c10", "c9"])
    11
    """
    return 1 + max(map(id_number, ids), default=0)


def stance_key(claim: str, source: str) -> str:
    """Return the key of a source's stance on a claim.

    >>> stance_key("c1", "s2")
    'c1<-s2'
    """
    return f"{claim}{_ARROW}{source}"


def split_item(item: str) -> tuple[str, str]:
    """Return the claim and the source of an origin's item; the source is empty if the item is a claim.

    >>> split_item("c1<-s2"), split_item("c1")
    (('c1', 's2'), ('c1', ''))
    """
    claim, _, source = item.partition(_ARROW)
    return claim, source


def is_stance_key(item: str) -> bool:
    """Return True if an origin's item is a stance."""
    return _ARROW in item


def link_key(claim: str, start: int, end: int) -> str:
    """Return the key of a claim's link to the earlier claim from code point `start` to `end`.

    >>> link_key("c2", 120, 168)
    'c2->120-168'
    """
    return f"{claim}{_LINK}{start}-{end}"


def split_link_key(item: str) -> tuple[str, str]:
    """Return the claim of an origin's item and the code points that it is linked to, which are empty if it is not a link.

    >>> split_link_key("c2->120-168"), split_link_key("c2"), split_link_key("c1<-s2")
    (('c2', '120-168'), ('c2', ''), ('c1<-s2', ''))
    """
    claim, _, target = item.partition(_LINK)
    return claim, target


def item_owner(item: str) -> str:
    """Return the claim or source that an origin's item is, belongs to or is an answer about.

    >>> item_owner("c2->120-168"), item_owner("c1<-s2.quote"), item_owner("s1.type")
    ('c2', 'c1', 's1')
    """
    return split_item(split_link_key(split_answer_key(item)[0])[0])[0]


def answer_key(item: str, question: str) -> str:
    """Return the key of an answer about a claim, a source or a stance (by its id or key).

    >>> answer_key("c1", "type"), answer_key("c1<-s2", "quote")
    ('c1.type', 'c1<-s2.quote')
    """
    return f"{item}.{question}"


def split_answer_key(item: str) -> tuple[str, str]:
    """Return what an origin's item is about and the question; the question is empty if the item is not an answer.

    >>> split_answer_key("c1<-s2.quote"), split_answer_key("c1")
    (('c1<-s2', 'quote'), ('c1', ''))
    """
    about, _, question = item.partition(".")
    return about, question


LEARNED_RULE = "model"
"""The name of the rule of what is learned from a project's own labels; its version is the hash of the model."""


def is_learned(rule: str) -> bool:
    """Return whether a rule, or the key of a suggestion, is that of a trained model.

    >>> is_learned("model/3fa9c1d2@120-168"), is_learned("said-that/1")
    (True, False)
    """
    return rule.startswith(f"{LEARNED_RULE}/")


def suggestion_identity(key: str) -> str:
    """Return a suggestion's key without the hash of its model: what was rejected is not offered again by the next model.

    >>> suggestion_identity("model/3fa9c1d2@120-168"), suggestion_identity("verb/2@120-168")
    ('model@120-168', 'verb/2@120-168')
    """
    return f"{LEARNED_RULE}@{key.partition('@')[2]}" if is_learned(key) else key


LANGUAGE_MODEL_RULE = "llm"
"""The name of the rule of what a language model suggests; the name of the model follows."""


def language_model_rule(model: str) -> str:
    """Return the name under which a language model suggests, without the characters that separate the parts of keys.

    >>> language_model_rule("meta-llama/Llama-3.1-8B"), language_model_rule("qwen@2024 #1=x")
    ('llm/meta-llama/Llama-3.1-8B', 'llm/qwen-2024--1-x')
    """
    name = "".join("-" if mark in "@#=" or mark.isspace() or not mark.isprintable() else mark for mark in model)
    return f"{LANGUAGE_MODEL_RULE}/{name}"


def is_language_model(rule: str) -> bool:
    """Return whether a rule, or the key of a suggestion, is that of a language model.

    >>> is_language_model("llm/gpt@120-168"), is_language_model("model/3fa9c1d2")
    (True, False)
    """
    return rule.startswith(f"{LANGUAGE_MODEL_RULE}/")


def suggestion_key(rule: str, start: int, end: int) -> str:
    """Return the key of a suggestion from code point `start` to `end`, half-open.

    >>> suggestion_key("verb/2", 120, 168)
    'verb/2@120-168'
    """
    return f"{rule}@{start}-{end}"


def split_suggestion_key(key: str) -> tuple[str, str]:
    """Return the rule and the offsets of a suggestion's key; a key without offsets is a rule.

    >>> split_suggestion_key("verb/2@120-168"), split_suggestion_key("verb/2")
    (('verb/2', '120-168'), ('verb/2', ''))
    """
    rule, _, offsets = key.partition("@")
    return rule, offsets


def import_key(tool: str, id: str) -> str:
    """Return the key of an item that was imported: the other tool, and its id of the item.

    >>> import_key("brat", "T1")
    'brat#T1'
    """
    return f"{tool}#{id}"


def split_import_key(key: str) -> tuple[str, str]:
    """Return the tool and its id of an imported item; the id is empty if it is not the key of an import.

    >>> split_import_key("brat#T1"), split_import_key("verb/2@120-168")
    (('brat', 'T1'), ('verb/2@120-168', ''))
    """
    tool, _, id = key.partition("#")
    return tool, id
