"""Names of classes of medicines and of laboratory tests, as the team reads them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

CLASSES = {
    "ace-inhibitor": gettext_noop("ACE inhibitor"),
    "acid-blocker": gettext_noop("acid blocker"),
    "amiodarone": gettext_noop("rhythm medicine"),
    "angiotensin-blocker": gettext_noop("angiotensin blocker"),
    "antibiotic": gettext_noop("antibiotic"),
    "anticoagulant": gettext_noop("blood thinner"),
    "anticonvulsant": gettext_noop("seizure medicine"),
    "antidepressant": gettext_noop("antidepressant"),
    "antifungal": gettext_noop("antifungal"),
    "anti-inflammatory": gettext_noop("anti-inflammatory"),
    "antipsychotic": gettext_noop("antipsychotic"),
    "beta-blocker": gettext_noop("beta blocker"),
    "bladder": gettext_noop("bladder medicine"),
    "bone": gettext_noop("bone medicine"),
    "calcium-blocker": gettext_noop("calcium channel blocker"),
    "carbamazepine": gettext_noop("seizure medicine with a level"),
    "clozapine": gettext_noop("clozapine"),
    "contraceptive": gettext_noop("birth control pill"),
    "diabetes": gettext_noop("diabetes medicine"),
    "digoxin": gettext_noop("digoxin"),
    "diuretic": gettext_noop("water pill"),
    "gout": gettext_noop("gout medicine"),
    "heart-failure-combination": gettext_noop("heart failure medicine"),
    "herpes-antiviral": gettext_noop("antiviral"),
    "hiv": gettext_noop("HIV medicine"),
    "immune": gettext_noop("medicine that lowers the defenses"),
    "inhaler": gettext_noop("inhaler"),
    "insulin": gettext_noop("insulin"),
    "leukotriene": gettext_noop("asthma tablet"),
    "lithium": gettext_noop("lithium"),
    "metformin": gettext_noop("metformin"),
    "methotrexate": gettext_noop("methotrexate"),
    "muscle-relaxant": gettext_noop("muscle relaxant"),
    "opioid": gettext_noop("opioid"),
    "other-controlled": gettext_noop("controlled medicine"),
    "other-lipid": gettext_noop("cholesterol medicine"),
    "phenytoin": gettext_noop("seizure medicine with a level"),
    "platelet": gettext_noop("platelet inhibitor"),
    "potassium": gettext_noop("potassium"),
    "potassium-sparing": gettext_noop("potassium-sparing water pill"),
    "prostate": gettext_noop("prostate medicine"),
    "sedative": gettext_noop("sedative or sleeping pill"),
    "statin": gettext_noop("statin"),
    "stimulant": gettext_noop("stimulant"),
    "thyroid-hormone": gettext_noop("thyroid hormone"),
    "thyroid-inhibitor": gettext_noop("thyroid blocker"),
    "valproate": gettext_noop("seizure medicine with a level"),
    "warfarin": gettext_noop("warfarin"),
}
LABS = {
    "a1c": gettext_noop("A1c"),
    "blood-count": gettext_noop("blood count"),
    "carbamazepine-level": gettext_noop("carbamazepine level"),
    "creatinine": gettext_noop("kidney test"),
    "glucose": gettext_noop("blood sugar"),
    "lipids": gettext_noop("cholesterol"),
    "liver": gettext_noop("liver test"),
    "phenytoin-level": gettext_noop("phenytoin level"),
    "potassium": gettext_noop("potassium"),
    "sodium": gettext_noop("sodium"),
    "tsh": gettext_noop("thyroid test (TSH)"),
    "urine-albumin": gettext_noop("urine albumin"),
    "valproate-level": gettext_noop("valproate level"),
}


def first_up(words: str) -> str:
    """At the beginning of a line; "ACE inhibitor" and "A1c" stay as they are."""
    return words[:1].upper() + words[1:]


def class_words(name: str) -> str:
    """A practice's own table may have classes of its own: those are read as they were written."""
    return _(CLASSES[name]) if name in CLASSES else name


def lab_words(name: str) -> str:
    return _(LABS[name]) if name in LABS else name
