"""The options that several commands share, and the configuration they make.

Source: Jekyll 4.4.1, lib/jekyll/command.rb (add_build_options).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jekpy.cli.console import Console, faults_are_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jekpy.build import BuildReport
    from jekpy.config import Config
    from jekpy.incremental.memory import Memory
    from jekpy.rendering.converters.sass_compiler import SassCompiler
    from jekpy.serving.rebuilding import Builder

__all__ = ["BuildOptions", "build_options"]

_CONFIG_KEYS = (
    "baseurl",
    "future",
    "limit_posts",
    "unpublished",
    "strict_front_matter",
    "quiet",
    "verbose",
    "safe",
    "lsi",
    "incremental",
    "disable_disk_cache",
    "plugins_dir",
    "layouts_dir",
)

_OPTIONS = (
    click.option("-s", "--source", type=click.Path(path_type=Path), help="The folder that holds the site."),
    click.option("-d", "--destination", type=click.Path(path_type=Path), help="The folder to write to."),
    click.option(
        "--config", "configs", multiple=True, metavar="FILES", help="Configuration files, by comma."
    ),
    click.option("-D", "--drafts", is_flag=True, help="Build what lies in _drafts too."),
    click.option("--future", is_flag=True, help="Build documents dated in the future."),
    click.option("--unpublished", is_flag=True, help="Build documents with `published: false`."),
    click.option(
        "--limit_posts", type=click.IntRange(min=0), metavar="N", help="Build the newest N posts only."
    ),
    click.option("-b", "--baseurl", metavar="PATH", help="Serve the site under this path."),
    click.option("--safe", is_flag=True, help="Leave the site's own plugins out."),
    click.option("-p", "--plugins", "plugins_dir", metavar="DIR", help="Where the site's own plugins lie."),
    click.option("--layouts", "layouts_dir", metavar="DIR", help="Where layouts lie."),
    click.option("-I", "--incremental", is_flag=True, help="Accepted for Jekyll's sake."),
    click.option("--disable-disk-cache", is_flag=True, help="Accepted for Jekyll's sake."),
    click.option("--lsi", is_flag=True, help="Accepted for Jekyll's sake; related posts are the newest."),
    click.option("--strict_front_matter", is_flag=True, help="Stop at front matter that cannot be read."),
    click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Use up to N cores."),
    click.option("--no-cache", is_flag=True, help="Render everything, whatever the last build left."),
    click.option("--explain", is_flag=True, help="Say of each page why it was rendered or kept."),
    click.option("--strict", is_flag=True, help="Fail when there are warnings."),
    click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
    click.option("-V", "--verbose", is_flag=True, help="Print more."),
    click.option("-t", "--trace", is_flag=True, help="Show the traceback of an unexpected error."),
)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the shared flags say.

    Without `--destination`, and without one in the configuration, the site is written to `_site` in the
    current folder, wherever the source lies, as in Jekyll.
    """

    source: Path | None
    destination: Path | None
    configs: tuple[str, ...]
    values: Mapping[str, object]
    jobs: int | None
    use_cache: bool
    explain: bool
    strict: bool
    quiet: bool
    verbose: bool
    trace: bool

    def build(
        self,
        config: Config,
        console: Console,
        wants_search: Callable[[], bool] = lambda: True,
        memory: Memory | None = None,
        compiler: SassCompiler | None = None,
    ) -> BuildReport:
        """Build the site as the flags say; the parameters are as in `build_site`. Raises JekpyError."""
        from jekpy.build import build_site

        with faults_are_errors(trace=self.trace):
            return build_site(
                config,
                console,
                jobs=self.jobs,
                use_cache=self.use_cache,
                wants_search=wants_search,
                memory=memory,
                compiler=compiler,
            )

    def builder(self, console: Console) -> Builder:
        """Return what builds the site again and again."""
        from jekpy.incremental.memory import Memory
        from jekpy.rendering.converters.sass_compiler import SassCompiler

        memory, compiler = Memory(), SassCompiler()
        return lambda config, wants_search: self.build(config, console, wants_search, memory, compiler)

    def console(self) -> Console:
        """Return what prints for the command."""
        return Console(quiet=self.quiet, verbose=self.verbose, trace=self.trace, explain=self.explain)

    def load(self, **more: object) -> Config:
        """Return the configuration; `more` are values that the command sets. Raises ConfigError."""
        from jekpy.config import load_config

        files = [name for entry in self.configs for name in entry.split(",") if name]
        with faults_are_errors(trace=self.trace):
            return load_config(
                self.source,
                self.destination,
                files=files or None,
                overrides={**self.values, **more},
                default_destination=Path("_site"),
            )


def build_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options, as its first argument `options`."""

    def command(**given: Any) -> None:
        values: dict[str, object] = {
            key: given[key] for key in _CONFIG_KEYS if given[key] not in (None, False)
        }
        if given["drafts"]:
            values["show_drafts"] = True
        shared = BuildOptions(
            source=given["source"],
            destination=given["destination"],
            configs=given["configs"],
            values=values,
            jobs=given["jobs"],
            use_cache=not given["no_cache"],
            explain=given["explain"],
            strict=given["strict"],
            quiet=given["quiet"],
            verbose=given["verbose"],
            trace=given["trace"],
        )
        own = {key: value for key, value in given.items() if key not in _SHARED}
        function(shared, **own)

    command.__doc__ = function.__doc__
    for option in reversed(_OPTIONS):
        command = option(command)
    command.__click_params__.extend(getattr(function, "__click_params__", []))  # type: ignore[attr-defined]
    return command


_SHARED = frozenset(
    {
        *_CONFIG_KEYS,
        "source",
        "destination",
        "configs",
        "drafts",
        "strict",
        "trace",
        "jobs",
        "no_cache",
        "explain",
    }
)
