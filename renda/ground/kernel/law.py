"""Sources: every date, quorum and threshold names one. Our words on each stand in docs/law/."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from. `is_inferred` marks our proposal, shown as 可修改; `anchor` is a place in docs/law/.

    says: what the article says, in our own words, for the people who see a date it makes.
    """

    name: str
    article: str = ""
    year: int = 0
    anchor: str = ""
    is_inferred: bool = False
    says: str = ""

    def __str__(self) -> str:
        year = f"（{self.year}）" if self.year else ""
        mark = "（建议值，可修改）" if self.is_inferred else ""
        return f"{self.name}{year}{self.article}{mark}"


DEPUTIES_15 = Source(
    "代表法",
    "第十五条",
    2025,
    "deputies-law.md#motions",
    says="代表依法联名提出属于本级人民代表大会职权范围内的议案；议案要有案由、案据和方案。",
)
DEPUTIES_24 = Source("代表法", "第二十四条", 2025, "deputies-law.md#at-session")
DEPUTIES_31 = Source("代表法", "第三十一条", 2025, "deputies-law.md#no-direct-handling")
DEPUTIES_36 = Source("代表法", "第三十六条", 2025, "deputies-law.md#between-sessions")
DEPUTIES_50 = Source(
    "代表法",
    "第五十条",
    2025,
    "deputies-law.md#motion-handling",
    says="审议和办理代表议案，要听取提案代表的意见，并把结果告诉代表。",
)
DEPUTIES_51 = Source(
    "代表法",
    "第五十一条",
    2025,
    "deputies-law.md#reply-limit",
    says="承办单位要认真研究，与代表沟通，自交办之日起三个月内答复；涉及面广、处理难度大的，六个月内答复。",
)
DEPUTIES_52 = Source("代表法", "第五十二条", 2025, "deputies-law.md#key-suggestions")
DEPUTIES_59 = Source(
    "代表法",
    "第五十九条",
    2025,
    "deputies-law.md#no-meddling",
    says="代表不得利用职权干预具体司法案件、执法活动或者招标投标等经济活动谋取私利。",
)
ORGANIC_22 = Source(
    "地方组织法",
    "第二十二条",
    2022,
    "organic-law.md#motions",
    says="县级以上代表十人以上联名、乡镇代表五人以上联名，可以提出议案，由主席团决定是否列入会议议程；"
    "交付表决前要求撤回的，经主席团同意，审议终止。",
)
ORGANIC_42 = Source("地方组织法", "第四十二条", 2022, "organic-law.md#assignment")
PERSONAL_INFORMATION_35 = Source("个人信息保护法", "第三十五条", 2021, "personal-information.md#notice")
PERSONAL_INFORMATION_47 = Source("个人信息保护法", "第四十七条", 2021, "personal-information.md#deletion")
