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
DEPUTIES_46 = Source(
    "代表法", "第四十六条", 2025, "deputies-law.md#taking-part",
    says="政府及其部门、监察委员会、法院、检察院按常委会的统筹安排，邀请代表参与工作和活动，听取代表的意见和建议。",
)  # fmt: skip
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
ORGANIC_14 = Source(
    "地方组织法",
    "第十四条",
    2022,
    "organic-law.md#quorum",
    says="大会会议有三分之二以上的代表出席，才能举行。",
)
ORGANIC_18 = Source(
    "地方组织法", "第十八条", 2022, "organic-law.md#other-offices",
    says="乡镇人大主席、副主席任期内不得担任国家行政机关的职务。",
)  # fmt: skip
ORGANIC_22 = Source(
    "地方组织法",
    "第二十二条",
    2022,
    "organic-law.md#motions",
    says="县级以上代表十人以上联名、乡镇代表五人以上联名，可以提出议案，由主席团决定是否列入会议议程；"
    "交付表决前要求撤回的，经主席团同意，审议终止。",
)
ORGANIC_25 = Source(
    "地方组织法",
    "第二十五条",
    2022,
    "organic-law.md#quorum",
    says="大会选举和通过决议，以全体代表的过半数通过。",
)
ORGANIC_26 = Source(
    "地方组织法", "第二十六条", 2022, "organic-law.md#nomination",
    says="领导人员的人选由主席团提名，或者由县、乡代表十人以上联合提名；提名的人数都不得超过应选名额。",
)  # fmt: skip
ORGANIC_27 = Source(
    "地方组织法",
    "第二十七条",
    2022,
    "organic-law.md#candidates",
    says="正职的候选人可以多一人，也可以等额；副职多一人至三人；常委会委员多十分之一至五分之一。提名超过差额的，进行预选。",
)
ORGANIC_29 = Source(
    "地方组织法",
    "第二十九条",
    2022,
    "organic-law.md#elections",
    says="过半数的候选人超过应选名额时，得票多的当选；票数相等不能确定的，再次投票；不足应选名额的，另行选举。",
)
ORGANIC_42 = Source("地方组织法", "第四十二条", 2022, "organic-law.md#assignment")
ORGANIC_47 = Source(
    "地方组织法", "第四十七条", 2022, "organic-law.md#other-offices",
    says="常委会组成人员从本级代表里选出，不得担任行政、监察、审判、检察机关的职务；担任的，要先辞去常委会的职务。",
)  # fmt: skip
ORGANIC_50 = Source(
    "地方组织法",
    "第五十条",
    2022,
    "organic-law.md#major-matters",
    says="常务委员会讨论、决定本行政区域内各方面工作的重大事项；可以作出决定或者决议，也可以把意见送有关国家机关处理，"
    "有关机关要及时报告处理情况。",
)
ORGANIC_51 = Source(
    "地方组织法",
    "第五十一条",
    2022,
    "organic-law.md#standing-majority",
    says="常务委员会全体组成人员过半数出席，才能举行会议；决议由全体组成人员的过半数通过。",
)
ORGANIC_52 = Source(
    "地方组织法",
    "第五十二条",
    2022,
    "organic-law.md#items",
    says="县级常务委员会组成人员三人以上联名，可以提出属于常务委员会职权范围内的议案；主任会议决定是否提请会议审议。",
)
ORGANIC_71 = Source(
    "地方组织法", "第七十一条", 2022, "organic-law.md#appointments",
    says="新的一届政府领导人员选出以后，两个月内提请本级人大常委会任命政府组成人员。",
)  # fmt: skip
SUPERVISION_17 = Source(
    "监督法",
    "第十七条",
    2024,
    "supervision-law.md#opinions",
    says="审议意见交有关机关研究处理；处理情况先送委员会征求意见，再向常务委员会书面报告；报告、审议意见和处理情况"
    "向代表通报并向社会公布。",
)
SUPERVISION_61 = Source(
    "监督法",
    "第六十一条",
    2024,
    "supervision-law.md#dismissal-case",
    says="政府、监察委员会、法院、检察院，主任会议，或者常委会五分之一以上的组成人员，可以提出撤职案。",
)
SUPERVISION_62 = Source(
    "监督法",
    "第六十二条",
    2024,
    "supervision-law.md#dismissal",
    says="撤职案的表决用无记名投票，由常务委员会全体组成人员的过半数通过。",
)
ELECTION_44 = Source(
    "选举法",
    "第四十四条",
    2020,
    "election-law.md#papers",
    says="收回的选票多于发出的，选举无效；等于或者少于发出的，有效。一张选票选的人数多于应选名额的作废，少于的有效。",
)
ELECTION_45 = Source(
    "选举法",
    "第四十五条",
    2020,
    "election-law.md#elected",
    says="代表选举上一级代表，候选人得全体代表过半数的票才当选；票数相等不能确定的再次投票；不足应选名额的另行选举。",
)
PERSONAL_INFORMATION_35 = Source("个人信息保护法", "第三十五条", 2021, "personal-information.md#notice")
PERSONAL_INFORMATION_47 = Source("个人信息保护法", "第四十七条", 2021, "personal-information.md#deletion")
