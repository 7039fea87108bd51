"""
What silence has accepted, when a correction came in, and the day of the reminder.

Open cases get their reminder by the rule of `handling.cases.rules.near_date`, corrected ones the
time that their trace holds.
"""

from django.db import migrations, models
from django.utils.timezone import localdate

from yangguan.foundation.workdays.calendar import official_calendar
from yangguan.foundation.workdays.errors import WorkdayFault
from yangguan.handling.cases.rules import near_date

_CORRECTED = """
UPDATE cases_case filed SET corrected_at = entry.at
FROM trace_traceentry entry
WHERE filed.corrections = 1 AND entry.stream_id = filed.trace_stream_id
  AND entry.action = 'case.correct'
"""


def fill(apps, schema_editor):
    """Open cases only: a concluded one has no limit and no reminder."""
    case = apps.get_model("cases", "Case")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_CORRECTED)
    rows = list(
        case.objects.filter(due_date__isnull=False)
        .only("accepted_at", "corrected_at", "submitted_at", "due_date")
        .iterator()
    )
    for row in rows:
        start = localdate(row.accepted_at or row.corrected_at or row.submitted_at)
        try:
            row.near_date = near_date(start=start, due=row.due_date, calendar=official_calendar())
        except WorkdayFault:
            row.near_date = row.due_date
    case.objects.bulk_update(rows, ["near_date"], batch_size=1_000)
    # What was written is checked now: an index cannot be made over rows that wait for a check.
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_open_work_by_department"),
        ("trace", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="corrected_at",
            field=models.DateTimeField(null=True, verbose_name="补正收件时间"),
        ),
        migrations.AddField(
            model_name="case",
            name="silence_recorded_at",
            field=models.DateTimeField(null=True, verbose_name="逾期视为受理记录时间"),
        ),
        migrations.AddField(
            model_name="case",
            name="near_date",
            field=models.DateField(null=True, verbose_name="提醒日"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "submitted")),
                fields=["acceptance_due_date", "id"],
                name="case_unanswered",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    ("due_date__isnull", False), ("silence_recorded_at__isnull", False)
                ),
                fields=["due_date", "id"],
                name="case_accepted_by_silence",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_date", None), ("near_date__isnull", False), _connector="OR"
                ),
                name="case_due_date_comes_with_near_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("silence_recorded_at", None),
                    ("accepted_at__isnull", False),
                    _connector="OR",
                ),
                name="case_accepted_by_silence_has_an_acceptance",
            ),
        ),
    ]
