"""From outputs to the disk: each file replaced whole, only when it changes, and nothing else left there."""

from __future__ import annotations

from jekpy.writing.destination import clean_destination, write_outputs
from jekpy.writing.outputs import Output, Outputs, conflicts

__all__ = ["Output", "Outputs", "clean_destination", "conflicts", "write_outputs"]
