"""The page that tells what follows from what tells the truth."""

import inspect
import typing

import pytest
from django.utils.module_loading import import_string

from config.subscriptions import SUBSCRIPTIONS


@pytest.mark.parametrize("subscription", SUBSCRIPTIONS, ids=lambda each: each.event.__name__)
def test_a_handler_exists_and_takes_the_event(subscription):
    handler = import_string(subscription.handler)

    (parameter,) = inspect.signature(handler).parameters.values()
    assert issubclass(subscription.event, typing.get_type_hints(handler)[parameter.name])
