"""What a plugin can be. A plugin, built in or not, reaches a site through a `Plugin` and in no other way.

    plugin = Plugin("shout", filters={"shout": lambda text: text.upper()})

Nothing is registered by importing: a module offers its plugin, and the loader passes it on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from jekpy.model.page import Page, make_page
from jekpy.rendering.converters.base import Conversion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jekpy.errors import Diagnostic
    from jekpy.liquid.tree import TagClass
    from jekpy.model.site import Site
    from jekpy.rendering.converters import Converter, Converters, SourceFile
    from jekpy.rendering.extensions import ItemHook, MarkdownDialect

__all__ = ["Generator", "Plugin", "Priority", "SiteHook", "TextConverter", "Tools"]


class Priority(IntEnum):
    """When a generator runs: higher ones first, equal ones in the order in which the site lists them.

    Source: Jekyll 4.4.1, lib/jekyll/plugin.rb (PRIORITIES).
    """

    LOWEST = -100
    LOW = -10
    NORMAL = 0
    HIGH = 10
    HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Tools:
    """What a generator may use besides the site: converters, and who hears of problems.

    `warn` takes what does not stop the build.
    """

    converters: Converters
    warn: Callable[[Diagnostic], None]

    def markdown(self, text: str) -> str:
        """Return the HTML of Markdown, as the site writes it."""
        return self.converters.convert_text("markdown", text)

    def is_markdown(self, ext: str) -> bool:
        """Tell whether files with this extension (dot and all) are Markdown."""
        return any("markdown" in converter.names for converter in self.converters.for_extension(ext))

    def page(
        self, site: Site, path: str, front_matter: Mapping[str, object], body: str = "", body_line: int = 1
    ) -> Page:
        """Return a page as if it had been read at `path` in the source, with the site's defaults for it.

        The body is a Liquid template. Raises UrlError for a permalink that cannot be used.
        """
        return make_page(
            path,
            front_matter,
            site.defaults.values(path, "pages"),
            body,
            body_line,
            permalink_style=site.config.permalink,
            converted_extension=self.converters.output_extension,
        )


class Generator(Protocol):
    """Adds pages to a site, or changes what is there, before anything is rendered."""

    def __call__(self, site: Site, tools: Tools, /) -> Site:
        """Return the site as it is to be rendered."""
        ...


class SiteHook(Protocol):
    """Changes a site right after it was read, before all generators."""

    def __call__(self, site: Site, tools: Tools, /) -> Site:
        """Return the site as generators are to see it."""
        ...


@dataclass(frozen=True, slots=True)
class TextConverter:
    """A converter made of one function from text to text.

    It is for files whose extension (dot and all) is one of `extensions`, and makes files with the extension
    `output` of them.
    """

    name: str
    extensions: tuple[str, ...]
    function: Callable[[str], str]
    output: str = ".html"

    @property
    def names(self) -> tuple[str, ...]:
        """The one name."""
        return (self.name,)

    def matches(self, ext: str) -> bool:
        """Tell whether files with this extension are for it."""
        return ext.lower() in self.extensions

    def output_extension(self, ext: str) -> str:  # noqa: ARG002 - the same for all
        """Return the extension of what it makes."""
        return self.output

    def name_for(self, ext: str) -> str:  # noqa: ARG002 - the same for all
        """Return its name."""
        return self.name

    def convert(self, text: str, name: str, file: SourceFile | None = None) -> Conversion:  # noqa: ARG002
        """Return what the function makes of `text`."""
        return Conversion(self.function(text))


@dataclass(frozen=True, slots=True)
class Plugin:
    """All that one plugin adds to a site; each part may be left out.

    `tags` and `filters` are for templates of both dialects: a tag is made by `jekpy.liquid.inline_tag` or
    `block_tag`, a filter is a function. `converters` come before Jekyll's own for the extensions that they
    match. `markdown_dialects` are what the `markdown` key may name. `generate` runs at `priority`. The hooks
    return what is to be used in place of what they were given: `post_read` the site, `pre_render` an item's
    source, `post_convert` its HTML without layouts, `post_render` its output.

    `reads_anything=False` promises that tags, filters, hooks and what converts see the site through its
    drops, and else only the item at hand, the configuration, and the variables of the environment that
    `environment` names. Without it, each build renders every page again.
    """

    name: str
    tags: Mapping[str, TagClass] = field(default_factory=dict)
    filters: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    converters: tuple[Converter, ...] = ()
    markdown_dialects: Mapping[str, MarkdownDialect] = field(default_factory=dict)
    generate: Generator | None = None
    priority: Priority = Priority.NORMAL
    post_read: SiteHook | None = None
    pre_render: ItemHook | None = None
    post_convert: ItemHook | None = None
    post_render: ItemHook | None = None
    reads_anything: bool = True
    environment: tuple[str, ...] = ()
