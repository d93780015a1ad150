"""A page: a file with front matter outside the collections.

Source: Jekyll 4.4.1, lib/jekyll/page.rb.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jekpy.errors import ConfigError, Location, UrlError
from jekpy.model.paths import extension
from jekpy.model.urls import HTML_EXTENSIONS, permalink_suffix, simple_url, unescape_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jekpy.model.pager import Pager

__all__ = ["Page", "make_page", "output_file", "placed_in"]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page as read, with its place in the site.

    `path` is relative to the source (or to the theme, for an asset of its own); `front_matter` is the file's
    own, `defaults` what the config adds; `body` is the text after the front matter, which starts at line
    `body_line` of the file. `output_path` is relative to the destination. `pager` is set on the pages of a
    listing. `takes_over` says that it is meant to be written over what else lies there.
    """

    path: str
    name: str
    ext: str
    basename: str
    dir: str
    front_matter: Mapping[str, object]
    defaults: Mapping[str, object]
    body: str
    body_line: int
    url: str
    output_ext: str
    output_path: str
    from_theme: bool = False
    pager: Pager | None = None
    takes_over: bool = False

    def value(self, key: str) -> object:
        """Return the front matter's value for `key`, or the default; a nil that is written out stays nil."""
        return self.front_matter[key] if key in self.front_matter else self.defaults.get(key)

    @property
    def is_html(self) -> bool:
        """Whether the page is one for readers: its output is HTML, or its URL a folder."""
        return self.output_ext in HTML_EXTENSIONS or self.url.endswith("/")


def make_page(
    path: str,
    front_matter: Mapping[str, object],
    defaults: Mapping[str, object],
    body: str,
    body_line: int,
    *,
    permalink_style: str,
    converted_extension: Callable[[str], str],
    from_theme: bool = False,
    folder: str | None = None,
) -> Page:
    """Place a page that was read at `path`.

    `folder`, when given, stands for the folder of `path` in the URL. Raises UrlError for a permalink that
    cannot be used.
    """
    name = path.rsplit("/", 1)[-1]
    ext = extension(name)
    basename = (name[: -len(ext)] if ext else name).rstrip(".")
    permalink = front_matter["permalink"] if "permalink" in front_matter else defaults.get("permalink")
    _check_permalink(permalink, path)
    written = permalink if isinstance(permalink, str) else None
    output_ext = _output_extension(written, ext, converted_extension)
    if folder is None:
        folder = path[: -len(name)].rstrip("/")
    url = _url(written, folder, basename, output_ext, permalink_style)
    return Page(
        path=path,
        name=name,
        ext=ext,
        basename=basename,
        dir=_folder(url),
        front_matter=front_matter,
        defaults=defaults,
        body=body,
        body_line=body_line,
        url=url,
        output_ext=output_ext,
        output_path=output_file(url, output_ext, index="index" + output_ext),
        from_theme=from_theme,
    )


def placed_in(page: Page, folder: str, permalink_style: str) -> Page:
    """Return the same page with its place in another folder, as the pages of a listing are made."""
    permalink = page.value("permalink")
    written = permalink if isinstance(permalink, str) else None
    url = _url(written, folder, page.basename, page.output_ext, permalink_style)
    output_path = output_file(url, page.output_ext, index="index" + page.output_ext)
    return replace(page, url=url, dir=_folder(url), output_path=output_path)


def _url(permalink: str | None, folder: str, basename: str, output_ext: str, permalink_style: str) -> str:
    template = _template(basename, output_ext, permalink_style) if permalink is None else permalink
    return simple_url(template, {"path": folder, "basename": basename, "output_ext": output_ext})


def _folder(url: str) -> str:
    return url if url.endswith("/") else url.rsplit("/", 1)[0] + "/"


def _check_permalink(permalink: object, path: str) -> None:
    if permalink == "":
        raise UrlError(
            "the permalink is empty", Location(path), fix="write one such as /about/, or leave it out"
        )
    if permalink is not None and not isinstance(permalink, str | bool):
        raise ConfigError(
            f"the permalink must be text, but it is {permalink!r}", Location(path), fix="put quotes around it"
        )


def _output_extension(permalink: str | None, ext: str, converted_extension: Callable[[str], str]) -> str:
    written = extension(permalink) if permalink and not permalink.endswith("/") else ""
    return written or converted_extension(ext)


def _template(basename: str, output_ext: str, permalink_style: str) -> str:
    if output_ext not in HTML_EXTENSIONS:
        return "/:path/:basename:output_ext"
    if basename == "index":
        return "/:path/"
    return permalink_suffix("/:path/:basename", permalink_style)


def output_file(url: str, output_ext: str, index: str) -> str:
    """Return the file, relative to the destination, that is served at `url`; `index` names a folder's own.

    Raises UrlError for a URL that no file can have.
    """
    path = unescape_path(url).lstrip("/")
    if "\0" in path:
        raise UrlError(f"the URL {url!r} has a null character in it", fix="give it another `permalink`")
    if url.endswith("/"):
        return _inside(path + index)
    return _inside(path if path.endswith(output_ext) else path + output_ext)


def _inside(path: str) -> str:
    """Return `path` with its `.` and `..` resolved, never above the destination."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
