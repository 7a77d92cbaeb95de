"""Backups over HTTP and on the command line."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from service.settings import Settings
from storage.open import open_ledger

CLAIM = {"text": "The lock will open.", "made_at": "2025-11-22"}


def test_a_backup_over_http(client: TestClient[Any], settings: Settings) -> None:
    """It lies in the service's own folder, for its owner only, and is listed."""
    client.post("/v1/claims", json=CLAIM)
    made = client.post("/v1/backups", json={"verify": True}).json()
    folder = Path(settings.folder_of_backups)

    assert [made["name"]] == [path.name for path in folder.iterdir()]
    assert (1, True) == (made["holds"]["claims"], made["verified"])
    assert [made["name"]] == [file["name"] for file in client.get("/v1/backups").json()]
    assert 0 == os.stat(folder).st_mode & 0o077


def test_no_path_is_taken_from_a_caller(client: TestClient[Any], settings: Settings) -> None:
    """A body that names a path is refused, and so is a form such as any web page can send."""
    named = client.post("/v1/backups", json={"verify": True, "path": "../elsewhere"})
    form = client.post("/v1/backups", content=b'{"verify":true}', headers={"content-type": "text/plain"})

    assert (400, 415) == (named.status_code, form.status_code)
    assert not Path(settings.folder_of_backups).exists()


def test_back_and_forth_on_the_command_line(tmp_path: Path, bythen: Callable[..., Any]) -> None:
    """`bythen backup` makes one, `bythen restore` makes a store of it, and refuses to do so twice."""
    store, restored = tmp_path / "a.duckdb", tmp_path / "b.duckdb"
    open_ledger(store).close()
    made = bythen("backup", "--db", store)
    copy = Path(f"{store}.backups") / made.out.partition(":")[0]

    assert 0 == made.status
    assert 0 == bythen("restore", copy, "--db", restored).status
    assert 0 == bythen("verify", "--db", restored).status
    again = bythen("restore", copy, "--db", restored)
    assert (2, 1) == (again.status, again.err.count("\n"))
    assert "not overwritten" in again.err


def test_a_backup_to_a_path(tmp_path: Path, bythen: Callable[..., Any]) -> None:
    """`bythen backup PATH` copies the store to that path, and never over anything."""
    store, copy = tmp_path / "a.duckdb", tmp_path / "copies" / "b.duckdb"
    open_ledger(store).close()
    made = bythen("backup", copy, "--db", store)
    again = bythen("backup", copy, "--db", store)

    assert (0, True) == (made.status, made.out.startswith(f"{copy}: 0 claims"))
    assert 0 == bythen("verify", "--db", copy).status
    assert (2, 1) == (again.status, again.err.count("\n"))
    assert "not overwritten" in again.err
    assert ["b.duckdb"] == [path.name for path in copy.parent.iterdir()]


def test_a_backup_is_downloaded(client: TestClient[Any]) -> None:
    """A backup that is kept is handed out byte for byte; nothing else in the folder, and no other folder, is."""
    client.post("/v1/claims", json=CLAIM)
    made = client.post("/v1/backups", json={"verify": False}).json()
    got = client.get(f"/v1/backups/{made['name']}")

    assert (200, made["length"], b"DUCK") == (got.status_code, len(got.content), got.content[8:12])
    for name in ("bythen-20200101T000000000000Z.duckdb", "..%2fbythen.duckdb", "x"):
        assert 404 == client.get(f"/v1/backups/{name}").status_code
