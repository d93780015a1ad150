"""A lexer from tables: states, each an ordered list of patterns, each with the class of what it matches.

The classes are the short names that Rouge writes into `<span class="...">`; plain text has none. All
patterns of a state make up one regular expression, so that finding a token is one call.
Source of the principle: Rouge 4.7.0, RegexLexer; what no pattern matches is an error of one character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

__all__ = [
    "Classes",
    "Include",
    "Lexer",
    "Machine",
    "Rule",
    "States",
    "Token",
    "Words",
    "alternatives",
    "include",
    "merged",
]

Token: TypeAlias = tuple[str, str]
"""A class and the text that has it."""

_DEEPEST: Final = 8
"""Languages within languages; what lies deeper is left plain."""


@dataclass(frozen=True, slots=True)
class Words:
    """A class by the word that was found, else `default`; `fold` looks words up in lower case."""

    classes: Mapping[str, str]
    default: str
    fold: bool = False

    @classmethod
    def of(cls, default: str, *, fold: bool = False, **classes: str) -> Words:
        """Return a table from class names to their words, separated by blanks."""
        table = {word: name for name, text in classes.items() for word in text.split()}
        return cls(table, default, fold)

    def __call__(self, word: str) -> str:
        """Return the class of a word."""
        return self.classes.get(word.lower() if self.fold else word, self.default)


Classes: TypeAlias = str | tuple[str, ...] | Words
"""The class of a whole match; or of each group of a pattern that consists of groups; or by its text.

A class `@name` hands its text on: to a state of the same machine, or else to the language of that name;
`@?` to the language that the pattern's group `language` names.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a pattern's match is, and the state that follows.

    `go` is empty to stay, or the states to enter, one after the other; one `^` for each state to leave first
    stands before them. States only nest on a list, so that nesting is not limited by recursion.
    """

    pattern: str
    classes: Classes
    go: str = ""


@dataclass(frozen=True, slots=True)
class Include:
    """Stands for all rules of another state."""

    state: str


def include(state: str) -> Include:
    """Return what stands for all rules of another state."""
    return Include(state)


def alternatives(words: str) -> str:
    """Return words, separated by blanks, as the inside of a group of a pattern."""
    return "|".join(words.split())


States: TypeAlias = Mapping[str, Sequence[Rule | Include]]
Lexer: TypeAlias = Callable[[str], list[Token]]


@dataclass(frozen=True, slots=True)
class _Action:
    classes: str | Words
    groups: tuple[tuple[int, str], ...]
    leave: int
    enter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    match: Callable[[str, int], re.Match[str] | None]
    actions: Mapping[int, _Action]


class Machine:
    r"""A lexer made of states; it starts in `root`. Its patterns are compiled when first needed.

    `language` gives the lexers of other languages, `flags` come to `re.MULTILINE`: nearly always `re.ASCII`,
    since Ruby's `\w`, `\d`, `\s` and `\b` know ASCII alone.
    """

    def __init__(
        self, states: States, language: Callable[[str], Lexer | None] | None = None, flags: int = 0
    ) -> None:
        self._tables = states
        self._language = language
        self._flags = flags | re.MULTILINE
        self._states: dict[str, _State] = {}

    def __call__(self, code: str) -> list[Token]:
        """Return the tokens of `code`, in order, without loss; neighbours differ in class."""
        return self._tokens(code, "root", 0)

    def _tokens(self, code: str, start: str, depth: int) -> list[Token]:
        found = merged(self._scan(code, start))
        if any(name.startswith("@") for name, _ in found):
            found = merged([token for part in found for token in self._within(part, depth)])
        return found

    def _within(self, token: Token, depth: int) -> list[Token]:
        """Return the tokens inside a text that is in another state or language."""
        name, text = token
        if not name.startswith("@"):
            return [token]
        if depth == _DEEPEST:
            return [("", text)]
        if name[1:] in self._tables:
            return self._tokens(text, name[1:], depth + 1)
        inner = self._language(name[1:]) if self._language else None
        return inner(text) if inner else [("sb" if name[1:] else "", text)]

    def _scan(self, code: str, start: str) -> list[Token]:
        """Return the tokens of `code` as the patterns cut them. The one loop that has to be quick."""
        tokens: list[Token] = []
        add = tokens.append
        stack: list[str] = []
        current = start
        state = self._state(current)
        position, end = 0, len(code)
        while position < end:
            match = state.match(code, position)
            if match is None:
                add(("err", code[position]))
                position += 1
                continue
            action = state.actions[match.lastindex or 0]
            position = match.end()
            if action.groups:
                tokens += [
                    (f"@{match['language']}" if name == "@?" else name, match[group] or "")
                    for group, name in action.groups
                ]
            else:
                text = match[0]
                add((action.classes if type(action.classes) is str else action.classes(text), text))  # type: ignore[operator]
            if action.leave or action.enter:
                for _ in range(action.leave):
                    current = stack.pop() if stack else start
                for name in action.enter:
                    stack.append(current)
                    current = name
                state = self._state(current)
        return tokens

    def _state(self, name: str) -> _State:
        state = self._states.get(name)
        if state is None:
            state = self._states[name] = self._compile(name)
        return state

    def _compile(self, name: str) -> _State:
        rules = self._rules(name)
        parts = (f"(?P<rule{number}>{rule.pattern})" for number, rule in enumerate(rules))
        pattern = re.compile("|".join(parts), self._flags)
        actions: dict[int, _Action] = {}
        for number, rule in enumerate(rules):
            group = pattern.groupindex[f"rule{number}"]
            enter = tuple(rule.go.lstrip("^").split())
            leave = rule.go.count("^")
            if isinstance(rule.classes, tuple):
                groups = tuple(enumerate(rule.classes, group + 1))
                actions[group] = _Action("", groups, leave, enter)
            else:
                actions[group] = _Action(rule.classes, (), leave, enter)
        return _State(pattern.match, actions)

    def _rules(self, name: str) -> list[Rule]:
        rules: list[Rule] = []
        for rule in self._tables[name]:
            rules += self._rules(rule.state) if isinstance(rule, Include) else [rule]
        return rules


def merged(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with neighbours of one class joined and empty ones left out."""
    joined: list[Token] = []
    run: list[str] = []
    current = ""
    for name, text in tokens:
        if not text:
            continue
        if name == current:
            run.append(text)
            continue
        if run:
            joined.append((current, "".join(run)))
        run = [text]
        current = name
    if run:
        joined.append((current, "".join(run)))
    return joined
