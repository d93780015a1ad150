"""`jekpy watch`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jekpy.cli.options import BuildOptions, build_options

if TYPE_CHECKING:
    from jekpy.cli.console import Console

__all__ = ["command", "watch_site"]


@click.command("watch")
@build_options
@click.option(
    "--force_polling", is_flag=True, help="Look for changes again and again, where events do not work."
)
def command(options: BuildOptions, *, force_polling: bool) -> None:
    """Build the site, and rebuild it when a file changes."""
    console = options.console()
    with console.errors_end_the_program():
        watch_site(options, console, force_polling=force_polling)


def watch_site(options: BuildOptions, console: Console, *, force_polling: bool = False) -> None:
    """Build and rebuild until interrupted."""
    from jekpy.serving.rebuilding import Rebuilder

    console.paths(options.load())
    rebuilder = Rebuilder(
        lambda: options.load(serving=False),
        options.builder(console),
        built=console.report,
        failed=console.error,
        force_polling=force_polling,
    )
    rebuilder.build()
    console.info("          Watching: press ctrl-c to stop.")
    rebuilder.run()
