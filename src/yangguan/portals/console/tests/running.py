"""Running one command as the terminal would, on the test database."""

import contextlib
from collections.abc import Callable
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner, Result


def run(
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    command: typer.Typer | Callable[..., None],
    *arguments: object,
) -> Result:
    """The result of a command of `module`; a Typer group or a plain function."""
    # The test has its database already; the command must not start another server.
    monkeypatch.setattr(module, "database", contextlib.nullcontext)
    if isinstance(command, typer.Typer):
        application = command
    else:
        application = typer.Typer()
        application.command()(command)
    return CliRunner().invoke(application, [str(each) for each in arguments])
