"""Generated requests against every operation: no fault of ours, answers as described."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from yangguan.foundation.actors.actor import Role
from yangguan.portals.api.document import document
from yangguan.portals.api.tests.conftest import SHORTEST, Town

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_dict(document())
schema.app = application
generated = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def tokens(town: Town) -> Iterator[tuple[str, ...]]:
    """A person's and an officer's."""
    # As Django's own test client does it: the connection of the test outlives each request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield town.person.token, town.officer(Role.INTAKE, SHORTEST).token
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@generated
def test_whatever_is_sent_is_answered_as_described(tokens: tuple[str, ...], case: Any) -> None:
    for token in tokens:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": case.operation.path}
        case.call_and_validate(headers=headers, checks=CHECKS)
