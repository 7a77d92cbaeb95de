"""Pages for people, made of templates in which everything that is filled in is escaped."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from claims.model import Claim
from jobs.wording import plain


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("jobs"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["plain"] = plain
    return environment


def page_of(template: str, **values: Any) -> str:
    """The template, filled in."""
    return _environment().get_template(template).render(**values)


def reminder_page(title: str, claims: tuple[Claim, ...]) -> str:
    """The claims that somebody is reminded of, as a page."""
    return page_of("reminder.html", title=title, claims=claims)
