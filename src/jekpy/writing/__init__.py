"""From outputs to the disk: each file replaced whole, only when it changes, and nothing else left there."""

from __future__ import annotations

from jekpy.writing.conflicts import conflicts
from jekpy.writing.contents import Contents, contents_of
from jekpy.writing.destination import clean_destination, deliver
from jekpy.writing.staging import Output, Staged, Staging, staging_for

__all__ = [
    "Contents",
    "Output",
    "Staged",
    "Staging",
    "clean_destination",
    "conflicts",
    "contents_of",
    "deliver",
    "staging_for",
]
