"""The cast: the fictitious people of every test, journey and the demo. Nobody here exists."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person of the cast is to the practice."""

    PATIENT = "patient"
    PROXY = "proxy"
    FRONT_DESK = "front_desk"
    MEDICAL_ASSISTANT = "medical_assistant"
    NURSE = "nurse"
    PHARMACIST = "pharmacist"
    PHYSICIAN = "physician"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy_officer"


@dataclass(frozen=True, slots=True)
class Site:
    key: str
    name: str
    zone: str
    phone: str
    street: str
    city: str
    state: str
    postcode: str
    record_id: str  # the Location in the record system


@dataclass(frozen=True, slots=True)
class Story:
    """One line about a person, for the demo's sign-in page."""

    en: str
    es: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`record_id` is the Patient or Practitioner in the record system; others have none."""

    key: str
    given: str
    family: str
    role: Role
    story: Story
    credential: str = ""
    gender: str = ""
    born: date | None = None
    languages: tuple[str, ...] = ("en",)  # the first is the one to write in
    site: Site | None = None
    record_id: str = ""
    mrn: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def sign_in(self) -> str:
        return f"{self.key}@example.org"


@dataclass(frozen=True, slots=True)
class Relation:
    """`proxy` acts for `patient`; `hidden` names the classes of data that stay closed."""

    proxy: str
    patient: str
    kind: str  # adult_child, parent_of_teenager
    hidden: tuple[str, ...] = ()
    ended: date | None = None


PRACTICE = "Lakeside Family Medicine"
MADISON = Site(
    "madison", "Madison clinic", "America/Chicago", "608-555-0142",
    "410 Lake St", "Madison", "WI", "53703", "lf-site-1",
)  # fmt: skip
DENVER = Site(
    "denver", "Denver clinic", "America/Denver", "303-555-0117",
    "88 Juniper Ave", "Denver", "CO", "80203", "lf-site-2",
)  # fmt: skip
SITES = (MADISON, DENVER)


def _patient(
    key: str, given: str, family: str, number: int, story: Story, *, gender: str, born: date,
    languages: tuple[str, ...] = ("en",), site: Site = MADISON,
) -> Person:  # fmt: skip
    return Person(
        key=key, given=given, family=family, role=Role.PATIENT, story=story, gender=gender, born=born,
        languages=languages, site=site, record_id=f"lf-{number}", mrn=str(number),
    )  # fmt: skip


def _staff(
    key: str, given: str, family: str, number: int, story: Story, *, role: Role, credential: str = "",
    site: Site = MADISON,
) -> Person:  # fmt: skip
    return Person(
        key=key, given=given, family=family, credential=credential, role=role, story=story, site=site,
        record_id=f"lf-staff-{number}" if credential else "",
    )  # fmt: skip


ROSA = _patient("rosa", "Rosa", "Delgado", 100001, Story(
    "Has high blood pressure and diabetes. Her lisinopril is almost used up, and she has a visit tomorrow.",
    "Tiene presión alta y diabetes. Casi se le acaba el lisinopril y mañana tiene una visita.",
), gender="female", born=date(1958, 3, 14), languages=("en", "es"))  # fmt: skip
ELENA = _patient("elena", "Elena", "Delgado", 100002, Story(
    "Rosa's daughter. She helps with her mother's care and is a patient here too.",
    "Hija de Rosa. Ayuda con el cuidado de su madre y también es paciente aquí.",
), gender="female", born=date(1986, 9, 2), languages=("en", "es"))  # fmt: skip
MARCUS = _patient("marcus", "Marcus", "Bell", 100003, Story(
    "A teenager with asthma. Some of his record is private, even from his father.",
    "Un adolescente con asma. Parte de su expediente es privada, incluso para su padre.",
), gender="male", born=date(2011, 6, 2))  # fmt: skip
WALTER = _patient("walter", "Walter", "Kim", 100004, Story(
    "A patient in Denver who does not know the others. He should see nothing of theirs.",
    "Un paciente de Denver que no conoce a los demás. No debe ver nada de ellos.",
), gender="male", born=date(1972, 11, 20), site=DENVER)  # fmt: skip
HAROLD = _patient("harold", "Harold", "Nguyen", 100005, Story(
    "Has high blood pressure and gout, and a blood test every week.",
    "Tiene presión alta y gota, y un análisis de sangre cada semana.",
), gender="male", born=date(1959, 5, 8))  # fmt: skip
DAVID = Person(key="david", given="David", family="Bell", role=Role.PROXY, story=Story(
    "Marcus's father. He sees most of his son's record, but not the private part.",
    "Padre de Marcus. Ve casi todo el expediente de su hijo, pero no la parte privada.",
))  # fmt: skip
CARMEN = Person(key="carmen", given="Carmen", family="Ruiz", role=Role.PROXY, story=Story(
    "Used to help with Rosa's care. Her access has ended.",
    "Antes ayudaba con el cuidado de Rosa. Su acceso ya terminó.",
))  # fmt: skip
JO = _staff("jo", "Jo", "Park", 1, Story(
    "Nurse. She answers refill requests and questions.",
    "Enfermera. Responde a preguntas y pedidos de medicinas.",
), role=Role.NURSE, credential="RN")  # fmt: skip
TOMAS = _staff("tomas", "Tomás", "Silva", 2, Story(
    "Medical assistant. He reads new messages first.",
    "Asistente médico. Es el primero en leer los mensajes nuevos.",
), role=Role.MEDICAL_ASSISTANT, credential="MA")  # fmt: skip
AMARA = _staff("amara", "Amara", "Lee", 3, Story(
    "Doctor. She sees what the team passes on to her.",
    "Doctora. Ve lo que el equipo le pasa.",
), role=Role.PHYSICIAN, credential="MD")  # fmt: skip
PRIYA = _staff("priya", "Priya", "Raman", 4, Story(
    "Front desk. She books visits and updates contact details.",
    "Recepción. Programa visitas y actualiza datos de contacto.",
), role=Role.FRONT_DESK)  # fmt: skip
GRACE = _staff("grace", "Grace", "Whitfield", 5, Story(
    "Practice manager. She sees how the work is going, not the records.",
    "Gerente de la clínica. Ve cómo va el trabajo, no los expedientes.",
), role=Role.MANAGER)  # fmt: skip
INES = _staff("ines", "Inés", "Romero", 6, Story(
    "Administrator. She sets up the sites, the staff and the features.",
    "Administradora. Configura las clínicas, el personal y las funciones.",
), role=Role.ADMINISTRATOR)  # fmt: skip
OMAR = _staff("omar", "Omar", "Haddad", 7, Story(
    "Privacy officer. He checks who looked at which record.",
    "Encargado de privacidad. Revisa quién vio cada expediente.",
), role=Role.PRIVACY_OFFICER)  # fmt: skip
KENJI = _staff("kenji", "Kenji", "Mori", 8, Story(
    "Nurse in Denver only. He is not on the Madison team.",
    "Enfermero solo en Denver. No es parte del equipo de Madison.",
), role=Role.NURSE, credential="RN", site=DENVER)  # fmt: skip
LENA = _staff("lena", "Lena", "Fischer", 9, Story(
    "Pharmacist. She answers questions about medicines.",
    "Farmacéutica. Responde a preguntas sobre medicinas.",
), role=Role.PHARMACIST, credential="PharmD")  # fmt: skip

PATIENTS = (ROSA, ELENA, MARCUS, WALTER, HAROLD)
PROXIES = (DAVID, CARMEN)
STAFF = (JO, TOMAS, AMARA, PRIYA, GRACE, INES, OMAR, KENJI, LENA)
PEOPLE = {person.key: person for person in (*PATIENTS, *PROXIES, *STAFF)}
RELATIONS = (
    Relation("elena", "rosa", "adult_child"),
    Relation("david", "marcus", "parent_of_teenager", hidden=("confidential",)),
    Relation("carmen", "rosa", "adult_child", ended=date(2026, 5, 31)),
)
