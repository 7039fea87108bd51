"""
The keys of this installation, made at first use and kept in `<data>/keys/`.

Each purpose has its own key, so that a key given away opens one door only. The folder belongs in
the backup of the installation, apart from the backup of the database: without it encrypted columns
cannot be read and seals cannot be checked. A key lives in memory for the life of the process.
"""

import os
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yangguan.foundation.cipher import keyfiles
from yangguan.foundation.cipher.algorithms import ciphers, hmac_sm3, signatures, sm3
from yangguan.foundation.cipher.certificate import self_signed_certificate
from yangguan.foundation.cipher.errors import KeyCannotRotate, KeyUnreadable, UnknownKey
from yangguan.foundation.cipher.keyfiles import KeyFile
from yangguan.foundation.cipher.material import KeyPair, SecretKey, SigningKey

_MAC_KEY_BYTES = 32
_KEY_ID_BYTES = 4


class KeyPurpose(StrEnum):
    """What a key is for; the value is the name of its files."""

    COLUMN_ENCRYPTION = "column-encryption"
    BLIND_INDEX = "blind-index"
    TRACE_SEAL = "trace-seal"
    LICENCE_SIGNING = "licence-signing"
    PDF_SIGNING = "pdf-signing"
    DEMO_TOKENS = "demo-tokens"
    CHECK_CODES = "check-codes"


ALGORITHMS = {
    KeyPurpose.COLUMN_ENCRYPTION: "SM4-GCM",
    KeyPurpose.BLIND_INDEX: "HMAC-SM3",
    KeyPurpose.TRACE_SEAL: "HMAC-SM3",
    KeyPurpose.LICENCE_SIGNING: "SM2-SM3",
    KeyPurpose.PDF_SIGNING: "ECDSA-P256-SHA256",
    KeyPurpose.DEMO_TOKENS: "HMAC-SM3",
    KeyPurpose.CHECK_CODES: "HMAC-SM3",
}
_SIGNING = frozenset({KeyPurpose.LICENCE_SIGNING, KeyPurpose.PDF_SIGNING})
# What the other keys make (an index, a seal, a code) carries no key id, so a second version could
# not be told from the first.
_ROTATABLE = _SIGNING | {KeyPurpose.COLUMN_ENCRYPTION}


class Keyring:
    """All keys in one folder. Loaded keys are kept; a key not seen before is looked for again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._secrets: dict[KeyPurpose, dict[bytes, SecretKey]] = {}
        self._pairs: dict[KeyPurpose, dict[bytes, SigningKey]] = {}
        self._current_secret: dict[KeyPurpose, SecretKey] = {}
        self._current_pair: dict[KeyPurpose, SigningKey] = {}

    def secret(self, purpose: KeyPurpose) -> SecretKey:
        """
        The newest symmetric key for a purpose, made now if there is none.

        Raises `KeyExposed`, `KeyUnreadable`.
        """
        current = self._current_secret.get(purpose)
        if current is None:
            self._load_secrets(purpose)
            current = self._current_secret[purpose]
        return current

    def secret_by_id(self, purpose: KeyPurpose, key_id: bytes) -> SecretKey:
        """The key that protected data names. Raises `UnknownKey` if it is not in the folder."""
        known = self._secrets.get(purpose, {}).get(key_id)
        if known is None:
            # Another process may have made or rotated the key since we looked.
            self._load_secrets(purpose)
            known = self._secrets[purpose].get(key_id)
        if known is None:
            raise UnknownKey(purpose, key_id, self.folder)
        return known

    def signing_key(self, purpose: KeyPurpose) -> SigningKey:
        """
        The newest signing key for a purpose, made now if there is none.

        Raises `KeyExposed`, `KeyUnreadable`.
        """
        current = self._current_pair.get(purpose)
        if current is None:
            self._load_pairs(purpose)
            current = self._current_pair[purpose]
        return current

    def signing_keys(self, purpose: KeyPurpose) -> tuple[SigningKey, ...]:
        """Every version of a signing key, newest first: what a signature may have been made by."""
        self._load_pairs(purpose)
        return tuple(sorted(self._pairs[purpose].values(), key=_version, reverse=True))

    def rotate(self, purpose: KeyPurpose) -> int:
        """
        Make a new version of a key; what the old ones made stays readable. Returns the version.

        Other processes go on with the key they hold until they restart, and read what the new key
        makes at once. Raises `KeyCannotRotate` for a key whose products carry no key id.
        """
        if purpose not in _ROTATABLE:
            raise KeyCannotRotate(purpose)
        keyfiles.prepare_folder(self.folder)
        version = max(keyfiles.versions(self.folder, purpose), default=0) + 1
        while not keyfiles.write_new(self.folder, _new_key(purpose, version)):
            version += 1
        if purpose in _SIGNING:
            self._load_pairs(purpose)
        else:
            self._load_secrets(purpose)
        return version

    def _load_secrets(self, purpose: KeyPurpose) -> None:
        keys = [_secret_key(file, self.folder) for file in self._files(purpose)]
        self._secrets[purpose] = {key.key_id: key for key in keys}
        self._current_secret[purpose] = keys[-1]

    def _load_pairs(self, purpose: KeyPurpose) -> None:
        keys = [_signing_key(file, self.folder) for file in self._files(purpose)]
        self._pairs[purpose] = {key.key_id: key for key in keys}
        self._current_pair[purpose] = keys[-1]

    def _files(self, purpose: KeyPurpose) -> Iterator[KeyFile]:
        """The files of a purpose, oldest first, at least one."""
        keyfiles.prepare_folder(self.folder)
        if not keyfiles.versions(self.folder, purpose):
            keyfiles.write_new(self.folder, _new_key(purpose, version=1))
        for version in keyfiles.versions(self.folder, purpose):
            yield keyfiles.read(self.folder, purpose, version)


def keys_dir() -> Path:
    """The folder of the keys: the only place that knows where it is."""
    return _keys_in(settings.DATA_DIR)


def keyring() -> Keyring:
    """The keys of this installation; the same object in the whole process."""
    return _keyring_of(settings.DATA_DIR)


def trace_seal_key() -> bytes:
    """The key that seals the heads of trace streams, 32 bytes for HMAC-SM3."""
    return keyring().secret(KeyPurpose.TRACE_SEAL).material


def demo_token_key() -> bytes:
    """The key from which the tokens of the sample accounts are derived, 32 bytes."""
    return keyring().secret(KeyPurpose.DEMO_TOKENS).material


def check_code_key() -> bytes:
    """The key that marks the codes printed on licences and documents, 32 bytes."""
    return keyring().secret(KeyPurpose.CHECK_CODES).material


def licence_signing_key() -> SigningKey:
    """The SM2 key that signs licences."""
    return keyring().signing_key(KeyPurpose.LICENCE_SIGNING)


def pdf_signing_key() -> SigningKey:
    """The P-256 key that signs PDF files; its certificate is set."""
    return keyring().signing_key(KeyPurpose.PDF_SIGNING)


@lru_cache(maxsize=8)
def _keyring_of(data_dir: Path) -> Keyring:
    return Keyring(_keys_in(data_dir))


def _keys_in(data_dir: Path) -> Path:
    return data_dir / "keys"


def _version(key: SigningKey) -> int:
    return key.version


def _new_key(purpose: KeyPurpose, version: int) -> KeyFile:
    algorithm = ALGORITHMS[purpose]
    if purpose not in _SIGNING:
        encrypts = purpose is KeyPurpose.COLUMN_ENCRYPTION
        size = ciphers.get(algorithm).key_size if encrypts else _MAC_KEY_BYTES
        secret = os.urandom(size).hex()
        return KeyFile(purpose=purpose, version=version, algorithm=algorithm, secret=secret)
    pair = signatures.get(algorithm).generate()
    with_certificate = purpose is KeyPurpose.PDF_SIGNING
    return KeyFile(
        purpose=purpose,
        version=version,
        algorithm=algorithm,
        private=pair.private.hex(),
        public=pair.public.hex(),
        certificate=self_signed_certificate(pair).decode() if with_certificate else "",
    )


def _secret_key(file: KeyFile, folder: Path) -> SecretKey:
    material = _from_hex(file, file.secret, folder)
    # A keyed digest of a constant tells keys apart and says nothing about them.
    key_id = hmac_sm3(material, b"key id")[:_KEY_ID_BYTES]
    return SecretKey(file.version, key_id, file.algorithm, material)


def _signing_key(file: KeyFile, folder: Path) -> SigningKey:
    pair = KeyPair(
        private=_from_hex(file, file.private, folder), public=_from_hex(file, file.public, folder)
    )
    certificate = file.certificate.encode() or None
    key_id = sm3(pair.public)[:_KEY_ID_BYTES]
    return SigningKey(file.version, key_id, file.algorithm, pair, certificate)


def _from_hex(file: KeyFile, text: str, folder: Path) -> bytes:
    try:
        material = bytes.fromhex(text)
    except ValueError:
        material = b""
    if not material:
        path = keyfiles.path_of(folder, file.purpose, file.version)
        raise KeyUnreadable(path, "it holds no key")
    return material
