"""The screen and the spoken lines of a session's state."""
