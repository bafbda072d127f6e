"""What the team writes: answers in both languages, notes, questions to a physician and what came back.

Nothing here advises what a nurse would not say in writing: it reassures where that is safe, and asks people to come.
"""

GREET = {
    "en": ("Hi {name},", "Hello {name},", "Good morning {name},", "Dear {name},", "{name}, thanks for writing."),
    "es": ("Hola {name}:", "Buenos días, {name}:", "Buenas tardes, {name}:", "{name}, gracias por escribir."),
}
ANSWER = {
    "en": {
        "refill": (
            "The refill went to {pharmacy} this {part_of_day}.", "We sent {med} to {pharmacy}; it should be ready {ready}.",
            "Your {med} is renewed for {supply} days.", "I renewed {med} and asked {pharmacy} to text you.",
            "Dr. {doctor} signed the renewal of {med}.", "You still have refills of {med} on file, so just call {pharmacy}.",
        ),
        "question": (
            "What you describe sounds mild, and rest is a good start.", "It is fine to keep doing what helps, and to write again {ready}.",
            "Please keep a short list of when it happens.", "Take the missed dose only if you notice the same day, and never two at once.",
            "That can happen in the first weeks and often settles.", "Let us look at it here, I asked the desk to offer you a time.",
            "Please measure twice a day for a week, sitting down, and send me the numbers.",
            "Water and salt-free meals are a good beginning; we can talk about more at your visit.",
            "The two vaccines may be given on the same day.", "No need to fast for that test.",
            "I went over your list with the pharmacist, and the two go together.",
            "Take it the way the label says, with a glass of water.",
            "Short walks are fine from today, and more when it no longer hurts.",
            "There is a free quit line, and we can make a plan at a visit.",
            "Any hour works, as long as it is the same one each day.",
        ),
        "result": (
            "The number is close to your last one.", "The arrow says it lies just outside the usual range, and we expected that.",
            "It moved in the right direction.", "Dr. {doctor} saw it and wants to repeat it in {weeks} weeks.",
            "Nothing has to change because of it.", "It is normal for you, and we will look again at your visit.",
        ),
        "referral": (
            "The referral was sent {ready_past}, and they will call you.", "I sent it again by fax and spoke with their office.",
            "They take your plan; expect a call within {weeks} weeks.", "Dr. {doctor} agreed, so the referral is on its way.",
            "It is renewed for a year.",
        ),
        "appointment": (
            "You are booked for {day} {time}.", "I moved your visit to {day} {time}.", "We have {day} {time}, and I held it for you.",
            "Your visit is cancelled, with no fee.", "The first free time is {day} {time}, so I put you down.",
            "It is a video visit now; the link comes the day before.",
        ),
        "other": (
            "The form is ready at the desk.", "We mailed it {ready_past}.", "I changed it in your record.",
            "The charge was billed twice by mistake, and one is taken back.", "Your vaccine record is in the portal under Vaccines.",
            "Please bring the card next time so that we can copy it.", "It will be signed by {day}.", "She can sign up at our desk, with your signature.",
            "At the desk, on any weekday until five.", "Yes, on any weekday, without an appointment.",
        ),
    },
    "es": {
        "refill": (
            "La repetición salió a {pharmacy} esta {part_of_day}.", "Mandamos {med} a {pharmacy}; debe estar {ready}.",
            "Renovamos {med} para {supply} días.", "Renové {med} y pedí que {pharmacy} le avise.",
            "La receta de {med} ya está firmada.", "Todavía tiene repeticiones de {med}, basta llamar a {pharmacy}.",
        ),
        "question": (
            "Lo que describe parece leve, y descansar es un buen comienzo.", "Puede seguir con lo que le ayuda y escribirnos {ready}.",
            "Por favor apunte cuándo le pasa.", "Tome la dosis olvidada solo si se acuerda el mismo día, y nunca dos juntas.",
            "Eso puede pasar las primeras semanas y suele quitarse.", "Queremos verlo aquí, pedí en recepción que le ofrezcan una hora.",
            "Mida dos veces al día por una semana, con la espalda apoyada, y mándeme los números.",
            "Agua y comidas con poca sal son buen comienzo; hablamos más en su visita.",
            "Las dos vacunas se pueden poner el mismo día.", "No necesita ayunas para ese análisis.",
            "Revisé su lista con la farmacéutica y las dos se pueden tomar juntas.",
            "Tómela como dice la etiqueta, con un vaso de agua.",
            "Caminar un poco está bien desde hoy, y más cuando ya no duela.",
            "Hay una línea gratis para dejar de fumar, y en una visita hacemos un plan.",
            "Cualquier hora sirve, mientras sea la misma cada día.",
        ),
        "result": (
            "El número es parecido al anterior.", "La flecha dice que está apenas fuera de lo usual, y lo esperábamos.",
            "Se movió en la dirección correcta.", "Lo vio {doctor} y quiere repetirlo en {weeks} semanas.",
            "No hay que cambiar nada por eso.", "Para usted es normal, y lo revisamos en su visita.",
        ),
        "referral": (
            "La referencia salió {ready_past} y le van a llamar.", "La mandé otra vez por fax y hablé con la oficina.",
            "Aceptan su seguro; le llaman en unas {weeks} semanas.", "Está de acuerdo {doctor} y la referencia va en camino.",
            "Quedó renovada por un año.",
        ),
        "appointment": (
            "Su cita quedó para el {day} {time}.", "Cambié su visita al {day} {time}.", "Tenemos el {day} {time} y se lo aparté.",
            "Su cita quedó cancelada, sin costo.", "La primera hora libre es el {day} {time}, así que le puse ahí.",
            "Ahora es por video; el enlace llega un día antes.",
        ),
        "other": (
            "La forma está lista en recepción.", "La mandamos por correo {ready_past}.", "Ya lo cambié en su expediente.",
            "El cobro salió doble por error y uno se quitó.", "Su cartilla está en el portal, en Vacunas.",
            "Traiga la tarjeta la próxima vez para copiarla.", "Estará firmada para el {day}.", "Ella puede registrarse en recepción, con la firma de usted.",
            "En recepción, de lunes a viernes hasta las cinco.", "Sí, de lunes a viernes y sin cita.",
        ),
    },
}  # fmt: skip
TAIL = {
    "en": ("Write again if anything changes.", "Call us at {phone} if it gets worse.", "Take care.", "We are glad you asked.",
           "Have a good rest of the week.", "Let us know if that does not work.", "Best wishes from the team.", "",
           "Our desk is open from eight to five.", "See you at your next visit."),
    "es": ("Escríbanos si algo cambia.", "Llame al {phone} si empeora.", "Cuídese.", "Qué bueno que preguntó.",
           "Que tenga buena semana.", "Avísenos si no le funciona.", "Saludos de todo el equipo.", "",
           "Recepción atiende de ocho a cinco.", "Nos vemos en su próxima visita."),
}  # fmt: skip
ASK = {
    "en": {
        "refill": ("Which pharmacy should it go to?", "How many do you have left?", "When was your last blood test?",
                   "Do you still take the same dose?"),
        "question": ("When did it begin?", "Do you have a fever?", "What have you tried so far?", "Does anything make it better?",
                     "Could you measure it again and tell me?"),
        "result": ("Which date does it show?", "Had you eaten before the test?"),
        "referral": ("Which insurance do you have now?", "Have you been there before?", "Is it the left or the right side?"),
        "appointment": ("Would {day} {time} work?", "Is it about something new?", "With your usual doctor?"),
        "other": ("Who is it for?", "By when do they need it?", "Could you tell me the number on the letter?"),
    },
    "es": {
        "refill": ("¿A qué farmacia la mandamos?", "¿Cuántas le quedan?", "¿Cuándo fue su último análisis?",
                   "¿Toma todavía la misma dosis?"),
        "question": ("¿Cuándo empezó?", "¿Tiene fiebre?", "¿Qué ha probado hasta ahora?", "¿Hay algo que lo mejore?",
                     "¿Puede medirla otra vez y decirme?"),
        "result": ("¿Qué fecha muestra?", "¿Había comido antes del análisis?"),
        "referral": ("¿Qué seguro tiene ahora?", "¿Ya fue antes con ellos?", "¿Es el lado izquierdo o el derecho?"),
        "appointment": ("¿Le sirve el {day} {time}?", "¿Es por algo nuevo?", "¿Con su doctor de siempre?"),
        "other": ("¿Para quién es?", "¿Para cuándo lo necesitan?", "¿Me dice el número de la carta?"),
    },
}  # fmt: skip
SLOTS = {
    "en": {
        "part_of_day": ("morning", "afternoon"), "ready": ("today", "tomorrow", "in two days", "by the end of the week"),
        "ready_past": ("today", "yesterday", "this morning"), "weeks": ("two", "three", "four", "six"), "supply": ("30", "60", "90"),
    },
    "es": {
        "part_of_day": ("mañana", "tarde"), "ready": ("hoy", "mañana", "en dos días", "a fines de esta semana"),
        "ready_past": ("hoy", "ayer", "esta mañana"), "weeks": ("dos", "tres", "cuatro", "seis"), "supply": ("30", "60", "90"),
    },
}  # fmt: skip

# A line of CORE -> the answers that fit it; of ASK -> the replies. The same in both languages.
FITS: dict[str, tuple[tuple[int, ...], ...]] = {
    "question": ((0, 1, 2, 5), (0, 1), (10,), (3,), (4, 5), (6,), (11,), (2, 5), (0, 5), (8,), (0, 1), (0, 1), (9,),
                 (12,), (1, 2, 5), (7,), (13,), (4,), (1, 2, 5), (0, 1), (14,), (5,)),
    "appointment": ((1, 2), (4, 2), (0, 4), (0,), (1,), (5,), (1,), (3,), (4, 2), (0, 4), (0,), (0,), (0,), (4,)),
    "referral": ((3, 0), (0, 2), (1,), (0,), (3,), (4,), (0, 4), (1,), (2,), (3,), (0,)),
    "other": ((0, 6), (1, 4), (2,), (5, 2), (3,), (6, 0), (2,), (7,), (1,), (8,), (3,), (9,)),
}
ANSWERED_BY: dict[str, tuple[tuple[int, ...], ...]] = {
    "refill": ((0,), (2,), (4,), (3, 1)), "question": ((0,), (1,), (2,), (3,), (4,)), "result": ((0,), (4,)),
    "referral": ((0,), (5,), (3,)), "appointment": ((0, 1), (5,), (4,)), "other": ((0,), (1,), (3,)),
}  # fmt: skip
FURTHER = {
    "refill": (6, 7), "question": (6, 7, 8), "result": (1, 2, 3), "referral": (4, 2), "appointment": (1, 2), "other": (2, 5),
}
AGAIN = {
    "en": ("I looked into it, and all is set now.", "Thanks for telling us, I added it to your record.",
           "That is fine, please go on as you do.", "I passed it on, and you will hear from us {ready}.",
           "Yes, you read that right.", "I spoke with them, and it is sorted out."),
    "es": ("Lo revisé y ya quedó todo en orden.", "Gracias por avisar, lo anoté en su expediente.",
           "Está bien, siga como hasta ahora.", "Ya lo pasé al equipo y sabrá de nosotros {ready}.",
           "Sí, así es como usted lo entendió.", "Hablé con ellos y ya está resuelto."),
}  # fmt: skip

CALL = (
    "Called {name}. Explained what we can do; {name} agrees.", "Reached {name} by phone. Questions answered.",
    "Spoke with {name}. Will come in if it is not better by {day}.", "Called, talked it through, no open question.",
    "Phone call with {name}: pharmacy and dose confirmed.",
)  # fmt: skip
NOTE = (
    "Checked the medicine list, all as stated.", "Last visit is within the year.", "Left a message at the pharmacy.",
    "Insurance card on file is current.", "Spouse usually calls for this patient.", "Prefers mornings.",
    "Asked the desk for the next opening.",
)  # fmt: skip
SUMMARY = (
    "Stable for months, no new medicines.", "Last visit a few months ago, labs on file.", "Home readings a little higher than at the visit.",
    "Mild symptoms, no red flags on the checklist.", "Asked about twice in the last weeks.",
)  # fmt: skip
QUESTION = (
    "Keep as is until the next visit?", "Is it fine to renew for 90 days?", "Would you like a visit for this?",
    "Repeat the test now or at the visit?", "Fine to refer?",
)  # fmt: skip
ADVICE = (
    "Yes, keep it as it is.", "Please offer a visit within two weeks.", "Fine for 90 days.", "Repeat it at the next visit.",
    "Yes, please send the referral.", "A nurse visit for a blood pressure check, please.",
)  # fmt: skip
