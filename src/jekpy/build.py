"""The pipeline of a build, top to bottom.

    configure → read → generate → convert and lay out → write → clean up

Each step takes values and gives values; only the first two and the last two touch the disk. This is the one
module that knows every room.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from jekpy.errors import BuildError, Diagnostic, JekpyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.model.site import Site, Theme
    from jekpy.plugins import Plugin
    from jekpy.rendering.converters import Converters
    from jekpy.rendering.renderer import Item, Renderer
    from jekpy.writing import Staged, Staging

__all__ = ["BuildReport", "Listener", "build", "build_site"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `pages` counts the pages and documents that were rendered, `files` all files of the built site, `written`
    the paths whose bytes changed, `removed` those that no longer belong there.
    """

    destination: Path
    pages: int
    files: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]
    seconds: float


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


def build_site(config: Config, listener: Listener | None = None, *, jobs: int | None = None) -> BuildReport:
    """Build the site that `config` describes, in up to `jobs` processes (as many as there are cores).

    Raises as `build` does.
    """
    from jekpy import plugins, reading, themes, writing

    started = time.perf_counter()
    listener = listener or _Silent()
    warnings: list[Diagnostic] = list(config.warnings)

    listener.step("read")
    loaded = plugins.load_plugins(config, warnings.append)
    converters = _converters(config, None, loaded, warnings)
    site = reading.read_site(config, converters.output_extension, warnings.append)
    found = themes.find_theme(site)
    warnings.extend(found.notices)
    loaded = plugins.with_theme_plugins(loaded, found.theme)
    converters = _converters(config, found.theme, loaded, warnings)
    site = reading.add_theme(site, found.theme, converters.output_extension, warnings.append)

    site = plugins.generate(site, loaded, plugins.Tools(converters, warnings.append))
    renderer = _renderer(site, converters, loaded, warnings)

    with writing.staging_for(config.destination) as staging:
        listener.step("render")
        outcomes = _render(renderer, staging, warnings, jobs or _cores(), listener)
        outputs = [*_in_order_of_writing(outcomes), *_static_outputs(site, staging)]
        if themes.has_search(site):
            listener.step("search")
            outputs.extend(_search_outputs(outcomes, staging))
        warnings.extend(writing.conflicts(outputs))

        listener.step("write")
        made = {output.path: output for output in outputs}
        removed = writing.clean_destination(
            config.destination, made, (*config.strings("keep_files"), staging.name)
        )
        written = tuple(output.path for output in made.values() if staging.deliver(output))
    return BuildReport(
        destination=config.destination,
        pages=len(outcomes),
        files=len(made),
        written=written,
        removed=tuple(removed),
        warnings=tuple(dict.fromkeys(warnings)),
        seconds=time.perf_counter() - started,
    )


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _converters(
    config: Config, theme: Theme | None, loaded: Sequence[Plugin], warnings: list[Diagnostic]
) -> Converters:
    from jekpy import plugins
    from jekpy.rendering.converters import Converters, SassConverter, markdown_converter, sass_options
    from jekpy.rendering.converters.sass_compiler import SassCompiler

    dialect = plugins.markdown_dialect(loaded, config, warnings.append)
    markdown = markdown_converter(config.values, warnings.append, dialect)
    sass = SassConverter(config.source, sass_options(config, theme), warnings.append, SassCompiler())
    return Converters((*plugins.converters_of(loaded), markdown, sass))


def _renderer(
    site: Site, converters: Converters, loaded: Sequence[Plugin], warnings: list[Diagnostic]
) -> Renderer:
    from jekpy import plugins
    from jekpy.rendering.renderer import Renderer
    from jekpy.rendering.theme_variables import ThemeVariables, site_navigation

    renderer = Renderer(site, converters, warnings.append, plugins.extensions_of(loaded))
    if site.theme is not None and site.theme.is_built_in:
        navigation = site_navigation(site)
        warnings.extend(navigation.diagnostics)
        renderer.extra_variables = ThemeVariables(navigation, renderer).for_item
    return renderer


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one item, in a form that can come from another process.

    `searched` is the page's HTML for the search index, `content` what other items see of it, where they do.
    """

    outputs: tuple[Staged, ...] = ()
    is_document: bool = False
    url: str = ""
    searched: str | None = None
    content: str | None = None
    warnings: tuple[Diagnostic, ...] = ()
    errors: tuple[JekpyError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rendering:
    """Renders the items of a site by their numbers, and stages their outputs."""

    renderer: Renderer
    staging: Staging
    warnings: list[Diagnostic]
    items: Sequence[Item]
    keeps_content: bool = field(default=False)

    def __call__(self, number: int) -> _Outcome:
        item = self.items[number]
        before = len(self.warnings)
        try:
            outcome = self._outcome(item)
        except JekpyError as error:
            outcome = _Outcome(errors=(error,))
        warnings = tuple(self.warnings[before:])
        del self.warnings[before:]
        return replace(outcome, warnings=warnings)

    def _outcome(self, item: Item) -> _Outcome:
        from jekpy.model.document import Document
        from jekpy.searching import searchable_part

        rendered = self.renderer.render(item)
        outputs: list[Staged] = []
        if not isinstance(item, Document) or self.renderer.site.writes(item):
            source = item.source_path if isinstance(item, Document) else item.path
            outputs.append(self.staging.put(item.output_path, _encoded(rendered.output), source))
            outputs.extend(
                self.staging.put(path, content, source) for path, content in rendered.files.items()
            )
        return _Outcome(
            outputs=tuple(outputs),
            is_document=isinstance(item, Document),
            url=item.url,
            searched=searchable_part(rendered.output) if outputs and item.output_ext == ".html" else None,
            content=self.renderer.progress.converted(item) if self.keeps_content else None,
        )


def _encoded(text: str) -> bytes:
    """Return the bytes to write; what could not be decoded when it was read comes out as it went in."""
    return text.encode("utf-8", "surrogateescape")


def _render(
    renderer: Renderer, staging: Staging, warnings: list[Diagnostic], jobs: int, listener: Listener
) -> list[_Outcome]:
    """Render every item, in their order or, for a large site, by several processes.

    Items that read the content of others come last then, when it is there to be read. The errors of all are
    raised together.
    """
    from jekpy.rendering.parallel import ordered_map, worth_sharing

    items = list(renderer.items())
    readers = [number for number, item in enumerate(items) if renderer.reads_others(item)]
    if not worth_sharing(len(items) - len(readers), jobs):
        readers = []
    task = _Rendering(renderer, staging, warnings, items, keeps_content=bool(readers))
    count = 0

    def done() -> None:
        nonlocal count
        count += 1
        listener.rendered(count, len(items))

    first = [number for number in range(len(items)) if number not in set(readers)]
    here = [place for place, number in enumerate(first) if renderer.needs_compiler(items[number])]
    results, died = ordered_map(lambda place: task(first[place]), len(first), jobs, here=here, done=done)
    outcomes = dict(zip(first, results, strict=True))
    for number, outcome in outcomes.items():
        if outcome.content is not None:
            renderer.progress.take(items[number], outcome.content)
    for number in readers:
        outcomes[number] = task(number)
        done()
    if died:
        cause = f"{died} worker process{'es' if died > 1 else ''} died; their pages were rendered again"
        warnings.append(Diagnostic("worker-died", cause, severity="warning"))
    ordered = [outcomes[number] for number in range(len(items))]
    warnings.extend(warning for outcome in ordered for warning in outcome.warnings)
    _raise_all(error for outcome in ordered for error in outcome.errors)
    return ordered


def _raise_all(errors: Iterable[JekpyError]) -> None:
    different = list({str(error): error for error in errors}.values())
    if different:
        raise different[0] if len(different) == 1 else BuildError(different)


def _in_order_of_writing(outcomes: Iterable[_Outcome]) -> Iterator[Staged]:
    """Give the outputs in the order in which Jekyll writes them: pages, then documents; the last one wins."""
    documents: list[Staged] = []
    for outcome in outcomes:
        if outcome.is_document:
            documents.extend(outcome.outputs)
        else:
            yield from outcome.outputs
    yield from documents


def _static_outputs(site: Site, staging: Staging) -> Iterator[Staged]:
    for file in site.static_files:
        if file.written:
            yield staging.copy(file.output_path, file.source, file.relative_path.lstrip("/"))


def _search_outputs(outcomes: Iterable[_Outcome], staging: Staging) -> Iterator[Staged]:
    """Give the files of the search index over all pages that a reader may find."""
    from jekpy.searching import search_index

    pages = [(outcome.url, outcome.searched) for outcome in outcomes if outcome.searched is not None]
    for path, content in search_index(pages).items():
        yield staging.put(path, content, "the search index")
