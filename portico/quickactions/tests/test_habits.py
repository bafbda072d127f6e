"""The detector finds what is done the same way, and nothing where everybody writes something else."""

from random import Random

import pytest

from portico.quickactions.rules.habits import LEAST_CASES, Finished, habits

KINDS = ("refill", "question", "result", "appointment", "referral")
READY = "Hello {{patient.first_name}}, your refill is at the pharmacy and ready this afternoon. {{user.signature}}"
WORDS = [
    "please", "bring", "the", "paper", "when", "you", "come", "kidney", "pressure", "tablet", "morning",
    "evening", "walk", "salt", "water", "doctor", "says", "wait", "call", "again", "tomorrow", "office",
    "friday", "number", "card", "insurance", "knee", "shoulder", "better", "worse", "sleep", "dose", "half",
    "twice", "food", "empty", "stomach", "letter", "school", "work", "bus", "ride", "phone", "clinic", "desk",
    "nurse", "window", "lab", "blood", "sample", "arm", "stairs", "breath", "cough", "cold",
]  # fmt: skip


def many(
    count: int, text: str = READY, who: str = "jo", kind: str = "refill", **more: object
) -> list[Finished]:
    usual = {"end": "close", "minutes": 3.0, **more}
    return [Finished(who=who, kind=kind, text=text, **usual) for _ in range(count)]  # type: ignore[arg-type]


def noise(dice: Random, count: int, who: str = "jo", kind: str = "refill") -> list[Finished]:
    return [
        Finished(
            who=who, kind=kind, end=dice.choice(["close", "close", "wait", "keep", "thanks"]),
            text=" ".join(dice.sample(WORDS, dice.randint(6, 18))), minutes=dice.uniform(1, 9),
        )
        for _ in range(count)
    ]  # fmt: skip


def test_four_in_five_of_twenty_are_a_habit_with_its_evidence() -> None:
    [habit] = habits([*many(20), *noise(Random(1), 5)])
    assert (habit.text, habit.end, habit.count, habit.cases, habit.share) == (READY, "close", 20, 25, 0.8)
    assert habit.minutes == 3.0
    assert habit.hours == pytest.approx((3.0 - 0.2) * 20 / 3 / 60)


@pytest.mark.parametrize(
    "finished",
    [many(LEAST_CASES - 1), [*many(20), *noise(Random(2), 6)], [*many(10), *many(10, end="wait")],
     many(30, by_button=True), [*many(15), *many(15, by_button=True)], []],
    ids=["too few", "too seldom", "two ways", "a button already", "half a button", "nothing"],
)  # fmt: skip
def test_less_is_none(finished: list[Finished]) -> None:
    assert habits(finished) == []


def test_an_answer_that_is_changed_a_little_is_the_same_answer() -> None:
    late = READY.replace("this afternoon", "tomorrow")
    [habit] = habits([*many(14), *many(8, late)])
    assert (habit.count, habit.text) == (22, READY)


def test_the_same_said_in_two_languages_is_one_habit_with_both_texts() -> None:
    spoken = "Hola, {{patient.first_name}}: su resurtido está listo en la farmacia. {{user.signature}}"
    [habit] = habits([*many(14), *many(8, spoken, language="es"), *noise(Random(3), 3)])
    assert (habit.text, habit.spanish, habit.count, habit.cases) == (READY, spoken, 22, 25)
    assert habit.is_way("close", "", READY)


def test_what_was_said_once_in_the_other_language_is_not_shown() -> None:
    once = "Hola: su hermana puede recoger el resurtido por usted."
    [habit] = habits([*many(20), *many(2, once, language="es")])
    assert (habit.text, habit.spanish, habit.count, habit.cases) == (READY, "", 20, 22)


def test_a_way_without_an_answer_is_one_too() -> None:
    [habit] = habits(many(25, "", kind="appointment", end="route", pool="Nurse advice"))
    assert (habit.end, habit.pool, habit.text) == ("route", "Nurse advice", "")


def test_what_was_dismissed_is_known_again_though_a_word_changes() -> None:
    [habit] = habits(many(20))
    assert habit.is_way("close", "", READY.replace("this afternoon", "tomorrow"))
    assert not habit.is_way("wait", "", READY)
    assert not habit.is_way("close", "", "Please come in on Monday, the doctor would like to see you.")


@pytest.mark.parametrize("seed", range(5))
def test_on_histories_with_planted_habits_it_is_right_and_misses_few(seed: int) -> None:
    """Precision at least 0.9 and recall at least 0.8, with every text varied and noise in each group."""
    dice = Random(seed)
    finished, planted = [], set()
    for number in range(40):
        for kind in KINDS:
            who, cases = f"staff{number}", dice.randint(10, 60)
            if dice.random() < 0.3:
                share = dice.uniform(0.86, 0.97)
                base = dice.sample(WORDS, 14)
                own = max(LEAST_CASES, round(cases * share))
                others = int(own * (1 - share) / share)
                planted.add((who, kind))
                for _ in range(own):
                    text = list(base)
                    if dice.random() < 0.4:
                        text[dice.randrange(14)] = dice.choice(WORDS)
                    finished += many(1, " ".join(text), who, kind, minutes=dice.uniform(2, 5))
                finished += noise(dice, others, who, kind)
            else:
                finished += noise(dice, cases, who, kind)
    dice.shuffle(finished)
    found = {(habit.who, habit.kind) for habit in habits(finished)}
    right = len(found & planted)
    assert right / len(found) >= 0.9
    assert right / len(planted) >= 0.8


@pytest.mark.parametrize("seed", range(5))
def test_from_noise_alone_it_proposes_nothing(seed: int) -> None:
    dice = Random(100 + seed)
    groups = [noise(dice, 80, f"staff{n}", kind) for n in range(30) for kind in KINDS]
    assert habits([one for group in groups for one in group]) == []


def test_those_that_save_most_come_first() -> None:
    found = habits(
        [*many(25, minutes=1.0), *many(25, "Come on Monday, please.", kind="question", minutes=9.0)]
    )
    assert [habit.kind for habit in found] == ["question", "refill"]
