"""材料: what to upload, with its rules; each file by itself, taken away again."""

from django.test import Client
from django.urls import reverse

from yangguan.foundation.files import uploads
from yangguan.handling.cases.models import CaseFile
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.applicant.tests.citizens import text_of
from yangguan.portals.applicant.views.draft_materials import material_hints
from yangguan.registers.accounts.models import Account
from yangguan.registers.catalogue.content import Material, Need


def url(draft, name="draft-materials"):
    return reverse(name, args=[draft])


def upload(client, draft, file, slot="material-1"):
    return client.post(url(draft, "draft-upload"), {"field": slot, "file": file})


def test_the_page_names_what_to_upload_and_what_is_free(street, django_assert_max_num_queries):
    draft = street.draft(is_filled=False)

    with django_assert_max_num_queries(11):
        text = text_of(street.citizen.get(url(draft)))

    assert "布局图" in text
    assert "20 MB" in text
    assert "不用您交的" in text
    assert "申请书" in text


def test_a_help_is_not_said_twice():
    material = Material(
        key="m",
        name="健康证明",
        kind="1",
        need=Need.MAY_FOLLOW,
        basis="第十三条",
        how_to_fill="可在现场核查前补齐。",
        follows_by="现场核查前",
    )

    first, *others = material_hints(material)

    assert first == "可在现场核查前补齐"
    assert not any("现场核查前" in each for each in others)


def test_a_file_sent_by_script_is_stored_and_described(street):
    draft = street.draft(is_filled=False)

    answer = upload(street.citizen, draft, b.pdf("图.pdf"))

    assert answer.status_code == 201
    assert answer.json()["file"]["name"] == "图.pdf"
    assert "图.pdf" in text_of(street.citizen.get(url(draft)))


def test_a_file_of_a_form_without_script_goes_on_to_the_check(street):
    draft = street.draft(is_filled=False)

    page = street.citizen.post(url(draft), {"material-1": b.pdf()})

    assert page["Location"] == reverse("draft-check", args=[draft])


def test_going_on_without_a_wanted_material_names_it(street):
    page = street.citizen.post(url(street.draft(is_filled=False)))

    assert page.status_code == 422
    assert "请上传布局图" in text_of(page)


def test_a_file_is_taken_away_again(street):
    draft = street.draft()
    file = CaseFile.objects.get(draft=draft)

    page = street.citizen.post(url(draft), {"remove_file": str(file.pk)})

    assert page["Location"] == url(draft)
    assert not CaseFile.objects.filter(draft=draft).exists()


def test_what_is_no_document_is_refused_by_its_content(street):
    draft = street.draft(is_filled=False)

    answer = upload(street.citizen, draft, b.pdf("图.pdf", b"<script>alert(1)</script>"))

    assert answer.status_code == 422
    assert not CaseFile.objects.filter(draft=draft).exists()


def test_a_file_for_nothing_and_a_strangers_file_are_refused(street):
    draft = street.draft(is_filled=False)

    assert upload(street.citizen, draft, b.pdf(), slot="nothing").status_code == 422
    assert upload(street.stranger, draft, b.pdf()).status_code == 403


def test_a_file_that_is_too_large_is_told_in_the_page_and_the_draft_stays(street, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", len(b.PDF) - 1)
    draft = street.draft(is_filled=False)

    answer = street.citizen.post(
        url(draft, "draft-upload"),
        {"field": "material-1", "file": b.pdf()},
        headers={"accept": "application/json"},
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "file-too-large")
    assert street.citizen.get(url(draft)).status_code == 200


def test_a_file_opens_on_every_device_of_its_owner(street):
    draft = street.draft()
    file = reverse("file-download", args=[CaseFile.objects.get(draft=draft).pk])
    phone = Client()
    phone.force_login(Account.objects.get(person=street.town.applicant))

    assert b"".join(phone.get(file)) == b.PDF
    assert "布局图.pdf" in text_of(phone.get(url(draft)))
    assert street.stranger.get(file).status_code == 403
