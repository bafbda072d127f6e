"""What is on: a site's own word before the organization's, the newest of each; no word means on."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portico.clinic import actions
from portico.clinic.models import FeatureSwitch, Site
from portico.clinic.queries import features_at
from portico.clinic.rules.features import Feature, in_force
from portico.core.viewer import Purpose, system_viewer


@dataclass(frozen=True)
class Word:
    feature: str
    is_on: bool
    site_id: str | None = None


words = st.lists(
    st.builds(Word, st.sampled_from(["messages", "results"]), st.booleans(), st.sampled_from([None, "s"]))
)


@given(words)
def test_the_last_word_of_the_site_wins_else_the_last_of_the_organization(said: list[Word]) -> None:
    answer = in_force(said)
    for feature in Feature:
        mine = [w for w in said if w.feature == feature]
        site = [w.is_on for w in mine if w.site_id]
        whole = [w.is_on for w in mine if not w.site_id]
        assert (feature in answer.features) == [True, *whole, *site][-1]


@given(words)
def test_it_does_not_matter_how_the_words_of_site_and_organization_are_mixed(said: list[Word]) -> None:
    apart = [w for w in said if not w.site_id] + [w for w in said if w.site_id]
    assert in_force(said) == in_force(apart) == in_force(reversed([*reversed(apart)]))


def test_what_is_off_is_named() -> None:
    assert in_force([]).reason == "everything is on"
    assert in_force([Word("results", False)]).reason == "switched off: results"
    assert in_force([Word("unknown", False)]).features == frozenset(Feature)


def flip(is_on: bool, site: Site | None = None) -> FeatureSwitch:
    by = system_viewer(Purpose.SET_UP)
    return actions.switch(
        by=by, feature=Feature.MESSAGES, is_on=is_on, reason="A trial", site_id=site.pk if site else None
    )


def test_a_switch_counts_for_its_own_site_and_every_word_is_kept(stage: Any) -> None:
    madison, denver = Site.objects.get(name="Madison clinic"), Site.objects.get(name="Denver clinic")
    flip(False)
    assert all(Feature.MESSAGES not in features_at(site.pk) for site in (madison, denver))
    flip(True, denver)
    assert Feature.MESSAGES in features_at(denver.pk)
    assert Feature.MESSAGES not in features_at(madison.pk)
    assert Feature.MESSAGES not in features_at(None)
    flip(True)
    flip(False, denver)
    assert Feature.MESSAGES not in features_at(denver.pk)
    assert Feature.MESSAGES in features_at(madison.pk)
    assert FeatureSwitch.objects.count() == 4


def test_what_is_off_is_gone_with_the_next_page(stage: Any) -> None:
    client, address = stage.browser("rosa"), f"/for/{stage.patient('rosa').pk}/messages/"
    assert client.get(address).status_code == 200
    flip(False)
    assert client.get(address).status_code == 404
    assert address not in client.get(f"/for/{stage.patient('rosa').pk}/").content.decode()
