"""What commands print for programs."""

from collections.abc import Sequence
from typing import Any

import msgspec
import rich_click as click

from service.cli.options import Format


def print_json(value: Any, output_format: Format) -> None:
    """Prints a value as indented JSON; as ndjson a list (or the items of a page) is printed one a line."""
    if output_format == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))
        return
    for row in _rows(value):
        click.echo(msgspec.json.encode(row))


def _rows(value: Any) -> Sequence[Any]:
    if isinstance(value, dict) and "items" in value:
        items: list[Any] = value["items"]
        return items
    return value if isinstance(value, list) else [value]
