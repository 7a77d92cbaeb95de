"""Reports put into a folder: whole or not at all, under a name that the same report always has."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jobs.deliver import Outcome
from storage.ledger import Ledger
from storage.outbox import Delivery
from storage.records import StoredReport

ENDINGS: Final = {"json": "json", "csv": "csv", "html": "html", "markdown": "md", "text": "txt"}

SLUG_LENGTH_MAX: Final = 60


def folder_sender(ledger: Ledger, folder: Path) -> Callable[[Delivery, datetime], Outcome]:
    """The way of sending of the channel "folder". Nobody outside chooses a path: the name is made of the report's."""

    def send(delivery: Delivery, _: datetime) -> Outcome:
        report = ledger.report(delivery.subject_id)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(folder / file_name(report), report.content.encode())
        except OSError as error:
            return Outcome(error=f"the report could not be written: {error.strerror}")
        return Outcome()

    return send


def file_name(report: StoredReport) -> str:
    """Its time, its name and its id: sorted by name they stand in order, and none takes another's place."""
    slug = re.sub(r"[^a-z0-9]+", "-", report.name.lower()).strip("-")[:SLUG_LENGTH_MAX] or "report"
    at = report.scheduled_at.astimezone(UTC)
    return f"{at:%Y-%m-%d-%H%M}-{slug}-{report.id}.{ENDINGS[report.format]}"


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the path first, and rename once it is on the disk. Raises OSError; `path` is as it was then."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
