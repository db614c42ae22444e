"""Five motions of the demo county's session, each come another way: voted, in a committee, a suggestion, reported, and one too late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from renda.demo.cast import Cast
from renda.demo.year import key_of
from renda.ground.county.models import County, Session
from renda.ground.files.models import StoredFile
from renda.ground.kernel import clock
from renda.network.deputies.models import Deputy
from renda.voice.motions import services
from renda.voice.motions.models import Cosigning, Motion

TEXTS = (
    ("关于加快流域水环境治理的议案", "流域水质连续两年在三类和四类之间波动，需要大会作出决定，统一推进治理。",
     "两年二十四次监测，九次超过三类水质标准；沿河六个镇有四个没有污水管网，雨季溢流直接入河。",
     "由大会作出加快流域水环境治理的决定。\n县人民政府编制三年治理规划，明确每年的项目和经费。\n每年向县人大常委会报告一次。", "environment"),
    ("关于加强农村饮用水安全保障的议案", "丘陵片区季节性缺水，水质检测跟不上，群众反映多年。",
     "十一个村旱季每日供水不足六小时，去年抽检合格率百分之八十三。", "整合小型水厂，连片供水。\n建立水质按月检测、按季公开的制度。", "infrastructure"),
    ("关于增设城区公交线路的议案", "新城片区入住五千多户，没有公交线路直达县医院和车站。",
     "早晚高峰步行到最近站点二十五分钟，老人就医、学生上学不便。", "开通新城至县医院、至车站两条线路。\n早晚高峰加密班次。", "infrastructure"),
    ("关于推进茶产业标准化建设的议案", "茶叶面积大、品牌散，价格受制于人。",
     "全县茶园二十二万亩，有标准化基地证书的不到三成。", "制定三年标准化建设方案。\n设立产业发展资金，专款专用。", "agriculture"),
    ("关于加强未成年人心理健康服务的议案", "学校专职心理教师不足，乡镇学校几乎没有。",
     "全县四十一所学校，专职心理教师九名。", "三年内每所寄宿制学校配一名专职心理教师。\n县医院设青少年心理门诊。", "education"),
)  # fmt: skip
SIGNED = datetime(2026, 1, 12, 15, tzinfo=clock.COUNTY_TIME)
DECIDED = datetime(2026, 1, 14, 10, tzinfo=clock.COUNTY_TIME)


class MotionYear:
    """Brings the five on their way through the services, as the cast would have, at the session and after it."""

    def __init__(self, county: County, cast: Cast) -> None:
        self.county, self.cast = county, cast
        lead = cast.seats.deputy
        rows = Deputy.objects.filter(county=county, congress=lead.congress, serving=True).exclude(pk=lead.pk)
        self.others = list(rows.order_by("pk")[:40])

    def load(self, say: Callable[[int, int], None]) -> None:
        """What is there is left as it is; a stopped loading goes on."""
        if not Motion.objects.filter(county=self.county).exists():
            self._set_deadline()
        ways = (self._voted, self._with_unit, self._converted, self._reported, self._too_late)
        for i, way in enumerate(ways):
            key = key_of(self.county, "motion", i, SIGNED.date() if i < 4 else clock.today())
            if not Motion.objects.filter(pk=key).exists():
                way(i, key)
            say(i + 1, len(ways))

    def _set_deadline(self) -> None:
        session = Session.objects.get(county=self.county, term__congress_key="congress", number=5)
        with clock.at(SIGNED.replace(hour=9)):
            if session.deadline_at:
                services.set_deadline(
                    session, actor=self.cast.office, deadline_at=session.deadline_at, decided_on=SIGNED.date(),
                    paper="主席团第一次会议",
                )  # fmt: skip

    def _draft(self, i: int, key: Any, signers: int) -> Motion:
        title, case, grounds, plan, category = TEXTS[i]
        row = services.draft_motion(
            actor=self.cast.deputy, key=key, title=title, case=case, grounds=grounds, plan=plan, category=category
        )
        deputies = [self.cast.seats.deputy2, *(d for d in self.others if d.pk != self.cast.seats.deputy2.pk)][:signers]
        with_phone = [d for d in deputies if d.user_id == self.cast.deputy2.user_id]
        services.invite_cosigning(row, actor=self.cast.deputy, deputy_ids=[d.pk for d in with_phone])
        for one in Cosigning.objects.filter(parent=row).select_related("deputy", "parent"):
            services.sign_cosigning(one, actor=self.cast.deputy2)
        on_paper = [d.pk for d in deputies if d not in with_phone]
        if on_paper:
            services.record_cosigning(row, actor=self.cast.deputy, deputy_ids=on_paper, scan=[self._scan()])
        return Motion.objects.get(pk=row.pk)

    def _scan(self) -> StoredFile:
        """A page of signatures as scanned."""
        from django.core.files.base import ContentFile

        from renda.ground.files.services import keep
        from renda.ground.papers.markup import parse
        from renda.ground.papers.pdf import write_pdf

        if not hasattr(self, "page"):
            self.page = write_pdf(parse("@title 议案联名签名页\n（演示县：签名均为虚构）"))
        upload = ContentFile(self.page, name="联名签名页.pdf")
        return keep(upload, county_id=self.county.pk, actor=self.cast.deputy)

    def _opined(self, i: int, key: Any) -> Motion:
        with clock.at(SIGNED):
            row = services.submit_motion(self._draft(i, key, 9 + i * 2), actor=self.cast.deputy)
            services.receive_motion(row, actor=self.cast.office, reviewer_id=self.cast.orgs.committee)
        with clock.at(DECIDED - timedelta(hours=2)):
            services.opine_motion(
                row, actor=self.cast.committee, opinion="属于本级人大职权，事实清楚，方案可行。", advice=("agenda", "committee", "suggestion", "committee")[i]
            )  # fmt: skip
        return Motion.objects.get(pk=row.pk)

    def _decide(self, verb: Callable[..., Motion], row: Motion, reason: str, **more: Any) -> None:
        """What the presidium decided at its third meeting."""
        with clock.at(DECIDED):
            verb(
                row, actor=self.cast.office, decided_on=DECIDED.date(), decision_paper="主席团第三次会议", decision_reason=reason,
                **more,
            )  # fmt: skip

    def _talk(self, row: Motion, way: str, people: str, points: str, view: str) -> None:
        services.consult_motion(
            row, actor=self.cast.committee, way=way, held_at=clock.now() - timedelta(hours=3), people=people, points=points,
            mover_view=view,
        )  # fmt: skip

    def _voted(self, i: int, key: Any) -> None:
        row = self._opined(i, key)
        self._decide(services.put_on_agenda_motion, row, "事关全局，群众关注。")
        with clock.at(DECIDED + timedelta(days=1, hours=6)):
            services.vote_motion(
                row,
                actor=self.cast.office,
                voted_on=clock.today(),
                members=221,
                yes=206,
                no=3,
                abstain=9,
                resolution="关于加快流域水环境治理的决定",
            )
        with clock.at(DECIDED + timedelta(days=8)):
            services.publish_motion(row, actor=self.cast.publisher)

    def _referred(self, i: int, key: Any) -> Motion:
        row = self._opined(i, key)
        self._decide(services.refer_motion, row, "涉及面广，需要深入调研。", committee_id=self.cast.orgs.committee)
        return row

    def _with_unit(self, i: int, key: Any) -> None:
        row = self._referred(i, key)
        with clock.at(clock.now() - timedelta(days=60)):
            self._talk(
                row,
                "visit",
                "罗秋禾代表、严守田代表",
                "到两个缺水村看了水厂和管网。",
                "先解决旱季断水，水质检测结果要公开。",
            )
            services.hand_over_motion(
                row, actor=self.cast.committee, unit_id=self.cast.orgs.water, leader_id=self.cast.chair.user_id
            )

    def _converted(self, i: int, key: Any) -> None:
        row = self._opined(i, key)
        self._decide(services.convert_motion, row, "属于政府日常工作，由承办单位办理答复更快。")

    def _reported(self, i: int, key: Any) -> None:
        row = self._referred(i, key)
        with clock.at(DECIDED + timedelta(days=100)):
            self._talk(
                row, "talk", "罗秋禾等六名代表", "介绍调研情况，逐条商量方案。", "资金要专款专用，每年公开使用情况。"
            )
        with clock.at(DECIDED + timedelta(days=130)):
            services.report_motion(
                row, actor=self.cast.committee, report_paper="高人农〔2026〕3号",
                report="议案反映的问题属实。建议由县人民政府制定三年标准化建设方案，列入明年预算，常委会每半年听取一次情况。",
            )  # fmt: skip

    def _too_late(self, i: int, key: Any) -> None:
        with clock.at(clock.now() - timedelta(days=3)):
            self._draft(i, key, 4)
