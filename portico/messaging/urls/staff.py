from django.urls import path

from portico.messaging.views import copies, staff

app_name = "messaging-team"
urlpatterns = [
    path("items/<uuid:item>/threads/<uuid:thread>/answer/", staff.answer, name="answer"),
    path("items/<uuid:item>/threads/<uuid:thread>/draft/", staff.draft, name="draft"),
    path("conversations/<uuid:item>/copy/", copies.copy_for_team, name="copy"),
    path("answers/<uuid:post>/withdrawal/", staff.answer_withdrawal, name="answer-withdrawal"),
]
