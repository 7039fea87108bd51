"""起草: 政府信息公开条例 第十条."""

import pytest

from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.publications import queries
from yangguan.registers.publications.errors import FieldTooLong, NotYourPublications
from yangguan.registers.publications.kinds import ANNOUNCEMENT
from yangguan.registers.publications.models import Publication
from yangguan.registers.publications.operations.begin import begin_publication, begin_version
from yangguan.registers.publications.queries import PublicationWanted
from yangguan.registers.publications.states import PublicationState
from yangguan.registers.publications.tests.arranging import (
    MONDAY,
    TUESDAY,
    department,
    editor,
    editor_everywhere,
    published,
)

pytestmark = pytest.mark.django_db


def begin(by, of, **changes):
    values = {"kind": ANNOUNCEMENT, "title": "骆驼", "department_id": of.pk, **changes}
    return begin_publication(**values, by=by, at=MONDAY)


def test_a_new_publication_is_a_draft_that_nobody_reads():
    camels = department()

    begun = begin(editor(camels), camels)

    assert begun.code.startswith("P2026-")
    assert begun.versions.get().state == PublicationState.DRAFT
    assert queries.publication(begun.code) is None
    listed = queries.publications(wanted=PublicationWanted(text="骆驼")).items
    assert begun.code not in [line.code for line in listed]


def test_two_publications_never_have_the_same_code():
    camels = department()

    assert begin(editor(camels), camels).code != begin(editor(camels), camels).code


def test_an_editor_begins_nothing_for_another_department():
    donkeys = department("donkeys")

    with pytest.raises(NotYourPublications):
        begin(editor(department()), donkeys)

    assert not Publication.objects.filter(department=donkeys).exists()


def test_the_editor_of_the_catalogue_office_begins_for_every_department():
    assert begin(editor_everywhere(), department("donkeys")).department.key == "donkeys"


def test_a_title_without_end_is_refused():
    camels = department()

    with pytest.raises(FieldTooLong) as refusal:
        begin(editor(camels), camels, title="驼" * 301)

    assert refusal.value.field == "title"


def test_the_next_version_begins_with_the_text_of_the_last_and_people_go_on_reading_that():
    camels = department()
    publication = published(editor(camels), camels)

    version = begin_version(code=publication.code, by=editor(camels), at=TUESDAY)

    assert (version.number, version.state) == (2, PublicationState.DRAFT)
    assert version.content == publication.versions.get(number=1).content
    assert queries.publication(publication.code).number == 1


def test_beginning_the_next_version_twice_gives_the_same_one():
    camels = department()
    publication = published(editor(camels), camels)

    first = begin_version(code=publication.code, by=editor(camels), at=TUESDAY)
    again = begin_version(code=publication.code, by=editor(camels, name="编辑乙"), at=TUESDAY)

    assert first.pk == again.pk


def test_what_was_begun_is_traced():
    camels = department()
    publication = published(editor(camels), camels)

    entries = TraceEntry.objects.filter(stream__subject=f"publication:{publication.code}")

    acts = list(entries.order_by("position").values_list("action", flat=True))
    assert acts == ["publication.begin", "publication.publish"]
