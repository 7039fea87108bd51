"""
What is lawful and still not good enough: shown to whoever publishes, who decides.

Source: quality rules of the provinces' item libraries (事项要素填报规范).
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.plain_language import text_warnings
from yangguan.registers.catalogue.process import StepKind

BASIC = "UP_TASK_GENERAL_BASIC"
EXTEND = "UP_TASK_GENERAL_EXTEND"
NATURAL_PERSON = "1"
_EXACT_PLACE = re.compile(r"窗口|柜台|室|号|楼|层|中心|站|所")
# A telephone with its area code, a mobile, or a short number that needs none.
_TELEPHONE = re.compile(r"0\d{2,3}[-－—]?\d{5,8}|1[3-9]\d{9}|\b1\d{2,4}\b")
SOURCE = "事项要素填报规范"


def quality_faults(content: EditionContent) -> Iterator[Fault]:
    """Every warning about the wording and the completeness of a content."""
    yield from _audience(content)
    yield from _reaching(content)
    yield from _licensing(content)
    yield from text_warnings(content)


def _audience(content: EditionContent) -> Iterator[Fault]:
    serves_persons = NATURAL_PERSON in content.audiences
    serves_others = bool(set(content.audiences) - {NATURAL_PERSON})
    if serves_persons and not content.person_topics:
        yield _warning(
            f"{EXTEND}.USER_TOPIC_TYPE", "no-person-theme", _("面向自然人的，选自然人主题")
        )
    if content.person_topics and not serves_persons:
        yield _warning(
            f"{EXTEND}.USER_TOPIC_TYPE",
            "theme-without-audience",
            _("不面向自然人的，不选自然人主题"),
        )
    if serves_others and not content.organisation_topics:
        yield _warning(
            f"{EXTEND}.CORP_TOPIC_TYPE", "no-organisation-theme", _("面向法人的，选法人主题")
        )
    if content.organisation_topics and not serves_others:
        yield _warning(
            f"{EXTEND}.CORP_TOPIC_TYPE",
            "theme-without-audience",
            _("不面向法人的，不选法人主题"),
        )


def _reaching(content: EditionContent) -> Iterator[Fault]:
    service = content.service
    if service.at_hall and not _EXACT_PLACE.search(service.address):
        yield _warning(f"{BASIC}.TRANSACT_ADDR", "vague-address", _("办理地点写到窗口或者房间"))
    if service.at_hall and "工作日" not in service.hours:
        yield _warning(f"{BASIC}.TRANSACT_TIME", "vague-hours", _("办理时间写明工作日几点到几点"))
    for column, words in (("LINK_WAY", service.enquiries), ("SUPERVISE_WAY", service.complaints)):
        if not _TELEPHONE.search(words):
            yield _warning(f"{BASIC}.{column}", "no-telephone", _("写上电话，座机带区号"))


def _licensing(content: EditionContent) -> Iterator[Fault]:
    if not content.is_licensing:
        return
    if not content.questions:
        yield _warning("UP_TASK_GENERAL_QUESTIONS", "no-question", _("行政许可至少写一个常见问题"))
    if not any(step.kind is StepKind.REVIEW for _key, step in content.process.steps()):
        yield _warning("FLOWSHEET", "no-review", _("行政许可的流程要有审查环节"))


def _warning(field: str, code: str, message: str) -> Fault:
    return Fault(field, code, message, SOURCE, Severity.WARNING)
