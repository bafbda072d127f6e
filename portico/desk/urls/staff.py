from django.urls import path

from portico.desk.views import conversations, listing, phrases, quick, runs, staff

app_name = "desk"
urlpatterns = [
    path("", listing.desk, name="desk"),
    path("items/", listing.bulk, name="bulk"),
    path("runs/", runs.runs, name="runs"),
    path("runs/choice/", runs.choice, name="run-choice"),
    path("runs/<uuid:item>/", runs.run, name="run"),
    path("runs/<uuid:item>/now/", runs.run_now, name="run-now"),
    path("runs/<uuid:item>/withdrawal/", runs.withdrawal, name="run-withdrawal"),
    path("views/", listing.keep_view, name="keep-view"),
    path("views/<uuid:item>/removal/", listing.forget_view, name="forget-view"),
    path("patients/", staff.patients, name="patients"),
    path("patients/<uuid:person>/", staff.patient, name="patient"),
    path("patients/<uuid:person>/conversations/", conversations.conversations, name="conversations"),
    path("patients/<uuid:person>/items/<uuid:item>/", staff.item, name="item"),
    path("patients/<uuid:person>/items/<uuid:item>/phrases/", phrases.offers, name="phrases"),
    path("patients/<uuid:person>/items/<uuid:item>/quick/", quick.quick, name="quick"),
]
