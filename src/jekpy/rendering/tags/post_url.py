"""`{% post_url [folder/]YYYY-MM-DD-name %}`: the URL of a post.

Source: Jekyll 4.4.1, lib/jekyll/tags/post_url.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from jekpy.errors import Diagnostic, LiquidRenderError, LiquidSyntaxError, Location, nearest
from jekpy.rendering.filters.urls import relative
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from jekpy.liquid import RenderContext
    from jekpy.model.document import Document
    from jekpy.rendering.registers import Registers

__all__ = ["PostUrl"]

_NAME = re.compile(r"^(.+/)*(\d+-\d+-\d+)-(.*)$", re.ASCII | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PostUrl:
    """A link to a post by its name: folder, date and slug."""

    name: str
    folder: str
    date: str
    slug: str

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag; raises LiquidSyntaxError for what is no name of a post."""
        match = _NAME.search(markup.removeprefix("/"))
        if match is None:
            raise LiquidSyntaxError(
                f"Could not parse name of post \"{markup}\" in tag 'post_url'.\n"
                " Make sure the post exists and the name is correct.",
                fix="give the file's name without its extension: 2024-01-31-title",
            )
        return cls(markup, match[1] or "", match[2], match[3])

    def render(self, context: RenderContext) -> str:
        """Return the URL. Raises LiquidRenderError when there is no such post."""
        registers: Registers = context.registers[REGISTER]
        registers.memo.reads.note("links")
        posts = registers.site.posts
        found = next((post for post in posts if self._is(post)), None)
        if found is None:
            found = next((post for post in posts if self._may_be(post)), None)
            if found is not None:
                registers.warn(self._guessed(found, registers.page_path))
        if found is None:
            near = nearest(self.name, map(_name_of, posts))
            raise LiquidRenderError(
                f"Could not find post \"{self.name}\" in tag 'post_url'.\n"
                "Make sure the post exists and the name is correct.\n",
                fix=f"did you mean '{near}'?" if near else "",
            )
        return relative(found.url, registers.site.config.baseurl)

    def _is(self, post: Document) -> bool:
        """Tell whether the post's path is that of the name."""
        base = rf"{re.escape(self.date)}-{re.escape(self.slug)}\.[^.]+"
        folder = re.escape(self.folder)
        return re.match(rf"_posts/{folder}{base}|{folder}_posts/?{base}", post.relative_path) is not None

    def _guessed(self, post: Document, page_path: str) -> Diagnostic:
        return Diagnostic(
            "post-url",
            f"Deprecation: A call to '{{% post_url {self.name} %}}' did not match a post using the new "
            "matching method of checking name (path-date-slug) equality.",
            Location(page_path) if page_path else None,
            fix=f"write {_name_of(post)}, which is the post's name",
            severity="warning",
        )

    def _may_be(self, post: Document) -> bool:
        """Tell whether slug and day are those of the post, as Jekyll once compared them."""
        year, month, day = (int(part) for part in self.date.split("-"))
        same_day = (post.date.year, post.date.month, post.date.day) == (year, month, day)
        return same_day and post.data.get("slug") == self.slug


def _name_of(post: Document) -> str:
    """Return the name by which the tag finds a post at once."""
    return post.relative_path.replace("_posts/", "", 1).rpartition(".")[0]
