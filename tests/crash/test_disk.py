"""A disk that is full, a file that cannot be written, and a database that DuckDB has given up on."""

import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from storage.errors import LedgerFileError
from storage.open import open_ledger
from tests.crash.process import WAIT_S, Service, wait_for

CLAIM = {"text": "The lock will open.", "made_at": "2025-11-22"}
ROOM = 24 * 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for hardly more than a checkpoint asks for."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = os.geteuid() == 0 and not _mount("-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place))
    if not mounted:
        pytest.skip("a small tmpfs can be mounted by root only")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=False)


def _mount(*arguments: str) -> int:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode


def post(url: str, **more: Any) -> httpx.Response:
    """The answer to a new claim."""
    return httpx.post(f"{url}/v1/claims", json=CLAIM | more, trust_env=False, timeout=WAIT_S)


def count(url: str) -> int:
    """How many claims there are, up to a page."""
    return len(httpx.get(f"{url}/v1/claims?limit=500", trust_env=False).raise_for_status().json()["items"])


def test_a_full_disk_stops_writing_only(small_disk: Path) -> None:
    """While there is no room every write is refused with 507 and reads go on; with room again writes go on too."""
    store, ballast = small_disk / "b.duckdb", small_disk / "ballast"
    service = Service(store)
    try:
        url = service.url()
        acknowledged = [post(url).raise_for_status().json()["id"]]
        with ballast.open("wb") as file:
            _fill(file.fileno())
        answers = [post(url, text=f"The lock {number} will open " + "wide " * 300) for number in range(20)]
        refused = [answer for answer in answers if answer.status_code != 201]
        acknowledged += [answer.json()["id"] for answer in answers if answer.status_code == 201]

        assert refused
        assert {(507, "urn:bythen:problem:no-room")} == {(each.status_code, each.json()["type"]) for each in refused}
        assert len(acknowledged) == count(url)
        ballast.unlink()
        acknowledged.append(post(url).raise_for_status().json()["id"])
        assert len(acknowledged) == count(url)
        service.process.terminate()
        assert 0 == service.process.wait(WAIT_S)
    finally:
        service.kill()
    with open_ledger(store) as ledger:
        assert set(acknowledged) == {claim.id for claim in ledger.claims(limit=500)}
        assert ledger.verify().difference is None


def _fill(file: int) -> None:
    """Write until nothing fits any more, to the last byte."""
    for size in (1 << 20, 1 << 12, 1):
        try:
            while os.write(file, b"x" * size):
                pass
        except OSError:
            continue


def test_a_file_system_that_is_read_only_is_named(small_disk: Path) -> None:
    """A store that cannot be written is refused at the start, with what to do."""
    store = small_disk / "b.duckdb"
    open_ledger(store).close()
    assert 0 == _mount("-o", "remount,ro", str(small_disk))

    with pytest.raises(LedgerFileError, match="cannot be written; check the permissions"):
        open_ledger(store)


def test_a_database_that_gave_up_ends_the_process(tmp_path: Path) -> None:
    """When DuckDB invalidates the database the process says so once, exits with 3, and its restart has everything.

    The file may not grow any more for a while, which a checkpoint does not survive, as DuckDB 2.0 is.
    """
    store = tmp_path / "b.duckdb"
    service = Service(store, "checkpoint")
    try:
        url = service.url()
        acknowledged = [post(url).raise_for_status().json()["id"] for _ in range(5)]
        resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (store.stat().st_size, resource.RLIM_INFINITY))
        wait_for(lambda: _write_or_end(url, acknowledged, service))
        status = service.process.wait(WAIT_S)
    finally:
        service.kill()

    assert 3 == status
    assert 1 == service.said().count("bythen: DuckDB has given up on the file")
    with open_ledger(store) as ledger:
        assert acknowledged == [ledger.claim(each).id for each in acknowledged]
        assert ledger.verify().difference is None
    again = Service(store)
    try:
        assert 201 == post(again.url()).status_code
    finally:
        again.kill()


def _write_or_end(url: str, acknowledged: list[str], service: Service) -> bool:
    """Whether the service has ended; until then claims are sent, so many that their file must grow."""
    words = (f"{len(acknowledged)} {number} " + "wide " * 300 for number in range(100))
    rows = [CLAIM | {"text": f"The lock will open {each}"} for each in words]
    try:
        answer = httpx.post(f"{url}/v1/claims/batch", json=rows, trust_env=False, timeout=WAIT_S)
    except httpx.HTTPError:
        return service.process.poll() is not None
    if answer.status_code == 201:
        acknowledged += [claim["id"] for claim in answer.json()["items"]]
    return False
