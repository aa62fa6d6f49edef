"""From text to blocks: the role of each line, and which lines are boilerplate."""
