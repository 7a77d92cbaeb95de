"""What a ClaimReview is made of, in the words of schema.org; fields that are null are not written."""

from datetime import datetime
from typing import Final

import msgspec

CONTEXT: Final = "https://schema.org"


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Who runs bythen and publishes reviews: a name, a home page, and the address of a review, {id} for the claim's id.

    Each is empty where it is not set.
    """

    name: str = ""
    url: str = ""
    review_url: str = ""


class _Thing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel", tag_field="@type"):
    pass


class Organization(_Thing, frozen=True, kw_only=True, tag=True):
    """A body."""

    name: str
    url: str | None = None
    same_as: str | None = None


class Person(_Thing, frozen=True, kw_only=True, tag=True):
    """A person, and what they were when they spoke."""

    name: str
    job_title: str | None = None
    affiliation: Organization | None = None
    same_as: str | None = None


class Article(_Thing, frozen=True, kw_only=True, tag=True):
    """Where the claim was told."""

    url: str | None = None
    headline: str | None = None
    publisher: Organization | None = None
    date_published: str | None = None


class ReviewedClaim(_Thing, frozen=True, kw_only=True, tag="Claim"):
    """Who made the claim, when, and where it was told; `date_published` is a day or an instant with its offset."""

    author: Person | Organization | None = None
    date_published: str
    first_appearance: Article | None = None
    appearance: tuple[Article, ...] | None = None


class Rating(_Thing, frozen=True, kw_only=True, tag=True):
    """The outcome in words, with a number where there is one."""

    rating_value: float | int | None = None
    best_rating: int | None = None
    worst_rating: int | None = None
    alternate_name: str
    rating_explanation: str


class WebPage(_Thing, frozen=True, kw_only=True, tag=True):
    """Evidence at an address; `text` is what was quoted from it."""

    url: str
    text: str | None = None
    description: str | None = None


class DigitalDocument(_Thing, frozen=True, kw_only=True, tag=True):
    """Evidence that has a name and no address."""

    name: str
    text: str | None = None
    description: str | None = None


class CreativeWork(_Thing, frozen=True, kw_only=True, tag=True):
    """Any other evidence: words, or a note of what was searched."""

    text: str | None = None
    description: str | None = None


class Comment(_Thing, frozen=True, kw_only=True, tag=True):
    """What somebody filed on the claim, and was accepted to stand beside it."""

    name: str
    text: str
    author: Person
    date_created: datetime


class ClaimReview(_Thing, frozen=True, kw_only=True, tag=True):
    """The review of a claim. `date_published` is when the resolution that stands was recorded."""

    context: str = msgspec.field(name="@context")
    id: str = msgspec.field(name="@id")
    url: str | None = None
    claim_reviewed: str
    item_reviewed: ReviewedClaim
    review_rating: Rating
    review_body: str | None = None
    author: Organization | None = None
    date_published: datetime
    citation: tuple[WebPage | DigitalDocument | CreativeWork, ...] | None = None
    comment: tuple[Comment, ...] | None = None
