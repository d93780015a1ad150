"""Jekyll's tags, one table. Source: Jekyll 4.4.1, lib/jekyll/tags/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jekpy.liquid import block_tag, inline_tag
from jekpy.rendering.tags.highlight import Highlight
from jekpy.rendering.tags.include import IncludeCached, IncludeRelative, IncludeTag
from jekpy.rendering.tags.link import Link
from jekpy.rendering.tags.post_url import PostUrl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.liquid.tree import TagClass

__all__ = ["JEKYLL_TAGS"]

JEKYLL_TAGS: Final[Mapping[str, TagClass]] = {
    "highlight": block_tag(Highlight),
    "include": IncludeTag,
    "include_cached": inline_tag(IncludeCached),
    "include_relative": inline_tag(IncludeRelative),
    "link": inline_tag(Link),
    "post_url": inline_tag(PostUrl),
}
"""The tags that Jekyll adds to Liquid's, or puts in their place. All but `include` are in both dialects."""
