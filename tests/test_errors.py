"""How problems are told."""

from __future__ import annotations

import pickle

import pytest

from jekpy import errors
from jekpy.errors import (
    BuildError,
    ConfigError,
    Diagnostic,
    FrontMatterError,
    JekpyError,
    LiquidLimitError,
    LiquidRenderError,
    LiquidSyntaxError,
    Location,
    UrlError,
    nearest,
)


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location("a.md"), "a.md"),
        (Location("a.md", 3), "a.md:3"),
        (Location("a.md", 3, 5), "a.md:3:5"),
        (Location("a.md", None, 5), "a.md"),
    ],
)
def test_a_location_is_told_as_far_as_it_is_known(location: Location, text: str) -> None:
    assert str(location) == text


def test_a_diagnostic_shows_the_line_with_a_caret_and_what_to_do() -> None:
    diagnostic = Diagnostic(
        code="include-missing",
        cause="there is no include named 'nav.html'",
        location=Location("_layouts/default.html", 14, 4),
        fix="create _includes/nav.html",
        line_text="\t  {% include nav.html %}",
        chain=("layout default", "index.md"),
    )
    assert str(diagnostic).splitlines() == [
        "_layouts/default.html:14:4: error[include-missing]: there is no include named 'nav.html'",
        "  14 | \t  {% include nav.html %}",
        "     | \t  ^",
        "  fix: create _includes/nav.html",
        "  needed by: layout default -> index.md",
    ]


def test_a_diagnostic_without_a_place_is_one_line() -> None:
    assert str(Diagnostic("theme", "lost", severity="warning")) == "warning[theme]: lost"


@pytest.mark.parametrize(("line", "shown"), [(1, "one"), (2, "two"), (3, ""), (0, ""), (None, "")])
def test_the_line_is_taken_from_the_source(line: int | None, shown: str) -> None:
    diagnostic = Diagnostic("x", "y", Location("a", line)).within("one\ntwo\n")
    assert diagnostic.line_text == shown


def test_a_line_that_is_known_stays() -> None:
    assert Diagnostic("x", "y", Location("a", 1), line_text="mine").within("other").line_text == "mine"


@pytest.mark.parametrize(
    "error",
    [
        ConfigError("no", Location("a", 1), "do"),
        LiquidSyntaxError(Diagnostic("liquid-syntax", "no")),
        BuildError([UrlError("one"), FrontMatterError("two")]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_crosses_to_another_process_and_back(error: JekpyError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert back.diagnostic == error.diagnostic


def test_the_errors_of_a_build_are_told_one_after_the_other() -> None:
    error = BuildError([UrlError("one"), FrontMatterError("two")])
    assert str(error) == "error[url]: one\nerror[front-matter]: two"
    assert error.diagnostic.cause == "one"


def test_a_place_is_given_once() -> None:
    error = UrlError("bad").at(Location("first")).at(Location("second"))
    assert str(error) == "first: error[url]: bad"
    assert isinstance(error, UrlError)


def test_what_needed_a_file_is_told_innermost_first() -> None:
    error = LiquidRenderError("bad").needed_by("include a").needed_by("layout b", "page c")
    assert error.diagnostic.chain == ("include a", "layout b", "page c")


def test_an_error_can_be_told_as_a_warning() -> None:
    assert FrontMatterError("bad").as_warning().severity == "warning"


def test_every_exception_is_drawn_in_the_tree_and_offered() -> None:
    tree = errors.__doc__ or ""
    kinds = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, JekpyError)
    }
    assert {name for name in kinds if name in tree} == kinds
    assert kinds <= set(errors.__all__)
    assert issubclass(LiquidLimitError, LiquidRenderError)


@pytest.mark.parametrize(
    ("name", "near"), [("permalnk", "permalink"), ("titel", "title"), ("zzz", None), ("", None)]
)
def test_the_nearest_known_name_is_found(name: str, near: str | None) -> None:
    assert nearest(name, ["permalink", "title"]) == near
