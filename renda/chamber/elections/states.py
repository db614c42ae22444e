"""States and choices of elections at a session. Words: docs/glossary.md, DOMAIN D8."""

from django.db.models import TextChoices

from renda.chamber.ballots.states import Post as Post


class Organ(TextChoices):
    """Whose post is filled. Source: 地方组织法 (2022) art. 11, 12, 26"""

    STANDING = "standing", "人大常委会"
    TOWN_CONGRESS = "town_congress", "镇人民代表大会"
    GOVERNMENT = "government", "人民政府"
    SUPERVISORY = "supervisory", "监察委员会"
    COURT = "court", "人民法院"
    PROCURATORATE = "procuratorate", "人民检察院"
    UPPER = "upper", "上一级人民代表大会"


class ElectionState(TextChoices):
    NOMINATING = "nominating", "提名"
    CONSULTING = "consulting", "酝酿"
    PRELIMINARY = "preliminary", "预选"
    READY = "ready", "候选人确定"
    VOTING = "voting", "投票"
    ELECTED = "elected", "已选出"
    ANNOUNCED = "announced", "已公告"
    CALLED_OFF = "called_off", "不选了"


class NominationState(TextChoices):
    COLLECTING = "collecting", "征集联名"
    STANDING = "standing", "已提名"
    CANDIDATE = "candidate", "候选人"
    OUT = "out", "预选没有入选"
    WITHDRAWN = "withdrawn", "不再参选"
    LAPSED = "lapsed", "联名不够"


class Nominator(TextChoices):
    """Who nominates. Parties and groups only for deputies of the congress above. Source: 地方组织法 (2022) art. 26, 选举法 (2020) art. 30"""

    PRESIDIUM = "presidium", "主席团提名"
    DEPUTIES = "deputies", "代表联名"
    PARTY = "party", "政党、人民团体推荐"


TOWN_ORGANS = (Organ.TOWN_CONGRESS, Organ.GOVERNMENT, Organ.UPPER)
COUNTY_ORGANS = tuple(one for one in Organ if one is not Organ.TOWN_CONGRESS)
CHIEF_ONLY = (Organ.SUPERVISORY, Organ.COURT, Organ.PROCURATORATE)
OF_DEPUTIES = (Organ.STANDING, Organ.TOWN_CONGRESS)
"""Filled from the congress's own deputies. Source: 地方组织法 (2022) art. 18, 47"""
BEFORE_VOTE = (ElectionState.NOMINATING, ElectionState.CONSULTING, ElectionState.PRELIMINARY, ElectionState.READY)
NAMED = (NominationState.STANDING, NominationState.CANDIDATE)
ALIVE = (NominationState.COLLECTING, *NAMED)
