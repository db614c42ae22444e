from django.urls import path

from renda.ground.workflow import web
from renda.network.contacts.views import listing, pages
from renda.network.contacts.workflow import PAIR

app_name = "contacts"
urlpatterns = [
    path("", listing.index, name="list"),
    path("mine/", pages.mine, name="mine"),
    path("begin/<int:sort>/", pages.begin, name="begin"),
    path("sheet/", listing.show_sheet, name="sheet"),
    path("sheet.xlsx", listing.export_sheet, name="export-sheet"),
    path("words/", listing.set_words, name="words"),
    path("<uuid:pk>/", pages.show, name="pair"),
    path("<uuid:pk>/unmask/", pages.unmask, name="unmask"),
    path("<uuid:pk>/complete/", pages.complete, name="complete"),
    path("<uuid:pk>/<slug:name>/", web.steps(PAIR), name="step"),
]
