"""The language model as it is set: off by default, asked where it is set, its key never shown."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import TestClient

from service.app import create_app
from service.settings import Settings, read_settings
from tests.jobs.test_llm import FIRST, GOOD, TEXT, answer
from tests.jobs.web import page, serving
from tests.service.conftest import Clock

ARTICLE = {"text": TEXT, "published_at": "2025-11-22"}


def test_it_is_off_by_default(client: TestClient[Any]) -> None:
    """Without the settings the rules read, and nothing is degraded."""
    found = client.post("/v1/articles", json=ARTICLE).json()

    assert found["degraded"] is None
    assert found["claims"]


@pytest.mark.parametrize("works", [True, False])
def test_a_model_that_is_set_reads(settings: Settings, clock: Clock, works: bool) -> None:
    """The answer holds the model's claims, or the rules' and why."""
    with serving() as site:
        site.pages["/v1/chat/completions"] = answer(*GOOD) if works else page("no", status=503)
        given = {"llm_url": f"{site.root}/v1", "llm_model": "small-1", "fetch_allow": site.host}
        with TestClient(create_app(Settings(store=settings.store, **given), clock=clock)) as client:  # type: ignore[arg-type]
            found = client.post("/v1/articles", json=ARTICLE, headers={"host": "127.0.0.1"}).json()

    assert works == (found["degraded"] is None)
    assert works == (found["claims"][0]["ruleset"] == "llm:small-1")
    assert works or "status 503" in found["degraded"]


def test_the_command_says_so(bythen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """`bythen ingest` prints why the rules have read an article."""
    with serving() as site:
        monkeypatch.setenv("BYTHEN_LLM_URL", f"{site.root}/v1")
        monkeypatch.setenv("BYTHEN_LLM_MODEL", "small-1")
        monkeypatch.setenv("BYTHEN_FETCH_ALLOW", site.host)
        degraded = bythen("ingest", "-", "--published", "2025-11-22", stdin=TEXT)
        site.pages["/v1/chat/completions"] = answer(*GOOD)
        read = bythen("ingest", "-", "--published", "2025-11-22", "--format", "json", stdin=f"{TEXT} It rained.")

    assert "read by the rules alone: the language model answered with status 404" in degraded.out.replace("\n", " ")
    assert FIRST == json.loads(read.out)[0]["claims"][0]["text"]


def test_its_key_is_never_shown() -> None:
    """Neither the settings as they are printed nor the message about a key that does not fit hold a key."""
    settings = read_settings({"HOME": "/h", "BYTHEN_LLM_KEY": "sk-secret", "BYTHEN_KEY": "bythen_secret"})
    with pytest.raises(ValueError, match="BYTHEN_LLM_KEY cannot be what it is") as refused:
        read_settings({"HOME": "/h", "BYTHEN_LLM_KEY": "sk secret"})

    assert "secret" not in repr(settings)
    assert "secret" not in str(refused.value)
