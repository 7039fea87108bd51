"""Encrypted columns and blind indexes: 个人信息保护法 第五十一条."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yangguan.foundation.cipher.columns import (
    EncryptedTextField,
    blind_index,
    decrypt_text,
    encrypt_text,
)
from yangguan.foundation.cipher.errors import EncryptedColumnSearched, Tampered, UnknownKey
from yangguan.foundation.cipher.keyring import KeyPurpose, keyring

NUMBER = "620982199001010017"
in_one_installation = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
# A surrogate alone is no text that any form or file can deliver.
texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture
def resident():
    with isolate_apps("django.contrib.contenttypes"):

        class Resident(models.Model):
            number = EncryptedTextField("证件号码", context="resident.number")
            note = EncryptedTextField(null=True)

            class Meta:
                app_label = "contenttypes"

            def __str__(self) -> str:
                return "resident"

        yield Resident


@in_one_installation
@given(texts)
def test_what_was_encrypted_is_read_back(text):
    assert decrypt_text(encrypt_text(text)) == text


@in_one_installation
@given(st.integers(0, 5 + 12 + 18 + 16 - 1), st.integers(1, 255))
def test_every_changed_byte_is_noticed(place, change):
    stored = bytearray(encrypt_text(NUMBER))
    stored[place] ^= change

    with pytest.raises((Tampered, UnknownKey)):
        decrypt_text(bytes(stored))


@pytest.mark.parametrize("length", [0, 1, 4, 5, 20, 50])
def test_cut_off_bytes_are_noticed(length):
    with pytest.raises(Tampered):
        decrypt_text(encrypt_text(NUMBER)[:length])


def test_bytes_moved_to_another_column_are_noticed():
    with pytest.raises(Tampered):
        decrypt_text(encrypt_text(NUMBER, context="a"), context="b")


def test_the_text_does_not_show_and_never_looks_the_same():
    stored = {encrypt_text(NUMBER) for _time in range(100)}

    assert len(stored) == 100
    assert not any(NUMBER.encode() in column for column in stored)


def test_what_an_old_key_encrypted_is_read_after_rotation():
    before = encrypt_text(NUMBER)

    keyring().rotate(KeyPurpose.COLUMN_ENCRYPTION)

    after = encrypt_text(NUMBER)
    assert before[:5] != after[:5]
    assert decrypt_text(before) == decrypt_text(after) == NUMBER


def test_columns_of_a_lost_keyring_name_the_key_they_want(settings, tmp_path):
    stored = encrypt_text(NUMBER)
    settings.DATA_DIR = tmp_path / "other"
    settings.DATA_DIR.mkdir()

    with pytest.raises(UnknownKey, match=stored[1:5].hex()):
        decrypt_text(stored)


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X"]
)
def test_every_spelling_of_a_value_has_one_index(typed):
    expected = blind_index("11010519491231002X", purpose="person.number")

    assert blind_index(typed, purpose="person.number") == expected
    assert len(expected) == 32


def test_other_values_purposes_and_installations_have_other_indexes(settings, tmp_path):
    here = [
        blind_index(NUMBER, purpose="person.number"),
        blind_index(NUMBER, purpose="agent.number"),
        blind_index("620982199001010025", purpose="person.number"),
    ]
    settings.DATA_DIR = tmp_path / "other"
    settings.DATA_DIR.mkdir()

    assert len({*here, blind_index(NUMBER, purpose="person.number")}) == 4


def test_the_column_is_bytes_in_the_database_and_text_in_python(resident):
    field = resident._meta.get_field("number")

    stored = field.get_db_prep_value(NUMBER, connection)

    assert isinstance(stored, bytes)
    assert field.get_internal_type() == "BinaryField"
    assert field.from_db_value(memoryview(stored), None, connection) == NUMBER
    assert decrypt_text(stored, context="resident.number") == NUMBER


def test_nothing_stays_nothing(resident):
    field = resident._meta.get_field("note")

    assert field.get_db_prep_value(None, connection) is None
    assert field.from_db_value(None, None, connection) is None


def test_ciphertext_cannot_be_stored_as_if_it_were_the_text(resident):
    with pytest.raises(TypeError, match="not bytes"):
        resident._meta.get_field("note").get_db_prep_value(b"abc", connection)


@pytest.mark.parametrize(
    "condition",
    [
        {"number": NUMBER},
        {"number__in": [NUMBER]},
        {"number__startswith": "62"},
        {"number__length": 18},
    ],
)
def test_a_search_through_the_column_is_refused_with_the_remedy(resident, condition):
    with pytest.raises(EncryptedColumnSearched, match="blind_index"):
        resident._default_manager.filter(**condition)


def test_the_refusal_is_one_that_django_knows():
    assert issubclass(EncryptedColumnSearched, FieldError)


def test_whether_there_is_a_value_may_be_asked(resident):
    assert "IS NULL" in str(resident._default_manager.filter(note__isnull=True).query)


@pytest.mark.parametrize("option", [{"unique": True}, {"db_index": True}])
def test_a_unique_or_indexed_column_is_a_fault_of_the_model(option):
    with isolate_apps("django.contrib.contenttypes"):

        class Faulty(models.Model):
            number = EncryptedTextField(**option)

            class Meta:
                app_label = "contenttypes"

            def __str__(self) -> str:
                return "faulty"

        found = Faulty._meta.get_field("number").check()

    assert [fault.id for fault in found] == ["cipher.E001"]


def test_a_migration_keeps_the_context(resident):
    _name, path, _args, kwargs = resident._meta.get_field("number").deconstruct()

    assert path == "yangguan.foundation.cipher.columns.EncryptedTextField"
    assert kwargs["context"] == "resident.number"


@pytest.mark.django_db
def test_a_row_is_written_and_read_through_the_database(resident):
    with connection.schema_editor() as editor:
        editor.create_model(resident)
    manager = resident._default_manager

    manager.create(number=NUMBER)
    manager.bulk_create([resident(number="张三", note="")])

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {resident._meta.db_table}")  # noqa: S608  # our table
        raw = [bytes(row[0]) for row in cursor.fetchall()]
    assert not any(NUMBER.encode() in column for column in raw)
    assert set(manager.values_list("number", "note")) == {(NUMBER, None), ("张三", "")}
