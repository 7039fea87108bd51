from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    # First, since patterns are tried in turn, and a program's requests are the most.
    path("api/", include("yangguan.portals.api.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("", include("yangguan.foundation.web.urls")),
    path("", include("yangguan.portals.applicant.urls")),
    path("staff/", include("yangguan.portals.desk.staff_urls")),
    path("counter/", include("yangguan.portals.counter.urls")),
    path("desk/", include("yangguan.portals.desk.urls")),
    path("editor/", include("yangguan.portals.editor.urls")),
    path("supervisor/", include("yangguan.portals.supervisor.urls")),
]

handler400 = "yangguan.foundation.web.errors.bad_request"
handler403 = "yangguan.foundation.web.errors.permission_denied"
handler404 = "yangguan.foundation.web.errors.page_not_found"
handler500 = "yangguan.foundation.web.errors.server_error"
handler429 = "yangguan.foundation.web.errors.too_many_requests"
