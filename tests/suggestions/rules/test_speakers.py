"""Speakers: one name for each person, and the attributes of a source."""

from __future__ import annotations

import pytest

from annotate.suggestions import suggest
from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.speakers import find_speakers
from support.reading import all_sentences, article, said, suggestions


def names(text: str, language: str = "en") -> list[str]:
    return [name for name, _, rule in said(text, language) if rule != "plain"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Brandt said it holds. Brandt said it is old.", ["Ada Brandt", "Ada Brandt"]),
        ("Mayor Ada Brandt said it holds. Ms. Brandt said it is old.", ["Ada Brandt", "Ada Brandt"]),
        ("Ada Brandt said it holds. “It is old,” she said.", ["Ada Brandt", "Ada Brandt"]),
        ("Mr. Olav Lund met Ms. Ada Brandt. “It is old,” he said.", ["Olav Lund"]),
        ("Ada Brandt left. Olav Lund’s dog barked. “It is old,” she said.", ["Ada Brandt"]),
        ("Two engineers said it holds. They said it is old.", ["two engineers", "two engineers"]),
        ("The agency said it is old. It said the dam holds.", ["the agency", "the agency"]),
        ("Ada Brandt, who said it holds, left.", ["Ada Brandt"]),
        ("Secretary of State Ada Brandt said it holds. Brandt said it is old.", ["Ada Brandt", "Ada Brandt"]),
        ("Brandt said it holds. Ada Brandt said it is old.", ["Ada Brandt", "Ada Brandt"]),
        ("Police said nobody left. They said it is over.", ["police", "police"]),
        ("Ada and Olav Brandt said they left.", ["Ada and Olav Brandt"]),
        ("The Department of Food and Farms said it holds.", ["the Department of Food and Farms"]),
        ("“It holds. It is old. We mend it,” Ada Brandt, the engineer, said Monday.", ["Ada Brandt"] * 3),
        ("“It holds.\n“It is old,” Ada Brandt said.", ["Ada Brandt"] * 2),
        ("“It holds,” he said.", ["he"]),
        ("“It holds,” said Paul Renwick Jr. on Monday.", ["Paul Renwick Jr."]),
    ],
)
def test_one_name_for_one_person(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_pronoun_in_german() -> None:
    assert names("Bürgermeisterin Ada Brandt widersprach. „Er hält“, sagte sie.", "de") == ["Ada Brandt"]


@pytest.mark.parametrize(
    ("mention", "name", "attributes"),
    [
        ("Mayor Ada Brandt", "Ada Brandt", {"type": "person", "naming": "named", "role": "Mayor"}),
        ("Ada Brandt, a farmer from Dale,", "Ada Brandt", {"type": "person", "naming": "named", "role": "farmer from Dale"}),
        ("The county engineer, Ada Brandt,", "Ada Brandt", {"type": "person", "naming": "named", "role": "county engineer"}),
        ("Ada Brandt, 67,", "Ada Brandt", {"type": "person", "naming": "named"}),
        (
            "Minister of Defence Ada Brandt",
            "Ada Brandt",
            {"type": "person", "naming": "named", "role": "Minister of Defence"},
        ),
        ("Ada and Olav Brandt", "Ada and Olav Brandt", {"type": "person", "naming": "named", "plural": True}),
        (
            "A spokeswoman for State Sen. Ada Brandt",
            "a spokeswoman for State Sen. Ada Brandt",
            {"type": "person", "naming": "unnamed"},
        ),
        ("Officials", "officials", {"type": "person", "naming": "unnamed", "plural": True}),
        ("Two county engineers", "two county engineers", {"type": "person", "naming": "unnamed", "plural": True}),
        ("One county official", "one county official", {"type": "person", "naming": "unnamed"}),
        (
            "A number of European leaders",
            "a number of European leaders",
            {"type": "person", "naming": "unnamed", "plural": True},
        ),
        ("A spokeswoman for the mayor", "a spokeswoman for the mayor", {"type": "person", "naming": "unnamed"}),
        ("The Coastal Bridge Authority", "the Coastal Bridge Authority", {"type": "organisation", "naming": "named"}),
        ("The company", "the company", {"type": "organisation", "naming": "unnamed"}),
        ("A study", "a study", {"type": "document", "naming": "unnamed"}),
    ],
)
def test_attributes_of_a_source(mention: str, name: str, attributes: dict[str, object]) -> None:
    source = suggestions(f"{mention} said that it holds.")[0].source
    assert source is not None
    assert (source.name, dict(source.attributes)) == (name, attributes)
    assert source.mention is not None
    assert source.mention.text == mention.rstrip(",")


def test_one_source_for_one_person() -> None:
    offered = [
        one.source for one in suggestions("Mayor Ada Brandt said it holds. “It is old,” she said. Ms. Brandt said it leaks.")
    ]
    assert {(source.name, tuple(source.attributes.items())) for source in offered if source} == {
        ("Ada Brandt", (("type", "person"), ("naming", "named"), ("role", "Mayor")))
    }


def test_a_source_without_a_mention_has_no_name() -> None:
    text = "Ada Brandt left."
    speakers = find_speakers(article(text), all_sentences(text))
    assert [person.name for person in speakers.people] == ["Ada Brandt"]
    assert speakers.source(0, None).name == speakers.source(0, TokenRange(2, 2)).name == ""


@pytest.mark.parametrize(
    ("text", "language", "kind", "plural"),
    [
        ("The widow said that it is false.", "en", "person", False),
        ("It is false, activists said.", "en", "person", True),
        ("The activists said that it is false.", "en", "person", True),
        ("The boss said that it is false.", "en", "person", False),
        ("The regulator said that it is false.", "en", "organisation", False),
        ("The unions said that it is false.", "en", "organisation", False),
        ("Der Vater sagte, dass es falsch ist.", "de", "person", False),
        ("Die Mutter sagte, dass es falsch ist.", "de", "person", False),
        ("Der Lehrer sagte, dass es falsch ist.", "de", "person", False),
        ("Die Bewohner sagten, dass es falsch ist.", "de", "person", True),
        ("Der Bauernverband sagte, dass es falsch ist.", "de", "organisation", False),
        ("Un étudiant a dit que c’est faux.", "fr", "person", False),
        ("Les riverains ont dit que c’est faux.", "fr", "person", True),
        ("Le conseil municipal a dit que c’est faux.", "fr", "organisation", False),
        ("Les syndicats ont dit que c’est faux.", "fr", "organisation", False),
        ("Il giudice ha detto che è falso.", "it", "person", False),
        ("Gli agricoltori hanno detto che è falso.", "it", "person", True),
        ("Los agricultores dijeron que es falso.", "es", "person", True),
        ("O cantor disse que é falso.", "pt", "person", False),
        ("De commissaris zei dat het niet klopt.", "nl", "person", False),
    ],
)
def test_whoever_is_no_organisation_and_no_document_is_a_person(text: str, language: str, kind: str, plural: bool) -> None:
    ((found,),) = suggest(article(text, language)).values()
    assert found.source is not None
    assert (found.source.attributes["type"], found.source.attributes.get("plural", False)) == (kind, plural)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ulrike von Behr sagte, er halte.", "Ulrike von Behr"),
        ("Ministerin Ulrike von Behr sagte, er halte.", "Ulrike von Behr"),
        ("Der Sprecher von Siemens sagte, er halte.", "der Sprecher von Siemens"),
    ],
)
def test_german_names_with_von(text: str, name: str) -> None:
    assert names(text, "de") == [name]
