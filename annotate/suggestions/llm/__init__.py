"""The prompt for a language model, and its answers as suggestions. Nothing here sends anything."""
