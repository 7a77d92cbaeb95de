"""What a job refuses. The message says what was given and what to do about it."""


class JobError(Exception):
    """Base of what the jobs raise by themselves; the ledger's own errors are `storage.errors.StorageError`."""


class InputError(JobError, ValueError):
    """A request that cannot be carried out as it is, whatever the state of the ledger."""


class StateConflict(JobError):  # noqa: N818 - said as it is
    """A request that was sound, but the state of the claim or definition does not allow it (any more)."""
