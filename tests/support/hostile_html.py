"""Texts that would run, load or reorder something on a web page that does not take care, and a project full of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annotate.model import ADJUDICATION, AUTHOR, Annotation, Claim, Origin, Source, Stance
from annotate.project import Project, init_project
from support.builders import at_second, make_document, make_revision

MARK = "hacked"
"""The property of `window` that every payload would set, if it ran."""

RUN = f"window.{MARK}=1"
ELSEWHERE = "https://evil.example"

PAYLOADS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"<!--><script>{RUN}</script>-->",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror="{RUN}">',
    f"'><img src=x onerror='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mi//xlink:href='data:x,<script>{RUN}</script>'>",
    f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{MARK}=1</script>'></iframe>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<object data='javascript:{RUN}'></object>",
    f"<embed src='{ELSEWHERE}/x.swf'>",
    f"<link rel=stylesheet href={ELSEWHERE}/x.css>",
    f"<link rel=prefetch href={ELSEWHERE}/x>",
    f"<style>@import url({ELSEWHERE}/x.css);</style>",
    f"<base href={ELSEWHERE}/>",
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    f"<form action={ELSEWHERE}><input name=a autofocus onfocus={RUN}></form>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src={ELSEWHERE}/a.mp3 autoplay>",
    f"<a href='javascript:{RUN}'>click</a>",
    f"<div style='background:url({ELSEWHERE}/x.png)'>",
    f"<input onfocus={RUN} autofocus>",
    f"<template><script>{RUN}</script></template>",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "{{ 7 * 7 }}{% for x in range(9) %}${7*7}{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "&lt;script&gt;&#x3c;script&#x3e;",
    f"` onmouseover={RUN} `",
    "]]></bdi></p></main></body>",
    "x\u202egnp.exe",
    "\u2066\u2067\u2068 isolates without an end",
    "\u200f\u200e\u061c marks",
    "zero\u200bwidth\ufeff",
    "bell\x07 escape\x1b[2J back\x08",
    "\u2028line\u2029separators",
    "tag \U000e0041\U000e0042 characters",
    "e" + "\u0301" * 60,
    "\ue000 private, \ufdd0 no character",
    "W" * 400,
    "=cmd|' /C calc'!A0",
)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
"""The characters that reorder what is around them."""


def hostile_project(folder: Path) -> Project:
    """Return a project in a new folder with every payload as text, title, name, note, flag, address, id and rule."""
    project = init_project(folder)
    with project.store(create=True) as store:
        for number, payload in enumerate(PAYLOADS):
            words = " ".join(payload.replace("\x00", "").split("\n"))
            document = make_document(
                f"{number} {words[:60]}",
                [f"Headline {words}.", f"Somebody said that {words} is true.", f"It was {words}, they say."],
                title=payload,
                byline=payload,
                url=payload if number % 2 else f"https://example.org/{payload}",
                published=payload,
                language=payload,
            )
            store.add_document(document)
            first = document.sentences[1]
            claim = Claim(
                "c1", (document.span(first.start + 9, first.end - 1),), {"type": "event", "verifiability": "verifiable"}
            )
            author = Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"})
            source = Source("s1", payload, document.span(first.start, first.start + 8), {"type": "person", "naming": "named"})
            stances = (
                Stance("c1", "s1", "support", document.span(first.start + 9, first.start + 13)),
                Stance("c1", AUTHOR, "deny"),
            )
            made = Annotation("claim", (claim,), (author, source), stances, flag=payload, note=payload)
            other = replace(made, stances=(Stance("c1", "s1", "deny"), stances[1]), note=f"{payload} again")
            origins = (Origin("c1", "accepted", f"{payload}@3-9"), Origin("", "assisted"))
            decisions = [
                make_revision(document, 1, made, "ada <b>", created=at_second(number), origins=origins, end=first.end),
                make_revision(document, 1, other, f"ben{PAYLOADS[number % 3]}", created=at_second(number), end=first.end),
                make_revision(document, 2, Annotation("no_claim"), "ada <b>", created=at_second(number)),
            ]
            if number % 5 == 0:
                decisions.append(make_revision(document, 1, made, "lead", created=at_second(number), layer=ADJUDICATION))
            store.save(decisions)
    return project
