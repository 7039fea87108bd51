"""The published description: committed, complete, and shown as a page."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from yangguan.portals.api.document import READS, document, document_text, operations_of
from yangguan.portals.api.problems import refusal_classes

COMMITTED = Path(settings.BASE_DIR) / "docs" / "openapi.json"


def test_the_committed_description_is_that_of_the_code():
    assert COMMITTED.read_text(encoding="utf-8") == document_text(), (
        "the API has changed: run `python deploy/openapi.py` and look at the difference"
    )


def test_the_description_is_openapi_3_1_and_refers_to_nothing_that_is_missing():
    made, text = document(), document_text()

    assert made["openapi"] == "3.1.0"
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in made["components"]["schemas"]


def test_every_write_with_a_token_wants_a_key_and_every_operation_tells_its_refusals():
    for method, operation in operations_of(document()):
        headers = {each["name"] for each in operation["parameters"] if each["in"] == "header"}
        is_closed = "security" in operation
        assert ("Idempotency-Key" in headers) == (is_closed and method not in READS)
        assert "4XX" in operation["responses"]
        assert ("401" in operation["responses"]) == is_closed
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"][0] in {tag["name"] for tag in document()["tags"]}


def test_the_content_of_a_guide_is_described_field_by_field():
    schemas = document()["components"]["schemas"]

    assert schemas["GuideOut"]["properties"]["content"]["$ref"].endswith("/EditionContent")
    assert "promised_limit" in schemas["EditionContent"]["properties"]


@pytest.mark.django_db
def test_anybody_can_read_the_description_as_page_and_as_json():
    page = Client().get("/api/docs/")
    file = Client().get("/api/openapi.json")

    text = page.content.decode()
    assert page.status_code == 200
    for _method, operation in operations_of(document()):
        assert f'id="{operation["operationId"]}"' in text
    assert "Idempotency-Key" in text
    for refusal in refusal_classes():
        assert f"<code>{refusal.code}</code>" in text
    assert file.json() == document()


@pytest.mark.django_db
def test_the_page_stands_in_english_too():
    page = Client().get("/api/docs/", headers={"Accept-Language": "en"})

    assert page.status_code == 200
