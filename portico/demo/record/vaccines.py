"""Vaccines given, and one that was not. Codes are CVX; ages follow the usual childhood schedule."""

from datetime import date, timedelta

from portico.demo.record.chart import CVX, Chart, concept, term
from portico.demo.record.people import clinician, place

# key: (CVX code, CVX wording)
VACCINES = {
    "flu": ("140", "Influenza, split virus, trivalent, PF"),
    "flu_high": ("135", "Influenza, high dose, trivalent, PF"),
    "tdap": ("115", "Tdap"),
    "td": ("113", "Td (adult) preservative free"),
    "shingles": ("187", "zoster recombinant"),
    "pneumo20": ("216", "Pneumococcal conjugate PCV 20"),
    "pneumo23": ("33", "pneumococcal polysaccharide PPV23"),
    "covid": ("309", "COVID-19, mRNA, LNP-S, PF, tris-sucrose, 30 mcg/0.3 mL"),
    "mmr": ("03", "MMR"),
    "chickenpox": ("21", "varicella"),
    "hepb": ("08", "Hep B, adolescent or pediatric"),
    "hepa": ("83", "Hep A, ped/adol, 2 dose"),
    "dtap": ("20", "DTaP"),
    "polio": ("10", "IPV"),
    "hib": ("49", "Hib (PRP-OMP)"),
    "pneumo15": ("215", "Pneumococcal conjugate PCV 15"),
    "rotavirus": ("119", "rotavirus, monovalent"),
    "hpv": ("165", "HPV9"),
    "meningitis": ("203", "Meningococcal Polysaccharide groups A, C, Y, W-135 TT Conjugate"),
}

# (age in days, vaccine, dose number)
CHILDHOOD = (
    (1, "hepb", 1),
    (61, "hepb", 2), (61, "dtap", 1), (61, "polio", 1), (61, "hib", 1),
    (61, "pneumo15", 1), (61, "rotavirus", 1),
    (122, "dtap", 2), (122, "polio", 2), (122, "hib", 2), (122, "pneumo15", 2), (122, "rotavirus", 2),
    (183, "hepb", 3), (183, "dtap", 3), (183, "polio", 3), (183, "pneumo15", 3),
    (370, "mmr", 1), (370, "chickenpox", 1), (370, "hepa", 1), (370, "hib", 3), (370, "pneumo15", 4),
    (465, "dtap", 4), (560, "hepa", 2),
    (1480, "dtap", 5), (1480, "polio", 4), (1480, "mmr", 2), (1480, "chickenpox", 2),
    (4040, "tdap", 1), (4040, "hpv", 1), (4230, "hpv", 2), (4040, "meningitis", 1),
    (5860, "meningitis", 2),
)  # fmt: skip


def vaccinate(chart: Chart, key: str, on: date, *, dose: int | None = None, elsewhere: bool = False) -> None:
    """`elsewhere`: told by the patient or another office, so without a lot number."""
    cvx, wording = VACCINES[key]
    chart.add(
        "Immunization",
        f"vaccine-{key.replace('_', '-')}",
        status="completed",
        vaccineCode=concept(wording, (CVX, cvx, wording)),
        occurrenceDateTime=on.isoformat(),
        primarySource=not elsewhere,
        location=None if elsewhere else place(chart.subject.site),
        lotNumber=None if elsewhere else f"LF{int(cvx):03d}{on:%y%m}",
        site=None if elsewhere else concept("Left arm"),
        performer=None if elsewhere else [{"actor": clinician("jo")}],
        protocolApplied=[{"doseNumberPositiveInt": dose}] if dose else None,
    )


def decline(chart: Chart, key: str, on: date, code: str, reason: str) -> None:
    """A vaccine that was not given: (code of the reason, its words)."""
    cvx, wording = VACCINES[key]
    chart.add(
        "Immunization",
        f"vaccine-{key.replace('_', '-')}",
        status="not-done",
        statusReason=term("v3-ActReason", code, reason) | {"text": reason},
        vaccineCode=concept(wording, (CVX, cvx, wording)),
        occurrenceDateTime=on.isoformat(),
        primarySource=True,
    )


def flu_season(today: date, seasons_ago: int) -> date:
    """A day in mid October of that season; a season begins in August."""
    year = today.year if today.month >= 8 else today.year - 1
    return date(year - seasons_ago, 10, 14)


def flu_shots(chart: Chart, *seasons_ago: int, key: str = "flu") -> None:
    for season in sorted(seasons_ago, reverse=True):
        on = flu_season(chart.today, season)
        if on > chart.subject.born + timedelta(days=183) and on <= chart.today:
            vaccinate(chart, key, on)


def childhood(chart: Chart, *, elsewhere: bool = False) -> None:
    """Every vaccine whose age has come. A child who grows gains doses; the earlier ones keep their ids."""
    for age, key, dose in sorted(CHILDHOOD):
        on = chart.subject.born + timedelta(days=age)
        if on < chart.today:
            vaccinate(chart, key, on, dose=dose, elsewhere=elsewhere)
