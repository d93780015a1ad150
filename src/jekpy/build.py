"""The pipeline of a build, top to bottom.

    configure → read → generate → convert and lay out → write → clean up

Each step takes values and gives values; only the first two and the last two touch the disk. This is the one
module that knows every room.
"""

from __future__ import annotations

import os
import time
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.errors import Diagnostic
    from jekpy.incremental.memory import Memory
    from jekpy.incremental.running import Copied, Outcome, Planned, Run
    from jekpy.incremental.search import SearchIndex
    from jekpy.incremental.store import Store
    from jekpy.incremental.unchanged import LastBuild, Listing
    from jekpy.model.site import Site, Theme
    from jekpy.plugins import Plugin
    from jekpy.rendering.converters import Converters
    from jekpy.rendering.converters.sass_compiler import SassCompiler
    from jekpy.rendering.renderer import Renderer
    from jekpy.writing import Contents, Output, Staging

__all__ = ["BuildReport", "Listener", "build", "build_site", "prepare"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `pages` counts the pages and documents of the site; `reasons` has for the URL of each why it was rendered
    for this build, and "" where the last build's result was kept. `files` counts all files of the built site,
    `written` are the paths whose bytes changed, `removed` those that no longer belong there; `sources` has
    the file that each of the former was made from.
    """

    destination: Path
    pages: int
    files: int
    reasons: Mapping[str, str]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]
    seconds: float
    sources: Mapping[str, str] = field(default_factory=dict)
    search_is_old: bool = False
    """Whether the search index was left as the last build made it, by wish."""

    @property
    def rendered(self) -> int:
        """How many pages and documents were rendered for this build."""
        return sum(1 for reason in self.reasons.values() if reason)


class Listener(Protocol):
    """Hears how a build goes along."""

    def step(self, name: str) -> None:
        """Hear that a step begins: `read`, `render`, `search`, `write`."""

    def rendered(self, done: int, total: int) -> None:
        """Hear that `done` of `total` pages are rendered."""


class _Silent:
    """Hears nothing."""

    def step(self, name: str) -> None:
        """Take no notice."""

    def rendered(self, done: int, total: int) -> None:
        """Take no notice."""


def build(source: str | Path = ".", destination: str | Path | None = None, **config: object) -> BuildReport:
    """Build the site in the folder `source` into `destination` (its `_site` when none is given).

    `config` are keys as in `_config.yml`, which win over those of the file: `build("docs", baseurl="/v2")`.
    Raises JekpyError, or a BuildError that holds several, when the site is at fault; nothing is written then.
    """
    from jekpy.config import load_config

    return build_site(load_config(source, destination, overrides=config))


def build_site(
    config: Config,
    listener: Listener | None = None,
    *,
    jobs: int | None = None,
    use_cache: bool = True,
    wants_search: Callable[[], bool] = lambda: True,
    memory: Memory | None = None,
    compiler: SassCompiler | None = None,
) -> BuildReport:
    """Build the site that `config` describes, in up to `jobs` processes (as many as there are cores).

    Results of the last build that are still valid are used again, unless `use_cache` is false; the outcome is
    the same. Where `wants_search` says no, then or later, a search index that the last build made stays as it
    is, and nobody looks whether others changed the destination: a server shows the pages first, and builds
    once more. `memory` is what the builds before in this process left. `compiler` is theirs of stylesheets,
    and stays warm; without one, the build ends its own. Raises as `build` does.
    """
    from jekpy.incremental import unchanged
    from jekpy.writing import contents_of

    started, began_ns = time.perf_counter(), time.time_ns()
    is_hasty = not wants_search()
    listing = None if is_hasty or not use_cache else unchanged.list_tree(config.source, config.destination)
    contents = memory.give_contents(config.destination) if is_hasty and memory is not None else None
    contents = contents or contents_of(config.destination, config.strings("keep_files"))
    last = unchanged.last_build(config, listing, contents) if listing and memory is None else None
    if last is not None:
        return _as_before(config, last, started)

    from jekpy.incremental.store import DamagedStoreError, throw_away
    from jekpy.rendering.converters.sass_compiler import SassCompiler

    with nullcontext(compiler) if compiler else closing(SassCompiler()) as sass:
        how = _How(jobs or _cores(), use_cache, wants_search, memory, sass)
        before = _Before(started, began_ns, listing, contents)
        try:
            return _build(config, listener or _Silent(), how, [*config.warnings], before)
        except DamagedStoreError as error:
            notice = throw_away(error.path)
        return _build(config, listener or _Silent(), how, [*config.warnings, notice], before)


@dataclass(frozen=True, slots=True)
class _How:
    """How to build, as `build_site` is told."""

    jobs: int
    use_cache: bool
    wants_search: Callable[[], bool]
    memory: Memory | None
    compiler: SassCompiler


@dataclass(frozen=True, slots=True)
class _Before:
    """When a build began, in seconds for a stopwatch and in nanoseconds since 1970, and what there was then.

    `listing` is the source, if it can be listed, `contents` what lay in the destination.
    """

    started: float
    began_ns: int
    listing: Listing | None
    contents: Contents


def _build(
    config: Config, listener: Listener, how: _How, warnings: list[Diagnostic], before: _Before
) -> BuildReport:
    """Build the site from what its files are now. Raises DamagedStoreError too, before anything is kept."""
    from jekpy import plugins, writing
    from jekpy.incremental import memory_file, running
    from jekpy.incremental.fingerprints import Fingerprints
    from jekpy.incremental.store import NO_RESULTS

    listener.step("read")
    listed = plugins.load_plugins(config, warnings.append)
    memory = _memory(config, how, listed, before.listing)
    renderer, loaded = prepare(config, listed, warnings, memory, how.compiler)
    site = renderer.site
    with _store(config, site, loaded, warnings, use_cache=how.use_cache) as store, \
            writing.staging_for(config.destination, before.contents) as staging:  # fmt: skip
        fingerprints = Fingerprints(renderer, staging.began_ns, memory)
        memory.lend_menu(renderer.theme_variables, fingerprints.of)
        memory.results = NO_RESULTS if store is None else store.results(memory.results)

        listener.step("render")
        planned = running.plan_items(renderer, fingerprints, memory.results.found, staging.contents)
        made = _make(renderer, planned, store, staging, how, warnings, listener)
        warnings.extend(_conflicts(site, made.outputs))

        listener.step("write")
        files = {output.path: output for output in made.outputs}
        done = writing.deliver(staging, files, config.strings("keep_files"))
        if store is not None:
            memory.results = running.remember(
                made.run, made.outputs, made.copied, made.search, store, fingerprints, done.contents
            )
        memory.contents = done.contents
        sources = zip(planned.items, planned.sources, strict=True)
        memory.finish(sources, renderer.theme_variables, fingerprints.of)
        if how.use_cache and plugins.are_built_in(config, loaded):
            memory_file.keep(config, memory)
    search_is_old = made.search is not None and made.search.is_old
    if not search_is_old:
        _remember_build(config, site, loaded, made.run, before, done.contents, warnings, len(files))
    reasons = planned.plan.reasons
    return BuildReport(
        destination=config.destination,
        pages=len(planned.items),
        reasons={item.url: reasons.get(number, "") for number, item in enumerate(planned.items)},
        files=len(files),
        written=done.written,
        removed=done.removed,
        warnings=tuple(dict.fromkeys(warnings)),
        seconds=time.perf_counter() - before.started,
        sources={path: files[path].source for path in done.written},
        search_is_old=search_is_old,
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """All that a build puts into the destination, staged, in the order in which it is written."""

    run: Run
    copied: Copied
    search: SearchIndex | None
    outputs: Sequence[Output]


def _make(
    renderer: Renderer,
    planned: Planned,
    store: Store | None,
    staging: Staging,
    how: _How,
    warnings: list[Diagnostic],
    listener: Listener,
) -> _Made:
    """Render what is planned, copy the static files, and index what a reader may find."""
    from jekpy import themes
    from jekpy.incremental import running
    from jekpy.incremental.search import IndexAhead, search_outputs

    def render(meanwhile: Callable[[], None]) -> tuple[Run, Copied, list[Output]]:
        run = running.render_items(
            planned, renderer, store, staging, warnings, how.jobs, listener.rendered, meanwhile
        )
        copied = running.copy_files(renderer.site.static_files, store, staging)
        return run, copied, [*_in_order_of_writing(run.outcomes), *copied.outputs]

    if not themes.has_search(renderer.site):
        run, copied, outputs = render(lambda: None)
        return _Made(run, copied, None, outputs)
    with IndexAhead(planned, store, staging.contents, how.wants_search, how.jobs) as ahead:
        run, copied, outputs = render(ahead.begin)
        listener.step("search")
        search = search_outputs(run, ahead, staging)
    return _Made(run, copied, search, [*outputs, *search.outputs])


def _memory(config: Config, how: _How, loaded: Sequence[Plugin], listing: Listing | None) -> Memory:
    """Return what the builds before left, for this one; nothing where plugins may change what they get."""
    from jekpy import plugins
    from jekpy.incremental import memory_file
    from jekpy.incremental.memory import Memory, told_of

    if plugins.own_code(config):
        return Memory()
    memory = how.memory or Memory()
    told = told_of(config, [plugin.name for plugin in loaded])
    if how.use_cache and not memory.told and plugins.are_built_in(config, loaded):
        memory_file.recall(config, memory, told)
    memory.begin(told, listing.facts if listing else None)
    return memory


def _as_before(config: Config, last: LastBuild, started: float) -> BuildReport:
    """Return the report of a build that had nothing to do."""
    return BuildReport(
        destination=config.destination,
        pages=len(last.urls),
        reasons=dict.fromkeys(last.urls, ""),
        files=last.files,
        written=(),
        removed=(),
        warnings=tuple(dict.fromkeys((*config.warnings, *last.warnings))),
        seconds=time.perf_counter() - started,
    )


def prepare(
    config: Config,
    loaded: tuple[Plugin, ...],
    warnings: list[Diagnostic],
    memory: Memory | None = None,
    compiler: SassCompiler | None = None,
) -> tuple[Renderer, tuple[Plugin, ...]]:
    """Return what renders the site, whole with its theme and the pages that plugins add, and all plugins.

    `loaded` are the plugins that the site lists and has; those of its theme come to them. Problems that stop
    nothing are added to `warnings`. Raises as `build` does.
    """
    from jekpy import plugins, reading, themes
    from jekpy.incremental.memory import Memory
    from jekpy.rendering.converters.sass_compiler import SassCompiler

    memory = Memory() if memory is None else memory
    compiler = SassCompiler() if compiler is None else compiler
    converters = _converters(config, None, loaded, warnings, compiler)
    site = reading.read_site(config, converters.output_extension, warnings.append, memory.files)
    found = themes.find_theme(site)
    warnings.extend(found.notices)
    loaded = plugins.with_theme_plugins(loaded, found.theme)
    plugins.warn_of_pagination(config, loaded, warnings.append)
    converters = _converters(config, found.theme, loaded, warnings, compiler)
    site = reading.add_theme(site, found.theme, converters.output_extension, warnings.append)
    if site.config is not config:  # the theme's own configuration has a say in Sass
        converters = _converters(site.config, found.theme, loaded, warnings, compiler)
    site = plugins.generate(site, loaded, plugins.Tools(converters, warnings.append))
    return _renderer(site, converters, loaded, warnings, memory), loaded


def _remember_build(
    config: Config,
    site: Site,
    loaded: Sequence[Plugin],
    run: Run,
    before: _Before,
    contents: Contents,
    warnings: Sequence[Diagnostic],
    files: int,
) -> None:
    """Let the next build see at a glance that nothing changed, where the site's files tell all.

    `config` is what the build was told, before the theme had its say.
    """
    from jekpy import plugins
    from jekpy.incremental import unchanged
    from jekpy.model.collection import collection_permalink
    from jekpy.model.document import moves_with_time
    from jekpy.model.site import in_future

    theme = site.theme
    theme_tells = theme is None or theme.is_built_in or theme.is_locked
    of_pages = {warning for outcome in run.outcomes for warning in outcome.warnings}
    repeated = tuple(warning for warning in dict.fromkeys(warnings) if warning not in config.warnings)
    can_tell = theme_tells and of_pages.issuperset(repeated) and plugins.see_only_the_site(config, loaded)
    if before.listing is None or not can_tell:
        unchanged.forget(config)
        return
    due = [item.date.timestamp() for item in site.documents() if in_future(item, config)]
    moves = any(
        moves_with_time(
            item, collection_permalink(config.collections.get(item.collection, {}), config.permalink)
        )
        for item in site.documents()
    )
    unchanged.remember_build(
        config,
        before.listing,
        contents,
        before.began_ns,
        theme=theme.root.parent if theme and theme.is_locked else None,  # where its record lies too
        reads=run.reads(),
        due=min(due, default=None),
        moves=moves,
        urls=tuple(item.url for item in run.planned.items),
        files=files,
        warnings=repeated,
    )


@contextmanager
def _store(
    config: Config, site: Site, loaded: Sequence[Plugin], warnings: list[Diagnostic], *, use_cache: bool
) -> Iterator[Store | None]:
    """Give the store of earlier results, keyed by all that this build's results have in common."""
    from jekpy import plugins
    from jekpy.config.options import COMMAND_KEYS
    from jekpy.incremental.digests import digest
    from jekpy.incremental.folder import cache_file
    from jekpy.incremental.program import program_digest, zone_digest
    from jekpy.incremental.store import open_store
    from jekpy.rendering.converters import sass_options

    if not use_cache:
        yield None
        return
    theme = site.theme and (site.theme.name, str(site.theme.root), site.theme.version)
    given = {name: value for name, value in site.config.values.items() if name not in COMMAND_KEYS}
    names = [plugin.name for plugin in loaded]
    environment = [(name, os.environ.get(name)) for plugin in loaded for name in plugin.environment]
    told = (given, config.environment, zone_digest(config.zone), theme, names, environment)
    folders = sass_options(site.config, site.theme).load_paths
    key = digest(program_digest(), told, plugins.own_code(config), folders)
    store = open_store(cache_file(config, "sqlite"), key, warnings.append)
    try:
        yield store
    finally:
        if store is not None:
            store.close()


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _converters(
    config: Config,
    theme: Theme | None,
    loaded: Sequence[Plugin],
    warnings: list[Diagnostic],
    compiler: SassCompiler,
) -> Converters:
    from jekpy import plugins
    from jekpy.rendering.converters import Converters, SassConverter, markdown_converter, sass_options

    dialect = plugins.markdown_dialect(loaded, config, warnings.append)
    markdown = markdown_converter(config.values, warnings.append, dialect)
    sass = SassConverter(config.source, sass_options(config, theme), warnings.append, compiler)
    return Converters((*plugins.converters_of(loaded), markdown, sass))


def _renderer(
    site: Site,
    converters: Converters,
    loaded: Sequence[Plugin],
    warnings: list[Diagnostic],
    memory: Memory,
) -> Renderer:
    from jekpy import plugins
    from jekpy.rendering.renderer import Renderer
    from jekpy.rendering.theme_variables import navigation_records, unused_includes

    navigation = None
    if site.theme is not None and site.theme.is_built_in:
        from jekpy.navigation import build_navigation

        records = navigation_records(site, memory.nav_pages)
        navigation = memory.navigation(records, lambda: build_navigation(*records, site.config.values))
        warnings.extend((*navigation.diagnostics, *unused_includes(site)))
    extensions = plugins.extensions_of(loaded)
    templates = memory.templates_for([plugin.name for plugin in loaded])
    return Renderer(site, converters, warnings.append, extensions, navigation, templates)


def _conflicts(site: Site, outputs: Iterable[Output]) -> list[Diagnostic]:
    """Return a warning for each place that several outputs share, but for those meant to take it over."""
    from jekpy import writing

    taking_over = {(page.path, page.output_path) for page in site.pages if page.takes_over}
    if taking_over:
        outputs = [output for output in outputs if (output.source, output.path) not in taking_over]
    return writing.conflicts(outputs)


def _in_order_of_writing(outcomes: Iterable[Outcome]) -> Iterator[Output]:
    """Give the outputs in the order in which Jekyll writes them: pages, then documents; the last one wins."""
    documents: list[Output] = []
    for outcome in outcomes:
        if outcome.is_document:
            documents.extend(outcome.outputs)
        else:
            yield from outcome.outputs
    yield from documents
