"""One project: a folder with ``schema/``, ``raw/`` and ``output/``, and everything that can be done in it."""

from annotate.project.project import (
    Checked,
    Fixed,
    Loaded,
    Migrated,
    ProblemsError,
    Project,
    find_project,
    init_project,
    open_project,
    read_articles,
)

__all__ = [
    "Checked",
    "Fixed",
    "Loaded",
    "Migrated",
    "ProblemsError",
    "Project",
    "find_project",
    "init_project",
    "open_project",
    "read_articles",
]
