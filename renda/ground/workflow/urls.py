from django.urls import path

from renda.ground.workflow import burden, trying, web

app_name = "workflow"
urlpatterns = [
    path("", web.list_workflows, name="list"),
    path("seals/", web.list_seals, name="seals"),
    path("burden/", burden.show_burden, name="burden"),
    path("try/holidays/<int:pk>/", trying.try_holidays, name="try-holidays"),
    path("try/rule/<slug:kind>/", trying.try_rule, name="try-rule"),
    path("<slug:kind>/", web.show_workflow, name="drawn"),
    path("<slug:kind>/many/<slug:name>/", web.take_on_many, name="many"),
]
