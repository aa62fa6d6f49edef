"""The program: ``annotate`` and ``python -m annotate``."""

import gc
import sys

_OBJECTS = 200_000  # between two runs of the garbage collector; with 700, a tenth of the time to start is spent in it


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_OBJECTS)
    try:
        # Loading it takes a moment, in which the user may press Ctrl-C already.
        from annotate.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
