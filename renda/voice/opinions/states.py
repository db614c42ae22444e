"""States and choices of a resident's opinion (群众意见). Source: DOMAIN 5.1 and Appendix A, docs/glossary.md"""

from django.db.models import TextChoices


class S(TextChoices):
    """Where an opinion stands. The words are those staff see; residents read `queries.trail`."""

    COLLECTED = "collected", "等联络员看"
    SCREENED = "screened", "等代表接"
    TAKEN = "taken", "代表在办"
    VILLAGE = "village", "村里在办"
    TOWN = "town", "镇里在办"
    REFERRED = "referred", "等县里转办"
    COUNTY = "county", "县级单位在办"
    SUGGESTION = "suggestion", "已转代表建议"
    GUIDED = "guided", "已指路"
    HANDLED = "handled", "有结果，等告知"
    TOLD = "told", "已告知，等评价"
    RATED = "rated", "已评价"
    REOPENED = "reopened", "要求再办"
    CLOSED = "closed", "办结"
    ERASED = "erased", "已按规定删除"


OPEN = tuple(s for s in S if s not in {S.CLOSED, S.ERASED})
ARRIVED = (S.COLLECTED, S.REOPENED)


class Entry(TextChoices):
    """How the word came in (来源)."""

    QR = "qr", "扫码"
    PHONE = "phone", "电话"
    PAPER = "paper", "纸条"
    VISIT = "visit", "当面说"
    OFFLINE = "offline", "离线补交"
    REGISTER = "register", "旧台账"


class Category(TextChoices):
    """The county's twelve classes of matters (类别)."""

    ROADS = "infrastructure", "基础设施"
    BUILDING = "construction", "城乡建设"
    FARMING = "farming", "农业农村"
    EDUCATION = "education", "教育"
    HEALTH = "health", "卫生健康"
    SECURITY = "security", "社会保障与就业"
    CULTURE = "culture", "文化旅游体育"
    ENVIRONMENT = "environment", "生态环境"
    BUSINESS = "business", "工业与营商"
    ORDER = "order", "社会治理与法治"
    FINANCE = "finance", "财政金融"
    OTHER = "other", "其他"


class Need(TextChoices):
    """四需. Source: DOMAIN 3.8."""

    LAW = "law", "法治需求"
    REFORM = "reform", "改革需要"
    GROWTH = "growth", "发展需要"
    LIVELIHOOD = "livelihood", "民生需求"


class Guidance(TextChoices):
    """Why deputies may not handle it (代表法 arts 31, 59), each with its own place to go (rules.WHERE_TO_GO)."""

    LAWSUIT = "lawsuit", "正在打官司"
    RECONSIDERATION = "reconsideration", "行政复议、仲裁中"
    PETITION = "petition", "信访办理、复查中"
    TENDER = "tender", "招标投标"
    BUSINESS = "business", "买卖、借贷等个人纠纷"
    CASE = "case", "具体案件"
    EMERGENCY = "emergency", "紧急求助"
    NOT_HERE = "not_here", "不属于本县的事"


class Outcome(TextChoices):
    """What became of it (去向)."""

    GUIDED_AWAY = "guided_away", "指路"
    ANSWERED = "answered", "当场答复"
    DEPUTY = "deputy", "代表协调解决"
    VILLAGE = "village", "村里办"
    TOWN = "town", "镇里办"
    COUNTY = "county", "县级单位办"
    SUGGESTION = "suggestion", "转代表建议"
    LIVELIHOOD = "livelihood", "转民生实事候选"
    TOPIC = "topic", "转监督议题"
    LEGISLATION = "legislation", "转立法意见"
    OTHER_CHANNEL = "other_channel", "转其他渠道"
    WITHDRAWN = "withdrawn", "本人说不用办了"


class ToldWay(TextChoices):
    """How the resident was told (告知方式)."""

    FACE = "face", "当面"
    PHONE = "phone", "电话"
    SMS = "sms", "短信"
    RECEIPT = "receipt", "回执页"
    LETTER = "letter", "书面"


class Rating(TextChoices):
    """The resident's word on the result. Silence stays empty and counts as 未评, never as satisfied."""

    SATISFIED = "satisfied", "满意"
    BASIC = "basic", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
