"""The life of a version, as a table."""

from itertools import product

import pytest

from yangguan.registers.publications import rules
from yangguan.registers.publications.errors import PublicationNotInState
from yangguan.registers.publications.states import (
    TRANSITIONS,
    PublicationAction,
    PublicationState,
)


@pytest.mark.parametrize(("state", "action"), sorted(TRANSITIONS))
def test_an_act_leads_where_the_table_says(state, action):
    assert rules.next_state(state, action) is TRANSITIONS[state, action]


@pytest.mark.parametrize(
    ("state", "action"),
    sorted(set(product(PublicationState, PublicationAction)) - set(TRANSITIONS)),
)
def test_an_act_that_the_table_does_not_name_is_refused(state, action):
    with pytest.raises(PublicationNotInState):
        rules.next_state(state, action)


@pytest.mark.parametrize("state", PublicationState)
def test_every_state_is_reached(state):
    assert state is PublicationState.DRAFT or state in TRANSITIONS.values()
