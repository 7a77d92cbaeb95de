"""What is done with a claim at a terminal beside resolving it: reopened, postponed, corrected, assigned, merged."""

from typing import Any

import msgspec
import rich_click as click

from claims.model import Claim
from service.cli.client import Client, pairs, quote_id, run_with_client
from service.cli.options import Format, format_option, store_options
from service.cli.output import print_json
from service.cli.show_ledger import print_claims, print_line

REASON = click.option("--reason", required=True, help="Why; kept with the event.")


def act_on(  # noqa: PLR0913 - which claim, what to do with it, where, and how to tell
    claim_id: str,
    what: str,
    body: dict[str, object],
    said: str,
    *,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Asks for a move of a claim, and prints a line and the claim as it stands after it."""

    async def work(client: Client) -> dict[str, Any]:
        _, answer = await client.post(f"/v1/claims/{quote_id(claim_id)}/{what}", body, dict[str, Any])
        return answer

    answer = run_with_client(server, db, work)
    if output_format != "table":
        print_json(answer, output_format)
        return
    print_line(said, bold=True)
    print_claims([msgspec.convert(answer.get("claim", answer), Claim)], "")


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@REASON
@store_options
@format_option
def reopen(claim_id: str, reason: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Open a resolved CLAIM again. Its resolution is kept; the next one supersedes it."""
    body: dict[str, object] = {"reason": reason}
    act_on(claim_id, "reopenings", body, "Reopened.", server=server, db=db, output_format=output_format)


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@click.argument("topics", metavar="TOPIC...", nargs=-1)
@click.option("--none", "nothing", is_flag=True, help="It is about nothing in particular.")
@store_options
@format_option
def tag(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str, topics: tuple[str, ...], nothing: bool, server: str | None, db: str | None, output_format: Format
) -> None:
    """Say what a CLAIM is about, in place of the topics that it has."""
    if bool(topics) == nothing:
        raise click.UsageError("give a TOPIC or more, or --none")
    path, body = f"/v1/claims/{quote_id(claim_id)}/topics", {"topics": list(topics)}

    async def work(client: Client) -> dict[str, Any]:
        return await client.put(path, body, dict[str, Any])

    after = run_with_client(server, db, work)
    if output_format == "table":
        print_line(f"Tagged: {', '.join(after['topics'])}." if after["topics"] else "It has no topics.")
    else:
        print_json(after, output_format)


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@click.option("--until", required=True, metavar="DAY", help="When to look again: a day or an instant.")
@REASON
@store_options
@format_option
def postpone(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str, until: str, reason: str, server: str | None, db: str | None, output_format: Format
) -> None:
    """Put a due CLAIM back: it is too early to tell. How often that happens is counted."""
    body: dict[str, object] = {"check_at": until, "reason": reason}
    act_on(claim_id, "postponements", body, "Postponed.", server=server, db=db, output_format=output_format)


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@click.option("--speaker", help="Who is answerable for it.")
@click.option("--no-speaker", is_flag=True, help="It is the article's own voice.")
@click.option("--kind", type=click.Choice(["prediction", "commitment", "schedule"]), help="What sort of claim it is.")
@click.option("--span", metavar="START..END", help="Where it stands in its article, in characters.")
@click.option("--by", "horizon", metavar="WORDS", help="Its horizon in words, such as “by 1 May 2026”.")
@click.option("--deadline", metavar="INSTANT", help="The instant before which it must come about.")
@click.option("--undated", is_flag=True, help="It has no deadline.")
@REASON
@store_options
@format_option
def correct(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str,
    speaker: str | None,
    no_speaker: bool,
    kind: str | None,
    span: str | None,
    horizon: str | None,
    deadline: str | None,
    undated: bool,
    reason: str,
    server: str | None,
    db: str | None,
    output_format: Format,
) -> None:
    """Correct how a CLAIM was read. What was read before is kept and shown beside it."""
    given = {"speaker": speaker, "kind": kind, "horizon": horizon, "deadline_at": deadline, "reason": reason}
    body = pairs(given) | {"no_speaker": no_speaker, "undated": undated} | _span(span)
    act_on(claim_id, "corrections", body, "Corrected.", server=server, db=db, output_format=output_format)


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@click.option("--to", "assignee", metavar="NAME", help="The name of a person, or local.")
@click.option("--nobody", is_flag=True, help="It is nobody's in particular.")
@store_options
@format_option
def assign(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str, assignee: str | None, nobody: bool, server: str | None, db: str | None, output_format: Format
) -> None:
    """Say who is to resolve a CLAIM."""
    if (assignee is None) != nobody:
        raise click.UsageError("give --to NAME or --nobody")
    said = f"Assigned to {assignee}." if assignee else "Assigned to nobody."
    body: dict[str, object] = {"assignee": assignee}
    act_on(claim_id, "assignments", body, said, server=server, db=db, output_format=output_format)


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@click.option("--until", required=True, metavar="DAY", help="Until when nobody is asked: a day or an instant.")
@store_options
@format_option
def snooze(claim_id: str, until: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Leave a due CLAIM out of the list for a while. It stays due."""
    act_on(claim_id, "snoozes", {"until": until}, "Snoozed.", server=server, db=db, output_format=output_format)


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@click.option("--into", required=True, metavar="CLAIM", help="The claim that it repeats, and that counts.")
@click.option("--reason", help="Why; needed where speaker, last day or polarity differ.")
@store_options
@format_option
def merge(  # noqa: PLR0913, PLR0917 - one parameter an option
    claim_id: str, into: str, reason: str | None, server: str | None, db: str | None, output_format: Format
) -> None:
    """Merge a CLAIM into the one that it repeats. Both histories stay."""
    body = pairs({"into": into, "reason": reason})
    act_on(claim_id, "merges", body, f"Merged into {into}.", server=server, db=db, output_format=output_format)


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@REASON
@store_options
@format_option
def unmerge(claim_id: str, reason: str, server: str | None, db: str | None, output_format: Format) -> None:
    """Take a merged CLAIM out of the other again."""
    body: dict[str, object] = {"reason": reason}
    act_on(claim_id, "unmerges", body, "By itself again.", server=server, db=db, output_format=output_format)


def _span(span: str | None) -> dict[str, object]:
    if span is None:
        return {}
    start, dots, end = span.partition("..")
    if not (dots and start.isdecimal() and end.isdecimal()):
        raise click.UsageError(f"--span {span!r} is not of the form 12..34")
    return {"start": int(start), "end": int(end)}
