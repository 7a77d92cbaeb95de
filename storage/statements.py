"""The SQL of the engines: named blocks in `sql/*.sql`, each under a line `-- name: purpose`."""

import re
from functools import cache
from importlib import resources

import msgspec

_HEADING = re.compile(r"^-- ([a-z][a-z0-9_]*): (\S.*)$", re.MULTILINE)


class Migration(msgspec.Struct, frozen=True):
    """A step forward of the schema, from a numbered file."""

    number: int
    name: str
    sql: str


def read_blocks(text: str) -> dict[str, str]:
    """The statements of a file by their names. Raises ValueError for a name given twice."""
    headings = list(_HEADING.finditer(text))
    if not headings or text[: headings[0].start()].strip():
        raise ValueError("a file of statements begins with a line '-- name: purpose'")
    blocks: dict[str, str] = {}
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        if heading[1] in blocks:
            raise ValueError(f"the statement {heading[1]!r} is there twice")
        blocks[heading[1]] = text[heading.end() : end].strip()
    return blocks


@cache
def statements(name: str) -> dict[str, str]:
    """The statements of `sql/<name>.sql` by their names."""
    return read_blocks(resources.files("storage").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8"))


@cache
def migrations() -> tuple[Migration, ...]:
    """The migrations, sorted by number, which counts from 1 without a gap."""
    files = sorted(file.name for file in resources.files("storage").joinpath("migrations").iterdir())
    found = tuple(_migration(name) for name in files if name.endswith(".sql"))
    if [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations must be numbered 1, 2, 3, ..., not {files}")
    return found


def _migration(name: str) -> Migration:
    number, _, rest = name.removesuffix(".sql").partition("_")
    text = resources.files("storage").joinpath("migrations", name).read_text(encoding="utf-8")
    return Migration(int(number), rest, text)
