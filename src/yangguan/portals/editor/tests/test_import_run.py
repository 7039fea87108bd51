"""One import: its progress, its refused items, the file that comes back; nobody else's business."""

import json
import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from yangguan.foundation.actors.actor import Role
from yangguan.portals.desk.tests import staff
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.drafting.models import EditionDraft
from yangguan.registers.drafting.states import DraftState
from yangguan.registers.imports.models import ImportRow, ImportRun
from yangguan.registers.imports.operations.carry_out import carry_out
from yangguan.registers.imports.queries import refused_lines
from yangguan.registers.imports.states import ImportAct, RowState, RunState
from yangguan.registers.imports.tests import files
from yangguan.registers.organisations.models import Appointment, Department, Officer, Post
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE

NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(loaded_city):
    office = Department.objects.get(key=CATALOGUE_OFFICE)
    return staff.client_of(staff.account_of(Role.EDITOR, department=office))


def sent(client, raw, act="publish", **more):
    upload = SimpleUploadedFile("事项.jsonl", raw)
    return client.post("/editor/import/", {"act": act, "files": [upload], **more}, follow=True)


def test_a_small_file_is_done_when_its_page_opens(editor):
    page = sent(editor, files.lines(files.city_item(1), files.city_item(2))).content.decode()

    assert [each.faults for each in refused_lines(ImportRun.objects.get().pk)[0]] == []
    assert "发布 2 个" in page
    assert "hx-trigger" not in page
    assert ServiceItem.objects.filter(name="样例许可第1号").exists()


def test_a_wrong_item_is_told_with_its_reasons_and_comes_back(editor):
    page = sent(editor, files.lines(files.city_item(1), files.city_item(2, PROMISE_DAY=99)))

    run = ImportRun.objects.get()
    assert "promise-longer-than-law" in page.content.decode()
    assert run.state == RunState.REFUSED
    returned = editor.get(f"/editor/imports/{run.pk}/returned/")
    line = b"".join(returned.streaming_content).decode()
    assert returned.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(line)["FAULTS"][0]["CODE"] == "promise-longer-than-law"


def test_the_good_ones_are_published_if_the_box_is_ticked(editor):
    sent(editor, files.lines(files.city_item(1), files.city_item(2, PROMISE_DAY=99)), good="1")

    run = ImportRun.objects.get()
    assert (run.state, run.published, run.refused) == (RunState.DONE, 1, 1)


@pytest.fixture
def writer(editor):
    """An editor of the department whose item `files.city_item` is."""
    code = files.city_item(1)[files.BASIC]["DEPT_CODE"]
    own = Department.objects.get(credit_code=code)
    return staff.client_of(
        staff.account_of(Role.EDITOR, department=own, name="测写", number="G97901")
    )


REASON = {"reason": "按新条例减去两样材料"}


def drafts():
    return EditionDraft.objects.filter(name__startswith="样例许可第")


def test_what_a_department_imports_waits_for_review_and_nothing_is_published(writer):
    raw = files.lines(files.city_item(1), files.city_item(2))

    page = sent(writer, raw, **REASON).content.decode()

    run = ImportRun.objects.get()
    assert [each.faults for each in refused_lines(run.pk)[0]] == []
    assert set(drafts().values_list("state", "reason", "import_id")) == {
        (DraftState.SUBMITTED, REASON["reason"], run.pk)
    }
    assert not ServiceItem.objects.filter(name__startswith="样例许可第").exists()
    assert f"/editor/drafts/?import={run.pk}&amp;state=submitted" in page
    assert "2 份草稿等审核" in page


def test_one_item_as_json_of_a_department_waits_too(writer):
    upload = SimpleUploadedFile("事项.json", files.lines(files.city_item(1)))

    page = writer.post(
        "/editor/import/", {"act": "submit", "files": [upload], **REASON}, follow=True
    )

    assert "1 份草稿等审核" in page.content.decode()
    assert drafts().count() == 1


def test_the_link_leads_to_the_drafts_of_this_import_alone(writer, editor):
    sent(writer, files.lines(files.city_item(1)), **REASON)
    sent(writer, files.lines(files.city_item(2)), **REASON)
    run = ImportRun.objects.order_by("started_at").last()

    own, office = (
        client.get(f"/editor/drafts/?import={run.pk}&state=submitted").content.decode()
        for client in (writer, editor)
    )

    for page in (own, office):
        assert "样例许可第2号" in page
        assert "样例许可第1号" not in page
    assert "全部通过" in office
    assert "全部通过" not in own


def test_the_office_may_have_its_own_import_reviewed_by_somebody_else(editor):
    sent(editor, files.lines(files.city_item(1)), act="submit", **REASON)

    run = ImportRun.objects.get()
    page = editor.get(f"/editor/drafts/?import={run.pk}").content.decode()
    assert drafts().get().state == DraftState.SUBMITTED
    assert 'name="draft"' not in page
    assert "全部通过" not in page


def test_who_leaves_the_office_during_an_import_publishes_nothing_more(editor, waiting):
    Appointment.objects.filter(officer__staff_number="G97000").delete()
    post = Post.objects.create(
        code="sample-editor", title="事项管理岗", role=Role.EDITOR.value,
        department=Department.objects.get(key="scj"),
    )  # fmt: skip
    officer = Officer.objects.get(staff_number="G97000")
    Appointment.objects.create(officer=officer, post=post, from_date=staff.SINCE)
    code = files.city_item(1)[files.BASIC]["DEPT_CODE"]
    assert Department.objects.get(key="scj").credit_code == code

    carry_out(run_id=waiting.pk, at=timezone.now(), goes_on=lambda: True)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.published) == (RunState.FAILED, 0)
    assert "重新导入送审" in editor.get(f"/editor/imports/{waiting.pk}/").content.decode()


@pytest.fixture
def waiting(editor, monkeypatch):
    """An import that has only been begun."""
    monkeypatch.setattr("yangguan.portals.editor.views.import_items.SMALL_BYTES", 0)
    sent(editor, files.lines(files.city_item(1)))
    return ImportRun.objects.get()


def test_an_import_under_way_asks_again_by_itself_and_can_be_stopped(editor, waiting):
    page = editor.get(f"/editor/imports/{waiting.pk}/").content.decode()
    part = editor.get(f"/editor/imports/{waiting.pk}/", headers={"HX-Request": "true"})

    editor.post(f"/editor/imports/{waiting.pk}/cancel/")

    waiting.refresh_from_db()
    assert 'hx-trigger="every 2s"' in page
    assert "<html" not in part.content.decode()
    assert waiting.state == RunState.CANCELLED
    again = editor.post(f"/editor/imports/{waiting.pk}/cancel/")
    assert again.status_code == 422


def test_another_departments_import_is_not_there(editor, waiting):
    other = Department.objects.get(key="scj")
    stranger = staff.client_of(staff.account_of(Role.EDITOR, department=other, number="G97001"))

    assert stranger.get(f"/editor/imports/{waiting.pk}/").status_code == 404
    assert stranger.post(f"/editor/imports/{waiting.pk}/cancel/").status_code == 404
    assert stranger.get(f"/editor/imports/{waiting.pk}/returned/").status_code == 404
    assert "事项.jsonl" not in stranger.get("/editor/imports/").content.decode()


def test_an_import_that_was_never_made_is_not_there(editor):
    assert editor.get(f"/editor/imports/{uuid.uuid4()}/").status_code == 404


def test_refused_items_come_page_by_page(editor, waiting):
    ImportRow.objects.bulk_create(
        ImportRow(run=waiting, line=n, place=f"第 {n} 项", state=RowState.REFUSED)
        for n in range(1, 61)
    )

    first = editor.get(f"/editor/imports/{waiting.pk}/").content.decode()
    second = editor.get(f"/editor/imports/{waiting.pk}/?after=50").content.decode()

    assert "第 50 项" in first
    assert "第 51 项" not in first
    assert "第 51 项" in second


def test_the_list_of_imports_costs_the_same_however_many_there_are(
    editor, waiting, django_assert_max_num_queries
):
    def more(count):
        ImportRun.objects.bulk_create(
            ImportRun(
                file=waiting.file, act=ImportAct.CHECK, started_at=NOON, starter_name="张三",
            )
            for _number in range(count)
        )  # fmt: skip

    more(30)
    with django_assert_max_num_queries(8):
        page = editor.get("/editor/imports/").content.decode()

    assert page.count("<tr>") == 21
