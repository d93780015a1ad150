"""Data files: YAML, JSON, CSV and TSV that templates read as `site.data`.

Source: Jekyll 4.4.1, lib/jekyll/readers/data_reader.rb.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from jekpy.errors import FrontMatterError, Location
from jekpy.frontmatter import load_yaml
from jekpy.frontmatter.yaml import typed_scalar
from jekpy.reading.files import decode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jekpy.config import Config

__all__ = ["read_data"]

_EXTENSIONS: Final = (".yaml", ".yml", ".json", ".csv", ".tsv")
_NOT_IN_KEYS: Final = re.compile(r"[^\w\s-]+", re.ASCII)
_BLANKS: Final = re.compile(r"\s+", re.ASCII)


def read_data(folder: Path, config: Config) -> dict[str, object]:
    """Return the data of a folder: a key for each file and each folder in it.

    Raises FrontMatterError for a file that cannot be read as what its extension says.
    """
    data: dict[str, object] = {}
    if not folder.is_dir():
        return data
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    for ext in _EXTENSIONS:
        for path in entries:
            if path.name.endswith(ext) and path.is_file():
                data[_key(path.name.removesuffix(ext))] = _read_file(path, config)
    for path in entries:
        if path.is_dir() and not (config.flag("safe") and path.is_symlink()):
            data[_key(path.name)] = read_data(path, config)
    return data


def _key(name: str) -> str:
    return _BLANKS.sub("_", _NOT_IN_KEYS.sub("", name).strip())


def _read_file(path: Path, config: Config) -> object:
    shown = path.relative_to(config.source).as_posix() if path.is_relative_to(config.source) else str(path)
    if path.suffix in (".csv", ".tsv"):
        options = config.mapping(f"{path.suffix[1:]}_reader")
        return _read_table(path, "\t" if path.suffix == ".tsv" else ",", options, shown)
    text = decode(path.read_bytes(), config.text("encoding", "utf-8"))
    value = load_yaml(text, shown)
    return False if value is None and not text.strip() else value


def _read_table(path: Path, delimiter: str, options: Mapping[str, object], shown: str) -> list[object]:
    text = path.read_bytes().decode(str(options.get("encoding") or "utf-8"), "surrogateescape")
    converters = options.get("csv_converters")
    numeric = isinstance(converters, list) and "numeric" in converters
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise FrontMatterError(f"this is not a valid table: {error}", Location(shown)) from error
    cells = [[_cell(cell, numeric=numeric) for cell in row] for row in rows]
    if options.get("headers") is False:
        return [list(row) for row in cells]
    if not cells:
        return []
    return [_row(rows[0], row) for row in cells[1:]]


def _cell(text: str, *, numeric: bool) -> object:
    if not text:
        return None
    value = typed_scalar(text) if numeric else text
    return value if isinstance(value, int | float) and not isinstance(value, bool) else text


def _row(header: list[str], cells: list[object]) -> dict[object, object]:
    row: dict[object, object] = {}
    for place, name in enumerate(header):
        row.setdefault(name, cells[place] if place < len(cells) else None)
    if len(cells) > len(header):
        row.setdefault(None, cells[len(header)])
    return row
