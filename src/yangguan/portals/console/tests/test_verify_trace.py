"""`yangguan verify trace`: what direct SQL did to the trace is found and named."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.portals.console import verify as verify_module
from yangguan.portals.console.tests.running import run
from yangguan.portals.console.verify import verify

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SUBJECT = "case:X-1"


@pytest.fixture(autouse=True)
def _stream(db):
    acts = [Act(f"case.act-{number}", {"number": number}) for number in range(1, 5)]
    trail.record(trail.new_stream(SUBJECT), *acts, by=system_actor("测试"), at=AT)
    trail.record(trail.new_stream("case:X-2"), Act("case.act"), by=system_actor("测试"), at=AT)


def tamper(statement):
    """As the application's own role would, with the guards switched off for a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("trace_traceentry", "trace_tracestream"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, {"subject": SUBJECT})
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("trace_traceentry", "trace_tracestream"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


THE_STREAM = "stream_id = (SELECT id FROM trace_tracestream WHERE subject = %(subject)s)"
TAMPERINGS = {
    "changed data": (
        """UPDATE trace_traceentry SET data = '{"number": 9}'
           WHERE position = 2 AND """,
        "",
        "changed",
    ),
    "changed time": (
        """UPDATE trace_traceentry SET at = at + interval '1 microsecond'
           WHERE position = 3 AND """,
        "",
        "changed",
    ),
    "changed name": (
        "UPDATE trace_traceentry SET actor_name = '测别人' WHERE position = 1 AND ",
        "",
        "changed",
    ),
    "removed in the middle": ("DELETE FROM trace_traceentry WHERE position = 2 AND ", "", "gap"),
    "removed at the end": ("DELETE FROM trace_traceentry WHERE position = 4 AND ", "", "cut"),
    "removed at the end, head adjusted": (
        "WITH gone AS (DELETE FROM trace_traceentry WHERE position = 4 AND ",
        """ RETURNING previous)
           UPDATE trace_tracestream SET length = 3, head = (SELECT previous FROM gone)
           WHERE subject = %(subject)s""",
        "forged-seal",
    ),
    "inserted": (
        """INSERT INTO trace_traceentry (stream_id, position, at, actor_kind, actor_id,
               actor_name, office, action, data, previous, digest)
           SELECT stream_id, 5, at, actor_kind, actor_id, actor_name, office, 'case.forged',
               data, digest, digest
           FROM trace_traceentry WHERE position = 4 AND """,
        "",
        "changed",
    ),
}
STATEMENTS = {
    name: (before + THE_STREAM + after, code) for name, (before, after, code) in TAMPERINGS.items()
}


def check(monkeypatch, *arguments):
    result = run(monkeypatch, verify_module, verify, "trace", *arguments, "--json")
    return result.exit_code, json.loads(result.stdout)


def test_an_untouched_trace_is_intact(monkeypatch):
    status, report = check(monkeypatch, "X-1")

    assert (status, report["intact"], report["entries"]) == (0, True, 4)


@pytest.mark.parametrize(("statement", "code"), STATEMENTS.values(), ids=STATEMENTS.keys())
def test_tampering_is_found_by_its_case_number(monkeypatch, statement, code):
    tamper(statement)

    status, report = check(monkeypatch, "X-1")

    assert status == 1
    assert code in {fault["code"] for fault in report["faults"]}


@pytest.mark.parametrize(("statement", "code"), STATEMENTS.values(), ids=STATEMENTS.keys())
def test_tampering_is_found_in_the_whole_trace_and_only_where_it_is(monkeypatch, statement, code):
    tamper(statement)

    status, report = check(monkeypatch)

    assert status == 1
    assert {fault["subject"] for fault in report["faults"]} == {SUBJECT}


def test_a_case_without_trace_is_a_fault(monkeypatch):
    status, report = check(monkeypatch, "X-9")

    assert status == 1
    assert report["faults"][0]["code"] == "missing-stream"


def test_each_fault_is_one_line_for_people(monkeypatch):
    tamper(STATEMENTS["changed data"][0])

    result = run(monkeypatch, verify_module, verify, "trace", "X-1")

    assert "case:X-1：第 2 条（case.act-2）被改动过（changed）" in result.stdout
    assert "发现 1 处问题" in result.stdout
