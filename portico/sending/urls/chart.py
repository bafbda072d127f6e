from django.urls import path

from portico.sending.views import chart

app_name = "sending-chart"
urlpatterns = [
    path("sending/", chart.standing, name="standing"),
    path("sending/handout/", chart.handout, name="handout"),
    path("sending/handed-out/", chart.handed_out, name="handed-out"),
    path("sending/lift/", chart.lift, name="lift"),
    path("sending/lift/end/", chart.end, name="end-lift"),
]
