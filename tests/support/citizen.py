"""
A citizen of the loaded city at 个体工商户设立登记: in a browser, and by operations where a journey
begins later.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, FilePayload, Page

from yangguan.foundation.actors.actor import Actor
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.drafts import attach_to_draft, begin_draft, save_draft
from yangguan.handling.cases.operations.submit import submit_draft
from yangguan.registers.accounts.actors import actor_of_party
from yangguan.registers.accounts.models import Account
from yangguan.registers.parties.models import Party

ITEM = "个体工商户设立登记"
TASK_CODE = "11620982XNDH00265P4620731002000"
UPLOAD = "material-3"
UPLOAD_NAME = "经营场所相关文件"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
LEASE = FilePayload(name="租赁合同.pdf", mimeType="application/pdf", buffer=PDF)
SHOP_FRONT = FilePayload(name="门面.pdf", mimeType="application/pdf", buffer=PDF)
# Files that will not do: by name, and by what is in them.
LETTER = FilePayload(name="说明.docx", mimeType="application/msword", buffer=b"PK")
NOT_A_PDF = FilePayload(name="照片.pdf", mimeType="application/pdf", buffer=b"plain text")
ANSWERS: dict[str, Any] = {
    "family_operated": "个人经营",
    "business_address": "沙州镇夜市 1 号",
    "site_region": "620982101007",
    "site_kind": "实体场所",
    "business_scope": ["水果零售"],
    "employee_number": 2,
    "delivery_method": "电子证照（文件）",
}


def enter(context: BrowserContext, site: str, name: str) -> Page:
    """A page of the sample person with this name, who has signed in already (by the session)."""
    client = Client()
    client.force_login(Account.objects.get(display_name=name))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
    return context.new_page()


def begin(page: Page) -> None:
    """From the guide, where one applies for nobody but oneself, straight to the task list."""
    page.goto(f"/items/{TASK_CODE}/")
    page.get_by_role("button", name="在线申报").click()


def fill_matter(page: Page) -> None:
    """Answer what is asked on the page 办理内容, for one person alone on a real site."""
    page.get_by_label("字号名称").fill("敦煌市测试果行")
    page.get_by_label("个人经营").check()
    page.get_by_label("经营场所", exact=True).fill("沙州镇夜市 1 号")
    page.get_by_label("经营场所所在区域").select_option(label="文庙社区")
    page.get_by_label("实体场所").check()
    page.get_by_label("水果零售").check()
    page.get_by_label("从业人数").fill("2")


def go_on(page: Page) -> None:
    """Press 保存并继续; the button that the Enter key presses is hidden and not meant."""
    page.locator(".actions").get_by_role("button", name="保存并继续").click()


def citizen(name: str) -> tuple[Party, Actor]:
    """The sample person with this name, and as the one who acts."""
    party = Party.objects.get(account__display_name=name)
    actor = actor_of_party(party.pk, on=timezone.localdate())
    assert actor is not None
    return party, actor


def filled_draft(name: str) -> UUID:
    """A draft in which only the pledge is missing."""
    now = timezone.now()
    party, by = citizen(name)
    draft = begin_draft(task_code=TASK_CODE, applicant_id=party.pk, by=by, at=now)
    save_draft(draft_id=draft.pk, answers=ANSWERS, by=by, at=now)
    lease = SimpleUploadedFile(LEASE["name"], PDF, content_type=LEASE["mimeType"])
    attach_to_draft(draft_id=draft.pk, slot=UPLOAD, upload=lease, by=by, at=now)
    return draft.pk


def submitted_case(name: str) -> Case:
    """A case that waits for the counter."""
    _party, by = citizen(name)
    draft_id = filled_draft(name)
    now = timezone.now()
    save_draft(draft_id=draft_id, answers={"truth_pledge": True}, by=by, at=now)
    return submit_draft(draft_id=draft_id, by=by, at=now)
