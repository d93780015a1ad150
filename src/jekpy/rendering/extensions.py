"""What others than Jekyll add to the rendering of a site: tags, filters, Markdown dialects, and hooks.

Plugins give these. Rendering knows nothing of plugins; it takes what is in an `Extensions`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from jekpy.model.document import Document
from jekpy.model.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jekpy.config import Config
    from jekpy.errors import Diagnostic
    from jekpy.liquid.tree import TagClass
    from jekpy.model.site import Site

__all__ = ["Extensions", "Item", "ItemHook", "MarkdownDialect"]

Item = Document | Page
"""A thing that is rendered."""


class ItemHook(Protocol):
    """Changes the text of a page or document at one moment of its rendering."""

    def __call__(self, text: str, item: Item, site: Site, /) -> str:
        """Return what is to stand in the place of `text`."""
        ...


class MarkdownDialect(Protocol):
    """Makes the function that turns Markdown of one dialect into HTML, for one site."""

    def __call__(self, config: Config, warn: Callable[[Diagnostic], None], /) -> Callable[[str], str]:
        """Return the function from Markdown to HTML."""
        ...


@dataclass(frozen=True, slots=True)
class Extensions:
    """All that is added.

    `pre_render` hooks get an item's text before its template runs, `post_convert` ones its HTML before the
    layouts, `post_render` ones its whole output. Each is called in order, with what the one before it gave.
    `read_anything` says that some of it may look at anything without its being noted.
    """

    tags: Mapping[str, TagClass] = field(default_factory=dict)
    filters: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    pre_render: tuple[ItemHook, ...] = ()
    post_convert: tuple[ItemHook, ...] = ()
    post_render: tuple[ItemHook, ...] = ()
    read_anything: bool = False


def hooked(hooks: tuple[ItemHook, ...], text: str, item: Item, site: Site) -> str:
    """Return `text` after all the hooks, in order."""
    for hook in hooks:
        text = hook(text, item, site)
    return text
