"""The description of a dataset by its makers, of what no program can know: a short form, kept with the project.

An answer that nobody gave is not there: the card then says that it was not said, and never makes up one.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from annotate.errors import ProjectError

VERSION = 1
"""The version of the form, for files that a later version of the program wrote."""

LONGEST = 20_000
"""The greatest length of an answer, in characters."""


class Question(NamedTuple):
    """A question of the form: the name of the answer, a heading, the question, and the answers if they are a closed set."""

    name: str
    title: str
    text: str
    choices: tuple[str, ...] = ()


QUESTIONS = (
    Question("purpose", "Purpose", "What was the dataset made for?"),
    Question("sources", "Sources", "Where are the articles from, and how were they collected?"),
    Question("selection", "Selection", "How were the articles chosen, from which period, and what was left out?"),
    Question("topics", "Topics", "What are the articles about?"),
    Question("rights", "Rights", "Who holds the rights to the articles, and on what terms may they be shared?"),
    Question("varieties", "Language varieties", "Which varieties of the languages are they in, and who wrote and read them?"),
    Question("annotators", "Annotators", "Who annotated: how many people, their background, first languages, pay?"),
    Question(
        "recruitment", "Kind of annotators", "Were the annotators experts, a crowd or others?", ("experts", "crowd", "others")
    ),
    Question("training", "Training", "How were the annotators trained, and how was their work checked?"),
    Question("guidelines", "Guidelines", "Which guidelines did they follow, in which version, and where can they be read?"),
    Question("privacy", "Personal information", "What was done about personal or sensitive information, and about consent?"),
    Question("limits", "Known limits", "What are known limits, gaps or biases of the dataset?"),
    Question("funding", "Funding", "Who paid for it?"),
    Question("maintenance", "Maintenance", "Who maintains the dataset, and how can errors be reported?"),
    Question("authors", "Authors", "Who are its authors, as a citation names them?"),
    Question("citation", "Citation", "What should be cited: a reference or a BibTeX entry?"),
)
"""The form, in the order of asking."""

PUBLIC = frozenset({"maintenance", "authors", "citation"})
"""The answers that are there to name people; in the others, annotators' names are replaced by their pseudonyms."""

NAMES = {question.name: question for question in QUESTIONS}


def parse_answers(data: Any, origin: str) -> dict[str, str]:
    """Return the answers in the content of a file, an empty one for each that is to be removed. Raises ProjectError."""
    if not isinstance(data, dict):
        raise ProjectError(f'{origin}: a description is a table of answers, such as {QUESTIONS[0].name} = "...".')
    if (version := data.get("version", VERSION)) != VERSION:
        raise ProjectError(f"{origin}: the description has version {version!r}, and this program reads version {VERSION}.")
    return {name: check_answer(name, answer, origin) for name, answer in data.items() if name != "version"}


def check_answer(name: str, answer: Any, origin: str) -> str:
    """Return an answer as it is kept: in NFC, without spaces at its ends. Raises ProjectError if it is not one of the form."""
    if name not in NAMES:
        similar = get_close_matches(name, NAMES, 1)
        hint = f"did you mean {similar[0]}?" if similar else f"it asks for {', '.join(NAMES)}."
        raise ProjectError(f"{origin}: the description has no {name!r}; {hint}")
    if answer is None:
        return ""
    if not isinstance(answer, str):
        raise ProjectError(f"{origin}: {name} is {json.dumps(answer, default=str)}, which is not a text; put it in quotes.")
    text = unicodedata.normalize("NFC", answer.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > LONGEST:
        raise ProjectError(f"{origin}: {name} has {len(text):,} characters; shorten it to {LONGEST:,}.")
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ProjectError(f"{origin}: {name} has a character that is no text (NUL, or half of a pair); remove it.")
    choices = NAMES[name].choices
    if text and choices and text not in choices:
        raise ProjectError(f"{origin}: {name} is {text!r}; give one of: {', '.join(choices)}.")
    return text


def with_answers(description: Mapping[str, str], answers: Mapping[str, str]) -> dict[str, str]:
    """Return a description with other answers, in the order of the form; an empty answer removes one."""
    merged = {**description, **answers}
    return {name: merged[name] for name in NAMES if merged.get(name)}


def to_toml(description: Mapping[str, str]) -> str:
    """Return the form as TOML, which people can fill in: each question as a comment, answers that nobody gave commented out."""
    parts = [f"# The description of the dataset, for its card.\nversion = {VERSION}\n"]
    for question in QUESTIONS:
        choices = f" ({', '.join(question.choices)})" if question.choices else ""
        answer = description.get(question.name)
        line = f"{question.name} = {_quoted(answer)}" if answer else f'# {question.name} = ""'
        parts.append(f"# {question.text}{choices}\n{line}\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    lines = [json.dumps(line, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f") for line in text.split("\n")]
    return f'"{lines[0]}"' if len(lines) == 1 else '"""\n' + "\n".join(lines) + '"""'
