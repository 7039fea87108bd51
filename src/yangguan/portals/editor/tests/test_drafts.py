"""A draft on its pages: sections, faults, saving, lists, two people, submitting, review."""

import re

import pytest
from django.utils import timezone

from yangguan.foundation.actors.actor import Role, system_actor
from yangguan.portals.desk.tests import staff
from yangguan.registers.catalogue.content import decode
from yangguan.registers.drafting.models import DraftRemark, EditionDraft
from yangguan.registers.organisations.models import Department
from yangguan.registers.organisations.queries import CATALOGUE_OFFICE
from yangguan.registers.standards.elements import ElementContent
from yangguan.registers.standards.operations.elements import add_element

JSON = {"HTTP_ACCEPT": "application/json"}


class Pages:
    """A draft of the small city's item, open in the browser of its department's editor."""

    def __init__(self, desk):
        self.client = desk.client(Role.EDITOR)
        answer = self.client.post("/editor/drafts/begin/", {"task_code": desk.town.item.task_code})
        self.url = re.sub(r"basic/$", "", answer.url)
        self.draft = EditionDraft.objects.get()

    def page(self, section, query=""):
        return self.client.get(f"{self.url}{section}/{query}").content.decode()

    def save(self, section, place, *, revision=None, headers=None, **fields):
        self.draft.refresh_from_db()
        data = {"section": section, "place": place, "revision": self.draft.revision, **fields}
        if revision is not None:
            data["revision"] = revision
        return self.client.post(f"{self.url}save/", data, **(headers or {}))

    def change(self, act):
        self.draft.refresh_from_db()
        data = {"act": act, "revision": self.draft.revision}
        return self.client.post(f"{self.url}change/", data)

    @property
    def content(self):
        self.draft.refresh_from_db()
        return decode(self.draft.content)


@pytest.fixture
def pages(desk):
    return Pages(desk)


@pytest.fixture
def reviewer(pages):
    office, _ = Department.objects.get_or_create(
        key=CATALOGUE_OFFICE,
        defaults={"credit_code": "11620982XNTX00088A", "name": "敦煌市审改办", "kind": "部门"},
    )
    return staff.client_of(
        staff.account_of(Role.EDITOR, department=office, name="测审", number="G97900")
    )


LIMITS = {
    "statutory_limit.days": "20",
    "statutory_limit.unit": "1",
    "promised_limit.days": "3",
    "promised_limit.unit": "1",
    "special_procedures_note": "无",
}


def test_beginning_again_leads_to_the_same_draft(desk, pages):
    answer = pages.client.post("/editor/drafts/begin/", {"task_code": desk.town.item.task_code})

    assert answer.url.startswith(pages.url)


@pytest.mark.parametrize(
    "section",
    ["basic", "limits", "basis", "situations", "materials", "form", "process", "fees", "results",
     "service", "questions"],
)  # fmt: skip
def test_every_section_shows_what_the_edition_holds(pages, section):
    answer = pages.client.get(f"{pages.url}{section}/")

    assert answer.status_code == 200
    assert pages.content.name in answer.content.decode()


def test_an_unknown_section_or_draft_is_not_found(pages):
    assert pages.client.get(f"{pages.url}nothing/").status_code == 409
    assert pages.client.get("/editor/drafts/" + "0" * 8 + "-0000-0000-0000-" + "0" * 12
                            + "/basic/").status_code == 404  # fmt: skip


def test_another_departments_editor_does_not_even_see_it(pages):
    other = Department.objects.create(
        credit_code="11620982XNTX00099X", key="other", name="敦煌市别的局", kind="部门"
    )
    stranger = staff.client_of(
        staff.account_of(Role.EDITOR, department=other, name="测外", number="G97901")
    )

    assert stranger.get(f"{pages.url}basic/").status_code == 404
    assert pages.content.name not in stranger.get("/editor/drafts/").content.decode()


def test_saved_fields_stand_in_the_draft(pages):
    answer = pages.save("limits", "", **LIMITS)

    assert (answer.status_code, pages.content.promised_limit.days) == (302, 3)


def test_as_one_types_the_new_revision_comes_back(pages):
    answer = pages.save("limits", "", headers=JSON, **LIMITS)

    assert answer.json()["revision"] == 1
    assert "今天" in answer.json()["saved_at"]


@pytest.mark.parametrize("days", ["三天", "²", "①"])
def test_what_cannot_be_stored_is_shown_again_with_what_to_do(pages, days):
    answer = pages.save("limits", "", **LIMITS | {"promised_limit.days": days})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请填整数" in page
    assert f'value="{days}"' in page
    assert pages.content.promised_limit.days != 3


def test_a_program_is_told_the_field_that_cannot_be_stored(pages):
    answer = pages.save("limits", "", headers=JSON, **LIMITS | {"promised_limit.days": "三天"})

    assert answer.status_code == 422
    assert answer.json()["field"] == "promised_limit"


def test_a_fault_stands_beside_its_field_and_in_the_contents(pages):
    pages.save("limits", "", **LIMITS | {"promised_limit.days": "300"})

    page = pages.page("limits")
    field = page[page.index('id="faults-all-promised_limit"') :][:600]
    assert "不能长于法定时限" in field
    assert "处不能发布" in page[page.index('id="draft-toc"') :][:2500]


def test_markup_in_a_text_does_not_get_through(pages):
    pages.save("questions", "", question="x")
    pages.change("add questions 0")
    pages.save(
        "questions", "questions.0", question="<script>alert(1)</script>多久", answer="<b>五天</b>"
    )

    question = pages.content.questions[0]
    assert (question.question, question.answer) == ("多久", "五天")


def test_a_list_is_added_to_moved_and_shortened(pages):
    pages.change("add questions 0")
    pages.save("questions", "questions.0", question="多久？", answer="五天。")
    pages.change("copy questions 0")
    pages.save("questions", "questions.1", question="在哪？", answer="大厅。")

    pages.change("move questions 1 0")
    assert [each.question for each in pages.content.questions] == ["在哪？", "多久？"]
    pages.change("remove questions 0")
    assert [each.question for each in pages.content.questions] == ["多久？"]


def test_a_new_material_gets_a_key_of_its_own(pages):
    before = {material.key for material in pages.content.materials}

    pages.change(f"add materials {len(before)}")

    keys = [material.key for material in pages.content.materials]
    assert len(set(keys)) == len(keys) == len(before) + 1


def test_a_condition_is_written_in_rows(pages):
    element = pages.content.fields()[0].element
    pages.save(
        "materials", "materials.0", name="布局图", kind="3", need="2", supply="applicant",
        medium="3", basis="《样例法》第一条",
        **{"applies_if.0.element": element, "applies_if.0.operator": "==",
           "applies_if.0.value": "甲"},
    )  # fmt: skip

    assert pages.content.materials[0].applies_if.logic == {"==": [{"var": element}, "甲"]}


@pytest.mark.parametrize("act", ["", "add", "add nowhere 0", "add materials x", "burn materials 0"])
def test_a_change_of_nothing_is_refused(pages, act):
    assert pages.change(act).status_code == 409


def test_two_who_write_the_same_field_see_both_and_choose(pages):
    pages.save("process", "", process_text="先写的")

    answer = pages.save("process", "", revision=0, process_text="后写的")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先写的" in page and "后写的" in page  # noqa: PT018  # both sides of one table
    assert pages.content.process_text == "先写的"
    assert pages.save("process", "", process_text="后写的").status_code == 302
    assert pages.content.process_text == "后写的"


def test_an_older_page_that_saves_itself_is_told(pages):
    pages.save("process", "", process_text="先写的")

    answer = pages.save("process", "", revision=0, headers=JSON, process_text="后写的")

    assert (answer.status_code, answer.json()["code"]) == (409, "edition-draft-changed")


def test_undo_takes_the_last_change_back(pages):
    before = pages.content.process_text
    pages.save("process", "", process_text="改过")
    data = {"revision": 1, "section": "process"}

    pages.client.post(f"{pages.url}undo/", data)

    assert pages.content.process_text == before


def test_the_preview_is_the_citizens_page_and_only_we_may_frame_it(pages):
    pages.save("basic", "", **_basic(pages, name="改过的名称"))

    answer = pages.client.get(f"{pages.url}preview/")

    assert "改过的名称" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert pages.client.get(f"{pages.url}preview/?show=form").status_code == 200


def _basic(pages, **changes):
    content = pages.content
    return {
        "name": content.name,
        "item_type": content.item_type,
        "level": content.level,
        "catalog_code": content.catalog_code,
        "effective": content.effective.isoformat(),
        "audiences": list(content.audiences),
        **changes,
    }


def test_a_draft_is_submitted_with_its_reason_returned_with_remarks_and_approved(pages, reviewer):
    pages.save("process", "", process_text="申请→受理→办结")
    pages.save("limits", "", **LIMITS)
    assert pages.client.post(f"{pages.url}submit/", {"reason": ""}).status_code == 422
    assert re.findall(r'class="fault">.*?</div>', pages.page("submit"), re.S) == []
    pages.client.post(f"{pages.url}submit/", {"reason": "说清流程"})
    review = reviewer.get(f"{pages.url}review/").content.decode()
    place = re.search(r'name="place" value="(process//process_text)"', review)[1]

    reviewer.post(f"{pages.url}remark/", {"place": place, "about": "流程说明", "text": "写细"})
    reviewer.post(f"{pages.url}decide/", {"act": "return"})
    assert "写细" in pages.page("process")
    remark = DraftRemark.objects.get()
    pages.client.post(
        f"{pages.url}remarks/{remark.pk}/answer/", {"answer": "写了", "section": "process"}
    )
    pages.client.post(f"{pages.url}submit/", {"reason": "说清流程"})
    reviewer.post(f"{pages.url}decide/", {"act": "approve"})

    pages.draft.refresh_from_db()
    assert (pages.draft.state, pages.draft.edition.number) == ("published", 2)
    assert pages.draft.edition.reason == "说清流程"


def test_a_draft_with_faults_cannot_be_submitted_from_the_page(pages):
    pages.save("limits", "", **LIMITS | {"promised_limit.days": "300"})

    page = pages.page("submit")

    assert re.search(r"<button[^>]*disabled[^>]*>送审", page)


def test_the_list_shows_drafts_by_state(pages):
    page = pages.client.get("/editor/drafts/").content.decode()
    none = pages.client.get("/editor/drafts/?state=submitted").content.decode()

    assert pages.url in page
    assert pages.url not in none


def test_who_else_has_the_draft_open_is_shown(pages, reviewer):
    reviewer.get(f"{pages.url}materials/")

    assert "测审在改“材料”" in pages.page("basic")


def test_thirty_drafts_cost_what_one_costs(desk, pages, django_assert_max_num_queries):
    rows = [
        EditionDraft(
            department=desk.town.department, task_code=f"t{n}", name=f"事项{n}", content="{}",
            created_at=pages.draft.created_at, saved_at=pages.draft.saved_at, saved_by="测",
            effective_date=pages.draft.effective_date,
        )
        for n in range(30)
    ]  # fmt: skip
    EditionDraft.objects.bulk_create(rows)
    pages.client.get("/editor/drafts/")

    with django_assert_max_num_queries(14):
        pages.client.get("/editor/drafts/")


def field_at(pages, place="form.0.fields.0"):
    group, index = int(place.split(".")[1]), int(place.split(".")[3])
    return pages.content.form[group].fields[index]


def question(**changes):
    return {"label": "车辆", "element": "vehicles", "type": "table", "required": "true"} | changes


def test_a_question_offers_what_its_type_can_have(pages):
    pages.save("form", "form.0.fields.0", **question(type="table"))
    table = pages.page("form", "?open=form.0.fields.0")
    pages.save("form", "form.0.fields.0", **question(type="date"))
    day = pages.page("form", "?open=form.0.fields.0")

    assert 'name="column_types"' in table
    assert 'name="column_types"' not in day
    assert 'name="minimum"' in day


def test_of_an_entry_within_another_only_the_inner_one_is_where_the_page_jumps_to(pages):
    page = pages.page("form", "?open=form.0.fields.0")

    opened = page.index('id="opened"')
    assert page.count('id="opened"') == 1
    assert page.index('data-entry="form.0.fields"') < opened


def test_the_columns_of_a_table_are_typed_by_words(pages):
    pages.save("form", "form.0.fields.0", **question())
    pages.save(
        "form", "form.0.fields.0",
        **question(columns="车牌\n吨位\n种类", column_types="车牌号\n数字\n选一项",
                   column_choices="\n\n货车、客车"),
    )  # fmt: skip

    found = field_at(pages)
    assert found.column_types == ("plate-number", "number", "choice")
    assert found.column_choices == ((), (), ("货车", "客车"))


def test_a_type_of_column_that_there_is_not_is_told_with_those_that_there_are(pages):
    pages.save("form", "form.0.fields.0", **question())

    answer = pages.save("form", "form.0.fields.0", **question(columns="车牌", column_types="车车"))

    assert answer.status_code == 422
    assert "没有“车车”，可以写：" in answer.content.decode()


def test_a_question_is_taken_from_the_dictionary(pages):
    add_element(
        code="vehicle_count",
        content=ElementContent(name="车辆数", type="integer", unit="辆"),
        by=system_actor(),
        at=timezone.now(),
    )
    page = pages.page("form", "?in=form.0.fields&find=车辆")
    assert "车辆数" in page
    count = len(pages.content.form[0].fields)

    pages.draft.refresh_from_db()
    act = {"act": f"add form.0.fields {count}", "pick": "vehicle_count"}
    pages.client.post(f"{pages.url}change/", act | {"revision": pages.draft.revision})

    taken = pages.content.form[0].fields[-1]
    assert (taken.element, taken.label, taken.type) == ("vehicle_count", "车辆数", "integer")


def test_a_code_that_nobody_knows_adds_an_empty_entry(pages):
    pages.draft.refresh_from_db()
    act = {"act": "add materials 0", "pick": "no-such", "revision": pages.draft.revision}

    pages.client.post(f"{pages.url}change/", act)

    assert pages.content.materials[0].name == ""
