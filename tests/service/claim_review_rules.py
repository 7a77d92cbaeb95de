"""What ClaimReview must and may hold: our own writing of what schema.org and Google's fact check guide document.

`SCHEMA` has the properties that the guide requires (`url` and `author` hang on settings of ours and are required where
those are set), `MAY_HAVE` the properties of schema.org that each type has or inherits, as far as we use them.
"""

from typing import Any, Final

DATE: Final = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$"
URL: Final = r"^https?://[^\s/]+\S*$"


def _thing(kind: str, required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["@type", *required],
        "properties": {"@type": {"const": kind}, **properties},
        "additionalProperties": False,
    }


TEXT: Final = {"type": "string", "minLength": 1}
A_DATE: Final = {"type": "string", "pattern": DATE}
A_URL: Final = {"type": "string", "pattern": URL}
ORGANIZATION: Final = _thing("Organization", ("name",), name=TEXT, url=A_URL, sameAs=A_URL)
PERSON: Final = _thing("Person", ("name",), name=TEXT, jobTitle=TEXT, affiliation=ORGANIZATION, sameAs=A_URL)
ARTICLE: Final = _thing("Article", url=A_URL, headline=TEXT, publisher=ORGANIZATION, datePublished=A_DATE)
CLAIM: Final = _thing(
    "Claim",
    ("datePublished",),
    author={"oneOf": [PERSON, ORGANIZATION]},
    datePublished=A_DATE,
    firstAppearance=ARTICLE,
    appearance={"type": "array", "minItems": 1, "items": ARTICLE},
)
RATING: Final = _thing(
    "Rating",
    ("alternateName",),
    ratingValue={"type": "number", "minimum": 1, "maximum": 5},
    bestRating={"const": 5},
    worstRating={"const": 1},
    alternateName=TEXT,
    ratingExplanation=TEXT,
) | {
    # A number says nothing without its scale.
    "dependentRequired": {
        "ratingValue": ["bestRating", "worstRating"],
        "bestRating": ["ratingValue"],
        "worstRating": ["ratingValue"],
    }
}
CITED: Final = [
    _thing("WebPage", ("url",), url=A_URL, text=TEXT, description=TEXT),
    _thing("DigitalDocument", ("name",), name=TEXT, text=TEXT, description=TEXT),
    _thing("CreativeWork", text=TEXT, description=TEXT) | {"minProperties": 2},
]
COMMENT: Final = _thing(
    "Comment", ("text", "author", "dateCreated"), name=TEXT, text=TEXT, author=PERSON, dateCreated=A_DATE
)
SCHEMA: Final = _thing(
    "ClaimReview",
    ("@context", "@id", "claimReviewed", "itemReviewed", "reviewRating", "datePublished"),
    **{"@context": {"const": "https://schema.org"}, "@id": {"pattern": "^urn:uuid:[0-9a-f-]{36}$"}},
    url=A_URL,
    claimReviewed=TEXT,
    itemReviewed=CLAIM,
    reviewRating=RATING,
    reviewBody=TEXT,
    author=ORGANIZATION,
    datePublished=A_DATE,
    citation={"type": "array", "minItems": 1, "items": {"oneOf": CITED}},
    comment={"type": "array", "minItems": 1, "items": COMMENT},
)
PUBLISHED: Final = SCHEMA | {"required": [*SCHEMA["required"], "url", "author"]}

_THING: Final = {"name", "alternateName", "description", "url", "sameAs"}
_WORK: Final = _THING | {
    *("author", "citation", "comment", "dateCreated", "datePublished", "headline", "publisher", "text"),
}
MAY_HAVE: Final = {
    "ClaimReview": _WORK | {"claimReviewed", "itemReviewed", "reviewRating", "reviewBody"},
    "Claim": _WORK | {"appearance", "firstAppearance"},
    "Rating": _THING | {"ratingValue", "bestRating", "worstRating", "ratingExplanation", "author"},
    "Person": _THING | {"jobTitle", "affiliation"},
    "Organization": _THING,
    "Article": _WORK,
    "WebPage": _WORK,
    "DigitalDocument": _WORK,
    "CreativeWork": _WORK,
    "Comment": _WORK,
}
CONTEXT: Final = {
    "@context": {
        "@vocab": "https://schema.org/",
        "type": "@type",
        "id": "@id",
        **{name: {"@type": "@id"} for name in ("url", "sameAs")},
        "datePublished": {"@type": "Date"},
        "dateCreated": {"@type": "Date"},
    }
}
"""As much of schema.org's context as a reader of our documents needs: the real one maps thousands of names so."""
