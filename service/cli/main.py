"""The commands by name. A command's module is imported when the command runs, so that each pays only for itself."""

from importlib import import_module
from typing import Final, NamedTuple

import rich_click as click


class Entry(NamedTuple):
    """Where a command lives (`module`, `name` in it), and its line in the list of commands."""

    module: str
    name: str
    summary: str


COMMANDS: Final[dict[str, Entry]] = {
    "extract": Entry("service.cli.extract", "extract", "Find the forward-looking claims in texts (needs no store)."),
    "horizon": Entry("service.cli.horizon", "horizon", "Turn words such as “within two weeks” into dates (no store)."),
    "ingest": Entry("service.cli.ingest", "ingest", "Read articles and store their claims."),
    "reread": Entry("service.cli.reread", "reread", "Read stored articles again under the rules of today."),
    "claims": Entry("service.cli.lists", "claims", "List claims, or show one with its history."),
    "search": Entry("service.cli.search", "search", "Find claims by their words and speakers, the best first."),
    "review": Entry("service.cli.review", "review", "Review how claims were read, the most doubtful first."),
    "correct": Entry("service.cli.moves", "correct", "Correct how a claim was read."),
    "merge": Entry("service.cli.moves", "merge", "Merge a claim into the one that it repeats."),
    "unmerge": Entry("service.cli.moves", "unmerge", "Take a merged claim out of the other again."),
    "due": Entry("service.cli.due", "due", "List or count the claims that wait for a resolution."),
    "tag": Entry("service.cli.moves", "tag", "Say what a claim is about."),
    "assign": Entry("service.cli.moves", "assign", "Say who is to resolve a claim."),
    "snooze": Entry("service.cli.moves", "snooze", "Leave a due claim out of the list for a while."),
    "suggest": Entry("service.cli.due", "suggest", "Name stored articles that may tell how a claim ended."),
    "resolve": Entry("service.cli.resolve", "resolve", "Record what happened about a claim."),
    "resolve-many": Entry("service.cli.resolve", "resolve_many", "Record what happened about many claims."),
    "postpone": Entry("service.cli.moves", "postpone", "Put a due claim back: it is too early to tell."),
    "reopen": Entry("service.cli.moves", "reopen", "Open a resolved claim again."),
    "speaker": Entry("service.cli.speakers", "speaker", "List, describe, merge and part speakers."),
    "thread": Entry("service.cli.threads", "thread", "Join claims of one outcome whose deadline moved."),
    "condition": Entry("service.cli.conditions", "condition", "Name and decide on what claims hang on."),
    "file": Entry("service.cli.conditions", "file_command", "File a correction request or a reply on a claim."),
    "filings": Entry("service.cli.conditions", "filings", "Decide on what was filed on claims."),
    "report": Entry("service.cli.report", "report", "Define, list and show reports."),
    "scorecard": Entry("service.cli.scorecard", "scorecard", "Show how a speaker's claims turned out."),
    "timeline": Entry("service.cli.timeline", "timeline", "Show everything that has a date, in order."),
    "source": Entry("service.cli.sources", "source", "Add, list and end the feeds that are polled."),
    "person": Entry("service.cli.people", "person", "Add, list and change the people who act."),
    "key": Entry("service.cli.keys", "key", "Make, list and revoke API keys."),
    "webhook": Entry("service.cli.webhooks", "webhook", "Subscribe receivers to what happens."),
    "feed": Entry("service.cli.feeds", "feed", "Make, list and revoke the keys of feeds."),
    "serve": Entry("service.cli.serve", "serve", "Run the service on this machine."),
    "openapi": Entry("service.cli.openapi", "openapi", "Print the OpenAPI description of the service."),
    "backup": Entry("service.cli.backup", "backup", "Back a store up, also while a service writes to it."),
    "restore": Entry("service.cli.backup", "restore", "Make a new store of a backup."),
    "export": Entry("service.cli.exports", "export_command", "Write claims, events, scorecards for analysts."),
    "export-ledger": Entry("service.cli.transfer", "export_command", "Write a whole store into files."),
    "import-ledger": Entry("service.cli.transfer", "import_command", "Make a new store of such files."),
    "redact": Entry("service.cli.redact", "redact", "Take an article's words or a speaker's names out of the store."),
    "verify": Entry("service.cli.verify", "verify", "Check every row of a store against its log."),
}


class LazyGroup(click.RichGroup):
    """A group that knows its commands by name and summary, and imports the one that is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A stand-in with name and summary, enough for the list of commands; null for an unknown name."""
        entry = COMMANDS.get(cmd_name)
        return click.RichCommand(name=cmd_name, help=entry.summary) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command itself, imported now."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        if name is None or stand_in is None:
            return name, stand_in, rest
        entry = COMMANDS[name]
        command: click.Command = getattr(import_module(entry.module), entry.name)
        return name, command, rest


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bythen", message="bythen %(version)s")
def bythen() -> None:
    """Who said what would happen, by when, and whether it did."""
