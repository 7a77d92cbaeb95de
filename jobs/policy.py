"""How a deployment decides on claims: what its settings say about reviewers and time."""

from datetime import timedelta
from typing import Literal

import msgspec


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """`reviewers` is how many must agree on a resolution.

    Late evidence is waited for during `grace` after a window has closed; a due claim may wait for `allowed`.
    """

    reviewers: Literal[1, 2] = 1
    grace: timedelta = timedelta(hours=18)
    allowed: timedelta = timedelta(hours=72)


DEFAULT = Policy()
"""One reviewer, 18 hours for late evidence, 72 hours for a resolution."""
