"""Near-duplicates among made-up articles: what is found of briefs and longer versions, what is tied wrongly, and what it costs.

    python tests/benchmarks/near_duplicates.py [--articles 5000] [--limits 0.6 0.7 0.8 0.9]

Of ten articles six are unrelated, two are briefs of three to eight sentences of an earlier article, one is a longer article with
a whole short article in it, and one follows up an earlier article, whose background of two or three sentences it repeats: that is
no near-duplicate, nor are pages of an outlet that share boilerplate of one to three sentences. Briefs vary as they do: scattered
sentences, a dateline, an edited sentence, a line of their own, another Unicode form. The figures, for each lowest share of
containment: recall by kind in `add` (an article of the same group is named) and in `pairs` (both are in one group), and the
precision of both. Costs are those of `add` and `pairs` for all articles, by those of their MinHash numbers alone.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from annotate._disjoint_sets import DisjointSets
from annotate.articles import near_duplicates
from annotate.articles.fingerprints import Fingerprint
from annotate.articles.near_duplicates import NearDuplicates
from annotate.model import Block, Document, Sentence

TOPICS = """harbour bridge ferry quay crane pilot
budget tax council levy deficit auditor
clinic nurse vaccine ward patient surgeon
school pupil teacher exam headmaster lesson
river flood dam sluice gauge engineer
court verdict judge appeal witness lawyer
league striker coach penalty stadium fans
harvest farmer drought wheat subsidy tractor""".splitlines()
LEXICON = """Monday Tuesday Wednesday Thursday Friday Saturday Sunday noon Easter Christmas
said rejected promised delayed examined closed doubled questioned opened lost praised sold measured denied
because although while before after unless until since where so that
Ana Bo Cleo Dag Ewa Finn Gül
Ruiz Weber Öberg Chen Moreau Nowak Ito
ba re mi sto lan dor ve ka nel tu gra phi os wen"""
TIMES, VERBS, LINKS, FIRST, LAST, SYLLABLES = map(str.split, LEXICON.splitlines())
OUTLETS = 40


class Newsroom:
    """A source of articles; the same ones in every run."""

    def __init__(self) -> None:
        self.random = random.Random(12)
        self.texts: dict[str, list[str]] = {}
        self.kinds: dict[str, str] = {}
        self.sources: dict[str, str] = {}  # the article that a brief is made of, or that is in a longer one
        self.boilerplate = [[self.sentence(self.random.choice(TOPICS)) for _ in range(outlet % 4)] for outlet in range(OUTLETS)]

    def sentence(self, topic: str) -> str:
        choose, pick, nouns = self.random, self.random.choice, topic.split()
        place, name = "".join(choose.choices(SYLLABLES, k=3)).capitalize(), f"{pick(FIRST)} {pick(LAST)}"
        parts = [f"on {pick(TIMES)} the {pick(nouns)} of {place} {pick(VERBS)} the {pick(nouns)}"]
        if choose.random() < 0.8:
            parts.append(f"{pick(LINKS)} {name} {pick(VERBS)} {choose.randint(2, 900)} of the {pick(nouns)}s")
        if choose.random() < 0.3:
            parts.append(f"{pick(LINKS)} nobody in {place} {pick(VERBS)} a {pick(nouns)} before {pick(TIMES)}")
        if choose.random() < 0.15:
            parts = [f"{name} {pick(VERBS)} it"]  # a short one
        text = " ".join(parts)
        return text[0].upper() + text[1:] + "."

    def write(self, kind: str, sentences: Sequence[str], source: str = "") -> None:
        id = f"n{len(self.texts):06d}"
        outlet = self.boilerplate[int(self.random.paretovariate(0.7)) % OUTLETS] if kind == "article" else []
        self.texts[id], self.kinds[id] = [*sentences, *outlet], kind
        if source:
            self.sources[id] = source

    def article(self) -> None:
        topic, length = self.random.choice(TOPICS), self.random.choice((3, 6, 12, 20, 30, 40))
        self.write("article", [self.sentence(topic) for _ in range(length)])

    def brief(self) -> None:
        source = self.pick(18)
        whole, size = self.texts[source], self.random.randint(3, 8)
        start = self.random.randrange(len(whole) - size)
        sentences = whole[start : start + size]
        if self.random.random() < 0.5:
            sentences = [whole[place] for place in sorted(self.random.sample(range(len(whole)), size))]
        change = self.random.choice(("none", "dateline", "edited", "line", "NFD", "hyphens"))
        if change == "dateline":
            sentences = ["GULL ISLAND (LNS) - " + sentences[0], *sentences[1:]]
        elif change == "edited":
            words = sentences[-1].split()
            sentences = [
                *sentences[:-1],
                " ".join(["Reportedly", *words[: len(words) // 2], "nearly", *words[len(words) // 2 :]]),
            ]
        elif change == "line":
            sentences = [*sentences, "More to follow."]
        elif change == "NFD":
            sentences = [unicodedata.normalize("NFD", text) for text in sentences]
        elif change == "hyphens":
            sentences = [text.replace("th", "t\u00adh") for text in sentences]
        self.write(f"brief, {change}", sentences, source)

    def longer(self) -> None:
        source = self.pick(4, 9)
        own = [self.sentence(self.random.choice(TOPICS)) for _ in range(self.random.randint(10, 25))]
        whole, place = self.texts[source], self.random.randrange(len(own))
        self.write("longer", [*own[:place], *whole, *own[place:]], source)

    def follow_up(self) -> None:
        topic = self.random.choice(TOPICS)
        background = self.texts[self.pick(8)][1 : 1 + self.random.randint(2, 3)]
        self.write("follow-up", [*(self.sentence(topic) for _ in range(self.random.randint(3, 10))), *background])

    def pick(self, minimum: int, maximum: int = 1000) -> str:
        while True:
            id = self.random.choice(list(self.texts))
            if minimum <= len(self.texts[id]) <= maximum and self.kinds[id] in ("article", "follow-up"):
                return id

    def documents(self, number: int) -> list[Document]:
        while len(self.texts) < 100:
            self.article()
        turns = [self.article] * 6 + [self.brief] * 2 + [self.longer, self.follow_up]
        while len(self.texts) < number:
            self.random.choice(turns)()
        return [document(id, sentences) for id, sentences in self.texts.items()]


def document(id: str, sentences: Sequence[str]) -> Document:
    text, spans, start = " ".join(sentences), [], 0
    for sentence in sentences:
        spans.append(Sentence(f"{id}:{start}", 0, start, start + len(sentence)))
        start += len(sentence) + 1
    return Document(id, f"{id}.txt", id, text, (Block("paragraph", 0, len(text)),), tuple(spans))


def groups(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The representative of each article in a pair."""
    sets = DisjointSets[str]()
    for pair in pairs:
        sets.join(*pair)
    return defaultdict(str, sets.leaders())


def report(newsroom: Newsroom, documents: Sequence[Document], minhash: float) -> None:
    by_id = {document.id: document for document in documents}
    known, named = NearDuplicates({}, by_id.__getitem__), {}
    start = time.perf_counter()
    for document in documents:
        if near := known.add(document):
            named[document.id] = near.id
    adding = time.perf_counter() - start
    again = NearDuplicates({id: document.sha256 for id, document in by_id.items()}, by_id.__getitem__, known.to_cache() or b"")
    start = time.perf_counter()
    pairs = [pair[:2] for pair in again.pairs()]
    pairing = time.perf_counter() - start
    true, group = groups(list(newsroom.sources.items())), groups(pairs)
    kinds = Counter(newsroom.kinds[id] for id in newsroom.sources)
    in_add = Counter(newsroom.kinds[id] for id, source in newsroom.sources.items() if true[named.get(id, "")] == true[source])
    in_pairs = Counter(newsroom.kinds[id] for id, source in newsroom.sources.items() if group[id] and group[id] == group[source])
    right = sum(bool(true[id]) and true[id] == true[other] for id, other in named.items())
    tied = sum(bool(true[first]) and true[first] == true[second] for first, second in pairs)
    print(f"\nshare of at least {near_duplicates.CONTAINMENT}")
    for kind, number in sorted(kinds.items()):
        print(f"  recall, {kind:15}  {number:5}  add {in_add[kind] / number:.3f}  pairs {in_pairs[kind] / number:.3f}")
    total = kinds.total()
    print(f"  recall, all              {total:5}  add {in_add.total() / total:.3f}  pairs {in_pairs.total() / total:.3f}")
    print(f"  precision                       add {right / len(named):.3f}  pairs {tied / len(pairs):.3f}")
    wrong = Counter(newsroom.kinds[id] for id, other in named.items() if not true[id] or true[id] != true[other])
    print(f"  wrongly named: {dict(wrong)}")
    for name, seconds in (("near-duplicates: add", adding), ("near-duplicates: pairs", pairing)):
        print(f"{name}\t{seconds / len(documents) * 1000:.2f} ms an article\tMinHash alone\t{seconds / minhash:.1f}")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--limits", type=float, nargs="+", default=[near_duplicates.CONTAINMENT])
    options = parser.parse_args(argv)
    newsroom = Newsroom()
    documents = newsroom.documents(options.articles)
    start = time.perf_counter()
    for document in documents:
        _ = Fingerprint(document).bands
    minhash = time.perf_counter() - start
    print(f"{len(documents)} articles, {sum(len(d.sentences) for d in documents) / len(documents):.1f} sentences each")
    for limit in options.limits:
        near_duplicates.CONTAINMENT = limit
        report(newsroom, documents, minhash)
    return 0


if __name__ == "__main__":
    sys.exit(main())
