from django.urls import path

from renda.ground.county import views

app_name = "county"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("rules/<slug:kind>/", views.rule, name="rule"),
    path("holidays/", views.holidays, name="holidays"),
    path("holidays/draft/", views.draft_holidays, name="draft-holidays"),
    path("holidays/<int:pk>/drop/", views.drop_draft, name="drop-draft"),
    path("terms/", views.terms, name="terms"),
    path("terms/open/", views.open_term, name="open-term"),
    path("terms/<int:pk>/session/", views.open_session, name="open-session"),
    path("terms/<int:pk>/", views.change_term, name="change-term"),
    path("terms/sessions/<int:pk>/", views.change_session, name="change-session"),
]
