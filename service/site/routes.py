"""The pages: a text is pasted, and its claims are shown where they stand. Nothing is stored."""

from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from claims.model import Document
from claims.moment import MomentError, read_moment
from claims.reading.model import ReadingError
from claims.reading.read import read_document
from service.problems import RequestError
from service.site.marked import mark
from service.site.render import STYLE, STYLE_NAME, answer_page

EMPTY: Final = {"text": "", "title": "", "publisher": "", "published_at": ""}
"""The fields of the form, as they are before anybody has filled them in."""

FOREVER: Final = "public, max-age=31536000, immutable"


async def provide_form(request: Request[Any, Any, Any]) -> dict[str, str]:
    """The fields that a form sent, with the line ends that a browser makes of ours turned back.

    Raises RequestError for a body that is not a form in UTF-8.
    """
    try:
        body = (await request.body()).decode("ascii")
        pairs = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError:
        raise RequestError("invalid-request", "send the fields of a form") from None
    sent = {name: value.replace("\r\n", "\n") for name, value in pairs}
    return {name: sent.get(name, "") for name in EMPTY}


@get("/", include_in_schema=False, sync_to_thread=False)
def get_paste() -> Response[str]:
    """The empty form."""
    return answer_page("paste.html", form=EMPTY, problems={})


@post("/read", status_code=200, include_in_schema=False, sync_to_thread=True)
def read_text(form: NamedDependency[dict[str, str]]) -> Response[str]:
    """The text with its claims, or the form again with what is wrong beside its field."""
    document = Document(
        text=form["text"],
        published_at=form["published_at"],
        title=form["title"] or None,
        publisher=form["publisher"] or None,
    )
    try:
        read_moment(document.published_at, None)
    except MomentError as error:
        problem = str(error) if document.published_at else "Give the day on which the text was published."
        return answer_page("paste.html", status=400, form=form, problems={"published_at": problem})
    try:
        reading = read_document(document)
    except ReadingError as error:
        return answer_page("paste.html", status=400, form=form, problems={"text": str(error)})
    rules = [[line for line in reading.trace if line.claim == place] for place in range(len(reading.claims))]
    return answer_page(
        "claims.html",
        document=msgspec.structs.asdict(document),
        pieces=mark(document.text, reading.claims),
        claims=list(zip(reading.claims, rules, strict=True)),
        form=form,
        problems={},
    )


@get("/static/{name:str}", include_in_schema=False, sync_to_thread=False)
def get_style(name: FromPath[str]) -> Response[bytes]:
    """The style sheet."""
    if name != STYLE_NAME:
        raise RequestError("no-route", "there is no such file")
    headers = {"cache-control": FOREVER, "x-content-type-options": "nosniff"}
    return Response(STYLE, media_type="text/css; charset=utf-8", headers=headers)


SITE: Final = Router(
    "/",
    route_handlers=[get_paste, read_text, get_style],
    dependencies={"form": Provide(provide_form)},
)
