"""
Databases full of cases: 20,000 open ones, and the same with 980,000 concluded ones before them.

Made by SQL from the items and people of the bench's own content, in about two minutes, and kept
for the next run. Lists read what is written here; what they never read (documents, decisions, the
entries of the trace) is left out, and foreign keys are not checked while writing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from bench import ground
from yangguan.foundation.cipher.columns import encrypt_text
from yangguan.foundation.postgres.location import Description as Server
from yangguan.portals.console.database import migrate_all, pending_migrations

SMALL, MIDDLE, LARGE = "bench_cases_20k", "bench_cases_200k", "bench_cases_1m"
OPEN = 20_000
SIZES = {SMALL: OPEN, MIDDLE: 200_000, LARGE: 1_000_000}
BATCH = 100_000
_TABLES = ("trace_tracestream", "cases_case", "cases_workitem")
# About what an encrypted application of ten answers takes.
_ANSWERS = '{"site_address": "甘肃省敦煌市沙州镇示例路1号", "business_area": 120}' * 3

_STREAMS = """
INSERT INTO trace_tracestream (id, subject, length, head, seal)
SELECT md5('stream' || i)::uuid, 'case:bench-' || i, 0, '', '' FROM generate_series(%s::int, %s::int) i
"""

# Open cases are of the last fortnight and due within the next; 20 % of them are late.
_OPEN_CASES = """
INSERT INTO cases_case
    (id, number, lookup_code, submission_key, item_id, edition_id, department_id, applicant_id,
     applicant_name, person_id, channel, hall_id, state, answers, materials, waiting, outcomes,
     corrections, submitted_at, acceptance_due_date, accepted_at, promised_due_date,
     statutory_due_date, is_due_provisional, decided_at, due_date, near_date, version, trace_stream_id)
SELECT md5('case' || i)::uuid, item.task_code || to_char(now(), 'YYYYMMDD') || lpad(i::text, 7, '0'),
       %(answers)s, md5('key' || i)::uuid, item.id, item.edition_id, item.department_id, party.id,
       party.name, party.id, 'web', NULL,
       (ARRAY['submitted', 'submitted', 'accepted', 'in-review', 'granted'])[1 + i %% 5],
       %(answers)s, '{"material-1": {"way": "uploaded", "trust": "C"}}', '{}', '{}', 0,
       now() - (i %% 14) * interval '1 day', current_date + (i %% 10) - 2,
       CASE WHEN i %% 5 > 1 THEN now() - (i %% 14) * interval '1 day' END,
       CASE WHEN i %% 5 > 1 THEN current_date + (i %% 15) - 3 END,
       CASE WHEN i %% 5 > 1 THEN current_date + (i %% 15) + 7 END, false,
       CASE WHEN i %% 5 = 4 THEN now() END,
       CASE WHEN i %% 5 < 2 THEN current_date + (i %% 10) - 2
            WHEN i %% 5 < 4 THEN current_date + (i %% 15) - 3 END,
       CASE WHEN i %% 5 < 2 THEN current_date + (i %% 10) - 3
            WHEN i %% 5 < 4 THEN current_date + (i %% 15) - 5 END,
       1, md5('stream' || i)::uuid
FROM generate_series(%(first)s::int, %(last)s::int) i
JOIN bench_item item ON item.place = i %% (SELECT count(*) FROM bench_item)
JOIN bench_party party ON party.place = (i / 7) %% (SELECT count(*) FROM bench_party)
"""

_OPEN_WORK = """
INSERT INTO cases_workitem
    (id, case_id, step, kind, name, role, department_id, state, opened_at, due_date, officer_name,
     office, outcome, opinion)
SELECT md5('work' || filed.id)::uuid, filed.id, kind.step, kind.step, kind.name, kind.role,
       filed.department_id, 'open', filed.submitted_at, COALESCE(filed.due_date, current_date + 5),
       '', '', '', ''
FROM cases_case filed
JOIN (VALUES ('submitted', 'acceptance', '受理', 'intake'), ('accepted', 'review', '审查', 'review'),
             ('in-review', 'decision', '决定', 'decision'), ('granted', 'delivery', '送达', 'delivery'))
     AS kind (state, step, name, role) ON kind.state = filed.state
WHERE filed.trace_stream_id IN (SELECT md5('stream' || i)::uuid
                                FROM generate_series(%(first)s::int, %(last)s::int) i)
"""

_CONCLUDED_CASES = """
INSERT INTO cases_case
    (id, number, lookup_code, submission_key, item_id, edition_id, department_id, applicant_id,
     applicant_name, person_id, channel, hall_id, state, answers, materials, waiting, outcomes,
     corrections, submitted_at, acceptance_due_date, accepted_at, promised_due_date,
     statutory_due_date, is_due_provisional, decided_at, concluded_at, delivered_at, due_date,
     version, trace_stream_id)
SELECT md5('case' || i)::uuid, item.task_code || '2025' || lpad(i::text, 7, '0'), %(answers)s,
       md5('key' || i)::uuid, item.id, item.edition_id, item.department_id, party.id, party.name,
       party.id, 'counter', NULL, 'delivered', %(answers)s,
       '{"material-1": {"way": "paper", "trust": "B"}}', '{}',
       '{"decision": {"outcome": "granted"}}', 0, day.at, (day.at + interval '5 days')::date, day.at,
       (day.at + interval '9 days')::date, (day.at + interval '20 days')::date, false,
       day.at + interval '3 days', day.at + interval '3 days', day.at + interval '4 days', NULL, 6,
       md5('stream' || i)::uuid
FROM generate_series(%(first)s::int, %(last)s::int) i
CROSS JOIN LATERAL (SELECT now() - interval '20 days' - (i %% 1800) * interval '1 day' AS at) day
JOIN bench_item item ON item.place = i %% (SELECT count(*) FROM bench_item)
JOIN bench_party party ON party.place = (i / 7) %% (SELECT count(*) FROM bench_party)
"""

_CONCLUDED_WORK = """
INSERT INTO cases_workitem
    (id, case_id, step, kind, name, role, department_id, state, opened_at, due_date, done_at,
     done_by, officer_name, office, outcome, opinion)
SELECT md5(kind.step || i)::uuid, md5('case' || i)::uuid, kind.step, kind.step, kind.name, kind.role,
       item.department_id, 'done', day.at, (day.at + interval '5 days')::date, day.at, NULL,
       '测经办', '敦煌市样例局', kind.outcome, ''
FROM generate_series(%(first)s::int, %(last)s::int) i
CROSS JOIN LATERAL (SELECT now() - interval '20 days' - (i %% 1800) * interval '1 day' AS at) day
JOIN bench_item item ON item.place = i %% (SELECT count(*) FROM bench_item)
CROSS JOIN (VALUES ('acceptance', '受理', 'intake', 'agree'), ('review', '审查', 'review', 'agree'),
                   ('decision', '决定', 'decision', 'granted'), ('delivery', '送达', 'delivery', 'done'))
     AS kind (step, name, role, outcome)
"""

_PREPARE = """
CREATE TABLE bench_item AS
    SELECT id, task_code, edition_id, department_id, row_number() OVER (ORDER BY task_code) - 1 AS place
    FROM catalogue_serviceitem WHERE edition_id IS NOT NULL;
CREATE TABLE bench_party AS
    SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS place FROM parties_party;
ANALYZE bench_item; ANALYZE bench_party;
"""


def prepare(server: Server, *, is_quick: bool) -> str:
    """
    Make `SMALL` and a large database unless they are there; returns the large one's name.

    A quick bench makes one of 200,000 cases, unless it finds the one of a million.
    """
    if not ground.has_database(server, SMALL):
        with _made(server, SMALL, source=None) as admin:
            admin.execute(_PREPARE)
            _fill(admin, 1, OPEN, _OPEN_CASES, _OPEN_WORK)
    large = MIDDLE if is_quick and not ground.has_database(server, LARGE) else LARGE
    if not ground.has_database(server, large):
        with _made(server, large, source=SMALL) as admin, ground.without_indexes(admin, _TABLES):
            for first in range(OPEN + 1, SIZES[large] + 1, BATCH):
                last = min(first + BATCH - 1, SIZES[large])
                _fill(admin, first, last, _CONCLUDED_CASES, _CONCLUDED_WORK)
    for name in (SMALL, large):
        # Kept from an earlier run, perhaps of an earlier version.
        ground.use_database(name)
        if pending_migrations():
            migrate_all(quiet=True)
    return large


@contextmanager
def _made(server: Server, name: str, *, source: str | None) -> Iterator[psycopg.Connection]:
    """A database under a working name, which becomes `name` when the block has ended well."""
    draft = f"{name}_draft"
    ground.drop_database(server, draft)
    if source is None:
        ground.copy_database(server, draft, source=ground.PRISTINE)
    else:
        ground.copy_database(server, draft, source=source)
    with ground.administrator(server, draft) as admin:
        # No key is looked up and no trigger runs for rows that are right by the way they are made.
        admin.execute("SET session_replication_role = replica")
        admin.execute("SET synchronous_commit = off")
        admin.execute("SET maintenance_work_mem = '512MB'")
        yield admin
        admin.execute("RESET session_replication_role")
        for table in _TABLES:
            admin.execute(f"VACUUM ANALYZE {table}".encode())
        admin.execute("CHECKPOINT")
    ground.rename_database(server, draft, name)


def _fill(admin: psycopg.Connection, first: int, last: int, cases: str, work: str) -> None:
    values = {"first": first, "last": last, "answers": encrypt_text(_ANSWERS)}
    admin.execute(_STREAMS.encode(), [first, last])
    admin.execute(cases.encode(), values)
    admin.execute(work.encode(), values)
