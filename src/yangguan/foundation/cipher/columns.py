"""
Sensitive text in the database: encrypted columns, and the blind index to find them by.

A column holds: format (1 byte, 1 = SM4-GCM), key id (4), nonce (12), ciphertext, tag (16). The
nonce is random, so the same text never looks the same twice and the column cannot be compared;
an exact match goes through a second column with `blind_index`. Source: 个人信息保护法 第五十一条,
GB/T 39786-2021 (应用和数据安全).
"""

from typing import TYPE_CHECKING, Any, TypeVar

from django.core import checks
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.lookups import Lookup, Transform

from yangguan.foundation.cipher.algorithms import ciphers, hmac_sm3
from yangguan.foundation.cipher.errors import EncryptedColumnSearched, Tampered
from yangguan.foundation.cipher.keyring import KeyPurpose, keyring
from yangguan.foundation.identifiers.spelling import plain

Set = TypeVar("Set", contravariant=True)
Got = TypeVar("Got", covariant=True)

if TYPE_CHECKING:
    TextField = models.TextField
else:

    class TextField(models.TextField):
        """Fields take type arguments in Django's stubs only; here they are dropped."""

        def __class_getitem__(cls, _arguments):
            return cls


_FORMAT = b"\x01"
_FORMAT_CIPHER = "SM4-GCM"
_ID_ENDS = 1 + 4


def encrypt_text(text: str, *, context: str = "") -> bytes:
    """
    Encrypt a text with the newest column key.

    `context` names the place the text belongs to; it is not stored, and decryption elsewhere fails.
    """
    key = keyring().secret(KeyPurpose.COLUMN_ENCRYPTION)
    head = _FORMAT + key.key_id
    cipher = ciphers.get(_FORMAT_CIPHER)
    return head + cipher.seal(key.material, text.encode(), associated=head + context.encode())


def decrypt_text(stored: bytes, *, context: str = "") -> str:
    """
    The text that `encrypt_text` hid.

    Raises `Tampered` for bytes that were changed, cut, or belong to another context;
    `UnknownKey` when the keyring lacks the key that they name.
    """
    head, sealed = stored[:_ID_ENDS], stored[_ID_ENDS:]
    if len(head) != _ID_ENDS or head[:1] != _FORMAT:
        raise Tampered
    key = keyring().secret_by_id(KeyPurpose.COLUMN_ENCRYPTION, head[1:])
    cipher = ciphers.get(_FORMAT_CIPHER)
    return cipher.open(key.material, sealed, associated=head + context.encode()).decode()


def blind_index(value: str, *, purpose: str) -> bytes:
    """
    A keyed digest (32 bytes) under which an encrypted value is found again.

    The same for every spelling of one value: full-width characters, lower case and spaces do not
    count. `purpose` keeps the indexes of different columns apart, so that nobody who sees two
    tables can join them by it.
    """
    key = keyring().secret(KeyPurpose.BLIND_INDEX)
    return hmac_sm3(key.material, purpose.encode() + b"\x00" + plain(value).encode())


class EncryptedTextField(TextField[Set, Got]):
    """
    Text that lies encrypted (`bytea`) in the database and is plain in Python.

    `isnull` is the only lookup; any other raises `EncryptedColumnSearched`. An optional `context`
    (say `"person.citizen_number"`) binds the bytes to this column: copied into another one they
    do not decrypt. It must then stay the same when the column is renamed.
    """

    description = "Encrypted text"

    def __init__(self, *args: Any, context: str = "", **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.context:
            kwargs["context"] = self.context
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "BinaryField"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False):
            found.append(
                checks.Error(
                    "An encrypted column can be neither unique nor indexed: equal texts are "
                    "stored as different bytes.",
                    hint="Put the constraint on a blind index column beside it.",
                    obj=self,
                    id="cipher.E001",
                )
            )
        return found

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, (bytes, memoryview)):
            # Most likely ciphertext already; str() of it would be stored as if it were the text.
            raise TypeError(f"{self.name}: an encrypted column is given text, not bytes")
        return super().get_prep_value(value)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        text = super().get_db_prep_value(value, connection, prepared)
        if text is None:
            return None
        return encrypt_text(text, context=self.context)

    def from_db_value(
        self, value: Any, expression: Expression, connection: BaseDatabaseWrapper
    ) -> str | None:
        return None if value is None else decrypt_text(bytes(value), context=self.context)

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        if lookup_name != "isnull":
            raise EncryptedColumnSearched(str(self.name), lookup_name)
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> type[Transform] | None:
        raise EncryptedColumnSearched(str(self.name), lookup_name)
