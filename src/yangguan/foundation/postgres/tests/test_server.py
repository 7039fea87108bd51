"""The private server: started once, found by everybody, gone when nobody needs it."""

import os
import signal
import socket
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from yangguan.foundation.postgres import cluster as clusters
from yangguan.foundation.postgres import server as servers
from yangguan.foundation.postgres.location import (
    description_path,
    read_description,
    write_description,
)
from yangguan.foundation.postgres.tests.conftest import (
    eventually,
    port_told_by,
    processes_of,
    query,
)


def _pid(found):
    pid = clusters.server_pid(Path(found.home))
    assert pid is not None
    return pid


def test_the_first_start_makes_a_durable_utf8_cluster_that_only_this_machine_reaches(server):
    with server.running() as found:
        settings = {
            name: query(found, f"SHOW {name}")
            for name in (
                "fsync",
                "data_checksums",
                "server_encoding",
                "password_encryption",
                "listen_addresses",
            )
        }
        ctype = query(found, "SELECT datctype FROM pg_database WHERE datname = 'yangguan'")

    assert settings == {
        "fsync": "on",
        "data_checksums": "on",
        "server_encoding": "UTF8",
        "password_encryption": "scram-sha-256",
        "listen_addresses": "127.0.0.1",
    }
    assert ctype == "C.UTF-8"
    assert found.port < 32_768


def test_the_application_role_owns_its_database_and_is_no_superuser(server):
    with server.running() as found:
        query(found, "CREATE EXTENSION pg_trgm")
        rights = query(
            found, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        trigrams = query(found, "SELECT show_trgm('敦煌') <> '{}'")

    assert rights == "False"
    assert trigrams == "True"


def test_the_passwords_are_readable_by_their_owner_alone(server):
    with server.running():
        path = description_path(server.data_dir)

        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_stopping_leaves_no_process(server):
    found = server.ensure_running()
    assert processes_of(found)

    server.stop()

    assert not server.is_running()
    assert processes_of(found) == []


@pytest.fixture
def hang_up_is_raised():
    """A hang-up ends the test's process as it ends a command: by an exception."""

    def end(number, frame):
        raise SystemExit(number)

    before = signal.signal(signal.SIGHUP, end)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("moment", ["start", "stop"])
def test_a_request_to_end_that_comes_meanwhile_leaves_no_process(server, hang_up_is_raised, moment):
    done = getattr(clusters, moment)

    def interrupted(*arguments, **keywords):
        if moment == "stop":
            os.kill(os.getpid(), signal.SIGHUP)
        done(*arguments, **keywords)
        if moment == "start":
            os.kill(os.getpid(), signal.SIGHUP)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clusters, moment, interrupted)
        with pytest.raises(SystemExit), server.running():
            assert moment == "stop"

    found = read_description(server.data_dir)
    assert found is not None
    assert processes_of(found) == []


def test_stopping_a_server_that_does_not_run_does_nothing(server):
    server.stop()

    assert not server.is_running()


def test_a_killed_server_comes_back_at_once_on_its_port_with_every_committed_row(server):
    with server.running() as found:
        query(found, "CREATE TABLE kept AS SELECT 1 AS value")
        os.kill(_pid(found), signal.SIGKILL)

        again = server.ensure_running()

        assert again == found
        assert query(again, "SELECT value FROM kept") == "1"
    server.stop()


def test_a_lock_file_that_names_a_living_stranger_does_not_prevent_the_start(server):
    with server.running() as found:
        pass
    lock_file = Path(found.home) / "cluster" / "postmaster.pid"
    lock_file.write_text(f"{os.getppid()}\n{found.home}/cluster\n1\n{found.port}\n\n127.0.0.1\n")
    owner = lock_file.parent.stat()
    os.chown(lock_file, owner.st_uid, owner.st_gid)

    with server.running() as again:
        assert query(again, "SELECT 1") == "1"


def test_a_port_that_somebody_took_is_given_up_for_another(server, monkeypatch):
    monkeypatch.setattr(servers, "PORT_PATIENCE_SECONDS", 0.1)
    with server.running() as found:
        pass

    with socket.create_server(("127.0.0.1", found.port)), server.running() as moved:
        assert moved.port != found.port
        assert query(moved, "SELECT 1") == "1"
        assert read_description(server.data_dir) == moved


def test_a_server_whose_port_was_never_noted_is_found_again(server):
    with server.running() as found:
        # As if the process that started it had been killed right then.
        write_description(server.data_dir, replace(found, port=0))

        with server.running() as again:
            assert query(again, "SELECT 1") == "1"
            assert read_description(server.data_dir) == again


def test_two_processes_that_start_it_at_once_get_the_same_server(server, start_holder):
    holders = [start_holder(), start_holder()]

    ports = {port_told_by(holder) for holder in holders}

    assert ports == {server.ensure_running().port}


def test_a_short_user_does_not_stop_the_server_of_another_process(server, start_holder):
    port = port_told_by(start_holder())

    with server.running() as found:
        assert found.port == port

    assert server.is_running()


def test_the_last_user_stops_the_server_also_when_another_one_started_it(server, start_holder):
    holder = start_holder()
    port_told_by(holder)
    with server.running() as found:
        holder.communicate()

        assert server.is_running()

    assert not server.is_running()
    assert processes_of(found) == []


def test_a_killed_user_no_longer_counts(server, start_holder):
    holder = start_holder()
    port_told_by(holder)
    holder.kill()
    holder.wait()

    with server.running() as found:
        pass

    assert not server.is_running()
    assert processes_of(found) == []


def test_a_server_that_was_asked_to_stay_is_not_stopped_by_a_user_who_leaves(server):
    server.ensure_running()

    with server.running():
        pass

    assert server.is_running()


def test_destroying_leaves_neither_process_nor_file(server):
    found = server.ensure_running()

    server.destroy()

    assert processes_of(found) == []
    assert not Path(found.home).exists()
    assert not description_path(server.data_dir).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="PostgreSQL refuses root only to root")
class TestAsRoot:
    def test_the_server_runs_as_its_own_user_out_of_a_folder_that_others_cannot_enter(
        self, server, tmp_path
    ):
        tmp_path.chmod(0o700)
        before = {path: path.stat().st_mode for path in [tmp_path, *tmp_path.parents]}

        with server.running() as found:
            owner = Path(f"/proc/{_pid(found)}").stat().st_uid

            assert owner != 0
            assert query(found, "SELECT 1") == "1"
        assert {path: path.stat().st_mode for path in before} == before

    def test_a_cluster_whose_data_folder_was_deleted_is_reported_as_abandoned(self, server):
        with server.running() as found:
            assert Path(found.home) not in servers.abandoned_clusters()

        description = description_path(server.data_dir)
        content = description.read_text()
        description.unlink()

        assert Path(found.home) in servers.abandoned_clusters()
        description.write_text(content)

    def test_an_ordinary_user_keeps_everything_in_the_data_folder(
        self, server, tmp_path, as_ordinary_user
    ):
        home = as_ordinary_user(server)

        assert Path(home) == server.data_dir / "postgres"
        assert (Path(home) / "cluster" / "PG_VERSION").exists()

    def test_root_serves_the_folder_of_an_ordinary_user_as_that_user(
        self, server, as_ordinary_user
    ):
        as_ordinary_user(server)

        with server.running() as found:
            owner = Path(f"/proc/{_pid(found)}").stat().st_uid

            assert owner == server.data_dir.stat().st_uid
        assert eventually(lambda: not processes_of(found))
        assert as_ordinary_user(server) == found.home
