"""The shells name pages of the portals above them; each must exist in the house as it is built."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from yangguan.foundation.web.tests import urls

TEMPLATES = Path(__file__).parent.parent / "templates"
NAMED = re.compile(r'{% url "([a-z-_]+)"')
FILES = sorted(TEMPLATES.rglob("*.html"))
NAMES = {name for file in FILES for name in NAMED.findall(file.read_text())}


@pytest.mark.parametrize("name", sorted({*NAMES, *urls.SHELL_NAMES}))
def test_a_page_that_the_shell_links_to_exists(name, settings):
    settings.ROOT_URLCONF = "config.urls"

    assert reverse(name).startswith("/")


def test_the_footer_leads_to_the_statements_themselves(reader):
    page = reader.get("/nowhere/").content.decode()

    assert f'href="{reverse("privacy")}"' in page
    assert f'href="{reverse("accessibility")}"' in page
