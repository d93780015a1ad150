"""The way back from a line of compiled Python to the tag in the template.

Jinja keeps a table of the template's lines and those of the Python (`debug_info`, "1003=12&2001=14"). In the
Liquid dialect the first number of a pair is a whole place, line and column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["innermost_template", "line_of", "place_of", "position_of", "python_line"]

_COLUMNS: Final = 1000


def position_of(line: int, column: int) -> int:
    """Return a place as one number, which Jinja takes for a line."""
    return line * _COLUMNS + min(column, _COLUMNS - 1)


def place_of(position: int) -> tuple[int, int]:
    """Return line and column of what `position_of` gave."""
    return divmod(position, _COLUMNS)


def python_line(error: BaseException, filename: str) -> int | None:
    """Return the line of the innermost frame of the template `filename` that `error` passed."""
    line: int | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == filename and "debug_info" in trace.tb_frame.f_globals:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def innermost_template(error: BaseException) -> str | None:
    """Return the name of the template whose Python `error` passed first."""
    name: str | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if "debug_info" in trace.tb_frame.f_globals:
            name = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return name


def line_of(error: BaseException, filename: str, positions: str) -> int:
    """Return the line of the template that `error` comes from, by the table of its module."""
    found = python_line(error, filename)
    position = 0
    for pair in positions.split("&"):
        own, _, python = pair.partition("=")
        if found is not None and int(python or 0) <= found:
            position = int(own)
    return place_of(position)[0]
