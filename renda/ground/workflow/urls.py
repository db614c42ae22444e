from django.urls import path

from renda.ground.workflow import web

app_name = "workflow"
urlpatterns = [
    path("", web.list_workflows, name="list"),
    path("<slug:kind>/", web.show_workflow, name="drawn"),
    path("<slug:kind>/many/<slug:name>/", web.take_on_many, name="many"),
]
