"""Speakers as they are named on the command line: by id, or by a name that the store knows."""

import msgspec
import rich_click as click

from claims.model import Speaker
from service.cli.client import PAGE_LIMIT, Client


class SpeakerPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of speakers, as the service answers it."""

    items: list[Speaker]
    next: str | None


async def find_speaker(client: Client, given: str) -> str:
    """The id of the speaker with that id, name or alias (in any case). Raises a usage error for none or several."""
    found: dict[str, str] = {}
    cursor: str | None = None
    while True:
        page = await client.get("/v1/speakers", SpeakerPage, limit=PAGE_LIMIT, cursor=cursor)
        found |= {speaker.id: speaker.name for speaker in page.items if _is(speaker, given)}
        cursor = page.next
        if cursor is None:
            break
    if not found:
        raise click.UsageError(f"no speaker has the id or name {given!r}; bythen claims shows who there is")
    if len(found) > 1:
        listed = ", ".join(f"{name} ({speaker_id})" for speaker_id, name in sorted(found.items()))
        raise click.UsageError(f"several speakers go by {given!r}; give an id: {listed}")
    return next(iter(found))


def _is(speaker: Speaker, given: str) -> bool:
    names = {speaker.id, speaker.name.casefold(), *(alias.casefold() for alias in speaker.aliases)}
    return given in names or given.casefold() in names
