"""The pipeline of a build, top to bottom.

    configure → read → generate → convert and lay out → write → clean up

Each step takes values and gives values; only the first two and the last two touch the disk. This is the one
module that knows every room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.errors import BuildError, Diagnostic, JekpyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jekpy.model.site import Site
    from jekpy.rendering.converters import Converters, SassConverter, markdown_converter, sass_options
    from jekpy.rendering.converters.sass_compiler import SassCompiler

    markdown = markdown_converter(config.values, warnings.append)
    options = sass_options(config, theme.root if theme else None)
    return Converters((markdown, SassConverter(config.source, options, warnings.append, SassCompiler())))


def _generate(site: Site) -> Site:
    """Return the site with the pages that plugins add."""
    return site


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
