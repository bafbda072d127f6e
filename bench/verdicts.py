"""What was measured, as tables, and each bar with its verdict."""

import os
import statistics
from dataclasses import dataclass

BARE, EMPTY = "bare view", "more"
TIMES_BARE, P95_TO_P50, GROWTH, MEMORY = 15.0, 3.0, 1.20, 200
FIXED, CONTENT = 5, 6
LEDGER = 1  # the empty page leaves no row in the ledger, the others do


@dataclass(frozen=True, slots=True)
class Measured:
    """One practice: milliseconds (of the clock, of a processor) and queries by page, MiB of the web processes."""

    patients: int
    times: dict[str, list[float]]
    busy: dict[str, list[float]]
    queries: dict[str, int]
    memory: int

    def p50(self, page: str) -> float:
        return statistics.median(self.times[page])

    def p95(self, page: str) -> float:
        return statistics.quantiles(self.times[page], n=20)[18]

    def times_bare(self, page: str) -> float:
        return self.p50(page) / self.p50(BARE)

    def cpu(self, page: str) -> float:
        return statistics.median(self.busy[page])

    def spread(self, page: str) -> float:
        return self.p95(page) / self.p50(page)

    @property
    def fixed(self) -> int:
        return self.queries[EMPTY] + LEDGER

    @property
    def pages(self) -> list[str]:
        return [page for page in self.times if page != BARE]


@dataclass(frozen=True, slots=True)
class Bar:
    words: str
    worst: float
    page: str
    allowed: float

    def __str__(self) -> str:
        verdict = "held" if self.worst <= self.allowed else "NOT HELD"
        where = f" ({self.page})" if self.page else ""
        return f"  {self.words:42} {self.worst:7.2f}{where:16} at most {self.allowed:6.2f}   {verdict}"


def tell(measured: list[Measured]) -> int:
    """1 where a bar is not held."""
    for practice in measured:
        _tell_pages(practice)
    small, large = measured[0], measured[-1]
    if small is not large:
        _tell_growth(small, large)
    bars = [bar for practice in measured for bar in _bars(practice)]
    if small is not large:
        page = max(small.pages, key=lambda page: _growth(small, large, page))
        words = f"growth {small.patients:,} to {large.patients:,}, p50"
        bars.append(Bar(words, _growth(small, large, page), page, GROWTH))
    print("\nThe bars, each with its worst page:")
    for bar in bars:
        print(bar)
    return int(any(bar.worst > bar.allowed for bar in bars))


def _tell_pages(of: Measured) -> None:
    print(f"\n{of.patients:,} patients (load of the machine {os.getloadavg()[0]:.1f})")
    print(
        f"{'page':12} {'p50 ms':>8} {'p95 ms':>8} {'p95/p50':>8} {'× bare':>7} {'cpu ms':>7} {'× bare':>7} queries"
    )
    for page in (BARE, *of.pages):
        clock = f"{of.p50(page):8.2f} {of.p95(page):8.2f} {of.spread(page):8.2f} {of.times_bare(page):7.1f}"
        print(
            f"{page:12} {clock} {of.cpu(page):7.2f} {of.cpu(page) / of.cpu(BARE):7.1f} {of.queries[page]:7d}"
        )
    print(f"memory of the web processes (PSS): {of.memory} MiB")


def _tell_growth(small: Measured, large: Measured) -> None:
    print(f"\n{'growth':12} {small.patients:>9,} {large.patients:>9,}  (p50 ms) {'of cpu':>10}")
    for page in (BARE, *small.pages):
        growth = 100 * (_growth(small, large, page) - 1)
        busy = 100 * (large.cpu(page) / small.cpu(page) - 1)
        print(f"{page:12} {small.p50(page):9.2f} {large.p50(page):9.2f} {growth:+8.1f} % {busy:+8.1f} %")


def _growth(small: Measured, large: Measured, page: str) -> float:
    return large.p50(page) / small.p50(page)


def _bars(of: Measured) -> list[Bar]:
    slowest = max(of.pages, key=of.times_bare)
    widest = max(of.pages, key=of.spread)
    most = max(of.pages, key=lambda page: of.queries[page])
    size = f"{of.patients:,}: "
    return [
        Bar(size + "page beside the bare view, p50", of.times_bare(slowest), slowest, TIMES_BARE),
        Bar(size + "p95 beside p50", of.spread(widest), widest, P95_TO_P50),
        Bar(size + "queries that every page asks", of.fixed, "", FIXED),
        Bar(size + "queries for the content", of.queries[most] - of.fixed, most, CONTENT),
        Bar(size + "memory of the web processes, MiB", of.memory, "", MEMORY),
    ]
