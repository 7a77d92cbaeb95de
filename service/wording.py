"""What msgspec says of a value that does not fit, in words for people: one table, for HTTP and the command line."""

import re
from collections.abc import Callable, Mapping
from typing import Final

TOO_DEEP: Final = "nested too deeply; send a plain JSON object"
"""What is said of JSON with more brackets in each other than can be read."""

_PLACE: Final = re.compile(r" - at `\$\.?(.*)`$")
"""Where a message of msgspec says that it is about: "Expected `bool`, got `str` - at `$.negated`"."""

_WANTED: Final[Mapping[str, str]] = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "date": "a date",
}

_GOT: Final[Mapping[str, str]] = {**_WANTED, "float": "a number with a fraction"}

_FORMS: Final = (
    ("[Hh][Tt][Tt][Pp]", "must be a web address, such as https://news.example/ferry"),
    ("[A-Z]{2}", "must be two capital letters, such as GB (ISO 3166-1)"),
    ("^[\\\\x20-\\\\x7e]+$", "must be printable ASCII characters"),
    ("}@[", "must be an e-mail address, such as desk@news.example"),
    ("[^\\\\s", "must be one line with something to see in it"),
)
"""What stands in a pattern, as msgspec quotes it, and what the pattern asks for."""


def split_place(text: str) -> tuple[str, str]:
    """The message without its place, and the place as a path ("evidence[0].url"); empty where it is the whole."""
    found = _PLACE.search(text)
    # "[...]" is some key of an object that was read without knowing its form: it names nothing.
    return (text[: found.start()], "" if found[1] == "[...]" else found[1]) if found else (text, "")


def reworded(message: str, field: str | None) -> tuple[str, str | None]:
    """What is wrong, and the field that it is about; a message that is not in the table stays as it is.

    The path of a field that is missing or unknown is made of the object's and of the name in the message.
    """
    for pattern, write in _TABLE:
        if found := pattern.fullmatch(message):
            within = found.groupdict().get("name")
            return write(found), (f"{field}.{within}" if field else within) if within else field
    return message, field


def _types(found: re.Match[str]) -> str:
    wanted = " or ".join(_WANTED.get(each, each) for each in found["wanted"].split(" | "))
    return f"must be {wanted}, not {_GOT.get(found['got'], found['got'])}"


def _length(found: re.Match[str]) -> str:
    count, unit = int(found["count"]), "characters" if found["what"] == "str" else "items"
    if (found["side"], count) == (">=", 1):
        return "must not be empty"
    return f"must have at {'least' if found['side'] == '>=' else 'most'} {count} {unit}"


def _bound(found: re.Match[str]) -> str:
    return f"must be at {'least' if found['side'] == '>=' else 'most'} {float(found['bound']):g}"


def _form(found: re.Match[str]) -> str:
    return next((words for piece, words in _FORMS if piece in found["form"]), "is not of the form that is asked for")


def _say(words: str) -> Callable[[re.Match[str]], str]:
    return lambda _: words


_TABLE: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern), write)
    for pattern, write in (
        (r"'data'", _say("the body is empty; send a JSON object")),
        (r"Object missing required field `(?P<name>.+)`", _say("is missing")),
        (r"Object contains unknown field `(?P<name>.+)`", _say("is not known here; leave it out")),
        (r"Expected `(?P<what>str|array)` of length (?P<side>[<>]=) (?P<count>\d+)", _length),
        (r"Expected `(?:int|float)` (?P<side>[<>]=) (?P<bound>-?[\d.e+]+)", _bound),
        (r"Expected `str` matching regex (?P<form>.+)", _form),
        (r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`", _types),
        (r"Invalid enum value (?P<value>.+)", lambda found: f"{found['value']} is none of the values that it takes"),
        (r"Invalid RFC3339 encoded date", _say("must be a date, such as 2025-11-22")),
        (r"Number out of range", _say("a number is too large")),
        (r"Input data was truncated", _say("the JSON breaks off, or holds half of a surrogate pair")),
    )
)
"""Each message of msgspec (and the framework's own for an empty body) with what is said in its stead."""
