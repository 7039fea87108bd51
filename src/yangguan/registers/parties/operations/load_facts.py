"""From a row of the sample base libraries to facts by data element, as the forms spell them."""

from collections.abc import Mapping

from yangguan.foundation.loading.rows import ContentRow

CITY_REGION = "620982"
_NOTHING = (None, "", "—")

# Names of the population library → data elements (GB/T 19488 idea: one element, one meaning).
_PERSON_ELEMENTS = {
    "NAME": "person_name",
    "ID_NUMBER": "id_number",
    "GENDER": "gender",
    "BIRTH_DATE": "birth_date",
    "ETHNICITY": "ethnicity",
    "MARITAL_STATUS": "marital_status",
    "HOUSEHOLD_NUMBER": "household_number",
    "HUKOU_ADDRESS": "hukou_address",
    "RESIDENCE_ADDRESS": "residence_address",
    "SPOUSE_ID_NUMBER": "spouse_id_number",
}
# The library's levels of education in the words of the forms.
_EDUCATION = {
    "": "初中及以下",
    "文盲": "初中及以下",
    "学前": "初中及以下",
    "小学": "初中及以下",
    "初中": "初中及以下",
    "高中（中专）": "高中（中专、技校）",
    "大专": "大专",
    "大学本科": "本科",
    "硕士研究生": "研究生",
    "博士研究生": "研究生",
}
_ORGANISATION_ELEMENTS = {
    "NAME": "org_name",
    "CREDIT_CODE": "credit_code",
    "KIND": "org_kind",
    "LEGAL_REPRESENTATIVE": "legal_representative",
    "LEGAL_REP_ID_NUMBER": "legal_rep_id_number",
    "ADDRESS": "business_address",
    "REGISTERED_CAPITAL": "registered_capital",
    "ESTABLISH_DATE": "establish_date",
    "BUSINESS_SCOPE": "business_scope",
}
# Without these no form could be filled.
_NEEDED = frozenset(
    {"NAME", "GENDER", "BIRTH_DATE", "KIND", "LEGAL_REPRESENTATIVE", "LEGAL_REP_ID_NUMBER",
     "ADDRESS"}
)  # fmt: skip


def person_facts(row: ContentRow, *, householder: object, spouse: object) -> dict[str, object]:
    """What the population library says of a person: element → value; the unknown is left out."""
    facts = _mapped(row, _PERSON_ELEMENTS)
    education = row.text("EDUCATION", limit=40, required=False)
    row.one_of("EDUCATION", _EDUCATION, required=False)
    mobile = row.text("MOBILE", limit=11, required=False)
    hukou = row.text("HUKOU_REGION_CODE", limit=12, required=False)
    facts |= {
        "education_level": _EDUCATION.get(education),
        "householder_name": householder,
        "spouse_name": spouse,
        "residence_region": row.text("RESIDENCE_REGION_CODE", limit=12, required=False),
        "is_local": hukou.startswith(CITY_REGION),
        "contact_person": facts.get("person_name"),
        "contact_mobile": mobile,
        "mobile": mobile,
        "delivery_address": facts.get("residence_address"),
        "death_date": row.text("DEATH_DATE", limit=10, required=False),
    }
    return _known(facts)


def organisation_facts(row: ContentRow, *, mobile: object) -> dict[str, object]:
    """
    What the legal-entity library says of an organisation: element → value.

    `mobile` is its legal representative's, who is the person to turn to.
    """
    facts = _mapped(row, _ORGANISATION_ELEMENTS)
    facts |= {
        "contact_person": facts.get("legal_representative"),
        "contact_mobile": mobile,
        "delivery_address": facts.get("business_address"),
    }
    return _known(facts)


def _mapped(row: ContentRow, elements: Mapping[str, str]) -> dict[str, object]:
    return {
        element: row.text(key, limit=500, required=key in _NEEDED)
        for key, element in elements.items()
    }


def _known(facts: Mapping[str, object]) -> dict[str, object]:
    return {element: value for element, value in facts.items() if value not in _NOTHING}
