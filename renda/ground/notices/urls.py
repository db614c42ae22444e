from django.urls import path

from renda.ground.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read-all"),
    path("<uuid:pk>/open/", views.open_message, name="open"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/resend/", views.resend_all, name="resend-all"),
    path("outbox/<uuid:pk>/resend/", views.resend, name="resend"),
    path("outbox/<uuid:pk>/discard/", views.discard, name="discard"),
]
