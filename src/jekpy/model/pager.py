"""One page of a listing of posts that is cut into pages.

Source: jekyll-paginate 1.1.0, lib/jekyll-paginate/pager.rb.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.model.document import Document

__all__ = ["Pager"]


@dataclass(frozen=True, slots=True)
class Pager:
    """What `paginator` holds on one page of a listing; pages count from 1, paths are URLs without base.

    `extra` has keys that only some plugins give.
    """

    page: int
    per_page: int
    posts: tuple[Document, ...]
    total_posts: int
    total_pages: int
    previous_page: int | None
    previous_page_path: str | None
    next_page: int | None
    next_page_path: str | None
    extra: Mapping[str, object] = field(default_factory=dict)
