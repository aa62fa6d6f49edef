"""Labels as they are written in a schema."""

from __future__ import annotations

from annotate.schema.labels import is_several, label_items, new_label, new_labels, title
from support.several import TOPICS


def test_the_labels_of_a_question_are_found_wherever_they_are() -> None:
    labels = TOPICS["items"]["oneOf"]
    assert label_items(TOPICS) == labels
    assert label_items({"oneOf": labels}) == labels
    assert label_items({"type": "string"}) is None
    assert label_items({"type": "array", "items": {"$ref": "#/$defs/claim"}}) is None


def test_only_an_array_has_several_answers() -> None:
    assert is_several(TOPICS)
    assert not any(map(is_several, ({"type": "string"}, {"oneOf": []}, True, None)))


def test_names_become_labels_with_words_and_keys_of_their_own() -> None:
    assert title("not_verifiable") == "Not verifiable"
    assert new_labels(["calm", "cool"]) == [
        {"const": "calm", "title": "Calm", "description": "Calm.", "x-key": "c"},
        {"const": "cool", "title": "Cool", "description": "Cool.", "x-key": "o"},
    ]
    retired = [{"const": "c", "x-key": "c", "x-retired": ""}]
    assert new_label("cold", "Not warm.", retired)["x-key"] == "c"
