"""What a site's Gemfile and Gemfile.lock say of a gem: where it comes from, its version, its checksum.

They are read as text; no Ruby is run.

Source: Bundler 2.6, Gemfile(5); lib/bundler/lockfile_parser.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GemPin", "gem_pin"]

_SOURCE: Final = re.compile(r"""^[ \t]*source[\s(]+["'](https?://[^"'\s]+)["']""", re.MULTILINE)
_GEM: Final = re.compile(
    r"""^[ \t]*gem[\s(]+["'](?P<name>[\w.-]+)["'](?P<requirements>(?:\s*,\s*["'][^"']+["'])*)""", re.MULTILINE
)
_QUOTED: Final = re.compile(r"""["']([^"']+)["']""")
_SECTION: Final = re.compile(r"^(?P<title>[A-Z][A-Z ]*)\n(?P<body>(?:[ ].*\n|\n)*)", re.MULTILINE)
_REMOTE: Final = re.compile(r"^  remote: (https?://\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GemPin:
    """What is asked of a gem; "" and nothing where nothing is.

    `version` and `sha256` are those of `Gemfile.lock`, `requirements` those of the `Gemfile`, `remote` the
    address of the server that the gem comes from.
    """

    version: str = ""
    sha256: str = ""
    requirements: tuple[str, ...] = ()
    remote: str = ""


def gem_pin(source: Path, name: str) -> GemPin:
    """Return what the Gemfile and its lock file in the folder `source` ask of the gem `name`."""
    gemfile, lock = _text(source / "Gemfile"), _text(source / "Gemfile.lock")
    version, remote = _locked(lock, name)
    return GemPin(
        version=version,
        sha256=_checksum(lock, name, version),
        requirements=_requirements(gemfile, name),
        remote=remote or _first(_REMOTE, lock) or _first(_SOURCE, gemfile),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace") + "\n"
    except OSError:
        return ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _locked(lock: str, name: str) -> tuple[str, str]:
    """Return the version that the lock file gives the gem, and the server; "" for what it does not say."""
    entry = re.compile(rf"^ {{4}}{re.escape(name)} \(([0-9][^)\s]*)\)$", re.MULTILINE)
    for section in _SECTION.finditer(lock):
        match = entry.search(section["body"])
        if match is not None and section["title"] in ("GEM", "PATH", "GIT"):
            return match[1], _first(_REMOTE, section["body"]) if section["title"] == "GEM" else ""
    return "", ""


def _checksum(lock: str, name: str, version: str) -> str:
    """Return the SHA-256 of a gem, in hexadecimal, from the section CHECKSUMS."""
    entry = rf"^  {re.escape(name)} \({re.escape(version)}\)[^\n]*?\bsha256=([0-9a-f]{{64}})"
    for section in _SECTION.finditer(lock):
        if section["title"] == "CHECKSUMS":
            return _first(re.compile(entry, re.MULTILINE), section["body"])
    return ""


def _requirements(gemfile: str, name: str) -> tuple[str, ...]:
    for match in _GEM.finditer(gemfile):
        if match["name"] == name:
            return tuple(_QUOTED.findall(match["requirements"]))
    return ()
