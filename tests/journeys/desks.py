"""Signed-in browsers without pictures, for the many of a hall: they post steps and read pages."""

from typing import Any

from django.test import Client

from renda.chamber.meetings.models import Meeting
from renda.ground.people.models import User


class Desk:
    """One person's pages over HTTP."""

    def __init__(self, user_id: int) -> None:
        self.client = Client()
        self.client.force_login(User.objects.get(pk=user_id))

    def post(self, where: str, **data: Any) -> Any:
        return self.client.post(where, data, follow=True)

    def page(self, where: str) -> str:
        return self.client.get(where).content.decode()

    def step(self, row: Any, name: str, **data: Any) -> Any:
        row.refresh_from_db()
        where = row.get_absolute_url()
        answer = self.client.post(f"{where}{name}/", {"seen": row.version, **data})
        assert answer.status_code in (200, 302), answer.content.decode()[-2000:]
        row.refresh_from_db()
        return row


def arrive(office: Desk, meeting: Meeting, deputies: list[int]) -> None:
    answer = office.post(f"/meetings/{meeting.pk}/presence/", deputy_ids=deputies)
    assert answer.status_code == 200, answer.content.decode()[-1500:]


def depart(office: Desk, meeting: Meeting, deputies: list[int]) -> None:
    assert office.post(f"/meetings/{meeting.pk}/presence/", deputy_ids=deputies, is_leaving="on").status_code == 200
