"""批量审核 on its pages: chosen in the list, or all of an import; a line of result for each."""

import re
import uuid

import pytest
from django.utils import timezone
from msgspec.structs import replace

from yangguan.foundation.actors.actor import Role
from yangguan.portals.desk.tests import staff
from yangguan.registers.accounts.actors import actor_of_account
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.models import Edition
from yangguan.registers.drafting.models import BatchReview, DraftRemark, EditionDraft
from yangguan.registers.drafting.operations.submit_imported import submit_imported
from yangguan.registers.drafting.states import DraftState
from yangguan.registers.imports.tests import files
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

pytestmark = pytest.mark.django_db
IMPORT = uuid.UUID(int=7)


class Office:
    """Two editors of the office that reviews, one of a department, and drafts of one import."""

    def __init__(self):
        code = files.city_item(1)[files.BASIC]["DEPT_CODE"]
        places = {
            "writer": Department.objects.get(credit_code=code),
            "reviewer": Department.objects.get(key=CATALOGUE_OFFICE),
            "second": Department.objects.get(key=CATALOGUE_OFFICE),
        }
        self.accounts = {
            name: staff.account_of(Role.EDITOR, department=place, name=name, number=f"G9790{n}")
            for n, (name, place) in enumerate(places.items())
        }
        self.clients = {name: staff.client_of(each) for name, each in self.accounts.items()}

    def hand_in(self, *numbers, by="writer"):
        """Drafts as an import makes them."""
        actor = actor_of_account(self.accounts[by].pk, on=timezone.localdate())
        assert actor is not None
        contents = [content_of(number) for number in numbers]
        return submit_imported(
            contents, import_id=IMPORT, reason="按新条例", by=actor, at=timezone.now()
        )

    def review(self, drafts=(), act="approve", by="reviewer", **more):
        data = {"draft": [draft.pk for draft in drafts], "act": act, **more}
        return self.clients[by].post("/editor/drafts/reviews/", data, follow=True)

    def page(self, by="reviewer", query=f"import={IMPORT}"):
        return self.clients[by].get(f"/editor/drafts/?{query}").content.decode()


def content_of(number):
    """As an item of the city, under another code and name."""
    base = Edition.objects.get(current_for__slug="food-business-licence")
    basic = files.city_item(number)[files.BASIC]
    return replace(
        decode(base.content),
        name=basic["TASK_NAME"],
        task_code=basic["TASK_CODE"],
        catalog_code=basic["CATALOG_CODE"],
    )


@pytest.fixture
def office(loaded_city):
    return Office()


def states():
    found = EditionDraft.objects.filter(import_id=IMPORT).order_by("name")
    return list(found.values_list("state", flat=True))


def test_what_is_ticked_is_approved_and_the_rest_waits_on(office):
    first, second, _third = office.hand_in(1, 2, 3)

    page = office.review([first, second]).content.decode()

    assert states() == [DraftState.PUBLISHED, DraftState.PUBLISHED, DraftState.SUBMITTED]
    assert "2 份都办好了" in page
    assert page.count("已发布") == 2


def test_all_of_an_import_are_returned_with_one_remark(office):
    office.hand_in(1, 2, 3)

    office.review(act="", whole="return", remark="写到款", **{"import": IMPORT})

    assert states() == [DraftState.RETURNED] * 3
    assert DraftRemark.objects.filter(text="写到款").count() == 3


def test_one_that_is_refused_is_told_first_and_stops_no_other(office):
    first, second = office.hand_in(1, 2)
    EditionDraft.objects.filter(pk=second.pk).update(state=DraftState.DISCARDED)

    page = office.review([first, second]).content.decode()

    assert states() == [DraftState.PUBLISHED, DraftState.DISCARDED]
    assert "办好 1 份，1 份没有办成" in page
    assert page.index("现在是“已放弃”") < page.index(f"/editor/drafts/{first.pk}/review/")


def test_nobody_approves_what_they_submitted_even_among_others(office):
    (own,) = office.hand_in(1, by="reviewer")
    (other,) = office.hand_in(2)

    page = office.review([own, other]).content.decode()

    assert states() == [DraftState.SUBMITTED, DraftState.PUBLISHED]
    assert "这份草稿是您送审的" in page
    office.review([own], by="second")
    assert states() == [DraftState.PUBLISHED, DraftState.PUBLISHED]


def test_the_list_lets_pick_only_what_the_reader_may_decide(office):
    (own,) = office.hand_in(1, by="reviewer")
    (other,) = office.hand_in(2)

    assert re.findall(r'name="draft" value="([^"]+)"', office.page()) == [str(other.pk)]
    assert "这次导入的 1 份全部通过" in office.page()
    assert 'name="draft"' not in office.page("writer")
    assert str(own.pk) in office.page("second")


def test_a_department_reviews_nothing_however_it_asks(office):
    drafts = office.hand_in(1)
    office.review(office.hand_in(2))
    review = BatchReview.objects.get()

    asked = [
        office.review(drafts, by="writer"),
        office.review(by="writer", whole="approve", **{"import": IMPORT}),
        office.clients["writer"].get(f"/editor/drafts/reviews/{review.pk}/"),
    ]

    assert [answer.status_code for answer in asked] == [403, 403, 404]
    assert states() == [DraftState.SUBMITTED, DraftState.PUBLISHED]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"act": "approve"}, "还没有选草稿"),
        ({"act": "burn", "draft": [str(IMPORT)]}, "还没有说是通过还是退回"),
        ({"act": "approve", "draft": ["x"]}, "没有这份草稿"),
        ({"act": "approve", "draft": [str(IMPORT)]}, "没有这份草稿"),
        ({"act": "approve", "whole": "approve", "import": "x"}, "还没有选草稿"),
    ],
)
def test_what_cannot_be_decided_is_told(office, more, words):
    answer = office.clients["reviewer"].post("/editor/drafts/reviews/", more)

    assert answer.status_code in {404, 422}
    assert words in answer.content.decode()
    assert not BatchReview.objects.exists()


def test_a_return_without_a_remark_is_told_and_changes_nothing(office):
    answer = office.review(office.hand_in(1), act="return", remark=" ")

    assert (answer.status_code, states()) == (422, [DraftState.SUBMITTED])
    assert "退回要写明理由" in answer.content.decode()


def test_more_than_fit_into_the_patience_of_a_page_go_on_as_a_job(office, monkeypatch):
    monkeypatch.setattr("yangguan.portals.editor.views.batch_review.PATIENCE_SECONDS", 0.0)
    page = office.review(office.hand_in(1, 2, 3)).content.decode()
    review = BatchReview.objects.get()
    part = office.clients["reviewer"].get(
        f"/editor/drafts/reviews/{review.pk}/", headers={"HX-Request": "true"}
    )

    assert (review.done, review.ended_at) == (1, None)
    assert 'hx-trigger="every 2s"' in page
    assert "3 份草稿，已办 1 份" in page
    assert "<html" not in part.content.decode()
    assert f"/editor/drafts/reviews/{review.pk}/" in office.page()


def test_the_list_and_the_result_cost_the_same_however_many_drafts_there_are(
    office, django_assert_max_num_queries
):
    drafts = office.hand_in(*range(1, 31))
    office.page()
    with django_assert_max_num_queries(16):
        office.page()
    office.review(drafts[:2])
    review = BatchReview.objects.get()

    with django_assert_max_num_queries(9):
        office.clients["reviewer"].get(f"/editor/drafts/reviews/{review.pk}/")


@pytest.mark.parametrize("place", ["x", "2026-01-01\nx", "2026-01-01T00:00:00\n" + str(IMPORT)])
def test_a_place_in_the_list_that_is_none_is_its_beginning(office, place):
    office.hand_in(1)

    answer = office.clients["reviewer"].get("/editor/drafts/", {"after": place, "import": "x"})

    assert answer.status_code == 200
    assert "样例许可第1号" in answer.content.decode()
