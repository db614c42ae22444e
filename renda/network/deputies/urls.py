from django.urls import path

from renda.network.deputies import views

app_name = "deputies"
urlpatterns = [
    path("", views.index, name="list"),
    path("import/", views.start_import, name="start-import"),
    path("import/sample.xlsx", views.sample, name="sample"),
    path("import/<int:pk>/", views.show_import, name="import"),
    path("import/<int:pk>/load/", views.load_import, name="load-import"),
    path("import/<int:pk>/drop/", views.drop_import, name="drop-import"),
    path("import/<int:pk>/rest.xlsx", views.export_rest, name="export-rest"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/change/", views.change, name="change"),
    path("<str:code>/end/", views.end, name="end"),
]
