"""The program: ``annotate`` and ``python -m annotate``."""

import sys

from annotate._garbage import collect_rarely


def main() -> None:
    """Run the command line."""
    collect_rarely()
    try:
        # Loading it takes a moment, in which the user may press Ctrl-C already.
        from annotate.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
