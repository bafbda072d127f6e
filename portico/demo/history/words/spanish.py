"""What patients write, in Spanish; as in english.py."""

HELLO = (
    "", "", "", "Hola,", "Buenos días,", "Buenas tardes,", "Hola, buen día,", "Saludos,", "Hola de nuevo,",
    "Estimado equipo,", "Muy buenas,",
)  # fmt: skip
BYE = (
    "", "", "Gracias.", "Muchas gracias.", "Gracias de antemano.", "Mil gracias.", "Gracias por su ayuda.",
    "Que tenga buen día.", "Se lo agradezco mucho.", "Gracias y buen fin de semana.", "Quedo al pendiente.",
    "Gracias por todo lo que hacen.",
)  # fmt: skip

CORE = {
    "refill": (
        "Me quedan solo {n} pastillas de {med}.", "Se me acaba {med} el {day}.",
        "¿Pueden mandar {med} a {pharmacy}?", "Necesito más {med}, el frasco ya no tiene repeticiones.",
        "En {pharmacy} me dijeron que les pidiera una receta nueva de {med}.",
        "Ya me toca otra vez {med}, me queda para unos {n} días.",
        "Por favor renueven {med} cuando puedan.", "Salgo a {trip} el {day} y no me va a alcanzar {med}.",
        "El farmacéutico dice que la receta de {med} ya venció.",
        "Quisiera {med} para 90 días si mi seguro lo permite.",
        "Cambié de {pharmacy2} a {pharmacy}, ¿pueden mandar {med} ahí desde ahora?",
        "Mi seguro ahora quiere que {med} venga de {pharmacy}.", "Se me cayeron {n} pastillas de {med} y me faltan.",
        "Ya solo tengo {n} de {med} en la caja.", "Es la repetición normal de {med}, nada ha cambiado.",
    ),
    "question": (
        "Me molesta {part} desde hace {n} días.", "Tengo tos seca desde hace {n} días, sin fiebre.",
        "¿Puedo tomar {otc} junto con {med}?", "Se me olvidó {med} el {day} y la tomé a la mañana siguiente.",
        "Desde que empecé con {med} me siento con más cansancio por la tarde.", "En casa la presión me salió {bp} el {day}.",
        "¿Debo tomar {med} con comida o en ayunas?", "Duermo mal desde el {day}.",
        "Me salió una manchita con comezón cerca de {part}.", "¿Me pueden poner la vacuna de la gripe y la otra el mismo día?",
        "Volvieron mis alergias, con estornudos y ojos llorosos.", "Me lastimé {part} trabajando en el jardín el {day}.",
        "¿Tengo que ir en ayunas al análisis del {day}?", "¿Cuánto espero antes de hacer ejercicio otra vez?",
        "Amanezco con rigidez en {part} y al mediodía se me quita.", "Quiero comer con menos sal, ¿por dónde empiezo?",
        "Estoy pensando en dejar de fumar, ¿qué me puede ayudar?", "¿Es normal que {med} me seque la boca?",
        "La acidez regresó después de {trip}.", "Llevo {n} días con la nariz suelta y no sé cuándo conviene ir.",
        "¿Puedo tomar {med} de noche en lugar de la mañana?", "Se me hinchan un poco los tobillos por la tarde desde el {day}.",
    ),
    "result": (
        "Vi mi resultado de {test} y no entiendo el número.", "Mi {test} tiene una flecha al lado, ¿qué quiere decir?",
        "El portal muestra {test} del {day}, ¿es bueno o malo?", "¿Mi {test} salió mejor que la vez pasada?",
        "Mi {test} está apenas fuera de lo normal.", "¿Cuándo me explican lo de {test}?",
        "¿Cada cuánto se repite {test}?", "¿Lo que comí el {day} pudo cambiar {test}?",
        "Comparé {test} con el anterior y se movió un poco.", "¿Qué puedo hacer para mejorar {test}?",
        "¿Tengo que cambiar algo por {test}?",
    ),
    "referral": (
        "Me dijo {doctor} que podía ver {spec} por {part}.", "Mi seguro pide una referencia antes de ver {spec}.",
        "En la oficina de {spec} dicen que todavía no les llega la referencia.", "¿Me pueden referir a un lugar más cerca para {spec}?",
        "Quisiera una segunda opinión de {spec}.", "Mi referencia para {spec} venció el {day}.",
        "Para {spec} me pidieron otra referencia para el seguimiento.", "Ya van {n} semanas y nadie de {spec} me ha llamado.",
        "¿Con quién trabajan ustedes para {spec} que acepte mi seguro?", "En mi última visita me dijeron que {spec} podría ayudar.",
        "Por favor manden la referencia para {spec} a {street}.",
    ),
    "appointment": (
        "Necesito cambiar mi cita del {day}, tengo que trabajar.", "¿Tienen algo antes del {day}?",
        "Quiero hacer la cita de mi chequeo del año.", "¿Puedo ir el {day} {time}?", "No puedo ir el {day}, mi carro está en el taller.",
        "¿Puede ser la cita por video y no en persona?", "Mi hijo tiene partido el {day}, ¿hay otra hora?",
        "Por favor cancelen mi cita del {day}, ya me siento mejor.", "¿Hay lugar la próxima semana, {time} si se puede?",
        "Necesito una cita por {part}, no es urgente.", "Queremos ir juntos, dos citas seguidas.",
        "No alcancé a contestar su llamada de la cita, el {day} {time} me queda bien.", "Necesito seguimiento en unas {n} semanas.",
        "¿Cuál es la primera hora libre {time}?",
    ),
    "other": (
        "Necesito que llenen {form} antes del {day}.", "¿Pueden mandar mi cartilla de vacunas a {place}?",
        "Me mudé, mi dirección nueva es {number} {street}.", "Tengo tarjeta nueva del seguro desde el primero del mes.",
        "Hay un cobro de ${number} en mi cuenta que no entiendo.", "En {place} me piden {form} de ustedes.",
        "Cambió mi teléfono, ahora termina en {number}.", "¿Cómo le doy permiso a mi hija de ver mi expediente?",
        "¿Me pueden mandar por correo el resumen de mi visita?", "¿Dónde entrego {form}?",
        "Me llegaron dos cobros de la misma visita del {day}.", "¿Ponen la vacuna de la gripe sin cita el {day}?",
    ),
}  # fmt: skip
MORE = {
    "refill": (
        "La misma dosis de antes.", "La tomo todos los días.", "Me cae bien.", "Sin molestias hasta ahora.",
        "Me quedan {n} días.", "Mándenme un mensaje cuando esté lista.", "La genérica está bien.", "Puedo recogerla {time}.",
        "Ya tengo mi próxima cita.", "Primero llamé a la farmacia.", "Lo demás sigue igual.",
        "El mes pasado me hice el análisis.",
    ),
    "question": (
        "No es muy fuerte, pero ahí está.", "Todavía no he tomado nada.", "Con descanso mejora un poco.",
        "No tengo fiebre y como normal.", "Hoy estoy algo mejor.", "Puedo mandar una foto si sirve.",
        "Mi esposa dice que pregunte.", "Va y viene.", "También tengo cita en unas semanas.",
        "No quise llamar por esto.", "Se pone peor {time}.", "No me corre prisa.", "Tomo bastante agua.",
    ),
    "result": (
        "Me siento bien.", "La vez pasada nadie dijo nada.", "Me preocupa un poco.", "A lo mejor no es nada.",
        "Ese día tomé mi medicina como siempre.", "No comí antes del análisis.", "Mi mamá tenía lo mismo.",
        "Lo leí, pero me confundí.", "Si prefieren lo vemos en mi cita.", "Con una explicación corta basta.",
    ),
    "referral": (
        "Cualquier día me queda bien.", "Mi seguro es {plan}.", "Puedo manejar hasta {n} millas.", "Ya fui antes con ellos.",
        "No es urgente.", "Poco a poco ha ido empeorando.", "Díganme quién me va a llamar, por favor.",
        "Ya hice ejercicios en casa.", "Me conviene en la mañana.", "Tienen citas para mucho después, mientras antes mejor.",
    ),
    "appointment": (
        "En la mañana es mejor.", "Después de las {time2} me queda mejor.", "Me puedo acomodar.", "Cualquier doctor está bien.",
        "Prefiero ver a {doctor}.", "Necesito intérprete para mi mamá.", "Con una cita corta basta.",
        "Me pueden dejar recado.", "Este mes trabajo de noche.", "Voy en autobús, así que no tan temprano.",
        "Me pueden poner en lista.",
    ),
    "other": (
        "No hay prisa.", "Lo piden para fin de mes.", "Puedo pasar a recogerlo.", "Por correo electrónico también sirve.",
        "No lo encontré en el portal.", "Llamé, pero esperé mucho.", "Es solo una hoja.",
        "Díganme si tiene costo.", "No adjunté nada, yo lo llevo.", "Es para el nuevo año escolar.",
    ),
}  # fmt: skip
REPLY = {
    "refill": (
        "Es {pharmacy}, por {street}.", "Tomo una en la mañana.", "Me quedan {n}, ya las conté.",
        "La misma dosis, nada cambió.", "Mi último análisis fue en {month}.", "Sí, otra vez para 90 días.",
        "Dicen que estará el {day}, ¿es correcto?", "En la farmacia todavía no la tienen.",
        "Vi la etiqueta y dice la dosis de antes.",
    ),
    "question": (
        "Empezó hace como {n} días.", "Sin fiebre, ya me la tomé.", "Una vez tomé {otc} y ayudó un poco.",
        "Me duele más cuando me muevo.", "La medí otra vez y salió {bp}.", "No, nada nuevo aparte de eso.",
        "Voy a probar y les escribo el {day}.", "Estoy mejor que el {day}.", "Una cosa más, ¿puedo seguir caminando?",
        "Duermo unas {n} horas.",
    ),
    "result": (
        "Era el del {day}.", "¿Entonces hago algo mientras tanto?", "¿Y cuándo es el siguiente?",
        "Entiendo, ¿y el otro que sale al lado?", "Había comido unas {n} horas antes.", "El último me lo hice en otro lado.",
    ),
    "referral": (
        "Mi seguro es {plan}.", "Prefiero uno cerca de {street}.", "Ya me llamaron, es el {day}.",
        "Es del lado izquierdo.", "Todavía no sé nada de ellos.", "Sí, fui hace {n} años.",
    ),
    "appointment": (
        "El {day} me queda bien.", "¿Puede ser {time} y no tan temprano?", "Puedo cualquier día menos el {day}.",
        "¿Sigue libre la de {time}?", "Sí, con el doctor de siempre.", "Necesito unos {n} minutos, no más.",
    ),
    "other": (
        "Es para {place}.", "Lo quieren antes del {day}.", "Llevo {form} el {day}.",
        "El número de la carta es {number}.", "Mi hija lo recoge.", "Ya lo encontré, pero gracias.",
    ),
}  # fmt: skip
THANKS = (
    "¡Muchas gracias!", "Qué bien, gracias por contestar tan rápido.", "Perfecto, gracias.", "Muy amable, {staff}, gracias.",
    "Entendido, ¡gracias!", "Gracias, eso me ayuda mucho.", "Son los mejores, gracias.", "Qué bueno saberlo, gracias.",
    "Hoy la recogí, gracias.", "Ya me quedó claro, gracias otra vez.",
)  # fmt: skip
SUBJECT = {
    "question": ("Molestia en {part}", "Tos", "Dos medicinas juntas", "Olvidé una dosis", "Cansancio", "Presión en casa",
                 "Cómo tomarla", "El sueño", "Una mancha", "Vacunas", "Alergias", "Una torcedura", "Análisis de sangre",
                 "Ejercicio", "Rigidez", "La sal", "Dejar de fumar", "Boca seca", "Acidez", "Nariz suelta", "A qué hora tomarla",
                 "Los tobillos"),
    "other": ("Una forma", "Cartilla de vacunas", "Dirección nueva", "Seguro nuevo", "Mi cuenta", "Una forma", "Mi teléfono",
              "Permiso para mi hija", "Copia de mi resumen", "Una forma", "Mi cuenta", "Vacuna de la gripe"),
    "appointment": ("change", "change", "new", "new", "change", "change", "change", "cancel", "new", "new", "new", "new",
                    "new", "new"),
}  # fmt: skip
SLOTS = {
    "pharmacy": ("la farmacia de Maple Street", "la farmacia de Dayton Rd", "Northgate Drug", "Cedar Pharmacy",
                 "la farmacia del supermercado", "Lakeview Pharmacy", "Hometown Drug", "mi farmacia de siempre"),
    "pharmacy2": ("Corner Drug", "la farmacia de antes", "la del centro", "Plaza Pharmacy"),
    "day": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "día 4", "día 11", "día 15", "día 20", "día 28"),
    "time": ("en la mañana", "en la tarde", "después de comer", "como a las diez", "antes del mediodía", "ya tarde",
             "como a las dos y media"),
    "time2": ("tres", "cuatro", "diez", "dos"),
    "trip": ("un viaje a Texas", "una boda de la familia", "casa de mi hermana", "las fiestas", "una semana al norte",
             "un viaje de trabajo", "la graduación de mi primo"),
    "part": ("el hombro", "la cintura", "la rodilla izquierda", "la rodilla derecha", "la muñeca", "el cuello", "el codo",
             "la cadera", "el tobillo", "el pulgar", "el pie izquierdo"),
    "otc": ("una pastilla para la alergia", "acetaminofén", "una pastilla de miel para la tos", "un antiácido", "vitamina D", "magnesio"),
    "spec": ("el doctor de la piel", "el doctor de los ojos", "la terapia física", "el doctor del corazón", "el doctor de los pies",
             "el especialista de oído y garganta", "el alergólogo", "el doctor de los huesos", "la nutricionista",
             "la clínica del oído"),
    "form": ("la forma de deportes", "la forma del campamento", "la forma del trabajo", "la forma de la escuela",
             "la forma del permiso de estacionamiento", "la forma de la guardería", "la carta del gimnasio"),
    "place": ("la escuela", "la guardería", "mi nuevo trabajo", "la universidad", "el campamento", "la oficina del condado"),
    "plan": ("Badger Plus Health", "Prairie Mutual", "Great Lakes Choice", "Front Range Care", "Union Plan"),
    "street": ("Birch St", "Prairie Rose Dr", "Old Mill Rd", "Fordem Row", "Elm Row", "Ridge Top Rd"),
    "month": ("enero", "marzo", "abril", "junio", "agosto", "septiembre", "octubre"),
}  # fmt: skip
