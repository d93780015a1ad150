"""jekyll-toc: a table of contents from a page's headings, by filters and by `{% toc %}`.

Pages ask for it by `toc: true` in their front matter.
Source: jekyll-toc 0.18.0, lib/jekyll-toc.rb, lib/table_of_contents/parser.rb, helper.rb, configuration.rb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import quote_plus

from jekpy.kramdown.characters import strip_non_words
from jekpy.liquid import inline_tag, pass_registers
from jekpy.liquid.values import filter_s, to_s, truthy
from jekpy.plugins.api import Plugin
from jekpy.plugins.html import Element, elements, parse_fragment, text_of, to_html
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.config import Config
    from jekpy.liquid import RenderContext
    from jekpy.rendering.registers import Registers

__all__ = ["TocTag", "inject_anchors", "plugin", "toc", "toc_only"]

_HEADING: Final = re.compile(r"h[1-6]")
_HTML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The key `toc` of the configuration."""

    levels: range
    ordered: bool
    left_out: frozenset[str]
    list_id: str
    list_class: str
    sublist_class: str
    item_class: str
    item_prefix: str

    @classmethod
    def of(cls, config: Config) -> Self:
        """Return what the configuration says, with jekyll-toc's defaults."""
        given = config.mapping("toc")
        sections = given.get("no_toc_section_class", "no_toc_section")
        return cls(
            range(_number(given.get("min_level"), 1), _number(given.get("max_level"), 6) + 1),
            truthy(given.get("ordered_list")),
            frozenset(map(to_s, sections if isinstance(sections, list) else [sections])),
            to_s(given.get("list_id", "toc")),
            to_s(given.get("list_class", "section-nav")),
            to_s(given.get("sublist_class", "")),
            to_s(given.get("item_class", "toc-entry")),
            to_s(given.get("item_prefix", "toc-")),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the list."""

    id: str
    text: str
    level: int
    heading: Element


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


class _Contents:
    """The headings of a piece of HTML."""

    def __init__(self, html: str, settings: Settings) -> None:
        self._settings = settings
        self._root = parse_fragment(html)
        self._entries = self._found()

    def _found(self) -> list[Entry]:
        entries: list[Entry] = []
        counts: dict[str, int] = {}
        for element in elements(self._root):
            if not _HEADING.fullmatch(element.name) or int(element.name[1]) not in self._settings.levels:
                continue
            if "no_toc" in _classes(element) or self._is_left_out(element):
                continue
            text = text_of(element)
            given = element.attributes.get("id")
            name = _generated_id(text) if given is None else given
            if given is None:
                count = counts[name] = counts.get(name, -1) + 1
                name = f"{name}-{count}" if count else name
            entries.append(Entry(name, text.translate(_HTML), int(element.name[1]), element))
        return entries

    def _is_left_out(self, element: Element) -> bool:
        around = element.parent
        while around is not None:
            if not self._settings.left_out.isdisjoint(_classes(around)):
                return True
            around = around.parent
        return False

    def table(self) -> str:
        """Return the list of the headings."""
        settings = self._settings
        tag = "ol" if settings.ordered else "ul"
        opening = f'<{tag} id="{settings.list_id}" class="{settings.list_class}">'
        return f"{opening}\n{self._items(self._entries)}</{tag}>"

    def _items(self, entries: Sequence[Entry]) -> str:
        """Return the items of a list; deeper headings go into lists below the item before them."""
        settings = self._settings
        tag = "ol" if settings.ordered else "ul"
        css_class = f' class="{settings.sublist_class}"' if settings.sublist_class else ""
        outer = min((entry.level for entry in entries), default=0)
        out: list[str] = []
        at = 0
        while at < len(entries):
            entry = entries[at]
            end = at + 1
            while end < len(entries) and entries[end].level > outer:
                end += 1
            if entry.level > outer:
                out.append(self._items(entries[at:end]))
            else:
                item_class = f"{settings.item_class} {settings.item_prefix}h{entry.level}"
                out.append(f'<li class="{item_class}"><a href="#{entry.id}">{entry.text}</a>')
                if end > at + 1:
                    below = self._items(entries[at + 1 : end])
                    out.append(f"\n<{tag}{css_class}>\n{below}</{tag}>\n")
                out.append("</li>\n")
            at = end
        return "".join(out)

    def with_anchors(self) -> str:
        """Return the HTML with a link to itself at the start of each heading."""
        for entry in self._entries:
            if entry.heading.children:
                icon = Element("span", {"class": "octicon octicon-link"})
                attributes: dict[str, str | None] = {"class": "anchor", "href": f"#{entry.id}"}
                anchor = Element("a", {**attributes, "aria-hidden": "true"}, [icon], entry.heading)
                entry.heading.children.insert(0, anchor)
        return to_html(self._root)


def _classes(element: Element) -> list[str]:
    return (element.attributes.get("class") or "").split()


def _generated_id(text: str) -> str:
    return quote_plus(strip_non_words(text.lower()).replace("\t", "").replace(" ", "-"), safe="-_.~")


# -- filters and tag --------------------------------------------------------------------------------------


@pass_registers
def toc(context: RenderContext, html: object) -> object:
    """Return the list and then the HTML, its headings with anchors; the HTML alone where `toc` is off."""
    if not _is_on(context):
        return html
    contents = _contents(context, html)
    return contents.table() + contents.with_anchors()


@pass_registers
def toc_only(context: RenderContext, html: object) -> str:
    """Return the list of the HTML's headings; nothing where `toc` is off."""
    return _contents(context, html).table() if _is_on(context) else ""


@pass_registers
def inject_anchors(context: RenderContext, html: object) -> object:
    """Return the HTML, its headings with anchors; as it is where `toc` is off."""
    return _contents(context, html).with_anchors() if _is_on(context) else html


class TocTag:
    """`{% toc %}`: the list of the page's own headings."""

    @classmethod
    def parse(cls, markup: str) -> Self:  # noqa: ARG003 - the tag has no options
        """Return the tag."""
        return cls()

    def render(self, context: RenderContext) -> str:
        """Return the list; nothing where the page's `toc` is off."""
        page = _page(context)
        return _contents(context, page.get("content")).table() if truthy(page.get("toc")) else ""


def _page(context: RenderContext) -> Mapping[str, Any]:
    registers: Registers = context.registers[REGISTER]
    page = context.get("page") if registers.item is None else registers.site_drop.own_drop(registers.item)
    return page if isinstance(page, Mapping) else {}


def _is_on(context: RenderContext) -> bool:
    return _page(context).get("toc") is True


def _contents(context: RenderContext, html: object) -> _Contents:
    registers: Registers = context.registers[REGISTER]
    return _Contents(filter_s(html), Settings.of(registers.site.config))


plugin: Final = Plugin(
    "jekyll-toc",
    tags={"toc": inline_tag(TocTag)},
    filters={"toc": toc, "toc_only": toc_only, "inject_anchors": inject_anchors},
    reads_anything=False,
)
