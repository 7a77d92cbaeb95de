"""The timeline by period and in lanes, and its files, each read by a program that reads such files."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import icalendar
import jsonschema
import pytest
import vobject
from litestar.testing import TestClient
from timesketch_import_client.importer import ImportStreamer

from service.pages import LIMIT_MAX
from tests.storage.build import a_mention as mention
from tests.storage.build import adding, an_article

TEXT = '"The ferry to Mavik will run again by 1 April 2025," harbour master Ada Brandt said.\n'
HOSTILE = '=HYPERLINK("https://x.example") <script>alert(1)</script>'
NAMES = ("entries.csv", "entries.ics", "timelinejs.json", "timesketch.jsonl")

DATE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "minute": {"type": "integer", "minimum": 0, "maximum": 59},
        "second": {"type": "integer", "minimum": 0, "maximum": 59},
        "millisecond": {"type": "integer", "minimum": 0, "maximum": 999},
        "display_date": {"type": "string"},
        "format": {"type": "string"},
    },
    "required": ["year"],
    "dependentRequired": {"day": ["month"], "hour": ["day"], "minute": ["hour"], "second": ["minute"]},
    "additionalProperties": False,
}
SLIDE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "text": {
            "type": "object",
            "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
            "additionalProperties": False,
        },
        "media": {"type": "object", "required": ["url"]},
        "group": {"type": "string"},
        "display_date": {"type": "string"},
        "background": {"type": "object"},
        "autolink": {"type": "boolean"},
        "unique_id": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
    },
    "additionalProperties": False,
}
TIMELINEJS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "events": {"type": "array", "items": {"allOf": [SLIDE], "required": ["start_date"]}},
        "title": SLIDE,
        "eras": {"type": "array", "items": {"type": "object", "required": ["start_date", "end_date"]}},
        "scale": {"enum": ["human", "cosmological"]},
    },
    "required": ["events"],
    "additionalProperties": False,
}
"""What the documentation of TimelineJS says of its JSON: every property that it knows, and no other."""


@pytest.fixture
def filled(client: TestClient[Any]) -> TestClient[Any]:
    """A claim of an article that came about late, hostile words made by hand, one that nothing ends, and an event."""
    body = {"text": TEXT, "published_at": "2025-03-12"}
    (claim,) = client.post("/v1/articles", json=body).json()["claims"]
    evidence = [{"document": "Port notice 12", "quote": "The ferry runs."}]
    came = {"happened": "yes", "occurred_from": "2025-04-02", "occurred_to": "2025-04-04", "evidence": evidence}
    assert client.post(f"/v1/claims/{claim['id']}/resolutions", json=came).is_success
    hostile = {"text": HOSTILE, "made_at": "2025-03-15T23:30:00-05:00", "speaker": "@Tom <b>Ek</b>", "topics": ["rail"]}
    assert client.post("/v1/claims", json=hostile).is_success
    later = {"text": "No train before June.", "made_at": "2025-03-20", "speaker": "Ada Brandt"}
    later |= {"horizon": "not before 1 June 2025"}
    assert client.post("/v1/claims", json=later).is_success
    article = an_article()
    client.app.state.ledger.commit(adding(article, mention(article.id)))
    return client


def entries(client: TestClient[Any], **wanted: Any) -> list[dict[str, Any]]:
    """All entries, as the service answers them."""
    page = client.get("/v1/timeline", params={"limit": LIMIT_MAX, **wanted}).json()
    assert page["next"] is None
    return page["items"]


def file(client: TestClient[Any], name: str, **wanted: Any) -> bytes:
    """A file of the timeline."""
    response = client.get(f"/v1/timeline/{name}", params=wanted)
    assert response.is_success, response.text
    assert f'attachment; filename="{name}"' == response.headers["content-disposition"]
    return response.content


def read_csv(data: bytes, folder: Path) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def read_ics(data: bytes, folder: Path) -> list[Any]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def read_timelinejs(data: bytes, folder: Path) -> list[Any]:
    read = json.loads(data)
    jsonschema.validate(read, TIMELINEJS, jsonschema.Draft202012Validator)
    return read["events"]


def read_timesketch(data: bytes, folder: Path) -> list[Any]:
    """The events as Timesketch's own importer sends them on; nothing leaves this process."""
    sent: list[Any] = []

    def post(url: str, data: dict[str, Any], files: dict[str, Any]) -> SimpleNamespace:
        sent.extend(json.loads(line) for line in files["events"][1].splitlines())
        return SimpleNamespace(status_code=200, json=dict)

    path = folder / "timesketch.jsonl"
    path.write_bytes(data)
    streamer = ImportStreamer()
    streamer.set_sketch(SimpleNamespace(id=1, api=SimpleNamespace(api_root="", session=SimpleNamespace(post=post))))
    streamer.set_timeline_name("bythen")
    streamer.add_file(str(path))
    streamer.close()
    return sent


READERS: dict[str, Callable[[bytes, Path], list[Any]]] = dict(
    zip(NAMES, (read_csv, read_ics, read_timelinejs, read_timesketch), strict=True)
)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_has_the_entries(filled: TestClient[Any], tmp_path: Path, name: str) -> None:
    """Each is read by a reader of its format, and has as many entries as the stream, under any filter."""
    for wanted in ({}, {"topic": "rail"}, {"from": "2025-04-01", "to": "2025-04-03"}, {"from": "2199-01-01"}):
        read = READERS[name](file(filled, name, **wanted), tmp_path)

        assert len(entries(filled, **wanted)) == len(read)
    assert {"event", "made", "window", "deadline", "flagged", "resolved", "occurred"} == {
        entry["kind"] for entry in entries(filled)
    }


def test_csv(filled: TestClient[Any], tmp_path: Path) -> None:
    """The rows are those of the stream, DuckDB finds the types, and a spreadsheet runs nothing."""
    path = tmp_path / "entries.csv"
    path.write_bytes(file(filled, "entries.csv"))
    rows = read_csv(path.read_bytes(), tmp_path)
    with duckdb.connect() as connection:
        found = connection.execute("SELECT earliest, latest, kind FROM read_csv($path)", {"path": str(path)}).fetchall()

    assert [(date.fromisoformat(each["earliest"]), each["kind"]) for each in entries(filled)] == [
        (row[0], row[2]) for row in found
    ]
    assert any(row[1] is None for row in found)
    assert {"'" + HOSTILE, "'@Tom <b>Ek</b>"} <= {cell for row in rows for cell in row.values()}
    assert not any(cell.startswith(("=", "@", "+", "-")) for row in rows for cell in row.values())


def test_calendar(filled: TestClient[Any], tmp_path: Path) -> None:
    """Days are whole days, a range ends after its last day, events keep their names, and another reader agrees."""
    data = file(filled, "entries.ics")
    events = read_ics(data, tmp_path)
    (occurred,) = [event for event in events if event["categories"].cats == ["occurred"]]
    others = list(vobject.readOne(data.decode()).vevent_list)

    assert (date(2025, 4, 2), date(2025, 4, 5)) == (occurred.start, occurred.end)
    assert all(isinstance(event.start, date) and not isinstance(event.start, datetime) for event in events)
    assert len(events) == len({event["uid"] for event in events})
    assert [str(event["uid"]) for event in events] == [event.uid.value for event in others]
    assert [str(event["uid"]) for event in events] == [
        str(event["uid"]) for event in read_ics(file(filled, "entries.ics"), tmp_path)
    ]
    assert "attributed to Ada Brandt" in str(occurred["description"])


def test_timelinejs(filled: TestClient[Any], tmp_path: Path) -> None:
    """Ranges are ranges, groups are speakers, ids are there once, and nobody's words become a part of the page."""
    data = file(filled, "timelinejs.json")
    slides = read_timelinejs(data, tmp_path)
    (occurred,) = [slide for slide in slides if slide["unique_id"].startswith("occurred-")]

    assert {"year": 2025, "month": 4, "day": 2} == occurred["start_date"]
    assert {"year": 2025, "month": 4, "day": 4} == occurred["end_date"]
    assert "Ada Brandt" == occurred["group"]
    assert {"Ada Brandt", "@Tom &lt;b&gt;Ek&lt;/b&gt;", "Articles"} == {slide["group"] for slide in slides}
    assert len(slides) == len({slide["unique_id"] for slide in slides})
    assert "from 2025-06-01 on" in {slide.get("display_date") for slide in slides}
    assert b"<script" not in data
    assert b"<b>" not in data


def test_timesketch(filled: TestClient[Any], tmp_path: Path) -> None:
    """Its importer changes nothing of what it needs: a message, when in ISO 8601 and microseconds, and what that is."""
    data = file(filled, "timesketch.jsonl")
    sent = read_timesketch(data, tmp_path)
    given = [json.loads(line) for line in data.splitlines()]

    assert given == sent
    for event, entry in zip(sent, entries(filled), strict=True):
        at = datetime.fromisoformat(event["datetime"])
        assert event["message"]
        assert event["timestamp_desc"]
        assert int(at.timestamp()) * 1_000_000 == event["timestamp"]
        expected = entry["at"] or f"{entry['earliest']}T00:00:00Z"
        assert at == datetime.fromisoformat(expected).astimezone(UTC)
        assert (event["earliest"], event.get("latest")) == (entry["earliest"], entry["latest"])
    assert {"instant", "day", "within a range of days", "from that day on"} == {event["precision"] for event in sent}


@pytest.mark.parametrize("name", NAMES)
def test_who_said_it(filled: TestClient[Any], name: str) -> None:
    """Every file names the speaker beside the words."""
    read = file(filled, name).decode().replace("\r\n ", "")

    assert "Ada Brandt" in read
    assert "The ferry to Mavik will run again by 1 April 2025" in read


def test_a_period(filled: TestClient[Any]) -> None:
    """Both days are in it, and so is what began before and goes on; a period that ends first is refused."""
    found = entries(filled, **{"from": "2025-04-03", "to": "2025-04-03"})
    reached = entries(filled, **{"from": "2030-01-01"})
    wrong = filled.get("/v1/timeline", params={"from": "2025-04-03", "to": "2025-04-02"})

    assert ["occurred"] == [entry["kind"] for entry in found]
    assert [("window", None)] == [(entry["kind"], entry["latest"]) for entry in reached]
    assert (400, "to") == (wrong.status_code, wrong.json()["errors"][0]["field"])
    for name in ("from", "to"):
        unread = filled.get("/v1/timeline", params={name: "soon"})
        assert (400, name) == (unread.status_code, unread.json()["errors"][0]["field"])


def test_lanes(filled: TestClient[Any]) -> None:
    """A lane a speaker, by name, with all their entries in order; what articles tell is the last."""
    lanes = filled.get("/v1/timeline/lanes", params={"by": "speaker"}).json()
    stream = entries(filled)

    assert "speaker" == lanes["by"]
    assert ["@Tom <b>Ek</b>", "Ada Brandt", None] == [lane["name"] for lane in lanes["lanes"]]
    for lane in lanes["lanes"]:
        assert lane["count"] == len(lane["entries"])
        assert lane["entries"] == [entry for entry in stream if entry["speaker_id"] == lane["speaker_id"]]
    assert len(stream) == sum(lane["count"] for lane in lanes["lanes"])
    assert 400 == filled.get("/v1/timeline/lanes", params={"by": "topic"}).status_code


@pytest.mark.parametrize("name", ["lanes", *NAMES])
def test_too_many(filled: TestClient[Any], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """More than fit into one answer are refused, with what to do; a shorter period is answered."""
    monkeypatch.setattr("jobs.timeline.ENTRIES_MAX", 3)
    refused = filled.get(f"/v1/timeline/{name}")

    assert (400, "urn:bythen:problem:refused") == (refused.status_code, refused.json()["type"])
    assert "name a shorter period (from, to)" in refused.json()["detail"]
    assert filled.get(f"/v1/timeline/{name}", params={"from": "2025-04-02", "to": "2025-04-03"}).is_success


def test_no_such_file(client: TestClient[Any]) -> None:
    """A name that is none is a 404; an empty timeline is a file all the same."""
    assert 404 == client.get("/v1/timeline/entries.pdf").status_code
    assert b"BEGIN:VCALENDAR" in file(client, "entries.ics")
    assert [] == json.loads(file(client, "timelinejs.json"))["events"]
    assert b"" == file(client, "timesketch.jsonl")


def test_statements_are_told_by_speaker(client: TestClient[Any]) -> None:
    """Who is quoted in one article and makes a claim in another has one lane."""
    claim = {"text": "It will open.", "made_at": "2025-03-12", "speaker": "Ada Brandt"}
    speaker_id = client.post("/v1/claims", json=claim).json()["speaker_id"]
    body = {"text": "On 3 March 2025 Ada Brandt said that the pier had been repaired.", "published_at": "2025-03-12"}
    assert client.post("/v1/articles", json=body).is_success
    statements = [entry for entry in entries(client) if entry["kind"] == "statement"]
    lanes = client.get("/v1/timeline/lanes").json()["lanes"]

    assert [speaker_id] == [entry["speaker_id"] for entry in statements]
    assert ["Ada Brandt"] == [lane["name"] for lane in lanes]


def test_command(bythen: Any, tmp_path: Path) -> None:
    """The command shows a period and lanes, and writes files, never over another."""
    bythen("ingest", "-", "--published", "2025-03-12", stdin=TEXT)
    out = tmp_path / "sketch.jsonl"
    period = json.loads(bythen("timeline", "--from", "2025-04-01", "--to", "2025-04-01", "--format", "json").out)
    lanes = bythen("timeline", "--by", "speaker").out
    lines = bythen("timeline", "--by", "speaker", "--format", "ndjson").out.splitlines()

    assert {"2025-04-01"} == {entry["earliest"] for entry in period["items"]}
    assert "Ada Brandt (3 entries)" in lanes
    assert ["Ada Brandt"] == [json.loads(line)["name"] for line in lines]
    assert bythen("timeline", "--format", "csv").out.startswith("earliest,latest,at,kind")
    assert bythen("timeline", "--format", "ics").out.startswith("BEGIN:VCALENDAR")
    assert 0 == bythen("timeline", "--format", "timesketch", "--out", out).status
    assert 3 == len(out.read_text(encoding="utf-8").splitlines())
    assert "is there already" in bythen("timeline", "--format", "timesketch", "--out", out).err
    assert "--out goes with" in bythen("timeline", "--out", tmp_path / "x").err
    assert "give --by or another --format" in bythen("timeline", "--by", "speaker", "--format", "csv").err
