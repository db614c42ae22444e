"""Sessions as Django keeps them in the database; finding one goes without asking the ORM each time (SESSION_ENGINE)."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from renda.ground.kernel.prepared import Prepared


def _alive(key: str, moment: datetime) -> "models.QuerySet[Session]":
    return Session.objects.filter(session_key=key, expire_date__gt=moment)


_ALIVE = Prepared(_alive)


class SessionStore(DatabaseSessions):
    def _get_session_from_db(self) -> Session | None:
        found = _ALIVE.first(key=self.session_key, moment=timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found
