from django.urls import path

from renda.chamber.ballots import views, views_secret
from renda.chamber.ballots.workflow import BALLOT, ISSUING
from renda.ground.workflow import web

app_name = "ballots"
urlpatterns = [
    path("meeting/<uuid:pk>/", views.of_meeting, name="of-meeting"),
    path("meeting/<uuid:pk>/put/", views.put, name="put"),
    path("meeting/<uuid:pk>/vote/", views_secret.vote, name="vote"),
    path("meeting/<uuid:pk>/issue/", views_secret.start, name="issue"),
    path("issuing/<uuid:pk>/", views_secret.issuing, name="issuing"),
    path("issuing/<uuid:pk>/<slug:name>/", web.steps(ISSUING), name="issuing-step"),
    path("now/<uuid:pk>/", views_secret.now, name="now"),
    path("keys/<uuid:pk>/", views_secret.keys, name="keys"),
    path("package/<uuid:pk>/", views_secret.package_file, name="package"),
    path("recount/", views_secret.recount_script, name="recount"),
    path("secrecy/", views_secret.secrecy, name="secrecy"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/papers/<uuid:paper_id>/<slug:ending>/", views_secret.sheet, name="sheet"),
    path("<uuid:pk>/cast/", views.cast, name="cast"),
    path("<uuid:pk>/count/", views.count, name="count"),
    path("<uuid:pk>/<slug:name>/", web.steps(BALLOT), name="step"),
]
