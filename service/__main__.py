"""The console script `bythen`: runs a command, and turns what goes wrong into one line and an exit status."""

import os
import sys
from collections.abc import Sequence
from typing import Final

import rich_click as click
from click.exceptions import Exit

from service.cli.main import bythen
from service.settings import SettingsError
from storage.errors import StorageError

INPUT_ERROR: Final = 2
"""The exit status of every error in the usage, the input or the settings."""

INTERRUPTED: Final = 130
"""The exit status after Ctrl-C, as shells give it (128 and the number of SIGINT)."""

PIPE_CLOSED: Final = 141
"""The exit status when nobody reads the output any more, as shells give it (128 and the number of SIGPIPE)."""


def main() -> None:
    """Runs the command that the process was started with, and exits."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status of `bythen <arguments>`. Without any argument the help is printed."""
    try:
        status = _status(list(arguments) or ["--help"])
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    return status


def _status(arguments: list[str]) -> int:
    try:
        # Not bythen.main(): that ends the process by itself when a pipe is closed, with the status of an error.
        with bythen.make_context("bythen", arguments) as context:
            result = bythen.invoke(context)
    except Exit as done:
        return done.exit_code
    except click.ClickException as error:
        return _complain(error.format_message())
    except (SettingsError, StorageError) as error:
        return _complain(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        # A file or a folder that cannot be used: the reason is the caller's to mend, and needs no traceback.
        return _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    return result if isinstance(result, int) else 0


def _complain(message: str) -> int:
    """One line on standard error, whatever the message was made of."""
    print("bythen: " + " ".join(message.split()), file=sys.stderr)
    return INPUT_ERROR


def _silence() -> None:
    """Lets the interpreter flush its output into nothing at exit, where it would complain of the pipe again."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


if __name__ == "__main__":
    main()
