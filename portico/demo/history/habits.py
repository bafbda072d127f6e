"""What some of the staff do the same way nearly every time: the truth that a detector of habits must find.

README.md says it in words. `share` is how often; the rest of their work varies.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    name: str
    staff: str
    kind: str
    shape: str  # of plan.py: how the conversation goes
    share: float
    phrases: dict[str, tuple[str, ...]]


HABITS = (
    Habit(
        name="jo-refill",
        staff="jo",
        kind="refill",
        shape="answered",
        share=0.97,
        phrases={
            "en": (
                "Your refill is approved and on its way to the pharmacy.",
                "Your refill is approved and is on its way to the pharmacy now.",
                "Good morning, your refill is approved and on its way to the pharmacy.",
            ),
            "es": (
                "Su resurtido está aprobado y va en camino a la farmacia.",
                "Su resurtido está aprobado y ya va en camino a la farmacia.",
                "Buenos días, su resurtido está aprobado y va en camino a la farmacia.",
            ),
        },
    ),
    Habit(
        name="priya-appointment",
        staff="priya",
        kind="appointment",
        shape="answered",
        share=0.85,
        phrases={
            "en": (
                "You are on the schedule, and a reminder comes before the visit.",
                "Done, the new time is in the portal under Visits.",
                "It is changed, please come ten minutes early.",
            ),
            "es": (
                "Ya está en la agenda y le llega un recordatorio antes de la visita.",
                "Listo, la hora nueva está en el portal, en Visitas.",
                "Ya se cambió, por favor llegue diez minutos antes.",
            ),
        },
    ),
    Habit(
        name="marisol-refill",
        staff="marisol",
        kind="refill",
        shape="called",
        share=0.98,
        phrases={
            "en": ("Called the pharmacy and the patient, refill is in.",),
            "es": ("Called the pharmacy and the patient, refill is in.",),
        },
    ),
    Habit(
        name="dwayne-other",
        staff="dwayne",
        kind="other",
        shape="rerouted",
        share=0.82,
        phrases={"en": ("Desk matter",), "es": ("Desk matter",)},
    ),
)
