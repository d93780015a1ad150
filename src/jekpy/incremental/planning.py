"""What must be rendered again, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jekpy.incremental.fingerprints import Fingerprints
    from jekpy.incremental.store import Stored, StoredFile
    from jekpy.rendering.reads import Key
    from jekpy.writing import Contents

__all__ = ["Plan", "files_are_there", "make_plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """By the number of each item: the results that are kept, and why the others are not.

    `half_kept` has, of those others, the results whose content is as it was: only the layouts run again.
    `replaced` has those that are as they were but for the menu: another is put in its place.
    """

    kept: Mapping[int, Stored]
    reasons: Mapping[int, str]
    half_kept: Mapping[int, Stored]
    replaced: Mapping[int, Stored]


@dataclass(frozen=True, slots=True)
class _Present:
    """The site as it is now. `unchanged` names the items whose sources are as they were.

    A valid result read each of their cells as it is still, so nobody need look.
    """

    fingerprints: Fingerprints
    unchanged: frozenset[str]

    def differs_in(self, reads: Mapping[Key, str]) -> str:
        """Return in words one of `reads` that is another now, "" if none is."""
        for key, was in reads.items():
            is_unchanged = key[0] == "cell" and key[-1] in self.unchanged
            if not is_unchanged and self.fingerprints.of(key) != was:
                return describe(key)
        return ""


def make_plan(
    sources: Sequence[tuple[str, str]],
    stored: Mapping[str, Stored],
    fingerprints: Fingerprints,
    contents: Contents,
) -> Plan:
    """Return which results are as they would be if they were made again.

    `sources` has each item's name and the digest of its source, in order. A result is valid when its source,
    all that it read and the files that it left are as they were. `contents` is what lies in the destination.
    """
    changed = {name for name, source in sources if name not in stored or stored[name].source != source}
    present = _Present(fingerprints, frozenset(name for name, _source in sources if name not in changed))
    checked: dict[int, str] = {}
    why_not: list[str] = []
    for name, source in sources:
        found = stored.get(name)
        why_not.append("it is new" if found is None else _why_not(found, source, present, contents, checked))
    shared = _shared_places(stored)
    _give_up_shared(why_not, [name for name, _source in sources], stored, shared)
    kept: dict[int, Stored] = {}
    reasons: dict[int, str] = {}
    half_kept: dict[int, Stored] = {}
    replaced: dict[int, Stored] = {}
    checked_without: dict[tuple[int, int], str] = {}
    for number, (name, source) in enumerate(sources):
        found = stored.get(name)
        if not why_not[number] and found is not None:
            kept[number] = found
            continue
        reasons[number] = why_not[number]
        if found is None or found.source != source or found.warnings or len(found.files) > 1:
            continue  # where there are warnings or other files, the content may be what they came from
        is_alone = files_are_there(found, contents) and all(file.path not in shared for file in found.files)
        if is_alone and _only_needs_menu(found, present, checked_without):
            replaced[number] = found
        elif _has_valid_content(found, present):
            half_kept[number] = found
    return Plan(kept, reasons, half_kept, replaced)


def _shared_places(stored: Mapping[str, Stored]) -> Mapping[str, set[str]]:
    """Return the paths to which several items wrote, with their names; the last one's file is there."""
    writers: dict[str, set[str]] = {}
    for name, result in stored.items():
        for file in result.files:
            writers.setdefault(file.path, set()).add(name)
    return {path: names for path, names in writers.items() if len(names) > 1}


def _give_up_shared(
    why_not: list[str],
    names: Sequence[str],
    stored: Mapping[str, Stored],
    shared: Mapping[str, set[str]],
) -> None:
    """Let no result be valid that shares a place with one that is not, since either's file may be there."""
    valid = {name for name, reason in zip(names, why_not, strict=True) if not reason}
    while torn := {path for path, writers in shared.items() if writers & valid and not writers <= valid}:
        for number, name in enumerate(names):
            places = [file.path for file in stored[name].files] if name in valid else []
            if not torn.isdisjoint(places):
                why_not[number] = "another writes to its place"
        valid = {name for name, reason in zip(names, why_not, strict=True) if not reason}


def _why_not(
    stored: Stored, source: str, present: _Present, contents: Contents, checked: dict[int, str]
) -> str:
    if stored.source != source:
        return "its source changed"
    # Many results read the very same; the store gives them one mapping.
    mark = id(stored.reads)
    if mark not in checked:
        checked[mark] = present.differs_in(stored.reads)
    changed = checked[mark] or present.differs_in(stored.own_reads)
    if changed:
        return changed
    for file in stored.files:
        if not _is_there(contents, file):
            return f"{file.path} is not as it was left"
    return ""


def _has_valid_content(stored: Stored, present: _Present) -> bool:
    """Tell whether the content alone would come out the same."""
    reads = {**stored.reads, **stored.own_reads}
    return not present.differs_in({key: reads[key] for key in stored.content_reads})


def _only_needs_menu(stored: Stored, present: _Present, checked: dict[tuple[int, int], str]) -> bool:
    """Tell whether all but the menu would come out the same, and the menu stands where another can be put."""
    menu = stored.menu
    if menu is None:
        return False
    mark = id(stored.reads), id(menu.reads)
    if mark not in checked:
        others = {key: was for key, was in stored.reads.items() if key not in menu.reads}
        checked[mark] = present.differs_in(others)
    return not checked[mark] and not present.differs_in(stored.own_reads)


def files_are_there(stored: Stored, contents: Contents) -> bool:
    """Tell whether all files of a result are in the destination as they were left."""
    return all(_is_there(contents, file) for file in stored.files)


def _is_there(contents: Contents, file: StoredFile) -> bool:
    found = contents.files.get(file.path)
    return found is not None and found.size == file.size and found.modified_ns == file.modified_ns


def describe(key: Key) -> str:
    """Return in words that what `key` names has changed."""
    kind, *names = key
    return _IN_WORDS.get(kind, "something changed that it depends on").format(*names, "")


_IN_WORDS: Final[Mapping[str, str]] = {
    "column": "the {1} of one of the {0} changed",
    "cell": "the {1} of {2} changed",
    "rows": "one of the {0} changed",
    "list": "site.{0} has other members",
    "source": "{0} changed",
    "order": "items came, went or changed places",
    "config": "site.{0} changed",
    "data": "site.data.{0} changed",
    "file": "{0} changed",
    "styles": "stylesheets came or went in {0}",
    "layout": "layout {0} changed",
    "include": "include {0} changed",
    "links": "paths or URLs changed",
    "menu": "the menu changed",
    "navigation": "its place in the menu, or a neighbour there, changed",
    "time": "the time of the build is another",
    "never": "it cannot be foreseen",
}
