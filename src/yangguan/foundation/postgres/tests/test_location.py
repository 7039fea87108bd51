"""Where the database is, as the environment and the server's own file tell it."""

import pytest

from yangguan.foundation.postgres.errors import BadLocation
from yangguan.foundation.postgres.location import (
    Description,
    database_settings,
    description_path,
    read_description,
    url_settings,
    write_description,
)

DESCRIBED = Description(home="/somewhere", port=20_000, password="one", superuser_password="two")


@pytest.fixture(autouse=True)
def no_database_url(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://ann:p%40ss@db.example:6432/city?sslmode=require",
            {
                "NAME": "city",
                "USER": "ann",
                "PASSWORD": "p@ss",
                "HOST": "db.example",
                "PORT": "6432",
                "OPTIONS": {"sslmode": "require"},
            },
        ),
        (
            "postgresql:///city?host=/run/postgresql",
            {
                "NAME": "city",
                "USER": "",
                "PASSWORD": "",
                "HOST": "/run/postgresql",
                "PORT": "",
                "OPTIONS": {},
            },
        ),
    ],
)
def test_an_address_is_understood_as_libpq_understands_it(url, expected):
    assert url_settings(url) == expected


@pytest.mark.parametrize("url", ["postgres://user:geheim@host:port/x", "mysql://user:geheim@h/x"])
def test_a_malformed_address_is_refused_without_showing_the_password(url):
    with pytest.raises(BadLocation) as refusal:
        url_settings(url)

    assert "geheim" not in str(refusal.value)


def test_an_address_without_a_database_is_refused():
    with pytest.raises(BadLocation):
        url_settings("postgres://user@host")


def test_a_named_server_goes_before_the_private_one(monkeypatch, tmp_path):
    write_description(tmp_path, DESCRIBED)
    monkeypatch.setenv("DATABASE_URL", "postgres://ann@db.example/city?sslmode=require")

    settings = database_settings(tmp_path)

    assert settings["HOST"] == "db.example"
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert "pool" in settings["OPTIONS"]


def test_settings_for_a_server_that_never_ran_write_nothing(tmp_path):
    settings = database_settings(tmp_path / "data")

    assert settings["PORT"] == ""
    assert list(tmp_path.iterdir()) == []


def test_settings_follow_the_description_of_the_private_server(tmp_path):
    write_description(tmp_path, DESCRIBED)

    settings = database_settings(tmp_path)

    assert (settings["HOST"], settings["PORT"], settings["PASSWORD"]) == (
        "127.0.0.1",
        "20000",
        "one",
    )


def test_django_keeps_no_connections_beside_the_pool(tmp_path):
    assert database_settings(tmp_path)["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize("content", ["", "[]", '{"port": 1}', "{"])
def test_a_damaged_description_is_told_and_not_overwritten(tmp_path, content):
    path = description_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(content)

    with pytest.raises(BadLocation, match="已损坏"):
        read_description(tmp_path)

    assert path.read_text() == content
