import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from yangguan.foundation.files.models import StoredFile
from yangguan.registers.catalogue.materials import Burden, ProofSide, TrustLevel
from yangguan.registers.catalogue.search_models import Mention
from yangguan.registers.catalogue.states import EditionState, ItemState
from yangguan.registers.organisations.models import Department

# Identifiers are random: below this one is a sixty-fourth of all.
SOME_ITEMS = uuid.UUID("04000000-0000-0000-0000-000000000000")


class LicenceType(models.Model):
    """A kind of certificate, licence, proof or approval in the licence catalogue (电子证照目录)."""

    code = models.CharField("类型编码", max_length=64, unique=True)
    # GB/T 36904: credit code of the defining organ and a 3-digit sequence, part of each identifier.
    identifier_code = models.CharField("类型代码", max_length=21, unique=True)
    name = models.CharField("名称", max_length=200, unique=True)
    kind = models.CharField("类别", max_length=20)
    holder_kind = models.CharField("持有者类别", max_length=40)
    issuer = models.ForeignKey(Department, models.PROTECT, related_name="licence_types")
    number_rule = models.CharField("编号规则", max_length=200)
    # `foundation.identifiers.number_pattern`; empty: type code, year and six digits.
    number_pattern = models.CharField("编号格式", max_length=200, blank=True, db_default="")
    # Where on its face the licence has its number, under the name that other forms ask for it by.
    number_element = models.CharField(
        "编号的数据元", max_length=60, default="licence_number", db_default="licence_number"
    )
    # Whether the organ that decides the case issues it; otherwise `issuer` does, whoever decides.
    is_issued_by_decider = models.BooleanField("由决定机关签发", default=False, db_default=False)
    fields = models.JSONField("照面内容", default=list)
    validity = models.CharField("有效期", max_length=200, blank=True)
    validity_months = models.PositiveSmallIntegerField("有效月数", null=True)

    class Meta:
        verbose_name = "证照类型"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A theme of the national classification (服务主题)."""

    audience = models.CharField("对象", max_length=12)  # person, organisation
    code = models.CharField("代码", max_length=10)
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "主题"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "code"], name="theme_code_is_unique_for_its_audience"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceItem(models.Model):
    """What one department offers under one implementation code (政务服务事项)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task_code = models.CharField("实施编码", max_length=36, unique=True)
    catalog_code = models.CharField("基本编码", max_length=12)
    name = models.CharField("事项名称", max_length=200)
    item_type = models.CharField("事项类型", max_length=2)
    state = models.CharField("事项状态", max_length=1, choices=ItemState, default=ItemState.IN_USE)
    # Why it is not in use, public on the guide; and since when it is as it is.
    state_reason = models.CharField("状态说明", max_length=300, blank=True, db_default="")
    state_since = models.DateTimeField("状态起始", null=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="items")
    edition = models.OneToOneField("Edition", models.PROTECT, null=True, related_name="current_for")
    slug = models.CharField("内容文件名", max_length=60, blank=True)
    town_code = models.CharField("镇代码", max_length=12, blank=True)
    village_code = models.CharField("村（社区）代码", max_length=12, blank=True)
    audiences = ArrayField(models.CharField(max_length=1), default=list)
    person_topics = ArrayField(models.CharField(max_length=10), default=list)
    organisation_topics = ArrayField(models.CharField(max_length=10), default=list)
    is_online = models.BooleanField("可网上办理", default=False)
    summary = models.CharField("摘要", max_length=300, blank=True)
    # The promised limit of the edition in force, for lists in any language; null before the first.
    promised_days = models.PositiveSmallIntegerField("承诺时限", null=True)
    promised_unit = models.CharField("承诺时限单位", max_length=1, blank=True, db_default="")
    # Search: terms and sounds by weight (A name, B department and results, D codes, places), and
    # the pinyin of the name; what else an item says is found through `Mention`.
    terms = SearchVectorField("检索词", null=True)
    pinyin = models.CharField("拼音", max_length=1200, blank=True)
    # `search_index.VERSION` that the item was last written by.
    search_version = models.PositiveSmallIntegerField("检索版本", default=0, db_default=0)
    # One digest for one legal basis, level and audience; empty where no law is named.
    basis_key = models.CharField("依据对照", max_length=64, blank=True, db_default="")

    class Meta:
        verbose_name = "事项"
        verbose_name_plural = verbose_name
        indexes = [
            GinIndex(fields=["terms"], name="service_item_terms", fastupdate=False),
            # A sixty-fourth of the items, by chance: enough to rank what a great many have.
            GinIndex(
                fields=["terms"],
                name="service_item_terms_of_some",
                condition=Q(id__lt=SOME_ITEMS),
                fastupdate=False,
            ),
            GinIndex(fields=["person_topics"], name="service_item_person_topics"),
            GinIndex(fields=["organisation_topics"], name="service_item_org_topics"),
            models.Index(fields=["department", "name", "id"], name="service_item_by_department"),
            models.Index(fields=["name", "id"], name="service_item_by_name"),
            # Each import asks who else has the basic code.
            models.Index(fields=["catalog_code"], name="service_item_by_basic_code"),
            models.Index(
                fields=["town_code", "name", "id"],
                condition=~Q(town_code=""),
                name="service_item_by_town",
            ),
            models.Index(
                fields=["department", "basis_key"],
                condition=~Q(basis_key=""),
                name="service_item_by_basis",
            ),
        ]
        constraints = [
            # R2.3: one item, one name, one code: within a department a name stands once.
            models.UniqueConstraint(
                fields=["department", "name"], name="item_name_is_unique_in_its_department"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """
    One published description of an item (实施清单的一版).

    `content` is the JSON of `content.EditionContent` as text: byte for byte what `digest` covers.
    A trigger refuses any change of a published edition's content.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("版次")
    state = models.CharField("状态", max_length=12, choices=EditionState)
    content = models.TextField("内容")
    source = models.TextField("来源文件", blank=True)  # the interchange JSON it was read from
    digest = models.CharField("摘要", max_length=64)
    effective_date = models.DateField("施行日期")
    published_at = models.DateTimeField("发布时间")
    published_by = models.CharField("发布人", max_length=60, blank=True)
    # Public, in the list of changes (变更记录).
    reason = models.CharField("变更理由", max_length=500, blank=True, db_default="")

    class Meta:
        verbose_name = "事项版本"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="edition_number_is_unique"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state="published"),
                name="item_has_one_published_edition",
            ),
        ]
        indexes = [
            # The public list of changes, newest first.
            models.Index(fields=["-published_at", "-id"], name="edition_by_publication"),
        ]

    def __str__(self) -> str:
        return f"{self.item} 第 {self.number} 版"


class ItemStateChange(models.Model):
    """That an item was suspended, withdrawn or taken up again: a line of the list of changes."""

    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="state_changes")
    state = models.CharField("事项状态", max_length=1, choices=ItemState)
    reason = models.CharField("理由", max_length=300, blank=True, db_default="")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "事项状态变更"
        verbose_name_plural = verbose_name
        indexes = [models.Index(fields=["-at", "-id"], name="item_state_change_by_time")]

    def __str__(self) -> str:
        return f"{self.item} {self.get_state_display()}"


class EverydayWord(models.Model):
    """What people say (饭馆) and what items say (食品经营): the second try of a search."""

    word = models.CharField("平常的说法", max_length=20, primary_key=True)
    official = models.CharField("事项里的说法", max_length=60)

    class Meta:
        verbose_name = "平常说法"
        verbose_name_plural = verbose_name
        constraints = [
            models.CheckConstraint(
                name="everyday_word_differs_from_the_official_one",
                condition=~Q(word=F("official")) & ~Q(word="") & ~Q(official=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.official}"


class LifeEvent(models.Model):
    """A situation in life that brings several items (主题场景)."""

    code = models.CharField("编码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    audience = models.CharField("对象", max_length=20)
    description = models.CharField("说明", max_length=200)
    position = models.PositiveSmallIntegerField("次序")
    items = models.ManyToManyField(ServiceItem, related_name="life_events")

    class Meta:
        verbose_name = "主题场景"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.name


class MaterialDefinition(models.Model):
    """
    A material as the whole city knows it (材料目录): defined once, asked for by many items.

    Its names stand in `MaterialName`. One that was found to be the same as another is merged: its
    names and everything that refers to it lead to the other from then on.
    """

    code = models.CharField("材料编码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=200)
    plain_name = models.CharField("对照名", max_length=200)
    kind = models.CharField("材料类型", max_length=2)
    issuer_kind = models.CharField("来源渠道", max_length=2)
    issuer = models.CharField("出具单位", max_length=200, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", null=True)
    licence_type = models.ForeignKey(LicenceType, models.PROTECT, related_name="+", null=True)
    medium = models.CharField("材料形式", max_length=2)
    validity = models.CharField("有效期", max_length=200, blank=True)
    trust = models.CharField("可信等级", max_length=1, choices=TrustLevel)
    note = models.CharField("说明", max_length=1000, blank=True)
    blank = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True)
    sample = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="merged", null=True)
    # The department that put it forward; the office that keeps the catalogue confirms it.
    proposed_by = models.ForeignKey(Department, models.PROTECT, related_name="+", null=True)
    is_confirmed = models.BooleanField("已确认", default=True)
    revision = models.PositiveIntegerField("修订次数", default=1)

    class Meta:
        verbose_name = "材料"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(
                fields=["name", "id"],
                condition=Q(merged_into=None),
                name="material_by_name",
            ),
            models.Index(fields=["plain_name"], name="material_by_plain_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(merged_into=None),
                name="material_name_is_unique_among_live_ones",
            ),
            models.CheckConstraint(
                name="material_is_not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MaterialName(models.Model):
    """One name of a material, its first or another: no name means two materials."""

    name = models.CharField("名称", max_length=200, unique=True)
    definition = models.ForeignKey(MaterialDefinition, models.PROTECT, related_name="all_names")

    class Meta:
        verbose_name = "材料名称"
        verbose_name_plural = verbose_name
        indexes = [
            GinIndex(fields=["name"], name="material_name_trigrams", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class EditionProof(models.Model):
    """
    What an edition in force asks for or gives out: derived at publication, never the truth itself.

    `key` is one name for the same proof, whoever asks for it or issues it: the licence type, else
    the definition's name, else the name as written. With several licences a material has a line
    for each; only the first carries `definition`.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="proofs")
    side = models.CharField("方向", max_length=6, choices=ProofSide)
    name = models.CharField("名称", max_length=200)
    code = models.CharField("写明的材料编码", max_length=20, blank=True)
    licence = models.CharField("证照类型", max_length=200, blank=True)
    key = models.CharField("对照名", max_length=200)
    burden = models.CharField("由谁提供", max_length=8, choices=Burden, blank=True)
    is_first = models.BooleanField("材料的第一行", default=True)
    definition = models.ForeignKey(
        MaterialDefinition, models.PROTECT, related_name="proofs", null=True, db_index=False
    )

    class Meta:
        verbose_name = "事项的材料和结果"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(fields=["side", "key", "edition"], name="edition_proof_by_key"),
            models.Index(fields=["definition", "id"], name="edition_proof_by_definition"),
            models.Index(fields=["name"], name="edition_proof_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.name}"


class ItemMention(models.Model):
    """That an item mentions something, with the length of its name: short ones are shown first."""

    pk = models.CompositePrimaryKey("item_id", "mention_id")
    item = models.ForeignKey(ServiceItem, models.CASCADE, related_name="mentions", db_index=False)
    mention = models.ForeignKey(Mention, models.CASCADE, related_name="items", db_index=False)
    name_length = models.PositiveSmallIntegerField("名称字数")

    class Meta:
        verbose_name = "事项提到的文字"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(fields=["mention", "name_length", "item"], name="item_by_its_mention"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.mention_id}"


class EditionCitation(models.Model):
    """
    That the edition in force of an item rests on an article: which, and where in the edition.

    Kept by `citations.refresh_citations`, so that an article that goes out of force leads to every
    item that cites it. `place` is the law's key and the article's label, the same under every
    version of the law; without an article, the key alone.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="citations")
    item_name = models.CharField("事项名称", max_length=200)  # the order of the lists
    law_key = models.CharField("法规", max_length=200)
    place = models.CharField("法条", max_length=240)
    words = models.CharField("引用", max_length=240)  # 《…》第九条
    where = ArrayField(models.CharField(max_length=260))  # 材料“…”, 设定依据

    class Meta:
        verbose_name = "事项引用的法条"
        verbose_name_plural = verbose_name
        indexes = [
            models.Index(fields=["place", "item_name", "id"], name="citation_by_place"),
            models.Index(fields=["law_key", "item_name", "id"], name="citation_by_law"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "place"], name="edition_cites_a_place_only_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words
