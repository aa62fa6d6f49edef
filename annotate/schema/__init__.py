"""The label scheme: read from a JSON Schema, changed by migrations."""

from annotate.schema.scheme import (
    NOUNS,
    PAST,
    Attribute,
    Choice,
    Guideline,
    Schema,
    load_schema,
    parse_schema,
    quick,
    shipped,
)

__all__ = ["NOUNS", "PAST", "Attribute", "Choice", "Guideline", "Schema", "load_schema", "parse_schema", "quick", "shipped"]
