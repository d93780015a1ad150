"""Front matter for programs that read Jekyll files with the library python-frontmatter.

It has a module of its own, since jekpy itself does without that library, which takes a while to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from frontmatter.default_handlers import BaseHandler

from jekpy.frontmatter.split import CLOSE, split_front_matter
from jekpy.frontmatter.yaml import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FrontMatterHandler"]


class FrontMatterHandler(BaseHandler):
    """python-frontmatter's view of the rules that jekpy goes by."""

    FM_BOUNDARY = CLOSE
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Tell whether `text` has front matter."""
        return split_front_matter(text).header is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return the YAML text and the body; raises ValueError without front matter."""
        split = split_front_matter(text)
        if split.header is None:
            raise ValueError("no front matter")
        return split.header, split.body

    def load(self, fm: str) -> dict[str, Any]:
        """Return the front matter's data, with keys that are all text."""
        value = load_yaml(fm)
        return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}

    def export(self, metadata: Mapping[str, object], **kwargs: Any) -> str:
        """Return `metadata` as YAML text."""
        options = {"sort_keys": False, "allow_unicode": True, **kwargs}
        return str(yaml.safe_dump(dict(metadata), **options)).rstrip("\n")
