"""The labelling session: a pure state machine, what it shows, and the front ends that run it."""
