"""Planned publication: on time, once, and one that fails stops no other."""

from datetime import timedelta

import pytest
from django.db import connection

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.publications import handlers
from yangguan.registers.publications.errors import PublicationIncomplete
from yangguan.registers.publications.events import PublicationDue
from yangguan.registers.publications.models import PublicationVersion
from yangguan.registers.publications.operations.publish import (
    announce_due,
    cancel_plan,
    plan_publication,
    publish_due,
)
from yangguan.registers.publications.states import PublicationState
from yangguan.registers.publications.tests.arranging import (
    MONDAY,
    TUESDAY,
    department,
    drafted,
    editor,
)

pytestmark = pytest.mark.django_db

LONG_AGO = MONDAY.replace(year=2020)
PLATFORM = system_actor("定时发布")


def planned(*, publish_at=TUESDAY, at=MONDAY):
    camels = department()
    publication = drafted(editor(camels), camels)
    return plan_publication(code=publication.code, publish_at=publish_at, by=editor(camels), at=at)


def queued():
    """The versions that a job waits to publish."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->'event'->>'version_id')::bigint FROM procrastinate_jobs"
            " WHERE args->>'handler' = %s",
            ["yangguan.registers.publications.handlers.publish_planned"],
        )
        return sorted(pk for (pk,) in cursor.fetchall())


def state_of(version):
    return PublicationVersion.objects.get(pk=version.pk).state


def test_what_is_due_gets_a_job_and_what_is_not_waits():
    due, later = planned(), planned(publish_at=TUESDAY + timedelta(hours=1))

    assert announce_due(at=TUESDAY) == 1

    assert queued() == [due.pk]
    assert state_of(later) == PublicationState.PLANNED


def test_sweeping_twice_queues_once_and_again_the_next_day():
    planned()

    assert [announce_due(at=TUESDAY), announce_due(at=TUESDAY + timedelta(minutes=1))] == [1, 0]
    assert announce_due(at=TUESDAY + timedelta(days=1)) == 1


def test_a_sweep_costs_the_same_however_much_is_due(django_assert_max_num_queries):
    for _n in range(5):
        planned()

    with django_assert_max_num_queries(5):
        assert announce_due(at=TUESDAY) == 5


def test_at_its_time_a_version_is_published_once():
    version = planned()

    assert publish_due(version_id=version.pk, by=PLATFORM, at=TUESDAY)
    assert not publish_due(version_id=version.pk, by=PLATFORM, at=TUESDAY)

    assert state_of(version) == PublicationState.PUBLISHED


def test_nothing_is_published_before_its_time():
    version = planned()

    assert not publish_due(version_id=version.pk, by=PLATFORM, at=TUESDAY - timedelta(seconds=1))


def test_what_was_cancelled_meanwhile_stays_a_draft():
    version = planned()
    announce_due(at=TUESDAY)
    cancel_plan(code=version.publication_id, by=editor(department()), at=TUESDAY)

    assert not publish_due(version_id=version.pk, by=PLATFORM, at=TUESDAY)
    assert state_of(version) == PublicationState.DRAFT


def test_a_version_that_is_not_there_any_more_is_no_fault():
    assert not publish_due(version_id=0, by=PLATFORM, at=TUESDAY)


def test_one_that_fails_stops_no_other():
    broken, sound = planned(), planned()
    PublicationVersion.objects.filter(pk=broken.pk).update(content='{"title":""}')

    assert announce_due(at=TUESDAY) == 2
    with pytest.raises(PublicationIncomplete):
        publish_due(version_id=broken.pk, by=PLATFORM, at=TUESDAY)
    assert publish_due(version_id=sound.pk, by=PLATFORM, at=TUESDAY)

    assert state_of(broken) == PublicationState.PLANNED
    assert queued() == sorted([broken.pk, sound.pk])


def test_the_handler_publishes_in_the_name_of_the_platform():
    # Past for the clock of any worker.
    version = planned(publish_at=LONG_AGO, at=LONG_AGO - timedelta(hours=1))

    handlers.publish_planned(PublicationDue(version_id=version.pk))

    version.refresh_from_db()
    assert (version.state, version.published_by) == (PublicationState.PUBLISHED, "定时发布")
