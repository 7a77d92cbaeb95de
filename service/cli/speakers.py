"""Speakers as they are named on the command line: by id, or by a name that the store knows."""

from uuid import UUID

import msgspec
import rich_click as click

from claims.model import Speaker
from service.cli.client import Client, Refused, quote_id


class SpeakerPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of speakers, as the service answers it."""

    items: list[Speaker]
    next: str | None


async def find_speaker(client: Client, given: str) -> str:
    """The id of the speaker with that id, name or alias (in any case). Raises a usage error for none or several."""
    found = await _with_id(client, given) if _is_id(given) else []
    if not found:
        found = (await client.get("/v1/speakers", SpeakerPage, name=given)).items
    if not found:
        raise click.UsageError(f"no speaker has the id or name {given!r}; bythen claims shows who there is")
    if len(found) > 1:
        listed = ", ".join(f"{speaker.name} ({speaker.id})" for speaker in found)
        raise click.UsageError(f"several speakers go by {given!r}; give an id: {listed}")
    return found[0].id


async def _with_id(client: Client, given: str) -> list[Speaker]:
    try:
        return [await client.get(f"/v1/speakers/{quote_id(given)}", Speaker)]
    except Refused as refused:
        if refused.problem.status == 404:
            return []
        raise


def _is_id(given: str) -> bool:
    try:
        return bool(UUID(given))
    except ValueError:
        return False
