"""How the parts of a Liquid template are written in Python.

Jinja's generator guards every access of a template's author at run time. The compiler of the Liquid dialect
has put each guard into the tree already, as a call of a function of `jekpy.liquid.runtime`; what is left are
plain operations on its own names. So here `Call`, `Getattr` and `Getitem` become just that: a call, an
attribute, an item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LiquidCodeGenerator"]

TRUTHY: Final = "truthy"


class LiquidCodeGenerator(CodeGenerator):
    """Writes the Python of a Liquid template from the tree that the Liquid compiler makes."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write the module: a generator for the template and each of its blocks, and what they import."""
        del frame
        self.writeline(f"name = {self.name!r}")
        self.writeline("owner = object()")
        blocks = [part for part in node.body if isinstance(part, nodes.Block)]
        self._function("root", node.body)
        for block in blocks:
            self._function(f"block_{block.name}", block.body)
        self.writeline("blocks = {}", extra=1)
        for name, alias in self.import_aliases.items():
            module, _, function = name.rpartition(".")
            self.writeline(f"from {module} import {function} as {alias}")
        positions = "&".join(f"{position}={line}" for position, line in self.debug_info)
        self.writeline(f"debug_info = {positions!r}")

    def _function(self, name: str, body: Sequence[nodes.Node]) -> None:
        self.writeline(f"def {name}(context, environment=environment):", extra=1)
        self.indent()
        self.writeline("if 0: yield None")
        self.blockvisit(body, Frame(EvalContext(self.environment, self.name)))
        self.outdent()

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write `f(...)`."""
        del forward_caller
        self.visit(node.node, frame)
        self.write("(")
        for index, argument in enumerate(node.args):
            self.write(", " if index else "")
            self.visit(argument, frame)
        for keyword in node.kwargs:
            self.write(", ")
            self.visit(keyword, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write `a.b`."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write `a[b]`."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """Write whether a value is Liquid's true (`truthy`), or a constant of Python (`is None`)."""
        if node.name != TRUTHY:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f" {node.name})")
            return
        self.write("((tested := ")
        self.visit(node.node, frame)
        self.write(") is not None and tested is not False)")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        """Write a plain loop."""
        self.writeline("for ", node)
        self.visit(node.target, frame)
        self.write(" in ")
        self.visit(node.iter, frame)
        self.write(":")
        self.indent()
        self.blockvisit(node.body, frame)
        self.outdent()

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802
        """Write statements whose output becomes a value."""
        inner = frame.inner()
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.newline(node)
        self.visit(node.target, frame)
        self.write(f" = context.state.concat({inner.buffer})")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802
        """Write statements whose output goes, in pieces, into the list that a call gives."""
        inner = frame.inner()
        inner.buffer = self.temporary_identifier()
        self.writeline(f"{inner.buffer} = ", node)
        self.visit(node.call, frame)
        self.blockvisit(node.body, inner)

    def visit_Scope(self, node: nodes.Scope, frame: Frame) -> None:  # noqa: N802
        """Write statements whose errors show in the page, in their place (`errors="inline"`)."""
        self.writeline("try:", node)
        self.indent()
        self.blockvisit(node.body, frame)
        self.outdent()
        self.writeline("except Exception as error:")
        self.indent()
        self.simple_write("context.show_error(error, name, debug_info)", frame)
        self.outdent()

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        """Write nothing: blocks stand behind the template, and are called by name."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Write what puts out text; texts that are known and follow each other become one."""
        constant = ""
        for child in node.nodes:
            known = _known_text(child)
            if known is not None:
                constant += known
                continue
            self._put_out_constant(constant, frame)
            constant = ""
            self.start_write(frame, child)
            self.visit(child, frame)
            self.end_write(frame)
        self._put_out_constant(constant, frame)

    def _put_out_constant(self, text: str, frame: Frame) -> None:
        if text:
            self.simple_write(repr(text), frame)

    def visit_ImportedName(self, node: nodes.ImportedName, frame: Frame) -> None:  # noqa: N802
        """Write the name under which the module imports something."""
        del frame
        if node.importname not in self.import_aliases:
            self.import_aliases[node.importname] = self.temporary_identifier()
        self.write(self.import_aliases[node.importname])


def _known_text(node: nodes.Expr) -> str | None:
    if isinstance(node, nodes.TemplateData):
        return node.data
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None
