"""Keeping a draft: incomplete is fine, overwriting a colleague unseen is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.comparison import Piece
from yangguan.registers.publications.errors import (
    FieldNotUnderstood,
    FieldTooLong,
    NotYourPublications,
    NoVersionInPreparation,
    PublicationChangedElsewhere,
    PublicationNotFound,
    PublicationNotInState,
)
from yangguan.registers.publications.models import Publication
from yangguan.registers.publications.operations.begin import begin_version
from yangguan.registers.publications.operations.publish import plan_publication
from yangguan.registers.publications.operations.save_draft import (
    discard_publication_draft,
    save_publication_draft,
)
from yangguan.registers.publications.rules import TextDifference, differences
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
from yangguan.registers.publications.text import PublicationText, decode, encode

pytestmark = pytest.mark.django_db


def save(publication, by, wanted, **changes):
    return save_publication_draft(
        code=publication.code, text=wanted, change_note="", by=by, at=TUESDAY, **changes
    )


def test_what_was_typed_is_kept_complete_or_not():
    camels = department()
    publication = drafted(editor(camels), camels)

    version = save(publication, editor(camels), PublicationText(title="只有标题"))

    assert decode(version.content) == PublicationText(title="只有标题")
    publication.refresh_from_db()
    assert publication.title == "只有标题"


def test_the_second_of_two_editors_is_told_who_saved_before():
    camels = department()
    publication = drafted(editor(camels), camels)
    seen = publication.versions.get().revision
    save(publication, editor(camels, name="编辑甲"), text(body="甲写的"), seen_revision=seen)

    with pytest.raises(PublicationChangedElsewhere) as refusal:
        save(publication, editor(camels, name="编辑乙"), text(body="乙写的"), seen_revision=seen)

    assert "编辑甲" in refusal.value.text
    assert decode(publication.versions.get().content).body == "甲写的"


def test_saving_the_same_again_is_no_new_revision():
    camels = department()
    publication = drafted(editor(camels), camels)
    before = publication.versions.get().revision

    assert save(publication, editor(camels), text()).revision == before


def test_a_planned_version_does_not_change():
    camels = department()
    publication = drafted(editor(camels), camels)
    plan_publication(code=publication.code, publish_at=TUESDAY, by=editor(camels), at=MONDAY)

    with pytest.raises(PublicationNotInState):
        save(publication, editor(camels), text(body="另外的"))


def test_a_published_version_does_not_change():
    camels = department()
    publication = published(editor(camels), camels)

    with pytest.raises(NoVersionInPreparation):
        save(publication, editor(camels), text(body="另外的"))


def test_an_editor_of_another_department_changes_nothing():
    camels = department()
    publication = drafted(editor(camels), camels)

    with pytest.raises(NotYourPublications):
        save(publication, editor(department("donkeys")), text(body="别人的"))


def test_nothing_is_saved_at_an_address_without_publication():
    with pytest.raises(PublicationNotFound):
        save(Publication(code="nowhere"), editor(department()), text())


@pytest.mark.parametrize(
    ("change", "error", "field"),
    [
        ({"body": "长" * 200_001}, FieldTooLong, "body"),
        ({"issuer": "局" * 201}, FieldTooLong, "issuer"),
        ({"title": "有\x00字"}, FieldNotUnderstood, "title"),
        ({"publish_date": date(1066, 1, 1)}, FieldNotUnderstood, "publish_date"),
        ({"items": tuple(map(str, range(201)))}, FieldNotUnderstood, "items"),
    ],
)
def test_a_field_that_cannot_be_kept_is_named(change, error, field):
    camels = department()
    publication = drafted(editor(camels), camels)

    with pytest.raises(error) as refusal:
        save(publication, editor(camels), text(**change))

    assert refusal.value.field == field


def test_a_draft_that_nobody_could_read_goes_altogether():
    camels = department()
    publication = drafted(editor(camels), camels)

    is_there = discard_publication_draft(code=publication.code, by=editor(camels), at=TUESDAY)

    assert not is_there
    assert not Publication.objects.filter(pk=publication.code).exists()


def test_giving_the_next_version_up_leaves_what_people_read():
    camels = department()
    publication = published(editor(camels), camels)
    begin_version(code=publication.code, by=editor(camels), at=TUESDAY)

    assert discard_publication_draft(code=publication.code, by=editor(camels), at=TUESDAY)

    publication.refresh_from_db()
    assert (publication.state, publication.upcoming) == (PublicationState.PUBLISHED, "")
    assert publication.versions.count() == 1


texts = st.builds(
    PublicationText,
    title=st.text(),
    body=st.text(),
    publish_date=st.none() | st.dates(),
    items=st.lists(st.text()).map(tuple),
)


@given(texts)
def test_a_text_is_read_back_as_it_was_written(each):
    assert decode(encode(each)) == each
    assert differences(each, each) == []


def test_differences_name_the_field_and_both_words():
    (found,) = differences(text(title="旧标题"), text(title="新标题"))

    assert (found.field, found.before, found.after) == ("title", "旧标题", "新标题")


@given(
    st.lists(st.text(alphabet="骆驼\n", max_size=9)),
    st.lists(st.text(alphabet="骆驼\n", max_size=9)),
)
def test_the_pieces_of_a_long_difference_make_up_both_texts(old, new):
    before, after = "".join(old) + "长" * 6_000, "".join(new) + "长" * 6_000

    pieces = TextDifference("body", "正文", before, after).pieces

    assert "".join(text for kind, text in pieces if kind is not Piece.NEW) == before
    assert "".join(text for kind, text in pieces if kind is not Piece.GONE) == after
