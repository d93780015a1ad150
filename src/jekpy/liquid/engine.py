"""The engine: from the source of a template, in either dialect, to its output.

Parser, tags and compiler come with the first template that is not compiled yet: most edits leave none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

import jinja2

from jekpy.errors import (
    Diagnostic,
    LiquidError,
    LiquidLimitError,
    LiquidRenderError,
    LiquidSyntaxError,
    Location,
    nearest,
)
from jekpy.liquid.cache import Dialect, Key, TemplateCache
from jekpy.liquid.context import STATE, Limits, RenderContext, RenderState
from jekpy.liquid.environment import SharedEnvironment
from jekpy.liquid.filters.standard import STANDARD_FILTERS
from jekpy.liquid.positions import innermost_template, place_of, python_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import CodeType

    from jinja2 import nodes

    from jekpy.liquid.cache import TemplateMemory
    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.expressions import Expression, Filtered
    from jekpy.liquid.late import LatePlace
    from jekpy.liquid.lexer import LineMap
    from jekpy.liquid.parser import ErrorMode
    from jekpy.liquid.programs import ItemProgram
    from jekpy.liquid.sources import Loader, Source
    from jekpy.liquid.tree import TagClass

__all__ = ["Dialect", "Engine", "ErrorDisplay", "Template"]

ErrorDisplay = Literal["raise", "inline"]

MEMO_SIZE: Final = 2000
_UNKNOWN = re.compile(r"(filter|test|tag)(?: named)? '([^']+)'")
_JINJA_TAGS: Final = ("block", "call", "extends", "filter", "for", "from", "if", "import", "include", "macro",
                      "raw", "set", "with")  # fmt: skip


class Engine:
    """Compiles templates of both dialects, with one set of tags and filters. One serves a whole build."""

    def __init__(
        self,
        *,
        tags: Mapping[str, TagClass] | None = None,
        filters: Mapping[str, Callable[..., object]] | None = None,
        loader: Loader | None = None,
        error_mode: ErrorMode = "warn",
        errors: ErrorDisplay = "raise",
        strict_filters: bool = False,
        strict_variables: bool = False,
        limits: Limits | None = None,
        cache_dir: Path | None = None,
        memory: TemplateMemory | None = None,
        moving: frozenset[str] | None = None,
    ) -> None:
        """Take what is added to the standard tags and filters, where includes come from, how strict to be.

        `cache_dir` is a folder for compiled templates, to be used again by the next run; `memory` has those
        of engines before this one that had the same tags, filters and modes. With `moving`, loops are
        compiled so that their turns can be kept (`kept_loops.py`): the keys of values that cost something to
        read, or change, which templates read when they get there, and not before.
        """
        self.own_tags: Mapping[str, TagClass] = tags or {}
        self.filters: Mapping[str, Callable[..., object]] = {**STANDARD_FILTERS, **(filters or {})}
        self.loader = loader
        self.error_mode: ErrorMode = error_mode
        self.errors: ErrorDisplay = errors
        self.strict_filters = strict_filters
        self.strict_variables = strict_variables
        self.limits = limits or Limits()
        self.moving = moving
        self.tag_objects: dict[tuple[str, str], object] = {}
        """The tags of one's own that templates use, by name and markup."""
        self.environment = SharedEnvironment(self)
        self._memo: dict[Key, Template] = {}
        self._includes: dict[str, tuple[Source, Template]] = {}
        self._programs: dict[tuple[str, str, str], ItemProgram] = {}
        self._cache = memory if cache_dir is None else TemplateCache.of(cache_dir, self)

    @cached_property
    def tags(self) -> Mapping[str, TagClass]:
        """All tags by name: the standard ones, and those that were added."""
        from jekpy.liquid.tags import STANDARD_TAGS

        return {**STANDARD_TAGS, **self.own_tags}

    def compile(
        self,
        source: str,
        name: str,
        *,
        dialect: Dialect = "liquid",
        first_line: int = 1,
        is_shared: bool = True,
    ) -> Template:
        """Return the template `source`, called `name` in messages; the same again costs nothing.

        `first_line` is the number of its first line in the file called `name`. One that is not shared is the
        text of one page, and not worth keeping on disk.
        Raises LiquidSyntaxError.
        """
        key = Key(source, name, dialect, first_line, is_shared)
        found = self._memo.pop(key, None)
        if found is None:
            found = self._compile(key)
            if len(self._memo) >= MEMO_SIZE:
                del self._memo[next(iter(self._memo))]
        self._memo[key] = found
        return found

    def load(self, name: str) -> Template:
        """Return the include called `name`. Raises LiquidError when there is none, or it cannot be parsed."""
        if self.loader is None:
            raise LiquidRenderError(f"there is no include named '{name}'", fix="give the engine a loader")
        source = self.loader.load(name)
        known = self._includes.get(name)
        if known is None or known[0] is not source:
            known = self._includes[name] = source, self.compile_source(source)
        return known[1]

    def compile_source(self, source: Source) -> Template:
        """Return an include, compiled. Raises LiquidSyntaxError."""
        dialect: Dialect = "jinja" if source.dialect == "jinja" else "liquid"
        return self.compile(source.text, source.path, dialect=dialect, first_line=source.first_line)

    def condition_program(self, variable: str, expression: str) -> ItemProgram:
        """Return the program that tells for which items, in `variable`, the condition `expression` holds.

        Raises LiquidRenderError for an expression that the strict parser refuses.
        """
        key = ("condition", variable, expression)
        if key not in self._programs:
            from jekpy.liquid.conditions import parse_condition_strict
            from jekpy.liquid.expressions import MarkupError

            try:
                condition = parse_condition_strict(expression)
            except MarkupError as error:
                raise LiquidRenderError(f'Liquid syntax error: {error} in "{expression}"') from None
            self._programs[key] = self._program(
                variable, expression, condition.expressions(), lambda compiler: compiler.test(condition)
            )
        return self._programs[key]

    def value_program(self, variable: str, expression: str) -> ItemProgram:
        """Return the program that gives what the value and filters in `expression` make of each item."""
        key = ("value", variable, expression)
        if key not in self._programs:
            from jekpy.liquid.parser import Parser

            parser = Parser("", "expression", self.tags, self.error_mode)
            filtered = parser.filtered(expression, 0)
            self._programs[key] = self._program(
                variable, expression, [filtered], lambda compiler: compiler.filtered(filtered)
            )
        return self._programs[key]

    def _program(
        self,
        variable: str,
        expression: str,
        parts: Sequence[Expression | Filtered],
        make: Callable[[Compiler], nodes.Expr],
    ) -> ItemProgram:
        from jekpy.liquid.lexer import LineMap
        from jekpy.liquid.programs import ItemProgram, depends_on_items_alone, keys_of, program_tree

        compiler = self._compiler(LineMap.of(expression))
        tree = program_tree(compiler, variable, lambda: make(compiler))
        python = self.environment.write_python(tree, "expression", liquid=True)
        code = compile(python, "<expression>", "exec", dont_inherit=True)
        module = jinja2.Template.from_code(self.environment, code, {})
        return ItemProgram(
            variable,
            expression,
            module.root_render_func,
            depends_on_items_alone(parts, variable, self.filters),
            keys_of(parts),
        )

    def _compiler(self, lines: LineMap) -> Compiler:
        from jekpy.liquid.compiler import Compiler

        return Compiler(
            self.filters,
            lines,
            strict_filters=self.strict_filters,
            strict_variables=self.strict_variables,
            show_errors=self.errors == "inline",
        )

    def template_named(self, name: str | None) -> Template | None:
        """Return the template that was compiled last under a name."""
        includes = (found for _source, found in self._includes.values())
        return next(
            (found for found in (*reversed(self._memo.values()), *includes) if found.name == name), None
        )

    def _compile(self, key: Key) -> Template:
        stored = self._cache.get(key) if self._cache else None
        if stored is not None:
            return Template(self, key, *stored)
        try:
            code, warnings = self._liquid(key) if key.dialect == "liquid" else (self._jinja(key), ())
        except (RecursionError, MemoryError, SyntaxError, OverflowError) as error:
            raise LiquidSyntaxError(
                "Nesting too deep", Location(key.name, key.first_line), "split the template into includes"
            ) from error
        if self._cache:
            self._cache.put(key, code, warnings)
        return Template(self, key, code, warnings)

    def _liquid(self, key: Key) -> tuple[CodeType, tuple[Diagnostic, ...]]:
        from jekpy.liquid.parser import Parser

        parser = Parser(key.source, key.name, self.tags, self.error_mode, key.first_line)
        body = parser.template()
        compiler = self._compiler(parser.lines)
        if key.is_shared and not (compiler.show_errors or compiler.strict_variables):
            compiler.moving = self.moving
        tree = compiler.template(body)
        python = self.environment.write_python(tree, key.name, liquid=True)
        return compile(python, key.name, "exec", dont_inherit=True), tuple(parser.warnings)

    def _jinja(self, key: Key) -> CodeType:
        try:
            tree = self.environment.parse(key.source, key.name, key.name)
            python = self.environment.write_python(tree, key.name, liquid=False)
        except jinja2.TemplateSyntaxError as error:
            location = Location(key.name, error.lineno + key.first_line - 1)
            message = error.message or "invalid syntax"
            problem = Diagnostic(LiquidSyntaxError.code, message, location, self.fix_for(message))
            raise LiquidSyntaxError(_with_line(problem, key)) from error
        return compile(python, key.name, "exec", dont_inherit=True)

    def fix_for(self, message: str) -> str:
        """Return the likeliest remedy for a problem that Jinja tells of."""
        match = _UNKNOWN.search(message)
        if match is None:
            return ""
        known = {"filter": self.environment.filters, "test": self.environment.tests}
        near = nearest(match[2], known.get(match[1], [*_JINJA_TAGS, *self.tags]))
        return f"did you mean '{near}'?" if near else ""


class Template:
    """A compiled template of an engine."""

    __slots__ = ("_key", "code", "engine", "warnings")

    def __init__(self, engine: Engine, key: Key, code: CodeType, warnings: tuple[Diagnostic, ...]) -> None:
        """Take what the engine compiled."""
        self.engine = engine
        self._key = key
        self.warnings = warnings
        """What the strict parser refused and the lax one took."""
        environment = engine.environment
        self.code = jinja2.Template.from_code(environment, code, environment.globals)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self._key.name

    @property
    def dialect(self) -> Dialect:
        """The language it is written in."""
        return self._key.dialect

    def render(self, variables: Mapping[str, Any], registers: Mapping[str, Any] | None = None) -> str:
        """Return the output for these variables; `registers` are for tags and filters alone.

        Each render starts clean. Raises LiquidError.
        """
        return self.render_placed(variables, registers)[0]

    def render_placed(
        self, variables: Mapping[str, Any], registers: Mapping[str, Any] | None = None
    ) -> tuple[str, LatePlace | None]:
        """Return what `render` does, and the place of a late text in it. Raises LiquidError."""
        state = RenderState(self.engine.limits, registers or {}, may_print_late=self.dialect == "jinja")
        outer: dict[Any, Any] = {**variables, STATE: state}
        if self.dialect == "jinja":
            outer = {**self.engine.environment.globals, **outer}
        context = RenderContext(self.engine.environment, outer, self.name, self.code.blocks)
        return self._run(context), state.place

    def render_in(self, context: RenderContext) -> str:
        """Return the output as an include of the running `context`. Raises LiquidError."""
        context.state.enter()
        try:
            if self.dialect == "jinja":
                context = context.for_jinja(self.code)
            return self._run(context)
        except LiquidError as error:
            raise _chained(error, f"include {self.name}") from error.__cause__
        finally:
            context.state.depth -= 1

    def _run(self, context: RenderContext) -> str:
        try:
            return context.state.concat(self.code.root_render_func(context))
        except LiquidError as error:
            if error.diagnostic.location is not None:
                raise
            raise type(error)(self._located(error, error.diagnostic)) from error.__cause__
        except RecursionError as error:
            raise LiquidLimitError(
                self._located(error, Diagnostic(LiquidLimitError.code, "Nesting too deep"))
            ) from error
        except Exception as error:
            cause = str(error) or type(error).__name__
            fix = self.engine.fix_for(cause) if isinstance(error, jinja2.TemplateRuntimeError) else ""
            problem = Diagnostic(LiquidRenderError.code, cause, fix=fix)
            raise LiquidRenderError(self._located(error, problem)) from error

    def _located(self, error: BaseException, problem: Diagnostic) -> Diagnostic:
        """Return the problem with the place in this template, or in one that Jinja included, of `error`."""
        inner = self.engine.template_named(innermost_template(error))
        if inner is not None and inner.name != self.name:
            located = inner._located_here(error, problem)  # noqa: SLF001 - the same class
            return replace(located, chain=(*located.chain, f"include {inner.name}"))
        return self._located_here(error, problem)

    def _located_here(self, error: BaseException, problem: Diagnostic) -> Diagnostic:
        line = python_line(error, self.name)
        if line is None:
            return problem
        position = self.code.get_corresponding_lineno(line)
        place: tuple[int, ...] = (position + self._key.first_line - 1,)
        if self.dialect == "liquid":
            place = place_of(position)
        return _with_line(replace(problem, location=Location(self.name, *place)), self._key)


def _with_line(problem: Diagnostic, key: Key) -> Diagnostic:
    location = problem.location
    if location is None or location.line is None:
        return problem
    lines: Iterable[str] = key.source.split("\n")
    text = dict(enumerate(lines, key.first_line)).get(location.line, "")
    return replace(problem, line_text=text)


def _chained(error: LiquidError, link: str) -> LiquidError:
    chain = error.diagnostic.chain
    if chain[-1:] == (link,):  # an include that includes itself
        return error
    return type(error)(replace(error.diagnostic, chain=(*chain, link)))
