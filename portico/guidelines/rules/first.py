"""Six guidelines that a practice may begin with, in our own words: drafts, until a licensed person adopts them.

They are cautious and short. None is a protocol of anybody's; a clinician of the practice changes what is not theirs.
"""

from dataclasses import dataclass

NURSES = ("nurse", "pharmacist", "physician")


@dataclass(frozen=True, slots=True)
class Ready:
    title: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    who: tuple[str, ...]
    ask: str
    call: str
    visit: str
    emergency: str
    say: str


FIRST = (
    Ready(
        "Blood pressure from home", ("readings",), ("blood pressure", "presion", "hypertension", "hipertension"),
        NURSES,
        "The numbers, and on how many days?\nSitting, rested five minutes, arm at the height of the heart?\n"
        "New medicines, pain, salt, missed doses?",
        "Twice at or above 160 over 100, or below 90 over 60 with dizziness.",
        "The mean of a week is above the goal on record: within two weeks.",
        "180 over 120 or more with chest pain, shortness of breath, weakness, trouble speaking or seeing: 911.",
        "How to measure: same arm, morning and evening, two times each, written down for a week.",
    ),
    Ready(
        "Cough, cold, flu", ("question",),
        ("cough", "cold", "flu", "sore throat", "runny nose", "tos", "gripe", "resfriado"), NURSES,
        "Since when, fever and how high?\nShort of breath, chest pain, wheeze?\nCan they drink; do they pass water?\n"
        "Pregnant, over 65, lung or heart disease, weak defences?",
        "Fever over three days, or one that came back.\nWorse after getting better.\nAny of the risks above.",
        "Cough over three weeks. Ear pain. Yellow or bloody phlegm with fever.",
        "Blue lips, cannot finish a sentence, chest pain, confused: 911.",
        "Rest, drink, what helped before. Antibiotics do not help a cold. When to write again or call.",
    ),
    Ready(
        "Burning or frequent urination", ("question",),
        ("burning", "urinat", "pee", "bladder", "uti", "orina", "ardor"), NURSES,
        "Since when; burning, often, blood?\nFever, chills, pain in the back or side, vomiting?\n"
        "Pregnant, diabetes, catheter, kidney disease, male?\nAllergies, and what helped before?",
        "Pain in the side, or any of pregnant, male, diabetes, kidney disease: today.",
        "Third time in a year, or not better two days after treatment began.",
        "Fever with shaking chills, or cannot pass water: emergency room.",
        "How a sample is left at the clinic. What to watch for until then.",
    ),
    Ready(
        "Back pain", ("question",), ("back pain", "lower back", "espalda", "sciatica", "ciatica"), NURSES,
        "Since when, after what, down the leg?\nNumb or weak; trouble with bladder or bowels?\n"
        "Fever, weight loss, cancer, a fall, steroids, injected drugs?",
        "Weak or numb leg, or fever: today.",
        "Over four weeks, or under 18 or over 65 with a first pain.",
        "Cannot hold or pass water, numb between the legs, or cannot stand: emergency room.",
        "Keep moving, heat; bed rest makes it longer. Which pain medicine goes with what is on the list: a pharmacist.",
    ),
    Ready(
        "Side effects of a medicine", ("medicine",),
        ("side effect", "reaction", "since i started", "efecto secundario"), NURSES,
        "Which one, since when, which dose?\nWhat happens, when, how bad?\nAnything new beside it?",
        "Any new rash, swelling, fainting, bleeding, or blood sugar below 70: today, by phone.",
        "It stays, and stopping or changing has to be thought over.",
        "Swelling of face or throat, trouble breathing, cannot be woken: 911.",
        "Nobody stops a medicine for heart, seizures, mood or steroids on their own: call first.",
    ),
    Ready(
        "Rash", ("question",), ("rash", "hives", "itch", "sarpullido", "ronchas", "erupcion"), NURSES,
        "Where, since when, does it spread or hurt?\nFever, blisters, mouth or eyes?\n"
        "New medicine, food, plant, tick?\nA picture in daylight.",
        "Fever with it, blisters, in the mouth or eyes, or a baby: today.",
        "Over a week, or it keeps coming back.",
        "With swelling of face or throat, trouble breathing, or purple spots with fever: 911.",
        "What soothes; not to scratch; when to send another picture.",
    ),
)  # fmt: skip
