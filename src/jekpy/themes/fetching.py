"""Fetching a file by HTTP, and where gems and repositories are fetched from.

The address of a gem server is the one that the site's own Gemfile names, else the one in RubyGems'
configuration; jekpy names none itself.

Source: RubyGems 3.5, lib/rubygems/config_file.rb (`:sources:`); the compact index, as Bundler reads it.
"""

from __future__ import annotations

import http.client
import os
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from jekpy._version import __version__
from jekpy.errors import FrontMatterError, ThemeError
from jekpy.frontmatter import load_yaml
from jekpy.themes.versions import is_prerelease, satisfies, version_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.themes.gemfile import GemPin

__all__ = [
    "GEMS_VARIABLE",
    "REPOSITORIES",
    "REPOSITORIES_VARIABLE",
    "Release",
    "archive_url",
    "fetch",
    "find_release",
    "gem_server",
    "gem_url",
]

GEMS_VARIABLE: Final = "JEKPY_GEMS_URL"
"""The environment variable that names the gem server."""

REPOSITORIES_VARIABLE: Final = "JEKPY_REPOSITORIES_URL"
"""The environment variable that names the host of repositories."""

REPOSITORIES: Final = "https://github.com"
"""Where `OWNER/REPOSITORY` is, unless told otherwise."""

_DOWNLOAD_BYTES: Final = 100_000_000
_TIMEOUT: Final = 30.0
_INDEX_LINE: Final = re.compile(r"(?P<version>[0-9][\w.]*) (?P<dependencies>[^|]*)\|(?P<facts>.*)", re.ASCII)
_CHECKSUM: Final = re.compile(r"(?:^|,)checksum:([0-9a-f]{64})(?:,|$)")


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never from an encrypted address to one that is not, or that is no address."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        allowed = ("https",) if req.type == "https" else ("http", "https")
        if urlsplit(newurl).scheme not in allowed:
            raise ThemeError(f"{req.full_url} leads to {newurl}, which is not safe to follow")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch(url: str, *, limit: int = _DOWNLOAD_BYTES, timeout: float = _TIMEOUT) -> bytes:
    """Return the bytes at an address, at most `limit` of them. Raises ThemeError."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise ThemeError(f"{url!r} is no address on the web", fix="give one that starts with https://")
    request = urllib.request.Request(url, headers={"User-Agent": f"jekpy/{__version__}"})  # noqa: S310
    try:
        with urllib.request.build_opener(_SafeRedirects).open(request, timeout=timeout) as response:
            content: bytes = response.read(limit + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise ThemeError(
            f"{url} answers {error.code} {error.reason}",
            fix="is the name right, and the version?" if error.code in (403, 404, 410) else "try again later",
        ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise ThemeError(
            f"{url} cannot be reached: {reason}",
            fix="without a connection, fetch that file elsewhere, and name it with --from",
        ) from error
    if len(content) > limit:
        raise ThemeError(f"{url} is too large: it has more than {limit:,} bytes")
    return content


# -- gems ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Release:
    """One version of a gem; `sha256` is "" where the server does not name it."""

    version: str
    sha256: str = ""


def gem_server(given: str, pin: GemPin, environment: Mapping[str, str] = os.environ) -> str:
    """Return the address of the gem server: the `given` one, that of the Gemfile, or RubyGems' own setting.

    Raises ThemeError when none of them names one.
    """
    found = given or environment.get(GEMS_VARIABLE) or pin.remote or _configured_source(environment)
    if not found:
        raise ThemeError(
            "no gem server is named",
            fix=f"name one with --gems, in {GEMS_VARIABLE}, or by `source` in a Gemfile; or take the theme "
            "from its repository: jekpy theme install OWNER/REPOSITORY@TAG",
        )
    return found.rstrip("/")


def _configured_source(environment: Mapping[str, str]) -> str:
    """Return the first source in RubyGems' configuration files, "" for none."""
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or ".")
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    for path in (home / ".gemrc", config / "gem/gemrc", Path("/etc/gemrc")):
        try:
            value = load_yaml(path.read_text("utf-8"), str(path))
        except (OSError, UnicodeDecodeError, FrontMatterError):
            continue
        sources = (value.get(":sources") or value.get("sources")) if isinstance(value, dict) else None
        for source in sources if isinstance(sources, list) else ():
            if str(source).startswith(("http://", "https://")):
                return str(source)
    return ""


def find_release(server: str, name: str, version: str, pin: GemPin) -> Release:
    """Return the release of a gem to fetch: `version` if given, else the newest that the Gemfile allows.

    A server need not list its gems for a version to be fetched. Raises ThemeError when it has none such.
    """
    try:
        releases = _releases(fetch(f"{server}/info/{quote(name)}").decode("utf-8", "replace"))
    except ThemeError:
        if not version:
            raise
        releases = []
    if version:
        return next((one for one in releases if one.version == version), Release(version))
    allowed = [one for one in releases if satisfies(one.version, pin.requirements)]
    final = [one for one in allowed if not is_prerelease(one.version)] or allowed
    if not final:
        asked = f" {', '.join(pin.requirements)}" if pin.requirements else ""
        raise ThemeError(f"{server} has no version of {name}{asked}")
    return max(final, key=lambda one: version_key(one.version))


def _releases(index: str) -> list[Release]:
    """Return what a gem's page of the compact index lists, but for builds for one platform."""
    found = []
    for line in index.splitlines():
        match = _INDEX_LINE.fullmatch(line)
        if match is not None:
            checksum = _CHECKSUM.search(match["facts"])
            found.append(Release(match["version"], checksum[1] if checksum else ""))
    return found


def gem_url(server: str, name: str, version: str) -> str:
    """Return the address of a gem file."""
    return f"{server}/gems/{quote(name)}-{quote(version)}.gem"


# -- repositories ----------------------------------------------------------------------------------


def archive_url(host: str, name: str, ref: str) -> str:
    """Return the address of a repository's files at a branch, tag or commit."""
    return f"{host.rstrip('/')}/{quote(name)}/archive/{quote(ref)}.tar.gz"
