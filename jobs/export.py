"""Rows for analysts: written into a file that lives until it has been read."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from storage.ledger import About, ExportFormat, ExportTable, Ledger

CHUNK_BYTES: Final = 1 << 18


def export(ledger: Ledger, table: ExportTable, form: ExportFormat, about: About) -> Iterator[bytes]:
    """The bytes of the file, piece by piece. It is written whole before the first, as of one state of the ledger."""
    folder = tempfile.TemporaryDirectory(prefix="bythen-export-")
    path = Path(folder.name) / f"{table}.{form}"
    try:
        ledger.export(table, form, about, path)
    except BaseException:
        folder.cleanup()
        raise
    return _pieces(folder, path)


def _pieces(folder: tempfile.TemporaryDirectory[str], path: Path) -> Iterator[bytes]:
    with folder, path.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            yield piece
