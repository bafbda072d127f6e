"""Holes that houses like ours have had. Each is cut into a copy of the tree; the walk has to find every one.

A hole is a list of (file, what stands there, what stands there instead). A text that is gone fails the test, so that
a hole is never cut into thin air.
"""

Cut = tuple[str, str, str]

MORE = "@door(HomeVerb.VIEW, patient=True)\ndef more(request: HttpRequest, viewer: Viewer)"
RELATION = "portico/people/rules/relation.py"
DECIDE = "portico/access/rules/decide.py"

HOLES: dict[str, list[Cut]] = {
    "a result is fetched by its id alone": [(
        "portico/results/queries.py",
        "Observation.objects.visible_to(viewer).get(pk=item)", "Observation.objects.get(pk=item)",
    )],
    "a conversation is fetched by its id alone": [(
        "portico/messaging/queries/reading.py",
        "return threads(viewer, now=now).annotate(", "return Thread.objects.annotate(",
    )],
    "the search looks into every record": [(
        "portico/chart/queries.py",
        '"problems": Problem.objects.visible_to(viewer)', '"problems": Problem.objects.all()',
    )],
    "a door lost its patient": [(
        "portico/home/views/record.py", MORE,
        '@door("accounts.manage_own")\ndef more(request: HttpRequest, viewer: Viewer, person: Any)',
    )],
    "a page without a door is served": [
        ("portico/core/middleware.py", "            raise Http404\n", "            return\n"),
        ("portico/home/views/record.py", MORE, "def more(request: HttpRequest, person: Any)"),
    ],
    "the door ignores what is hidden from a proxy": [(
        DECIDE, "if ask.data_class and ask.data_class in who.hidden:", "if False:",
    )],
    "rows ignore what is hidden from a proxy": [(
        "portico/core/models.py",
        "if viewer.patient_id is None or not viewer.may_see(self.model.data_class):",
        "if viewer.patient_id is None:",
    )],
    "rows ignore the label on an item": [(
        "portico/core/models.py",
        "return rows.exclude(sensitivity__in=viewer.hidden) if viewer.hidden else rows", "return rows",
    )],
    "a proxy who was ended still gets in": [(
        "portico/people/queries.py",
        "Relation.objects.filter(account_id=account_id, patient_id=patient_id, ended_at=None)",
        "Relation.objects.filter(account_id=account_id, patient_id=patient_id)",
    )],
    "a proxy whose time is over still gets in": [(
        RELATION, "(ends_on is None or today < ends_on)", "True",
    )],
    "a proxy from tomorrow on gets in today": [(RELATION, "starts_on <= today and ", "")],
    "staff of another site get in": [(
        "portico/people/queries.py",
        "Patient.objects.filter(pk=patient_id, site_id__in=site_ids)", "Patient.objects.filter(pk=patient_id)",
    )],
    "staff work without a second factor": [(
        DECIDE, "if who.is_staff and ask.needs_second_factor and not who.has_second_factor:", "if False:",
    )],
    "the role is not asked for its verb": [(DECIDE, "if ask.verb not in who.verbs:", "if False:")],
    "an item is found without its pool": [(
        "portico/triage/queries/whose.py",
        "return Q(pool_id__in=viewer.pools)", "return Q()",
    )],
    "what is switched off is served": [(
        DECIDE, "if ask.feature and ask.feature not in who.features:", "if False:",
    )],
    "a proxy takes back what the patient sent": [(
        "portico/messaging/actions/sending.py",
        "if thread is None or thread.started_by_id != by.account:", "if thread is None:",
    )],
    "not yours is answered 403": [(
        "portico/core/doors.py",
        "    if refusal is Refusal.NOT_YOURS:\n        raise Http404\n",
        "    if refusal is Refusal.NOT_YOURS:\n        return HttpResponse(status=403)\n",
    )],
}  # fmt: skip
