from django.urls import path

from portico.scheduling.views import recalls, tickets

app_name = "scheduling-team"
urlpatterns = [
    path("items/<uuid:item>/visit/", tickets.visit, name="visit"),
    path("tickets/new/", tickets.new, name="new-ticket"),
    path("tickets/<uuid:item>/", tickets.ticket, name="ticket"),
    path("tickets/<uuid:item>/times/", tickets.offering, name="offering"),
    path("tickets/<uuid:item>/choice/", tickets.by_phone, name="by-phone"),
    path("tickets/<uuid:item>/gone/", tickets.going, name="going"),
    path("tickets/<uuid:item>/entry/", tickets.entry, name="entry"),
    path("tickets/<uuid:item>/extension/", tickets.extension, name="extension"),
    path("tickets/<uuid:item>/setting-aside/", tickets.setting_aside, name="setting-aside"),
    path("recalls/new/", recalls.new, name="new-recall"),
    path("recalls/<uuid:item>/", recalls.recall, name="recall"),
    path("recalls/<uuid:item>/snooze/", recalls.snoozing, name="snoozing"),
    path("recalls/<uuid:item>/done/", recalls.finishing, name="finishing"),
    path("recalls/<uuid:item>/cancellation/", recalls.cancelling, name="cancelling"),
]
