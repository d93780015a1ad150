"""jekpy: a Jekyll-compatible site builder in Python, with a documentation theme built in."""

from __future__ import annotations

from jekpy._version import __version__
from jekpy.errors import BuildError, Diagnostic, JekpyError, Location

__all__ = ["BuildError", "Diagnostic", "JekpyError", "Location", "__version__"]
