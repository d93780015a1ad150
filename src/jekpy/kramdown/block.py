"""The block parser: kramdown's loop over a text, with markdown-it's `Ruler` for its rules.

markdown-it's own `ParserBlock` keeps the whole source with an offset table per line, so that a container
narrows the view of it. kramdown rewrites instead: a container cuts out its text, strips its prefixes and
parses the result afresh, and lazy lines, tabs and tables depend on that. So the loop and the state are this
module's own, while rules stay plain functions in a `Ruler`, and what they make are `Token`s.

A block token holds its blocks in `children`; a leaf holds its text in `content`, which the span pass
turns into `children`. A rule is called as `rule(state)` where its first character fits (see
`BlockParser.table`), and returns whether it took the text at `state.pos`.
Source: kramdown 2.5.2, parser/kramdown.rb, parse_blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from markdown_it.ruler import Ruler
from markdown_it.token import Token

from jekpy.errors import ConversionError

from .characters import STRIP
from .lookahead import Lookahead
from .patterns import BOUNDARY, FOREIGN_TAG

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from .attributes import AttributeList
    from .document import Document

__all__ = ["MAX_NESTING", "BlockParser", "BlockRule", "BlockState"]

MAX_NESTING: Final = 100
"""How deep blocks may nest. The indentation of the output grows with the square of the depth, and kramdown
itself runs out of stack at some depth, so deeper text is refused with a message."""


class BlockState(Lookahead):
    """A text being parsed into blocks: where the parser stands, and what it has made so far.

    `tokens` are the finished siblings; `pending` is an attribute list that waits for the next block;
    `element` is the HTML element whose content this is, if any, and `stopped` says that its end tag was met.
    """

    __slots__ = (
        "_line",
        "_line_pos",
        "doc",
        "element",
        "end",
        "md",
        "memo",
        "pending",
        "pos",
        "src",
        "stopped",
        "tokens",
    )

    def __init__(
        self, src: str, md: MarkdownIt, doc: Document, tokens: list[Token], line: int = 1, pos: int = 0
    ) -> None:
        super().__init__(src)
        self.pos = pos
        self.end = len(src)
        self.md = md
        self.doc = doc
        self.tokens = tokens
        self.pending: AttributeList | None = None
        self.element: Token | None = None
        self.stopped = False
        self._line = line
        self._line_pos = pos

    def line_at(self, pos: int) -> int:
        """Return the line of `pos`, counted from 1 in the whole document."""
        if pos < self._line_pos:
            return self._line - self.src.count("\n", pos, self._line_pos)
        self._line += self.src.count("\n", self._line_pos, pos)
        self._line_pos = pos
        return self._line

    def push(self, kind: str, tag: str = "") -> Token:
        """Append a block, with the attribute list that was waiting for it, and return it."""
        token = self.block(kind, tag)
        self.tokens.append(token)
        return token

    def block(self, kind: str, tag: str = "") -> Token:
        """Return a new block at the current position, with the attribute list that was waiting for it."""
        token = Token(kind, tag, 0, block=True)
        line = self.line_at(self.pos)
        token.map = [line - 1, line]
        if self.pending is not None:
            token.meta["ial"] = self.pending
            self.pending = None
        return token

    def starts_on_boundary(self) -> bool:
        """Tell whether nothing but blank lines or an end-of-block marker stands right before.

        Source: kramdown 2.5.2, parser/kramdown/block_boundary.rb, after_block_boundary?.
        """
        if not self.tokens or self.pending is not None:
            return True
        last = self.tokens[-1]
        return last.type == "blank" or (last.type == "boundary" and not last.info)

    def any_script(self) -> bool:
        """Tell whether the text may have HTML elements with names beyond ASCII (see `patterns`)."""
        return not self.src.isascii() and self.search(FOREIGN_TAG, 0) is not None

    def ends_on_boundary(self, pos: int) -> bool:
        """Tell whether a blank line, a marker, an attribute list or the end follows at `pos`."""
        return BOUNDARY.match(self.src, pos) is not None

    def warn(self, text: str, pos: int | None = None) -> None:
        """Keep a warning about `pos`, or about the current position."""
        self.doc.warn(text, self.line_at(self.pos if pos is None else pos))

    def parse_inside(self, text: str, tokens: list[Token], line: int) -> None:
        """Parse `text`, which begins at `line`, into `tokens`: the inside of a container."""
        parser: BlockParser = self.md.block  # type: ignore[assignment]
        if not tokens and parser.is_plain_line(text):
            token = Token("paragraph", "p", 0, map=[line - 1, line], content=text.rstrip(STRIP), block=True)
            tokens.append(token)
            return
        parser.parse_blocks(BlockState(text, self.md, self.doc, tokens, line))


BlockRule = Callable[[BlockState], bool]
"""A rule: returns whether it took the text at the state's position."""


class BlockParser:
    """Runs the block rules. `ruler` holds them in their order; `alt` names the characters a rule begins with.

    A rule without `alt` is tried everywhere. `plain` are the rules that make a paragraph of a line without a
    pipe that begins with a letter.
    """

    def __init__(self, plain: Sequence[BlockRule] = ()) -> None:
        self.ruler: Ruler[BlockRule] = Ruler()
        self._compiled: list[BlockRule] | None = None
        self._table: dict[str, tuple[BlockRule, ...]] = {}
        self._others: tuple[BlockRule, ...] = ()
        self._plain = list(plain)
        self._knows_plain_lines = False

    def _compile(self) -> None:
        """Sort the enabled rules by the characters they begin with."""
        active = self.ruler.getRules("")
        if active is self._compiled:
            return
        rules = [rule for rule in self.ruler.__rules__ if rule.enabled]
        starts = {start for rule in rules for start in rule.alt}
        self._table = {
            start: tuple(rule.fn for rule in rules if not rule.alt or start in rule.alt) for start in starts
        }
        self._others = tuple(rule.fn for rule in rules if not rule.alt)
        at_letters = [rule.fn for rule in rules if not rule.alt or any(start.isalpha() for start in rule.alt)]
        self._knows_plain_lines = at_letters == self._plain
        self._compiled = active

    def is_plain_line(self, text: str) -> bool:
        """Tell whether `text` is one line that can only be a paragraph, as most items of lists are."""
        self._compile()
        return (
            self._knows_plain_lines
            and text[:1].isalpha()
            and text.find("\n") == len(text) - 1
            and "|" not in text
        )

    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Token]) -> list[Token]:  # noqa: N803
        """Parse `src` into `outTokens`; markdown-it's interface to its block parser."""
        self.parse_blocks(BlockState(src, md, env, outTokens))
        return outTokens

    def parse_blocks(self, state: BlockState) -> bool:
        """Parse from `state.pos` on; return True when the end tag of `state.element` stopped it."""
        doc = state.doc
        doc.depth += 1
        if doc.depth > MAX_NESTING:
            raise ConversionError(
                f"blocks are nested more than {MAX_NESTING} deep at line {state.line_at(state.pos)}",
                fix="take away some of the list or quote markers",
            )
        self._compile()
        table, others = self._table, self._others
        src, end = state.src, state.end
        while state.pos < end:
            pos = state.pos
            char = src[pos]
            if char == " ":
                # Up to three spaces of indentation do not matter; more are one of a rule's own starts.
                for ahead in range(pos + 1, min(pos + 4, end)):
                    char = src[ahead]
                    if char != " ":
                        break
                else:
                    char = " "
                if char in "\t\n":
                    char = " "
            for rule in table.get(char, others):
                if rule(state):
                    break
            else:
                self._take_line(state)
            if state.stopped:
                break
        doc.depth -= 1
        return state.stopped

    def _take_line(self, state: BlockState) -> None:
        """Put a line that no rule took into the tree as bare text, as kramdown does."""
        state.warn("Warning: this should not occur - no block parser handled the line")
        newline = state.src.find("\n", state.pos)
        stop = state.end if newline < 0 else newline + 1
        text = state.src[state.pos : stop]
        if state.tokens and state.tokens[-1].type == "bare":
            state.tokens[-1].content += text
        else:
            token = Token("bare", "", 0, map=[state.line_at(state.pos) - 1, state.line_at(state.pos)])
            token.content = text
            state.tokens.append(token)
        state.pos = stop
