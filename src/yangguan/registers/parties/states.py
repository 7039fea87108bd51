from django.db import models


class PartyKind(models.TextChoices):
    PERSON = "person", "自然人"
    ORGANISATION = "organisation", "法人或其他组织"


class RelationKind(models.TextChoices):
    LEGAL_REPRESENTATIVE = "legal-representative", "法定代表人（负责人）"
    SPOUSE = "spouse", "夫妻"
    PARENT = "parent", "父母子女"
    SHAREHOLDER = "shareholder", "股东"
    BRANCH = "branch", "设立社与服务网点"
    FORMER_EMPLOYEE = "former-employee", "劳动关系（已解除）"
    SURVIVOR = "survivor", "遗属"
