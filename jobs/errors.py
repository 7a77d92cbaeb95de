"""What a job refuses. The message says what was given and what to do about it."""


class JobError(Exception):
    """Base of what the jobs raise by themselves; the ledger's own errors are `storage.errors.StorageError`."""


class InputError(JobError, ValueError):
    """A request that cannot be carried out as it is, whatever the state of the ledger.

    `field` is the part of the request that is wrong, null where it is the whole; `reason` is the message without it.
    """

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.reason = reason
        self.field = field


class StateConflict(JobError):  # noqa: N818 - said as it is
    """A request that was sound, but the state of the claim or definition does not allow it (any more)."""
