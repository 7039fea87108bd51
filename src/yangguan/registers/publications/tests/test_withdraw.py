"""撤下: nothing of it is read any more, and the address says why."""

import pytest

from yangguan.registers.publications import queries
from yangguan.registers.publications.errors import (
    FieldTooLong,
    NotYourPublications,
    PublicationNotInState,
    ReasonMissing,
)
from yangguan.registers.publications.operations.begin import begin_version
from yangguan.registers.publications.operations.publish import publish_publication
from yangguan.registers.publications.operations.withdraw import withdraw_publication
from yangguan.registers.publications.queries import PublicationWanted
from yangguan.registers.publications.states import PublicationState
from yangguan.registers.publications.tests.arranging import (
    MONDAY,
    TUESDAY,
    department,
    drafted,
    editor,
    published,
)

pytestmark = pytest.mark.django_db


def withdraw(publication, by, reason="地点写错了"):
    return withdraw_publication(code=publication.code, reason=reason, by=by, at=TUESDAY)


def test_a_withdrawn_publication_is_in_no_list_and_its_address_gives_the_reason():
    camels = department()
    publication = published(editor(camels), camels)

    withdraw(publication, editor(camels))

    assert queries.publication(publication.code) is None
    assert queries.publication(publication.code, number=1) is None
    listed = queries.publications(wanted=PublicationWanted(text="骆驼主人")).items
    assert publication.code not in [line.code for line in listed]
    assert queries.withdrawal(publication.code).reason == "地点写错了"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_withdrawal_needs_a_reason(reason):
    camels = department()
    publication = published(editor(camels), camels)

    with pytest.raises(ReasonMissing):
        withdraw(publication, editor(camels), reason)

    assert queries.publication(publication.code) is not None


def test_a_reason_without_end_is_refused():
    camels = department()
    publication = published(editor(camels), camels)

    with pytest.raises(FieldTooLong):
        withdraw(publication, editor(camels), "错" * 501)


def test_a_draft_cannot_be_withdrawn():
    camels = department()
    publication = drafted(editor(camels), camels)

    with pytest.raises(PublicationNotInState):
        withdraw(publication, editor(camels))


def test_an_editor_of_another_department_withdraws_nothing():
    camels = department()
    publication = published(editor(camels), camels)

    with pytest.raises(NotYourPublications):
        withdraw(publication, editor(department("donkeys")))


def test_publishing_a_new_version_brings_it_back_and_the_withdrawn_one_stays_unread():
    camels = department()
    publication = published(editor(camels), camels)
    withdraw(publication, editor(camels))
    begin_version(code=publication.code, by=editor(camels), at=TUESDAY)

    publish_publication(code=publication.code, by=editor(camels), at=TUESDAY)

    assert queries.publication(publication.code).number == 2
    assert queries.publication(publication.code, number=1) is None
    assert queries.withdrawal(publication.code) is None
    states = [line.state for line in queries.history(publication.code)]
    assert states == [PublicationState.PUBLISHED, PublicationState.WITHDRAWN]


def test_withdrawing_needs_something_published():
    camels = department()
    publication = published(editor(camels), camels, at=MONDAY)
    withdraw(publication, editor(camels))

    with pytest.raises(PublicationNotInState):
        withdraw(publication, editor(camels))
