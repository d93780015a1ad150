"""`jekpy doctor`.

Source: Jekyll 4.4.1, lib/jekyll/commands/doctor.rb.
"""

from __future__ import annotations

import click

from jekpy.cli.console import Console
from jekpy.cli.options import BuildOptions, build_options

__all__ = ["command"]


@click.command("doctor")
@build_options
def command(options: BuildOptions) -> None:
    """Look for what is likely wrong with the site, and exit with status 1 when there is anything.

    What may well be meant so (drafts, unpublished posts, posts of the future) is told, but held against the
    site with --strict alone.
    """
    console = Console(quiet=options.quiet, verbose=options.verbose, trace=options.trace)
    with console.errors_end_the_program():
        from jekpy.doctor import examine

        found = examine(options.load())
        for finding in found.findings:
            console.finding(finding)
        for note in found.notes:
            console.info(f"note: {note.location or ''}{': ' if note.location else ''}{note.cause}")
        count = len(found.findings) + (len(found.notes) if options.strict else 0)
        if count:
            console.info(f"{count} finding{'s' if count > 1 else ''}.")
            raise SystemExit(1)
        console.info("Everything looks fine: nothing is wrong with this site.")
