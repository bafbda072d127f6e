from django.urls import path

from portico.results.views import patient

app_name = "results"
urlpatterns = [
    path("", patient.results, name="results"),
    path("<uuid:item>/", patient.result, name="result"),
    path("reports/<uuid:item>/", patient.report, name="report"),
    path("reports/<uuid:item>/files/<int:number>/", patient.report_file, name="report-file"),
]
