"""What a language model is asked about an article, and what its answer says. Nothing here sends anything."""
