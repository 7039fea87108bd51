"""The whole catalogue of the city as drafts: what passes, and what a lawyer would send back."""

from datetime import date

import pytest

from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.guards.check import content_faults, refusals
from yangguan.registers.catalogue.models import ServiceItem

TODAY = date(2026, 11, 28)
# A demand that names a law and leaves open which of its articles (R4.5; 行政许可法 第四十五条).
SENT_BACK = {
    "energy-review": {("UP_TASK_GENERAL_MATERIAL[2].BY_LAW", "basis-without-article")},
}


@pytest.mark.django_db
def test_every_item_of_the_city_passes_or_is_sent_back_for_a_reason_of_law(loaded_city):
    found = {}
    for item in ServiceItem.objects.exclude(slug="").select_related("edition"):
        content = decode(item.edition.content)
        wrong = refusals(content_faults(content, number=item.edition.number + 1, on=TODAY))
        if wrong:
            found[item.slug] = {(fault.field, fault.code) for fault in wrong}

    assert found == SENT_BACK
