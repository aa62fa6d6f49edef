"""Worker processes that share the work on many tasks."""
