"""States and choices of brands and of cases worked on by a method. Words: docs/glossary.md, DOMAIN H15, H16."""

from django.db.models import TextChoices


class BrandState(TextChoices):
    """A brand, from the draft to the yearly look at it."""

    DRAFT = "draft", "起草中"
    HANDED = "handed", "已报镇"
    APPLIED = "applied", "已申请"
    NAMED = "named", "已命名"
    WITHDRAWN = "withdrawn", "已撤下"


class CaseState(TextChoices):
    """A piece of work along a method, and whether it is shown as a model."""

    OPEN = "open", "在办"
    FINISHED = "finished", "已办结"
    PROPOSED = "proposed", "已推荐"
    PUBLISHED = "published", "已发布"
    STOPPED = "stopped", "已中止"


class BrandSort(TextChoices):
    """Whose brand it is. Source: DOMAIN H15 (一镇一品牌, 特色站点)"""

    TOWN = "town", "一镇一品牌"
    STATION = "station", "特色站点"


# The themes the source names; a county may have others. Source: DOMAIN H15 (A5)
DEFAULT_THEMES = ("民生福祉", "产业发展", "乡村振兴")

# The name and the four verbs are the source's; the three steps of each verb are not in it: our wording, to be changed.
# Source: DOMAIN H16 (A5 落润镇)
DEFAULT_METHOD = "四三工作法"
DEFAULT_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("问", ("走访问需求", "接待问难处", "座谈问办法")),
    ("聚", ("梳理聚焦点", "会商聚共识", "联动聚力量")),
    ("督", ("列单督进度", "现场督质量", "回访督实效")),
    ("助", ("帮助群众解难", "帮助产业增收", "帮助基层治理")),
)

COUNTED = (CaseState.OPEN, CaseState.FINISHED, CaseState.PROPOSED, CaseState.PUBLISHED)
