"""How slow this machine is, so that a bound on processor time is a bound on work.

A core whose caches are shared with busy neighbours takes longer for the same work, processor time included. A text that
may take a second may take so many seconds more on such a core, and no more than a second on one that is free.
"""

import json
from functools import lru_cache
from pathlib import Path
from time import process_time
from typing import Final

from claims.model import Document
from claims.reading.read import read_document

UNDISTURBED: Final = 68_800
"""Words a second that the reading did on these articles on 2026-11-22 (AMD EPYC, CPython 3.11)."""

_ARTICLES: Final = Path(__file__).parent / "corpus" / "claims" / "invented"


@lru_cache(maxsize=1)
def pace() -> float:
    """How many times longer this machine takes for ordinary articles than it did then; at least 1. Measured once."""
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(_ARTICLES.glob("*.json"))]
    documents = [Document(text=row["text"], published_at=row["published_at"]) for row in rows]
    words = sum(len(document.text.split()) for document in documents)
    return max(1.0, min(_seconds(documents) for _ in range(3)) * UNDISTURBED / words)


def _seconds(documents: list[Document]) -> float:
    began = process_time()
    for document in documents:
        read_document(document)
    return process_time() - began
