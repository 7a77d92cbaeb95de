"""Writes rows for analysts into a file, in DuckDB: it streams them, so that memory stays bounded whatever the size."""

from pathlib import Path

import duckdb
import msgspec

from storage.ledger import About, ExportFormat, ExportTable
from storage.row_files import OPTIONS
from storage.statements import statements


def export_rows(
    connection: duckdb.DuckDBPyConnection, table: ExportTable, form: ExportFormat, about: About, path: Path
) -> int:
    """How many rows were written into the file, which is replaced. The connection is the caller's, for this alone."""
    sql = statements("export")
    connection.execute(sql["cell" if form == "csv" else "plain"])
    values = msgspec.structs.asdict(about) | {"path": str(path)}
    ((count,),) = connection.execute(f"COPY ({sql[table]}) TO $path ({OPTIONS[form]})", values).fetchall()
    return int(count)
