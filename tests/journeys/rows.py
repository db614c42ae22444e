"""One row of everything that an address can name, made by services for the cast of one county."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile

from renda.chamber.appointments.services import hand_in_exam
from renda.chamber.appointments.tests import factories as offices
from renda.chamber.ballots.tests import makers as votes
from renda.chamber.decisions.tests import factories as decisions
from renda.chamber.deliberations.tests import factories as deliberations
from renda.chamber.elections import services as services_of_elections
from renda.chamber.elections.tests import factories as elections
from renda.chamber.meetings.tests import factories as meetings
from renda.chamber.observers.tests import factories as observers
from renda.chamber.participations.tests import factories as participations
from renda.ground.county.services import draft_holidays
from renda.ground.files.queries import files_of
from renda.ground.files.services import keep
from renda.ground.files.tests.factories import photo
from renda.ground.kernel.actor import clock_actor
from renda.ground.kernel.clock import today
from renda.ground.laws.tests.factories import loaded as load_laws
from renda.ground.notices.models import Message, Outgoing
from renda.ground.notices.states import Sending
from renda.ground.papers.excel import write_rows
from renda.ground.papers.models import Paper
from renda.ground.papers.queries import papers_of
from renda.ground.papers.states import Audience, PaperState
from renda.ground.people import services as people
from renda.ground.people.models import Post, User
from renda.ground.people.services.roster import HEADS
from renda.ground.people.states import RosterKind
from renda.ground.scans.services import receive_scan
from renda.network.activities.tests import factories as activities
from renda.network.brands.tests import factories as brands
from renda.network.contacts.tests import factories as contacts
from renda.network.deputies import services as deputies
from renda.network.funds.tests import factories as funds
from renda.network.menus.tests import factories as menus
from renda.network.standards.tests import factories as standards
from renda.network.stations.models import Membership
from renda.network.stations.services import PLACES
from renda.network.stations.tests import factories as network
from renda.readings.assessments.tests import factories as assessments
from renda.readings.dashboards.models import Assessment, Report
from renda.readings.duty.tests import factories as duty
from renda.readings.portal.services import file_complaint
from renda.readings.topics.services import place_new
from renda.voice.campaigns import services as campaigns
from renda.voice.campaigns.models import Campaign
from renda.voice.campaigns.tests import factories as acts
from renda.voice.motions.tests import factories as motions
from renda.voice.opinions.tests import factories as opinions
from renda.voice.pressing.tests import factories as pressing
from renda.voice.suggestions import services as suggestions
from renda.voice.suggestions.services import exchange
from renda.voice.suggestions.tests import factories as drafts

PHONE = "13800136021"
FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


def make_rows(cast: Any) -> SimpleNamespace:
    """Rows of the cast's county, and a law; what the county's people may not see of each other is in `ROUTES`."""
    load_laws()
    return SimpleNamespace(
        **_opinion(cast), **_suggestions(cast), **_motions(cast), **_pressing(cast), **_activities(cast), **_network(cast),
        **_standards(cast), **_brands(cast), **_meetings(cast), **_elections(cast), **_appointments(cast), **_campaigns(cast),
        **_assessments(cast), **_duty(cast),
        **_desk(cast), **_people(cast), **_sheets(cast), **_made(cast), fund=funds.appropriated(cast),
        order=menus.ordered(cast, phone=PHONE), service_item=menus.item(cast), pair=contacts.logged(cast),
    )  # fmt: skip


def _standards(cast: Any) -> dict[str, Any]:
    return {"station_check": standards.accepted(cast, {"有设施": "no"})}


def _appointments(cast: Any) -> dict[str, Any]:
    """One that waits for its papers: a line of somebody with an account, who sat an exam; a question of the bank."""
    case = offices.opened(cast, offices.person(cast, name="陆远程", login=offices.login_of(cast.co_clerk)),
                          meeting=meetings.planned(cast, days=40))  # fmt: skip
    line = offices.line_of(case)
    offices.services.check_nominee(line, actor=cast.office)
    exam = offices.answered(offices.exam_set(cast, line), cast.co_clerk, right=1)
    hand_in_exam(exam, actor=cast.co_clerk)
    again = offices.exam_set(cast, offices.line_of(case))
    question = offices.services.change_question(
        None, actor=cast.office, kind="judge", subject="宪法", text="宪法是根本法。", key="对"
    )
    return {"appointment": case, "nominee": offices.line_of(case), "exam": again, "question": question}


def _meetings(cast: Any) -> dict[str, Any]:
    """One that is open, with a thing to prepare and a vote that runs."""
    meeting = meetings.opened(cast)
    matters = _matters(cast, meeting)
    meeting = meetings.fresh(meeting)
    ballot = votes.opened(cast, meeting=meeting)
    preparation = meeting.preparations.get(days=-7)
    return {
        "meeting": meeting, "body": meeting.body, "preparation": preparation, "ballot": ballot, **matters,
        **_secret_votes(cast), "speech": meetings.said(cast, meeting), "sitting": meetings.sitting(cast, meeting),
        **_observers(cast), "invitation": meetings.invited(cast, meeting), "calendar_key": meetings.calendar_key(cast),
        "participation": participations.attended(cast),
    }  # fmt: skip


def _secret_votes(cast: Any) -> dict[str, Any]:
    """In a meeting of their own: one that is closed, one whose papers are being issued."""
    secret = votes.secret_closed(cast)
    issuing = votes.issuing(cast, votes.put_secret(cast, meeting=secret.meeting, question="免去职务"))
    return {
        "secret_ballot": secret,
        "secret_meeting": secret.meeting,
        "issuing": issuing,
        "sheet": papers_of(secret).get(),
    }


def _elections(cast: Any) -> dict[str, Any]:
    """One that is nominated for at an open session, a deputy's nomination another is asked to join, a paper vote of its committee."""
    election = elections.called(cast, meeting=elections.session(cast, deputies=3))
    nomination = services_of_elections.propose_nomination(
        election, actor=cast.deputy, name="白石", with_ids=[cast.seats.deputy2.pk]
    )
    paper = votes.issued(cast, meeting=meetings.opened(cast))
    return {"election": election, "nomination": nomination, "congress_meeting": election.meeting, "paper_ballot": paper}


def _matters(cast: Any, meeting: Any) -> dict[str, Any]:
    """A decision announced for everybody, and opinions handed to two bureaus."""
    return {
        "decision": decisions.announced(cast, meeting=meeting, body=meeting.body),
        "deliberation": deliberations.handed(cast, meeting=meeting),
    }


def _observers(cast: Any) -> dict[str, Any]:
    call = observers.announced(cast)
    return {"observing": call, "observer": observers.applied(cast, call)}


def _network(cast: Any) -> dict[str, Any]:
    """A planned place of the cast's town, a deputy without a station, another who is an exception, a tag."""
    facts = {"county_id": cast.county.pk, "actor": cast.office, "level": 2, "congress": cast.seats.deputy.congress}
    free = deputies.enrol_deputy(name="石林渡", district="第九选区", **facts)
    away = deputies.enrol_deputy(name="安远行", district="第十选区", **facts)
    placing = network.excused(cast, away)
    return {"opening": network.planned(cast), "placing": placing, "free_deputy": free, "tag": network.tagged(cast)}


def _opinion(cast: Any) -> dict[str, Any]:
    opinion = opinions.collected(cast, phone=PHONE, photos=[photo()])
    complaint = file_complaint(actor=cast.resident, about="delay", text="等了两个月没有回音。", phone=PHONE)
    scan = receive_scan(photo(), actor=cast.liaison, subject="opinion")
    place_new(cast.county.pk)
    return {
        "opinion": opinion,
        "photo": files_of(opinion).get(),
        "complaint": complaint,
        "scan": scan,
        "page": files_of(scan).get(),
        "topic": opinion.in_topic.topic,
    }


def _suggestions(cast: Any) -> dict[str, Any]:
    """A draft with an invitation, one at work in a unit, one replied to with its promise and the
    look-back, one proposed and one published."""
    draft = drafts.drafted(cast)
    suggestions.invite_signature(draft, actor=cast.deputy, deputy_ids=[cast.seats.deputy2.pk])
    handling = drafts.accepted(cast)
    replied = drafts.replied(cast)
    suggestions.ask_lookbacks(cast.county.pk, actor=clock_actor(cast.county.pk), year=today().year)
    publication = suggestions.propose_publication(drafts.rated(cast), actor=cast.office, extent="full")
    published = drafts.published(cast)
    return {
        "submitted": drafts.submitted(cast), "registered": drafts.registered(cast), "draft": draft,
        "signature": draft.signatures.get(), "handling": handling, "suggestion": handling.parent,
        "rating": drafts.rating_of(replied), "publication": publication, "published": published,
        "promise": replied.promises.get(), "lookback": replied.lookbacks.order_by("point")[0],
        "paper": _paper(handling.parent, Audience.STAFF), "letter": _paper(published, Audience.PUBLIC),
    }  # fmt: skip


def _motions(cast: Any) -> dict[str, Any]:
    """One handed in with its signers and its cover sheet, one decided and open to the public."""
    motion, opened = motions.submitted(cast), motions.published(cast)
    return {
        "motion": motion, "cosigning": motion.cosignings.get(deputy=cast.seats.deputy2), "open_motion": opened, "given_motion": motions.with_unit(cast),
        "session": motion.session, "cover": _paper(motion, Audience.PARTIES),
    }  # fmt: skip


def _pressing(cast: Any) -> dict[str, Any]:
    """A tour held, what it is to look at, a letter on its way, a rating asked for."""
    finding, inquiry = pressing.listed(cast), pressing.issued(cast)
    return {
        "tour": finding.tour, "finding": finding, "inquiry": inquiry, "evaluation": pressing.asked(cast),
        "tour_paper": _paper(finding.tour, Audience.PARTIES), "inquiry_paper": _paper(inquiry, Audience.PARTIES),
    }  # fmt: skip


def _paper(row: Any, audience: str) -> Paper:
    paper = Paper(
        county_id=row.county_id, kind=row.kind, matter_id=row.pk, template="trial", title="答复", audience=audience
    )
    paper.docx.save("a.docx", ContentFile(b"PK"), save=False)
    paper.pdf.save("a.pdf", ContentFile(b"%PDF-1.7"), save=False)
    paper.state, paper.pages = PaperState.MADE, 1
    paper.save()
    return paper


def _brands(cast: Any) -> dict[str, Any]:
    """The town's named brand, and a case on its way by the county's method."""
    case = brands.ticked(cast, 1)
    return {"brand": brands.named(cast), "method_case": case, "method": case.method_version.method}


def _activities(cast: Any) -> dict[str, Any]:
    """One announced for today, and the draft of this quarter's summary with a paper of its own."""
    summary = activities.drafted(cast)
    row = activities.announced(cast, days=0, title="走访", sort="visit", deputy_ids=[])
    return {"activity": row, "summary": summary, "summary_paper": _paper(summary, Audience.PARTIES)}


def _campaigns(cast: Any) -> dict[str, Any]:
    """One that runs, with an item in a unit's hands and its slip, a deed with a picture, an uploaded table, a run."""
    campaign = acts.running(cast)
    item = acts.assigned(cast, campaign=campaign)
    action = acts.planned(cast)
    evidence = keep(photo(), county_id=cast.county.pk, actor=cast.deputy, kind=action.kind, matter_id=action.pk)
    run = campaigns.start_run(campaign, "press", actor=cast.office, filters={}, fields={"press": "请尽快"})
    table = acts.sheet(cast, [{"代表姓名": "？"}], campaign=campaign)
    return {
        "campaign": Campaign.objects.get(pk=campaign.pk), "campaign_item": item, "campaign_action": action, "evidence": evidence,
        "slip": _paper(item, Audience.STAFF), "items_sheet": table, "run": run,
    }  # fmt: skip


def _desk(cast: Any) -> dict[str, Any]:
    reader = User.objects.get(pk=cast.office.user_id)
    return {
        "message": Message.objects.create(county=cast.county, user=reader, title="请看", link="/desk/"),
        "outgoing": Outgoing.objects.create(
            county=cast.county, channel="sms", address=PHONE, template="trial", body="请看", state=Sending.DEAD
        ),
        "staged": keep(photo(), county_id=cast.county.pk, actor=cast.office),
        "holidays": draft_holidays(
            cast.county.pk, actor=cast.office, year=today().year + 1, text=announced(today().year + 1)
        ),
        "term": cast.seats.deputy.term,
    }


def announced(year: int) -> str:
    """A file of public holidays as the office uploads it."""
    days = [f"{year}-0{month}-01,{name},休" for month, name in enumerate(FESTIVALS, start=1)]
    return "\n".join(["日期,名称,休或班", *days])


def _made(cast: Any) -> dict[str, Any]:
    """An assessment and a report of the county's congress, with its files."""
    scheme = {"items": [["on_time", 100, "试", True]], "least": 5, "early_days": 15}
    ours = {"county": cast.county, "congress_id": cast.orgs.congress, "cut_on": today()}
    assessment = Assessment.objects.create(
        **ours, phase="yearend", first_on=today(), last_on=today(), scheme=scheme, units=[], digest="0" * 64
    )
    report = Report.objects.create(**ours, body_id=cast.orgs.office, topic="yearend", year=today().year)
    _paper(report, Audience.STAFF)
    return {"assessment": assessment, "report": report}


def _assessments(cast: Any) -> dict[str, Any]:
    """A station whose grade is announced and that appealed, with papers of it and of its cycle."""
    place = assessments.announced(cast)
    return {
        "candidacy": place, "station_cycle": place.cycle, "station_appeal": assessments.appealed(cast, place),
        "place_paper": _paper(place, Audience.STAFF), "cycle_paper": _paper(place.cycle, Audience.STAFF),
    }  # fmt: skip


def _duty(cast: Any) -> dict[str, Any]:
    """The deputy's archive put before him, an objection to it, a blank form of the station, a run the office began."""
    return {
        "duty_archive": duty.begun(cast), "duty_objection": duty.objected(cast), "paper_form": duty.printed(cast, "visit"),
        "book_run": duty.run_of(cast),
    }  # fmt: skip


def _people(cast: Any) -> dict[str, Any]:
    """A clerk with a post, a stand-in and a token."""
    clerk, admin = User.objects.get(pk=cast.clerk.user_id), cast.admin
    post = Post.objects.get(user=clerk)
    co_clerk = User.objects.get(pk=cast.co_clerk.user_id)
    until = today() + timedelta(days=5)
    return {
        "person": clerk, "post": post, "org": post.org,
        "stand_in": people.appoint_stand_in(post, user=co_clerk, from_on=today(), to_on=until, actor=admin),
        "token": people.make_token(clerk, actor=cast.clerk, name="试用")[0],
        "deputy": cast.seats.deputy, "station": cast.places.station,
        "membership": Membership.objects.filter(station=cast.places.station).order_by("pk")[0],
    }  # fmt: skip


def _sheets(cast: Any) -> dict[str, Any]:
    """An uploaded sheet of every kind, each with one row that can't be loaded."""
    head = HEADS[RosterKind.UNITS]
    table = BytesIO(people.write_table(head, [["？" for _ in head]]))
    words = {"county_id": cast.county.pk, "actor": cast.admin, "file_name": "a.xlsx"}
    office = {**words, "actor": cast.office}
    return {
        "intake": exchange.draft_intake(
            write_rows(exchange.TITLES[:3], [["？"] * 3]), actor=cast.office, file_name="a.xlsx"
        ),
        "roster": people.read_roster(table, kind=RosterKind.UNITS, **words),
        "roll": deputies.draft_import(deputies.ROSTER, _sheet(deputies.ROSTER), **office),
        "places": deputies.draft_import(PLACES, _sheet(PLACES), **office),
    }


def _sheet(kind: Any) -> bytes:
    return write_rows(kind.titles, [["？" for _ in kind.titles]])
