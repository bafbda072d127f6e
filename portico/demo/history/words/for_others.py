"""What parents and grown children write for somebody else; `{name}` is the patient. Each line with the answers that fit:
numbers of team.ANSWER, or for a child's question of CHILD_ANSWER."""

from typing import Final

Lines = tuple[tuple[str, tuple[int, ...]], ...]
CHILD: Final = "child-question"

CORE: dict[str, dict[str, Lines]] = {
    "en": {
        "refill": (
            ("{name} will run out of {med} on {day}.", (0, 1, 2, 3)), ("Could you send {name}'s {med} to {pharmacy}?", (0, 1, 3)),
            ("{name} needs more {med}, the label says no refills.", (1, 2, 3)), ("We have {med} for {n} more days for {name}.", (0, 1, 2)),
            ("{pharmacy} asked me to request {med} for {name}.", (0, 1, 3)), ("Please renew the {med} of {name} before {trip}.", (1, 2, 3)),
        ),
        "question": (
            ("{name} has been more tired than usual since {day}.", (5, 2)), ("{name} forgot the {med} on {day}, is that a problem?", (3,)),
            ("The home reading of {name} was {bp} on {day}.", (6,)), ("Should {name} fast before the next blood test?", (9,)),
            ("{name} walks less because of stiff knees.", (1, 5)), ("Can {name} have both vaccines on one day?", (8,)),
            ("{name} sleeps badly since about {n} days.", (2, 5)), ("Does {name} take {med} with food?", (11,)),
        ),
        CHILD: (
            ("{name} has had a runny nose for {n} days and plays as always.", (0, 1)), ("{name} has a dry itchy spot on one arm.", (2, 0)),
            ("How much milk should {name} have in a day?", (3,)), ("{name} wakes up at night since {day}.", (4, 5)),
            ("{name} was fussy after the shot, is that normal?", (6,)), ("May {name} go to school with a cough and no fever?", (7,)),
            ("{name} scraped a knee on {day}, it looks clean.", (8,)), ("When is the next well visit for {name}?", (5,)),
            ("{name} is a picky eater, what can we try?", (3, 5)), ("Is {name} up to date on vaccines for {place}?", (9,)),
        ),
        "result": (
            ("I saw the {test} of {name}, is it all right?", (0, 2, 4)), ("The {test} of {name} has an arrow beside it.", (1, 4)),
            ("When will the {test} of {name} be repeated?", (3,)), ("Is the {test} of {name} better than the last one?", (2, 0)),
        ),
        "referral": (
            ("{name} needs a referral to a {spec}, says the {place}.", (3, 0)), ("The {spec} has not called about {name}.", (1,)),
            ("The referral of {name} to the {spec} ran out on {day}.", (4,)), ("We would like {name} to see a {spec} closer to home.", (0, 2)),
        ),
        "appointment": (
            ("{name} can not come on {day}, is there another time?", (1, 2)), ("I would like to book a check-up for {name}.", (0, 4)),
            ("Could {name} be seen {time} on {day}?", (0,)), ("Please cancel the visit of {name} on {day}.", (3,)),
            ("Is a video visit possible for {name}?", (5,)), ("{name} has a test at school on {day}, we need to move the visit.", (1,)),
            ("I have to drive {name}, so {time} would be best.", (0, 4)),
        ),
        "other": (
            ("{name} needs a {form} by {day}.", (0, 6)), ("The {place} asks for the vaccine record of {name}.", (1, 4)),
            ("{name} moved in with us, the address is {number} {street}.", (2,)), ("There is a bill for {name} of ${number} that I do not understand.", (3,)),
            ("Can I pick up the {form} of {name} on {day}?", (0,)), ("{name} has a new insurance card.", (5, 2)),
        ),
    },
    "es": {
        "refill": (
            ("A {name} se le acaba {med} el {day}.", (0, 1, 2, 3)), ("¿Pueden mandar {med} de {name} a {pharmacy}?", (0, 1, 3)),
            ("{name} necesita más {med}, la etiqueta dice sin repeticiones.", (1, 2, 3)), ("Tenemos {med} para {n} días más para {name}.", (0, 1, 2)),
            ("En {pharmacy} me dijeron que pidiera {med} para {name}.", (0, 1, 3)), ("Por favor renueven {med} de {name} antes de {trip}.", (1, 2, 3)),
        ),
        "question": (
            ("{name} anda con más cansancio desde el {day}.", (5, 2)), ("A {name} se le olvidó {med} el {day}, ¿pasa algo?", (3,)),
            ("La presión de {name} en casa fue {bp} el {day}.", (6,)), ("¿{name} debe ir en ayunas al próximo análisis?", (9,)),
            ("{name} camina menos porque amanece con las rodillas duras.", (1, 5)), ("¿Le pueden poner a {name} las dos vacunas el mismo día?", (8,)),
            ("{name} duerme mal desde hace {n} días.", (2, 5)), ("¿{name} toma {med} con comida?", (11,)),
        ),
        CHILD: (
            ("{name} tiene la nariz suelta desde hace {n} días y juega como siempre.", (0, 1)), ("A {name} le salió una mancha seca en un brazo.", (2, 0)),
            ("¿Cuánta leche debe tomar {name} al día?", (3,)), ("{name} se despierta de noche desde el {day}.", (4, 5)),
            ("{name} estuvo de mal humor después de la vacuna, ¿es normal?", (6,)), ("¿Puede ir {name} a la escuela con tos y sin fiebre?", (7,)),
            ("{name} se raspó una rodilla el {day}, se ve limpia.", (8,)), ("¿Cuándo le toca a {name} su próxima revisión?", (5,)),
            ("{name} come muy poco de todo, ¿qué podemos probar?", (3, 5)), ("¿{name} tiene al día las vacunas para {place}?", (9,)),
        ),
        "result": (
            ("Vi {test} de {name}, ¿está bien?", (0, 2, 4)), ("El resultado de {test} de {name} tiene una flecha al lado.", (1, 4)),
            ("¿Cuándo le repiten {test} a {name}?", (3,)), ("¿Salió mejor {test} de {name} que la vez pasada?", (2, 0)),
        ),
        "referral": (
            ("{name} necesita una referencia para {spec}.", (3, 0)), ("De {spec} no han llamado por {name}.", (1,)),
            ("La referencia de {name} para {spec} venció el {day}.", (4,)), ("Quisiéramos para {name} algo más cerca para {spec}.", (0, 2)),
        ),
        "appointment": (
            ("{name} no puede ir el {day}, ¿hay otra hora?", (1, 2)), ("Quiero hacer una cita de revisión para {name}.", (0, 4)),
            ("¿Pueden ver a {name} {time} el {day}?", (0,)), ("Por favor cancelen la cita de {name} del {day}.", (3,)),
            ("¿Se puede por video para {name}?", (5,)), ("{name} tiene examen en la escuela el {day}, hay que mover la cita.", (1,)),
            ("Yo llevo a {name}, así que {time} sería mejor.", (0, 4)),
        ),
        "other": (
            ("{name} necesita {form} para el {day}.", (0, 6)), ("En {place} piden la cartilla de vacunas de {name}.", (1, 4)),
            ("{name} ahora vive con nosotros, en {number} {street}.", (2,)), ("Llegó un cobro de ${number} de {name} que no entiendo.", (3,)),
            ("¿Puedo recoger {form} de {name} el {day}?", (0,)), ("{name} tiene tarjeta nueva del seguro.", (5, 2)),
        ),
    },
}  # fmt: skip
SUBJECT: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "question": ("Tired", "Missed dose", "Blood pressure at home", "Blood test", "Stiff knees", "Vaccines", "Sleep", "How to take it"),
        CHILD: ("Runny nose", "A dry spot", "Milk", "Sleep", "After the shot", "School", "A scrape", "Next visit", "Eating", "Vaccines"),
        "appointment": ("change", "new", "new", "cancel", "change", "change", "new"),
        "other": ("A form", "Vaccine record", "New address", "A bill", "A form", "New insurance"),
    },
    "es": {
        "question": ("Cansancio", "Olvidó una dosis", "Presión en casa", "Análisis", "Las rodillas", "Vacunas", "El sueño", "Cómo tomarla"),
        CHILD: ("Nariz suelta", "Una mancha", "La leche", "El sueño", "Después de la vacuna", "La escuela", "Un raspón",
                "Próxima revisión", "La comida", "Vacunas"),
        "appointment": ("change", "new", "new", "cancel", "change", "change", "new"),
        "other": ("Una forma", "Cartilla de vacunas", "Dirección nueva", "Un cobro", "Una forma", "Seguro nuevo"),
    },
}  # fmt: skip
CHILD_ANSWER = {
    "en": (
        "A runny nose lasts a week or two at that age.", "As long as {name} plays and drinks, you can wait and watch.",
        "A plain cream twice a day is a good start.", "The handout for that age is in the portal, and we go over it at the visit.",
        "A quiet hour before bed helps many children.", "I asked our desk to offer you a time.",
        "Yes, that is common for a day or two.", "Without a fever school is fine.", "Soap, water and a bandage are all it needs.",
        "Yes, the record in the portal shows every one.",
    ),
    "es": (
        "A esa edad la nariz suelta dura una o dos semanas.", "Mientras {name} juegue y tome líquidos, puede esperar y observar.",
        "Una crema simple dos veces al día es buen comienzo.", "La hoja para esa edad está en el portal y la vemos en la visita.",
        "Una hora tranquila antes de dormir ayuda a muchos niños.", "Pedí en recepción que le ofrezcan una hora.",
        "Sí, es común por un día o dos.", "Sin fiebre puede ir a la escuela.", "Agua, jabón y una curita es todo lo que necesita.",
        "Sí, en el portal están todas.",
    ),
}  # fmt: skip
