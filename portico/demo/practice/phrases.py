"""The phrases that the demo practice begins with, in our own words; a real practice writes its own.

Spanish: plain, with "usted". No clinician has read either language yet.  # reviewed: no
"""

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from portico.core.viewer import Viewer
from portico.phrases import actions
from portico.phrases.rules.content import Content
from portico.phrases.rules.review import next_review
from portico.phrases.rules.shortcut import Owner


@dataclass(frozen=True, slots=True)
class Ready:
    shortcut: str
    title: str
    kinds: tuple[str, ...]
    english: str
    spanish: str


GREETING = {"en": "Hello {{patient.preferred_name}},\n\n", "es": "Hola {{patient.preferred_name}}:\n\n"}
SIGNED = "\n\n{{user.signature}}"

PHRASES = (
    Ready(
        ".refill-sent", "Refill sent to the pharmacy", ("refill",),
        "We sent your refill of {{med.name}} to {{pharmacy.name}}. It should be "
        "ready [[this afternoon|tomorrow]]. If it is not, please call the pharmacy first.",
        "Enviamos su renovación de {{med.name}} a {{pharmacy.name}}. Debe estar lista "
        "[[esta tarde|mañana]]. Si no lo está, llame primero a la farmacia.",
    ),
    Ready(
        ".refill-left", "The pharmacy still has refills", ("refill",),
        "There are still refills of {{med.name}} at your pharmacy. Please ask them "
        "to fill it; you need nothing from us for that.",
        "Todavía le quedan renovaciones de {{med.name}} en su farmacia. Pídales que la "
        "preparen; para eso no necesita nada de nosotros.",
    ),
    Ready(
        ".refill-visit", "Refill needs a visit", ("refill",),
        "Before we can renew {{med.name}} for longer, {{clinician.name}} needs to "
        "see you. Your last visit was on {{last_visit.date}}. Please book a visit [[in the next two weeks|in the next "
        "month]], or call us at {{practice.phone}}. Do not stop the medicine before then.",
        "Antes de renovar {{med.name}} por más tiempo, {{clinician.name}} necesita "
        "verle. Su última visita fue el {{last_visit.date}}. Por favor, haga una cita [[en las próximas dos semanas|"
        "en el próximo mes]] o llámenos al {{practice.phone}}. No deje la medicina antes de esa visita.",
    ),
    Ready(
        ".refill-lab", "Refill needs a blood test", ("refill",),
        "{{med.name}} needs a blood test from time to time. Yours is due. Please "
        "come to the lab by ***; you need no appointment for it. Keep taking the medicine until you hear from us.",
        "Con {{med.name}} hace falta un análisis de sangre de vez en cuando, y ya le "
        "toca. Venga al laboratorio antes del ***; no necesita cita. Siga tomando la medicina hasta que le avisemos.",
    ),
    Ready(
        ".result-ok", "Result as usual", ("result",),
        "Your {{result.name}} of {{result.date}} was {{result.value}}. That is fine "
        "for you, and nothing has to change. We look at it again [[at your next visit|in six months|in a year]].",
        "Su resultado de {{result.name}} del {{result.date}} fue {{result.value}}. "
        "Está bien para usted y no hay que cambiar nada. Lo revisaremos otra vez [[en su próxima visita|en seis meses|"
        "en un año]].",
    ),
    Ready(
        ".result-talk", "Result to talk about", ("result",),
        "Your {{result.name}} of {{result.date}} was {{result.value}}. It is not an "
        "emergency. {{clinician.name}} would like to talk with you about what it means: ***",
        "Su resultado de {{result.name}} del {{result.date}} fue {{result.value}}. No "
        "es una emergencia. {{clinician.name}} quiere hablar con usted sobre lo que significa: ***",
    ),
    Ready(
        ".bp-ok", "Blood pressure at home is fine", ("question",),
        "Thank you for your blood pressure numbers. They are where we want them. "
        "Please go on as you do, and bring the list to your next visit.",
        "Gracias por sus números de la presión. Están donde queremos que estén. Siga "
        "como hasta ahora y traiga la lista a su próxima visita.",
    ),
    Ready(
        ".book", "Please book a visit", ("question", "appointment"),
        "We would like to see you for this. Please book [[a visit|a video visit|a "
        "nurse visit]] within ***, here or by phone at {{practice.phone}}.",
        "Queremos verle por esto. Por favor, haga [[una cita|una cita por video|una "
        "cita con enfermería]] dentro de ***, aquí o por teléfono al {{practice.phone}}.",
    ),
    Ready(
        ".visit-kept", "We talk about it at the next visit", ("question", "appointment"),
        "Your next visit is on {{next_visit.date}}. We talk about it there. If it "
        "gets worse before, please write or call us at {{practice.phone}}.",
        "Su próxima visita es el {{next_visit.date}}. Ahí hablaremos de esto. Si "
        "empeora antes, escríbanos o llámenos al {{practice.phone}}.",
    ),
    Ready(
        ".more", "We need to know more", (),
        "To help you we need to know a little more:\n\n***\n\nPlease answer here.",
        "Para ayudarle necesitamos saber un poco más:\n\n***\n\nPor favor, responda "
        "aquí.",
    ),
    Ready(
        ".emergency", "Call 911 or go to the emergency room", ("question", "result", "refill"),
        "Please call 911 now or have somebody take you to the nearest emergency room. Do not "
        "drive yourself. Do not wait for an answer here. Reason: ***",
        "Llame al 911 ahora o pida que le lleven a la sala de emergencias más cercana. No "
        "maneje. No espere una respuesta aquí. Motivo: ***",
    ),
    Ready(
        ".referral-sent", "Referral is on its way", ("referral",),
        "We sent your referral to ***. Their office will call you. If you have heard "
        "nothing in [[one week|two weeks]], please tell us.",
        "Enviamos su referido a ***. Esa oficina le llamará. Si no ha sabido nada en "
        "[[una semana|dos semanas]], avísenos.",
    ),
    Ready(
        ".form-ready", "The form is ready", ("other",),
        "Your form is ready. [[It is attached here.|You can pick it up at the front "
        "desk.]]",
        "Su formulario está listo. [[Va adjunto aquí.|Puede recogerlo en la "
        "recepción.]]",
    ),
)  # fmt: skip


def write_phrases(by: Viewer, today: date) -> None:
    for one in PHRASES:
        english, spanish = _letter("en", one.english), _letter("es", one.spanish)
        content = Content(one.shortcut, one.title, one.kinds, english, spanish, next_review(today))
        key = uuid5(NAMESPACE_URL, f"lakeside{one.shortcut}")
        actions.write(by=by, form_key=key, owner=Owner.PRACTICE, content=content)


def _letter(language: str, text: str) -> str:
    return f"{GREETING[language]}{text}{SIGNED}"
