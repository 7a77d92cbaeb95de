"""What the jobs are asked to do with speakers; the bodies of the HTTP requests too, so every field is bounded."""

from datetime import date
from typing import Annotated

import msgspec

from jobs.requests import Id

ROLES_MAX = 50
"""The most roles that one speaker has."""

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"\S")]
Item = Annotated[str, msgspec.Meta(pattern=r"^Q[1-9][0-9]{0,15}$")]


class GivenRole(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role that a speaker held, from `since` to `until` (days, both inclusive; leave out what is not known)."""

    role: Title
    organisation: Title | None = None
    since: date | None = None
    until: date | None = None


class NewDescription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who a speaker is: every role (an empty list for none), and the item in Wikidata ("Q42"), if any."""

    roles: Annotated[tuple[GivenRole, ...], msgspec.Meta(max_length=ROLES_MAX)]
    wikidata: Item | None = None


class NewSpeakerMerge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The speaker whom this one was found to be."""

    into: Id


class NewDistinction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A speaker whose name is alike, and who is somebody else."""

    other_id: Id
