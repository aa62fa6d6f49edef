"""Packed files and web archives, which contain other files and pages."""
