"""The life of a version of a code table, and the classes of data elements."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VersionState(models.TextChoices):
    """Which version of a code table counts: one at a time is in force."""

    DRAFT = "draft", pgettext_lazy("code table", "草稿")
    IN_FORCE = "in-force", pgettext_lazy("code table", "现行")
    REPLACED = "replaced", pgettext_lazy("code table", "已被新版替代")


class PersonalData(models.TextChoices):
    """
    How closely a value touches a person.

    Source: 个人信息保护法 第四条 (personal information), 第二十八条 (sensitive: biometrics,
    religion, specific identity, health, finance, whereabouts, anything of children under 14).
    """

    NONE = "none", _("不是个人信息")
    GENERAL = "general", _("一般个人信息")
    SENSITIVE = "sensitive", _("敏感个人信息")


class ElementType(models.TextChoices):
    """The kinds of answers that a form can ask for."""

    TEXT = "text", _("一行文字")
    LONGTEXT = "longtext", _("一段文字")
    NUMBER = "number", _("数字")
    INTEGER = "integer", _("整数")
    MONEY = "money", _("金额")
    PERCENT = "percent", _("百分比")
    DATE = "date", _("日期")
    DATETIME = "datetime", _("日期和时间")
    TIME = "time", _("时间")
    MONTH = "month", _("年月")
    YEAR = "year", _("年份")
    DATERANGE = "daterange", _("起止日期")
    CHOICE = "choice", _("选一项")
    MULTICHOICE = "multichoice", _("选几项")
    BOOLEAN = "boolean", _("是或否")
    PLEDGE = "pledge", _("承诺")
    REGION = "region", _("行政区划")
    ADDRESS = "address", _("地址（到镇村和门牌）")
    MAP_POINT = "map-point", _("地图上的点")
    PERSON = "person", _("一个人（姓名、证件、电话）")
    ORGANISATION = "organisation", _("一个单位（名称、信用代码、联系人）")
    CITIZEN_NUMBER = "citizen-number", _("公民身份号码")
    CREDIT_CODE = "credit-code", _("统一社会信用代码")
    MOBILE = "mobile", _("手机号")
    TELEPHONE = "telephone", _("固定电话")
    EMAIL = "email", _("电子邮箱")
    POSTCODE = "postcode", _("邮政编码")
    BANK_ACCOUNT = "bank-account", _("银行账号")
    PLATE_NUMBER = "plate-number", _("车牌号")
    TABLE = "table", _("表格（可以加行）")
    FILE = "file", _("文件")
    SIGNATURE = "signature", _("屏幕上签名")
    COMPUTED = "computed", _("自动算出")
    EXPLANATION = "explanation", _("说明文字")


# Of these types alone the possible answers can stand in a code table.
CODED_TYPES = frozenset({ElementType.CHOICE, ElementType.MULTICHOICE})
