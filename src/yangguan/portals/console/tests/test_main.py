"""The command as a whole: what a person sees when something expected goes wrong."""

import importlib
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from typer.testing import CliRunner

from yangguan.foundation.postgres.errors import BadLocation
from yangguan.portals.console import database as databases
from yangguan.portals.console import main as program
from yangguan.portals.console.commands import COMMANDS, PASSED_ON_COMMANDS, application
from yangguan.portals.console.errors import CommandFailed


@pytest.fixture
def run_command(monkeypatch):
    """Run `main()` with a command that raises this error; returns the exit status."""

    def run(error: BaseException) -> int:
        def command() -> None:
            raise error

        monkeypatch.setattr(sys, "argv", ["yangguan", "something"])
        monkeypatch.setattr(signal, "signal", lambda *_: None)
        monkeypatch.setattr(
            importlib, "import_module", lambda name: SimpleNamespace(application=command)
        )
        monkeypatch.setattr(program, "_prepare", lambda: None)
        with pytest.raises(SystemExit) as end:
            program.main()
        return int(str(end.value.code))

    return run


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CommandFailed("端口被占用。"), "错误：端口被占用。\n"),
        (BadLocation("文件已损坏"), "错误：文件已损坏\n"),
        (PermissionError(13, "denied", "/data/keys"), "/data/keys"),
        (OperationalError("server closed the connection"), "yangguan doctor"),
    ],
)
def test_an_expected_fault_is_told_without_a_traceback(run_command, capsys, error, told):
    status = run_command(error)

    said = capsys.readouterr().err
    assert status == 1
    assert told in said
    assert "Traceback" not in said


def test_an_interrupted_command_ends_with_status_130(run_command):
    assert run_command(KeyboardInterrupt()) == 130


def test_settings_that_cannot_be_read_are_told_without_a_traceback():
    done = subprocess.run(
        [sys.executable, "-m", "yangguan.portals.console.main", "doctor"],
        env={"DATABASE_URL": "somewhere", "LANG": "en_US.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("错误：DATABASE_URL")
    assert "Traceback" not in done.stderr


def test_the_version_is_told_without_settings():
    done = subprocess.run(
        [sys.executable, "-m", "yangguan.portals.console.main", "--version"],
        env={"DJANGO_SETTINGS_MODULE": "no.such.module"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("yangguan ")


@pytest.mark.parametrize("name", [*COMMANDS, *PASSED_ON_COMMANDS])
def test_every_command_explains_itself_in_chinese_and_english(name):
    command = {**COMMANDS, **PASSED_ON_COMMANDS}[name]
    lines = [line for line in (command.__doc__ or "").splitlines() if line.strip()]

    assert any("\u4e00" <= character <= "\u9fff" for character in lines[0])
    assert any(line.strip().isascii() for line in lines[1:])


def test_the_help_lists_every_command():
    said = CliRunner().invoke(application, ["--help"]).stdout

    assert all(name in said for name in [*COMMANDS, *PASSED_ON_COMMANDS])


def test_a_named_server_without_the_newest_tables_is_refused_not_changed(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    monkeypatch.setattr(databases, "_require_reachable", lambda: None)
    monkeypatch.setattr(databases, "close_connections", lambda: None)
    monkeypatch.setattr(databases, "pending_migrations", lambda: ["cases.0002_more"])

    with pytest.raises(CommandFailed, match=r"cases\.0002_more"), databases.database():
        pytest.fail("the block must not be entered")


def test_the_list_of_commands_speaks_both_languages():
    said = CliRunner().invoke(application, ["--help"]).stdout

    assert "启动网站" in said
    assert "Serve the website" in said
    assert "Independent checks" in said
