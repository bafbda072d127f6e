"""How a test moves over two years in somebody who lives with a problem. Figures are ordinary, and nobody's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """`first` and `last`: between which values the line begins and ends. `word` is what a letter says of it."""

    test: str
    first: tuple[float, float]
    last: tuple[float, float]
    spread: float
    digits: int
    points: int
    word: str


TRENDS: dict[str, tuple[Trend, ...]] = {
    "diabetes": (
        Trend(test="a1c", first=(7.9, 9.4), last=(6.6, 7.5), spread=0.14, digits=1, points=8, word="better"),
        Trend(test="acr", first=(12, 32), last=(12, 34), spread=2.2, digits=0, points=3, word="watch"),
    ),
    "prediabetes": (
        Trend(test="a1c", first=(5.9, 6.3), last=(5.6, 6.2), spread=0.07, digits=1, points=4, word="same"),
    ),
    "lipids": (
        Trend(test="ldl", first=(142, 178), last=(78, 112), spread=4.0, digits=0, points=5, word="better"),
        Trend(
            test="cholesterol",
            first=(222, 264),
            last=(158, 192),
            spread=5.0,
            digits=0,
            points=5,
            word="better",
        ),
    ),
    "thyroid": (
        Trend(test="tsh", first=(6.4, 9.8), last=(1.4, 3.4), spread=0.25, digits=2, points=5, word="better"),
    ),
    "gout": (
        Trend(test="urate", first=(8.2, 9.4), last=(5.4, 6.4), spread=0.2, digits=1, points=4, word="better"),
    ),
    "afib": (
        Trend(test="inr", first=(2.1, 2.7), last=(2.1, 2.8), spread=0.25, digits=1, points=18, word="same"),
    ),
    "anemia": (
        Trend(test="ferritin", first=(7, 12), last=(34, 68), spread=1.6, digits=0, points=4, word="better"),
        Trend(
            test="hemoglobin",
            first=(10.2, 11.0),
            last=(12.4, 13.6),
            spread=0.15,
            digits=1,
            points=4,
            word="better",
        ),
    ),
}
