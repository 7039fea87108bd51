"""附件: told by its bytes, never unpacked, kept with the version that named it."""

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yangguan.foundation.files.uploads import FileEmpty, FileTooLarge
from yangguan.registers.publications import attachments, queries
from yangguan.registers.publications.errors import (
    AttachmentTypeNotAccepted,
    NotYourPublications,
    NoVersionInPreparation,
    TooManyAttachments,
)
from yangguan.registers.publications.operations.attach import (
    attach_to_publication,
    detach_from_publication,
)
from yangguan.registers.publications.operations.begin import begin_version
from yangguan.registers.publications.operations.publish import publish_publication
from yangguan.registers.publications.operations.withdraw import withdraw_publication
from yangguan.registers.publications.tests.arranging import (
    MONDAY,
    TUESDAY,
    department,
    drafted,
    editor,
    published,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


def archive(*names, content=b"x"):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return raw.getvalue()


def file(name="附件.pdf", raw=PDF):
    return SimpleUploadedFile(name, raw)


def attach(publication, by, upload, at=MONDAY):
    return attach_to_publication(code=publication.code, upload=upload, by=by, at=at)


@pytest.fixture
def draft(db):
    camels = department()
    return drafted(editor(camels), camels)


@pytest.fixture
def by(draft):
    return editor(draft.department)


@pytest.mark.parametrize(
    ("name", "raw", "kept_as"),
    [
        ("申请表.pdf", PDF, "申请表.pdf"),
        ("申请表.docx", archive("[Content_Types].xml", "word/document.xml"), "申请表.docx"),
        ("清单.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "清单.xlsx"),
        ("红头文件.ofd", archive("OFD.xml", "Doc_0/Document.xml"), "红头文件.ofd"),
        ("假的.exe", PDF, "假的.exe.pdf"),
        ("../../etc/passwd.pdf", PDF, "passwd.pdf"),
    ],
    # Archives are made with the time of day: their bytes name no test.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_kept_under_a_safe_name_and_the_type_of_its_bytes(draft, by, name, raw, kept_as):
    assert attach(draft, by, file(name, raw)).file.name == kept_as


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("页面.pdf", b"<html><script>alert(1)</script></html>"),
        ("程序.pdf", b"MZ\x90\x00" + b"\x00" * 100),
        ("压缩包.docx", archive("readme.txt")),
        ("宏.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("残缺.docx", archive("word/document.xml")[:40]),
        ("有尾巴.docx", archive("word/document.xml") + b"tail"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ],
    # Archives are made with the time of day: their bytes name no test.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_kind_is_refused_whatever_it_is_called(draft, by, name, raw):
    with pytest.raises(AttachmentTypeNotAccepted):
        attach(draft, by, file(name, raw))

    assert not draft.versions.get().attachments.exists()


def test_an_archive_that_would_grow_without_end_is_never_unpacked(draft, by, monkeypatch):
    bomb = archive("word/document.xml", content=b"\x00" * 30_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", pytest.fail)
    monkeypatch.setattr(zipfile.ZipFile, "read", pytest.fail)

    kept = attach(draft, by, file("炸弹.docx", bomb))

    assert kept.file.size == len(bomb)


def test_an_archive_with_a_table_of_contents_without_end_is_refused(draft, by):
    many = archive("word/document.xml", *(f"{n:060}" for n in range(5_000)))

    with pytest.raises(AttachmentTypeNotAccepted):
        attach(draft, by, file("很多.docx", many))


def test_an_empty_file_is_refused(draft, by):
    with pytest.raises(FileEmpty):
        attach(draft, by, file(raw=b""))


def test_a_file_that_is_too_large_is_refused_unread(draft, by, monkeypatch):
    monkeypatch.setattr(attachments, "MAX_BYTES", 10)

    with pytest.raises(FileTooLarge):
        attach(draft, by, file())


def test_a_version_has_a_limit_of_files(draft, by, monkeypatch):
    monkeypatch.setattr("yangguan.registers.publications.operations.attach.MAX_FILES", 1)
    attach(draft, by, file())

    with pytest.raises(TooManyAttachments):
        attach(draft, by, file("又一个.pdf"))


def test_an_editor_of_another_department_attaches_nothing(draft):
    with pytest.raises(NotYourPublications):
        attach(draft, editor(department("donkeys")), file())


def test_nothing_is_attached_to_what_is_published():
    camels = department()
    publication = published(editor(camels), camels)

    with pytest.raises(NoVersionInPreparation):
        attach(publication, editor(camels), file())


def test_everybody_gets_the_files_of_what_is_published_and_of_nothing_else(draft, by):
    kept = attach(draft, by, file())
    assert queries.public_attachment(draft.code, kept.file_id) is None

    publish_publication(code=draft.code, by=by, at=MONDAY)
    assert queries.public_attachment(draft.code, kept.file_id).name == "附件.pdf"
    assert queries.public_attachment("elsewhere", kept.file_id) is None

    withdraw_publication(code=draft.code, reason="错了", by=by, at=TUESDAY)
    assert queries.public_attachment(draft.code, kept.file_id) is None


def test_the_next_version_begins_with_the_files_and_may_do_without(draft, by):
    kept = attach(draft, by, file())
    publish_publication(code=draft.code, by=by, at=MONDAY)
    begin_version(code=draft.code, by=by, at=TUESDAY)

    detach_from_publication(code=draft.code, file_id=kept.file_id, by=by)
    publish_publication(code=draft.code, by=by, at=TUESDAY)

    assert queries.publication(draft.code).attachments == ()
    assert [each.name for each in queries.publication(draft.code, number=1).attachments] == [
        "附件.pdf"
    ]


def test_taking_a_file_off_twice_changes_nothing(draft, by):
    detach_from_publication(code=draft.code, file_id=uuid.uuid4(), by=by)
