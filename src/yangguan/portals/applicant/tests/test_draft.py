"""草稿: its steps in any order, and deleted only after a question."""

import pytest
from django.test import Client
from django.urls import reverse

from yangguan.handling.cases.models import Draft
from yangguan.portals.applicant.tests.citizens import leads_to_sign_in, text_of

PAGES = ["draft", "draft-check", "draft-materials", "draft-delete"]


def test_a_draft_shows_how_far_each_step_is(street, django_assert_max_num_queries):
    draft = street.draft(is_filled=False)

    with django_assert_max_num_queries(11):
        text = text_of(street.citizen.get(reverse("draft", args=[draft])))

    assert "办理内容" in text
    assert "材料" in text
    assert "步没填完，现在还不能提交" in text


def test_a_complete_draft_leads_to_the_check(street):
    text = text_of(street.citizen.get(reverse("draft", args=[street.draft()])))

    assert "已完成" in text
    assert "还不能提交" not in text


@pytest.mark.parametrize("name", PAGES)
def test_another_persons_draft_is_refused(street, name):
    assert street.stranger.get(reverse(name, args=[street.draft()])).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_who_has_not_signed_in_is_led_to_it(street, name):
    assert leads_to_sign_in(Client().get(reverse(name, args=[street.draft()])))


@pytest.mark.parametrize("name", PAGES)
def test_a_draft_that_is_not_there_is_not_found(street, name):
    url = reverse(name, args=["00000000-0000-0000-0000-000000000000"])

    assert street.citizen.get(url).status_code == 404


def test_deleting_asks_first(street):
    draft = street.draft()
    url = reverse("draft-delete", args=[draft])

    asked = street.citizen.get(url)
    assert Draft.objects.filter(pk=draft).exists()
    done = street.citizen.post(url, follow=True)

    assert "不能恢复" in text_of(asked)
    assert not Draft.objects.filter(pk=draft).exists()
    assert "草稿已经删除" in text_of(done)


def test_a_stranger_cannot_delete(street):
    draft = street.draft()

    assert street.stranger.post(reverse("draft-delete", args=[draft])).status_code == 403
    assert Draft.objects.filter(pk=draft).exists()
