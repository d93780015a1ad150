"""The Jinja environment that both dialects share: one sandbox, one set of filters, one way to print.

In templates of the Jinja dialect `a.b` reads a key, never an attribute of a Python object; what is not there
is undefined, prints nothing and may be looked into further; values print as in Liquid. Jinja's own filters
win over Liquid's where both have a name.
"""

from __future__ import annotations

from types import MethodType
from typing import TYPE_CHECKING, Any, Final

import jinja2.filters
from jinja2 import ChainableUndefined, Undefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.lexer import TokenStream
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace, pass_context

from jekpy.errors import JekpyError, LiquidRenderError
from jekpy.liquid import including, runtime
from jekpy.liquid.codegen import LiquidCodeGenerator
from jekpy.liquid.context import RenderContext
from jekpy.liquid.custom import CustomTag, run_block_tag, run_inline_tag
from jekpy.liquid.filtering import wants_context
from jekpy.liquid.late import LateText
from jekpy.liquid.values import MISSING, to_s

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from jinja2 import Environment
    from jinja2 import Template as JinjaTemplate
    from jinja2.lexer import Token
    from jinja2.parser import Parser
    from jinja2.runtime import Context

    from jekpy.liquid.engine import Engine

__all__ = ["SharedEnvironment"]

_OF_JINJA: Final = (LoopContext, Macro, TemplateReference, BlockReference, Namespace, Cycler, Joiner)
"""Python objects of Jinja itself, whose attributes templates may use: `loop.index`, `caller()`."""


_COMMANDS: Final = frozenset(("size", "first", "last"))
"""What a value is asked for by name, but for a mapping that has such a key."""


def with_counted_loops(tree: nodes.Template) -> nodes.Template:
    """Return the tree of a Jinja template with every loop counted against the limits.

    Before its code is written: that begins by looking up all filters the template uses.
    """
    for loop in list(tree.find_all(nodes.For)):
        if not loop.recursive:
            loop.iter = nodes.Filter(loop.iter, "counted loop", [], [], None, None, lineno=loop.lineno)
    return tree


@pass_context
def counted_loop(context: RenderContext, items: Iterable[object]) -> Iterable[object]:
    """Return the items of a loop, counted against the limit."""
    if isinstance(items, (list, tuple, dict, range)):
        context.state.spend_loops(len(items))
        return items
    return _counted(context, items)


def _counted(context: RenderContext, items: Iterable[object]) -> Iterator[object]:
    for item in items:
        context.state.spend_loops(1)
        yield item


@pass_context
def include(context: RenderContext, name: str, /, **parameters: object) -> str:
    """Return the include `name`, in either dialect, with `parameters` as its variable `include`."""
    context.scope.update(context.get_all_variables())
    return including.render_include(context, name, parameters)


class CustomTags(Extension):
    """The engine's own tags in templates of the Jinja dialect."""

    identifier = "jekpy.liquid.tags"

    def __init__(self, environment: Environment, own: Mapping[str, CustomTag]) -> None:
        """Take the tags by name."""
        super().__init__(environment)
        self.own = own
        self.tags = set(own)

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the node of one tag; its markup comes as one string (`SharedEnvironment._tokenize`)."""
        name = next(parser.stream).value
        markup = nodes.Const(parser.stream.expect("string").value)
        lineno = parser.stream.current.lineno
        try:
            self.own[name].make(markup.value)
        except (JekpyError, ValueError) as error:
            cause = error.diagnostic.cause if isinstance(error, JekpyError) else str(error)
            parser.fail(cause, lineno)
        if not self.own[name].is_block:
            call = nodes.Filter(nodes.Const(name), "inline tag", [markup], [], None, None, lineno=lineno)
            return nodes.Output([call], lineno=lineno)
        body = parser.parse_statements((f"name:end{name}",), drop_needle=True)
        block = nodes.Filter(None, "block tag", [nodes.Const(name), markup], [], None, None, lineno=lineno)
        return nodes.FilterBlock(body, block, lineno=lineno)


@pass_context
def inline_tag_filter(context: RenderContext, name: str, markup: str) -> str:
    """Return what the tag `name` gives."""
    context.scope.update(context.get_all_variables())
    return run_inline_tag(context, name, markup)


@pass_context
def block_tag_filter(context: RenderContext, body: str, name: str, markup: str) -> str:
    """Return what the block `name` gives."""
    context.scope.update(context.get_all_variables())
    return run_block_tag(context, name, markup, body)


_HIDDEN_FILTERS: Final = {
    "counted loop": counted_loop,
    "inline tag": inline_tag_filter,
    "block tag": block_tag_filter,
}
"""Filters whose names no template can write."""


class SharedEnvironment(ImmutableSandboxedEnvironment):
    """The environment of one engine."""

    context_class = RenderContext

    def __init__(self, engine: Engine) -> None:
        """Take the engine, for its filters and its includes."""
        super().__init__(
            autoescape=False,
            # `strict_variables` is Liquid's, and for the site's own templates; the built-in theme asks after
            # keys that few sites have.
            undefined=ChainableUndefined,
            finalize=to_s_or_nothing,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do"],
        )
        self.engine = engine
        own = {name: tag for name, tag in engine.own_tags.items() if isinstance(tag, CustomTag)}
        self.extensions[CustomTags.identifier] = CustomTags(self, own)
        self.liquid_filters: Mapping[str, Callable[..., object]] = engine.filters
        for function in engine.filters.values():
            if wants_context(function):
                pass_context(getattr(function, "__func__", function))  # Jinja's own mark
        self.filters = {**engine.filters, **jinja2.filters.FILTERS, **_HIDDEN_FILTERS}
        self.filters["attr"] = self.getattr
        self.globals["include"] = include

    def write_python(self, tree: nodes.Template, name: str, *, liquid: bool) -> str:
        """Return the Python of a template."""
        kind = LiquidCodeGenerator if liquid else CodeGenerator
        generator = kind(self, name, name, None, defer_init=False, optimized=not liquid)
        generator.visit(tree if liquid else with_counted_loops(tree).set_environment(self))
        python: str = generator.stream.getvalue()  # type: ignore[attr-defined]
        return python

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        """Return Jinja's tokens, with the markup of each of the engine's own tags as one string."""
        tags = self.extensions[CustomTags.identifier].tags
        source = self.preprocess(source, name, filename)
        raw = folded(self.lexer.tokeniter(source, name, filename, state), tags)
        stream: TokenStream | Iterator[Token] = TokenStream(
            self.lexer.wrap(raw, name, filename), name, filename
        )
        for extension in self.iter_extensions():
            filtered = extension.filter_stream(stream)  # type: ignore[arg-type]
            stream = filtered if isinstance(filtered, TokenStream) else TokenStream(filtered, name, filename)
        return stream  # type: ignore[return-value]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what `obj.attribute` is in a template."""
        if attribute not in _COMMANDS and runtime.is_mapping(runtime.kind_of(obj)):  # as most are
            try:
                return obj[attribute]
            except (KeyError, TypeError):
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, _OF_JINJA):
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute, command=True)

    def getitem(self, obj: Any, argument: Any, *, command: bool = False) -> Any:
        """Return what `obj[argument]` is in a template."""
        if isinstance(obj, _OF_JINJA):
            return super().getitem(obj, argument)
        if isinstance(obj, str) and isinstance(argument, int):
            return obj[argument : argument + 1 or None]
        if command and argument in _COMMANDS:
            found = runtime.command(obj, argument)
            found = MISSING if found is None else found
        else:
            found = runtime.look(obj, argument)
        if found is MISSING:
            return self.undefined(obj=obj, name=argument)
        return found

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call `obj`: what is Jinja's or a global function of the engine."""
        if isinstance(obj, MethodType):
            return isinstance(obj.__self__, _OF_JINJA) and super().is_safe_callable(obj)
        return isinstance(obj, (Macro, BlockReference)) or any(
            obj is known for known in self.globals.values()
        )

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call `obj` for a template. Raises LiquidRenderError for what is not to be called."""
        if isinstance(obj, Undefined):
            raise LiquidRenderError(
                "this cannot be called: templates reach no methods of values",
                fix="use a filter, such as `name | upcase` for `name.upper()`",
            )
        return super().call(context, obj, *args, **kwargs)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> JinjaTemplate:  # noqa: A002
        """Return the template that `{% include %}`, `{% import %}` or `{% extends %}` names."""
        del parent, globals
        return name if not isinstance(name, str) else self.engine.load(name).code


RawToken = tuple[int, str, str]


def folded(tokens: Iterable[RawToken], tags: Collection[str]) -> Iterator[RawToken]:
    """Yield Jinja's raw tokens, with all between the name of one of `tags` and its end as one string."""
    stream = iter(tokens)
    for line, kind, text in stream:
        yield line, kind, text
        if kind != "block_begin":
            continue
        held = []
        for token in stream:
            held.append(token)
            if token[1] != "whitespace":
                break
        yield from held
        if not held or held[-1][1] != "name" or held[-1][2] not in tags:
            continue
        parts = list[str]()
        for token in stream:
            if token[1] == "block_end":
                yield line, "string", repr("".join(parts).strip())
                yield token
                break
            parts.append(token[2])


def to_s_or_nothing(value: Any) -> Any:
    """Return what a value prints; an undefined one says itself, and a late one which it is."""
    if type(value) is LateText:
        return value.printed()
    return value if isinstance(value, ChainableUndefined) else to_s(value)
