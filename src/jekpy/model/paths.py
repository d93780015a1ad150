"""File names taken apart as Ruby's File does it.

Source: Ruby 3.1, File.extname, File.basename.
"""

from __future__ import annotations

__all__ = ["extension", "stem"]


def extension(name: str) -> str:
    """Return the last extension of a path's last part, with its dot; "" when it has none.

    A leading dot starts no extension, and a name that ends in a dot has the extension ".".
    """
    base = name.rsplit("/", 1)[-1].lstrip(".")
    dot = base.rfind(".")
    return base[dot:] if dot >= 0 else ""


def stem(name: str) -> str:
    """Return a path's last part without its last extension."""
    base = name.rsplit("/", 1)[-1]
    ext = extension(base)
    return base[: -len(ext)] if ext else base
