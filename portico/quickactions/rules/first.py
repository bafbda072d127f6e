"""Quick actions that a practice may begin with, in our own words; a manager takes them over and changes them.

Source: domain.md 5.2, its table; each says its number. Not 8: that comes with e-visits.
"""

from portico.quickactions.rules.also import BRIDGE, Also, Do
from portico.quickactions.rules.content import Content, Ends

HELLO, HOLA = "Hello {{patient.first_name}},\n\n", "Hola, {{patient.first_name}}:\n\n"
SIGNED = "\n\n{{user.signature}}"
ADVICE = ("question", "medicine", "readings", "result")
A_VISIT = Also(Do.VISIT, "follow-up", "", 14)


def _answer(
    title: str, kinds: tuple[str, ...], ends: Ends, english: str, spanish: str, also: tuple[Also, ...] = ()
) -> Content:
    return Content(title, kinds, ends, f"{HELLO}{english}{SIGNED}", f"{HOLA}{spanish}{SIGNED}", "", also)


OF_REFILLS = (
    _answer(  # 1
        "Renew under the refill rules", ("refill",), Ends.CLOSE,
        "Your renewal of {{med.name}} is prepared and waits for a signature. Your pharmacy tells you when it is ready. "
        "If you hear nothing within two working days, write to us here.",
        "Su resurtido de {{med.name}} está preparado y espera una firma. Su farmacia le avisa cuando esté listo. Si en "
        "dos días hábiles no sabe nada, escríbanos aquí.",
        (Also(Do.RENEWAL, is_checked=True),),
    ),
    _answer(  # 2
        "Thirty days, then a visit", ("refill",), Ends.CLOSE,
        "We prepared {{med.name}} for 30 days; it waits for a signature. To go on with it after that, we need to see "
        "you: times for a visit will stand under Visits, please choose one there.",
        "Preparamos {{med.name}} para 30 días; espera una firma. Para seguir después necesitamos verle: habrá horas "
        "para una visita en Visitas, elija una ahí.",
        (Also(Do.VISIT, "follow-up", "", 28), Also(Do.RECALL, "Visit before the next refill", "", 28),
         Also(Do.RENEWAL, days=BRIDGE)),
    ),
    Content(  # 3
        "Needs the physician", ("refill",), Ends.ASK,
        "May this be renewed although it does not meet the refill rules? The team suggests 30 days and a visit.",
    ),
    _answer(  # 4
        "Refills left at the pharmacy", ("refill",), Ends.CLOSE,
        "Your pharmacy still has refills of {{med.name}} for you. Please call and ask to fill it.",
        "En su farmacia todavía quedan resurtidos de {{med.name}}. Llame allí y pida que lo surtan.",
    ),
)  # fmt: skip
OF_RESULTS = (
    _answer(  # 5
        "Normal result", ("result",), Ends.CLOSE,
        "Your {{result.name}} of {{result.date}} is in the usual range: {{result.value}}. Nothing needs to change.",
        "Su {{result.name}} del {{result.date}} está en lo habitual: {{result.value}}. No hay que cambiar nada.",
    ),
    _answer(  # 6
        "Test again in six weeks", ("result",), Ends.CLOSE,
        "Your {{result.name}} of {{result.date}} was {{result.value}}. This is not urgent. We want to test it again in "
        "six weeks and have prepared the order; we will remind you.",
        "Su {{result.name}} del {{result.date}} fue {{result.value}}. No es urgente. Queremos repetir el análisis en "
        "seis semanas y preparamos la orden; se lo recordaremos.",
        (Also(Do.RECALL, "Blood test again", "", 42),
         Also(Do.LABORATORY, "{{result.name}}, in six weeks", "Was {{result.value}} on {{result.date}}")),
    ),
)  # fmt: skip
OF_VISITS = (
    _answer(  # 7
        "Please come and see us", ADVICE, Ends.CLOSE,
        "To answer this well we need to see you. Times for a visit will stand under Visits in a moment: please choose "
        "one there. If it gets worse before then, call {{practice.phone}} at once; in an emergency call 911.",
        "Para responder bien a esto necesitamos verle. En un momento habrá horas para una visita en Visitas: elija una "
        "ahí. Si empeora antes, llame de inmediato al {{practice.phone}}; en una emergencia llame al 911.",
        (A_VISIT,),
    ),
    Content("To the nurses", ("appointment", "billing", "form", "other", "details"), Ends.ROUTE,  # 9
            "It is about health.", "", "Nurse advice"),
    _answer(  # 10
        "Referral is being written", ("referral",), Ends.CLOSE,
        "We prepared your referral to {{asked.specialist}}; it waits for a signature. You see it under Record when it "
        "is on its way, and their office calls you for a time.",
        "Preparamos su referencia a {{asked.specialist}}; espera una firma. La verá en Expediente cuando esté en "
        "camino, y esa oficina le llamará para darle hora.",
        (Also(Do.REFERRAL, "{{asked.specialist}}", "{{asked.reason}}"),),
    ),
    _answer(  # 11
        "Where your referral is", ("referral",), Ends.CLOSE,
        "Your referral to {{referral.to}} of {{referral.date}} stands so: {{referral.state}}. If you have heard "
        "nothing from them, call their office first, then us at {{practice.phone}}.",
        "Su referencia a {{referral.to}} del {{referral.date}} está así: {{referral.state}}. Si no sabe nada de ellos, "
        "llame primero a su oficina y luego a nosotros al {{practice.phone}}.",
    ),
)  # fmt: skip
OF_ALL = (
    _answer(  # 12
        "More about it, please", (), Ends.WAIT,
        "Please tell us a little more: since when, how often, and what you have tried.",
        "Díganos un poco más: desde cuándo, con qué frecuencia y qué ha probado.",
    ),
    _answer(  # 13
        "The form needs a visit", ("form",), Ends.CLOSE,
        "To fill in this form we need to see you. Times for a visit will stand under Visits: please choose one there "
        "and bring the form.",
        "Para llenar este formulario necesitamos verle. Habrá horas para una visita en Visitas: elija una ahí y traiga "
        "el formulario.",
        (A_VISIT,),
    ),
    Content("Call made", (), Ends.CALL, "Called and talked it over; nothing is open."),  # 14
    Content(  # 15
        "Emergency advice given", ("question", "medicine", "readings", "result", "other"), Ends.CALL,
        "Reached by phone and told to call 911 or go to the emergency room now.",
    ),
    _answer(  # 16
        "The letter is being written", ("form",), Ends.KEEP,
        "We have your request and write the letter now. When it is signed you find it under Documents, to print or "
        "to save.",
        "Tenemos su solicitud y ya escribimos la carta. Cuando esté firmada la encontrará en Documentos, para imprimir "
        "o guardar.",
        (Also(Do.LETTER, "absence"),),
    ),
    Content("Only a thank-you", (), Ends.THANKS),  # 17
    _answer(  # 18
        "Where your vaccines and summaries are", ("records", "form", "other"), Ends.CLOSE,
        "Your vaccines stand under Record, Vaccines, and the summaries of your visits under Documents. Each page can "
        "be printed or saved from there.",
        "Sus vacunas están en Expediente, Vacunas, y los resúmenes de sus visitas en Documentos. Desde ahí puede "
        "imprimir o guardar cada página.",
    ),
)  # fmt: skip
FIRST: tuple[Content, ...] = (*OF_REFILLS, *OF_RESULTS, *OF_VISITS, *OF_ALL)
