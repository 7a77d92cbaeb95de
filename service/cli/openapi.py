"""`bythen openapi`: the description of the service, as openapi/openapi.json holds it."""

import rich_click as click

from service.description import openapi_json


@click.command()
def openapi() -> None:
    """Print the OpenAPI 3.1 description of the service as JSON."""
    click.echo(openapi_json(), nl=False)
