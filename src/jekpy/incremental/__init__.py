"""Building only what an edit touches: fingerprints of what is read, stored results, what must run again.

The law: after any edits, an incremental build leaves the same bytes as a clean one.
"""

from __future__ import annotations

from jekpy.incremental.digests import digest
from jekpy.incremental.fingerprints import Fingerprints, source_digest
from jekpy.incremental.planning import Plan, make_plan
from jekpy.incremental.program import program_digest
from jekpy.incremental.running import Outcome, Run, remember, render_items, search_outputs
from jekpy.incremental.store import FOLDER, Store, Stored, StoredFile, open_store

__all__ = [
    "FOLDER",
    "Fingerprints",
    "Outcome",
    "Plan",
    "Run",
    "Store",
    "Stored",
    "StoredFile",
    "digest",
    "make_plan",
    "open_store",
    "program_digest",
    "remember",
    "render_items",
    "search_outputs",
    "source_digest",
]
