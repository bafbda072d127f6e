"""Quick actions that a practice may begin with, in our own words; a manager takes them over and changes them.

Source: domain.md 5.2, numbers 4, 5, 9, 12, 14, 15, 16 and 17 of its table.
"""

from portico.quickactions.rules.content import Content, Ends

HELLO, HOLA = "Hello {{patient.first_name}},\n\n", "Hola, {{patient.first_name}}:\n\n"
SIGNED = "\n\n{{user.signature}}"

FIRST: tuple[Content, ...] = (
    Content(
        "Refills left at the pharmacy", ("refill",), Ends.CLOSE,
        f"{HELLO}Your pharmacy still has refills of {{{{med.name}}}} for you. Please call and ask to fill it.{SIGNED}",
        f"{HOLA}En su farmacia todavía quedan resurtidos de {{{{med.name}}}}. Llame allí y pida que lo surtan.{SIGNED}",
    ),
    Content(
        "Normal result", ("result",), Ends.CLOSE,
        f"{HELLO}Your {{{{result.name}}}} of {{{{result.date}}}} is in the usual range: {{{{result.value}}}}. "
        f"Nothing needs to change.{SIGNED}",
        f"{HOLA}Su {{{{result.name}}}} del {{{{result.date}}}} está en lo habitual: {{{{result.value}}}}. "
        f"No hay que cambiar nada.{SIGNED}",
    ),
    Content(
        "Please book a visit", ("question", "medicine", "readings", "result"), Ends.CLOSE,
        f"{HELLO}To answer this well we need to see you. Please ask for an appointment under Messages, or call "
        f"{{{{practice.phone}}}}. If it gets worse before then, call at once; in an emergency call 911.{SIGNED}",
        f"{HOLA}Para contestar bien necesitamos verle. Pida una cita en Mensajes o llame al {{{{practice.phone}}}}. Si "
        f"empeora antes, llame de inmediato; en una emergencia llame al 911.{SIGNED}",
    ),
    Content(
        "More about it, please", (), Ends.WAIT,
        f"{HELLO}Please tell us a little more: since when, how often, and what you have tried.{SIGNED}",
        f"{HOLA}Díganos un poco más: desde cuándo, con qué frecuencia y qué ha probado.{SIGNED}",
    ),
    Content(
        "The letter is on its way", ("form",), Ends.KEEP,
        f"{HELLO}We have your request and will write to you here when the paper is ready.{SIGNED}",
        f"{HOLA}Tenemos su solicitud y le escribiremos aquí cuando el papel esté listo.{SIGNED}",
    ),
    Content("Call made", (), Ends.CALL, "Called and talked it over; nothing is open."),
    Content(
        "Emergency advice given", ("question", "medicine", "readings", "result", "other"), Ends.CALL,
        "Reached by phone and told to call 911 or go to the emergency room now.",
    ),
    Content("To the nurses", ("appointment", "billing", "form", "other", "details"), Ends.ROUTE,
            "It is about health.", "", "Nurse advice"),
    Content("Only a thank-you", (), Ends.THANKS),
)  # fmt: skip
