"""From the disk to a site: what is read, how it is typed, and what is left out."""

from __future__ import annotations

from jekpy.reading.site import add_theme, read_site

__all__ = ["add_theme", "read_site"]
