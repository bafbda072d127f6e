from django.urls import path

from portico.chart.views import patient

app_name = "chart"
urlpatterns = [
    path("conditions/", patient.problems, name="problems"),
    path("medicines/", patient.medicines, name="medicines"),
    path("allergies/", patient.allergies, name="allergies"),
    path("vaccines/", patient.vaccines, name="vaccines"),
    path("family-history/", patient.family_history, name="family-history"),
    path("referrals/", patient.referrals, name="referrals"),
    path("encounters/", patient.encounters, name="encounters"),
    path("care-team/", patient.care_team, name="care-team"),
    path("documents/", patient.documents, name="documents"),
    path("documents/<uuid:item>/", patient.document, name="document"),
    path("documents/<uuid:item>/files/<int:number>/", patient.document_file, name="document-file"),
]
