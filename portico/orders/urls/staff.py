from django.urls import path

from portico.orders.views import preparing, signing

app_name = "orders"
urlpatterns = [
    path("items/<uuid:item>/renewal/", preparing.renewal, name="renewal"),
    path("items/<uuid:item>/laboratory/", preparing.laboratory, name="laboratory"),
    path("items/<uuid:item>/referral/", preparing.referral, name="referral"),
    path("orders/<uuid:item>/", signing.order, name="order"),
    path("orders/<uuid:item>/correction/", preparing.correction, name="correction"),
    path("orders/<uuid:item>/return-to-draft/", preparing.taking_back, name="taking-back"),
    path("orders/<uuid:item>/withdrawal/", preparing.withdrawal, name="withdrawal"),
    path("orders/<uuid:item>/signature/", signing.signature, name="signature"),
    path("orders/<uuid:item>/signature/withdrawal/", signing.unsigning, name="unsigning"),
    path("orders/<uuid:item>/return/", signing.returning, name="returning"),
    path("orders/<uuid:item>/entry/", signing.entry, name="entry"),
]
