"""States and choices of the assessment of stations (家站考评), and the scheme a county begins with. Source: DOMAIN 3.1 H9"""

from typing import Any

from django.db.models import TextChoices


class PlaceState(TextChoices):
    """One station in one cycle."""

    DRAFT = "draft", "准备申报"
    APPLIED = "applied", "已申报，等自评"
    SELF_SCORED = "self_scored", "已自评，等考评组"
    VISITED = "visited", "已现场考评"
    COMPOSED = "composed", "已综合评定"
    APPROVED = "approved", "主任会议已审定"
    ANNOUNCED = "announced", "已公布"
    RAISED = "raised", "已升等"
    LOWERED = "lowered", "已降等"
    REVOKED = "revoked", "已撤销等次"
    DROPPED = "dropped", "已撤回申报"


class AppealState(TextChoices):
    FILED = "filed", "等答复"
    GRANTED = "granted", "已采纳"
    REFUSED = "refused", "未采纳"


class Grade(TextChoices):
    """Grades of stations, never of persons. Source: DOMAIN H9"""

    MODEL = "model", "样板站"
    FINE = "fine", "出色站"
    PASSED = "passed", "合格站"
    NONE = "none", "未评定等次"


S = PlaceState
STANDING = (S.ANNOUNCED, S.RAISED, S.LOWERED)
PUBLIC = (*STANDING, S.REVOKED)
SCORED = (S.COMPOSED, S.APPROVED, *PUBLIC)
WHOLE = "100"
MOST_GROUPS = 12
LEVELS = {"model": 3, "fine": 2, "passed": 1, "none": 0}

ASPECTS = (
    ("a", "基层人大指导和管理", "15"), ("b", "规范设置布局", "15"), ("c", "规范设施条件", "15"),
    ("d", "规范活动内容", "25"), ("e", "规范管理运行", "15"), ("f", "成效反馈", "15"),
)  # fmt: skip
CUTS = {"model": "90", "fine": "80", "passed": "60"}
# Key, what is looked at, points, measure (empty: the visiting group scores it), parameters, evidence.
ITEMS: tuple[tuple[str, str, str, str, dict[str, int], str], ...] = (
    ("a1", "家站管理制度健全", "5", "", {}, "看制度文本"),
    ("a2", "镇人大主席团经常指导", "5", "", {}, "看指导记录，听站长介绍"),
    ("a3", "经费按年结算", "5", "money_settled", {}, "履职经费"),
    ("b1", "有代表编入", "5", "members_assigned", {"least": 3}, "代表编组"),
    ("b2", "地址、开放时间、接待日写明", "5", "facts_filled", {}, "家站资料"),
    ("b3", "选址方便群众，服务范围明确", "5", "", {}, "看现场"),
    ("c1", "有固定场所，标牌规范", "5", "", {}, "看现场"),
    ("c2", "按标准清单核查，各项都有", "5", "standards_met", {}, "家站标准核查"),
    ("c3", "代表信息、接待安排公示", "5", "", {}, "看公示栏"),
    ("d1", "月月有活动", "10", "months_active", {"full_at": 100}, "家站活动"),
    ("d2", "接待日按安排开展", "8", "receptions_held", {"full_at": 90}, "家站活动"),
    ("d3", "活动种类多样", "4", "kinds_seen", {"want": 5}, "家站活动"),
    ("d4", "活动联系实际，群众知晓", "3", "", {}, "随机访问群众"),
    ("e1", "季季有总结", "6", "quarters_summed", {"full_at": 100}, "季度总结"),
    ("e2", "活动按时记录", "5", "recorded_in_time", {"full_at": 90}, "家站活动的经过"),
    ("e3", "档案整齐，专人管理", "4", "", {}, "看档案"),
    ("f1", "群众意见按期告知", "8", "opinions_in_time", {"full_at": 95}, "群众意见"),
    ("f2", "推动解决群众反映的问题", "7", "", {}, "看办结的事，访问群众"),
)


def default_scheme() -> dict[str, Any]:
    """What a county begins with; every point and cut line is [inferred] and 可修改. Source: DOMAIN H9"""
    names = ("key", "name", "points", "measure", "params", "evidence")
    items: list[dict[str, Any]] = [dict(zip(names, (*one[:4], dict(one[4]), one[5]), strict=True)) for one in ITEMS]
    aspects = [
        {"key": key, "name": name, "points": points, "items": [one for one in items if one["key"][0] == key]}
        for key, name, points in ASPECTS
    ]
    return {"aspects": aspects, "cuts": dict(CUTS), "step": "0.1"}
