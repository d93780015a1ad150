"""Templates, looked at without running them: what they include, the layouts they name, where they link to.

Only templates that something of the site uses are looked at: pages and documents, the layouts that they name,
and what those include, as far as names are written out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic, JekpyError, LiquidError, Location, nearest
from jekpy.liquid.custom import CustomNode
from jekpy.liquid.parser import Parser
from jekpy.liquid.tags import STANDARD_TAGS
from jekpy.liquid.tree import walk
from jekpy.model.document import Document
from jekpy.plugins import extensions_of
from jekpy.rendering.includes import path_beside
from jekpy.rendering.tags import JEKYLL_TAGS
from jekpy.rendering.tags.include import Call, IncludeTag, parse_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jekpy.liquid import Source
    from jekpy.liquid.tree import Node, TagClass
    from jekpy.model.layout import Layout
    from jekpy.model.page import Page
    from jekpy.plugins import Plugin
    from jekpy.rendering.renderer import Renderer

__all__ = ["TemplateLook", "look_at_templates"]

_WITHOUT_LIQUID: Final = (".coffee", ".yml", ".yaml")
_LINKS: Final = ("link", "post_url")


@dataclass(frozen=True, slots=True)
class _Template:
    """A template to look at; `folder` is that of a page, which relative includes start from."""

    text: str
    path: str
    first_line: int = 1
    folder: str = ""


@dataclass(frozen=True, slots=True)
class TemplateLook:
    """What a look at all templates gave.

    `problems` are the templates that cannot be parsed, and the names that nothing has; `parts` the files that
    pages include by their paths.
    """

    problems: tuple[Diagnostic, ...]
    parts: frozenset[str]


def look_at_templates(renderer: Renderer, plugins: Sequence[Plugin]) -> TemplateLook:
    """Return what is wrong with the templates that the site uses. Never raises for one of them."""
    tags = {**STANDARD_TAGS, **JEKYLL_TAGS, **extensions_of(tuple(plugins)).tags}
    look = _Look(renderer, tags)
    site = renderer.site
    found = [problem for item in renderer.items() for problem in look.at_item(item)]
    used = [layout for layout in site.layouts.values() if layout.name in look.layouts_used]
    found.extend(problem for layout in used for problem in look.at_layout(layout))
    return TemplateLook(tuple(found), frozenset(look.parts))


class _Look:
    """One look at all templates; it remembers which it has seen."""

    def __init__(self, renderer: Renderer, tags: Mapping[str, TagClass]) -> None:
        self._renderer = renderer
        self._tags = tags
        self._site = renderer.site
        self._includes_seen: set[str] = set()
        self.parts: set[str] = set()
        self._any_item = next(renderer.items(), None)
        self.layouts_used: dict[str, None] = {}

    def at_item(self, item: Page | Document) -> Iterator[Diagnostic]:
        """Yield the problems of a page or document, and of what it includes."""
        path = item.source_path if isinstance(item, Document) else item.path
        if not isinstance(item, Document) and item.from_theme:
            return
        yield from self._at_layout_name(item.value("layout"), path)
        if self._is_liquid(item):
            folder = str(PurePosixPath(path).parent)
            yield from self._at(_Template(item.body, path, item.body_line, folder), item)

    def _is_liquid(self, item: Page | Document) -> bool:
        jinja = "jinja" in (item.value("template"), self._site.config.values.get("template"))
        data = isinstance(item, Document) and item.ext in _WITHOUT_LIQUID
        return not jinja and not data and item.value("render_with_liquid") is not False and "{%" in item.body

    def _at_layout_name(self, name: object, path: str) -> Iterator[Diagnostic]:
        """Yield a problem when there is no layout of that name; else note the layout and those around it."""
        while isinstance(name, str) and name != "none" and name not in self.layouts_used:
            layout = self._site.layouts.get(name)
            if layout is None:
                near = nearest(name, self._site.layouts)
                fix = f"did you mean '{near}'?" if near else f"create _layouts/{name}.html"
                cause = f"there is no layout named '{name}'"
                yield Diagnostic("layout-missing", cause, Location(path), fix, severity="warning")
                return
            self.layouts_used[name] = None
            name, path = layout.front_matter.get("layout"), layout.path

    def at_layout(self, layout: Layout) -> Iterator[Diagnostic]:
        """Yield the problems of a layout, and of what it includes."""
        if layout.dialect == "liquid":
            yield from self._at(_Template(layout.body, layout.path, layout.body_line), None)

    def _at(self, first: _Template, item: Page | Document | None) -> Iterator[Diagnostic]:
        """Yield the problems of a template and of all that it includes and was not seen before."""
        pending = [first]
        while pending:
            template = pending.pop()
            parser = Parser(
                template.text, template.path, self._tags, self._site.config.error_mode, template.first_line
            )
            try:
                nodes = list(walk(parser.template().nodes))
            except LiquidError as error:
                yield error.diagnostic
                continue
            for node in nodes:
                problem = self._problem_of(node, template, item)
                if problem is not None:
                    place = parser.location(node.offset)
                    yield replace(problem, location=place).within(_padded(template))
                included = self._included_by(node, template)
                if included is not None:
                    folder = template.folder if included.path in self.parts else ""
                    pending.append(_Template(included.text, included.path, included.first_line, folder))

    def _included_by(self, node: Node, template: _Template) -> Source | None:
        """Return the template that a tag includes, the first time that it is met."""
        beside = _relative_name(node)
        if beside is not None and template.folder:
            found = self._beside(beside, template)
            if found is None or found.path in self.parts:
                return None
            self.parts.add(found.path)
            return found
        name = _included_name(node)
        if name is None or name in self._includes_seen:
            return None
        self._includes_seen.add(name)
        found = self._renderer.includes.find(name)
        return found if found is not None and found.dialect == "liquid" else None

    def _problem_of(self, node: Node, template: _Template, item: Page | Document | None) -> Diagnostic | None:
        name = _included_name(node)
        if name is not None:
            return None if self._renderer.includes.find(name) else self._no_include(name)
        if not isinstance(node, CustomNode) or "{{" in node.text:
            return None
        item = item or self._any_item
        if node.name in _LINKS and item is not None:
            return self._link_problem(node, item)
        name = _relative_name(node)
        if name is not None and template.folder and self._beside(name, template) is None:
            shown = path_beside(template.folder, name)
            cause = f"there is no file '{shown}' to include"
            return Diagnostic("include-missing", cause, None, f"create {shown}")
        return None

    def _no_include(self, name: str) -> Diagnostic:
        near = nearest(name, self._renderer.includes.names())
        folder = self._site.config.text("includes_dir", "_includes")
        fix = f"did you mean '{near}'?" if near else f"create {folder}/{name}"
        return Diagnostic("include-missing", f"there is no include named '{name}'", None, fix)

    def _beside(self, name: str, template: _Template) -> Source | None:
        """Return the file that a page includes by its path, None when there is none."""
        return self._renderer.includes.find_beside(self._site.config.source, template.folder, name)

    def _link_problem(self, node: CustomNode, item: Page | Document) -> Diagnostic | None:
        """Return what is wrong with where a tag links to, by rendering that tag alone."""
        try:
            self._renderer.render_template(item, f"{{% {node.name} {node.text} %}}", {})
        except JekpyError as error:
            cause = " ".join(error.diagnostic.cause.partition("\n")[0].split())
            fix = error.diagnostic.fix or "correct the name, or remove the tag"
            return Diagnostic("link-broken", cause, None, fix)
        return None


def _included_name(node: Node) -> str | None:
    """Return the name of the include that a tag asks for, None when it is another tag, or not written out."""
    call: Call | None = None
    if isinstance(node, IncludeTag):
        call = node.call
    elif isinstance(node, CustomNode) and node.name == "include_cached":
        call = parse_call(node.text, node.name)
    return call.file if call is not None and not call.is_dynamic else None


def _relative_name(node: Node) -> str | None:
    """Return the path that `include_relative` asks for, None when it is another tag, or not written out."""
    if not isinstance(node, CustomNode) or node.name != "include_relative":
        return None
    call = parse_call(node.text, node.name)
    return None if call.is_dynamic else call.file


def _padded(template: _Template) -> str:
    """Return the text with empty lines before it, so that its lines have the numbers of the file's."""
    return "\n" * (template.first_line - 1) + template.text
