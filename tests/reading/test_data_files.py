"""Data files: their keys, their types, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jekpy.errors import FrontMatterError

if TYPE_CHECKING:
    from tests.support.sites import MakeSite


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a.yml", "a"),
        ("my file.name-x.yml", "my_filename-x"),
        ("ünï.yml", "n"),
        ("_a.yml", "_a"),
        ("A.yml", "A"),
    ],
)
def test_a_file_name_becomes_a_key(name: str, key: str, make_site: MakeSite) -> None:
    site, _warnings = make_site({f"_data/{name}": "x: 1"}).read()
    assert site.data == {key: {"x": 1}}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("a.yml", "- 1\n- 2020-01-02\n", [1, date(2020, 1, 2)]),
        ("a.yaml", "x: [a, b]", {"x": ["a", "b"]}),
        ("a.yml", "", False),
        ("a.yml", "a: 1\n---\nb: 2\n", {"a": 1}),
        ("a.json", '{"a": [1, 2.5, null, true]}', {"a": [1, 2.5, None, True]}),
        ("a.csv", "x,y\n1,\n3\n", [{"x": "1", "y": None}, {"x": "3", "y": None}]),
        ("a.csv", "x,x\n1,2\n", [{"x": "1"}]),
        ("a.csv", "", []),
        ("a.csv", 'x\n"a, ""b"""\n', [{"x": 'a, "b"'}]),
        ("a.tsv", "x\ty\n1\ta b\n", [{"x": "1", "y": "a b"}]),
    ],
)
def test_a_file_gives_its_value(name: str, text: str, value: object, make_site: MakeSite) -> None:
    site, _warnings = make_site({f"_data/{name}": text}).read()
    assert site.data == {"a": value}


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ({"csv_converters": ["numeric"]}, [{"x": 1, "y": "b"}]),
        ({"headers": False}, [["x", "y"], ["1", "b"]]),
    ],
)
def test_options_change_how_tables_are_read(
    options: dict[str, object], value: object, make_site: MakeSite
) -> None:
    site, _warnings = make_site({"_data/a.csv": "x,y\n1,b\n"}).read(csv_reader=options)
    assert site.data == {"a": value}


@pytest.mark.parametrize(
    ("converter", "cells"),
    [
        ("integer", [1, "1e3", 31, 8, "08", "1.5", "1,000", 5, "x"]),
        ("float", [1.0, 1000.0, "0x1F", 10.0, 8.0, 1.5, "1,000", 5.0, "x"]),
        ("numeric", [1, 1000.0, 31, 8, 8.0, 1.5, "1,000", 5, "x"]),
        ("none such", ["1", "1e3", "0x1F", "010", "08", "1.5", "1,000", " 5 ", "x"]),
    ],
)
def test_numbers_in_tables_are_read_as_ruby_writes_them(
    converter: str, cells: list[object], make_site: MakeSite
) -> None:
    table = '1,1e3,0x1F,010,08,1.5,"1,000", 5 ,x\n'
    options = {"csv_converters": [converter], "headers": False}
    site, _warnings = make_site({"_data/a.csv": table}).read(csv_reader=options)
    assert site.data == {"a": [cells]}


def test_folders_nest_and_win_over_files_of_their_name(make_site: MakeSite) -> None:
    files = {"_data/a.yml": "x: 1", "_data/a.json": '{"x": 2}', "_data/b/c/d.yml": "1", "_data/.e.yml": "1"}
    site, _warnings = make_site({**files, "_data/b.yml": "lost"}).read()
    assert site.data == {"a": {"x": 2}, "b": {"c": {"d": 1}}}


def test_the_config_may_hold_the_data(make_site: MakeSite) -> None:
    site, _warnings = make_site({"_config.yml": "data: [1, 2]", "_data/a.yml": "x: 1"}).read()
    assert site.data == [1, 2]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.yml", "ok: 1\nx: [1\n", "_data/a.yml:3"),
        ("sub/a.yml", "\tx: 1", "_data/sub/a.yml:1"),
        ("a.yml", b"a: \xff\n", "_data/a.yml"),
        ("a.json", '{"a": [}', "_data/a.json:1"),
        ("a.csv", 'x\n"open', "_data/a.csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    name: str, content: str | bytes, place: str, make_site: MakeSite
) -> None:
    with pytest.raises(FrontMatterError) as caught:
        make_site({f"_data/{name}": content}).read()
    assert str(caught.value).startswith(place)
