"""Ids of headings, the GFM parser's way. Source: kramdown-parser-gfm 1.1.0, parser/gfm.rb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.kramdown.heading_text import gfm_id

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

    from jekpy.kramdown.document import Document

__all__ = ["heading_ids"]


def heading_ids(state: StateCore) -> None:
    """Give each heading of the body an id from its text, unless it has one.

    The second "Setup" becomes `setup-1`; an id that was given is not counted, so ids may clash (as upstream).
    """
    document: Document = state.env  # type: ignore[assignment]
    options = document.options
    if options.input != "GFM" or not options.auto_ids:
        return
    counts: dict[str, int] = {}
    for heading in document.headings:
        if "id" in heading.attrs:
            continue
        name = gfm_id(heading.info)
        count = counts[name] = counts.get(name, -1) + 1
        heading.attrs["id"] = options.auto_id_prefix + (f"{name}-{count}" if count else name)
