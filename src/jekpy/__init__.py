r"""jekpy: a Jekyll-compatible site builder in Python, with a documentation theme built in.

    >>> import jekpy
    >>> report = jekpy.build("docs", "public", baseurl="/v2")
    >>> report.pages, len(report.warnings)
    (12, 0)
    >>> jekpy.markdown("# Hello")
    '<h1 id="hello">Hello</h1>\\n'

The dialects are usable alone, as `jekpy.kramdown` and `jekpy.liquid`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy._version import __version__
from jekpy.build import BuildReport, build
from jekpy.errors import BuildError, Diagnostic, JekpyError, Location

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "BuildError",
    "BuildReport",
    "Diagnostic",
    "JekpyError",
    "Location",
    "__version__",
    "build",
    "markdown",
    "render",
]


def markdown(text: str, config: Mapping[str, object] | None = None) -> str:
    """Return the HTML that a Jekyll site makes of Markdown.

    `config` are keys as in `_config.yml`; those that matter are `markdown`, `kramdown` and `highlighter`.
    Raises ConfigError for an option that cannot be used, ConversionError for an unknown dialect.
    Source: Jekyll 4.4.1, lib/jekyll/converters/markdown.rb.
    """
    from jekpy.rendering.converters.markdown import markdown_converter

    return markdown_converter(config or {}, lambda _warning: None).convert(text, "markdown").text


def render(
    template: str,
    data: Mapping[str, object] | None = None,
    *,
    source: str | Path | None = None,
    config: Mapping[str, object] | None = None,
    page: Mapping[str, object] | str | None = None,
) -> str:
    """Return what a Liquid template gives as the text of a page of a Jekyll site.

    `data` are variables beside `site` and `page`. `source` is the site's folder, none for an empty site.
    `config` are keys as in its `_config.yml`. `page` is the front matter of the page, or the path of a page
    or document of the site. Nothing else of the site is rendered. Raises JekpyError.
    """
    from jekpy.rendering.template import render as render_template

    return render_template(template, data, source=source, config=config, page=page)
