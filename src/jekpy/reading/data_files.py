"""Data files: YAML, JSON, CSV and TSV that templates read as `site.data`.

Source: Jekyll 4.4.1, lib/jekyll/readers/data_reader.rb.
"""

from __future__ import annotations

import io
import re
from functools import partial
from typing import TYPE_CHECKING, Final

from jekpy.errors import FrontMatterError, Location
from jekpy.frontmatter import load_yaml
from jekpy.reading.files import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.reading.known import KnownFiles

__all__ = ["read_data"]

_EXTENSIONS: Final = (".yaml", ".yml", ".json", ".csv", ".tsv")
_NOT_IN_KEYS: Final = re.compile(r"[^\w\s-]+", re.ASCII)
_OCTAL: Final = re.compile(r"[+-]?0_?[0-7][0-7_]*")
_FLOAT: Final = re.compile(r"[+-]?(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_BLANKS: Final = re.compile(r"\s+", re.ASCII)


def read_data(folder: Path, config: Config, known: KnownFiles) -> dict[str, object]:
    """Return the data of a folder: a key for each file and each folder in it.

    A file that is `known` is not read again. Raises FrontMatterError for a file that cannot be read as what
    its extension says.
    """
    data: dict[str, object] = {}
    if not folder.is_dir():
        return data
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    for ext in _EXTENSIONS:
        for path in entries:
            if path.name.endswith(ext) and path.is_file():
                name = _key(path.name.removesuffix(ext))
                data[name] = known.data(str(path), partial(_read_file, path, config))
    for path in entries:
        if path.is_dir() and not (config.flag("safe") and path.is_symlink()):
            data[_key(path.name)] = read_data(path, config, known)
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
    import csv

    text = path.read_bytes().decode(str(options.get("encoding") or "utf-8"), "surrogateescape")
    given = options.get("csv_converters")
    names = given if isinstance(given, list) else []
    converters = [converter for name in names for converter in _CONVERTERS.get(str(name), ())]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise FrontMatterError(f"this is not a valid table: {error}", Location(shown)) from error
    cells = [[_cell(cell, converters) for cell in row] for row in rows]
    if options.get("headers") is False:
        return [list(row) for row in cells]
    if not cells:
        return []
    return [_row(rows[0], row) for row in cells[1:]]


def _cell(text: str, converters: Sequence[Callable[[str], object]]) -> object:
    """Return what the first converter makes of a cell that can; the text where none can."""
    if not text:
        return None
    return next((found for convert in converters if (found := convert(text)) is not None), text)


def _integer(text: str) -> int | None:
    """Return the integer that the text is in one of Ruby's notations. Source: Ruby 3.1, Integer()."""
    digits = text.strip().lower()
    if _OCTAL.fullmatch(digits):
        digits = digits.replace("0", "0o", 1)
    try:
        return int(digits, 0)
    except ValueError:
        return None


def _float(text: str) -> float | None:
    """Return the number that the text is. Source: Ruby 3.1, Float()."""
    return float(text) if _FLOAT.fullmatch(text.strip()) else None


_CONVERTERS: Final[Mapping[str, tuple[Callable[[str], object], ...]]] = {
    "integer": (_integer,),
    "float": (_float,),
    "numeric": (_integer, _float),
    "all": (_integer, _float),
}
"""What `csv_converters` names. Source: Ruby 3.1, CSV::Converters; dates stay text here."""


def _row(header: list[str], cells: list[object]) -> dict[object, object]:
    row: dict[object, object] = {}
    for place, name in enumerate(header):
        row.setdefault(name, cells[place] if place < len(cells) else None)
    if len(cells) > len(header):
        row.setdefault(None, cells[len(header)])
    return row
