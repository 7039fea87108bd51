"""草稿: one for each applicant and edition, resumed anywhere, never lost to an older page."""

import json

import pytest

from yangguan.foundation.files import store
from yangguan.handling.cases.errors import (
    AudienceNotServed,
    DraftChangedElsewhere,
    EditionNotOpen,
    NotYourCase,
    TooManyFiles,
    UnknownSlot,
)
from yangguan.handling.cases.models import CaseFile, Draft
from yangguan.handling.cases.operations import drafts
from yangguan.handling.cases.queries.drafts import draft_view
from yangguan.handling.cases.tests import builders as b

pytestmark = pytest.mark.django_db


def begin(town, **values):
    told = {"task_code": b.TASK_CODE, "applicant_id": town.applicant.pk, "by": town.person}
    return drafts.begin_draft(at=b.MONDAY, **{**told, **values})


def save(town, draft, answers, **values):
    return drafts.save_draft(
        draft_id=draft.pk, answers=answers, by=town.person, at=b.TUESDAY, **values
    )


def test_beginning_twice_gives_the_same_draft():
    town = b.city()

    assert begin(town).pk == begin(town).pk
    assert Draft.objects.filter(applicant=town.applicant).count() == 1


def test_a_draft_begins_with_what_the_platform_knows():
    town = b.city()

    draft = begin(town)

    assert json.loads(draft.answers) == {"person_name": "测鸣沙"}


def test_a_save_keeps_what_it_does_not_name():
    town = b.city()
    draft = begin(town)
    save(town, draft, {"site_address": "1 号"})

    saved = save(town, draft, {"truth_pledge": "true"})

    assert json.loads(saved.answers) == {
        "person_name": "测鸣沙",
        "site_address": "1 号",
        "truth_pledge": True,
    }


def test_a_save_from_an_older_page_is_refused():
    town = b.city()
    draft = begin(town)
    save(town, draft, {"site_address": "新"}, seen_revision=0)

    with pytest.raises(DraftChangedElsewhere):
        save(town, draft, {"site_address": "旧"}, seen_revision=0)


def test_somebody_else_cannot_read_or_write_a_draft():
    town = b.city()
    draft = begin(town)
    stranger = b.person_of(b.applicant(b.STRANGER, "测月泉"))

    with pytest.raises(NotYourCase):
        draft_view(draft.pk, by=stranger, on=b.MONDAY.date())
    with pytest.raises(NotYourCase):
        drafts.save_draft(draft_id=draft.pk, answers={}, by=stranger, at=b.MONDAY)


def test_an_item_for_organisations_cannot_be_begun_by_a_person():
    town = b.city(audiences=("2",))

    with pytest.raises(AudienceNotServed):
        begin(town)


def test_an_item_that_is_suspended_cannot_be_begun():
    town = b.city()
    town.item.state = "2"
    town.item.save()

    with pytest.raises(EditionNotOpen):
        begin(town)


def test_a_file_belongs_to_a_listed_material():
    town = b.city()
    draft = begin(town)

    with pytest.raises(UnknownSlot):
        drafts.attach_to_draft(
            draft_id=draft.pk, slot="无犯罪记录", upload=b.pdf(), by=town.person, at=b.MONDAY
        )


def test_the_eleventh_file_of_a_material_is_refused():
    town = b.city()
    draft = begin(town)
    for _ in range(drafts.MAX_FILES_A_SLOT):
        drafts.attach_to_draft(
            draft_id=draft.pk, slot="material-1", upload=b.pdf(), by=town.person, at=b.MONDAY
        )

    with pytest.raises(TooManyFiles):
        drafts.attach_to_draft(
            draft_id=draft.pk, slot="material-1", upload=b.pdf(), by=town.person, at=b.MONDAY
        )


def test_the_bytes_of_a_file_are_safe_before_its_row_is_made(monkeypatch):
    town = b.city()
    draft = begin(town)
    register = store.register
    found = []

    def look_first(content, **told):
        found.append(store.read(content.digest))
        return register(content, **told)

    monkeypatch.setattr(store, "register", look_first)
    drafts.attach_to_draft(
        draft_id=draft.pk, slot="material-1", upload=b.pdf(), by=town.person, at=b.MONDAY
    )

    assert found == [b.PDF]


def test_giving_a_draft_up_takes_its_files_with_it():
    town = b.city()
    draft_id = b.filled_draft(town)

    drafts.delete_draft(draft_id=draft_id, by=town.person)
    drafts.delete_draft(draft_id=draft_id, by=town.person)

    assert not Draft.objects.filter(pk=draft_id).exists()
    assert not CaseFile.objects.filter(draft_id=draft_id).exists()


def test_a_draft_page_costs_at_most_six_statements(django_assert_max_num_queries):
    town = b.city()
    draft_id = b.filled_draft(town)

    with django_assert_max_num_queries(6):
        view = draft_view(draft_id, by=town.person, on=b.MONDAY.date())

    assert view.is_complete
