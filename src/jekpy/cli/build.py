"""`jekpy build`."""

from __future__ import annotations

import gc
from typing import Final

import click

from jekpy.cli.options import BuildOptions, build_options

__all__ = ["command"]

_GARBAGE_THRESHOLD: Final = 100_000
"""So many objects may come before a search for garbage: one build makes many, and few of them are garbage."""


@click.command("build")
@build_options
@click.option("-w", "--watch/--no-watch", default=False, help="Rebuild when a file changes.")
@click.option(
    "--force_polling", is_flag=True, help="Look for changes again and again, where events do not work."
)
@click.option("--profile", is_flag=True, help="Tell how long each step took.")
def command(options: BuildOptions, *, watch: bool, force_polling: bool, profile: bool) -> None:
    """Build the site."""
    console = options.console()
    with console.errors_end_the_program():
        if watch:
            from jekpy.cli.watch import watch_site

            watch_site(options, console, force_polling=force_polling)
            return
        gc.set_threshold(_GARBAGE_THRESHOLD)
        config = options.load(serving=False)
        console.paths(config)
        report = options.build(config, console)
        console.report(report)
        if profile:
            console.profile()
        if options.strict and report.warnings:
            raise SystemExit(1)
