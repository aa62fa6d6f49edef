"""The front ends: full screen, plain lines, scripts, and the replay of a recording."""
