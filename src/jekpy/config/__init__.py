"""The configuration of a build: one schema of options, one frozen value made of defaults, files and flags."""

from __future__ import annotations

from jekpy.config.loading import load_config
from jekpy.config.values import Config

__all__ = ["Config", "load_config"]
