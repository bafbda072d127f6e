"""Every address. Acting for someone is in the URL: two tabs, two children, no mix-up."""

from django.conf import settings
from django.urls import include, path

handler429 = "portico.accounts.views.sign_in.too_many"

PERSON = "for/<uuid:person>/"
CHART = "desk/patients/<uuid:person>/"

handler500 = "portico.core.middleware.mishap"
urlpatterns = [
    path("", include("portico.home.urls.front")),
    path("account/", include("portico.accounts.urls.sign_in")),
    path("account/notices/", include("portico.notifications.urls.account")),
    path("what-is-on/", include("portico.clinic.urls.everyone")),
    path("", include("portico.clinic.urls.public")),
    path("", include("portico.core.urls.everyone")),
    path("help/", include("portico.guide.urls.everyone")),
    path(PERSON, include("portico.home.urls.patient")),
    path(f"{PERSON}record/", include("portico.chart.urls.patient")),
    path(f"{PERSON}record/", include("portico.letters.urls.patient")),
    path(f"{PERSON}results/", include("portico.results.urls.patient")),
    path(f"{PERSON}visits/", include("portico.scheduling.urls.patient")),
    path(f"{PERSON}messages/", include("portico.messaging.urls.patient")),
    path(f"{PERSON}files/", include("portico.files.urls.patient")),
    path(f"{PERSON}details/", include("portico.people.urls.patient")),
    path(f"{PERSON}who-looked/", include("portico.access.urls.patient")),
    path("desk/", include("portico.desk.urls.staff")),
    path("desk/away/", include("portico.clinic.urls.staff")),
    path("desk/undelivered/", include("portico.notifications.urls.staff")),
    path("desk/phrases/", include("portico.phrases.urls.staff")),
    path("desk/routing/", include("portico.routing.urls.staff")),
    path("desk/on-call/", include("portico.oncall.urls.staff")),
    path("desk/guidelines/", include("portico.guidelines.urls.staff")),
    path("desk/quick-actions/", include("portico.quickactions.urls.staff")),
    path("desk/sending/", include("portico.sending.urls.staff")),
    path("desk/orders/", include("portico.orders.urls.lists")),
    path("desk/letters/", include("portico.letters.urls.lists")),
    path("desk/visits/", include("portico.scheduling.urls.lists")),
    path("desk/health/", include("portico.health.urls.staff")),
    path(CHART, include("portico.triage.urls.staff")),
    path(CHART, include("portico.messaging.urls.staff")),
    path(CHART, include("portico.orders.urls.staff")),
    path(CHART, include("portico.scheduling.urls.staff")),
    path(CHART, include("portico.letters.urls.staff")),
    path(CHART, include("portico.sending.urls.chart")),
    path(f"{CHART}files/", include("portico.files.urls.staff")),
]
if settings.IS_DEMO:
    urlpatterns.append(path("demo/", include("portico.demo.urls.front")))
