from django.urls import path

from portico.desk.views import staff

app_name = "desk"
urlpatterns = [
    path("", staff.desk, name="desk"),
    path("patients/", staff.patients, name="patients"),
    path("patients/<uuid:person>/", staff.patient, name="patient"),
    path("patients/<uuid:person>/items/<uuid:item>/", staff.item, name="item"),
]
