from django.urls import path

from portico.notifications.views import staff

app_name = "notifications-team"
urlpatterns = [
    path("", staff.undelivered, name="undelivered"),
    path("notices/<uuid:item>/try/", staff.another_try, name="try"),
    path("notices/<uuid:item>/end/", staff.end, name="end"),
    path("reactions/<int:item>/try/", staff.another_run, name="run"),
]
