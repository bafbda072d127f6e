"""Who works at the practice beside the cast, where, and in which pools: 18 in all, at three sites in two zones."""

from dataclasses import dataclass

from portico.demo.cast import DENVER, MADISON, Role, Site

EASTSIDE = Site(
    "eastside", "Eastside clinic", "America/Chicago", "608-555-0188",
    "2310 Winnebago Row", "Madison", "WI", "53704", "lf-site-3",
)  # fmt: skip
SITES = (MADISON, DENVER, EASTSIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    key: str
    given: str
    family: str
    role: str
    site: Site
    credential: str = ""
    work: str = ""
    record_id: str = ""

    @property
    def formal(self) -> str:
        return (
            f"Dr {self.given} {self.family}" if self.role == Role.PHYSICIAN else f"{self.given} {self.family}"
        )

    @property
    def sign_in(self) -> str:
        return f"{self.key}@example.org"


COLLEAGUES = (
    Colleague(key="samuel", given="Samuel", family="Okafor", role="physician", site=DENVER, credential="MD",
              work="Family medicine physician", record_id="lf-staff-21"),
    Colleague(key="linh", given="Linh", family="Pham", role="medical-assistant", site=DENVER, credential="MA",
              work="Medical assistant", record_id="lf-staff-31"),
    Colleague(key="corey", given="Corey", family="Hollister", role="front-desk", site=DENVER),
    Colleague(key="beatriz", given="Beatriz", family="Salcedo", role="physician", site=EASTSIDE, credential="MD",
              work="Family medicine physician", record_id="lf-staff-32"),
    Colleague(key="marisol", given="Marisol", family="Vega", role="nurse", site=EASTSIDE, credential="RN",
              work="Registered nurse", record_id="lf-staff-33"),
    Colleague(key="dwayne", given="Dwayne", family="Carver", role="medical-assistant", site=EASTSIDE,
              credential="MA", work="Medical assistant", record_id="lf-staff-34"),
    Colleague(key="hannah", given="Hannah", family="Ostby", role="front-desk", site=EASTSIDE),
    Colleague(key="miriam", given="Miriam", family="Katzman", role="pool-lead", site=MADISON, credential="RN",
              work="Registered nurse", record_id="lf-staff-35"),
    Colleague(key="delia", given="Delia", family="Moreno", role="front-desk", site=MADISON),
)  # fmt: skip

# Pool -> (as patients read it, kinds, members by site).
POOLS: dict[str, tuple[str, tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    "Refills": ("the refill nurses", ("refill",), {
        "madison": ("jo", "tomas", "lena", "miriam"), "denver": ("kenji", "linh"),
        "eastside": ("marisol", "dwayne")}),
    "Nurse advice": ("the nursing team", ("*",), {
        "madison": ("jo", "tomas", "lena", "miriam"), "denver": ("kenji", "linh"),
        "eastside": ("marisol", "dwayne")}),
    "Front desk": ("the front desk", ("appointment",), {
        "madison": ("priya", "tomas", "delia"), "denver": ("kenji", "corey"), "eastside": ("hannah", "dwayne")}),
    "Referrals": ("the referral team", ("referral",), {
        "madison": ("priya", "tomas", "delia"), "denver": ("kenji", "corey"), "eastside": ("hannah", "dwayne")}),
}  # fmt: skip
DOCTORS = {"madison": "amara", "denver": "samuel", "eastside": "beatriz"}
NURSES = {"madison": "jo", "denver": "kenji", "eastside": "marisol"}
ASSISTANTS = {"madison": "tomas", "denver": "linh", "eastside": "dwayne"}
