"""Settings of the property tests: no deadline for one example, since machines are slow now and then."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("articles", deadline=None)
settings.load_profile("articles")
