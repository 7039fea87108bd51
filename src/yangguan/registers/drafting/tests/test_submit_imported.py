"""送审 of what a file brought: many drafts as if each had been begun and submitted. R2.2, R2.6."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.catalogue.content import Limit, decode
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN
from yangguan.registers.drafting.errors import NotYourDraft, OwnDraft, ReasonMissing
from yangguan.registers.drafting.models import DraftRevision, EditionDraft
from yangguan.registers.drafting.operations.review import approve_draft
from yangguan.registers.drafting.operations.save import undo
from yangguan.registers.drafting.operations.submit import take_back_draft
from yangguan.registers.drafting.operations.submit_imported import submit_imported
from yangguan.registers.drafting.queries import drafts, waiting_of_import
from yangguan.registers.drafting.states import DraftState
from yangguan.registers.drafting.tests.conftest import NOON, TASK_CODE

REASON = "按新修订的条例缩短时限"
IMPORT = uuid.UUID(int=7)


def item():
    return ServiceItem.objects.select_related("edition").get(task_code=TASK_CODE)


def shortened():
    """The item's content with a shorter promise."""
    return replace(decode(item().edition.content), promised_limit=Limit(days=3))


def new_items(count):
    """Contents of items that are not in the catalogue."""
    content = shortened()
    return [
        replace(
            content,
            name=f"样例许可第{number}号",
            catalog_code=f"6201{number:08d}",
            task_code=f"{ORGAN}46201{number:08d}",
        )
        for number in range(1, count + 1)
    ]


def handed_in(contents, by, reason=REASON):
    return submit_imported(contents, import_id=IMPORT, reason=reason, by=by, at=NOON)


def acts(draft):
    entries = TraceEntry.objects.filter(stream__subject=f"draft:{draft.pk}")
    return [(entry.action, entry.data) for entry in entries.order_by("position")]


def test_the_draft_waits_for_review_on_the_edition_in_force_with_its_reason(house):
    (made,) = handed_in([shortened()], house.writer)

    draft = EditionDraft.objects.get(pk=made.pk)
    assert (draft.state, draft.item, draft.base) == (DraftState.SUBMITTED, item(), item().edition)
    assert (draft.reason, draft.submitter) == (REASON, house.writer.account_id)
    assert (draft.submitted_at, draft.submitted_by) == (NOON, house.writer.name)
    assert decode(draft.content) == shortened()


def test_trace_and_first_revision_are_those_of_a_draft_that_was_begun_and_submitted(house):
    (draft,) = handed_in([shortened()], house.writer)

    assert acts(draft) == [
        ("draft.begin", {"item": TASK_CODE, "base": 1, "import": str(IMPORT)}),
        ("draft.submit", {"revision": 0, "reason": REASON}),
    ]
    revision = DraftRevision.objects.get(draft=draft)
    assert (revision.number, decode(revision.content)) == (0, shortened())


def test_approved_it_is_the_next_edition_and_its_reason_is_public(house):
    (draft,) = handed_in([shortened()], house.writer)

    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    assert (item().edition.number, item().edition.reason) == (2, REASON)


def test_a_new_item_is_published_by_its_approval(house):
    (draft,) = handed_in(new_items(1), house.writer)

    approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)

    assert ServiceItem.objects.get(name="样例许可第1号").edition.number == 1


def test_nobody_approves_what_they_imported(house):
    (draft,) = handed_in([shortened()], house.reviewer)

    with pytest.raises(OwnDraft):
        approve_draft(draft_id=draft.pk, by=house.reviewer, at=NOON)


def test_taken_back_it_can_be_written_like_any_other(house):
    (draft,) = handed_in([shortened()], house.writer)
    take_back_draft(draft_id=draft.pk, by=house.writer, at=NOON)
    draft.refresh_from_db()

    saved = house.save(draft, "", process_text="改了").draft
    undo(draft_id=draft.pk, seen_revision=saved.revision, by=house.writer, at=NOON)

    draft.refresh_from_db()
    assert decode(draft.content) == shortened()


def test_where_somebody_has_a_draft_open_none_is_made_and_the_others_are(house):
    known = house.begin()

    taken, made = handed_in([shortened(), *new_items(1)], house.writer)

    assert taken is None
    assert made.name == "样例许可第1号"
    assert set(EditionDraft.objects.values_list("pk", flat=True)) == {known.pk, made.pk}
    assert acts(made)[0][0] == "draft.begin"


def test_drafts_of_one_file_are_listed_in_its_order(house):
    made = [draft.pk for draft in handed_in(new_items(9), house.writer)]

    listed, _more = drafts(by=house.reviewer, import_id=IMPORT)
    waiting = waiting_of_import(IMPORT, by=house.reviewer, limit=500)

    assert [line.id for line in listed] == made
    assert waiting == made
    assert waiting_of_import(IMPORT, by=house.writer, limit=500) == []


def test_without_a_reason_nothing_is_handed_in(house):
    with pytest.raises(ReasonMissing):
        handed_in([shortened()], house.writer, reason="  ")

    assert not EditionDraft.objects.exists()


def test_another_departments_editor_hands_in_nothing_at_all(house):
    with pytest.raises(NotYourDraft):
        handed_in([shortened(), *new_items(2)], house.stranger)

    assert not EditionDraft.objects.exists()


def test_sixty_items_cost_as_many_statements_as_two(house):
    def statements(contents):
        with CaptureQueriesContext(connection) as asked:
            handed_in(contents, house.writer)
        return len(asked)

    contents = new_items(62)
    few = statements(contents[:2])

    assert statements(contents[2:]) == few
    assert few <= 10
