"""States and choices of suggestions and of their parts. Words: docs/glossary.md."""

from django.db.models import TextChoices

from renda.voice.opinions.states import Category as Category
from renda.voice.opinions.states import Need as Need


class S(TextChoices):
    """The main flow of a suggestion (代表建议)."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"
    RETURNED = "returned", "退回修改"
    REGISTERED = "registered", "已立案"
    PREASSIGNED = "preassigned", "预交办"
    ASSIGNED = "assigned", "办理中"
    REPLIED = "replied", "已答复"
    RATED = "rated", "已评价"
    CLOSED = "closed", "已办结"
    ARCHIVED = "archived", "已归档"
    MERGED = "merged", "已并案"
    REFUSED = "refused", "不予立案"
    WITHDRAWN = "withdrawn", "已撤回"


class SignatureState(TextChoices):
    """One deputy's co-signing (联名)."""

    INVITED = "invited", "已邀请"
    SIGNED = "signed", "已联名"
    DECLINED = "declined", "未联名"
    PAPER = "paper", "纸上联名"


class HandlingState(TextChoices):
    """One unit's handling in one round (承办)."""

    PENDING = "pending", "待签收"
    ACCEPTED = "accepted", "办理中"
    RETURN_REQUESTED = "return_requested", "申请退办"
    RETURNED = "returned", "已退办"
    DRAFTED = "drafted", "待审核"
    CHECKED = "checked", "待送达"
    DONE = "done", "已办完"


class RatingState(TextChoices):
    """One signatory's rating of one round (评价)."""

    OPEN = "open", "待评价"
    FINAL = "final", "已评价"
    LAPSED = "lapsed", "未反馈"


class PublicationState(TextChoices):
    """Whether the matter goes to the public, decided by two persons (公开)."""

    PROPOSED = "proposed", "待审定"
    PUBLISHED = "published", "已公开"
    WITHHELD = "withheld", "不公开"
    DROPPED = "dropped", "退回重提"


class PromiseState(TextChoices):
    """What a unit promised in its reply, from the day of the letter to its end (跟踪办理). Source: DOMAIN 5.2 row 16."""

    OPEN = "open", "在办"
    ANSWERED = "answered", "待代表确认"
    DISPUTED = "disputed", "代表不认可"
    SILENT = "silent", "代表未反馈"
    KEPT = "kept", "已兑现"
    ENDED = "ended", "已终止"
    SUPERSEDED = "superseded", "已由再次答复代替"


class PromiseOrigin(TextChoices):
    """How a promise came about."""

    REPLY = "reply", "答复承诺"
    LOOKBACK = "lookback", "回头看发现"
    SUPERVISION = "supervision", "领导督办"


class LookbackState(TextChoices):
    """One question of the yearly look-back (回头看). Source: DOMAIN R-SG-15, S16."""

    ASKED = "asked", "待单位说明"
    ANSWERED = "answered", "待核实"
    VERIFIED = "verified", "属实"
    REFUTED = "refuted", "不属实"
    DROPPED = "dropped", "不再需要"


class Claim(TextChoices):
    """What the unit says of it in the look-back."""

    DONE = "done", "已经办成"
    GOING = "going", "正在办"
    NOT_YET = "not_yet", "还没有办"


class Phase(TextChoices):
    """The three stages of a supervision act. Source: DOMAIN S-9"""

    BEFORE = "before", "事前：提出和交办以前"
    DURING = "during", "事中：办理和答复"
    AFTER = "after", "事后：评价、公开和跟踪"


class Mode(TextChoices):
    """How a unit takes part (承办方式)."""

    LEAD = "lead", "主办"
    CO = "co", "会办"
    SEPARATE = "separate", "分办"


class ReplyClass(TextChoices):
    """What the reply says of the matter. Source: DOMAIN 5.3."""

    A = "A", "已经解决或者基本解决"
    B = "B", "正在解决或者列入规划逐步解决"
    C = "C", "条件限制，需待以后解决"
    D = "D", "留作参考"


CLASS_SHORT = {"A": "已解决", "B": "列入计划", "C": "暂不能解决", "D": "留作参考"}


class Grade(TextChoices):
    """A deputy's rating. Silence is no grade: it is 未反馈."""

    SATISFIED = "satisfied", "满意"
    BASICALLY = "basic", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


GRADE_STROKES = {Grade.SATISFIED: 3, Grade.BASICALLY: 2, Grade.DISSATISFIED: 1}


class Disclosure(TextChoices):
    FULL = "full", "全文公开"
    SUMMARY = "summary", "摘要公开"
    NONE = "none", "不公开"


class Period(TextChoices):
    SESSION = "session", "大会期间"
    BETWEEN = "between", "闭会期间"


class ConsultationWay(TextChoices):
    VISIT = "visit", "登门面商"
    TALK = "talk", "座谈面商"
    PHONE = "phone", "电话沟通"


class Fate(TextChoices):
    """What becomes of a row of an imported list."""

    READY = "ready", "可以导入"
    BAD = "bad", "有问题"
    LOADED = "loaded", "已导入"


class Criterion(TextChoices):
    """The written criteria of the form check; a tick means the paper passes it. Source: DOMAIN R-SG-1, R-SG-8."""

    PUBLIC_MATTER = "public_matter", "不是本人或者亲属的个人事项"
    OWN_WORK = "own_work", "不是转递来信"
    NO_PROMOTION = "no_promotion", "不是学术研讨或者产品推介"
    CONCRETE = "concrete", "问题清楚，建议具体"
    ONE_MATTER = "one_matter", "一事一议"
    SIGNED = "signed", "代表本人署名"
    RIGHT_LEVEL = "right_level", "属于本级职权范围"
    NO_CASE = "no_case", "不涉及正在办理的具体案件"


LAST_ROUND = 2
OPEN_STATES = (S.SUBMITTED, S.RETURNED, S.REGISTERED, S.PREASSIGNED, S.ASSIGNED, S.REPLIED, S.RATED)
GOVERNMENT_STATES = (S.PREASSIGNED, S.ASSIGNED, S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED)
PRIVATE_STATES = (S.DRAFT, S.WITHDRAWN)
MERGES_INTO = (S.SUBMITTED, S.REGISTERED, S.PREASSIGNED, S.ASSIGNED)
RUNNING_HANDLING = (
    HandlingState.PENDING,
    HandlingState.ACCEPTED,
    HandlingState.RETURN_REQUESTED,
    HandlingState.DRAFTED,
    HandlingState.CHECKED,
)
SIGNED_STATES = (SignatureState.SIGNED, SignatureState.PAPER)
UNFINISHED = (PromiseState.OPEN, PromiseState.ANSWERED, PromiseState.DISPUTED, PromiseState.SILENT)
FINISHED = (PromiseState.KEPT, PromiseState.ENDED, PromiseState.SUPERSEDED)
OPEN_LOOKBACKS = (LookbackState.ASKED, LookbackState.ANSWERED)
FOLLOWED_STATES = (S.REPLIED, S.RATED, S.CLOSED, S.ARCHIVED)
