"""The command line: one module for each command.

Exit status: 0 when all went well, 1 when the site is at fault, 2 when the command line is.
"""

from __future__ import annotations

import gc
import importlib
from typing import Final

import click

from jekpy._version import __version__

__all__ = ["main"]

_COMMANDS: Final = {
    "build": "Build the site.",
    "serve": "Build the site, serve it on this machine, and rebuild it when a file changes.",
    "watch": "Build the site, and rebuild it when a file changes.",
    "new": "Make a small working site in a new folder.",
    "clean": "Remove the built site and the caches.",
    "doctor": "Look for what is likely wrong with the site.",
    "theme": "Install, list and remove themes.",
}
_ALIASES: Final = {"b": "build", "s": "serve", "server": "serve", "w": "watch", "hyde": "doctor"}


class _Commands(click.Group):
    """The commands, each imported when it is called: `jekpy --version` loads none."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        name = _ALIASES.get(cmd_name, cmd_name)
        if name not in _COMMANDS:
            return None
        command = importlib.import_module(f"jekpy.cli.{name}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from jekpy.errors import nearest

            near = nearest(args[0], _COMMANDS)
            ctx.fail(f"there is no command {args[0]!r}." + (f" Did you mean {near!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-v", "--version", prog_name="jekpy")
def main() -> None:
    """Build Jekyll sites in Python, with a documentation theme built in."""
    gc.enable()
