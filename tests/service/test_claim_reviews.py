"""Claim reviews hold what schema.org and the fact check guide ask for, and a reader of JSON-LD reads them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from litestar.testing import TestClient
from pyld import jsonld

from service.app import create_app
from service.settings import Settings
from tests.service.claim_review_rules import CONTEXT, MAY_HAVE, PUBLISHED, SCHEMA
from tests.service.conftest import Clock

SCHEMA_ORG = "https://schema.org/"
ARTICLE = {
    "text": '"The ferry to Mavik will run again by 1 April 2025," said harbour master Ada Brandt of Port Mavik.',
    "published_at": "2025-03-12t09:30:00z",
    "title": "Ferry to return",
    "url": "https://news.example/ferry",
    "publisher": "Coast Ledger",
}
LATE = {
    "happened": "yes",
    "occurred_from": "2025-04-03",
    "occurred_to": "2025-04-03",
    "reason": "The first ferry left at noon.",
    "evidence": [
        {"url": "https://news.example/first-ferry", "quote": "left the quay at noon"},
        {"document": "Harbour log, page 4"},
        {"note": "The harbour's own announcements were searched."},
    ],
}
NEVER = {"happened": "no", "evidence": [{"note": "The harbour's announcements were searched."}]}
IN_PART = {**LATE, "happened": "partly", "value": 0.25, "occurred_from": "2025-03-30", "occurred_to": "2025-03-30"}
VOID = {"happened": "void", "void_reason": "not_a_claim", "reason": "He read it from a play."}


@pytest.fixture
def published(settings: Settings, clock: Clock, tmp_path: Path) -> Iterator[TestClient[Any]]:
    """The service of somebody who publishes reviews."""
    named = {"publisher": "Claim Watch", "publisher_url": "https://watch.example"}
    own = Settings(store=str(tmp_path / "own.duckdb"), review_url="https://watch.example/claims/{id}#review", **named)
    with TestClient(create_app(own, clock=clock), base_url="http://127.0.0.1") as client:
        yield client


def ferry(client: TestClient[Any], **other: Any) -> str:
    """The id of the claim of an article."""
    (claim,) = client.post("/v1/articles", json=ARTICLE | other).json()["claims"]
    return str(claim["id"])


def resolved(client: TestClient[Any], resolution: dict[str, Any], claim_id: str = "") -> str:
    claim_id = claim_id or ferry(client)
    done = client.post(f"/v1/claims/{claim_id}/resolutions", json=resolution)
    assert done.is_success, done.text
    return claim_id


def review(client: TestClient[Any], claim_id: str, schema: dict[str, Any] = SCHEMA) -> dict[str, Any]:
    """The review, which fits the schema and is read by a reader of JSON-LD."""
    response = client.get(f"/v1/claims/{claim_id}/claim-review")
    assert response.is_success, response.text
    assert "application/ld+json" == response.headers["content-type"]
    found: dict[str, Any] = response.json()
    jsonschema.validate(found, schema, jsonschema.Draft202012Validator)
    assert_read(found)
    return found


def assert_read(document: dict[str, Any]) -> None:
    """Expanded, every name is one of schema.org's for its type, and no name was dropped."""

    def load(address: str, _: Any) -> dict[str, Any]:
        assert "https://schema.org" == address
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": CONTEXT}

    dropped: list[Any] = []
    (node,) = jsonld.expand(document, {"documentLoader": load}, on_property_dropped=dropped.append)
    assert [] == dropped
    assert [SCHEMA_ORG + "ClaimReview"] == node["@type"]
    _assert_known(node)


def _assert_known(node: Any) -> None:
    if isinstance(node, list):
        for each in node:
            _assert_known(each)
    if not isinstance(node, dict) or "@type" not in node or "@value" in node:
        return
    (kind,) = (name.removeprefix(SCHEMA_ORG) for name in node["@type"])
    names = {name.removeprefix(SCHEMA_ORG) for name in node if not name.startswith("@")}
    assert names <= MAY_HAVE[kind], kind
    for value in node.values():
        _assert_known(value)


def test_a_review_as_published(published: TestClient[Any]) -> None:
    """Who said it, where and when; how it ended, in words and on a scale; by whom, on what evidence."""
    claim_id = resolved(published, LATE)
    found = review(published, claim_id, PUBLISHED)
    article = {
        "@type": "Article",
        "url": "https://news.example/ferry",
        "headline": "Ferry to return",
        "publisher": {"@type": "Organization", "name": "Coast Ledger"},
        "datePublished": "2025-03-12T09:30:00Z",
    }

    assert f"https://watch.example/claims/{claim_id}#review" == found["url"]
    assert {"@type": "Organization", "name": "Claim Watch", "url": "https://watch.example"} == found["author"]
    assert "The ferry to Mavik will run again by 1 April 2025," == found["claimReviewed"]
    assert ("2025-03-12T09:30:00Z", article, [article]) == (
        *(found["itemReviewed"]["datePublished"], found["itemReviewed"]["firstAppearance"]),
        found["itemReviewed"]["appearance"],
    )
    assert ("Person", "Ada Brandt") == (
        found["itemReviewed"]["author"]["@type"],
        found["itemReviewed"]["author"]["name"],
    )
    assert {
        "@type": "Rating",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "did not come true",
        "ratingExplanation": "Recorded: it happened on 2025-04-03, 2 days after the last day. Last day: 2025-04-01.",
    } == found["reviewRating"]
    assert ("2025-11-25T12:00:00Z", "The first ferry left at noon.") == (found["datePublished"], found["reviewBody"])
    assert ["WebPage", "DigitalDocument", "CreativeWork"] == [each["@type"] for each in found["citation"]]
    assert "left the quay at noon" == found["citation"][0]["text"]


@pytest.mark.parametrize(
    ("resolution", "words", "value"),
    [
        ({**LATE, "occurred_from": "2025-03-30", "occurred_to": "2025-03-30"}, "came true", 5),
        (NEVER, "did not come true", 1),
        (IN_PART, "came true in part (0.25)", 2),
        ({**LATE, "occurred_from": "2025-03-30", "occurred_to": "2025-04-03"}, "undecided", None),
        (VOID, "void: not a claim", None),
    ],
)
def test_outcomes(client: TestClient[Any], resolution: dict[str, Any], words: str, value: int | None) -> None:
    """Every outcome in the words of reports; what could not be judged has no number. No publisher, no author."""
    found = review(client, resolved(client, resolution))

    assert (words, value) == (found["reviewRating"]["alternateName"], found["reviewRating"].get("ratingValue"))
    assert not {"author", "url"} & found.keys()


def test_readings_that_differ(client: TestClient[Any]) -> None:
    """A claim that comes out otherwise under another reading says so, and that a vague word's last day is ours."""
    body = {"text": "The lock will open in early May.", "made_at": "2025-03-12", "horizon": "by May"}
    claim_id = client.post("/v1/claims", json=body).json()["id"]
    found = review(
        client, resolved(client, {**LATE, "occurred_from": "2025-05-20", "occurred_to": "2025-05-20"}, claim_id)
    )

    assert (
        "Recorded: it happened on 2025-05-20. Last day: 2025-05-31. Read strictly (last day 2025-04-30) did not come "
        "true, leniently (last day 2025-06-10) came true." == found["reviewRating"]["ratingExplanation"]
    )
    assert not {"author", "appearance", "firstAppearance"} & found["itemReviewed"].keys()


def test_who_made_it(client: TestClient[Any]) -> None:
    """A body is an Organization; a speaker goes by the canonical name and the item in Wikidata."""
    body = {"text": "The lock will open.", "made_at": "2025-03-12", "deadline_at": "2025-05-01T00:00:00Z"}
    by_body = client.post("/v1/claims", json=body | {"speaker": "Mavik Transport Ministry"}).json()
    by_person = client.post("/v1/claims", json=body | {"text": "It will not.", "speaker": "Tom Ek"}).json()
    described = client.put(f"/v1/speakers/{by_person['speaker_id']}/description", json={"roles": [], "wikidata": "Q42"})
    reviews = [review(client, resolved(client, NEVER, each["id"])) for each in (by_body, by_person)]

    assert described.is_success, described.text
    assert {"@type": "Organization", "name": "Mavik Transport Ministry"} == reviews[0]["itemReviewed"]["author"]
    assert {"@type": "Person", "name": "Tom Ek", "sameAs": "https://www.wikidata.org/entity/Q42"} == reviews[1][
        "itemReviewed"
    ]["author"]


def test_where_it_was_told(client: TestClient[Any]) -> None:
    """The articles of claims that were merged into it are appearances, and the first of all is the first."""
    claim_id = ferry(client)
    earlier = {"text": ARTICLE["text"] + " More soon.", "published_at": "2025-03-11", "url": "https://b.example/1"}
    again = ferry(client, **earlier, title="Ferry soon", publisher="B")
    merged = client.post(f"/v1/claims/{again}/merges", json={"into": claim_id})
    found = review(client, resolved(client, LATE, claim_id))["itemReviewed"]

    assert merged.is_success, merged.text
    assert ["https://b.example/1", "https://news.example/ferry"] == [each["url"] for each in found["appearance"]]
    assert "https://b.example/1" == found["firstAppearance"]["url"]
    refused = client.get(f"/v1/claims/{again}/claim-review")
    assert (409, True) == (refused.status_code, claim_id in refused.json()["detail"])


def test_replies_stand_beside_it(client: TestClient[Any]) -> None:
    """What was filed on the claim and accepted is a comment; what waits is not shown."""
    claim_id = resolved(client, LATE)
    for text in ("I spoke of the footbridge.", "And of the weather."):
        body = {"kind": "reply", "text": text, "author": "Ada Brandt"}
        filed = client.post(f"/v1/claims/{claim_id}/filings", json=body).json()
    client.post(f"/v1/filings/{filed['id']}/decisions", json={"accept": True})
    (comment,) = review(client, claim_id)["comment"]

    assert ("Reply", "And of the weather.", "Ada Brandt") == (
        comment["name"],
        comment["text"],
        comment["author"]["name"],
    )


def test_provisional(client: TestClient[Any], clock: Clock) -> None:
    """As long as late evidence is waited for, the review says so."""
    body = {"text": "The lock will open.", "made_at": "2025-11-22", "horizon": "by 24 November"}
    claim_id = client.post("/v1/claims", json=body).json()["id"]
    resolved(client, NEVER, claim_id)
    first = review(client, claim_id)["reviewRating"]["ratingExplanation"]
    clock.forward(hours=18)
    then = review(client, claim_id)["reviewRating"]["ratingExplanation"]

    assert first.endswith("Provisional: late evidence is waited for until 2025-11-25 18:00 UTC.")
    assert "Provisional" not in then


def test_no_review(client: TestClient[Any], settings: Settings) -> None:
    """Without an outcome there is none: the refusal says why, and what to do."""
    claim_id = ferry(client)
    address = f"/v1/claims/{claim_id}/claim-review"
    open_one = client.get(address).json()
    resolved(client, LATE, claim_id)
    assert client.get(address).is_success
    client.post(f"/v1/claims/{claim_id}/reviews", json={"verdict": "reject", "reason": "It was a joke."})
    rejected = client.get(address).json()

    assert ("urn:bythen:problem:conflict", 409) == (open_one["type"], open_one["status"])
    assert "it has an outcome once it is resolved (bythen resolve)" in open_one["detail"]
    assert (409, True) == (rejected["status"], "was rejected" in rejected["detail"])


def test_no_review_under_dispute(tmp_path: Path, clock: Clock) -> None:
    """Where reviewers differ no review is published until a third decides."""
    own = Settings(store=str(tmp_path / "two.duckdb"), reviewers=2)
    with TestClient(create_app(own, clock=clock), base_url="http://127.0.0.1") as client:
        claim_id = ferry(client)
        secrets = {}
        for name in ("ada", "ben", "cem"):
            person = client.post("/v1/people", json={"name": name, "role": "admin"}).json()
            secrets[name] = client.post("/v1/keys", json={"person_id": person["id"]}).json()["secret"]
            client.headers["authorization"] = f"Bearer {secrets['ada']}"
        answers = []
        for name, resolution in (("ada", LATE), ("ben", NEVER), ("cem", NEVER)):
            client.headers["authorization"] = f"Bearer {secrets[name]}"
            resolved(client, resolution, claim_id)
            answers.append(client.get(f"/v1/claims/{claim_id}/claim-review").json())

    assert "is due" in answers[0]["detail"]
    assert "is under dispute; it has an outcome once a third resolution decides" in answers[1]["detail"]
    assert "Recorded: it did not happen." in answers[2]["reviewRating"]["ratingExplanation"]


def test_nothing_of_what_was_taken_out(client: TestClient[Any]) -> None:
    """A redacted article's claim has no review; a redacted speaker's has no author and no name."""
    first, second = resolved(client, LATE), ferry(client, text=ARTICLE["text"].replace("Mavik", "Oland"))
    resolved(client, NEVER, second)
    found = client.get(f"/v1/claims/{second}").json()["claim"]
    client.post(f"/v1/speakers/{found['speaker_id']}/redactions", json={"reason": "asked for"})
    without_name = review(client, first)
    client.post(f"/v1/articles/{found['article_id']}/redactions", json={"reason": "asked for"})
    gone = client.get(f"/v1/claims/{second}/claim-review").json()
    lines = client.get("/v1/export/claim-reviews.ndjson").text

    assert "Brandt" not in json.dumps(without_name)
    assert "author" not in without_name["itemReviewed"]
    assert (409, True) == (gone["status"], "was redacted" in gone["detail"])
    assert 1 == len(lines.splitlines())
    assert "Oland" not in lines


def test_all_of_them(published: TestClient[Any]) -> None:
    """The export has the very reviews of all claims that have one, a line each, and takes the filters of claims."""
    first = resolved(published, LATE)
    second = resolved(published, VOID, ferry(published, text=ARTICLE["text"].replace("Mavik", "Oland")))
    ferry(published, text="The road will be mended by 1 May 2025, Tom Ek said.")
    response = published.get("/v1/export/claim-reviews.ndjson")
    lines = [json.loads(line) for line in response.text.splitlines()]
    article = published.get(f"/v1/claims/{first}").json()["claim"]["article_id"]

    assert 'attachment; filename="claim-reviews.ndjson"' == response.headers["content-disposition"]
    assert [review(published, each, PUBLISHED) for each in (second, first)] == lines
    narrowed = published.get("/v1/export/claim-reviews.ndjson", params={"article_id": article}).text
    assert [f"urn:uuid:{first}"] == [json.loads(line)["@id"] for line in narrowed.splitlines()]
    assert "" == published.get("/v1/export/claim-reviews.ndjson", params={"topic": "roads"}).text


def test_the_commands(bythen: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`bythen claims CLAIM --format claim-review` prints one, under the publisher that is set; export writes all."""
    monkeypatch.setenv("BYTHEN_PUBLISHER", "Claim Watch")
    article = tmp_path / "ferry.txt"
    article.write_text(ARTICLE["text"], encoding="utf-8")
    bythen("ingest", article, "--published", "2025-03-12")
    (claim,) = json.loads(bythen("claims", "--format", "json").out)["items"]
    refused = bythen("claims", claim["id"], "--format", "claim-review")
    bythen("resolve", claim["id"], "--happened", "no", "--note", "The announcements were searched.")
    shown = json.loads(bythen("claims", claim["id"], "--format", "claim-review").out)
    out = tmp_path / "reviews.ndjson"
    bythen("export", "claim-reviews.ndjson", "--out", out)

    assert "it has an outcome once it is resolved" in refused.err
    assert ("ClaimReview", "Claim Watch") == (shown["@type"], shown["author"]["name"])
    assert shown == json.loads(out.read_text(encoding="utf-8"))
    assert "bythen export claim-reviews.ndjson" in bythen("claims", "--format", "claim-review").err
