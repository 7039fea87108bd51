from django.urls import path

from yangguan.portals.supervisor.views import case_page, live

app_name = "supervisor"

urlpatterns = [
    path("", live.show, name="live"),
    path("cases/<uuid:case_id>/", case_page.show, name="case"),
]
