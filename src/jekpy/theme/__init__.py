"""The built-in documentation theme: layouts, includes, styles and scripts, and the filters they use."""

from __future__ import annotations

from jekpy.theme.page_html import FILTERS
from jekpy.theme.support import override_warnings

__all__ = ["FILTERS", "override_warnings"]
