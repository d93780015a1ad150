"""What keeps the rooms apart: the direction of imports, the size of modules, the names they offer."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
SOURCE: Final = ROOT / "src" / "jekpy"
LONGEST_MODULE: Final = 600
REASON_FOR_LENGTH: Final = "This module is long because"
ALONE: Final = ("kramdown", "liquid")
ANY_ROOM_MAY_IMPORT: Final = frozenset(("errors", "_version"))
ENTRANCES: Final = frozenset(("__init__", "__main__", "_version"))

MODULES: Final = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


@cache
def rooms_in_order() -> tuple[str, ...]:
    """Give the rooms as the table in the description of the architecture has them, topmost first."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text.partition("## The rooms")[2].partition("\n## ")[0]
    return tuple(re.findall(r"^\| `(\w+)(?:/|\.py)` \|", table, re.MULTILINE))


def is_for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imported_modules(path: Path) -> Iterator[str]:
    """Give the names of the modules that a module really imports, at its top or later."""
    open_nodes: list[ast.AST] = [ast.parse((SOURCE / path).read_text("utf-8"))]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, ast.If) and is_for_types_only(node):
            open_nodes.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "jekpy":
            yield from (f"jekpy.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        open_nodes.extend(ast.iter_child_nodes(node))


def imported_rooms(path: Path) -> set[str]:
    parts = (name.split(".") for name in imported_modules(path))
    return {part[1] for part in parts if part[0] == "jekpy" and len(part) > 1} - {room_of(path)}


def test_the_table_of_rooms_names_each_room_once() -> None:
    rooms = {room_of(path) for path in MODULES} - ENTRANCES
    assert sorted(rooms_in_order()) == sorted(rooms)


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) not in ENTRANCES], ids=str)
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    order = rooms_in_order()
    below = set(order[order.index(room_of(path)) + 1 :]) | {"_version"}
    assert imported_rooms(path) <= below


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) in ALONE], ids=str)
def test_a_dialect_is_usable_alone(path: Path) -> None:
    assert imported_rooms(path) <= ANY_ROOM_MAY_IMPORT


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_long_module_states_its_reason(path: Path) -> None:
    text = (SOURCE / path).read_text("utf-8")
    if text.count("\n") > LONGEST_MODULE:
        assert REASON_FOR_LENGTH in (ast.get_docstring(ast.parse(text)) or "")


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__main__.py"], ids=str)
def test_what_a_module_offers_exists_and_is_described(path: Path) -> None:
    dotted = ".".join(("jekpy", *path.with_suffix("").parts)).removesuffix(".__init__")
    module = importlib.import_module(dotted)
    assert module.__doc__
    for name in getattr(module, "__all__", ()):
        offered = getattr(module, name)
        if inspect.isclass(offered) or inspect.isfunction(offered):
            assert offered.__doc__, f"{dotted}.{name} has no docstring"


def test_the_command_line_starts_without_the_heavy_rooms() -> None:
    cli = set(imported_modules(Path("cli/__init__.py")))
    assert not cli & {"jekpy.build", "jekpy.serving.server", "rich", "pygments", "starlette", "uvicorn"}
