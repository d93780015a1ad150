"""The rendering of a whole site: each document's template, its converters, its layouts.

Source: Jekyll 4.4.1, lib/jekyll/renderer.rb, lib/jekyll/convertible.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from jekpy.errors import Diagnostic, JekpyError, Location, nearest
from jekpy.liquid.values import filter_s
from jekpy.model.document import Document
from jekpy.model.excerpt import excerpt_source
from jekpy.model.merging import deep_merge
from jekpy.model.page import Page
from jekpy.model.urls import HTML_EXTENSIONS
from jekpy.rendering.converters import Converters, SourceFile
from jekpy.rendering.drops import (
    ExcerptDrop,
    JekyllDrop,
    PaginatorDrop,
    SiteDrop,
    ThemeDrop,
)
from jekpy.rendering.extensions import Extensions, hooked
from jekpy.rendering.filters.memo import FilterMemo
from jekpy.rendering.includes import Includes
from jekpy.rendering.progress import Progress, has_liquid
from jekpy.rendering.reads import NEVER, ORDER, OWN, SITE_PAGES, TIME, MenuPlace, Reads
from jekpy.rendering.registers import REGISTER, Registers
from jekpy.rendering.theme_variables import ThemeVariables

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from jekpy.liquid import Engine
    from jekpy.liquid.cache import TemplateMemory
    from jekpy.liquid.late import LatePlace
    from jekpy.model.layout import Dialect, Layout
    from jekpy.model.site import Site
    from jekpy.navigation import Navigation
    from jekpy.rendering.reads import Key
    from jekpy.rendering.theme_variables import PageNavigation

__all__ = ["Item", "Rendered", "Renderer", "encoded"]

Item: TypeAlias = Document | Page
"""What is rendered."""

_READS_CONTENT: Final = re.compile(r"\{[%{][^%}]*\.(?:content|output)\b")
_NO_EXTENSIONS: Final = Extensions()
_WITHOUT_LAYOUT: Final = (".sass", ".scss", ".coffee")
_YAML: Final = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of one item: its output, files that came with it, what it and its content read.

    `menu` tells where in the output the menu stands, if it can be replaced.
    """

    item: Document | Page
    output: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    reads: frozenset[Key] = frozenset()
    content_reads: frozenset[Key] = frozenset()
    menu: MenuPlace | None = None


class Renderer:
    """Renders the documents and pages of one site. Errors of an item are raised when it is rendered."""

    def __init__(
        self,
        site: Site,
        converters: Converters,
        warn: Callable[[Diagnostic], None],
        extensions: Extensions = _NO_EXTENSIONS,
        navigation: Navigation | None = None,
        templates: TemplateMemory | None = None,
    ) -> None:
        """Take the site, what converts its files, who hears of problems, and what plugins add.

        With the built-in theme, Jinja layouts see `navigation` too. `templates` has what was compiled before.
        """
        self.site = site
        self._extensions = extensions
        self._converters = converters
        roots = (site.config.source, *((site.theme.root,) if site.theme else ()))
        documents = {label: len(collection.documents) for label, collection in site.collections.items()}
        self.reads = Reads({**documents, SITE_PAGES: len(site.pages)})
        encoding = site.config.text("encoding", "utf-8")
        self.includes = Includes(site.include_folders, roots, self.reads, warn, encoding)
        self._templates = templates
        self._warn = warn
        self._files: dict[Item, dict[str, bytes]] = {}
        self._menus: dict[Item, MenuPlace] = {}
        self.progress = Progress(site, self.reads, self._converted, self._laid_out, self._excerpt)
        self._memo = FilterMemo(self.reads)
        self._kept_loops: Mapping[str, object] = {}
        self.site_drop = SiteDrop(site, self.progress, self._memo)
        self._jekyll = JekyllDrop(site.config.environment)
        self._theme = ThemeDrop(site.theme) if site.theme else None
        self.theme_variables = None if navigation is None else ThemeVariables(navigation, self)

    @cached_property
    def _engine(self) -> Engine:
        """What runs the templates, made for the first one: a build that renders nothing has no use for it."""
        from jekpy.rendering.engine import make_engine

        return make_engine(self.site.config, self.includes, self._extensions, self._templates)

    def keep_loops(self) -> None:
        """From now on keep what the loops of layouts and includes put out: many pages are to be rendered."""
        from jekpy.liquid.kept_loops import KEPT_LOOPS, KeptLoops

        self._kept_loops = {KEPT_LOOPS: KeptLoops(self.reads, (OWN, ORDER))}

    def items(self) -> Iterator[Item]:
        """Give every document and page in the order of rendering."""
        yield from self.site.documents()
        yield from self.site.pages

    def render(self, item: Item) -> Rendered:
        """Return the whole output of `item`, and what it read.

        Raises JekpyError, with the item at the end of its chain.
        """
        try:
            output = self.progress.output(item)
        except RecursionError as error:
            cause = "its content, or that of what it includes, is nested too deep, or needs itself"
            raise JekpyError(Diagnostic("nesting", cause, Location(_path(item)))) from error
        keys, content_keys = self.progress.reads_of(item)
        self.progress.forget_output(item)
        menu = self._menus.pop(item, None)
        if menu is not None:
            menu = menu._replace(reads=frozenset(menu.reads) - content_keys)
        return Rendered(item, output, self._files.get(item, {}), keys, content_keys, menu)

    def menu_of(self, item: Item) -> tuple[str, Collection[Key]]:
        """Return the menu of `item`, which has one, and what was read to make it. Raises JekpyError."""
        if self.theme_variables is None:
            return "", ()
        with self.reads.apart():
            shown = self.theme_variables.for_item(item)
            return str(shown.drop.menu), shown.menu_reads

    def reads_others(self, item: Item) -> bool:
        """Tell whether the text of `item` looks as if it read the content of other items, as a feed does."""
        return _READS_CONTENT.search(item.body) is not None

    def needs_compiler(self, item: Item) -> bool:
        """Tell whether `item` goes through a converter that is a process of its own."""
        return any("scss" in converter.names for converter in self._converters.for_extension(item.ext))

    def render_template(self, item: Item, source: str, data: Mapping[str, object]) -> str:
        """Return what a template gives in the place of the text of `item`, with `data` as variables too.

        Raises LiquidError.
        """
        variables = {**self._variables(item, self.site_drop.own_drop(item)), **data}
        return self._engine.compile(source, _path(item)).render(variables, self._registers(item))

    def render_include(self, name: str, variables: Mapping[str, object]) -> str:
        """Return what an include gives by itself, with `site` and `variables`, for no page in particular.

        Raises LiquidError when there is no such include, or it fails.
        """
        return self._engine.load(name).render({"site": self.site_drop, **variables}, self._registers(None))

    # -- content ------------------------------------------------------------------------------------------

    def _converted(self, item: Item) -> str:
        if self._extensions.read_anything:
            self.reads.note(*NEVER)
        source = hooked(self._extensions.pre_render, item.body, item, self.site)
        text = self._run_template(item, source, self._variables(item, self.site_drop.own_drop(item)))
        html = self._run_converters(item, text)
        return hooked(self._extensions.post_convert, html, item, self.site)

    def _excerpt(self, item: Item) -> str | None:
        given = item.value("excerpt")
        if given not in (None, False):
            return str(given)
        if not isinstance(item, Document) and not self._page_has_excerpt(item):
            return None
        separator = item.value("excerpt_separator")
        separator = self.site.config.text("excerpt_separator") if separator is None else str(separator)
        if not separator:
            return None
        source, closed = excerpt_source(item.body, separator)
        if closed:
            cause = f"the excerpt of {_path(item)} ends inside a Liquid block, which was closed"
            fix = "set `excerpt` or `excerpt_separator` in the front matter"
            self._warn(Diagnostic("excerpt-modified", cause, Location(_path(item)), fix, severity="warning"))
        seen = ExcerptDrop(self.site_drop.own_drop(item))
        return self._run_converters(
            item, self._run_template(item, source, self._variables(item, seen)), part=True
        )

    def _page_has_excerpt(self, page: Page) -> bool:
        """Tell whether a page is one that `page_excerpts` is for. Source: Jekyll 4.4.1, page.rb."""
        return self.site.config.flag("page_excerpts") and page.output_ext in HTML_EXTENSIONS

    def _variables(
        self, item: Item, page: object, layout: object = None, content: object = None
    ) -> dict[str, object]:
        """Return what the templates of `item` see; `page` is the item as a drop.

        `count` is how many variables Jekyll has: one that was never assigned starts there.
        Source: Jekyll 4.4.1, lib/jekyll/drops/unified_payload_drop.rb, which answers to Ruby's Enumerable.
        """
        break_around_code = "\n" if self._goes_through_markdown(item) else None
        pager = None if isinstance(item, Document) else item.pager
        return {
            "site": self.site_drop,
            "page": page,
            "layout": layout,
            "content": content,
            "paginator": PaginatorDrop(pager, self.site_drop) if pager else None,
            "jekyll": self._jekyll,
            "theme": self._theme,
            "highlighter_prefix": break_around_code,
            "highlighter_suffix": break_around_code,
            "count": 9,
        }

    def _run_template(self, item: Item, source: str, variables: Mapping[str, object]) -> str:
        dialect = self._dialect_of(item)
        if dialect == "liquid" and not has_liquid(item, source):
            return source
        template = self._engine.compile(
            source, _path(item), dialect=dialect, first_line=item.body_line, is_shared=False
        )
        for warning in template.warnings:
            self._warn(warning)
        return template.render(variables, self._registers(item))

    def _dialect_of(self, item: Item) -> Dialect:
        wanted = item.value("template")
        if wanted is None:
            wanted = self.site.config.values.get("template")
        return "jinja" if wanted == "jinja" else "liquid"

    def _goes_through_markdown(self, item: Item) -> bool:
        chain = self._converters.for_extension(item.ext)
        return bool(chain) and "markdown" in chain[0].names

    def _registers(self, item: Item | None) -> Mapping[str, object]:
        registers = Registers(
            site=self.site,
            site_drop=self.site_drop,
            includes=self.includes,
            convert=self._converters.convert_text,
            memo=self._memo,
            warn=self._warn,
            item=item,
            page_path=_path(item) if item else "",
            in_markdown=item is not None and self._goes_through_markdown(item),
        )
        config = self.site.config
        known = {
            REGISTER: registers,
            "now": config.time,
            "timezone": config.zone,
            **self._kept_loops,
        }
        return _Noting(known, self.reads)

    def _run_converters(self, item: Item, text: str, *, part: bool = False) -> str:
        file = self._source_file(item, part=part)
        for converter in self._converters.for_extension(item.ext):
            made = converter.convert(text, converter.name_for(item.ext), file)
            text = made.text
            self.reads.note_all(made.reads)
            if made.files:
                self._files.setdefault(item, {}).update(made.files)
        return text

    def _source_file(self, item: Item, *, part: bool) -> SourceFile:
        if isinstance(item, Document):
            return SourceFile(self.site.config.source / item.source_path, item.source_path)
        from_theme = item.from_theme and self.site.theme is not None
        root = self.site.theme.root if from_theme and self.site.theme else self.site.config.source
        return SourceFile(root / item.path, item.path, None if part else item.output_path, from_theme)

    # -- layouts ------------------------------------------------------------------------------------------

    def _laid_out(self, item: Item) -> str:
        return hooked(self._extensions.post_render, self._in_layouts(item), item, self.site)

    def _in_layouts(self, item: Item) -> str:
        content = self.progress.converted(item)
        name = item.value("layout")
        if name is None or name == "none" or _is_without_layout(item):
            return content
        layout = self._layout(_text(name))
        if layout is None:
            self._warn(self._missing_layout(item, _text(name)))
            return content
        drop = self.site_drop.own_drop(item)
        data: dict[str, object] = {}
        used: list[Layout] = []
        shown: list[PageNavigation] = []
        place: LatePlace | None = None
        while layout is not None and layout not in used:
            used.append(layout)
            data = deep_merge(layout.front_matter, data)
            variables = self._variables(item, drop, data, content)
            if layout.dialect == "jinja" and self.theme_variables is not None:
                shown.append(self.theme_variables.for_item(item))
                variables["navigation"] = shown[-1].drop
            content, place = self._run_layout(item, layout, variables, used)
            parent = layout.front_matter.get("layout")
            layout = self._layout(_text(parent)) if parent is not None else None
        self._note_menus(item, content, place, shown)
        return content

    def _note_menus(
        self, item: Item, output: str, place: LatePlace | None, shown: Sequence[PageNavigation]
    ) -> None:
        """Take note of what the menus read that layouts asked for, and of the place of one to be replaced.

        That is one that the outermost layout printed and no layout used otherwise, nor a plugin after them.
        """
        asked = [navigation for navigation in shown if navigation.menu_reads]
        if place is not None and len(asked) == 1 and not self._extensions.post_render:
            late, menu = place.late, asked[0].drop.menu
            if late is menu and late.prints == 1 and not late.was_used:
                start, length = place.start, place.length
                if not output.isascii():
                    length = len(encoded(output[start : start + length]))
                    start = len(encoded(output[:start]))
                self._menus[item] = MenuPlace(start, length, self.reads.unnoted(asked[0].menu_reads))
        for navigation in asked:
            self.reads.note_all(navigation.menu_reads)

    def _layout(self, name: str) -> Layout | None:
        self.reads.note("layout", name)
        return self.site.layouts.get(name)

    def _run_layout(
        self,
        item: Item,
        layout: Layout,
        variables: Mapping[str, object],
        used: list[Layout],
    ) -> tuple[str, LatePlace | None]:
        try:
            template = self._engine.compile(
                layout.body, layout.path, dialect=layout.dialect, first_line=layout.body_line
            )
            for warning in template.warnings:
                self._warn(warning)
            return template.render_placed(variables, self._registers(item))
        except JekpyError as error:
            chain = [f"layout {other.name}" for other in reversed(used[:-1])]
            raise error.needed_by(*chain, _path(item)) from error

    def _missing_layout(self, item: Item, name: str) -> Diagnostic:
        near = nearest(name, self.site.layouts)
        return Diagnostic(
            "layout-missing",
            f"Layout '{name}' requested in {_path(item)} does not exist.",
            Location(_path(item)),
            fix=f"did you mean '{near}'?" if near else f"create _layouts/{name}.html",
            severity="warning",
        )


def encoded(output: str) -> bytes:
    """Return the bytes to write; what could not be decoded when it was read comes out as it went in."""
    return output.encode("utf-8", "surrogateescape")


class _Noting(dict[str, object]):
    """The registers of a render; reading the clock from them is noted."""

    def __init__(self, values: Mapping[str, object], reads: Reads) -> None:
        super().__init__(values)
        self._reads = reads

    def __getitem__(self, key: str) -> object:
        if key == "now":
            self._reads.note(*TIME)
        return super().__getitem__(key)

    def get(self, key: str, default: object = None) -> object:
        """Return the register, or `default`."""
        if key == "now":
            self._reads.note(*TIME)
        return super().get(key, default)


def _is_without_layout(item: Item) -> bool:
    """Tell whether an item is kept out of layouts: an asset, or a document that is all data.

    Source: Jekyll 4.4.1, lib/jekyll/document.rb and convertible.rb, place_in_layout?.
    """
    return item.ext in _WITHOUT_LAYOUT or (isinstance(item, Document) and item.ext in _YAML)


def _path(item: Item) -> str:
    """Return how messages name an item: its path relative to the source, or to the theme."""
    return item.source_path if isinstance(item, Document) else item.path


def _text(value: object) -> str:
    return filter_s(value)
