"""`{% include file.html name=value %}`, `{% include_relative %}` and `{% include_cached %}`.

    FILE [NAME=VALUE ...]      a value is "quoted", 'quoted' or a variable; FILE may contain `{{ variable }}`

The variable `include` of the included template holds the parameters; without any it stays what it is around.
Source: Jekyll 4.4.1, lib/jekyll/tags/include.rb; jekyll-include-cache 0.2.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Self

from jinja2 import nodes

from jekpy.errors import LiquidRenderError, LiquidSyntaxError
from jekpy.liquid import including
from jekpy.liquid.expressions import Literal, parse_expression
from jekpy.liquid.lexer import SPACE
from jekpy.rendering.includes import path_beside
from jekpy.rendering.reads import OWN
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jekpy.liquid import RenderContext
    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.expressions import Expression, Filtered
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.tree import Node, TagMarkup
    from jekpy.rendering.registers import Registers

__all__ = ["IncludeCached", "IncludeRelative", "IncludeTag"]

_PARAMETER: Final = r"""([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))"""
_PARAMETERS = re.compile(_PARAMETER, re.ASCII | re.DOTALL)
_ALL_PARAMETERS = re.compile(rf"\s*(?:{_PARAMETER}(?=\s|\Z)\s*)*", re.ASCII | re.DOTALL)
_DYNAMIC = re.compile(
    r"(?:\A|(?<=\{))(?P<file>[^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*)+)(?P<parameters>.*)",
    re.ASCII | re.DOTALL,
)
_FILE = re.compile(r"^[\w/.\-()+~#@]+$", re.ASCII | re.MULTILINE)
_OF_ALL_PAGES: Final = frozenset(("site", "jekyll", "theme", "include"))
"""The variables that are the same on every page, and the parameters."""
_BAD_SEQUENCE = re.compile(r"[./]{2,}")


@dataclass(frozen=True, slots=True)
class Call:
    """What an include tag asks for: a file, and parameters; None for none."""

    file: str
    parameters: tuple[tuple[str, Expression], ...] | None

    @property
    def is_dynamic(self) -> bool:
        """Whether the file's name has a variable in it."""
        return "{{" in self.file and _DYNAMIC.search(self.file) is not None

    def file_name(self, context: RenderContext, tag: str) -> str:
        """Return the file's name as it is now. Raises LiquidRenderError for one that may not be."""
        name = context.render_text(self.file) if self.is_dynamic else self.file
        problem = file_name_problem(name, tag)
        if problem:
            raise LiquidRenderError(problem)
        return name

    def values(self, context: RenderContext) -> dict[str, object] | None:
        """Return the parameters as they are now; None for none."""
        if self.parameters is None:
            return None
        return {name: context.value_of(expression) for name, expression in self.parameters}


def parse_call(markup: str, tag: str) -> Call:
    """Return what `markup` asks for. Raises LiquidSyntaxError."""
    markup = markup.strip(SPACE)
    dynamic = _DYNAMIC.search(markup)
    given: str | None
    if dynamic is not None:
        file, given = dynamic["file"].strip(SPACE), dynamic["parameters"].strip(SPACE)
    else:
        parts = re.split(r"\s+", markup, maxsplit=1, flags=re.ASCII)
        file, given = parts[0], parts[1] if len(parts) > 1 else None
    if given is None:
        return Call(file, None)
    if _ALL_PARAMETERS.fullmatch(given) is None:
        raise LiquidSyntaxError(
            f"Invalid syntax for include tag:\n\n{given}\n\nValid syntax:\n\n{_example(tag)}\n",
            fix="separate parameters by spaces, each as name=value; assign a filtered value to a variable",
        )
    return Call(file, tuple(_parameter(*match) for match in _PARAMETERS.findall(given)))


def _example(tag: str) -> str:
    return f"{{% {tag} file.ext param='value' param2='value' %}}"


def _parameter(name: str, double: str, single: str, variable: str) -> tuple[str, Expression]:
    if variable:
        return name, parse_expression(variable)
    return name, Literal(double.replace('\\"', '"') if double else single.replace("\\'", "'"))


def file_name_problem(name: str, tag: str) -> str:
    """Return what is wrong with the name of an include, "" for nothing."""
    if name and _FILE.search(name) and not _BAD_SEQUENCE.search(name):
        return ""
    return (
        "Invalid syntax for include tag. File contains invalid characters or sequences:\n\n"
        f"  {name}\n\nValid syntax:\n\n  {_example(tag)}\n\n"
    )


@dataclass(frozen=True, slots=True)
class IncludeTag:
    """`include` in a Liquid template."""

    call: Call
    offset: int
    blank: bool = False
    dynamic: bool = True

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node. Raises LiquidSyntaxError."""
        try:
            return cls(parse_call(markup.text, markup.name), markup.offset)
        except LiquidSyntaxError as error:
            raise parser.error(error.diagnostic.cause, markup.offset, error.diagnostic.fix) from None

    def children(self) -> Sequence[Node]:
        """Return nothing."""
        return ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the parameters."""
        return [value for _, value in self.call.parameters or ()]

    def compile(self, compiler: Compiler) -> None:
        """Render the file in this one's place."""
        parameters: nodes.Expr = nodes.Const(None)
        if self.call.parameters is not None:
            pairs = [nodes.Pair(nodes.Const(name), compiler.value(it)) for name, it in self.call.parameters]
            parameters = nodes.Dict(pairs)
        if self.call.is_dynamic or file_name_problem(self.call.file, "include"):
            name = compiler.call(dynamic_name, compiler.context, nodes.Const(self.call.file))
        else:
            name = nodes.Const(self.call.file)
        compiler.output(compiler.call(including.render_include, compiler.context, name, parameters))
        compiler.check_interrupt()


def dynamic_name(context: RenderContext, file: str) -> str:
    """Return the name of an include with a variable in it. Raises LiquidRenderError."""
    return Call(file, None).file_name(context, "include")


@dataclass(frozen=True, slots=True)
class IncludeRelative:
    """`include_relative`: a file beside the page being rendered, wherever the tag stands."""

    call: Call

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag. Raises LiquidSyntaxError."""
        return cls(parse_call(markup, "include_relative"))

    def render(self, context: RenderContext) -> str:
        """Return the file's output. Raises LiquidRenderError when there is no such file.

        Of a page or document whose own template has run before, the front matter is left out.
        Source: Jekyll 4.4.1, lib/jekyll/liquid_renderer/file.rb: a file's template is parsed once.
        """
        registers: Registers = context.registers[REGISTER]
        name = self.call.file_name(context, "include_relative")
        folder = str(PurePosixPath(registers.page_path.removesuffix("/#excerpt")).parent)
        root = registers.site.config.source
        path = path_beside(folder, name)
        registers.memo.reads.note("file", str(root / path))
        registers.memo.reads.note(*OWN)
        source = registers.includes.find_beside(root, folder, name)
        if source is None:
            raise LiquidRenderError(
                f"Could not locate the included file '{name}' in any of [\"{root / folder}\"]. Ensure it "
                "exists in one of those directories and, if it is a symlink, does not point outside your "
                "site source.",
                fix=f"create {path}",
            )
        page = registers.site_drop.template_before(path)
        if page is not None:
            source = replace(source, text=page.body, first_line=page.body_line)
        template = context.engine.compile_source(source)
        return including.render_template(context, template, self.call.values(context))


@dataclass(frozen=True, slots=True)
class IncludeCached:
    """`include_cached`: as `include`, rendered once a build for each set of parameters."""

    call: Call

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag. Raises LiquidSyntaxError."""
        return cls(parse_call(markup, "include_cached"))

    def render(self, context: RenderContext) -> str:
        """Return the file's output, of the first time it was asked for. Raises LiquidRenderError."""
        registers: Registers = context.registers[REGISTER]
        name = self.call.file_name(context, "include_cached")
        values = self.call.values(context)
        including.find_template(context, name)
        key = _key(name, values)
        if key is None:
            return including.render_include(context, name, values)

        was_read = False

        def make() -> str:
            nonlocal was_read
            with context.apart(_OF_ALL_PAGES) as watch:
                text = including.render_include(context, name, values)
            was_read = watch.was_read
            return text

        return registers.memo.text(key, make, lambda: was_read)


def _key(name: str, values: Mapping[str, object] | None) -> tuple[object, ...] | None:
    """Return what tells one set of parameters from another; None where their values cannot tell."""
    parts: list[object] = [name, values is None]
    for parameter, value in (values or {}).items():
        if value is not None and not isinstance(value, (str, int, float)):
            return None
        parts += [parameter, type(value), value]
    return tuple(parts)
