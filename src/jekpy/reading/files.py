"""Single files read from the disk: their text, their front matter, what to say when they are damaged."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jekpy.errors import ConfigError, Diagnostic, FrontMatterError, JekpyError, Location
from jekpy.frontmatter import has_front_matter, parse_front_matter, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "TemplateFile",
    "decode",
    "disk_errors",
    "encoding_problem",
    "read_template",
    "starts_with_front_matter",
]

_HEADER_BYTES: Final = 256
_KINDS: Final[Mapping[type, str]] = {list: "a list", int: "a number", float: "a number", bool: "true"}


class TemplateFile(NamedTuple):
    """A file with front matter, cut and typed. There are thousands, which a plain tuple is made quicker for.

    `error` says what was wrong with its front matter, `warning` what was wrong with its bytes.
    """

    front_matter: Mapping[str, object]
    body: str
    body_line: int
    error: FrontMatterError | None = None
    warning: Diagnostic | None = None


@contextmanager
def disk_errors(source: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be read into a JekpyError that names the file."""
    try:
        yield
    except OSError as error:
        path = Path(str(error.filename or source))
        shown = path.relative_to(source).as_posix() if path.is_relative_to(source) else str(path)
        cause = f"the file or folder cannot be read: {error.strerror or error}"
        fix = "change its permissions, or name it under `exclude`"
        raise JekpyError(Diagnostic("file-unreadable", cause, Location(shown), fix)) from error


def starts_with_front_matter(path: Path) -> bool:
    """Tell whether the file begins with a line of `---`."""
    with path.open("rb") as file:
        start = file.read(_HEADER_BYTES)
        if start.startswith(b"---") and b"\n" not in start:
            start += file.readline()
    return has_front_matter(start)


def decode(raw: bytes, encoding: str) -> str:
    """Return the text of a file; bytes that are not valid in its encoding are kept as surrogates.

    Raises ConfigError for an encoding that does not exist, or that the file cannot be in.
    """
    codec = "utf-8-sig" if _is_utf8(encoding) else encoding
    try:
        return raw.decode(codec, "surrogateescape")
    except UnicodeError as error:
        raise ConfigError(f"a file cannot be read as {encoding}: {error}") from error
    except (LookupError, ValueError) as error:
        fix = "use utf-8, or another that Python knows"
        raise ConfigError(f"there is no text encoding named {encoding!r}", fix=fix) from error


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().startswith("utf-8") or encoding.lower() == "utf8"


def encoding_problem(raw: bytes, encoding: str, shown_path: str, outcome: str) -> Diagnostic | None:
    """Return a warning with the first byte that is not valid in the encoding; None when all are.

    `outcome` says what becomes of the file.
    """
    try:
        raw.decode("utf-8" if _is_utf8(encoding) else encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        return Diagnostic(
            "encoding",
            f"the byte 0x{raw[error.start]:02X} is not valid {encoding}; {outcome}",
            Location(shown_path, line, column),
            fix="save the file as UTF-8, or set `encoding` to what it is saved as",
            severity="warning",
        )
    return None


def read_template(path: Path, shown_path: str, encoding: str, *, any_value: bool = False) -> TemplateFile:
    """Read a file with front matter.

    Front matter that is not YAML is no reason to stop: it counts as empty, and `error` tells of it. With
    `any_value` that goes for front matter that is no mapping too, as in Jekyll's documents; else it raises
    FrontMatterError. `shown_path` is how messages name the file.
    """
    raw = path.read_bytes()
    text = decode(raw, encoding)
    warning = encoding_problem(raw, encoding, shown_path, "it is kept as it is")
    try:
        value, split = parse_front_matter(text, shown_path)
    except FrontMatterError as error:
        cut = split_front_matter(text)
        return TemplateFile({}, cut.body, cut.body_line, error, warning)
    if isinstance(value, dict):
        return TemplateFile(value, split.body, split.body_line, None, warning)
    problem = FrontMatterError(
        f"the front matter must be a mapping of keys to values, but it is {_KINDS.get(type(value), 'text')}",
        Location(shown_path, split.header_line),
        fix="write `key: value` lines between the two `---` lines",
    )
    if any_value:
        return TemplateFile({}, split.body, split.body_line, problem, warning)
    raise problem
