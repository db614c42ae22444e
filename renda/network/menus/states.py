"""States and choices of services that residents order. Source: DOMAIN 3.1 H18; the flow is [inferred]."""

from django.db.models import TextChoices

# Fields of service where the county has set none. Source: DOMAIN H18
DEFAULT_FIELDS = ("农业技术", "法律咨询", "健康医疗", "教育辅导")


class S(TextChoices):
    """Where an order stands."""

    ORDERED = "ordered", "等人接单"
    TAKEN = "taken", "代表已接单"
    SERVED = "served", "已服务，等评价"
    RATED = "rated", "已评价"
    UNRATED = "unrated", "未反馈"
    REFUSED = "refused", "已指路"
    CANCELLED = "cancelled", "已取消"
    ERASED = "erased", "已按规定删除"


OPEN = (S.ORDERED, S.TAKEN)
DONE = (S.SERVED, S.RATED, S.UNRATED)
ENDED = (S.RATED, S.UNRATED, S.REFUSED, S.CANCELLED)


class Entry(TextChoices):
    """How the order came in (来源)."""

    PAGE = "page", "自己预约"
    VISIT = "visit", "当面说"
    PHONE = "phone", "电话"


class Rating(TextChoices):
    """The resident's word on the service. Silence stays empty and is 未反馈, never satisfied."""

    SATISFIED = "satisfied", "满意"
    BASIC = "basic", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Guidance(TextChoices):
    """Why the group does not serve it (代表法 (2025) arts 31, 59), each with its own place to go (rules.WHERE_TO_GO)."""

    LAWSUIT = "lawsuit", "正在打官司"
    TENDER = "tender", "招标投标"
    CASE = "case", "具体执法案件"
    OUTSIDE = "outside", "不在这项服务的范围里"
