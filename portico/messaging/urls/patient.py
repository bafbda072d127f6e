from django.urls import path

from portico.messaging.views import copies, patient, patient_drafts, patient_kinds, patient_more

app_name = "messaging"
urlpatterns = [
    path("", patient.threads, name="threads"),
    path("new/", patient_kinds.new, name="new"),
    path("new/refill/", patient_kinds.refill, name="refill"),
    path("new/question/", patient_kinds.question, name="question"),
    path("new/question/emergency/", patient_kinds.emergency, name="emergency"),
    path("new/question/write/", patient_kinds.question_write, name="question-write"),
    path("new/result/", patient_kinds.result, name="result"),
    path("new/result/other/", patient_kinds.result_other, name="result-other"),
    path("new/result/<uuid:item>/", patient_kinds.result_question, name="result-question"),
    path("new/referral/", patient_kinds.referral, name="referral"),
    path("new/appointment/", patient_kinds.appointment, name="appointment"),
    path("new/other/", patient_kinds.other, name="other"),
    path("new/more/", patient_more.more, name="more"),
    path("new/medicine/", patient_more.medicine, name="medicine"),
    path("new/readings/", patient_more.readings, name="readings"),
    path("new/authorization/", patient_more.authorization, name="authorization"),
    path("new/billing/", patient_more.billing, name="billing"),
    path("new/form/", patient_more.paper, name="form"),
    path("new/records/", patient_more.records, name="records"),
    path("new/details/", patient_more.details, name="details"),
    path("new/technical/", patient_more.technical, name="technical"),
    path("drafts/<str:place>/", patient_drafts.draft, name="draft"),
    path("drafts/<str:place>/thrown-away/", patient_drafts.thrown_away, name="draft-thrown-away"),
    path("<uuid:item>/", patient.thread, name="thread"),
    path("<uuid:item>/copy/", copies.copy, name="copy"),
    path("<uuid:item>/withdrawal/", patient.withdrawal, name="withdrawal"),
    path("<uuid:item>/reply/", patient.reply, name="reply"),
    path("<uuid:item>/replies/<uuid:post>/withdrawal/", patient.reply_withdrawal, name="reply-withdrawal"),
]
