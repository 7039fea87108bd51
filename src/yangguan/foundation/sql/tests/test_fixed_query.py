"""SQL that is made once: the same rows as the query set's own, whatever the values."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Upper

from yangguan.foundation.sql.fixed_insert import insert
from yangguan.foundation.sql.fixed_query import FixedQuery, Value
from yangguan.foundation.sql.prepared import prepared_cursor

pytestmark = pytest.mark.django_db


def permissions(codename: str) -> QuerySet[Permission]:
    return (
        Permission.objects.filter(codename=codename)
        .select_related("content_type")
        .annotate(loud=Upper("codename"))
        .order_by("pk")
    )


BY_CODENAME = FixedQuery(permissions, Value("codename", "?codename"))


def test_a_fixed_query_gives_what_the_query_set_gives():
    for codename in ("add_permission", "view_contenttype", "add_permission"):
        assert BY_CODENAME.all(codename=codename) == list(permissions(codename))


def test_related_rows_and_annotations_come_with_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = BY_CODENAME.first(codename="add_permission")
        assert found is not None
        assert found.content_type.model == "permission"
        assert vars(found)["loud"] == "ADD_PERMISSION"


def test_a_row_read_can_be_saved_as_any_other():
    found = BY_CODENAME.first(codename="add_permission")
    assert found is not None

    found.name = "changed"
    found.save(update_fields=["name"])

    assert Permission.objects.get(pk=found.pk).name == "changed"


def test_nothing_found_is_none():
    assert BY_CODENAME.first(codename="no_such_permission") is None


def test_a_value_that_the_query_set_does_not_use_is_an_error():
    query = FixedQuery(lambda codename: Permission.objects.all(), Value("codename", "?codename"))

    with pytest.raises(LookupError, match="codename"):
        query.all(codename="add_permission")


def test_an_inserted_row_is_there_with_its_values(django_assert_num_queries):
    row = ContentType(app_label="somewhere", model="something")

    with django_assert_num_queries(1):
        insert(row)

    assert ContentType.objects.filter(app_label="somewhere", model="something").count() == 1


def test_an_insert_that_breaks_a_constraint_is_an_integrity_error():
    insert(ContentType(app_label="somewhere", model="something"))

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(ContentType(app_label="somewhere", model="something"))


def test_a_statement_that_comes_again_and_again_is_planned_once():
    statement = "SELECT %(word)s::text || ' again'"

    for _ in range(4):
        with prepared_cursor() as cursor:
            cursor.execute(statement, {"word": "and"})

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%% || '' again'''"
        )
        assert cursor.fetchone() == (1,)
