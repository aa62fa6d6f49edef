"""The formats of other tools, one module each: what it can hold, reading it, writing it."""
