from django.urls import path

from yangguan.portals.counter.views import (
    applicant,
    correction,
    corrections,
    delivery,
    handover,
    intake,
    intake_form,
    item,
    receipt,
)

app_name = "counter"

urlpatterns = [
    path("", intake.show, name="intake"),
    path("new/", applicant.show, name="applicant"),
    path("new/register/", applicant.register, name="register"),
    path("new/<uuid:party_id>/", item.show, name="item"),
    path("new/<uuid:party_id>/<str:task_code>/", intake_form.show, name="intake-form"),
    path(
        "new/<uuid:party_id>/<str:task_code>/materials/",
        intake_form.materials,
        name="intake-materials",
    ),
    path("cases/<uuid:case_id>/receipt/", receipt.show, name="receipt"),
    path("cases/<uuid:case_id>/accept/", receipt.accept, name="accept"),
    path("corrections/", corrections.show, name="corrections"),
    path("corrections/<uuid:case_id>/", correction.show, name="correction"),
    path("corrections/<uuid:case_id>/upload/", correction.upload, name="correction-upload"),
    path("delivery/", delivery.show, name="delivery"),
    path("delivery/<uuid:case_id>/", handover.show, name="handover"),
]
