"""Web pages: the body that is found and what it costs, beside trafilatura on the same pages in the same process.

    python tests/benchmarks/pages.py [FOLDER] [--gold FILE] [--rounds N]

FOLDER has pages as `*.html` or `*.html.gz`; without one, the script makes pages up, and knows their articles. The gold file (by
default `gold.json` in FOLDER) is a JSON object with, for each name of a page without its suffix, an object with `articleBody`.
F1 is that of 4-grams of words, from the sums of all pages, each page with the same weight; a page is exact if no 4-gram is wrong.

Costs are CPU time: our whole reading of the bytes (metadata, captions, roles, language, sentences) and that of the decoded page
alone, against `trafilatura.extract(fast=True)`; beside it, trafilatura with metadata. They take turns, and each one's best time
counts. A ratio above 1 is more pages in the same time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import trafilatura

from annotate.articles.formats.decoding import decode_page
from annotate.articles.formats.files import read_bytes
from annotate.articles.formats.webpage import read_page
from annotate.model import Document

ROUNDS = 5
BODY_KINDS = ("paragraph", "quote", "list")
_WORD = re.compile(r"\w+")
SUBJECTS = (
    "The harbour office",
    "Ana Ruiz, who leads the council,",
    "A report on the bridge",
    "The ferry company",
    "Nobody in the town",
)
VERBS = ("said on Monday that", "denied that", "made it clear that", "told reporters that", "had warned for years that")
CLAUSES = (
    "the old bridge would have to close before the winter",
    "the repair will cost four million crowns at the least",
    "buses are to take another road until the work is done",
    "the council had been told of the cracks two years ago",
    "visitors would stay away from the shops on the quay",
)


def load(folder: Path, gold: Path | None) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the pages of a folder, and the bodies of their articles if they are known."""
    pages = {}
    for path in sorted([*folder.glob("*.html"), *folder.glob("*.html.gz")]):
        pages[path.name.partition(".html")[0]] = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    gold = gold or folder / "gold.json"
    known = json.loads(gold.read_text()) if gold.exists() else {}
    return pages, {name: entry["articleBody"] for name, entry in known.items() if name in pages}


def invent(number: int) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return pages of our own making, the same in every run, and the bodies of their articles."""
    chooser = random.Random(12)
    pages, bodies = {}, {}
    for index in range(number):
        sentence = lambda: f"{chooser.choice(SUBJECTS)} {chooser.choice(VERBS)} {chooser.choice(CLAUSES)}."  # noqa: E731
        paragraphs = [
            f"{index}. {' '.join(sentence() for _ in range(chooser.randint(1, 4)))}" for _ in range(chooser.randint(4, 30))
        ]
        links = "".join(f'<li class="menu-item item-{n}"><a href="/{n}"><span>Section {n}</span></a></li>' for n in range(60))
        teasers = "".join(
            f'<div class="card"><a href="/t{n}"><img src="{n}.jpg"><h3>{sentence()}</h3></a><p>{sentence()}</p></div>'
            for n in range(chooser.randint(5, 30))
        )
        opening, closing = chooser.choice(
            [("<article>", "</article>"), ('<div class="article-body">', "</div>"), ("<main><div><div>", "</div></div></main>")]
        )
        figure = "<figure><img src=a.jpg><figcaption>The bridge. <span class=credit>Chen Wei</span></figcaption></figure>"
        body = figure + '<div class="ad">Advertisement</div>'.join(f"<p>{text}</p>" for text in paragraphs)
        scripts = f"<script>var data = {json.dumps(['x' * 50] * chooser.randint(100, 2000))};</script>"
        data = {
            "@type": "NewsArticle",
            "headline": f"Bridge {index}",
            "author": {"name": "Bob Hill"},
            "datePublished": "2024-03-05",
        }
        pages[f"page{index:03}"] = (
            f'<!doctype html><html lang="en"><head><title>Bridge {index} | The Quay</title>{scripts}'
            f'<script type="application/ld+json">{json.dumps(data)}</script></head><body><nav><ul>{links}</ul></nav>{opening}'
            f"<h1>Bridge {index}</h1>{body}{closing}<aside>{teasers}</aside><footer><ul>{links}</ul></footer></body></html>"
        ).encode()
        bodies[f"page{index:03}"] = "\n".join(paragraphs)
    return pages, bodies


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-grams of the words of `text`; shorter texts are one."""
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)) if words)


def score(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float]:
    """Return F1 of 4-grams and the share of exact pages."""
    right = wrong = missed = 0.0
    exact = 0
    for name, body in gold.items():
        ours, theirs = shingles(found[name]), shingles(body)
        common = sum((ours & theirs).values())
        more, fewer = sum(ours.values()) - common, sum(theirs.values()) - common
        exact += not more and not fewer
        if total := common + more + fewer:
            right, wrong, missed = right + common / total, wrong + more / total, missed + fewer / total
    return 2 * right / max(2 * right + wrong + missed, 1e-9), exact / max(len(gold), 1)


def our_body(data: bytes) -> str:
    """Return the text that is annotated, without headlines and captions."""
    documents = [document for document in read_bytes(data, name="page", kind="html") if isinstance(document, Document)]
    return "\n".join(
        document.text[block.start : block.end] for document in documents for block in document.blocks if block.kind in BODY_KINDS
    )


def decoded(data: bytes) -> str:
    page = decode_page(data)
    return page[0].text if page else ""


def measure(readers: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the best CPU time of each reader."""
    best = dict.fromkeys(readers, float("inf"))
    for _ in range(rounds + 1):  # the first round loads modules and models
        for name, read in readers.items():
            start = time.process_time()
            read()
            best[name] = min(best[name], time.process_time() - start)
    return best


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args(argv)
    pages, gold = load(arguments.folder, arguments.gold) if arguments.folder else invent(40)
    texts = {name: decoded(data) for name, data in pages.items()}
    if gold:
        ours = score({name: our_body(pages[name]) for name in gold}, gold)
        theirs = score({name: trafilatura.extract(pages[name], fast=True, include_comments=False) or "" for name in gold}, gold)
        for what, figure, peer in zip(("F1 of bodies", "exact bodies"), ours, theirs, strict=True):
            print(f"{what}, {len(gold)} pages\t{figure:.4f}\ttrafilatura fast {peer:.4f}\t{figure / peer if peer else 0:.3f}")
    costs = measure(
        {
            "trafilatura fast": lambda: [trafilatura.extract(data, fast=True) for data in pages.values()],
            "trafilatura fast with metadata": lambda: [
                trafilatura.extract(data, fast=True, with_metadata=True) for data in pages.values()
            ],
            "whole reading": lambda: [list(read_bytes(data, name="page", kind="html")) for data in pages.values()],
            "page alone": lambda: [read_page(text) for text in texts.values()],
        },
        arguments.rounds,
    )
    peer = costs.pop("trafilatura fast")
    for name, seconds in costs.items():
        each = f"{seconds / len(pages) * 1000:.2f} ms"
        print(f"{name}, a page\t{each}\ttrafilatura fast {peer / len(pages) * 1000:.2f} ms\t{peer / seconds:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
