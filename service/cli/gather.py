"""What `bythen ingest` is given: files, folders, standard input, addresses of pages."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from jobs.errors import InputError
from jobs.pages import decode, looks_like_html
from service.cli.documents import FileError, decode_text, load_bytes

SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
"""Which files of a folder are read."""

_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to read: `name` is what it is called in the output."""

    name: str
    kind: Literal["file", "url", "empty folder"]


def gather(names: Sequence[str]) -> Iterator[Given]:
    """What the names stand for, folders by their files in order of path; a name that there is not stays as it is."""
    for name in names:
        if name.startswith(("http://", "https://")):
            yield Given(name=name, kind="url")
        elif name != "-" and Path(name).is_dir():
            yield from _folder(Path(name))
        else:
            yield Given(name=name, kind="file")


def read(given: Given) -> dict[str, object]:
    """The fields of the request that hold it. Raises FileError where there is no text."""
    if given.kind == "url":
        return {"url": given.name}
    if given.kind == "empty folder":
        raise FileError(f"no file in it ends in {', '.join(sorted(SUFFIXES))}")
    data = load_bytes(given.name)
    if Path(given.name).suffix.lower() in _PAGES or looks_like_html(data[:1000].decode("latin-1")):
        try:
            return {"html": decode(data)}
        except InputError as error:
            raise FileError(str(error)) from None
    return {"text": decode_text(data)}


def _folder(folder: Path) -> Iterator[Given]:
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    if not found:
        yield Given(name=str(folder), kind="empty folder")
    for path in found:
        yield Given(name=str(path), kind="file")
