"""`jekpy clean`.

Source: Jekyll 4.4.1, lib/jekyll/commands/clean.rb.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from jekpy.cli.console import Console
from jekpy.cli.options import BuildOptions, build_options

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["command"]


@click.command("clean")
@build_options
def command(options: BuildOptions) -> None:
    """Remove the built site and the caches."""
    console = Console(quiet=options.quiet, trace=options.trace)
    with console.errors_end_the_program():
        config = options.load()
        for path in (
            config.destination,
            config.source / ".jekpy-cache",
            config.source / config.text("cache_dir", ".jekyll-cache"),
            config.source / ".jekyll-metadata",
            config.source / ".sass-cache",
        ):
            _remove(path, console)


def _remove(path: Path, console: Console) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
    else:
        console.detail(f"Cleaner: Nothing to do for {path}.")
        return
    console.info(f"Cleaner: Removing {path}...")
