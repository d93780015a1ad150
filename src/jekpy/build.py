"""The pipeline of a build, top to bottom.

    configure → read → generate → convert and lay out → write → clean up

Each step takes values and gives values; only the first two and the last two touch the disk. This is the one
module that knows every room.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jekpy.errors import BuildError, Diagnostic, JekpyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.model.site import Site, Theme
    from jekpy.rendering.converters import Converters
    from jekpy.rendering.renderer import Rendered, Renderer
    from jekpy.writing import Output

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


def build_site(config: Config, listener: Listener | None = None) -> BuildReport:
    """Build the site that `config` describes. Raises as `build` does."""
    from jekpy import plugins, reading, themes, writing

    started = time.perf_counter()
    listener = listener or _Silent()
    warnings: list[Diagnostic] = list(config.warnings)

    listener.step("read")
    site = reading.read_site(config, _converters(config, None, warnings).output_extension, warnings.append)
    found = themes.find_theme(site)
    warnings.extend(found.notices)
    converters = _converters(config, found.theme, warnings)
    site = reading.add_theme(site, found.theme, converters.output_extension, warnings.append)

    for generate in plugins.generators(config):
        site = generate(site, warnings.append)

    listener.step("render")
    rendered = _render(_renderer(site, converters, warnings), listener)
    outputs = [*_template_outputs(site, rendered), *_static_outputs(site)]
    if themes.has_search(site):
        listener.step("search")
        outputs.extend(_search_outputs(rendered))
    warnings.extend(writing.conflicts(outputs))

    listener.step("write")
    made = {output.path: output for output in outputs}
    removed = writing.clean_destination(config.destination, made, config.strings("keep_files"))
    written = writing.write_outputs(config.destination, made.values())
    return BuildReport(
        destination=config.destination,
        pages=len(rendered),
        files=len(made),
        written=written,
        removed=tuple(removed),
        warnings=tuple(dict.fromkeys(warnings)),
        seconds=time.perf_counter() - started,
    )


def _converters(config: Config, theme: Theme | None, warnings: list[Diagnostic]) -> Converters:
    from jekpy.rendering.converters import Converters, SassConverter, markdown_converter, sass_options
    from jekpy.rendering.converters.sass_compiler import SassCompiler

    markdown = markdown_converter(config.values, warnings.append)
    options = sass_options(config, theme)
    return Converters((markdown, SassConverter(config.source, options, warnings.append, SassCompiler())))


def _renderer(site: Site, converters: Converters, warnings: list[Diagnostic]) -> Renderer:
    from jekpy.rendering.renderer import Renderer
    from jekpy.rendering.theme_variables import ThemeVariables, site_navigation

    renderer = Renderer(site, converters, warnings.append)
    if site.theme is not None and site.theme.is_built_in:
        navigation = site_navigation(site)
        warnings.extend(navigation.diagnostics)
        renderer.extra_variables = ThemeVariables(navigation, renderer).for_item
    return renderer


def _render(renderer: Renderer, listener: Listener) -> list[Rendered]:
    """Return every item's output. The errors of all are raised together."""
    items = list(renderer.items())
    rendered: list[Rendered] = []
    errors: list[JekpyError] = []
    for done, item in enumerate(items, 1):
        try:
            rendered.append(renderer.render(item))
        except JekpyError as error:
            errors.append(error)
        listener.rendered(done, len(items))
    if errors:
        raise errors[0] if len(errors) == 1 else BuildError(errors)
    return rendered


def _template_outputs(site: Site, rendered: Iterable[Rendered]) -> Iterator[Output]:
    """Give what is written of the rendered items: pages first, then documents, as Jekyll writes them."""
    from jekpy.model.document import Document
    from jekpy.writing import Output

    documents = []
    for result in rendered:
        item = result.item
        if isinstance(item, Document):
            if site.writes(item):
                documents.append(Output(item.output_path, _encoded(result.output), item.source_path))
            continue
        yield Output(item.output_path, _encoded(result.output), item.path)
        for path, content in result.files.items():
            yield Output(path, content, item.path)
    yield from documents


def _encoded(text: str) -> bytes:
    """Return the bytes to write; what could not be decoded when it was read comes out as it went in."""
    return text.encode("utf-8", "surrogateescape")


def _static_outputs(site: Site) -> Iterator[Output]:
    from jekpy.writing import Output

    for file in site.static_files:
        if file.written:
            yield Output(file.output_path, file.source, file.relative_path.lstrip("/"))


def _search_outputs(rendered: Iterable[Rendered]) -> Iterator[Output]:
    """Give the files of the search index over all pages that a reader may find."""
    from jekpy.searching import search_index
    from jekpy.writing import Output

    pages = [(result.item.url, result.output) for result in rendered if result.item.output_ext == ".html"]
    for path, content in search_index(pages).items():
        yield Output(path, content, "the search index")
