"""The citizen's pages: at the root, each named after what it is."""

from django.urls import URLPattern, path

from yangguan.portals.applicant.views import (
    begin,
    browsing,
    case,
    correction,
    draft,
    draft_check,
    draft_group,
    draft_materials,
    edition_comparison,
    evaluation,
    guide,
    home,
    information,
    licence_check,
    licences,
    lookup,
    my_cases,
    publications,
    publications_feed,
    search,
    towns,
)

ITEM = "items/<slug:task_code>/"
DRAFT = "drafts/<uuid:draft_id>/"
CASE = "cases/<uuid:case_id>/"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    # finding an item
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("themes/", browsing.themes, name="themes"),
    path("themes/<slug:audience>/<slug:code>/", browsing.theme, name="theme"),
    path("life-events/<slug:code>/", browsing.life_event, name="life-event"),
    path("departments/", browsing.departments, name="departments"),
    path("departments/<int:department_id>/", browsing.department, name="department"),
    path("towns/", towns.towns, name="towns"),
    path("towns/<slug:code>/", towns.town, name="town"),
    path("lists/", browsing.about_lists, name="about-lists"),
    # the guide and its papers
    path(ITEM, guide.guide, name="guide"),
    path(f"{ITEM}guide.pdf", guide.guide_print, name="guide-print"),
    path(f"{ITEM}form.pdf", guide.blank_form, name="blank-form"),
    path(f"{ITEM}sample.pdf", guide.sample_form, name="sample-form"),
    path(f"{ITEM}current/<int:number>/", guide.guide_current, name="guide-current"),
    path(
        f"{ITEM}compare/<int:old>/<int:new>/",
        edition_comparison.edition_comparison,
        name="edition-comparison",
    ),
    path(f"{ITEM}apply/", begin.begin_application, name="begin-application"),
    # an application that is being filled in
    path(DRAFT, draft.draft, name="draft"),
    path(f"{DRAFT}delete/", draft.draft_delete, name="draft-delete"),
    path(f"{DRAFT}materials/", draft_materials.draft_materials, name="draft-materials"),
    path(f"{DRAFT}upload/", draft_materials.draft_upload, name="draft-upload"),
    path(f"{DRAFT}check/", draft_check.draft_check, name="draft-check"),
    path(f"{DRAFT}form/<str:key>/", draft_group.draft_group, name="draft-group"),
    path(f"{DRAFT}form/<str:key>/save/", draft_group.draft_autosave, name="draft-autosave"),
    # cases and what comes of them
    path("my/", my_cases.my_cases, name="my-cases"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}submitted/", draft_check.submitted, name="submitted"),
    path(f"{CASE}withdraw/", case.case_withdraw, name="case-withdraw"),
    path(f"{CASE}collect/", case.case_collect, name="case-collect"),
    path(f"{CASE}correct/", correction.case_correction, name="case-correction"),
    path(f"{CASE}correct/upload/", correction.correction_upload, name="correction-upload"),
    path(f"{CASE}evaluate/", evaluation.evaluation, name="evaluation"),
    path("documents/<uuid:document_id>/", case.case_document, name="case-document"),
    path("files/<uuid:file_id>/", case.file_download, name="file-download"),
    path("my/licences/", licences.my_licences, name="my-licences"),
    path("my/licences/<uuid:licence_id>/", licences.licence, name="licence"),
    path("my/licences/<uuid:licence_id>/licence.pdf", licences.licence_file, name="licence-file"),
    path("my/licences/<uuid:licence_id>/licence.json", licences.licence_data, name="licence-data"),
    # for everybody, without signing in
    path("progress/", lookup.lookup, name="lookup"),
    path("check/", licence_check.licence_check_form, name="licence-check"),
    path("check/<str:code>/", licence_check.licence_check_result, name="licence-check-result"),
    path("publications/", publications.publications, name="publications"),
    path(
        "publications/feed.<slug:form>",
        publications_feed.publications_feed,
        name="publications-feed",
    ),
    path("publications/<slug:code>/", publications.publication, name="publication"),
    path("appointment/", information.appointment, name="appointment"),
    path("consult/", information.consult, name="consult"),
    path("help/", information.help_page, name="help"),
    path("privacy/", information.privacy, name="privacy"),
    path("accessibility/", information.accessibility, name="accessibility"),
]
