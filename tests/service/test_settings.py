"""Settings come from the environment, once, and anything unknown or unfit is named."""

import re
from pathlib import Path

import pytest

from service.settings import PREFIX, Settings, SettingsError, default_store, read_settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_defaults() -> None:
    """Without any variable the service listens on loopback and keeps its store in the user's data folder."""
    settings = read_settings({"HOME": "/home/ada"})

    assert settings == Settings(store="/home/ada/.local/share/bythen/bythen.duckdb")
    assert settings.host == "127.0.0.1"


def test_data_home() -> None:
    """XDG_DATA_HOME moves the store, if it is absolute."""
    assert default_store({"HOME": "/home/ada", "XDG_DATA_HOME": "/data"}) == Path("/data/bythen/bythen.duckdb")
    assert default_store({"HOME": "/h", "XDG_DATA_HOME": "data"}) == Path("/h/.local/share/bythen/bythen.duckdb")


def test_values_are_read() -> None:
    """A variable is converted to its field's type, an empty one is ignored, and what is given wins."""
    environment = {"BYTHEN_STORE": "a.duckdb", "BYTHEN_PORT": "99", "BYTHEN_HOST": ""}

    assert read_settings(environment) == Settings(store="a.duckdb", port=99)
    assert read_settings(environment, store="b.duckdb", port=None) == Settings(store="b.duckdb", port=99)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("BYTHEN_PROT", "80", "BYTHEN_PROT is not a setting; the settings are BYTHEN_BACKUPS_KEPT,"),
        ("BYTHEN_PORT", "65536", "BYTHEN_PORT cannot be '65536': expected `int` <= 65535"),
        ("BYTHEN_PORT", "http", "BYTHEN_PORT cannot be 'http': expected `int`"),
        ("BYTHEN_LOG_FORMAT", "xml", "BYTHEN_LOG_FORMAT cannot be 'xml': invalid enum value 'xml'"),
    ],
)
def test_what_does_not_fit_is_an_error(name: str, value: str, message: str) -> None:
    """An unknown name and an unfit value are errors that name the variable."""
    with pytest.raises(SettingsError, match=re.escape(message)):
        read_settings({"HOME": "/h", name: value})


def test_names_of_the_tests_are_left_alone() -> None:
    """BYTHEN_TEST_ names are not settings."""
    assert read_settings({"HOME": "/h", "BYTHEN_TEST_CORPUS": "x"}) == read_settings({"HOME": "/h"})


def test_each_setting_is_documented() -> None:
    """docs/settings.md has exactly one row for each setting, with its default."""
    rows = re.findall(r"^\| `(BYTHEN_\w+)` \| (.+?) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    defaults = read_settings({"HOME": "/h"})

    assert [name for name, _ in rows] == [PREFIX + field.upper() for field in Settings.__struct_fields__]
    for name, default in rows[1:]:
        value = getattr(defaults, name.removeprefix(PREFIX).lower())
        # What follows from another setting where it is not given is said in words.
        assert value == "" or default == f"`{value}`"
