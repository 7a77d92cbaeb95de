"""`bythen redact`: an article's words, or a speaker's names, out of the ledger."""

import rich_click as click

from jobs.redact import RedactionDone
from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.options import store_options


@click.command()
@click.argument("subject", type=click.Choice(["article", "speaker"]))
@click.argument("subject_id", metavar="ID")
@click.option("--reason", required=True, help="Why; it is kept, with who did it and when.")
@click.option("--also", metavar="NAME", multiple=True, help="Another name of the speaker; may be given again.")
@store_options
def redact(  # noqa: PLR0913, PLR0917 - one parameter an option
    subject: str, subject_id: str, reason: str, also: tuple[str, ...], server: str | None, db: str | None
) -> None:
    """Take an article's words, or a speaker's names, out of everything that is stored. It cannot be undone.

    What remains says that something was taken out, and still verifies. Backups made before still have it.
    """
    if also and subject == "article":
        raise click.UsageError("--also goes with a speaker only")
    body = pairs({"reason": reason, "also": also or None})

    async def work(client: Client) -> RedactionDone:
        return (await client.post(f"/v1/{subject}s/{quote_id(subject_id)}/redactions", body, RedactionDone))[1]

    done = run_with_client(server, db, work)
    where = ", ".join(f"{count} {sort.replace('_', ' ')}" for sort, count in done.rows.items())
    click.echo(f"Redaction {done.redaction.id}: {'rows changed: ' + where if where else 'nothing was left to redact'}")
    click.echo(
        "Backups and exports made before still have it; so may free space in the store's file (see operations.md)."
    )
