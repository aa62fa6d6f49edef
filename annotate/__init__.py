"""A dataset builder for fact-claim annotation, in the terminal and as a library.

    import annotate

    project = annotate.init_project("news")
    project.add()                                    # reads raw/, as `annotate add` does
    problems = project.check().problems
    dataset = project.export()                       # output/dataset, ready for `datasets.load_dataset`

All types that `Project` returns are here, too. Each name is loaded when it is first used, so that importing the package costs
nothing.
"""

from typing import TYPE_CHECKING, Any

from annotate._version import __version__ as __version__

if TYPE_CHECKING:
    from annotate.agreement.agreement import Agreement, AgreementOptions, agree
    from annotate.agreement.annotators import AgainstGold
    from annotate.agreement.disagreements import Disagreement
    from annotate.agreement.intervals import Figure
    from annotate.agreement.report import agreement_to_pandas
    from annotate.articles import read_file, split_sentences
    from annotate.dataset import Export, ExportOptions, read_dataset, to_pandas
    from annotate.dataset.options import ExportFormat, Leaks, LinkCounts
    from annotate.dataset.samples import CorpusSample
    from annotate.errors import AnnotateError
    from annotate.interchange.losses import Loss
    from annotate.linking.closure import LinkConflict
    from annotate.linking.recall import MeasuredRecall
    from annotate.model import (
        Annotation,
        Block,
        Claim,
        Correction,
        Document,
        Origin,
        Problem,
        Revision,
        Sentence,
        Source,
        Span,
        Stance,
    )
    from annotate.model.claim_list import ClaimFilter, ListedClaim, Position
    from annotate.project import ProblemsError, Project, init_project, open_project
    from annotate.project.agreement import Choice
    from annotate.project.annotators import Forgotten
    from annotate.project.bulk_edit import Fixed
    from annotate.project.checking import Checked
    from annotate.project.claims import ClaimList
    from annotate.project.corpus import DrawnSample, SampleOptions
    from annotate.project.dumps import Loaded
    from annotate.project.evaluation import Covered, CurvePoint, Evaluation, Measured, Score
    from annotate.project.exporting_files import ForeignExport, ForeignExportOptions
    from annotate.project.fetching import Fetched
    from annotate.project.importing import ImportOptions, ImportResult
    from annotate.project.ingest import Added, Outcome, OutcomeKind
    from annotate.project.learning import DoubtfulLabel
    from annotate.project.link_agreement import LinkAgreement, PairAgreement
    from annotate.project.link_audit import LinkAudit
    from annotate.project.linking import LinkAdjudication, Linking
    from annotate.project.links import LinkedClaims
    from annotate.project.llm_client import LanguageModel
    from annotate.project.llm_suggestions import ArticleRequests, LanguageModelPlan, LanguageModelResult, PartRequest
    from annotate.project.migration import Migrated
    from annotate.project.people import Login
    from annotate.project.progress import Assigned, ItemCounts, Listing, Shared, Standing, Status, Work
    from annotate.project.removing import Removal
    from annotate.project.sessions import SessionResult, label_by_script
    from annotate.report.collect import ReportOptions
    from annotate.report.facts import ReportFacts
    from annotate.review.assignment import Plan, Progress
    from annotate.review.gold import Gold
    from annotate.schema import Schema, load_schema
    from annotate.schema.migration import SchemaChange, parse_change
    from annotate.store import DocumentEntry, Merged, Person, Removed, Store, open_store
    from annotate.store.backups import BackedUp

_HOMES = {
    "annotate.agreement.annotators": ("AgainstGold",),
    "annotate.agreement.agreement": ("Agreement", "AgreementOptions", "agree"),
    "annotate.agreement.report": ("agreement_to_pandas",),
    "annotate.articles": ("read_file", "split_sentences"),
    "annotate.dataset": ("Export", "ExportOptions", "read_dataset", "to_pandas"),
    "annotate.agreement.intervals": ("Figure",),
    "annotate.dataset.options": ("ExportFormat", "Leaks", "LinkCounts"),
    "annotate.dataset.samples": ("CorpusSample",),
    "annotate.errors": ("AnnotateError",),
    "annotate.model": (
        "Annotation",
        "Block",
        "Claim",
        "Correction",
        "Document",
        "Origin",
        "Problem",
        "Revision",
        "Sentence",
        "Source",
        "Span",
        "Stance",
    ),
    "annotate.linking.closure": ("LinkConflict",),
    "annotate.linking.recall": ("MeasuredRecall",),
    "annotate.model.claim_list": ("ClaimFilter", "ListedClaim", "Position"),
    "annotate.project": ("ProblemsError", "Project", "init_project", "open_project"),
    "annotate.project.agreement": ("Choice",),
    "annotate.project.annotators": ("Forgotten",),
    "annotate.project.bulk_edit": ("Fixed",),
    "annotate.project.checking": ("Checked",),
    "annotate.project.claims": ("ClaimList",),
    "annotate.project.corpus": ("DrawnSample", "SampleOptions"),
    "annotate.project.dumps": ("Loaded",),
    "annotate.project.evaluation": ("Covered", "CurvePoint", "Evaluation", "Measured", "Score"),
    "annotate.interchange.losses": ("Loss",),
    "annotate.project.exporting_files": ("ForeignExport", "ForeignExportOptions"),
    "annotate.project.fetching": ("Fetched",),
    "annotate.project.importing": ("ImportOptions", "ImportResult"),
    "annotate.project.ingest": ("Added", "Outcome", "OutcomeKind"),
    "annotate.project.learning": ("DoubtfulLabel",),
    "annotate.project.link_agreement": ("LinkAgreement", "PairAgreement"),
    "annotate.project.link_audit": ("LinkAudit",),
    "annotate.project.linking": ("LinkAdjudication", "Linking"),
    "annotate.project.links": ("LinkedClaims",),
    "annotate.project.llm_client": ("LanguageModel",),
    "annotate.project.llm_suggestions": ("ArticleRequests", "LanguageModelPlan", "LanguageModelResult", "PartRequest"),
    "annotate.project.migration": ("Migrated",),
    "annotate.project.people": ("Login",),
    "annotate.project.removing": ("Removal",),
    "annotate.project.progress": ("Assigned", "ItemCounts", "Listing", "Shared", "Standing", "Status", "Work"),
    "annotate.project.sessions": ("SessionResult", "label_by_script"),
    "annotate.report.collect": ("ReportOptions",),
    "annotate.report.facts": ("ReportFacts",),
    "annotate.review.assignment": ("Plan", "Progress"),
    "annotate.agreement.disagreements": ("Disagreement",),
    "annotate.review.gold": ("Gold",),
    "annotate.schema": ("Schema", "load_schema"),
    "annotate.schema.migration": ("SchemaChange", "parse_change"),
    "annotate.store": ("DocumentEntry", "Merged", "Person", "Removed", "Store", "open_store"),
    "annotate.store.backups": ("BackedUp",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Added",
    "AgainstGold",
    "Agreement",
    "AgreementOptions",
    "AnnotateError",
    "Annotation",
    "ArticleRequests",
    "Assigned",
    "BackedUp",
    "Block",
    "Checked",
    "Choice",
    "Claim",
    "ClaimFilter",
    "ClaimList",
    "CorpusSample",
    "Correction",
    "Covered",
    "CurvePoint",
    "Disagreement",
    "Document",
    "DocumentEntry",
    "DoubtfulLabel",
    "DrawnSample",
    "Evaluation",
    "Export",
    "ExportFormat",
    "ExportOptions",
    "Fetched",
    "Figure",
    "Fixed",
    "ForeignExport",
    "ForeignExportOptions",
    "Forgotten",
    "Gold",
    "ImportOptions",
    "ImportResult",
    "ItemCounts",
    "LanguageModel",
    "LanguageModelPlan",
    "LanguageModelResult",
    "Leaks",
    "LinkAdjudication",
    "LinkAgreement",
    "LinkAudit",
    "LinkConflict",
    "LinkCounts",
    "LinkedClaims",
    "Linking",
    "ListedClaim",
    "Listing",
    "Loaded",
    "Login",
    "Loss",
    "Measured",
    "MeasuredRecall",
    "Merged",
    "Migrated",
    "Origin",
    "Outcome",
    "OutcomeKind",
    "PairAgreement",
    "PartRequest",
    "Person",
    "Plan",
    "Position",
    "Problem",
    "ProblemsError",
    "Progress",
    "Project",
    "Removal",
    "Removed",
    "ReportFacts",
    "ReportOptions",
    "Revision",
    "SampleOptions",
    "Schema",
    "SchemaChange",
    "Score",
    "Sentence",
    "SessionResult",
    "Shared",
    "Source",
    "Span",
    "Stance",
    "Standing",
    "Status",
    "Store",
    "Work",
    "agree",
    "agreement_to_pandas",
    "init_project",
    "label_by_script",
    "load_schema",
    "open_project",
    "open_store",
    "parse_change",
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
    globals()[name] = value  # so that this function is not called for it again
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
