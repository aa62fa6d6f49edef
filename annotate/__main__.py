"""The program: ``annotate`` and ``python -m annotate``. Loading it takes a moment, in which Ctrl-C may come already."""

import sys


def main() -> None:
    """Run the command line, from its first import on interruptible without a traceback."""
    try:
        from annotate.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
