"""Text for people: foreign text that is safe in a terminal, rows of a screen, quotation marks, and articles as lines."""
