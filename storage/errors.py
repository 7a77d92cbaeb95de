"""What the ledger raises. Every message says what was wrong and what to do."""


class StorageError(Exception):
    """Base of everything that the ledger raises."""


class NotFound(StorageError):  # noqa: N818 - said as it is
    """There is nothing of this kind with this id."""

    def __init__(self, subject: str, subject_id: str) -> None:
        super().__init__(f"there is no {subject.replace('_', ' ')} with the id {subject_id!r}")
        self.subject = subject
        self.subject_id = subject_id


class Conflict(StorageError):  # noqa: N818 - said as it is
    """A change whose preconditions do not hold (any more); nothing of it was done."""


class KeyTaken(Conflict):
    """A key that was to be new belongs to something already: `subject_id`."""

    def __init__(self, scope: str, subject_id: str) -> None:
        super().__init__(f"this {scope} is known already, as {subject_id}")
        self.scope = scope
        self.subject_id = subject_id


class VersionConflict(Conflict):
    """Something was changed by somebody else since it was read."""

    def __init__(self, subject: str, subject_id: str, expected: int, actual: int | None) -> None:
        found = "it is gone" if actual is None else f"it is at version {actual}"
        super().__init__(
            f"{subject.replace('_', ' ')} {subject_id} was expected at version {expected} but {found}; "
            "read it again and repeat"
        )
        self.subject_id = subject_id
        self.expected = expected
        self.actual = actual


class Gone(Conflict):
    """Something that was redacted, so that nothing more can be added to it."""


class AnswerConflict(Conflict):
    """An idempotency key that was used before, with another body."""


class LedgerFileError(StorageError):
    """A ledger file that cannot be opened as it is."""


class Unwritable(StorageError):  # noqa: N818 - said as it is
    """The store cannot be written at this moment. Nothing of the change was kept, and reading goes on."""


class StorageFull(Unwritable):
    """There is no room to write; once there is, the same change can be made."""


class NotReady(StorageError):  # noqa: N818 - said as it is
    """Something that is made in the background and is not there yet."""


class LedgerClosed(StorageError):  # noqa: N818 - said as it is
    """The ledger was closed, or has been given up by its engine; the process must open it again."""
