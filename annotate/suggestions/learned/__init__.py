"""Suggestions learned from a project's own labels, by NumPy alone: who says what (`suggester`), and the answers (`answers`).

`training` fits both, `storage` keeps them in a file. The rules remain: what they find is among the features, and a model replaces
them only where it has been shown to be better. Nothing here is imported unless a project has a model or makes one.
"""
