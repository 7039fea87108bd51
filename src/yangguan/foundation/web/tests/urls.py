"""URL tree of this app's tests: the names that the shells link to, and the test views."""

from allauth.account.views import login, logout
from django.urls import include, path

from yangguan.foundation.web.tests import views

SHELL_NAMES = (
    "home",
    "search",
    "publications",
    "appointment",
    "consult",
    "my-cases",
    "my-licences",
    "lookup",
    "licence-check",
    "help",
    "privacy",
    "accessibility",
    "about-lists",
    "towns",
    "api-docs",
    "staff-home",
)

urlpatterns = [
    *(path(f"{name}/", views.open_to_all, name=name) for name in SHELL_NAMES),
    path("account/login/", login, name="account_login"),
    path("account/logout/", logout, name="account_logout"),
    path("", include("yangguan.foundation.web.urls")),
    path("", include("yangguan.foundation.web.tests.views")),
]

handler400 = "yangguan.foundation.web.errors.bad_request"
handler403 = "yangguan.foundation.web.errors.permission_denied"
handler404 = "yangguan.foundation.web.errors.page_not_found"
handler500 = "yangguan.foundation.web.errors.server_error"
handler429 = "yangguan.foundation.web.errors.too_many_requests"
