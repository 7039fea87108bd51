"""`yangguan doctor`: every fault is found, named in words, and comes with a remedy."""

import json
import os
from datetime import timedelta

import pytest
from django.db import connection
from typer.testing import CliRunner

from yangguan.foundation.files.reconcile import Comparison
from yangguan.portals.console import database_checks, doctor, machine_checks
from yangguan.portals.console.commands import application
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.findings import Finding, State, fail, ok, warn

SOUND = [ok("one", "都好。"), warn("two", "快满了。", "请清理。")]
BROKEN = [fail("three", "坏了。", "请修理。")]


@pytest.fixture
def findings(monkeypatch):
    """Let the command find what the test says."""

    def set_to(found: list[Finding]) -> None:
        monkeypatch.setattr(doctor, "examine_database", lambda: found)
        monkeypatch.setattr(doctor, "examine_machine", list)

    return set_to


def test_warnings_alone_end_with_status_0(findings):
    findings(SOUND)

    result = CliRunner().invoke(application, ["doctor"])

    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["[正常] 都好。", "[注意] 快满了。", "       请清理。"]


def test_a_failure_ends_with_status_1_and_says_what_to_do(findings):
    findings([*SOUND, *BROKEN])

    result = CliRunner().invoke(application, ["doctor"])

    assert result.exit_code == 1
    assert "[故障] 坏了。\n       请修理。" in result.stdout


def test_the_report_for_programs_has_the_same_findings(findings):
    findings([*SOUND, *BROKEN])

    result = CliRunner().invoke(application, ["doctor", "--json"])

    report = json.loads(result.stdout)
    assert report["ok"] is False
    assert [check["check"] for check in report["checks"]] == ["one", "two", "three"]
    assert report["checks"][2] == {
        "check": "three",
        "state": "fail",
        "message": "坏了。",
        "remedy": "请修理。",
    }


def test_an_unreachable_database_is_a_finding_not_a_crash(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")

    def unreachable(**_):
        raise CommandFailed("连不上")

    monkeypatch.setattr(doctor, "database", unreachable)

    (finding,) = doctor.examine_database()

    assert (finding.check, finding.state) == ("database", State.FAIL)


@pytest.mark.django_db
class TestDatabase:
    def test_a_sound_database_passes_every_check(self):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")

        found = [
            database_checks.check_version(),
            database_checks.check_encoding(),
            database_checks.check_migrations(),
            database_checks.check_trigrams(),
            database_checks.check_clock(),
            *database_checks.check_jobs(),
        ]

        assert {finding.check: finding.state for finding in found} == dict.fromkeys(
            (finding.check for finding in found), State.OK
        )

    def test_a_missing_migration_is_named(self):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

        finding = database_checks.check_migrations()

        assert finding.state == State.FAIL
        assert "sessions.0001_initial" in finding.message

    def test_a_missing_extension_is_found(self):
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION pg_trgm CASCADE")

        assert database_checks.check_trigrams().state == State.FAIL

    def test_a_failed_job_is_counted(self):
        _add_job("failed")

        assert "1 个" in _jobs()["jobs-failed"].message
        assert _jobs()["jobs-failed"].state == State.WARN

    def test_a_job_of_a_killed_worker_is_stalled(self):
        _add_job("doing", worker_silent=timedelta(minutes=10))

        assert _jobs()["jobs-stalled"].state == State.WARN

    def test_a_job_of_a_living_worker_is_not_stalled(self):
        _add_job("doing", worker_silent=timedelta())

        assert _jobs()["jobs-stalled"].state == State.OK

    def test_a_job_that_nobody_works_on_is_found(self):
        _add_job("todo")

        assert "没有作业进程" in _jobs()["jobs-waiting"].message

    def test_a_job_that_waits_long_beside_a_living_worker_is_found(self):
        _add_job("todo", waiting=timedelta(hours=1))
        _add_worker(timedelta())

        assert "60 分钟" in _jobs()["jobs-waiting"].message

    def test_a_file_whose_bytes_are_lost_is_a_failure(self, monkeypatch):
        digest = "ab" * 32
        lost = Comparison(rows=3, lost=(digest,), unnamed=0)
        monkeypatch.setattr(database_checks, "compare", lambda: lost)

        finding = database_checks.check_files()

        assert finding.state == State.FAIL
        assert digest in finding.message

    def test_files_that_all_have_their_bytes_are_fine(self, monkeypatch):
        whole = Comparison(rows=3, lost=(), unnamed=1)
        monkeypatch.setattr(database_checks, "compare", lambda: whole)

        assert database_checks.check_files().state == State.OK


def _jobs() -> dict[str, Finding]:
    return {finding.check: finding for finding in database_checks.check_jobs()}


def _add_worker(silent: timedelta) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)"
            " RETURNING id",
            [f"{silent.total_seconds()} seconds"],
        )
        return int(cursor.fetchone()[0])


def _add_job(
    status: str,
    *,
    worker_silent: timedelta | None = None,
    waiting: timedelta = timedelta(),
) -> None:
    worker = None if worker_silent is None else _add_worker(worker_silent)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)"
            " VALUES ('test', 'test', '{}', %s, %s) RETURNING id",
            [status, worker],
        )
        job = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - %s::interval WHERE job_id = %s",
            [f"{waiting.total_seconds()} seconds", job],
        )


class TestMachine:
    def test_enough_room_is_fine_and_too_little_is_not(self, tmp_path, monkeypatch):
        assert machine_checks.check_disk(tmp_path).state == State.OK

        monkeypatch.setattr(machine_checks, "DISK_WARN_BYTES", 10**18)
        assert machine_checks.check_disk(tmp_path).state == State.WARN

        monkeypatch.setattr(machine_checks, "DISK_FAIL_BYTES", 10**18)
        assert machine_checks.check_disk(tmp_path).state == State.FAIL

    def test_missing_fonts_are_found(self, tmp_path, monkeypatch):
        monkeypatch.setattr(machine_checks, "fonts_folder", lambda: tmp_path)

        assert machine_checks.check_fonts().state == State.FAIL

    def test_keys_for_their_owner_alone_are_fine(self, tmp_path):
        folder = _keys(tmp_path)

        assert machine_checks.check_keys(folder).state == State.OK

    def test_a_key_that_others_can_read_is_named(self, tmp_path):
        folder = _keys(tmp_path)
        (folder / "seal.json").chmod(0o640)

        finding = machine_checks.check_keys(folder)

        assert finding.state == State.FAIL
        assert "seal.json" in finding.message

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
    def test_a_key_of_another_user_is_named(self, tmp_path):
        folder = _keys(tmp_path)
        os.chown(folder / "seal.json", 65534, 65534)

        assert "seal.json" in machine_checks.check_keys(folder).message

    def test_missing_keys_are_a_warning(self, tmp_path):
        assert machine_checks.check_keys(tmp_path / "keys").state == State.WARN

    def test_the_file_store_is_tried_and_left_empty(self, tmp_path):
        assert machine_checks.check_file_store(tmp_path / "files").state == State.OK
        assert list((tmp_path / "files").iterdir()) == []

    def test_a_file_store_that_cannot_be_written_is_found(self, tmp_path):
        (tmp_path / "files").write_text("in the way")

        assert machine_checks.check_file_store(tmp_path / "files").state == State.FAIL

    def test_databases_whose_data_folder_is_gone_are_listed(self, tmp_path, monkeypatch):
        monkeypatch.setattr(machine_checks, "abandoned_clusters", lambda: [tmp_path])
        finding = machine_checks.check_abandoned_clusters()

        assert finding.state == State.WARN
        assert str(tmp_path) in finding.remedy

    def test_assets_that_were_not_collected_are_found(self, tmp_path, settings):
        settings.STATIC_ROOT = tmp_path
        assert machine_checks.check_assets().state == State.FAIL

        (tmp_path / "staticfiles.json").write_text("{}")
        assert machine_checks.check_assets().state == State.OK


def _keys(folder):
    keys = folder / "keys"
    keys.mkdir(mode=0o700)
    key = keys / "seal.json"
    key.write_text("{}")
    key.chmod(0o600)
    return keys
