from django.urls import path

from yangguan.portals.desk.views import (
    acceptance_refusal,
    case_acts,
    case_page,
    correction,
    decision,
    files,
    work_list,
)

app_name = "desk"

urlpatterns = [
    path("", work_list.show, name="work-list"),
    path("cases/<uuid:case_id>/", case_page.show, name="case"),
    path("cases/<uuid:case_id>/accept/", case_acts.accept, name="accept"),
    path("cases/<uuid:case_id>/review/", case_acts.review, name="review"),
    path("cases/<uuid:case_id>/certify/", case_acts.certify, name="certify"),
    path("cases/<uuid:case_id>/correction/", correction.show, name="correction"),
    path(
        "cases/<uuid:case_id>/acceptance-refusal/",
        acceptance_refusal.show,
        name="acceptance-refusal",
    ),
    path("cases/<uuid:case_id>/decision/", decision.show, name="decision"),
    path("cases/<uuid:case_id>/decision/preview/", decision.preview, name="decision-preview"),
    path("cases/<uuid:case_id>/licences/<uuid:licence_id>/", files.licence, name="licence"),
    path("files/<uuid:file_id>/", files.case_file, name="file"),
    path("documents/<uuid:document_id>/", files.document, name="document"),
]
