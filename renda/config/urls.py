"""Every address of the platform begins here. A subject's own urls.py says what follows its prefix."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from renda.config import health
from renda.config.api import api, no_such_route, show_docs

SUBJECTS = [
    ("", "renda.ground.ui.urls"),
    ("", "renda.ground.people.urls"),
    ("workflow/", "renda.ground.workflow.urls"),
    ("notices/", "renda.ground.notices.urls"),
    ("files/", "renda.ground.files.urls"),
    ("papers/", "renda.ground.papers.urls"),
    ("search/", "renda.ground.search.urls"),
    ("insight/", "renda.ground.insight.urls"),
    ("laws/", "renda.ground.laws.urls"),
    ("county/", "renda.ground.county.urls"),
    ("deputies/", "renda.network.deputies.urls"),
    ("stations/", "renda.network.stations.urls"),
    ("activities/", "renda.network.activities.urls"),
    ("funds/", "renda.network.funds.urls"),
    ("brands/", "renda.network.brands.urls"),
    ("menus/", "renda.network.menus.urls"),
    ("standards/", "renda.network.standards.urls"),
    ("contacts/", "renda.network.contacts.urls"),
    ("meetings/", "renda.chamber.meetings.urls"),
    ("observers/", "renda.chamber.observers.urls"),
    ("participations/", "renda.chamber.participations.urls"),
    ("ballots/", "renda.chamber.ballots.urls"),
    ("elections/", "renda.chamber.elections.urls"),
    ("decisions/", "renda.chamber.decisions.urls"),
    ("deliberations/", "renda.chamber.deliberations.urls"),
    ("appointments/", "renda.chamber.appointments.urls"),
    ("", "renda.voice.opinions.urls"),
    ("suggestions/", "renda.voice.suggestions.urls"),
    ("motions/", "renda.voice.motions.urls"),
    ("pressing/", "renda.voice.pressing.urls"),
    ("campaigns/", "renda.voice.campaigns.urls"),
    ("assessments/", "renda.readings.assessments.urls"),
    ("duty/", "renda.readings.duty.urls"),
    ("desk/", "renda.readings.workbench.urls"),
    ("dashboards/", "renda.readings.dashboards.urls"),
    ("halls/", "renda.readings.halls.urls"),
    ("topics/", "renda.readings.topics.urls"),
    ("", "renda.readings.portal.urls"),
]


def _mount(prefix: str, module: str) -> list[URLResolver]:
    return [path(prefix, include(module))] if find_spec(module) else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/", RedirectView.as_view(url="/api/v1/docs")),
    path("api/v1/docs", show_docs, name="api-docs"),
    path("api/v1/", api.urls),
    re_path("^api/", no_such_route),
    *[pattern for prefix, module in SUBJECTS for pattern in _mount(prefix, module)],
]

handler400 = "renda.ground.ui.views.bad_request"
handler403 = "renda.ground.ui.views.forbidden"
handler404 = "renda.ground.ui.views.not_found"
handler500 = "renda.ground.ui.views.server_error"
