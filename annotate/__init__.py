"""A dataset builder for fact-claim annotation, in the terminal and as a library.

    import annotate

    project = annotate.init_project("news")
    project.add()                                    # reads raw/, as `annotate add` does
    problems = project.check().problems
    dataset = project.export()                       # output/dataset, ready for `datasets.load_dataset`

Each name is loaded when it is first used, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING, Any

from annotate._version import __version__ as __version__

if TYPE_CHECKING:
    from annotate.agreement.agreement import Agreement, AgreementOptions, agree
    from annotate.agreement.report import agreement_to_pandas
    from annotate.articles import read_file, split_sentences
    from annotate.dataset import Export, ExportOptions, read_dataset, to_pandas
    from annotate.errors import AnnotateError
    from annotate.model import (
        Annotation,
        Block,
        Claim,
        Document,
        Origin,
        Problem,
        Revision,
        Sentence,
        Source,
        Span,
        Stance,
    )
    from annotate.project import ProblemsError, Project, init_project, open_project
    from annotate.project.sessions import label_by_script
    from annotate.review.assignment import Plan
    from annotate.schema import Schema, load_schema
    from annotate.store import Store, open_store

_HOMES = {
    "annotate.articles": ("read_file", "split_sentences"),
    "annotate.review.assignment": ("Plan",),
    "annotate.dataset": ("Export", "ExportOptions", "read_dataset", "to_pandas"),
    "annotate.errors": ("AnnotateError",),
    "annotate.model": (
        "Annotation",
        "Block",
        "Claim",
        "Document",
        "Origin",
        "Problem",
        "Revision",
        "Sentence",
        "Source",
        "Span",
        "Stance",
    ),
    "annotate.project": ("ProblemsError", "Project", "init_project", "open_project"),
    "annotate.agreement.agreement": ("Agreement", "AgreementOptions", "agree"),
    "annotate.agreement.report": ("agreement_to_pandas",),
    "annotate.schema": ("Schema", "load_schema"),
    "annotate.project.sessions": ("label_by_script",),
    "annotate.store": ("Store", "open_store"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Agreement",
    "AgreementOptions",
    "AnnotateError",
    "Annotation",
    "Block",
    "Claim",
    "Document",
    "Export",
    "ExportOptions",
    "Origin",
    "Plan",
    "Problem",
    "ProblemsError",
    "Project",
    "Revision",
    "Schema",
    "Sentence",
    "Source",
    "Span",
    "Stance",
    "Store",
    "agree",
    "agreement_to_pandas",
    "init_project",
    "label_by_script",
    "load_schema",
    "open_project",
    "open_store",
    "read_dataset",
    "read_file",
    "split_sentences",
    "to_pandas",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value  # the next time it is simply there
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
