"""Whether the process lives, and whether it can do its work."""

from typing import Literal

import msgspec
from litestar import get
from litestar.di import NamedDependency

from service.responses import READ
from storage.ledger import Ledger


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the service, in a word."""

    status: Literal["live", "ready"]


@get(
    "/health/live",
    operation_id="getLiveness",
    summary="Whether the process answers",
    tags=["health"],
    responses=READ,
    sync_to_thread=False,
)
def live() -> Health:
    """Always live, where it is answered at all."""
    return Health(status="live")


@get(
    "/health/ready",
    operation_id="getReadiness",
    summary="Whether the ledger can be read",
    tags=["health"],
    responses=READ,
    sync_to_thread=True,
)
def ready(ledger: NamedDependency[Ledger]) -> Health:
    """Ready once the ledger has answered a question; the ledger's own error otherwise."""
    ledger.next_check_at()
    return Health(status="ready")


ROUTES = (live, ready)
