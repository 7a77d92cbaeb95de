"""Files of rows for analysts: CSV that is safe in spreadsheets, NDJSON, Parquet.

A DuckDB of its own, in memory, writes them, whatever engine keeps the ledger.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, get_args, get_type_hints

import duckdb
import msgspec

from storage.errors import StorageError
from storage.ledger import ExportFormat
from storage.statements import statements

OPTIONS: Final[dict[ExportFormat, str]] = {
    "csv": "FORMAT csv, HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ'",
    "ndjson": "FORMAT json, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ'",
    "parquet": "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 16384",
}
"""How DuckDB writes each format."""

_COLUMNS: Final[dict[type, str]] = {
    str: "VARCHAR",
    bool: "BOOLEAN",
    int: "BIGINT",
    float: "DOUBLE",
    datetime: "TIMESTAMP",
}


def write_rows(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], form: ExportFormat, path: Path) -> int:
    """How many rows were written into the file, which is replaced: flat values of one kind, a column a field.

    They are taken one at a time and lie beside the file as JSON meanwhile. Raises StorageError when one cannot be
    written.
    """
    columns = {name: _column(hint) for name, hint in get_type_hints(kind).items()}
    cells = ", ".join(f"cell({name}) AS {name}" if sort == "VARCHAR" else name for name, sort in columns.items())
    types = ", ".join(f"{name}: '{sort}'" for name, sort in columns.items())
    # The names and types are those of our own fields.
    table = f"read_json($source, format = 'newline_delimited', columns = {{{types}}})"
    source = path.with_name(f"{path.name}.rows")
    try:
        with source.open("wb") as file:
            file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
        with duckdb.connect() as connection:
            connection.execute(statements("export")["cell" if form == "csv" else "plain"])
            copy = f"COPY (SELECT {cells} FROM {table}) TO $path ({OPTIONS[form]})"
            ((count,),) = connection.execute(copy, {"source": str(source), "path": str(path)}).fetchall()
    except (duckdb.IOException, OSError) as error:
        raise StorageError(f"the rows could not be written to {path}: {error}") from None
    finally:
        source.unlink(missing_ok=True)
    return int(count)


def _column(hint: object) -> str:
    """The type of the column for a field's type, null or not."""
    return next(sort for kind, sort in _COLUMNS.items() if kind is hint or kind in get_args(hint))
