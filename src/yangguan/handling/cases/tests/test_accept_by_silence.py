"""逾期不告知的，自收到申请材料之日起即为受理: 行政许可法 第三十二条第一款第（四）项."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django.models import ProcrastinateJob

from yangguan.foundation.actors.actor import Role, system_actor
from yangguan.foundation.trace.queries import lines_of
from yangguan.foundation.trace.verification import verify_stream
from yangguan.handling.cases import handlers, tasks
from yangguan.handling.cases.errors import AcceptedByLaw, NotYourDesk, StepNotOpen
from yangguan.handling.cases.events import AnswerOverdue
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.accept_by_silence import (
    accept_by_silence,
    announce_unanswered,
)
from yangguan.handling.cases.operations.correction import (
    Asked,
    correct_case,
    request_correction,
)
from yangguan.handling.cases.operations.refuse_acceptance import refuse_acceptance
from yangguan.handling.cases.operations.withdraw import withdraw_case
from yangguan.handling.cases.states import CaseState
from yangguan.handling.cases.tests import builders as b

pytestmark = pytest.mark.django_db
# Received on Monday 8 June 2026: the fifth working day is Monday the 15th.
LAST_DAY = datetime(2026, 6, 15, 15, 59, tzinfo=UTC)  # 23:59 in Dunhuang
DAY_AFTER = datetime(2026, 6, 15, 16, 1, tzinfo=UTC)  # 00:01 on the 16th
PLATFORM = system_actor()
WRONG_PLACE = Asked(subject="site_address", fault="门牌号不对")


def swept(case: Case, at: datetime) -> Case:
    accept_by_silence(case_id=case.pk, by=PLATFORM, at=at)
    return Case.objects.get(pk=case.pk)


def overdue_jobs() -> list[str]:
    jobs = ProcrastinateJob.objects.filter(args__handler__endswith="accept_unanswered")
    return [job.args["event"]["case_id"] for job in jobs.order_by("id")]


def test_on_the_last_day_nothing_happens():
    case = b.submitted_case(b.city())

    assert swept(case, LAST_DAY).state == CaseState.SUBMITTED


def test_the_day_after_the_case_is_accepted_since_its_receipt():
    case = swept(b.submitted_case(b.city()), DAY_AFTER)

    assert case.state == CaseState.ACCEPTED
    assert case.accepted_at == case.submitted_at
    assert case.silence_recorded_at == DAY_AFTER
    assert (case.due_date, case.statutory_due_date) == (
        date(2026, 6, 15),
        date(2026, 6, 23),  # the 19th is the Dragon Boat Festival
    )


def test_the_next_step_is_open_for_its_officer():
    case = swept(b.submitted_case(b.city()), DAY_AFTER)

    assert case.work_items.get(state="open").kind == "review"
    done = case.work_items.get(kind="acceptance")
    assert (done.officer_name, done.office) == ("系统", "网上办事系统")
    assert "视为受理" in done.opinion


def test_the_trace_says_when_it_was_recorded_and_since_when_it_holds():
    case = swept(b.submitted_case(b.city()), DAY_AFTER)

    line = lines_of(case.trace_stream_id)[-1]
    assert (line.action, line.actor_kind, line.at) == (
        "case.accept-by-silence", "system", DAY_AFTER,
    )  # fmt: skip
    assert line.data["since"] == "2026-06-08"
    assert line.data["last_day"] == "2026-06-15"
    assert line.data["silent_office"] == "敦煌市样例监管局"
    assert verify_stream(f"case:{case.number}").is_intact


def test_the_notice_tells_of_the_silence_and_of_both_days():
    case = swept(b.submitted_case(b.city()), DAY_AFTER)

    notice = json.loads(case.documents.get(kind="acceptance_notice").data)
    assert notice["accepted_by_silence"] is True
    assert notice["accepted_date"] == "2026年6月8日"
    assert notice["issued_date"] == "2026年6月16日"


def test_twice_is_once():
    case = b.submitted_case(b.city())

    first = accept_by_silence(case_id=case.pk, by=PLATFORM, at=DAY_AFTER)
    second = accept_by_silence(case_id=case.pk, by=PLATFORM, at=DAY_AFTER + timedelta(days=1))

    assert (first, second) == (True, False)
    assert case.documents.filter(kind="acceptance_notice").count() == 1


@pytest.mark.parametrize("act", ["accept", "correct", "refuse", "withdraw"])
def test_an_answer_in_time_leaves_nothing_to_silence(act):
    town = b.city()
    case = b.submitted_case(town)
    intake = town.officer(Role.INTAKE)
    acts = {
        "accept": lambda: accept_case(case_id=case.pk, by=intake, at=LAST_DAY),
        "correct": lambda: request_correction(
            case_id=case.pk, asked=[WRONG_PLACE], by=intake, at=LAST_DAY
        ),
        "refuse": lambda: refuse_acceptance(
            case_id=case.pk, is_needed=False, competent_organ="", reasons="不需要许可",
            by=intake, at=LAST_DAY,
        ),
        "withdraw": lambda: withdraw_case(case_id=case.pk, by=town.person, at=LAST_DAY),
    }  # fmt: skip
    state = acts[act]().state

    assert swept(case, DAY_AFTER + timedelta(days=60)).state == state


def test_after_a_correction_five_new_days_run_from_the_receipt_of_what_was_corrected():
    town = b.city()
    case = b.submitted_case(town)
    request_correction(
        case_id=case.pk, asked=[WRONG_PLACE], by=town.officer(Role.INTAKE), at=b.TUESDAY
    )
    corrected_at = datetime(2026, 6, 22, 3, 0, tzinfo=UTC)
    correct_case(case_id=case.pk, answers={"site_address": "2 号"}, by=town.person, at=corrected_at)

    assert swept(case, datetime(2026, 6, 29, 15, 59, tzinfo=UTC)).state == CaseState.SUBMITTED
    accepted = swept(case, datetime(2026, 6, 29, 16, 1, tzinfo=UTC))
    assert accepted.accepted_at == corrected_at
    assert accepted.due_date == date(2026, 6, 29)


def test_holidays_do_not_count():
    town = b.city()
    case = b.submitted_case(town)
    # Received on 12 February 2026: Saturday the 14th works, the Spring Festival lasts to the 23rd.
    received = datetime(2026, 2, 12, 2, 0, tzinfo=UTC)
    Case.objects.filter(pk=case.pk).update(
        submitted_at=received, acceptance_due_date=date(2026, 2, 26)
    )

    assert swept(case, datetime(2026, 2, 26, 8, 0, tzinfo=UTC)).state == CaseState.SUBMITTED
    assert swept(case, datetime(2026, 2, 27, 8, 0, tzinfo=UTC)).state == CaseState.ACCEPTED


def test_silence_means_nothing_for_what_is_no_licence():
    case = b.submitted_case(b.city(item_type="07"))

    assert swept(case, DAY_AFTER).state == CaseState.SUBMITTED
    assert announce_unanswered(at=DAY_AFTER) == 0


@pytest.mark.parametrize("who", ["officer", "person"])
def test_nobody_records_silence_in_person(who):
    town = b.city()
    case = b.submitted_case(town)
    by = town.person if who == "person" else town.officer(Role.INTAKE)

    with pytest.raises(NotYourDesk):
        accept_by_silence(case_id=case.pk, by=by, at=DAY_AFTER)


def test_an_officer_who_comes_too_late_records_the_silence_instead_of_an_acceptance():
    town = b.city()
    case = accept_case(
        case_id=b.submitted_case(town).pk, by=town.officer(Role.INTAKE), at=DAY_AFTER
    )

    assert case.accepted_at == case.submitted_at
    assert case.silence_recorded_at == DAY_AFTER
    assert lines_of(case.trace_stream_id)[-1].actor_name == "测intake"


def test_after_the_last_day_no_correction_can_be_asked_and_nothing_refused():
    town = b.city()
    case = b.submitted_case(town)
    intake = town.officer(Role.INTAKE)

    with pytest.raises(AcceptedByLaw), transaction.atomic():
        request_correction(case_id=case.pk, asked=[WRONG_PLACE], by=intake, at=DAY_AFTER)
    with pytest.raises(AcceptedByLaw), transaction.atomic():
        refuse_acceptance(
            case_id=case.pk, is_needed=False, competent_organ="", reasons="不需要", by=intake,
            at=DAY_AFTER,
        )  # fmt: skip


def test_the_sweep_queues_one_job_for_each_overdue_case_and_for_no_other():
    town = b.city()
    late, answered = b.submitted_case(town), b.submitted_case(town)
    accept_case(case_id=answered.pk, by=town.officer(Role.INTAKE), at=b.MONDAY)

    assert announce_unanswered(at=LAST_DAY) == 0
    assert announce_unanswered(at=DAY_AFTER) == 1
    assert overdue_jobs() == [str(late.pk)]


def test_the_periodic_job_sweeps_at_the_time_it_was_due():
    case = b.submitted_case(b.city())

    tasks.announce_unanswered_cases(int(DAY_AFTER.timestamp()))

    assert overdue_jobs() == [str(case.pk)]


def test_every_batch_costs_two_statements(django_assert_num_queries):
    town = b.city()
    cases = [b.submitted_case(town) for _ in range(5)]

    with django_assert_num_queries(2 + 2 + 2):
        assert announce_unanswered(at=DAY_AFTER, batch=2) == 5

    assert sorted(overdue_jobs()) == sorted(str(case.pk) for case in cases)


def test_the_sweep_reads_an_index_that_holds_only_what_waits():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM cases_case WHERE state = 'submitted'"
            " AND acceptance_due_date < '2026-06-16' ORDER BY acceptance_due_date, id LIMIT 500"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "case_unanswered" in plan


def test_the_job_of_a_case_records_it_and_may_run_again():
    case = b.submitted_case(b.city())
    Case.objects.filter(pk=case.pk).update(acceptance_due_date=localdate() - timedelta(days=1))

    handlers.accept_unanswered(AnswerOverdue(case_id=case.pk))
    handlers.accept_unanswered(AnswerOverdue(case_id=case.pk))

    assert case.documents.filter(kind="acceptance_notice").count() == 1


def test_one_case_that_fails_holds_up_no_other():
    town = b.city()
    broken, whole = b.submitted_case(town), b.submitted_case(town)
    broken.work_items.update(state="cancelled")
    announce_unanswered(at=DAY_AFTER)

    with pytest.raises(StepNotOpen), transaction.atomic():
        swept(broken, DAY_AFTER)

    assert swept(whole, DAY_AFTER).state == CaseState.ACCEPTED
    assert announce_unanswered(at=DAY_AFTER) == 1
