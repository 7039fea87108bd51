"""What every page knows, and what it costs."""

from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from yangguan.foundation.actors.actor import Actor, ActorKind
from yangguan.foundation.web.context import page


def asked(user: object = None, actor: Actor | None = None):
    request = RequestFactory().get("/somewhere/")
    vars(request).update(user=user or AnonymousUser(), actor=actor)
    return request


def signed_in():
    return SimpleNamespace(is_authenticated=True, display_name="测鸣沙")


def test_a_stranger_has_no_name_and_is_offered_to_sign_in():
    html = render_to_string("web/public.html", {}, asked())

    assert page(asked())["page"].person_name == ""
    assert "登录" in html
    assert "hx-headers" not in html


def test_who_is_signed_in_sees_the_name_and_the_way_out():
    html = render_to_string("web/public.html", {}, asked(signed_in()))

    assert "测鸣沙" in html
    assert "退出" in html
    assert 'hx-headers=\'{"X-CSRFToken": "' in html


def test_an_error_is_told_in_the_title():
    html = render_to_string("web/public.html", {"errors": ["x"]}, asked())

    assert "<title>错误：" in html


def test_an_officer_gets_the_staff_shell_for_pages_of_both_sides():
    officer = Actor(kind=ActorKind.OFFICER, name="王敏")

    assert page(asked(signed_in(), officer))["page"].base == "web/staff.html"
    assert page(asked(signed_in()))["page"].base == "web/public.html"


def test_the_city_is_named_in_the_readers_language():
    assert "敦煌市政务服务" in render_to_string("web/public.html", {}, asked())
    with translation.override("en"):
        assert "Dunhuang Government Services" in render_to_string("web/public.html", {}, asked())


def test_the_page_knows_a_person_before_sessions_exist():
    request = RequestFactory().get("/")

    assert page(request)["page"].person_name == ""


def test_the_print_sheet_and_the_staff_shell_render_without_their_extras():
    assert 'id="main"' in render_to_string("web/print.html", {}, asked())
    assert 'data-rail="none"' in render_to_string("web/staff.html", {}, asked(signed_in()))
