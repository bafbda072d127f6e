from django.urls import path

from portico.triage.views import staff

app_name = "triage"
urlpatterns = [
    path("items/<uuid:item>/claim/", staff.claim, name="claim"),
    path("items/<uuid:item>/release/", staff.release, name="release"),
    path("items/<uuid:item>/route/", staff.route, name="route"),
    path("items/<uuid:item>/split/", staff.split, name="split"),
    path("items/<uuid:item>/question/", staff.question, name="question"),
    path("items/<uuid:item>/advice/", staff.advice, name="advice"),
    path("items/<uuid:item>/closing/", staff.closing, name="closing"),
    path("items/<uuid:item>/reopening/", staff.reopening, name="reopening"),
    path("items/<uuid:item>/flag/", staff.flag, name="flag"),
    path("items/<uuid:item>/call/", staff.call, name="call"),
    path("items/<uuid:item>/note/", staff.note, name="note"),
    path("items/<uuid:item>/presence/", staff.presence, name="presence"),
    path("steps/<uuid:step>/withdrawal/", staff.withdrawal, name="withdrawal"),
]
