"""Files: bytes are safe before the row exists, types are sniffed, refusals say what to do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.files import store, uploads
from yangguan.foundation.files.store import FileDamaged

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x01\x00H\x00H\x00\x00"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/png")


def test_what_is_kept_is_read_back_and_kept_once():
    first = store.keep([b"abc", b"def"])
    second = store.keep([b"abcdef"])

    assert store.read(first.digest) == b"abcdef"
    assert first == second
    assert len([path for path in store.root().rglob("*") if path.is_file()]) == 1


def test_damaged_bytes_are_noticed():
    kept = store.keep([b"abc"])
    store.path_of(kept.digest).write_bytes(b"abd")

    with pytest.raises(FileDamaged):
        store.read(kept.digest)


def test_missing_bytes_are_noticed():
    with pytest.raises(FileDamaged):
        store.read("0" * 64)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")],
)
def test_the_type_is_told_by_the_bytes_not_by_the_browser(data, media_type):
    assert uploads.take(upload("材料.bin", data)).media_type == media_type


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", uploads.FileEmpty),
        (b"<html><script>alert(1)</script>", uploads.FileTypeNotAccepted),
        (b"MZ\x90\x00\x03", uploads.FileTypeNotAccepted),
        (b"PK\x03\x04", uploads.FileTypeNotAccepted),
        (b"%PDF" + b" " * uploads.MAX_BYTES, uploads.FileTooLarge),
    ],
)
def test_what_is_not_accepted_is_refused_with_a_way_out(data, refusal):
    with pytest.raises(refusal) as caught:
        uploads.take(upload("材料.pdf", data))

    assert "请" in caught.value.text


@given(st.text(max_size=300))
def test_a_file_name_is_short_and_has_no_path(name):
    safe = store.safe_name(name)

    assert 0 < len(safe) <= 123
    assert "/" not in safe
    assert "\\" not in safe
    assert safe.isprintable()
