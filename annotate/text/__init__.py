"""Text for people: foreign text made safe for a terminal, rows of cells, quotation marks, and articles as lines."""
