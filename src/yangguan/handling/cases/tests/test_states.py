"""The life of a case as a table: what the law allows, and nothing else."""

from yangguan.handling.cases.states import (
    FINAL_STATES,
    OPEN_STATES,
    TRANSITIONS,
    CaseAction,
    CaseState,
    states_admitting,
)


def test_nothing_leads_out_of_a_final_state():
    assert not {state for state, _ in TRANSITIONS} & FINAL_STATES


def test_every_open_state_has_a_way_on():
    assert {state for state, _ in TRANSITIONS} == OPEN_STATES


def test_every_state_but_the_first_is_reached_by_an_act():
    assert set(TRANSITIONS.values()) | {CaseState.SUBMITTED} == set(CaseState)


def test_every_act_is_possible_in_some_state():
    assert all(states_admitting(action) for action in CaseAction)


def test_a_decision_is_never_taken_back_by_withdrawing():
    assert not states_admitting(CaseAction.WITHDRAW) & {CaseState.GRANTED, CaseState.REFUSED}
