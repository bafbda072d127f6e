from django.urls import path

from portico.messaging.views import staff

app_name = "messaging-team"
urlpatterns = [
    path("items/<uuid:item>/threads/<uuid:thread>/answer/", staff.answer, name="answer"),
    path("items/<uuid:item>/threads/<uuid:thread>/draft/", staff.draft, name="draft"),
    path("conversations/<uuid:item>/copy/", staff.copy, name="copy"),
    path("answers/<uuid:post>/withdrawal/", staff.answer_withdrawal, name="answer-withdrawal"),
]
