"""A store goes out and comes back by `bythen export-ledger` and `bythen import-ledger`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.open import open_ledger


@pytest.mark.parametrize("form", ["parquet", "ndjson"])
def test_there_and_back(bythen: Callable[..., Any], tmp_path: Path, form: str) -> None:
    """The store made verifies, and neither it nor the export is overwritten: one line, status 2."""
    store, folder, made = tmp_path / "a.duckdb", tmp_path / "out", tmp_path / "b.duckdb"
    open_ledger(store).close()
    there = bythen("export-ledger", folder, "--format", form, "--db", store)
    back = bythen("import-ledger", folder, "--db", made)

    assert (0, 0) == (there.status, back.status)
    assert "all of them agree" in back.out
    assert 0 == bythen("verify", "--db", made).status
    for again in (bythen("export-ledger", folder, "--db", store), bythen("import-ledger", folder, "--db", made)):
        assert (2, 1) == (again.status, again.err.count("\n"))
        assert "not overwritten" in again.err


def test_a_missing_store_and_a_missing_export(bythen: Callable[..., Any], tmp_path: Path) -> None:
    """What is not there is named, and nothing is made."""
    none = bythen("export-ledger", tmp_path / "out", "--db", tmp_path / "none.duckdb")
    empty = bythen("import-ledger", tmp_path / "out", "--db", tmp_path / "b.duckdb")

    assert (2, 2) == (none.status, empty.status)
    assert "there is no store at" in none.err
    assert "is no export of a ledger" in empty.err
    assert not (tmp_path / "b.duckdb").exists()
