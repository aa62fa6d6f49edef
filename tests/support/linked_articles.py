"""Invented articles with the links between their claims, to measure the rules.

`DEVELOPMENT` is to work on. `HELD_OUT` was scored before the rules knew numbers in words and possessives: 13 of 15 offers were
right, and 13 of 15 links were found. `FRESH` was written afterwards and is only scored.

A claim is in square brackets. Before it may stand how it goes with an earlier one, by the number of that claim in the article,
from 1: ``[=1 the dam is safe]`` says the same as the first claim, ``!`` contradicts it, ``<`` supports it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotate.model import Document, Span
from support.builders import make_document

_CLAIM = re.compile(r"\[(?:([=!<])(\d+) )?([^\]]+)\]")
_RELATIONS = {"=": "same", "!": "contradicts", "<": "related"}


class LinkedArticle(NamedTuple):
    """An article, the pieces of its claims in order, and the links: (later, earlier, relation) by the index of the claims."""

    document: Document
    claims: list[tuple[Span, ...]]
    links: list[tuple[int, int, str]]


def read(id: str, marked: str) -> LinkedArticle:
    """Return an article from its sentences, one a line, with the claims marked."""
    lines = [line.strip() for line in marked.strip().splitlines()]
    document = make_document(id, [_CLAIM.sub(lambda match: match[3], line) for line in lines], language="en")
    claims: list[tuple[Span, ...]] = []
    links = []
    for sentence, line in zip(document.sentences, lines, strict=True):
        removed = 0
        for match in _CLAIM.finditer(line):
            start = sentence.start + match.start() - removed
            removed += len(match[0]) - len(match[3])
            if match[1]:
                links.append((len(claims), int(match[2]) - 1, _RELATIONS[match[1]]))
            claims.append((document.span(start, start + len(match[3])),))
    assert all(claim[0].text in document.text for claim in claims)
    return LinkedArticle(document, claims, links)


DEVELOPMENT = {
    "harbour": """
        [Harbour bridge closed until May]
        [=1 The harbour bridge will stay closed until May], the port authority said on Tuesday.
        Engineers found that [<1 a bearing had cracked].
        “[!1 The bridge is not closed until May],” Councillor Vera Lund told reporters.
        The port authority denied [=4 it].
    """,
    "rents": """
        [Rents rose by 4 percent]
        [=1 Rents in Alder rose by 4 percent last year], figures show.
        [Rents in Birch rose by 7 percent last year], the figures show.
        The tenants' union said [rents would rise again].
        The mayor rejected [=4 the claim].
    """,
    "strike": """
        [Nurses will strike on Friday]
        The union said [=1 nurses would strike on Friday].
        The hospital said [!1 nurses would not strike on Friday].
        A spokesman later repeated [=3 the statement].
        [Ambulance drivers will strike on Monday], the union added.
    """,
    "plant": """
        [Plant leaked oil into river, residents say]
        Residents of Dorn said [=1 the plant had leaked oil into the river].
        The company denied [=2 the allegation].
        A laboratory confirmed [=2 the report] on Thursday.
        [The plant opened in 1981].
    """,
    "school": """
        [School meals to be free]
        [=1 School meals will be free from autumn], the minister said.
        It will cost 12 million crowns, [school meals cost 12 million crowns a year], she added.
        The opposition said [there was no money for school meals].
        The minister disputed [=4 this].
    """,
    "festival": """
        [Festival sold 40,000 tickets]
        The organisers said [=1 the festival had sold 40,000 tickets].
        [The festival sold 30,000 tickets last year].
        Local shops said [takings had doubled].
        The chamber of commerce confirmed [=4 that].
    """,
}

HELD_OUT = {
    "ferry": """
        [Ferry to Gull Island sails again]
        [=1 The ferry to Gull Island is sailing again], the shipping line announced.
        The line said [the engine had been repaired in two days].
        Two sailors said [!3 the engine had not been repaired].
        The line's director rejected [=4 the accusation].
        [The ferry carries 200 passengers].
    """,
    "tax": """
        [Council votes against tax on second homes]
        The council [=1 voted against a tax on second homes] on Monday evening.
        Supporters said [a tax would bring in 3 million a year].
        Opponents questioned [=3 the claim].
        [A tax on empty shops was adopted in March].
    """,
    "police": """
        [Two men arrested after museum theft]
        [=1 Two men were arrested after the theft at the museum], police said.
        Police said [the men had taken nine paintings].
        A lawyer said [!3 her clients had taken no paintings].
        The museum confirmed [=4 it] in a statement.
    """,
    "water": """
        [Tap water is safe to drink, officials say]
        Officials said [=1 the tap water was safe to drink].
        A doctor in Lennick said [!1 the tap water was not safe to drink].
        The health office dismissed [=3 the report].
        [The reservoir is half empty].
        [The reservoir at Molen is nearly full].
    """,
    "airport": """
        [Airport to get a third runway]
        [The airport will get a third terminal], the operator said.
        [=1 A third runway will be built at the airport], it said as well.
        Residents said [noise had already doubled].
        The operator denied [=4 that] and called for talks.
    """,
    "bakery": """
        [Bakery chain closes ten shops]
        The chain said [=1 it would close ten shops].
        A trade union said [the chain would close twelve shops].
        The chain repeated [=2 its earlier statement].
        “[Nobody loses a job],” the chain's manager said.
    """,
}

FRESH = {
    "quarry": """
        [Quarry may stay open for three years]
        The district said [=1 the quarry may stay open for three years].
        Neighbours said [dust from the quarry had damaged their roofs].
        The owner contested [=3 the claim].
        [The quarry at Ulm may stay open for six years].
    """,
    "vaccine": """
        [Vaccine protects for a year, study finds]
        [=1 The vaccine protects for a year], according to a study.
        The maker said [!1 the vaccine did not protect for a year].
        The authors of the study rejected [=3 that].
        Doctors repeated [their demand for a second study].
    """,
    "train": """
        [Night train to Lisbon starts in June]
        [=1 The night train to Lisbon will start in June], the railway confirmed.
        [The night train to Madrid will start in July].
        The drivers' union said [there were too few drivers].
        The railway dismissed [=4 this] as scaremongering.
    """,
    "zoo": """
        [Zoo loses its last elephant]
        The zoo said [its last elephant had died at the age of 51].
        Activists said [the elephant had been kept alone for years].
        The director acknowledged [=3 it].
        A visitor said [she had seen the elephant fall].
    """,
    "mine": """
        [Miners reach trapped colleagues]
        Rescuers said [=1 miners had reached their trapped colleagues].
        A relative said [!1 the miners had not reached their trapped colleagues].
        The company repeated [its offer of help].
        The ministry denied [=3 the report].
    """,
    "park": """
        [City sells park to investor]
        The mayor said [!1 the city had not sold the park to an investor].
        The investor confirmed [=2 the statement].
        [The city sold a car park to the investor in May].
        The opposition disputed [=4 it].
    """,
}
