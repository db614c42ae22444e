"""The main job walked over HTTP as the cast: a resident's word becomes a published suggestion. Prints each step and its time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TextIO

from renda.demo.load import PASSWORD
from renda.demo.visitor import Page, Visitor
from renda.ground.kernel import clock

TEXT = "红岩路临水那段没有护栏，娃娃上学天天从那里过，请装上护栏。"
TITLE = "关于在红岩路临水路段加装护栏的建议"
REPLY = "已会同镇政府现场核实，护栏本月底前装完，由县公路养护中心负责。"
OPENED_BEFORE = 3.2  # seconds that a form without script must have been open


class Failed(Exception):
    """A step did not do what it should."""


@dataclass
class Walk:
    """What the walk has found so far."""

    base: str
    out: TextIO
    visitors: dict[str, Visitor] = field(default_factory=dict)
    receipt: str = ""
    opinion: str = ""
    suggestion: str = ""

    def as_(self, login: str) -> Visitor:
        """Signed in once as a member of the cast."""
        if login not in self.visitors:
            visitor = Visitor(self.base)
            page = visitor.sign_in(login, PASSWORD)
            if page.status >= 400 or "/sign-in" in page.url:
                raise Failed(f"{login}登录不了：{page.status} {page.url}")
            self.visitors[login] = visitor
        return self.visitors[login]

    def take(self, login: str, address: str, **typed: object) -> Page:
        """Open a step's page as this person, fill in its form and send it."""
        visitor = self.as_(login)
        page = visitor.get(address)
        if page.status != 200:
            raise Failed(f"{login}打不开{address}：{page.status}")
        own = [form for form in page.forms if any(name == "once" for name, _ in form.fields)]
        if not own:
            raise Failed(f"{address}上没有可填的表单")
        done = visitor.post(page, own[0], **typed)
        if done.status >= 400:
            raise Failed(f"{login}在{address}没有办成（{done.status}）：{_complaint(done.text)}")
        return done

    def part(self, login: str, kind: str) -> str:
        """The address of the suggestion's open part of this kind, as its page shows it to this person."""
        text = self.as_(login).get(self.suggestion).text
        found = re.search(rf"/suggestions/{kind}/[0-9a-f-]{{36}}/", text)
        if found is None:
            raise Failed(f"{login}在{self.suggestion}上看不到{kind}")
        return found[0]


def walk(url: str, out: TextIO) -> bool:
    """Walk the main job against the server at `url`. True only if the public page and the receipt show the result."""
    here = Walk(url, out)
    begun = time.monotonic()
    try:
        for words, step in STEPS:
            with _timed(out, words):
                step(here)
    except (Failed, LookupError, OSError) as trouble:
        out.write(f"没有走通：{trouble}\n")
        return False
    out.write(f"全程走通，用时{time.monotonic() - begun:.1f}秒\n")
    return True


def leave(here: Walk) -> None:
    resident = Visitor(here.base)
    here.visitors["resident"] = resident
    own = here.as_("liaison").get("/opinions/enter/").text
    choice = resident.get("/o/new").text
    links = re.findall(r'href="/o/new\?s=([2-9A-Z-]+)"[^>]*>(.*?)</a>', choice, re.S)
    code = next((code for code, name in links if _plain(name) and _plain(name).split()[0] in own), "")
    page = resident.get(f"/o/new?s={code}")
    time.sleep(OPENED_BEFORE)
    done = resident.post(page, page.form("/o/new"), text=TEXT, place="红岩路")
    found = re.search(r"/r/([2-9A-Z-]+)", done.url)
    if found is None:
        raise Failed(f"没有拿到回执（{done.status}）：{_complaint(done.text)}")
    here.receipt = f"/r/{found[1]}"


def screen(here: Walk) -> None:
    text = here.as_("liaison").get("/desk/?q=红岩路").text
    rows = re.findall(r"/opinions/[0-9a-f-]{36}/", text)
    if not rows:
        raise Failed("联络员的待办里没有这条意见")
    here.opinion = rows[-1]
    here.take("liaison", f"{here.opinion}screen/", category="infrastructure")


def take_up(here: Walk) -> None:
    here.take("deputy", f"{here.opinion}take_up/")


def draft(here: Walk) -> None:
    key = here.opinion.split("/")[2]
    done = here.take(
        "deputy", f"/suggestions/new/?opinion={key}", title=TITLE, problem="红岩路临水路段约三百米没有护栏，学生上下学天天经过，雨天路滑。",
        asks="今年雨季前装好护栏。\n对弯道加装反光镜。", category="infrastructure", opinion_ids=[key],
    )  # fmt: skip
    here.suggestion = re.sub(r"^https?://[^/]+", "", done.url)


def submit(here: Walk) -> None:
    here.take("deputy", f"{here.suggestion}submit/")


def register(here: Walk) -> None:
    page = here.as_("office").get(f"{here.suggestion}register/")
    ticks = re.findall(r'name="criteria"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="criteria"', page.text)
    here.take("office", f"{here.suggestion}register/", criteria=[a or b for a, b in ticks])


def assign(here: Walk) -> None:
    page = here.as_("office").get(f"{here.suggestion}assign/")
    lead = re.search(r'<option value="(\d+)"[^>]*>[^<]*水利局', page.text)
    if lead is None:
        raise Failed("交办页上没有县水利局")
    here.take("office", f"{here.suggestion}assign/", lead_org_id=lead[1], on=clock.today().isoformat())


def accept(here: Walk) -> None:
    here.take(
        "clerk",
        f"{here.part('clerk', 'handling')}accept/",
        leader_name="闻道平",
        officer_name="易川",
        officer_phone="0831-5550100",
    )


def consult(here: Walk) -> None:
    here.take(
        "clerk", f"{here.part('clerk', 'handling')}consult/", way="visit", held_at=(clock.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        people="罗秋禾代表", points="到现场看了临水路段。", deputy_view="先装最险的一段。",
    )  # fmt: skip


def write_reply(here: Walk) -> None:
    here.take(
        "clerk", f"{here.part('clerk', 'handling')}draft_reply/", text_1=REPLY, reply_class_1="A", text_2="反光镜已装三面。",
        reply_class_2="A", disclosure="full",
    )  # fmt: skip


def check_reply(here: Walk) -> None:
    here.take("leader_of_unit", f"{here.part('leader_of_unit', 'handling')}check/", signer_name="闻道平")


def reply(here: Walk) -> None:
    here.take("clerk", f"{here.part('clerk', 'handling')}reply/")


def rate(here: Walk) -> None:
    here.take(
        "deputy", f"{here.part('deputy', 'rating')}rate/", process="satisfied", result="satisfied", text="护栏装得好。"
    )


def propose(here: Walk) -> None:
    here.take("office", f"{here.suggestion}publish/", extent="full")


def approve(here: Walk) -> None:
    here.take("publisher", f"{here.part('publisher', 'publication')}approve/")


def read_public(here: Walk) -> None:
    """The published page shows the reply to somebody who is not signed in."""
    visitor = here.visitors["resident"]
    page = visitor.get(f"/published/?q={TITLE}")
    links = [link for link in re.findall(r'href="(/published/[^"?]+)"', page.text) if TITLE in visitor.get(link).text]
    if not links or REPLY[:20] not in visitor.get(links[0]).text:
        raise Failed("公开页上看不到答复")


def read_receipt(here: Walk) -> None:
    text = here.visitors["resident"].get(here.receipt).text
    if "已经答复" not in text:
        raise Failed("回执页上看不到结果")


STEPS: list[tuple[str, Callable[[Walk], None]]] = [
    ("群众扫码说一件事，拿到回执", leave), ("联络员看过，请代表接", screen), ("代表接下来", take_up), ("代表写成建议", draft),
    ("代表提交", submit), ("代表工委审核立案", register), ("代表工委交办", assign), ("水利局签收", accept), ("水利局与代表面商", consult),
    ("水利局拟答复", write_reply), ("局长签发", check_reply), ("水利局答复代表", reply), ("代表评价", rate), ("代表工委提出公开", propose),
    ("第二人审定公开", approve), ("公开页看得到答复", read_public), ("回执页看得到结果", read_receipt),
]  # fmt: skip


@contextmanager
def _timed(out: TextIO, words: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    out.write(f"  {words}　{1000 * (time.monotonic() - begun):.0f}毫秒\n")
    out.flush()


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", html).strip()


def _complaint(page: str) -> str:
    """What an error page says, without its tags."""
    found = re.findall(r'class="[^"]*(?:rd-say|rd-errors|invalid-feedback)[^"]*"[^>]*>(.*?)</(?:div|p|ul)>', page, re.S)
    return _plain(" ".join(found))[:200] or _plain(page)[:200]
