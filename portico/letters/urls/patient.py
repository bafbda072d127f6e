from django.urls import path

from portico.letters.views import patient

app_name = "letters"
urlpatterns = [
    path("letters/<uuid:item>/", patient.letter, name="letter"),
    path("letters/<uuid:item>/pdf/", patient.pdf, name="pdf"),
]
