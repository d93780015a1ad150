"""Defaults, files and flags: which wins, what is checked, what is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from jekpy.config import load_config
from jekpy.config.loading import theme_values
from jekpy.config.options import BUILT_IN_EXCLUDES, OPTIONS, defaults
from jekpy.errors import ConfigError
from tests.support.sites import EPOCH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import MakeSite


def test_every_option_has_a_text_and_is_named_once() -> None:
    assert all(option.text for option in OPTIONS)
    assert len({option.name for option in OPTIONS}) == len(OPTIONS)


def test_defaults_are_fresh_each_time() -> None:
    defaults()["include"].append("x")  # type: ignore[attr-defined]
    assert defaults()["include"] == [".htaccess"]


@pytest.mark.parametrize(
    ("files", "title"),
    [
        ({}, None),
        ({"_config.yml": "title: yml"}, "yml"),
        ({"_config.yaml": "title: yaml"}, "yaml"),
        ({"_config.toml": 'title = "toml"'}, "toml"),
        ({"_config.yml": "title: yml", "_config.toml": 'title = "toml"'}, "yml"),
        ({"_config.yml": "\ufefftitle: bom"}, "bom"),
    ],
)
def test_the_first_file_of_the_known_names_is_read(
    files: dict[str, str], title: str | None, make_site: MakeSite
) -> None:
    assert make_site(files).config().values.get("title") == title


def test_later_files_and_then_flags_win_and_mappings_merge(make_site: MakeSite) -> None:
    site = make_site(
        {"a.yml": "x: 1\nm: {a: 1, b: 1}\nl: [1]\nn: kept", "b.yml": "x: 2\nm: {b: 2}\nl: [2]\nn:"}
    )
    config = load_config(
        site.source, files=[site.source / "a.yml", site.source / "b.yml"], overrides={"m": {"c": 3}}
    )
    values = {key: config.values[key] for key in "xmln"}
    assert values == {"x": 2, "m": {"a": 1, "b": 2, "c": 3}, "l": [2], "n": "kept"}
    assert [file.name for file in config.files] == ["a.yml", "b.yml"]


def test_top_level_keys_are_text(make_site: MakeSite) -> None:
    values = make_site({"_config.yml": "2: a\nyes: b\n"}).config().values
    assert (values["2"], values["true"]) == ("a", "b")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: [1\n", "_config.yml:2", "YAML"),
        ("a: 1\n\tb: 2\n", "_config.yml:2", "YAML"),
        (b"a: caf\xe9\n", "_config.yml:1", "UTF-8"),
        ("plugins: x\n", "_config.yml", "should be a list, but it is 'x'"),
        ("plugins:\n", "_config.yml", "should be a list, but it is None"),
        ("include: x\n", "_config.yml", "should be a list"),
        ("exclude: {a: b}\n", "_config.yml", "should be a list"),
        ("collections: x\n", "", "mapping or a list"),
        ("limit_posts: -1\n", "_config.yml", "negative"),
        ("time: soon\n", "_config.yml", "should be a date"),
        ("source: nowhere\n", "", "does not exist"),
    ],
)
def test_what_cannot_be_used_is_an_error(
    text: str | bytes, place: str, words: str, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"_config.yml": text})
    monkeypatch.chdir(site.source)
    with pytest.raises(ConfigError) as caught:
        load_config()
    assert str(caught.value).startswith(place)
    assert words in str(caught.value)


def test_toml_that_is_none_is_an_error(make_site: MakeSite) -> None:
    with pytest.raises(ConfigError, match="TOML"):
        make_site({"_config.toml": "a = ["}).config()


def test_a_file_that_is_named_and_lost_is_an_error(make_site: MakeSite) -> None:
    site = make_site({})
    with pytest.raises(ConfigError, match="could not be found"):
        load_config(site.source, files=["nope.yml"])


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("_config.yml", "", []),
        ("_config.yml", "# only a comment\n", []),
        ("_config.yml", "timezone: Asia/Beijing\n", ["time-zone"]),
        ("_config.yml", "timezone: UTC+8\n", []),
        ("_config.yml", "just text", ["config-unreadable"]),
        ("_config.yml", "- a\n- b\n", ["config-unreadable"]),
        ("_config.yml", "permalnk: pretty\n", ["config-near-miss"]),
        ("_config.yml", "exclud: [a]\n", ["config-near-miss"]),
        ("_config.yml", "tags: 1\nfeatures: 2\nauthors: 3\n", []),
        ("other.txt", "", ["config-missing"]),
    ],
)
def test_what_is_odd_is_told(name: str, text: str, codes: list[str], make_site: MakeSite) -> None:
    warnings = make_site({name: text}).config().warnings
    assert [warning.code for warning in warnings] == codes


def test_a_near_miss_names_the_option(make_site: MakeSite) -> None:
    (warning,) = make_site({"_config.yml": "permalnk: pretty\n"}).config().warnings
    assert "'permalink'" in warning.fix


def test_the_built_in_excludes_come_after_the_sites_own(make_site: MakeSite) -> None:
    config = make_site({"_config.yml": "exclude: [mine, Gemfile]"}).config()
    assert config.values["exclude"][:2] == ["mine", "Gemfile"]  # type: ignore[index]
    assert set(config.strings("exclude")) == {"mine", *BUILT_IN_EXCLUDES}


@pytest.mark.parametrize(
    ("collections", "labels"),
    [
        ("[a, b]", ["posts", "a", "b"]),
        ("{a: {output: true}, posts: {output: false}}", ["posts", "a"]),
        ("", ["posts"]),
    ],
)
def test_posts_are_always_the_first_collection_and_written(
    collections: str, labels: list[str], make_site: MakeSite
) -> None:
    config = make_site({"_config.yml": f"collections: {collections}"}).config()
    assert list(config.collections) == labels
    assert config.collections["posts"]["output"] is True


@pytest.mark.parametrize(
    ("permalink", "template"),
    [
        ("date", "/:categories/:year/:month/:day/:title:output_ext"),
        ("pretty", "/:categories/:year/:month/:day/:title/"),
        ("/:title", "/:title"),
    ],
)
def test_the_permalink_of_posts_is_the_sites_style(
    permalink: str, template: str, make_site: MakeSite
) -> None:
    config = make_site({"_config.yml": f"permalink: {permalink}"}).config()
    assert config.collections["posts"]["permalink"] == template


def test_the_destination_of_the_call_wins_over_the_files_over_the_default(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"_config.yml": "destination: from-file"})
    monkeypatch.chdir(tmp_path)
    assert load_config(site.source, "from-call").destination == tmp_path / "from-call"
    assert load_config(site.source).destination == tmp_path / "from-file"
    (site.source / "_config.yml").write_text("")
    assert load_config(site.source).destination == site.source / "_site"
    assert load_config(site.source, default_destination="d").destination == tmp_path / "d"


def test_the_source_in_the_file_counts_only_when_none_is_given(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"_config.yml": "source: inner", "inner/a.txt": ""})
    monkeypatch.chdir(site.source)
    assert load_config().source == site.source / "inner"
    assert load_config(site.source).source == site.source


def test_the_time_is_the_keys_else_the_environments_else_now(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"_config.yml": "time: 2020-01-02 03:04:05 +0100"})
    assert site.config().time == datetime(2020, 1, 2, 2, 4, 5, tzinfo=UTC)
    (site.source / "_config.yml").write_text("timezone: America/New_York")
    assert site.config().time.isoformat() == "2025-12-31T19:00:00-05:00"
    assert site.config().time.timestamp() == EPOCH
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert abs((site.config().time - datetime.now(UTC)).total_seconds()) < 60


def test_the_environment_is_told_by_its_variable(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({})
    assert site.config().environment == "development"
    monkeypatch.setenv("JEKYLL_ENV", "production")
    assert site.config().environment == "production"


def test_a_theme_gives_values_but_no_options() -> None:
    assert theme_values("title: T\npermalink: pretty\nown: 1\n", "t") == {"title": "T", "own": 1}
    assert theme_values("- a", "t") == {}


@pytest.mark.parametrize(
    ("value", "flag", "text", "strings", "number"),
    [
        (None, False, "d", (), 7),
        (False, False, "False", (), 7),
        (True, True, "True", (), 7),
        ("", True, "", ("",), 7),
        ("12", True, "12", ("12",), 12),
        (3, True, "3", (), 3),
        (["a", 1, "b"], True, "['a', 1, 'b']", ("a", "b"), 7),
    ],
)
def test_values_are_read_as_what_they_are_asked_for(
    value: object, flag: bool, text: str, strings: tuple[str, ...], number: int, make_site: MakeSite
) -> None:
    config = make_site({"_config.yml": ""}).config().with_values(key=value)
    assert config.flag("key") is flag
    assert config.text("key", "d") == text
    assert config.strings("key") == strings
    assert config.number("key", 7) == number
    assert config.mapping("key") == {}


@pytest.mark.parametrize(
    ("mode", "read"), [("strict", "strict"), ("lax", "lax"), ("warn", "warn"), ("odd", "warn")]
)
def test_the_error_mode_is_one_of_three(mode: str, read: str, make_site: MakeSite) -> None:
    assert make_site({"_config.yml": f"liquid: {{error_mode: {mode}}}"}).config().error_mode == read
