"""The main job of bythen, end to end, on a store that lives as long as the demo: `make demo`.

A real service (`bythen serve`) runs beside this script on a free loopback port; all of it is asked over HTTP.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

EXAMPLES = Path(__file__).parent
WAIT_S = 20.0
"""The longest that the demo waits for the service to start, a claim to be flagged or a report to be made."""
WIDTH = 100
SPEAKER = "Edda Marlow"
SLIPPING = "Jon Aker"
STATEMENTS = (
    ("2025-01-14", '"The ferry terminal at Mavik will open by 1 April 2025," port director Jon Aker said.'),
    ("2025-03-28", '"The terminal at Mavik will open by the end of June," Jon Aker said.'),
    ("2025-06-30", '"In two more months the Mavik ferry terminal will be open," Jon Aker said.'),
)
BOLD, DIM, OFF = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")

Row = dict[str, Any]


def main() -> None:
    """Walks the main job and prints it."""
    say(f"{BOLD}bythen{OFF}: who said what would happen, by when, and whether it did")
    with tempfile.TemporaryDirectory(prefix="bythen-demo-") as folder:
        store = Path(folder) / "demo.duckdb"
        with serving(store) as client:
            claims = ingest(client)
            show_claims(claims)
            flag_in_real_time(client)
            resolve(client, claims)
            report_by_schedule(client)
            show_scorecard(client)
            show_slips(client)
            show_timeline(client)
        show_store(store)


@contextmanager
def serving(store: Path) -> Iterator[httpx.Client]:
    """A client of a service that listens on a free loopback port; it is stopped at the end, by its process id."""
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--db", str(store)]
    # Settings of whoever runs the demo are not the demo's.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BYTHEN_")}
    log = store.with_name("service.log")
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=sink, env=environment)
        try:
            with httpx.Client(base_url=address(process, log), timeout=30, trust_env=False) as client:
                yield client
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=WAIT_S)


def address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Where the service says that it listens. Exits with what it printed when it does not start."""
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text(encoding="utf-8")):
            return found.group()
        time.sleep(0.05)
    raise SystemExit(f"the service did not start:\n{log.read_text(encoding='utf-8')}")


def ingest(client: httpx.Client) -> list[Row]:
    """The claims of the example articles, each with the name of the file that it comes from."""
    heading(1, "Five articles come in; the first of them a second time")
    claims: list[Row] = []
    files = sorted((EXAMPLES / "articles").glob("*.json"))
    for file in [*files, files[0]]:
        answer = client.post("/v1/articles", content=file.read_bytes(), headers={"Content-Type": "application/json"})
        stored = ok(answer)
        known = answer.status_code == 200
        say(f"   {stored['article']['published_at']}  {stored['article']['title']:<56} "
            + ("known already, nothing changed" if known else f"{len(stored['claims'])} claims"))  # fmt: skip
        if not known:
            claims += [row | {"file": file.stem} for row in stored["claims"]]
    return claims


def show_claims(claims: list[Row]) -> None:
    """Three of the claims, with who made them, how firmly, and their windows."""
    heading(2, "Each claim is kept with its words, its speaker and its window under three readings")
    for words in ("reopen within two weeks", "the heights will be ours", "night train"):
        claim = next(row for row in claims if words in row["text"])
        text = textwrap.shorten(claim["text"], WIDTH - 6, placeholder=" ...")
        sure = f"{claim['kind']}, {claim['hedge']}, characters {claim['start']}-{claim['end']}"
        say(f'   {BOLD}{claim["speaker"]}{OFF}, {claim["made_at"]}: "{text}"')
        say(f"     {DIM}\"{claim['horizon']}\" -> by {claim['latest']} "
            f"(strict {claim['strict_latest'][5:]}, lenient {claim['lenient_latest'][5:]}); {sure}{OFF}")  # fmt: skip
    others = len(claims) - 3
    due = sum(row["status"] == "due" for row in claims)
    say(f"   ... and {others} more. {due} of the {len(claims)} are due at once: their time passed before they came in.")


def flag_in_real_time(client: httpx.Client) -> None:
    """A claim made by hand whose deadline lies three seconds ahead, flagged by the scheduler."""
    heading(3, "The scheduler flags a claim when its deadline passes (a claim made by hand, three seconds ahead)")
    deadline = datetime.now(UTC) + timedelta(seconds=3)
    body = {"text": "The kettle will have boiled", "speaker": "The cook", "made_at": stamp(datetime.now(UTC)),
            "deadline_at": stamp(deadline)}  # fmt: skip
    claim = ok(client.post("/v1/claims", json=body))
    say(f"   {clock(datetime.now(UTC))}  stored: {claim['status']}, to be looked at {clock(deadline)}")
    for row in poll(lambda: ok(client.get(f"/v1/claims/{claim['id']}"))):
        if find(row, "status") == "due":
            late_s = (datetime.now(UTC) - deadline).total_seconds()
            say(f"   {clock(datetime.now(UTC))}  {BOLD}due{OFF}, seen {late_s:.1f} s after the deadline")
            return


def resolve(client: httpx.Client, claims: list[Row]) -> None:
    """What happened, sent for each claim with its evidence."""
    decided = json.loads((EXAMPLES / "resolutions.json").read_text(encoding="utf-8"))
    heading(4, "Claims are resolved with what happened, when, and the evidence")
    for row in decided:
        claim = next(c for c in claims if c["file"] == row["article"] and row["quote"] in c["text"])
        ok(client.post(f"/v1/claims/{claim['id']}/resolutions", json=row["resolution"]))
    for row in (decided[0], decided[2]):
        evidence = row["resolution"]["evidence"][0]
        say(f'   "... {row["quote"]} ...": {describe(row["resolution"])}')
        say(f"     {DIM}evidence: {evidence.get('url') or evidence['note']}{OFF}")
    say(f"   ... and {len(decided) - 2} more")


def report_by_schedule(client: httpx.Client) -> None:
    """A report whose cron schedule names a second a few seconds ahead, printed when it has made itself."""
    at = datetime.now(UTC) + timedelta(seconds=4)
    heading(5, f"A report makes itself on its schedule (cron: every day at {clock(at)} UTC)")
    body = {"name": "Daily resolutions", "cron": f"{at.second} {at.minute} {at.hour} * * *", "period_days": 1,
            "format": "text"}  # fmt: skip
    definition = ok(client.post("/v1/reports/definitions", json=body))
    for page in poll(lambda: ok(client.get("/v1/reports", params={"definition_id": definition["id"]}))):
        if page["items"]:
            report = ok(client.get(f"/v1/reports/{page['items'][0]['id']}"))
            lines = report["content"].rstrip().splitlines()
            decided = next(number for number, line in enumerate(lines) if line.startswith("Decided"))
            shown = lines[:3] + lines[decided : decided + 5]
            say("\n".join("   " + line for line in shown))
            say(f"   {DIM}... {len(lines) - len(shown)} more lines; kept as report {report['id']}{OFF}")
            return


def show_scorecard(client: httpx.Client) -> None:
    """The scorecard of the speaker with the most matured claims, as the command line prints it."""
    speakers = ok(client.get("/v1/speakers", params={"limit": 100}))["items"]
    speaker = next(row for row in speakers if row["name"] == SPEAKER)
    heading(6, f"And that is how {SPEAKER} has done: bythen scorecard {speaker['id'][:8]}...")
    card, _, apart = command_line(client, "scorecard", speaker["id"]).partition("\nShown apart")
    say(textwrap.indent(card.rstrip(), "   "))
    say(f"   {DIM}... and what is shown apart, what the numbers cannot say, and the method: "
        f"{len(apart.splitlines())} more lines{OFF}")  # fmt: skip


def show_slips(client: httpx.Client) -> None:
    """A deadline told three times: proposed as one outcome, joined, decided, and shown as a thread."""
    heading(7, "A deadline that moved is one slip thread; the first last day stays missed: bythen thread")
    told = [
        ok(client.post("/v1/articles", json={"published_at": day, "text": text, "publisher": "Coast Ledger"}))["claims"]
        for day, text in STATEMENTS
    ]
    first, *_, last = [claim["id"] for claims in told for claim in claims]
    proposed = ok(client.get("/v1/threads/proposals", params={"claim_id": first}))["items"]
    say(f"   proposed by the words that they share: {len(proposed)} later claims; a person joins them")
    ok(client.post("/v1/threads", json={"claim_ids": [first, *(each["claim"]["id"] for each in proposed)]}))
    evidence = {"url": "https://coast-ledger.example/2025/09/mavik-terminal-opens"}
    ok(client.post(f"/v1/claims/{last}/resolutions",
                   json={"happened": "yes", "occurred_from": "2025-09-20", "evidence": [evidence]}))  # fmt: skip
    say(textwrap.indent(command_line(client, "thread", "list", "--speaker", SLIPPING), "   "))


def show_timeline(client: httpx.Client) -> None:
    """Everything about the speaker that has a date, in order."""
    heading(8, f"And everything about {SLIPPING} in order of time: bythen timeline")
    say(textwrap.indent(command_line(client, "timeline", "--speaker", SLIPPING), "   "))


def command_line(client: httpx.Client, *arguments: str) -> str:
    """What the command line prints, as a client of the service."""
    command = [sys.executable, "-m", "service", *arguments, "--server", str(client.base_url)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.rstrip()


def show_store(store: Path) -> None:
    """The check of the store, after the service has stopped."""
    command = [sys.executable, "-m", "service", "verify", "--db", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    heading(9, "The store is one DuckDB file; every change in it is an event under a chain of digests")
    say(textwrap.indent(done.stdout.rstrip(), "   "))


def poll(ask: Any) -> Iterator[Any]:
    """What `ask` answers, again and again, ten times a second. Exits when the answer awaited never came."""
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        yield ask()
        time.sleep(0.1)
    raise SystemExit(f"nothing happened within {WAIT_S:.0f} s")


def ok(answer: httpx.Response) -> Any:
    """The JSON of an answer. Exits with the problem document of a refusal."""
    if answer.is_error:
        raise SystemExit(f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}")
    return answer.json()


def find(row: Row, name: str) -> Any:
    """A field of a claim, which stands by itself or beside its history."""
    return row["claim"][name] if "claim" in row else row[name]


def describe(resolution: Row) -> str:
    """A resolution in a few words."""
    happened = {"yes": "happened", "no": "did not happen", "partly": "partly", "void": "void"}[resolution["happened"]]
    day = f" on {resolution['occurred_from']}" if "occurred_from" in resolution else ""
    return happened + day


def stamp(instant: datetime) -> str:
    """The instant as RFC 3339 text."""
    return instant.isoformat(timespec="milliseconds")


def clock(instant: datetime) -> str:
    """The instant's time of day (UTC)."""
    return f"{instant:%H:%M:%S}"


def heading(number: int, text: str) -> None:
    """A numbered heading."""
    say(f"\n{BOLD}{number}  {text}{OFF}")


def say(line: str) -> None:
    """A line, shown at once."""
    print(line, flush=True)


if __name__ == "__main__":
    main()
