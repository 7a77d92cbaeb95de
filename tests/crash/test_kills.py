"""Twenty kills of a real service; `make soak` runs hundreds."""

from pathlib import Path

import pytest

from tests.crash.kills import MOMENTS, Load, finish, kill_once

KILLS = {"group commit": 3, "checkpoint": 3, "bulk ingest": 3, "backup": 3, "migration": 3, "sweep": 3, "import": 2}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_loses_nothing_and_doubles_nothing(tmp_path: Path, moment: str) -> None:
    """Whatever the service is busy with: what it acknowledged is there once, flagged once, and all of it verifies."""
    store, load = tmp_path / "b.duckdb", Load(MOMENTS.index(moment))

    done = [kill_once(store, moment, load) for _ in range(KILLS[moment])]
    alone = moment in {"migration", "import"}
    if not alone:
        finish(store, load)

    assert KILLS[moment] == len(done)
    assert alone or load.acknowledged
