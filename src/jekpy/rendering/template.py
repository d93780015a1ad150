"""A template rendered inside a site, without building the site: what `jekpy.render` does."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from jekpy.config import load_config
from jekpy.errors import JekpyError, nearest
from jekpy.model.page import make_page
from jekpy.reading import read_site
from jekpy.rendering.converters import Converters, SassConverter, markdown_converter, sass_options
from jekpy.rendering.converters.sass_compiler import SassCompiler
from jekpy.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.errors import Diagnostic
    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site

__all__ = ["render"]


def render(
    template: str,
    data: Mapping[str, object] | None = None,
    *,
    source: str | Path | None = None,
    config: Mapping[str, object] | None = None,
    page: Mapping[str, object] | str | None = None,
) -> str:
    """Return what `template` gives as the text of a page of a site.

    `data` are variables beside `site` and `page`. `source` is the site's folder, none for an empty site, and
    `config` are keys as in its `_config.yml`. `page` is the front matter of a page called `page.html`, or the
    path of a page or document of the site. Nothing else of the site is rendered.
    Raises JekpyError.
    """
    if source is not None:
        return _render(template, data or {}, Path(source), config or {}, page)
    with TemporaryDirectory() as folder:
        return _render(template, data or {}, Path(folder), config or {}, page)


def _render(
    template: str,
    data: Mapping[str, object],
    source: Path,
    config_values: Mapping[str, object],
    page: Mapping[str, object] | str | None,
) -> str:
    config = load_config(source, None, overrides=config_values)
    warnings: list[Diagnostic] = []
    markdown = markdown_converter(config.values, warnings.append)
    with closing(SassCompiler()) as compiler:
        sass = SassConverter(config.source, sass_options(config, None), warnings.append, compiler)
        converters = Converters((markdown, sass))
        site = read_site(config, converters.output_extension, warnings.append)
        renderer = Renderer(site, converters, warnings.append)
        item = _item(site, page) if isinstance(page, str) else _page(site, page or {}, converters)
        return renderer.render_template(item, template, data)


def _item(site: Site, path: str) -> Document | Page:
    items: dict[str, Document | Page] = {item.path: item for item in site.pages}
    items |= {item.source_path: item for item in site.documents()}
    if path not in items:
        near = nearest(path, items)
        raise JekpyError(
            f"the site has no page or document '{path}'", fix=f"did you mean '{near}'?" if near else ""
        )
    return items[path]


def _page(site: Site, front_matter: Mapping[str, object], converters: Converters) -> Page:
    return make_page(
        "page.html",
        front_matter,
        {},
        "",
        1,
        permalink_style=site.config.permalink,
        converted_extension=converters.output_extension,
    )
