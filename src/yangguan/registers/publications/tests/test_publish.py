"""发布: 政府信息公开条例 第二十条; a published text never changes."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction

from yangguan.foundation.web import page_cache
from yangguan.registers.publications import queries
from yangguan.registers.publications.errors import (
    NotYourPublications,
    NoVersionInPreparation,
    PlannedInThePast,
    PublicationChangedElsewhere,
    PublicationIncomplete,
    PublicationNotInState,
)
from yangguan.registers.publications.kinds import READING
from yangguan.registers.publications.models import PublicationVersion
from yangguan.registers.publications.operations.begin import begin_version
from yangguan.registers.publications.operations.publish import (
    cancel_plan,
    plan_publication,
    publish_publication,
)
from yangguan.registers.publications.operations.save_draft import save_publication_draft
from yangguan.registers.publications.queries import PublicationWanted
from yangguan.registers.publications.rules import text_faults
from yangguan.registers.publications.states import PublicationState
from yangguan.registers.publications.tests.arranging import (
    MONDAY,
    TUESDAY,
    department,
    drafted,
    editor,
    published,
    text,
)
from yangguan.registers.publications.text import PublicationText

pytestmark = pytest.mark.django_db


def next_version(publication, by, **changes):
    begin_version(code=publication.code, by=by, at=TUESDAY)
    save_publication_draft(
        code=publication.code, text=text(**changes), change_note="改了地点", by=by, at=TUESDAY
    )
    return publish_publication(code=publication.code, by=by, at=TUESDAY)


def test_everybody_reads_and_finds_what_is_published():
    camels = department()

    publication = published(editor(camels), camels)

    found = queries.publications(wanted=PublicationWanted(text="骆驼主人"))
    assert [line.code for line in found.items] == [publication.code]


def test_a_publication_without_a_day_of_its_own_has_the_day_of_publishing():
    camels = department()

    publication = published(editor(camels), camels)

    assert publication.publish_date == date(2026, 10, 12)


def test_a_new_version_replaces_the_old_one_which_stays_readable_at_the_same_address():
    camels = department()
    publication = published(editor(camels), camels)

    next_version(publication, editor(camels), body="到新窗口登记。")

    assert queries.publication(publication.code).text.body == "到新窗口登记。"
    old = queries.publication(publication.code, number=1)
    assert (old.state, old.text.body) == (PublicationState.REPLACED, text().body)
    lines = [(line.number, line.change_note) for line in old.history]
    assert lines == [(2, "改了地点"), (1, "")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "没有这种"}, "kind"),
        ({"title": "  "}, "title"),
        ({"body": "\n"}, "body"),
        ({"issuer": ""}, "issuer"),
        ({"status": ""}, "status"),
        (
            {"effective_date": date(2026, 2, 1), "expire_date": date(2026, 1, 1)},
            "expire_date",
        ),
        ({"explains": "P2026-000001"}, "explains"),
    ],
)
def test_an_incomplete_text_is_not_published_and_the_field_is_named(change, field):
    camels = department()
    publication = drafted(editor(camels), camels, **change)

    with pytest.raises(PublicationIncomplete) as refusal:
        publish_publication(code=publication.code, by=editor(camels), at=MONDAY)

    assert refusal.value.field == field
    assert queries.publication(publication.code) is None


def test_all_that_is_missing_is_told_at_once():
    assert [fault.field for fault in text_faults(PublicationText())] == [
        "kind", "title", "issuer", "status", "body",
    ]  # fmt: skip


def test_nobody_publishes_what_they_have_not_seen():
    camels = department()
    publication = drafted(editor(camels), camels)
    seen = publication.versions.get().revision
    save_publication_draft(
        code=publication.code,
        text=text(body="刚改的"),
        change_note="",
        by=editor(camels),
        at=MONDAY,
    )

    with pytest.raises(PublicationChangedElsewhere):
        publish_publication(code=publication.code, by=editor(camels), at=MONDAY, seen_revision=seen)


def test_an_editor_of_another_department_publishes_nothing():
    camels = department()
    publication = drafted(editor(camels), camels)

    with pytest.raises(NotYourPublications):
        publish_publication(code=publication.code, by=editor(department("donkeys")), at=MONDAY)


def test_publishing_twice_publishes_once():
    camels = department()
    publication = published(editor(camels), camels)

    with pytest.raises(NoVersionInPreparation):
        publish_publication(code=publication.code, by=editor(camels), at=MONDAY)


def test_a_reading_and_its_policy_lead_to_each_other():
    camels = department()
    policy = published(editor(camels), camels, kind="政策文件")

    reading = published(editor(camels), camels, kind=READING, explains=policy.code)

    assert queries.publication(reading.code).explains.code == policy.code
    assert [each.code for each in queries.publication(policy.code).readings] == [reading.code]


def test_pages_kept_in_memory_end_with_a_publication():
    camels = department()
    before = cache.get(page_cache.GENERATION_KEY)

    published(editor(camels), camels)

    assert cache.get(page_cache.GENERATION_KEY) not in {None, before}


@pytest.mark.parametrize("change", [{"content": "{}"}, {"digest": "0" * 64}, {"number": 9}])
def test_the_database_itself_refuses_to_change_a_published_text(change):
    camels = department()
    publication = published(editor(camels), camels)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PublicationVersion.objects.filter(publication=publication).update(**change)


def test_the_database_itself_refuses_to_remove_a_published_text():
    camels = department()
    publication = published(editor(camels), camels)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        publication.versions.all().delete()


@pytest.mark.parametrize(
    "change",
    [
        {"state": PublicationState.PLANNED, "publish_at": None},
        {"state": PublicationState.DRAFT, "publish_at": TUESDAY},
        {"state": PublicationState.PUBLISHED, "published_at": None},
        {"state": PublicationState.WITHDRAWN, "published_at": MONDAY},
    ],
)
def test_a_state_and_its_facts_come_together(change):
    camels = department()
    publication = drafted(editor(camels), camels)

    with pytest.raises(DatabaseError), transaction.atomic():
        publication.versions.update(**change)


# planned


def test_a_planned_version_waits_unread():
    camels = department()
    publication = drafted(editor(camels), camels)

    plan_publication(code=publication.code, publish_at=TUESDAY, by=editor(camels), at=MONDAY)

    assert publication.versions.get().state == PublicationState.PLANNED
    assert queries.publication(publication.code) is None


@pytest.mark.parametrize("when", [MONDAY, MONDAY - timedelta(1), MONDAY + timedelta(days=400)])
def test_a_plan_lies_ahead_and_within_a_year(when):
    camels = department()
    publication = drafted(editor(camels), camels)

    with pytest.raises(PlannedInThePast):
        plan_publication(code=publication.code, publish_at=when, by=editor(camels), at=MONDAY)


def test_an_incomplete_text_is_not_planned_either():
    camels = department()
    publication = drafted(editor(camels), camels, body="")

    with pytest.raises(PublicationIncomplete):
        plan_publication(code=publication.code, publish_at=TUESDAY, by=editor(camels), at=MONDAY)


def test_a_cancelled_plan_is_a_draft_again():
    camels = department()
    publication = drafted(editor(camels), camels)
    plan_publication(code=publication.code, publish_at=TUESDAY, by=editor(camels), at=MONDAY)

    cancel_plan(code=publication.code, by=editor(camels), at=MONDAY)

    version = publication.versions.get()
    assert (version.state, version.publish_at) == (PublicationState.DRAFT, None)


def test_a_draft_has_no_plan_to_cancel():
    camels = department()
    publication = drafted(editor(camels), camels)

    with pytest.raises(PublicationNotInState):
        cancel_plan(code=publication.code, by=editor(camels), at=MONDAY)
