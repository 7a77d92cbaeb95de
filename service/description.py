"""The OpenAPI description of the service, built from the routes themselves."""

import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import msgspec
from litestar import Litestar, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme, Tag

from service.roles import PUBLIC, ROLES
from service.routing import ROUTERS

TAGS: Final = (
    Tag(name="articles", description="Texts that were read, and the claims found in them."),
    Tag(name="claims", description="What somebody said would happen, by when, and where that stands."),
    Tag(name="resolutions", description="What happened, when, and the evidence for it."),
    Tag(name="due", description="What waits for a resolution, for how long, and whose it is."),
    Tag(name="review", description="Whether something was really a claim, and rightly read; duplicates."),
    Tag(name="conditions", description="What claims hang on, and whether it held."),
    Tag(name="exports", description="Rows for analysts, as CSV, NDJSON or Parquet."),
    Tag(name="threads", description="Slip threads: claims of one outcome whose deadline moved."),
    Tag(name="filings", description="Requests to correct a claim, and speakers' replies."),
    Tag(name="speakers", description="Who is answerable for claims."),
    Tag(name="scorecards", description="How often speakers were right, and how sure they had been."),
    Tag(name="reports", description="What came due and what became of it, made on a schedule."),
    Tag(name="timeline", description="Everything that has a date, in order."),
    Tag(name="webhooks", description="Who is told of what happens, and what came of it."),
    Tag(name="sources", description="Feeds that are polled, and what was found at them."),
    Tag(name="feeds", description="What comes due and what is decided, for feed readers and calendars."),
    Tag(name="people", description="Who may act, and the keys with which they do."),
    Tag(name="backups", description="Copies of the ledger, made while it goes on."),
    Tag(name="health", description="Whether the service lives and can work."),
)

KEY_SCHEME: Final = SecurityScheme(
    type="http",
    scheme="bearer",
    description="An API key. None is needed before the first was made, on the service's own machine. `x-role` of an "
    "operation is the least role that may ask for it: reader, contributor, resolver, admin.",
)

REQUESTS: Final = {
    "NewArticle",
    "NewBackup",
    "NewClaim",
    "NewEvidence",
    "NewResolution",
    "NewRedaction",
    "NewRereading",
    "NewBatch",
    "NewBatchRow",
    "NewPostponement",
    "NewReopening",
    "NewReview",
    "NewCorrection",
    "NewAssignment",
    "NewSnooze",
    "NewTopics",
    "NewJoin",
    "NewMerge",
    "NewDescription",
    "NewSpeakerMerge",
    "NewDistinction",
    "NewUnmerge",
    "NewCondition",
    "NewConditionDecision",
    "NewFiling",
    "NewFilingDecision",
    "NewPerson",
    "NewSource",
    "NewSplit",
    "NewRole",
    "NewApiKey",
    "NewReportDefinition",
    "NewWebhook",
    "NewReminders",
    "NewFeedKey",
    "NewTarget",
    "NewSecret",
    "NewRedelivery",
    "ReportFilters",
}
"""The schemas whose unknown fields are refused, which the framework does not say by itself."""

_PAGE = re.compile(r"Page_(?:\w+\.)*(\w+)_(?=\")")
"""What the framework calls a page of something: Page_claims.model.Claim_ for what is better called ClaimPage."""


def bythen_version() -> str:
    """The version of the installed distribution; "0" in a tree that was never installed."""
    try:
        return version("bythen")
    except PackageNotFoundError:
        return "0"


@lru_cache(maxsize=1)
def openapi_json() -> bytes:
    """The description as indented JSON in UTF-8, ending in a line feed: the very bytes of openapi/openapi.json.

    It is built from an app that only has the routes, so that it needs no ledger and no settings.
    """
    config = OpenAPIConfig(
        title="bythen",
        version=bythen_version(),
        summary="Who said what would happen, by when, and whether it did.",
        description="Every error is a problem document after RFC 9457. Lists come in pages: give `next` as `cursor`.",
        tags=list(TAGS),
        components=Components(security_schemes={"key": KEY_SCHEME}),
        security=[{"key": []}],
    )
    app = Litestar(route_handlers=list(ROUTERS), openapi_config=config)
    schema = msgspec.to_builtins(app.openapi_schema.to_schema())
    for name, value in schema["components"]["schemas"].items():
        if name in REQUESTS:
            value["additionalProperties"] = False
    for item in schema["paths"].values():
        for operation in item.values():
            _say_who(operation)
    text = _PAGE.sub(r"\1Page", msgspec.json.encode(schema).decode())
    return msgspec.json.format(text, indent=2).encode() + b"\n"


def _say_who(operation: dict[str, Any]) -> None:
    """Adds to an operation of the description who may ask for it."""
    name = operation["operationId"]
    if name in PUBLIC:
        operation["security"] = []
        del operation["responses"]["401"]
    else:
        operation["x-role"] = ROLES[name]


@get(
    "/schema/openapi.json",
    operation_id="getDescription",
    include_in_schema=False,
    media_type="application/vnd.oai.openapi+json",
    sync_to_thread=True,
)
def get_description() -> Response[bytes]:
    """The OpenAPI description."""
    return Response(openapi_json(), media_type="application/vnd.oai.openapi+json")
