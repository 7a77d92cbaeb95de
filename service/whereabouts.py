"""Where the service that holds a ledger can be reached: a note beside the ledger's file while it runs.

DuckDB lets one process at a time have a file. Another command that wants it can then say which --server to use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.settings import Settings
from storage.errors import LedgerFileError


@contextmanager
def announced(settings: Settings, url: str) -> Iterator[None]:
    """The note with the service's URL is there for as long as this is entered; one left by a kill is overwritten."""
    note = _note(settings)
    note.write_text(url + "\n", encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def explain(error: LedgerFileError, settings: Settings) -> str:
    """Why a ledger cannot be opened, and what to do: the --server to use, if a service that holds it left its note."""
    held, _, advice = str(error).rpartition("; ")
    if "is held by" not in held or "--server" not in advice:
        return str(error)
    try:
        url = _note(settings).read_text(encoding="utf-8").strip()
    except OSError:
        return str(error)
    return f"{held}; a service that has it listens at {url}, so use --server {url}"


def _note(settings: Settings) -> Path:
    return Path(settings.store + ".server")
