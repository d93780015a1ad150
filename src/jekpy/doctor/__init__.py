"""What is likely wrong with a site, found without building it."""

from __future__ import annotations

from jekpy.doctor.examining import Examination, examine

__all__ = ["Examination", "examine"]
