"""States of a call for observers and of a sign-up. Source: DOMAIN R-MT-11"""

from django.db.models import TextChoices


class CallState(TextChoices):
    OPEN = "open", "正在报名"
    CHOSEN = "chosen", "已定人选"
    CANCELLED = "cancelled", "不招了"


class SignUpState(TextChoices):
    APPLIED = "applied", "已报名"
    CHOSEN = "chosen", "请您来旁听"
    NOT_CHOSEN = "not_chosen", "这次没有排上"
    WITHDRAWN = "withdrawn", "不来了"
    ERASED = "erased", "已按规定删除"


class How(TextChoices):
    """How it is settled who comes, where more have signed up than there is room for."""

    ORDER = "order", "按报名先后"
    LOT = "lot", "抽签"


LIVE = (SignUpState.APPLIED, SignUpState.CHOSEN, SignUpState.NOT_CHOSEN, SignUpState.WITHDRAWN)
