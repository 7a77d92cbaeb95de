"""Requests that may be sent again: an idempotency key is kept with the answer, in the same commit as the change."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import msgspec

from jobs.errors import StateConflict
from storage.errors import AnswerConflict
from storage.ledger import REDACTED, Ledger

Result = TypeVar("Result")


class Once(msgspec.Struct, frozen=True, kw_only=True):
    """What a request is known by when it comes again: the key that its sender chose, and the SHA-256 of its body.

    Keys are one space: a service puts the actor and the route into the key or the digest, as it sees fit.
    """

    key: Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
    request_sha256: str


def once_only(ledger: Ledger, once: Once | None, result: type[Result], work: Callable[[], Result]) -> Result:
    """What `work` answers, or what it answered when the same request came before.

    Raises AnswerConflict when the key came before with another body. `work` must keep its answer with its change.
    """
    if once is None:
        return work()
    if (answered := _answered(ledger, once, result)) is not None:
        return answered
    try:
        return work()
    except AnswerConflict:
        # The same request came twice at once, and the other one was first.
        if (answered := _answered(ledger, once, result)) is not None:
            return answered
        raise


def _answered(ledger: Ledger, once: Once, result: type[Result]) -> Result | None:
    answer = ledger.answer(once.key)
    if answer is None:
        return None
    if answer.request_sha256 != once.request_sha256:
        raise AnswerConflict(
            f"the idempotency key {once.key!r} was used before with another request; use a new key for a new request"
        )
    if answer.body == REDACTED:
        raise StateConflict("this request was carried out before, and what it was answered has been redacted since")
    return msgspec.json.decode(answer.body, type=result)
