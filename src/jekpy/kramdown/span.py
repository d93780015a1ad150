"""The span parser: kramdown's scanner over a run of text, with markdown-it's `Ruler` for its rules.

markdown-it's `ParserInline` matches delimiter runs after the scan and balances them. kramdown does neither:
at each special character the first rule that fits is run and is final, and emphasis and links parse their
inside up to their own end, by recursion. So the scanner and its state are this module's own.

The scanner searches for the next special character in one step. A rule is called as `rule(state)` where one
of its characters (its `alt`) stands at `state.pos`, and returns False where its pattern does not match at
all, so that the next rule is tried; once it matches, it must leave `state.pos` further on, and return True.
Source: kramdown 2.5.2, parser/kramdown.rb, parse_spans.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markdown_it.ruler import Ruler
from markdown_it.token import Token

from jekpy.errors import ConversionError

from .lookahead import Lookahead

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from .block import BlockState
    from .document import Document

__all__ = ["EM", "LINK", "STRONG", "SpanParser", "SpanRule", "SpanState", "Stop"]

MAX_NESTING: Final = 100
"""How deep spans may nest; only HTML and images in a run of text nest without end."""

_QUOTES: Final = frozenset("\"'")
_LOOKS_BACK: Final = frozenset("\n>\"'")
"""Characters whose construct may begin before them."""

EM: Final = 1
STRONG: Final = 2
LINK: Final = 4

_STARTS: Final = {"!": r"!\[", "-": "--", ".": r"\.\.\.", "$": r"\$\$", "{": r"\{:", "~": "~~", ">": ">>"}
"""Where one character says little, what to search for instead."""


class Stop(NamedTuple):
    """Where the inside of a construct ends: characters to look at, and a test at each of them.

    The test may keep count; it is called at every such position that no rule has consumed.
    """

    chars: str
    found: Callable[[SpanState], bool]


class _Level(NamedTuple):
    """What is put aside while the inside of a construct is parsed."""

    children: list[Token]
    buffer: list[str]
    special: bool
    kind: str
    flags: int
    raw: bool
    images: int


class SpanState(Lookahead):
    """A run of text being parsed into spans.

    `children` are the finished spans of the current element, `buffer` the text after them. `kind` is the
    type of that element, `flags` say which kinds are open around it, `raw` whether it takes HTML only.
    `special` says that the text ends with a character that was not text in the source.
    """

    __slots__ = (
        "buffer",
        "children",
        "depth",
        "doc",
        "end",
        "failed",
        "flags",
        "images",
        "kind",
        "line",
        "md",
        "pos",
        "raw",
        "special",
    )

    def __init__(self, src: str, md: MarkdownIt, doc: Document, line: int | None) -> None:
        super().__init__(src)
        self.pos = 0
        self.end = len(src)
        self.md = md
        self.doc = doc
        self.line = line
        self.children: list[Token] = []
        self.buffer: list[str] = []
        self.special = False
        self.kind = ""
        self.flags = 0
        self.raw = False
        self.images = 0
        self.depth = 0
        self.failed: dict[tuple[str, int], set[int]] = {}

    def text(self, text: str) -> None:
        """Append text."""
        self.buffer.append(text)
        self.special = False

    def char(self, char: str) -> None:
        """Append a character that stands for an entity, a quote or a symbol: written as text, but no text."""
        self.buffer.append(char)
        self.special = True

    def push(self, token: Token) -> None:
        """Append a span."""
        if self.buffer:
            self.flush()
        self.children.append(token)

    def flush(self) -> None:
        """Make a token of the text gathered so far."""
        if self.buffer:
            token = Token("text", "", 0)
            token.content = "".join(self.buffer)
            self.children.append(token)
            self.buffer = []
        self.special = False

    def ends_with_text(self) -> bool:
        """Tell whether what was appended last is text, or nothing was."""
        if self.buffer:
            return not self.special
        return not self.children

    def enter(self, kind: str, flag: int = 0, *, raw: bool = False) -> _Level:
        """Begin the inside of a construct; give the result to `leave`."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise ConversionError(
                f"spans are nested more than {MAX_NESTING} deep"
                + (f" near line {self.line}" if self.line else ""),
                fix="close the HTML elements of this paragraph",
            )
        level = _Level(self.children, self.buffer, self.special, self.kind, self.flags, self.raw, self.images)
        self.children, self.buffer, self.special = [], [], False
        self.kind, self.flags, self.raw, self.images = kind, self.flags | flag, raw, 0
        return level

    def leave(self, level: _Level) -> list[Token]:
        """End the inside of a construct; return what it holds."""
        if self.buffer:
            self.flush()
        children = self.children
        self.children, self.buffer, self.special, self.kind, self.flags, self.raw, self.images = level
        self.depth -= 1
        return children

    def warn(self, text: str, pos: int | None = None) -> None:
        """Keep a warning about `pos`, or about the current position."""
        if self.line is None:
            self.doc.warn(text, None)
            return
        if pos is None:
            pos = self.pos
        known, lines = self.memo.get("line", (0, 0))
        lines = lines + self.src.count("\n", known, pos) if pos >= known else self.src.count("\n", 0, pos)
        self.memo["line"] = (pos, lines)
        self.doc.warn(text, self.line + lines)


SpanRule = Callable[[SpanState], bool]
"""A rule: returns whether it took the text at the state's position."""


class _Table(NamedTuple):
    """Rules by their first character, and the search for any of those characters."""

    rules: dict[str, tuple[SpanRule, ...]]
    search: re.Pattern[str]
    quotes: SpanRule | None

    def search_for(self, stop_chars: str) -> re.Pattern[str]:
        """Return the search for the rules' characters and for those of a stop test."""
        missing = [char for char in stop_chars if char not in self.rules and char != "!"]
        return _search_pattern("".join(sorted({*self.rules, *missing}))) if missing else self.search


@lru_cache(maxsize=256)
def _search_pattern(chars: str) -> re.Pattern[str]:
    """Return a pattern for the next of `chars`; `re` is quick where all alternatives begin with a literal."""
    return re.compile("|".join(_STARTS.get(char, re.escape(char)) for char in chars))


class SpanParser:
    """Runs the span rules. `ruler` holds them in order; `alt` names a rule's first characters."""

    def __init__(self) -> None:
        self.ruler: Ruler[SpanRule] = Ruler()
        self.ruler2: Ruler[Callable[[Any], None]] = Ruler()
        self._compiled: list[SpanRule] | None = None
        self._tables: dict[tuple[str, ...] | None, _Table] = {}

    def _table(self, names: tuple[str, ...] | None) -> _Table:
        """Return the table of the enabled rules, or of those among them that are named."""
        active = self.ruler.getRules("")
        if active is not self._compiled:
            self._tables = {}
            self._compiled = active
        if names not in self._tables:
            rules = [
                rule
                for rule in self.ruler.__rules__
                if rule.enabled and (names is None or rule.name in names)
            ]
            by_char = {
                char: tuple(rule.fn for rule in rules if char in rule.alt)
                for rule in rules
                for char in rule.alt
            }
            quotes = next((rule.fn for rule in rules if rule.name == "smart_quotes"), None)
            self._tables[names] = _Table(by_char, _search_pattern("".join(sorted(by_char))), quotes)
        return self._tables[names]

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse `src` into `tokens`; markdown-it's interface to its inline parser."""
        tokens.extend(self.parse_run(src, md, env, None))
        return tokens

    def parse_run(self, src: str, md: MarkdownIt, doc: Document, line: int | None) -> list[Token]:
        """Return the spans of a run of text that begins at `line`."""
        if not src:
            return []
        table = self._table(None)
        if table.search.search(src) is None:
            token = Token("text", "", 0)
            token.content = src
            return [token]
        state = SpanState(src, md, doc, line)
        self.run(state)
        if state.buffer:
            state.flush()
        return state.children

    def parse_only(self, src: str, block: BlockState, names: tuple[str, ...]) -> list[Token]:
        """Return the spans of a text in which only the rules called `names` are at work."""
        state = SpanState(src, block.md, block.doc, block.line_at(block.pos))
        self.run(state, names=names)
        state.flush()
        return state.children

    def run(
        self,
        state: SpanState,
        stop: Stop | None = None,
        names: tuple[str, ...] | None = None,
        failed: set[int] | None = None,
    ) -> bool:
        """Parse from `state.pos` on; return True when `stop` was found, which is left unread.

        Without `stop`, everything is read. When `stop` is not found, the text after the last special
        position is left unread. `failed` has the positions between two steps from which `stop` was sought in
        vain before: it is not sought again from there, and the positions of another vain search are added.
        """
        table = self._table(names)
        src, end = state.src, state.end
        rules = table.rules
        stop_chars = "" if stop is None else stop.chars
        search = table.search_for(stop_chars).search
        start = scan = state.pos
        visited: list[int] = []
        while scan < end:
            found = search(src, scan)
            if found is None:
                break
            at = found.start()
            char = src[at]
            pos = at if char not in _LOOKS_BACK else _construct_start(src, at, start)
            if pos < 0:
                scan = at + 1
                continue
            if pos > start:
                state.buffer.append(src[start:pos])
                state.special = False
            state.pos = pos
            if char in stop_chars and stop is not None and stop.found(state):
                return True
            for rule in rules.get(char, ()):
                if rule(state):
                    break
            else:
                _take_character(state, table.quotes)
            start = scan = state.pos
            if failed is not None:
                if start in failed:
                    break
                visited.append(start)
        if stop is None and start < end:
            state.text(src[start:])
            state.pos = end
        if failed is not None:
            failed.update(visited)
        return False


def _construct_start(src: str, at: int, start: int) -> int:
    """Return where the construct begins whose special character is at `at`, but not before `start`.

    A line break begins with two spaces, and a newline without them is nothing special (-1); a closing
    guillemet may begin with a space; a quote is judged with the character before it.
    """
    char = src[at]
    if char == "\n":
        return at - 2 if at - 2 >= start and src[at - 1] == src[at - 2] == " " else -1
    if at == start:
        return at
    if char == ">":
        return at - 1 if src[at - 1] == " " else at
    return at - 1 if src[at - 1] != "\\" else at


def _take_character(state: SpanState, quotes: SpanRule | None) -> None:
    """Take a special character that no rule took: as text, or together with a quote after it."""
    src, pos = state.src, state.pos
    if quotes is not None and src[pos] != "\\" and src[pos + 1 : pos + 2] in _QUOTES and quotes(state):
        return
    state.text(src[pos])
    state.pos = pos + 1
