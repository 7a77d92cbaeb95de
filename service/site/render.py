"""Pages out of templates in which everything that is filled in is escaped, and the headers that go with each."""

from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response

STYLE: Final = (files("service.site") / "static" / "site.css").read_bytes()
"""The style sheet."""

STYLE_NAME: Final = f"site-{sha256(STYLE).hexdigest()[:16]}.css"
"""Its name, which changes with it, so that browsers may keep it for good."""

HEADERS: Final = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}
"""What is sent with every page: nothing from elsewhere, no script, in nobody's frame, kept nowhere."""

_ENVIRONMENT: Final = Environment(
    loader=PackageLoader("service.site"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals["style"] = f"/static/{STYLE_NAME}"


def answer_page(template: str, *, status: int = 200, **values: Any) -> Response[str]:
    """The template, filled in, with its headers."""
    text = _ENVIRONMENT.get_template(template).render(**values)
    return Response(text, status_code=status, media_type="text/html; charset=utf-8", headers=HEADERS)
