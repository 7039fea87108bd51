"""Loading the register of laws from a content folder."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.loading.rows import ContentRow, Loaded, Seen, read_content
from yangguan.registers.legislation import search_index
from yangguan.registers.legislation.articles import ArticleNumber
from yangguan.registers.legislation.entries import LONGEST_SOURCE, LONGEST_TEXT
from yangguan.registers.legislation.models import Article, Law
from yangguan.registers.legislation.names import document_key, law_key
from yangguan.registers.legislation.states import LawKind

FILE = "laws.json"


@transaction.atomic
def load_laws(folder: Path) -> Loaded:
    """
    Enter the laws of the file with their articles; must run before items, which cite them.

    A version that is in the register stays as it is, for its editors may have changed it since;
    what the file has more, laws, versions and articles, is added. Three queries, one more for each
    new law's search terms.
    """
    content = read_content(folder, FILE)
    known = {(law.key, law.version): law for law in Law.objects.defer("terms")}
    open_keys = {key for key, _version in known if known[key, _version].repealed_date is None}
    seen, open_seen = Seen(), Seen()

    def read(row: ContentRow) -> tuple[Law, list[Article]]:
        law = _law(row)
        seen.once(row, "NAME", law.key and f"{law.key}（{law.version}）")
        if law.repealed_date is None:
            open_seen.once(row, "VERSION", law.key)
            if (law.key, law.version) not in known and law.key in open_keys:
                row.fault("VERSION", _("登记的另一版还没有失效日期，请先登记新的一版"))
        return law, _articles(row)

    accepted = content.accept("LAWS", read)
    new = [law for law, _articles_of in accepted if (law.key, law.version) not in known]
    Law.objects.bulk_create(new)
    search_index.refresh(new)
    stored = known | {(law.key, law.version): law for law in new}
    for law, articles in accepted:
        for article in articles:
            article.law = stored[law.key, law.version]
    Article.objects.bulk_create(
        [article for _law_of, articles in accepted for article in articles], ignore_conflicts=True
    )
    return Loaded("laws", len(accepted), len(new), tuple(content.rejected))


def _law(row: ContentRow) -> Law:
    name = row.text("NAME").strip("《》")
    number = row.text("DOCUMENT_NUMBER", required=False)
    law = Law(
        key=law_key(name),
        name=name,
        version=row.whole("VERSION", lowest=1, highest=1_000),
        kind=row.one_of("KIND", LawKind.values),
        document_number=number,
        document_key=document_key(number),
        issuer=row.text("ISSUER", required=False),
        adopted_date=row.day("ADOPTED_DATE", required=False),
        effective_date=row.day("EFFECTIVE_DATE", required=False),
        repealed_date=row.day("REPEALED_DATE", required=False),
        source=row.text("SOURCE", limit=LONGEST_SOURCE, required=False),
    )
    begins, ends, adopted = law.effective_date, law.repealed_date, law.adopted_date
    if row.values.get("NAME") and not law.key:
        row.fault("NAME", _("必填，请补上"))
    if begins and ends and ends <= begins:
        row.fault("REPEALED_DATE", _("应当晚于施行日期"))
    if begins and adopted and adopted > begins:
        row.fault("ADOPTED_DATE", _("不能晚于施行日期"))
    return law


def _articles(row: ContentRow) -> list[Article]:
    seen = Seen()
    articles = []
    for each in row.rows("ARTICLES"):
        label = each.text("LABEL", limit=30)
        number = ArticleNumber.read(label)
        if label and number is None:
            each.fault("LABEL", _("应当是条号，例如“第九条”“第十三条之一”"))
        text = each.text("TEXT", limit=LONGEST_TEXT, required=False)
        is_checked = each.flag("TEXT_CHECKED")
        if is_checked and not text:
            each.fault("TEXT", _("必填，请补上"))
        if number is not None:
            seen.once(each, "LABEL", number.label)
            articles.append(
                Article(
                    label=number.label,
                    position=number.position,
                    text=text,
                    is_text_checked=is_checked,
                    in_force_from=each.day("IN_FORCE_FROM", required=False),
                )
            )
    return articles
