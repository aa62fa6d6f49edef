"""One project: a folder with ``schema/``, ``raw/`` and ``output/``, and everything that can be done in it.

`Project` is the facade. Each other module is about one thing that needs a store: its functions are given the store, the schema
and the paths they work on.
"""

from annotate.project.article_files import read_articles
from annotate.project.checking import ProblemsError
from annotate.project.project import Project, find_project, init_project, open_project

__all__ = [
    "ProblemsError",
    "Project",
    "find_project",
    "init_project",
    "open_project",
    "read_articles",
]
