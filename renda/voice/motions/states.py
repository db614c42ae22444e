"""States and choices of motions and of their co-signing. Words: docs/glossary.md."""

from django.db.models import TextChoices

from renda.voice.suggestions.states import Category as Category
from renda.voice.suggestions.states import ConsultationWay as ConsultationWay


class M(TextChoices):
    """The way of a motion (议案)."""

    DRAFT = "draft", "草稿"
    COSIGNING = "cosigning", "征集联名"
    SUBMITTED = "submitted", "已提交"
    RECEIVED = "received", "已登记"
    OPINED = "opined", "待主席团决定"
    ON_AGENDA = "on_agenda", "列入议程"
    IN_COMMITTEE = "in_committee", "委员会审议"
    WITH_UNIT = "with_unit", "政府办理"
    CONVERTED = "converted", "作为建议处理"
    VOTED = "voted", "已表决"
    REPORTED = "reported", "委员会已报告"
    TOLD = "told", "已向大会报告"
    CLOSED = "closed", "已办结"
    TURNED = "turned", "改提建议"
    WITHDRAWN = "withdrawn", "已撤回"


class CosigningState(TextChoices):
    """One deputy's co-signing of a motion (联名)."""

    INVITED = "invited", "已邀请"
    SIGNED = "signed", "已联名"
    PAPER = "paper", "纸上联名"
    DECLINED = "declined", "未联名"
    LAPSED = "lapsed", "没有回"


class MoverKind(TextChoices):
    """Who may move. Source: 地方组织法 (2022) art. 22, DOMAIN R-TH-1."""

    DEPUTIES = "deputies", "代表联名"
    PRESIDIUM = "presidium", "主席团"
    STANDING = "standing", "人大常委会"
    SPECIAL = "special", "专门委员会"
    GOVERNMENT = "government", "人民政府"


class Decision(TextChoices):
    """What the presidium decides on a motion. Source: 地方组织法 (2022) art. 22, DOMAIN R-TH-3."""

    AGENDA = "agenda", "列入会议议程"
    COMMITTEE = "committee", "会后交委员会审议"
    SUGGESTION = "suggestion", "作为代表建议处理"


class Vote(TextChoices):
    PASSED = "passed", "通过"
    FAILED = "failed", "未通过"


PRIVATE_STATES = (M.DRAFT, M.COSIGNING, M.TURNED)
"""Only those who make it see it. A motion withdrawn before it was handed in has no `submitted_at` and stays theirs too."""
BEFORE_DECISION = (M.RECEIVED, M.OPINED)
BEFORE_VOTE = (M.SUBMITTED, M.RECEIVED, M.OPINED, M.ON_AGENDA)
UNDER_WAY = (M.ON_AGENDA, M.IN_COMMITTEE, M.WITH_UNIT, M.VOTED, M.REPORTED, M.TOLD)
DECIDED = (*UNDER_WAY, M.CONVERTED, M.CLOSED)
ENDED = (M.CLOSED, M.TURNED, M.WITHDRAWN)
SIGNED_STATES = (CosigningState.SIGNED, CosigningState.PAPER)
