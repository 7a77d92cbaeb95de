"""Groups of commands that list what they are about where no command is given."""

import rich_click as click


class ListingGroup(click.RichGroup):
    """A group that runs its command `list` where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with `list` in front where they begin with no command."""
        if args and (args[0] in self.commands or args[0] in {"-h", "--help"} or not args[0].startswith("-")):
            return super().parse_args(ctx, args)
        return super().parse_args(ctx, ["list", *args])
