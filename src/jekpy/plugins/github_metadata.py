"""jekyll-github-metadata, without a connection: `site.github`, and `{% github_edit_link "text" %}`.

Only what follows from the repository's name, the environment and git is known; what GitHub alone knows (its
releases, contributors) is nil or false, as in the Ruby plugin without a connection.
Source: jekyll-github-metadata 2.15.0, observed offline; lib/jekyll-github-metadata/site_github_munger.rb.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import quote

from jekpy.errors import Diagnostic
from jekpy.liquid import inline_tag
from jekpy.liquid.values import to_s, truthy
from jekpy.plugins.api import Plugin
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.liquid import RenderContext
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools
    from jekpy.rendering.registers import Registers

__all__ = ["GithubEditLink", "add_github", "plugin", "repository_of"]

_REPOSITORY: Final = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_REMOTE: Final = re.compile(r"github\.com[:/](?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?\s*", re.ASCII)
_UNKNOWN: Final = (
    "archived", "build_revision", "description", "disabled", "issues_url", "language", "latest_release",
    "license", "organization_members", "owner_display_name", "owner_gravatar_url", "private",
    "project_tagline", "public_repositories", "releases",
)  # fmt: skip


def add_github(site: Site, tools: Tools) -> Site:
    """Return the site with `github` in its configuration, and a title where it has neither title nor name.

    A mapping under `github` in the configuration is laid over what is found, any other value replaces it.
    """
    config = site.config
    given = config.values.get("github")
    if given is not None and not isinstance(given, dict):
        return site
    name = repository_of(config)
    if name is None:
        cause = "No repo name found, so `site.github` has no more than the configuration says"
        fix = "set `repository: owner/name` in _config.yml, or the variable PAGES_REPO_NWO"
        tools.warn(Diagnostic("github-metadata", cause, fix=fix, severity="warning"))
        return replace(site, config=config.with_values(github=given or {}))
    found = {**_metadata(name, config), **(given or {})}
    changes: dict[str, object] = {"github": found}
    if not truthy(config.values.get("title")) and not truthy(config.values.get("name")):
        changes["title"] = found["project_title"]
    if config.environment == "production" or _pages_environment(config) == "dotcom":
        if config.values.get("url") is None:
            changes["url"] = f"http://{found['owner_name']}.github.io"
        if config.values.get("baseurl") in (None, "/"):
            changes["baseurl"] = "" if found["is_user_page"] else f"/{found['repository_name']}"
    return replace(site, config=config.with_values(**changes))


def repository_of(config: Config) -> str | None:
    """Return `owner/name` of the site's repository, None where nothing says it."""
    for value in (os.environ.get("PAGES_REPO_NWO"), config.values.get("repository")):
        if isinstance(value, str) and _REPOSITORY.fullmatch(value):
            return value
    if config.environment not in ("development", "test"):
        return None
    match = _REMOTE.search(_git(config.source, "remote", "get-url", "origin"))
    return match["name"] if match else None


def _git(folder: Path, *arguments: str) -> str:
    """Return what git answers, "" where it does not."""
    try:
        answer = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _pages_environment(config: Config) -> str:
    return os.environ.get("PAGES_ENV") or config.environment


def _metadata(full_name: str, config: Config) -> dict[str, Any]:
    owner, name = full_name.split("/")
    is_user_page = name.lower() in (f"{owner.lower()}.github.io", f"{owner.lower()}.github.com")
    branch = "master" if is_user_page else "gh-pages"
    web = f"https://github.com/{full_name}"
    local = _pages_environment(config) in ("development", "test")
    place = f"http://{owner}.github.io" + ("" if is_user_page else f"/{name}")
    return {
        **dict.fromkeys(_UNKNOWN),
        "api_url": "https://api.github.com",
        "baseurl": "" if is_user_page or local else f"/{name}",
        "build_revision": os.environ.get("JEKYLL_BUILD_REVISION") or _git(config.source, "rev-parse", "HEAD"),
        "clone_url": f"{web}.git",
        "contributors": False,
        "environment": config.environment,
        "help_url": "https://help.github.com",
        "hostname": "github.com",
        "is_project_page": not is_user_page,
        "is_user_page": is_user_page,
        "owner": {"login": owner, "html_url": f"https://github.com/{owner}"},
        "owner_name": owner,
        "owner_url": f"https://github.com/{owner}",
        "pages_env": _pages_environment(config),
        "pages_hostname": "localhost:4000" if local else "github.io",
        "project_title": name,
        "releases_url": f"{web}/releases",
        "repository_name": name,
        "repository_nwo": full_name,
        "repository_url": web,
        "show_downloads": False,
        "source": {"branch": branch, "path": "/"},
        "tar_url": f"{web}/tarball/{branch}",
        "url": f"https://github.com/pages/{full_name}" if local else place,
        "versions": {},
        "wiki_url": f"{web}/wiki",
        "zip_url": f"{web}/zipball/{branch}",
    }


@dataclass(frozen=True, slots=True)
class GithubEditLink:
    """`{% github_edit_link %}`: the address where the page can be edited, as a link if a text is given."""

    text: str

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag."""
        return cls(markup.strip().strip("\"'"))

    def render(self, context: RenderContext) -> str:
        """Return the address or the link; nothing where the repository is not known."""
        registers: Registers = context.registers[REGISTER]
        github = registers.site.config.mapping("github")
        source = github.get("source")
        page = context.get("page")
        path = page.get("path") if isinstance(page, Mapping) else None
        if not isinstance(source, dict) or not truthy(github.get("repository_url")) or path is None:
            cause = "the address for `github_edit_link` is not known"
            fix = "set `repository: owner/name` in _config.yml"
            registers.warn(Diagnostic("github-metadata", cause, fix=fix, severity="warning"))
            return ""
        folder = to_s(source.get("path")).strip("/")
        parts = [to_s(source.get("branch")), *([folder] if folder else []), to_s(path).lstrip("/")]
        url = f"{to_s(github['repository_url'])}/edit/{quote('/'.join(parts))}"
        return f'<a href="{url}">{self.text}</a>' if self.text else url


plugin: Final = Plugin(
    "jekyll-github-metadata",
    tags={"github_edit_link": inline_tag(GithubEditLink)},
    post_read=add_github,
    reads_anything=False,
)
