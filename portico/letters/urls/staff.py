from django.urls import path

from portico.letters.views import staff, writing

app_name = "letters-team"
urlpatterns = [
    path("items/<uuid:item>/letter/", writing.beside, name="beside"),
    path("letters/new/", writing.new, name="new"),
    path("letters/<uuid:item>/", staff.letter, name="letter"),
    path("letters/<uuid:item>/correction/", writing.correction, name="correction"),
    path("letters/<uuid:item>/sending/", writing.sending, name="sending"),
    path("letters/<uuid:item>/signature/", staff.signature, name="signature"),
    path("letters/<uuid:item>/returning/", staff.returning, name="returning"),
    path("letters/<uuid:item>/taking-back/", staff.taking_back, name="taking-back"),
    path("letters/<uuid:item>/withdrawal/", staff.withdrawal, name="withdrawal"),
    path("letters/<uuid:item>/revocation/", staff.revocation, name="revocation"),
    path("letters/<uuid:item>/pdf/", staff.pdf, name="pdf"),
]
