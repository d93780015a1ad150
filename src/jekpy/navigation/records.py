"""What the menu is made from: one plain record for each page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NavPage", "text_of"]


class NavPage(NamedTuple):
    """A page as the menu sees it. There are thousands, which a plain tuple is made quicker for.

    `url` is without the base URL. `title` is the front matter's value (a document's may come from its file
    name); None keeps the page out of every list. `path` is relative to the site's source and `basename` is
    the file's name. `collection` is the label of the page's collection, None for ordinary pages.
    """

    url: str
    title: object
    path: str
    basename: str
    front_matter: Mapping[str, object]
    collection: str | None = None

    @property
    def title_text(self) -> str:
        """The title as templates print it; empty when there is none."""
        return text_of(self.title)

    @property
    def parent_text(self) -> str:
        """The title that the page names as its parent; empty at the top level."""
        return text_of(self.front_matter.get("parent"))

    def flag(self, key: str) -> object:
        """Return the front matter's value of `key`, None when it is absent."""
        return self.front_matter.get(key)


def text_of(value: object) -> str:
    """Return the text that a scalar of front matter prints as: `true`, `2024`, `1.1`, `2024-01-31`.

    Titles and parents are matched by this text, so `parent: 2024` finds `title: "2024"`.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return str(value)
