"""What officers do, in a browser: take in, review, decide with the keyboard, correct, hand over."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from tests.support.departments import finish_until_delivery

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.correction import correct_case
from yangguan.handling.cases.operations.submit import take_in_case
from yangguan.handling.cases.queries.case_lists import open_steps
from yangguan.portals.desk.tests import staff
from yangguan.registers.accounts.actors import actor_of_party
from yangguan.registers.accounts.operations.demonstration_seats import ensure_seat
from yangguan.registers.accounts.operations.open_accounts import DEMONSTRATION_PASSWORD
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.process import StepKind
from yangguan.registers.catalogue.queries import guide
from yangguan.registers.catalogue.sample_answers import sample_answers
from yangguan.registers.organisations.models import Department
from yangguan.registers.parties.queries import find_party

PERSON = "620982198803128995"
COUNTER, HANDOVER = "G90001", "G90003"
REVIEWER, DECIDER = "G26001", "G26002"
SUPERVISOR, EDITOR = "G99002", "G99001"
INSTANT, PROMISED = "individual-business-registration", "food-business-licence"

SignIn = Callable[[str], Page]
Axe = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Town:
    """An item and the people of a journey, straight from the registers."""

    edition: EditionView

    def officer(self, role: Role) -> Actor:
        return ensure_seat(role, self.edition.department_id, on=timezone.localdate())

    def taken_in(self) -> Case:
        party = find_party(PERSON)
        assert party is not None
        content = self.edition.content
        return take_in_case(
            task_code=content.task_code,
            applicant_id=party.id,
            answers=sample_answers(content, today=timezone.localdate(), facts=party.facts),
            on_paper={material.key for material in content.materials},
            submission_key=uuid.uuid4(),
            by=self.officer(Role.INTAKE),
            at=timezone.now(),
        )

    def accepted(self) -> Case:
        case = self.taken_in()
        return accept_case(case_id=case.pk, by=self.officer(Role.INTAKE), at=timezone.now())


def town(slug: str) -> Town:
    found = guide(ServiceItem.objects.get(slug=slug).task_code)
    assert found is not None
    return Town(found.edition)


@pytest.fixture
def sign_in(site: str, new_context: Callable[..., BrowserContext]) -> SignIn:
    """A page in which the officer with this staff number has signed in, at the staff's home."""

    def enter(number: str) -> Page:
        page = new_context(base_url=site).new_page()
        page.goto("/accounts/login/")
        page.fill("[name=login]", number)
        page.fill("[name=password]", DEMONSTRATION_PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/staff/")
        return page

    return enter


def test_a_counter_takes_in_and_accepts_at_once_and_another_hands_the_result_over(
    sign_in: SignIn, assert_no_axe_faults: Axe
) -> None:
    place = town(INSTANT)
    page = sign_in(COUNTER)
    assert_no_axe_faults(page)

    page.goto("/counter/new/")
    page.fill("#identity", PERSON)
    page.press("#identity", "Enter")
    assert_no_axe_faults(page)
    page.get_by_role("link", name="为本人办").click()
    page.fill("#q", place.edition.content.name[:5])
    page.locator("#item-list a.name").first.click()
    assert_no_axe_faults(page)
    fill_form(page, place)
    for box in page.locator("[name=on_paper]").all():
        box.check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/receipt/")
    assert_no_axe_faults(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="受理通知书（PDF）")).to_be_visible()

    case = Case.objects.get(pk=page.url.split("/")[-3])
    finish_until_delivery(case)
    other = sign_in(HANDOVER)
    other.goto("/counter/delivery/")
    assert_no_axe_faults(other)
    other.fill("#find", case.number)
    other.press("#find", "Enter")
    other.locator("a.name").first.click()
    assert_no_axe_faults(other)
    other.check("#identity")
    other.keyboard.press("Control+Enter")
    expect(other.get_by_role("link", name="送达回证（PDF）")).to_be_visible()
    assert_no_axe_faults(other)
    case.refresh_from_db()
    assert case.state == "delivered"


def test_a_desk_reviews_and_decides_with_the_keyboard(
    sign_in: SignIn, assert_no_axe_faults: Axe
) -> None:
    case = town(PROMISED).accepted()
    page = sign_in(REVIEWER)
    page.goto("/desk/")
    page.keyboard.press("j")
    expect(page.locator("tr.cursor")).to_have_count(1)
    assert_no_axe_faults(page)

    while (steps := open_steps(case.pk)) and steps[0].kind is StepKind.REVIEW:
        page.goto(f"/desk/cases/{case.pk}/")
        assert_no_axe_faults(page)
        page.keyboard.press("o")
        page.keyboard.type("材料与条件相符。")
        page.locator("h1").click()
        page.keyboard.press("g")
        expect(page.get_by_text("审查意见已记下：通过。")).to_be_visible()

    page = sign_in(DECIDER)
    page.goto(f"/desk/cases/{case.pk}/")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/decision/")
    assert_no_axe_faults(page)
    page.keyboard.press("g")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("已准予，决定书和证照已经出具。")).to_be_visible()
    case.refresh_from_db()
    assert case.state == "granted"


def test_of_two_officers_on_one_step_the_second_is_told_who_was_first(
    sign_in: SignIn, assert_no_axe_faults: Axe
) -> None:
    place = town(PROMISED)
    case = place.accepted()
    colleague = staff.account_of(
        Role.REVIEW,
        department=Department.objects.get(pk=place.edition.department_id),
        name="测同事",
        number="G98001",
    )
    colleague.set_password(DEMONSTRATION_PASSWORD)
    colleague.save()
    first, second = sign_in("G98001"), sign_in(REVIEWER)
    for page in (first, second):
        page.goto(f"/desk/cases/{case.pk}/")

    first.keyboard.press("g")
    expect(first.get_by_text("审查意见已记下：通过。")).to_be_visible()
    second.keyboard.press("g")

    expect(second.get_by_role("heading", name="这次没有办成")).to_be_visible()
    assert_no_axe_faults(second)


def test_a_correction_is_asked_once_answered_and_accepted(
    sign_in: SignIn, assert_no_axe_faults: Axe
) -> None:
    place = town(PROMISED)
    case = place.taken_in()
    page = sign_in(COUNTER)
    page.goto(f"/desk/cases/{case.pk}/")
    page.keyboard.press("n")
    page.wait_for_url("**/correction/")
    assert_no_axe_faults(page)
    box = page.locator("[name=ask]:enabled").last
    subject = box.get_attribute("value")
    box.check()
    page.fill(f"[name=said-{subject}]", "请写清楚。")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("补正告知书已经出具")).to_be_visible()

    case.refresh_from_db()
    assert case.state == "correction"
    answer_correction(case, str(subject))
    page.goto(f"/desk/cases/{case.pk}/")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("已受理，受理通知书已经出具。")).to_be_visible()


def test_supervision_sees_an_open_case_and_its_trace(
    sign_in: SignIn, assert_no_axe_faults: Axe
) -> None:
    place = town(PROMISED)
    case = place.accepted()
    page = sign_in(SUPERVISOR)
    page.goto("/supervisor/")
    assert_no_axe_faults(page)
    page.locator("table").first.get_by_role(
        "link", name=place.edition.department_short_name
    ).click()
    page.locator(f'a[href="/supervisor/cases/{case.pk}/"]').click()

    expect(page.get_by_role("heading", name="留痕")).to_be_visible()
    assert_no_axe_faults(page)


def test_an_editor_reads_an_edition_and_checks_a_file(
    sign_in: SignIn, assert_no_axe_faults: Axe
) -> None:
    place = town(PROMISED)
    page = sign_in(EDITOR)
    page.goto("/editor/")
    page.fill("#q", place.edition.content.name)
    page.locator("#item-list").get_by_role(
        "link", name=place.edition.content.name, exact=True
    ).click()
    assert_no_axe_faults(page)

    page.goto("/editor/import/")
    assert_no_axe_faults(page)
    page.set_input_files("#files", {"name": "错.json", "mimeType": "text/json", "buffer": b"{}"})
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 个有问题")
    assert_no_axe_faults(page)


def fill_form(page: Page, place: Town) -> None:
    """Answer every visible field of the form as the sample answers say."""
    party = find_party(PERSON)
    assert party is not None
    answers = sample_answers(place.edition.content, today=timezone.localdate(), facts=party.facts)
    for field in place.edition.content.fields():
        shown = page.locator(f'[data-field="{field.element}"]:visible')
        if not shown.count() or field.element not in answers:
            continue
        value = answers[field.element]
        if shown.get_attribute("data-kind") == "locked":
            continue
        match field.type:
            case "boolean":
                shown.locator(f'input[value="{"true" if value else "false"}"]').check()
            case "multichoice":
                for each in value if isinstance(value, list) else []:
                    shown.locator(f'input[value="{each}"]').check()
            case "choice" | "region" if shown.locator("select").count():
                shown.locator("select").select_option(str(value))
            case "choice":
                shown.locator(f'input[value="{value}"]').check()
            case "table":
                for cell in shown.locator("[data-row]").first.locator("input").all():
                    cell.fill("示例")
            case _:
                shown.locator("input, textarea").first.fill(str(value))


def answer_correction(case: Case, subject: str) -> None:
    """The applicant answers what was asked, with the same answer again."""
    by = actor_of_party(case.person_id or case.applicant_id, on=timezone.localdate())
    assert by is not None
    found = guide(case.item.task_code)
    assert found is not None
    party = find_party(PERSON)
    assert party is not None
    answers = sample_answers(found.edition.content, today=timezone.localdate(), facts=party.facts)
    correct_case(case_id=case.pk, answers={subject: answers[subject]}, by=by, at=timezone.now())
