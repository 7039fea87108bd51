"""One page of the form: kept as one types, checked when one goes on, never lost."""

import pytest
from django.urls import reverse

from yangguan.handling.cases.models import Draft
from yangguan.portals.applicant.tests.citizens import text_of


def url(draft, name="draft-group"):
    return reverse(name, args=[draft, "matter"])


def answers(draft):
    return Draft.objects.get(pk=draft).answers


def test_a_page_shows_its_questions_and_what_is_known_locked(street, django_assert_max_num_queries):
    draft = street.draft(is_filled=False)

    with django_assert_max_num_queries(11):
        text = text_of(street.citizen.get(url(draft)))

    assert "经营场所" in text
    assert "测鸣沙" in text
    assert "带锁的不用您填" in text
    assert "truth_pledge" not in text


def test_going_on_saves_and_leads_to_the_next_page(street):
    draft = street.draft(is_filled=False)

    page = street.citizen.post(url(draft), {"site_address": "夜市 1 号"})

    assert page["Location"] == reverse("draft-materials", args=[draft])
    assert "夜市 1 号" in text_of(street.citizen.get(url(draft)))


def test_what_is_missing_is_named_above_and_at_its_field(street):
    page = street.citizen.post(url(street.draft(is_filled=False)), {"site_address": ""})

    text = text_of(page)
    assert page.status_code == 422
    assert "<title>错误：" in text
    assert 'href="#f-site_address"' in text
    assert 'aria-invalid="true"' in text


def test_saving_as_one_types_answers_the_new_revision(street):
    draft = street.draft(is_filled=False)
    revision = Draft.objects.get(pk=draft).revision

    answer = street.citizen.post(
        url(draft, "draft-autosave"), {"site_address": "夜", "revision": revision}
    )

    assert answer.status_code == 200
    assert answer.json()["revision"] == revision + 1


def test_an_older_page_does_not_write_over_a_newer_one(street):
    draft = street.draft()
    sent = {"site_address": "旧的一页", "revision": 0}

    saved = street.citizen.post(url(draft, "draft-autosave"), sent)
    page = street.citizen.post(url(draft), sent)

    assert saved.status_code == page.status_code == 409
    assert "旧的一页" in text_of(page)
    assert "旧的一页" not in str(answers(draft))


@pytest.mark.parametrize("name", ["draft-group", "draft-autosave"])
def test_a_stranger_writes_nothing(street, name):
    draft = street.draft(is_filled=False)
    before = answers(draft)

    assert street.stranger.post(url(draft, name), {"site_address": "别处"}).status_code == 403
    assert answers(draft) == before


def test_a_page_that_the_form_does_not_have_is_not_found(street):
    page = reverse("draft-group", args=[street.draft(), "nothing"])

    assert street.citizen.get(page).status_code == 404
