"""Rows for analysts: written into a file that lives until it has been read."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from claims.lexicon import LexiconName
from claims.model import ReadingName
from claims.scorecard_row import ScorecardRow
from jobs.claim_review import claim_reviews, review_lines
from jobs.linked import Publisher
from jobs.policy import Policy
from jobs.scorecard import scorecard_rows
from storage.ledger import About, ExportFormat, ExportTable, Ledger
from storage.row_files import write_rows

CHUNK_BYTES: Final = 1 << 18


def export(ledger: Ledger, table: ExportTable, form: ExportFormat, about: About) -> Iterator[bytes]:
    """The bytes of the file, piece by piece. It is written whole before the first, as of one state of the ledger."""
    return _written(f"{table}.{form}", lambda path: ledger.export(table, form, about, path))


def export_scorecards(  # noqa: PLR0913 - these are the terms
    ledger: Ledger,
    form: ExportFormat,
    *,
    now: datetime,
    reading: ReadingName,
    lexicon: LexiconName,
    speaker_id: str | None,
) -> Iterator[bytes]:
    """The bytes of a file with a row a speaker, or with that of one, as `export` hands them out."""

    def write(path: Path) -> None:
        with ledger.snapshot():
            rows = scorecard_rows(ledger, now=now, reading=reading, lexicon=lexicon, speaker_id=speaker_id)
            write_rows(rows, ScorecardRow, form, path)

    return _written(f"scorecards.{form}", write)


def export_claim_reviews(
    ledger: Ledger, about: About, *, now: datetime, policy: Policy, publisher: Publisher
) -> Iterator[bytes]:
    """The bytes of a file with a claim review a line, as `export` hands them out."""

    def write(path: Path) -> None:
        with ledger.snapshot(), path.open("wb") as file:
            reviews = claim_reviews(ledger, about, now=now, policy=policy, publisher=publisher)
            file.writelines(review_lines(reviews))

    return _written("claim-reviews.ndjson", write)


def _written(name: str, write: Callable[[Path], object]) -> Iterator[bytes]:
    folder = tempfile.TemporaryDirectory(prefix="bythen-export-")
    path = Path(folder.name) / name
    try:
        write(path)
    except BaseException:
        folder.cleanup()
        raise
    return _pieces(folder, path)


def _pieces(folder: tempfile.TemporaryDirectory[str], path: Path) -> Iterator[bytes]:
    with folder, path.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            yield piece
