"""The pages: they answer, escape what they are given, and keep everything else out."""

from typing import Any
from urllib.parse import urlencode

import pytest
from litestar.testing import TestClient

from claims.model import ClaimReading
from service.description import openapi_json
from service.site.marked import Piece, mark
from service.site.render import HEADERS, STYLE_NAME

FORM = {"content-type": "application/x-www-form-urlencoded"}
TEXT = "The bridge will reopen within two weeks, Edda Marlow said on Tuesday.\r\n\r\nIt was hot."
HOSTILE = '"><script>alert(1)</script>'


def read(client: TestClient[Any], **fields: str) -> Any:
    sent = {"text": TEXT, "published_at": "2025-03-04", **fields}
    return client.post("/read", content=urlencode(sent), headers=FORM)


def test_a_text_is_shown_with_its_claims(client: TestClient[Any]) -> None:
    """The claim stands marked in the text, with its speaker, its last day and the rule; nothing is stored."""
    answer = read(client)

    assert answer.status_code == 200
    assert '<mark><a class="number" id="at-1"' in answer.text
    assert "2025-03-18" in answer.text
    assert "Edda Marlow" in answer.text
    assert "<q>within two weeks</q> <code>" in answer.text
    assert client.get("/v1/articles").json()["items"] == []


def test_what_is_given_is_escaped(client: TestClient[Any]) -> None:
    """Neither the text nor a field leaves its place, in the answer and in the form that comes with it."""
    answer = read(client, text=f"{TEXT} {HOSTILE}", title=HOSTILE, publisher=HOSTILE)
    refused = read(client, published_at=HOSTILE, title=HOSTILE)

    assert (answer.status_code, refused.status_code) == (200, 400)
    for page in (answer.text, refused.text):
        assert "<script" not in page
        assert 'value="&#34;&gt;&lt;script&gt;' in page


@pytest.mark.parametrize(("field", "value"), [("published_at", ""), ("published_at", "soon"), ("text", "  ")])
def test_a_problem_is_told_beside_its_field(client: TestClient[Any], field: str, value: str) -> None:
    """The form comes back as it was sent, and the field names its problem to screen readers too."""
    answer = read(client, **{field: value})

    assert answer.status_code == 400
    assert f'aria-describedby="{field}-problem"' in answer.text
    assert f'id="{field}-problem">Problem: ' in answer.text


def test_every_page_keeps_everything_else_out(client: TestClient[Any]) -> None:
    """Each page has the headers, and neither styles nor scripts of its own."""
    for answer in (client.get("/"), read(client), read(client, published_at="")):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "<script" not in answer.text
        assert "<style" not in answer.text
        assert "style=" not in answer.text
        assert "http://" not in answer.text
        assert "https://" not in answer.text


def test_the_style_sheet(client: TestClient[Any]) -> None:
    """It is kept for good under its name, and there is nothing under another."""
    assert f"/static/{STYLE_NAME}" in client.get("/").text
    assert "immutable" in client.get(f"/static/{STYLE_NAME}").headers["cache-control"]
    assert client.get("/static/other.css").status_code == 404


def test_what_is_no_form_is_refused(client: TestClient[Any]) -> None:
    """A body that is not a form in UTF-8 is a problem, not an error."""
    assert client.post("/read", content=b"text=%ff", headers=FORM).status_code == 400


def test_pages_are_not_in_the_description() -> None:
    """The description tells of the API alone."""
    assert b'"/read"' not in openapi_json()


def test_claims_that_overlap() -> None:
    """The text is cut at every end, and no character is lost."""
    claims = [ClaimReading(start=s, end=e, text="", made_at="2025-03-04") for s, e in ((1, 4), (3, 6))]

    assert mark("abcdefg", claims) == (
        Piece("a"),
        Piece("bc", (1,), (1,)),
        Piece("d", (1, 2), (2,)),
        Piece("ef", (2,)),
        Piece("g"),
    )
