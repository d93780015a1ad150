"""Paragraphs: what no other rule takes. Source: kramdown 2.5.2, parser/kramdown/paragraph.rb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from jekpy.kramdown.characters import STRIP
from jekpy.kramdown.patterns import paragraph_end, paragraph_end_lazy

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["paragraph"]


def paragraph(state: BlockState) -> bool:
    """Take lines up to one that may begin something else.

    When nothing takes that line after all, it comes back here and is appended to the paragraph before it.
    """
    src, pos = state.src, state.pos
    if src[pos] in " \t" and src[pos : pos + 4].lstrip(" ")[:1] in {"", " ", "\t"}:
        return False
    options = state.doc.options
    interrupted = options.input == "GFM" and "paragraph_end" in options.gfm_quirks
    last = (paragraph_end if interrupted else paragraph_end_lazy)(state.any_script()).search(src, pos)
    end = state.end if last is None else last.end()
    text = src[pos:end].rstrip(STRIP)
    before = state.tokens[-1] if state.tokens else None
    if before is not None and before.type == "paragraph" and before.children is not None:
        _append_to_native(before.children, text)
    elif before is not None and before.type == "paragraph":
        joiner = "  \n" if pos > 2 and src.startswith("  \n", pos - 3) else "\n"
        before.content = f"{before.content}{joiner}{text}"
    else:
        state.push("paragraph", "p").content = text.lstrip(STRIP)
    state.pos = end
    return True


def _append_to_native(children: list[Token], text: str) -> None:
    """Append text to what an HTML paragraph holds that has become kramdown's own."""
    if children and children[-1].type == "bare":
        children[-1].content += f"\n{text}"
    else:
        children.append(Token("bare", "", 0, content=text, block=True))
