"""What `test_outbox.py` runs in a process of its own: `python outbox_worker.py PROJECT URL` labels without end.

It prints when each decision was made, as soon as the session says that it is saved.
"""

from __future__ import annotations

import sys
from pathlib import Path

from annotate.labelling.runner import SessionRunner
from annotate.labelling.state import Key
from annotate.model import Revision
from annotate.project import Project, sessions
from annotate.store import postgres
from annotate.store.outbox import Outbox

postgres.PATIENCE = postgres.PATIENCE_LABELLING = 0.1


def told(labelling: SessionRunner) -> None:
    """Decide and undo, again and again, and say so."""
    made: list[Revision] = []
    save = Outbox.save

    def remembering(self: Outbox, revisions: list[Revision], segmentation: int, known: int) -> str | None:
        made[:] = revisions
        return save(self, revisions, segmentation, known)

    Outbox.save = remembering  # type: ignore[method-assign,assignment]
    while True:
        for key in ("n", "u"):
            made.clear()
            labelling.feed(Key(key))
            if made and not labelling.state.refused:
                print(made[0].created, flush=True)


if __name__ == "__main__":
    sessions.label(Project(Path(sys.argv[1]), sys.argv[2]), told, annotator="mk", document="dam", relabel=True, suggestions=False)
