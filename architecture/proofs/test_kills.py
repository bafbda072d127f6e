"""Web and worker are killed while people write: what was acknowledged is whole, what follows from it follows once."""

import http.client
import json
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from architecture.proofs.house import House
from architecture.proofs.telling import answers_are_told_once

# What is not whole of the conversations that were acknowledged, and what of them is there twice.
LOOK = """
import json, sys
from collections import Counter
from portico.core.models import Event
from portico.messaging.models import Post, Thread
from portico.triage.models import WorkItem
wanted = set(sys.stdin.read().split())
def keys(rows):
    return Counter(str(key) for key in rows)
threads = keys(Thread.objects.values_list("pk", flat=True))
posts = keys(Post.objects.values_list("thread_id", flat=True))
items = keys(WorkItem.objects.values_list("source_id", flat=True))
events = keys(data["thread_id"] for data in
              Event.objects.filter(name="messaging.message_sent").values_list("data", flat=True))
filed = keys(data["item_id"] for data in
             Event.objects.filter(name="triage.item_filed").values_list("data", flat=True))
source = {str(item): str(thread) for item, thread in WorkItem.objects.values_list("pk", "source_id")}
filed = Counter({source[item]: times for item, times in filed.items() if item in source})
print(json.dumps({
    "lost": [key for key in wanted if any(not kind[key] for kind in (threads, posts, items, events, filed))],
    "twice": [key for kind in (threads, posts, items, events, filed) for key in kind if kind[key] > 1],
    "halves": sorted(set(threads) ^ set(posts) | set(threads) ^ set(items) | set(threads) ^ set(events)),
    "threads": len(threads),
}))
"""


@dataclass
class Writers:
    """Threads that send forms until told to stop; a refused connection is tried again a moment later."""

    house: House
    acknowledged: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    is_over: bool = False

    def start(self, number: int = 4) -> "Writers":
        self.threads = [threading.Thread(target=self._write, daemon=True) for _ in range(number)]
        for thread in self.threads:
            thread.start()
        return self

    def _write(self) -> None:
        while not self.is_over:
            with suppress(OSError, http.client.HTTPException):
                answer = self.house.send()
                self.statuses.append(answer.status)
                if answer.status == 302:
                    self.acknowledged.append(self.house.sent_thread(answer))
                continue
            time.sleep(0.05)

    def wait_for(self, more: int, *, seconds: float = 60) -> None:
        """Until so many more are acknowledged."""
        wanted, deadline = len(self.acknowledged) + more, time.monotonic() + seconds
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < deadline, f"only {len(self.acknowledged)} of {wanted} were acknowledged"
            time.sleep(0.005)

    def stop(self) -> None:
        self.is_over = True
        for thread in self.threads:
            thread.join(60)


def look(house: House, wanted: list[str]) -> dict[str, Any]:
    file = house.folder / "acknowledged"
    file.write_text("\n".join(wanted))
    code = LOOK.replace("sys.stdin.read()", f"open({str(file)!r}).read()")
    found: dict[str, Any] = json.loads(house.database.run(code)[0])
    return found


def kill_in_the_middle(house: House, kills: int, *, each: int, say: Any) -> int:
    """Gives how many were acknowledged, none of which is lost."""
    random_ = random.Random(7)  # noqa: S311  # the same walk each time; when the kill falls is chance all the same
    house.web()
    house.worker()
    writers = Writers(house).start()
    for _ in range(kills):
        house.wait_ready()
        writers.wait_for(random_.randint(5, each))
        name = random_.choice(["web", "web", "worker"])
        house.kill(name)
        (house.web if name == "web" else house.worker)()
    writers.wait_for(20)
    writers.stop()
    found = look(house, writers.acknowledged)
    say(f"{kills} kills, {len(writers.acknowledged):,} acknowledged, {found['threads']:,} kept, "
        f"{len(found['lost'])} lost, {len(found['twice'])} twice")  # fmt: skip
    assert (found["lost"], found["twice"], found["halves"]) == ([], [], [])
    assert 500 not in writers.statuses
    some = writers.acknowledged[:: max(1, len(writers.acknowledged) // 40)][:40]
    answers_are_told_once(house, some, say=say, kills=max(3, kills // 6))
    return len(writers.acknowledged)


@pytest.fixture
def say(capsys: Any) -> Callable[[str], None]:
    def out_loud(words: str) -> None:
        with capsys.disabled():
            print(f"\n{words}")

    return out_loud


def test_five_kills_lose_nothing(house: Callable[..., House], say: Any) -> None:
    kill_in_the_middle(house(team=1, readers=12), 5, each=12, say=say)


@pytest.mark.full
def test_a_hundred_and_fifty_kills_lose_nothing(house: Callable[..., House], say: Any) -> None:
    assert kill_in_the_middle(house(team=1, readers=60), 150, each=40, say=say) >= 3_000
