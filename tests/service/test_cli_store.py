"""The commands that need the store, over an embedded app: what they store, print and refuse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from claims.model import Claim
from jobs.charts import CHARTS
from service.cli.main import COMMANDS

TEXT = "The ferry to Mavik will run again within two weeks, harbour master Ada Brandt said on Wednesday.\n"
NO_ID = "01999999-9999-7999-8999-999999999999"

Bythen = Callable[..., Any]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def stored(bythen: Bythen, article: Path) -> Claim:
    """The claim of an article that was stored long after its deadline."""
    output = bythen("ingest", article, "--published", "2025-03-12", "--title", "Ferry", "--format", "json")
    (row,) = json.loads(output.out)
    return msgspec.convert(row["claims"][0], Claim)


def test_ingest_and_again(bythen: Bythen, article: Path) -> None:
    """An article is stored with its claims; the same one again changes nothing and says so."""
    first = bythen("ingest", article, "--published", "2025-03-12")
    again = bythen("ingest", article, "--published", "2025-03-12")

    assert first.status == again.status == 0
    assert ": stored as article " in first.out
    assert "by 2025-03-26" in first.out
    assert ": known already, nothing changed as article " in again.out.replace("\n", " ")
    assert len(json.loads(bythen("claims", "--format", "json").out)["items"]) == 1


def test_a_refused_file_does_not_keep_others_out(bythen: Bythen, article: Path, tmp_path: Path) -> None:
    """What the service refuses is one line on standard error and status 2; the other files are stored."""
    blank = tmp_path / "blank.txt"
    blank.write_text("  \n", encoding="utf-8")
    output = bythen("ingest", blank, article, "--published", "2025-03-12", "--format", "ndjson")

    assert output.status == 2
    assert output.err.startswith(f"bythen: {blank}: ")
    assert output.err.count("\n") == 1
    assert [json.loads(line)["file"] for line in output.out.splitlines()] == [str(article)]


def test_old_claims_are_due_at_once(bythen: Bythen, stored: Claim) -> None:
    """A claim whose deadline had passed when it was stored is due, and the lists filter by it."""
    due = json.loads(bythen("due", "--format", "json").out)
    lines = bythen("due", "--format", "ndjson").out.splitlines()

    assert [claim["id"] for claim in due["items"]] == [stored.id]
    assert [json.loads(line) for line in lines] == due["items"]
    assert bythen("claims", "--status", "pending").out == "No claims.\n"
    assert stored.id in bythen("claims", "--status", "due", "--speaker", stored.speaker_id).out


def test_resolve(bythen: Bythen, stored: Claim) -> None:
    """A claim is resolved once, with evidence; its history shows it, and it waits no longer."""
    call = ("resolve", stored.id, "--happened", "yes", "--occurred", "2025-03-20")
    without = bythen(*call)
    done = bythen(*call, "--evidence", "https://news.example/ferry", "--quote", "The ferry sailed.")
    again = bythen(*call, "--evidence", "https://news.example/ferry")
    shown = bythen("claims", stored.id)

    assert (without.status, done.status, again.status) == (2, 0, 2)
    assert "evidence is required" in without.err
    assert "already resolved" in again.err
    assert "happened: yes on 2025-03-20" in shown.out
    assert "claim.resolved" in shown.out
    assert shown.out.count("The ferry sailed.") == 1
    assert bythen("due").out == "Nothing waits for a resolution.\n"


def test_scorecard_charts(bythen: Bythen, stored: Claim, tmp_path: Path) -> None:
    """The charts of a speaker are written as files; without a speaker there is nothing to draw."""
    done = bythen("scorecard", "Ada Brandt", "--charts", str(tmp_path / "charts"))

    assert f"4 charts are in {tmp_path / 'charts'}." in done.err
    assert {f"{name}.svg" for name in CHARTS} == {path.name for path in (tmp_path / "charts").iterdir()}
    assert "name the SPEAKER" in bythen("scorecard", "--charts", str(tmp_path)).err


def test_scorecard(bythen: Bythen, stored: Claim) -> None:
    """A scorecard is found by a speaker's name, in any case, or id; without a name all are side by side."""
    by_name = bythen("scorecard", "ada brandt", "--format", "json")
    by_id = bythen("scorecard", stored.speaker_id, "--format", "json")

    assert json.loads(by_name.out)["speaker_id"] == json.loads(by_id.out)["speaker_id"] == stored.speaker_id
    assert "Ada Brandt" in bythen("scorecard", "Ada Brandt").out
    assert bythen("scorecard").status == 0
    assert "no speaker has the id or name 'Nobody'" in bythen("scorecard", "Nobody").err


def test_timeline(bythen: Bythen, stored: Claim) -> None:
    """The timeline has the claim and its deadline."""
    kinds = [entry["kind"] for entry in json.loads(bythen("timeline", "--format", "json").out)["items"]]

    assert {"made", "deadline"} <= set(kinds)
    assert "2025-03-26" in bythen("timeline", "--speaker", "Ada Brandt").out


def test_reports(bythen: Bythen) -> None:
    """A report is defined and listed; `report` alone lists, and an unknown id is refused."""
    defined = bythen("report", "define", "--name", "Weekly", "--cron", "0 8 * * mon")
    listed = json.loads(bythen("report", "definitions", "--format", "json").out)

    assert defined.out.startswith("Defined as ")
    assert [row["name"] for row in listed["items"]] == ["Weekly"]
    assert bythen("report").out == "No report has been made yet.\n"
    assert bythen("report", "--format", "json").out == bythen("report", "list", "--format", "json").out
    assert bythen("report", NO_ID).err == f"bythen: there is no report with the id '{NO_ID}'\n"


def test_verify(bythen: Bythen, stored: Claim, tmp_path: Path) -> None:
    """A sound store verifies; one that does not exist is not made."""
    missing = tmp_path / "none.duckdb"
    refused = bythen("verify", "--db", missing)

    assert "all of them agree" in bythen("verify").out
    assert refused.err == f"bythen: there is no store at {missing}\n"
    assert not missing.exists()


def test_the_store_that_is_named(
    bythen: Bythen, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--db wins over BYTHEN_STORE, which wins over the user's own store."""
    monkeypatch.setenv("BYTHEN_STORE", str(tmp_path / "set.duckdb"))
    bythen("ingest", article, "--published", "2025-03-12")
    bythen("ingest", article, "--published", "2025-03-12", "--db", tmp_path / "given.duckdb")

    assert (tmp_path / "set.duckdb").exists()
    assert (tmp_path / "given.duckdb").exists()
    assert not (tmp_path / "data").exists()


def test_only_readable_files_are_needed(bythen: Bythen, article: Path, tmp_path: Path) -> None:
    """A file that is not there, or is no text, is one line on standard error too; the others are stored."""
    latin, missing = tmp_path / "latin1.txt", tmp_path / "missing.txt"
    latin.write_bytes("Caf\u00e9".encode("latin-1"))
    output = bythen("ingest", article, latin, missing, "--published", "2025-03-12", "--format", "ndjson")

    assert output.status == 2
    assert output.err.splitlines() == [
        f"bythen: {latin}: not UTF-8 text (byte 3 is 0xe9)",
        f"bythen: {missing}: No such file or directory",
    ]
    assert [json.loads(line)["file"] for line in output.out.splitlines()] == [str(article)]
    assert len(json.loads(bythen("claims", "--format", "json").out)["items"]) == 1


@pytest.mark.parametrize(
    "command",
    [
        ["claims"],
        ["claims", NO_ID],
        ["due"],
        ["resolve", NO_ID, "--happened", "no", "--note", "Searched."],
        ["resolve-many", "-"],
        ["review"],
        ["review", "accept", NO_ID],
        ["correct", NO_ID, "--reason", "x"],
        ["postpone", NO_ID, "--until", "2099-01-01", "--reason", "x"],
        ["reopen", NO_ID, "--reason", "x"],
        ["assign", NO_ID, "--nobody"],
        ["snooze", NO_ID, "--until", "2099-01-01"],
        ["merge", NO_ID, "--into", NO_ID],
        ["unmerge", NO_ID, "--reason", "x"],
        ["suggest", NO_ID],
        ["condition"],
        ["file", NO_ID, "--kind", "reply", "--author", "x", "--text", "x"],
        ["filings"],
        ["report"],
        ["report", "definitions"],
        ["report", "define", "--name", "Weekly", "--cron", "0 8 * * mon"],
        ["scorecard"],
        ["scorecard", "Ada Brandt"],
        ["timeline"],
        ["reread"],
    ],
)
def test_a_mistyped_store_is_not_made(bythen: Bythen, tmp_path: Path, command: list[str]) -> None:
    """A command that needs what a store holds does not make the one that --db names."""
    missing = tmp_path / "mistyped.duckdb"
    output = bythen(*command, "--db", missing)

    assert (output.status, output.out, output.err) == (2, "", f"bythen: there is no store at {missing}\n")
    assert not missing.exists()


def test_a_store_that_cannot_be_made(bythen: Bythen, article: Path, tmp_path: Path) -> None:
    """A path on which no file can be is told as that."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    call = ("ingest", article, "--published", "2025-03-12", "--db")
    looped, system = bythen(*call, loop), bythen(*call, "/proc/x.db")

    assert (looped.status, system.status) == (2, 2)
    assert looped.err == f"bythen: {loop} leads to itself through symbolic links; give another path\n"
    assert system.err.startswith("bythen: /proc/x.db cannot be made there (")
    assert system.err.count("\n") == 1


def test_a_text_above_the_bound(bythen: Bythen, article: Path, tmp_path: Path) -> None:
    """A text that is too long, and a request that is too large, are told the bound."""
    article.write_text("x" * 1_000_001, encoding="utf-8")
    long = bythen("ingest", article, "--published", "2025-03-12")
    article.write_text("x" * 17_000_000, encoding="utf-8")
    large = bythen("ingest", article, "--published", "2025-03-12")

    assert long.err == f"bythen: {article}: text: must have at most 1000000 characters\n"
    assert large.err == f"bythen: {article}: the body is larger than 16000000 bytes, the most that is taken\n"


def test_nobody_to_list(bythen: Bythen, stored: Claim) -> None:
    """Where nobody has claims enough for the leaderboard, that is said."""
    assert bythen("scorecard").out == "No speaker has five scored claims yet.\n"


def test_definitions_fit_their_lines(bythen: Bythen) -> None:
    """The time of the next report stands whole on its line."""
    name = "What came due and what became of it, week by week, for the whole of the newsroom"
    made = bythen("report", "define", "--name", name, "--cron", "0 8 * * mon", "--format", "json")
    at = json.loads(made.out)["next_run_at"][:16].replace("T", " ")
    shown = bythen("report", "definitions").out

    assert at in shown
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["due", "--server", "http://x", "--db", "y"], "give --server or --db, not both"),
        (["due", "--server", "127.0.0.1:80"], "--server '127.0.0.1:80' is not a URL such as http://127.0.0.1:8321"),
        (
            ["due", "--server", "http://127.0.0.1:9"],
            "nothing answers at http://127.0.0.1:9; is `bythen serve` running?",
        ),
        (["due", "--db", "/dev/null/x/b.duckdb"], "there is no store at /dev/null/x/b.duckdb"),
        (["ingest", "/dev/null", "--published", "2025-11-22", "--db", "/dev/null/x/b"], "/dev/null/x: Not a directory"),
        (["due", "--db", "."], "is a directory; give the path of a ledger file"),
        (["ingest", "/dev/null"], "--published is missing"),
        (["ingest", "--published", "2025-11-22"], "Missing argument 'FILE|FOLDER|URL...'."),
        (["claims", NO_ID], f"there is no claim with the id '{NO_ID}'"),
        (["claims", "../due"], "'../due' is not an id"),
        (["claims", "--status", "open"], "open"),
        (["resolve", NO_ID, "--happened", "void", "--void-reason", "ambiguous"], "there is no claim with the id"),
        (["resolve", NO_ID], "--happened"),
        (["resolve", NO_ID, "--happened", "yes", "--occurred", "soon"], "occurred_from: "),
        (["timeline", "--article", NO_ID], f"there is no article with the id '{NO_ID}'"),
        (["report", "define", "--name", "x", "--cron", "at eight o'clock"], ""),
    ],
)
def test_errors_are_one_line(bythen: Bythen, arguments: list[str], message: str) -> None:
    """Whatever is wrong is one line on standard error and exit status 2."""
    output = bythen(*arguments)

    assert output.status == 2
    assert output.out == ""
    assert output.err.startswith("bythen: ")
    assert output.err.count("\n") == 1
    assert message in output.err


@pytest.mark.parametrize("name", list(COMMANDS))
def test_help_of_each_command(bythen: Bythen, name: str) -> None:
    """Each command has a help that fits 100 columns."""
    output = bythen(name, "--help")

    assert output.status == 0
    assert f"Usage: bythen {name}" in output.out
    assert max(map(len, output.out.splitlines())) <= 100


def test_an_unknown_setting_is_refused(bythen: Bythen, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt setting stops the command."""
    monkeypatch.setenv("BYTHEN_STROE", "x")

    assert bythen("due").err.startswith("bythen: BYTHEN_STROE is not a setting; the settings are ")
