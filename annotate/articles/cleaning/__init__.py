"""Text to blocks: the role of each line, and what of it is boilerplate."""
