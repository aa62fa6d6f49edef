"""The guide: one Markdown page a topic, read with ``annotate guide`` or on the repository's site."""
