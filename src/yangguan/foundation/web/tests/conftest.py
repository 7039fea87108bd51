"""The look is tested without the portals: a small URL tree and a header that says who asks."""

from typing import Any

import pytest
from django.test import Client

CHINESE = {"accept-language": "zh-hans"}


@pytest.fixture(autouse=True)
def _small_house(settings: Any) -> None:
    settings.ROOT_URLCONF = "yangguan.foundation.web.tests.urls"
    settings.YANGGUAN_ACTOR_OF = "yangguan.foundation.web.tests.views.actor_of"


@pytest.fixture
def reader() -> Client:
    """A stranger who reads Chinese; failures of views come back as pages, as for real people."""
    return Client(headers=CHINESE, raise_request_exception=False)


@pytest.fixture
def officer() -> Client:
    return Client(headers={**CHINESE, "x-test-actor": "officer"})


@pytest.fixture
def person() -> Client:
    return Client(headers={**CHINESE, "x-test-actor": "person"})
