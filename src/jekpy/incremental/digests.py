"""Digests: short texts that differ when what they were made of differs."""

from __future__ import annotations

import hashlib

__all__ = ["digest", "digest_of_text"]


def digest(*values: object) -> str:
    """Return the digest of plain values: texts, numbers, dates, lists and mappings of them.

    The order of a mapping's keys counts: templates can see it.
    """
    return digest_of_text(repr(values))


def digest_of_text(text: str) -> str:
    """Return the digest of a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
