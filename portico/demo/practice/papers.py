"""The words of the practice's papers: plain, harmless, and no two sentences alike on one page."""

import random
from datetime import date

WHY = {
    "checkup": (
        "You came for your yearly check-up.",
        "This was your yearly check-up.",
        "We saw you for your check-up, as we do once a year.",
    ),
    "follow_up": (
        "You came so that we could see how {topic} is doing.",
        "This was a follow-up about {topic}.",
        "We looked again at {topic} together.",
    ),
    "problem": ("You came because of {topic}.", "You asked for this visit because of {topic}."),
    "well_child": (
        "You came for a well child visit.",
        "This was the check-up that goes with this age.",
        "We saw how your child grows and learns.",
    ),
}
FOUND = {
    "pressure": (
        "Your blood pressure was {upper} over {lower}.",
        "We measured a blood pressure of {upper} over {lower}.",
    ),
    "better": (
        "The newest numbers are better than the ones before.",
        "Your tests went in the right direction.",
    ),
    "same": ("Your tests are much the same as last time.", "Nothing in your tests needs a change today."),
    "watch": (
        "One number moved a little, and we want to watch it.",
        "We would like to repeat one test in a few months.",
    ),
    "grown": ("Height and weight follow their usual line.", "Your child has grown as we would expect."),
}
TOPICS = {
    "hypertension": "your blood pressure",
    "diabetes": "your blood sugar",
    "lipids": "your cholesterol",
    "thyroid": "your thyroid",
    "asthma": "your breathing",
    "asthma_intermittent": "your child's breathing",
    "depression": "your mood and your sleep",
    "migraine": "your headaches",
    "reflux": "your heartburn",
    "knee": "your knees",
    "back": "your back",
    "rhinitis": "your allergies",
    "gout": "your gout",
    "afib": "your heartbeat",
    "prediabetes": "your blood sugar",
    "bones": "your bones",
    "eczema": "your skin",
    "cataract": "your eyes",
    "anemia": "your iron",
}
ADVICE = {
    "hypertension": (
        "Measure at home twice a week, sitting down, and bring the list.",
        "Go easy on salty snacks and canned soup.",
        "Keep a cuff at home and write the numbers down.",
    ),
    "diabetes": (
        "Check your feet every evening.",
        "Plan your yearly eye check.",
        "A walk after supper helps your sugar.",
    ),
    "lipids": (
        "Take the evening tablet at the same time each day.",
        "Nuts, beans and fish are good choices.",
    ),
    "thyroid": ("Take the thyroid tablet on an empty stomach.", "Wait half an hour before coffee."),
    "asthma": ("Use the daily inhaler even on good days.", "Keep the quick-relief inhaler in your bag."),
    "depression": ("Getting outdoors each day is worth a try.", "Tell us if your sleep gets worse."),
    "migraine": ("Keep a short headache diary.", "Regular meals and sleep make headaches rarer."),
    "reflux": ("Finish supper three hours before bed.", "Raise the head of your bed a little."),
    "knee": (
        "Short walks on flat ground are good for your knees.",
        "Warmth in the morning eases stiff knees.",
    ),
    "gout": ("Drink water through the day.", "Ask us before you take a new pain medicine."),
    "any": (
        "Bring the bottles of everything you take to your next visit.",
        "Come back in a year, or sooner if something changes.",
        "Sleep and meals at regular times do a lot of good.",
        "Tell us if your pharmacy changes.",
        "Wear a seat belt, and a helmet on the bicycle.",
        "Plan your flu shot for the fall.",
        "Bring a list of your questions next time.",
    ),
    "child": (
        "Read a book together every day.",
        "Brush teeth twice a day, with a smear of paste.",
        "Keep screens out of the bedroom.",
        "Use the car seat until the belt fits.",
        "Water and milk are the best drinks.",
        "Let your child play outdoors each day.",
    ),
}
CLOSING = (
    "Write to us in the portal or call {phone}.",
    "If anything is unclear, send a message or call {phone}.",
    "Our team reads your messages; the phone is {phone}.",
)


def summary(
    dice: random.Random,
    *,
    spoken: str,
    doctor: str,
    site: str,
    phone: str,
    kind: str,
    traits: tuple[str, ...],
    pressure: tuple[int, int] | None,
    trend: str,
) -> str:
    """An after-visit summary."""
    topic = TOPICS.get(traits[0], "how you have been") if traits else "how you have been"
    found = [dice.choice(FOUND[trend])]
    if pressure:
        found.insert(0, dice.choice(FOUND["pressure"]).format(upper=pressure[0], lower=pressure[1]))
    pool = [line for trait in traits[:2] for line in ADVICE.get(trait, ())]
    own = dice.sample(pool, min(2, len(pool)))
    general = dice.sample(ADVICE["child" if kind == "well_child" else "any"], 2)
    lines = [
        f"Your visit on {spoken}",
        f"With {doctor}, {site}",
        "",
        "WHY YOU CAME",
        dice.choice(WHY[kind]).format(topic=topic),
        "",
        "WHAT WE FOUND",
        *(f"- {line}" for line in found),
        "",
        "WHAT TO DO NOW",
        *(f"- {line}" for line in [*own, *general]),
        "",
        "QUESTIONS",
        dice.choice(CLOSING).format(phone=phone),
        "In an emergency call 911.",
    ]
    return "\n".join(lines)


OPENING = (
    "Your blood test from {month} is back.",
    "We have the results of your {month} blood test.",
    "The laboratory sent us your results from {month}.",
)
MIDDLE = {
    "same": (
        "The numbers are close to those of last time.",
        "There is no surprise in them.",
        "All of them are where we want them, or very near.",
    ),
    "better": (
        "They are better than before, and that is your doing.",
        "They moved the right way since the last test.",
    ),
    "watch": (
        "One of them is a little off, and we will look again in a few months.",
        "We want to repeat one of the tests; it is not urgent.",
    ),
}
CLOSE = (
    "You can see each number in the portal, with its usual range.",
    "Each number stands in the portal, with a line that shows how it changed.",
    "Look at them in the portal whenever you like.",
)
NEXT = (
    "We will go over them at your next visit.",
    "Keep your medicines as they are until we meet.",
    "Write to us if you would like to talk about them sooner.",
)


def letter(dice: random.Random, *, spoken: str, month: str, name: str, doctor: str, trend: str) -> str:
    """A result letter; how to see the results in the portal stands on it too."""
    body = [
        dice.choice(OPENING).format(month=month),
        dice.choice(MIDDLE[trend]),
        dice.choice(CLOSE),
        dice.choice(NEXT),
    ]
    return "\n\n".join(
        [spoken, f"Dear {name},", " ".join(body), f"Sincerely,\n{doctor}\nLakeside Family Medicine"]
    )


def month_name(day: date) -> str:
    return f"{day:%B}"
