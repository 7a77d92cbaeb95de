"""`bythen extract` and `bythen horizon`: the rows that scripts rely on, and what is refused."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = (
    "PELLMOUTH - The ferry to Mavik will run again within two weeks, harbour master Ada Brandt said on Wednesday.\n\n"
    "“The lock will not open this year,” she added.\n"
)
CLAIM_KEYS = [
    "start",
    "end",
    "text",
    "speaker",
    "via",
    "attribution",
    "kind",
    "made_at",
    "horizon",
    "shape",
    "earliest",
    "latest",
    "default_latest",
    "strict_latest",
    "lenient_latest",
    "earliest_at",
    "deadline_at",
    "openness",
    "hedge",
    "probability",
    "probability_source",
    "negated",
    "conditional",
    "rules",
]
READING_KEYS = [
    "phrase",
    "start",
    "end",
    "shape",
    "earliest",
    "latest",
    "default_latest",
    "strict_latest",
    "lenient_latest",
    "earliest_at",
    "deadline_at",
    "openness",
    "rule",
]

Bythen = Callable[..., Any]


def document(**changes: object) -> str:
    row = {"doc_id": "d1", "text": TEXT, "published_at": "2025-03-12", **changes}
    return json.dumps({key: value for key, value in row.items() if value is not ...})


def rows(output: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.out.splitlines()]


def test_ndjson_rows(bythen: Bythen) -> None:
    """A document on a line is answered by a line with its claims, keys in the agreed order, texts where they stand."""
    output = bythen("extract", "--format", "ndjson", stdin=document() + "\n")
    (row,) = rows(output)

    assert output.status == 0
    assert list(row) == ["doc_id", "claims"]
    assert row["doc_id"] == "d1"
    assert len(row["claims"]) == 2
    for claim in row["claims"]:
        assert list(claim)[: len(CLAIM_KEYS)] == CLAIM_KEYS
        assert TEXT[claim["start"] : claim["end"]] == claim["text"]
        assert claim["speaker"] == "Ada Brandt"
    assert row["claims"][0]["latest"] == "2025-03-26"
    assert row["claims"][1]["negated"] is True


def test_a_refused_document_does_not_stop_the_batch(bythen: Bythen) -> None:
    """A line that cannot be read gives its id and an error, the rest goes on, and the status is 0."""
    lines = [
        document(doc_id="good"),
        document(doc_id="empty", text="  "),
        document(doc_id=7, published_at=...),
        document(doc_id="bad date", published_at="12 March"),
        document(doc_id="bad zone", time_zone="Mars/Olympus"),
        document(doc_id="no text", text=...),
        '{"doc_id": "cut off", ',
        "[1]",
        '{"text": "It will rain."}',
        document(doc_id="last", colour="red"),
    ]
    output = bythen("extract", "--format", "ndjson", stdin="\n".join(lines))
    answers = rows(output)
    ids = ["good", "empty", 7, "bad date", "bad zone", "no text", None, None, None, "last"]

    assert output.status == 0
    assert [answer["doc_id"] for answer in answers] == ids
    assert ["claims" in answer for answer in answers] == [number in {0, 9} for number in range(10)]
    assert all(list(answer) == ["doc_id", "error"] and answer["error"] for answer in answers[1:9])
    assert "published_at is missing" in answers[2]["error"]


def test_a_line_that_is_not_utf8(bythen: Bythen) -> None:
    """Bytes that are not UTF-8 spoil their own line only; blank lines count for nothing."""
    output = bythen(
        "extract", "--format", "ndjson", stdin=b'{"doc_id": "caf\xe9"}\r\n\n' + document().encode() + b"\r\n"
    )
    first, second = rows(output)

    assert first["doc_id"] is None
    assert "UTF-8" in first["error"]
    assert second["doc_id"] == "d1"


@pytest.mark.parametrize(("command", "key"), [("extract", "doc_id"), ("horizon", "id")], ids=["extract", "horizon"])
@pytest.mark.parametrize("line", ["[" * 100_000, '{"foo":' + "[" * 5000 + "]" * 5000 + "}"], ids=["open", "field"])
def test_deep_nesting(bythen: Bythen, command: str, key: str, line: str) -> None:
    """A line of thousands of brackets spoils itself only."""
    output = bythen(command, "--format", "ndjson", stdin=line + "\n{}\n")
    first, second = rows(output)

    assert (output.status, output.err) == (0, "")
    assert first == {key: None, "error": "the line is nested too deeply; send a plain JSON object"}
    assert second == {key: None, "error": f"{key}: is missing"}


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ('"published_at": 1e999', "published_at: a number is too large"),
        ('"published_at": 5', "published_at: must be a text or null, not a whole number"),
        ('"other": 1e999, "text": 5', "text: must be a text, not a whole number"),
        ('"country": "zz"', "country: must be two capital letters, such as GB (ISO 3166-1)"),
        ('"country": ""', "country: must be two capital letters, such as GB (ISO 3166-1)"),
        ('"country": "United Kingdom"', "country: must be two capital letters, such as GB (ISO 3166-1)"),
        ('"time_zone": ""', "time_zone: must not be empty"),
        ('"text": "\\u200b\\ufeff"', "the text is empty; give the words of the article"),
    ],
)
def test_the_words_of_a_refusal(bythen: Bythen, value: str, error: str) -> None:
    """A refused line keeps its id, and is told in plain words what is wrong with which key."""
    line = f'{{"doc_id": "d1", "published_at": "2025-03-12", "text": "It will rain.", {value}}}'

    (answer,) = rows(bythen("extract", "--format", "ndjson", stdin=line))
    assert answer == {"doc_id": "d1", "error": error}


def test_a_byte_order_mark(bythen: Bythen) -> None:
    """One in front of the first line is left out, as in a file of text."""
    output = bythen("extract", "--format", "ndjson", stdin=b"\xef\xbb\xbf" + document().encode() + b"\n")

    assert len(rows(output)[0]["claims"]) == 2


def test_an_overlong_line(bythen: Bythen, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line above the bound is refused without being held, and the next one is read."""
    monkeypatch.setattr("service.cli.documents.LINE_BYTES_MAX", 1000)
    output = bythen("extract", "--format", "ndjson", stdin=document(text="x" * 5000) + "\n" + document() + "\n")
    first, second = rows(output)

    assert "longer than 1000 bytes" in first["error"]
    assert len(second["claims"]) == 2


def test_an_overlong_text(bythen: Bythen) -> None:
    """A text above a million characters is refused, and the message says how long it may be."""
    (row,) = rows(bythen("extract", "--format", "ndjson", stdin=document(text="It will rain. " * 80_000)))

    assert "1,000,000" in row["error"].replace("1000000", "1,000,000")


def test_several_processes_keep_the_order(bythen: Bythen) -> None:
    """With --jobs the lines come out as they went in, and the same."""
    lines = "\n".join(document(doc_id=number) if number % 7 else "{" for number in range(100))
    alone = bythen("extract", "--format", "ndjson", stdin=lines)
    together = bythen("extract", "--format", "ndjson", "--jobs", "2", stdin=lines)

    assert together.out == alone.out
    assert together.status == 0


def test_an_internal_error_costs_one_line(bythen: Bythen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the rules trip over a text, its line says so, the others are answered, and the status is 1."""
    monkeypatch.setattr("service.cli.extract.read_document", _trip)
    output = bythen("extract", "--format", "ndjson", stdin=document())

    assert output.status == 1
    assert rows(output) == [{"doc_id": "d1", "error": "internal error: KeyError"}]


def test_answers_come_at_once() -> None:
    """A program can send one document, read its answer, and only then send the next."""
    command = [sys.executable, "-m", "service", "extract", "--format", "ndjson"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for number in range(2):
            process.stdin.write(document(doc_id=number).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["doc_id"] == number
        process.stdin.close()
        assert process.wait(30) == 0


def test_files(bythen: Bythen, tmp_path: Path) -> None:
    """Files are texts; --published dates them; json is one list, ndjson a line each; a byte order mark is no text."""
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(TEXT, encoding="utf-8")
    second.write_text("\ufeff" + TEXT, encoding="utf-8")
    as_json = bythen("extract", first, second, "--published", "2025-03-12", "--format", "json")
    as_lines = bythen("extract", first, second, "--published", "2025-03-12", "--format", "ndjson")

    assert json.loads(as_json.out) == rows(as_lines)
    assert [row["doc_id"] for row in rows(as_lines)] == [str(first), str(second)]
    assert rows(as_lines)[0]["claims"] == rows(as_lines)[1]["claims"]


def test_standard_input_is_a_text(bythen: Bythen) -> None:
    """Without a file, and not as ndjson, standard input is one text."""
    (row,) = json.loads(bythen("extract", "--published", "2025-03-12", "--format", "json", stdin=TEXT).out)

    assert row["doc_id"] == "-"
    assert len(row["claims"]) == 2


def test_the_table(bythen: Bythen) -> None:
    """The table is plain text of at most 100 columns where the output is no terminal."""
    output = bythen("extract", "--published", "2025-03-12", stdin=TEXT)

    assert "published 2025-03-12, days in UTC: 2 forward-looking claims" in output.out
    assert "by 2025-03-26" in output.out
    assert "Ada Brandt" in output.out
    assert "\x1b" not in output.out
    assert max(map(len, output.out.splitlines())) <= 100


def test_the_table_is_safe(bythen: Bythen) -> None:
    """Escape sequences in a text do not reach the terminal."""
    output = bythen(
        "extract", "--published", "2025-03-12", stdin="The \x1b[31mbridge will open by May, Ada Brandt said."
    )

    assert "\x1b" not in output.out


def test_explain(bythen: Bythen) -> None:
    """--explain shows the rules that fired and the words they fired on."""
    output = bythen("extract", "--published", "2025-03-12", "--explain", stdin=TEXT)

    assert "rules: " in output.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "a.txt"], "--published is missing: give a date such as 2025-11-22"),
        (["extract", "a.txt", "--published", "22.11.2025"], "--published: '22.11.2025' is not a date"),
        (["extract", "a.txt", "--published", "1850-01-01"], "is out of range; years 1900 to 2200 are accepted"),
        (["extract", "a.txt", "--published", "2025-11-22"], "a.txt: No such file or directory"),
        (["extract", "latin1.txt", "--published", "2025-11-22"], "latin1.txt: not UTF-8 text (byte 3 is 0xe9)"),
        (["extract", "blank.txt", "--published", "2025-11-22"], "blank.txt: "),
        (["extract", "--format", "xml"], "xml"),
        (["extract", "--jobs", "0"], "--jobs"),
        (["extract", "--explain", "--format", "json"], "--explain prints for reading"),
        (["horizon"], "give a PHRASE"),
        (["horizon", "in May"], "--made-at is missing"),
        (["horizon", "", "--made-at", "2025-11-22"], "the sentence is empty"),
        (["horizon", "in May", "--made-at", "yesterday"], "--made-at: 'yesterday' is not a date"),
        (["horizon", "in May", "--made-at", "2025-11-22", "--time-zone", "Mars"], "'Mars' is not a time zone"),
        (["horizon", "in May", "--made-at", "2025-11-22", "--time-zone", "Mars"], "bythen: --time-zone: "),
        (["horizon", "\u200b", "--made-at", "2025-11-22"], "the sentence is empty"),
        (["horizon", "in May", "--made-at", "2025-11-22", "--country", "zz"], "--country: must be two capital letters"),
        (["horizon", "in May", "--made-at", "2025-11-22", "--time-zone", ""], "--time-zone: must not be empty"),
        (["extract", "--published", "2025-11-22", "--country", ""], "--country: must be two capital letters"),
        (["extract", "--published", "2025-11-22", "--country", "United Kingdom"], "--country: must be two capital"),
        (["extract", "--published", "2025-11-22", "--time-zone", "Mars"], "--time-zone: 'Mars' is not a time zone"),
        (["extract", "--published", "2025-11-22", "--time-zone", ""], "--time-zone: must not be empty"),
        (["predict"], "No such command 'predict'."),
        (["extract", "--colour"], "--colour"),
    ],
)
def test_errors_are_one_line(
    bythen: Bythen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    """Whatever is wrong with the usage or the input is one line on standard error and exit status 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "latin1.txt").write_bytes("Café".encode("latin-1"))
    (tmp_path / "blank.txt").write_text(" \n", encoding="utf-8")
    output = bythen(*arguments)

    assert output.status == 2
    assert output.out == ""
    assert output.err.startswith("bythen: ")
    assert output.err.count("\n") == 1
    assert message in output.err


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    """When nobody reads on, the command ends without a word."""
    lines = tmp_path / "lines"
    lines.write_text((document() + "\n") * 500, encoding="utf-8")
    command = [sys.executable, "-m", "service", "extract", "--format", "ndjson"]
    reader, writer = os.pipe()
    os.close(reader)
    with lines.open("rb") as stdin:
        done = subprocess.run(command, stdin=stdin, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)

    assert done.stderr == b""
    assert done.returncode == 141


def test_horizon_rows(bythen: Bythen) -> None:
    """A sentence on a line is answered by its readings; other keys of a row are ignored."""
    line = json.dumps(
        {"id": 5, "sentence": "It is a question of one or two days, no more.", "made_at": "2025-11-22", "note": "x"}
    )
    output = bythen("horizon", "--format", "ndjson", stdin=line + "\n{\n")
    first, second = rows(output)
    (reading,) = first["readings"]

    assert output.status == 0
    assert first["id"] == 5
    assert list(reading) == READING_KEYS
    assert (reading["phrase"], reading["latest"]) == ("one or two days, no more", "2025-11-24")
    assert (reading["strict_latest"], reading["lenient_latest"]) == ("2025-11-23", "2025-11-24")
    assert list(second) == ["id", "error"]


def test_horizon_of_a_phrase(bythen: Bythen) -> None:
    """A phrase is answered in each format."""
    call = ("horizon", "within two weeks", "--made-at", "2025-03-12")
    as_json = json.loads(bythen(*call, "--format", "json").out)

    assert as_json["readings"][0]["latest"] == "2025-03-26"
    assert rows(bythen(*call, "--format", "ndjson")) == [as_json]
    assert "2025-03-26" in bythen(*call).out
    assert bythen("horizon", "a blue car", "--made-at", "2025-03-12").out.startswith("No words about a coming time")


def test_help(bythen: Bythen) -> None:
    """The list of commands stands in the help, and bare `bythen` prints it."""
    output = bythen()

    assert output.status == 0
    assert output == bythen("--help")
    for name in (
        "extract",
        "horizon",
        "ingest",
        "claims",
        "due",
        "resolve",
        "report",
        "scorecard",
        "timeline",
        "serve",
    ):
        assert f"│ {name} " in output.out


def _trip(_: object) -> None:
    raise KeyError("x")
